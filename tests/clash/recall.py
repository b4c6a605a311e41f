"""How many of the known conflicts are found again once the curator's links are taken out of the dossier.

    python -m tests.clash.recall

prints it: over every link by which a curator disputes or denies, in the bundled dossier and in that of the tests, and
over the list of sources/NOTES.md ("contra") for the United States, Brazil and South Korea, written by a curator before
any detector; beside it, what is found in markets that have no such list, and what nobody listed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.clash.known import NOTES, OTHERS, account, meeting
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Clash
from xbrief.dossier.load import load
from xbrief.model import Dossier, Fact, Link

REPO = Path(__file__).resolve().parents[2]
SOURCES = REPO / "sources"
CYCLES = REPO / "tests" / "dossiers" / "cycles"

TODAY = date(2026, 11, 22)
STANCES = frozenset({"disputes", "denies"})
SORTS = {"fields": "conflicts by fields", "account": "differences of account", "aside": "no conflicts by their facts"}
ALL_LINKS = STANCES | {"supersedes", "supports"}


def stripped(dossier: Dossier, kinds: frozenset[str] = STANCES) -> Dossier:
    """The dossier without the links of these kinds."""
    facts = {
        i: replace(f, links=tuple(link for link in f.links if link.kind not in kinds)) for i, f in dossier.facts.items()
    }
    return replace(dossier, facts=facts)


def found(kinds: frozenset[str] = STANCES, day: date = TODAY, root: Path = SOURCES) -> tuple[Clash, ...]:
    """The conflicts found in a dossier without the links of these kinds."""
    return ledger(stripped(load(root).dossier, kinds), day).clashes


def unlisted(clashes: Iterable[Clash]) -> list[Clash]:
    """Those that no curator and no reader has found to be one."""
    return [c for c in clashes if not any(known.found([c]) for known in (*NOTES, *OTHERS))]


@dataclass(frozen=True)
class Declared:
    """A link by which a curator disputes or denies: whether its pair is found, and if not, why."""

    fact: Fact
    link: Link
    found: bool
    account: str
    elsewhere: str = ""
    meeting: str = ""

    @property
    def sort(self) -> str:
        return "account" if self.account else "fields"

    @property
    def verdict(self) -> str:
        if self.found:
            return "found"
        told = self.account or self.meeting or "no reason known"
        return f"missed: {told}{f' (told in {self.elsewhere})' if self.elsewhere else ''}"


def declared(root: Path, kinds: frozenset[str] = STANCES) -> Iterator[Declared]:
    """Every link of the dossier by which one fact disputes or denies another, against what is found without them."""
    dossier = load(root).dossier
    clashes = found(kinds, root=root)
    for fact in dossier.facts.values():
        for link in fact.links:
            if link.kind in STANCES:
                other = dossier.facts[link.fact]
                pair = {fact.id, other.id}
                told = any({c.earlier, c.later} == pair for c in clashes)
                why, meet = account(fact, other), meeting(dossier, fact, other)
                yield Declared(fact, link, told, why, _elsewhere(dossier, fact, other, link, clashes), meet)


def _elsewhere(dossier: Dossier, fact: Fact, other: Fact, link: Link, clashes: Sequence[Clash]) -> str:
    """A found pair that tells the same quarrel with another voice of the same kind on one side."""
    for clash in clashes:
        for one, rest in ((fact, other), (other, fact)):
            ends = {clash.earlier, clash.later}
            if one.id in ends and clash.about == (link.about or ""):
                (voice,) = ends - {one.id}
                if voice != rest.id and dossier.facts[voice].kind == rest.kind:
                    return clash.id
    return ""


def main() -> None:
    say = sys.stdout.write
    for root in (SOURCES, CYCLES):
        links = sorted(declared(root), key=lambda d: (d.sort, d.fact.market, d.fact.id), reverse=True)
        say(f"links of {root.relative_to(REPO)}\n")
        for d in links:
            say(f"  {d.sort:<8}{d.fact.id} {d.link.kind} {d.link.fact}: {d.verdict}\n")
        _sums(f"links of {root.relative_to(REPO)}", [(d.sort, d.found) for d in links])
    clashes, dossier = found(), load(SOURCES).dossier
    for words, listed in (("sources/NOTES.md", NOTES), ("the other markets", OTHERS)):
        say(f"conflicts of {words}\n")
        for known in listed:
            why = known.beside or known.account(dossier) or "no reason known"
            verdict = "found" if known.found(clashes) else f"missed: {why}"
            say(f"  {known.sort(dossier):<8}{known.market}  {known.words:<44}{verdict}\n")
        _sums(words, [(known.sort(dossier), known.found(clashes)) for known in listed])
    for words, kinds in (("without the links of conflict", STANCES), ("without any link", ALL_LINKS)):
        pairs = found(kinds)
        say(f"pairs found {words}: {len(pairs)}; false (on no list): {len(unlisted(pairs))}\n")
    say("found with the curator's links:\n")
    for clash in found(frozenset()):
        say(f"  {clash.id} ({clash.kind})\n")


def _sums(words: str, told: Sequence[tuple[str, bool]]) -> None:
    for sort, meaning in SORTS.items():
        here = [is_found for had, is_found in told if had == sort]
        sys.stdout.write(f"{words}, {meaning}: declared {len(here)}, found {sum(here)}\n")


if __name__ == "__main__":
    main()
