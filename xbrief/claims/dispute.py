"""Who disputes what: declared links, seen from the claims that they concern."""

from __future__ import annotations

from collections.abc import Mapping

from xbrief.claims.state import Disputed
from xbrief.claims.types import Dispute
from xbrief.model import Fact


def disputes(known: Mapping[str, Fact]) -> tuple[Dispute, ...]:
    """All disputes and denials among the known facts, by the id of the later fact."""
    found = [
        Dispute(
            "denies" if link.kind == "denies" else "disputes", fact.id, link.fact, link.about or "", link.category or ""
        )
        for fact in known.values()
        for link in fact.links
        if link.kind in {"disputes", "denies"} and link.fact in known
    ]
    return tuple(sorted(found, key=lambda d: (d.by, d.of, d.about)))


def concerning(found: tuple[Dispute, ...], facts: frozenset[str], topic: str, subject: str) -> tuple[Dispute, ...]:
    """The disputes about a claim: those of its facts, for the category that a link is limited to."""
    cell = subject.partition("@")[0]
    return tuple(
        d for d in found if d.of in facts and (not d.category or topic != "availability" or d.category == cell)
    )


def whole(found: tuple[Dispute, ...]) -> Disputed:
    """Pairs of which one disputes the other as a whole, not in an aspect."""
    return frozenset(frozenset({d.by, d.of}) for d in found if not d.about and not d.category)


def superseded(known: Mapping[str, Fact]) -> dict[str, tuple[str, ...]]:
    """For each fact that later ones replace as a whole: their ids. A link limited to an aspect replaces nothing."""
    found: dict[str, list[str]] = {}
    for fact in known.values():
        for link in fact.links:
            if link.kind == "supersedes" and not link.about and link.fact in known:
                found.setdefault(link.fact, []).append(fact.id)
    return {i: tuple(sorted(by)) for i, by in sorted(found.items())}
