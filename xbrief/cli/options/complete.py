"""What a shell completes: names out of the dossier at hand. Where that fails, nothing is offered or said."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from xbrief.cli.options.dossier import at_hand, by_weight, findings, short

if TYPE_CHECKING:
    from xbrief.model import Dossier

Offer = list[tuple[str, str]]
"""What may be typed, each with a word on what it is."""

SECTIONS = ("bottom", "snapshot", "why", "story", "said", "conflicts", "watch", "gaps", "sources", "judgement")
COMPARED = ("bottom", "table", "contrasts", "uncompared", "sources", "judgement")
BY_KIND = {"country": SECTIONS, "compare": COMPARED}


def _held(ctx: typer.Context) -> Dossier:
    wish = ctx.params.get("dossier")
    return at_hand(Path(wish) if wish else None)


def markets(ctx: typer.Context) -> Offer:
    offer: Offer = []
    with suppress(Exception):
        from xbrief.dossier.places import country

        dossier = _held(ctx)
        offer += [(short(code, dossier), country(code).name) for code in by_weight(dossier)]
    return offer


def sections(ctx: typer.Context) -> Offer:
    return [(name, "section") for name in (COMPARED if ctx.info_name == "compare" else SECTIONS)]


def kinds() -> Offer:
    offer: Offer = []
    with suppress(Exception):
        from xbrief.dossier.schema import KINDS

        offer += KINDS.items()
    return offer


def categories(ctx: typer.Context) -> Offer:
    offer: Offer = []
    with suppress(Exception):
        offer += [(c.id, c.label) for c in _held(ctx).categories.values()]
    return offer


def parties(ctx: typer.Context) -> Offer:
    offer: Offer = []
    with suppress(Exception):
        offer += [(p.id, p.name) for p in _held(ctx).parties.values()]
    return offer


def speakers(ctx: typer.Context) -> Offer:
    """People and parties: whoever may be named as the one who says so."""
    offer: Offer = []
    with suppress(Exception):
        offer += [(p.id, p.name) for p in _held(ctx).people.values()]
    return offer + parties(ctx)


def sources(ctx: typer.Context) -> Offer:
    offer: Offer = []
    with suppress(Exception):
        offer += [(s.id, s.publisher) for s in _held(ctx).sources.values()]
    return offer


def written(ctx: typer.Context, incomplete: str) -> Offer:
    """Facts and sources: what `edit` takes."""
    offer = sources(ctx)
    with suppress(Exception):
        held = _held(ctx)
        facts = (*held.facts.values(), *held.retracted.values())
        offer += [(fact.id, fact.claim) for fact in facts if fact.id.startswith(incomplete)]
    return offer


def rules(ctx: typer.Context) -> Offer:
    """Rules, and the codes of problems: what `explain` takes."""
    offer: Offer = []
    with suppress(Exception):
        from xbrief.dossier.codes import codes
        from xbrief.rules.own import with_own

        offer += [(rule.id, rule.about) for rule in with_own(Path(_held(ctx).root) / "rules").values()]
        offer += [(code.code, code.title) for code in codes().values()]
    return offer


def overrides(ctx: typer.Context) -> Offer:
    """Templates, their blocks, and rules: what `template` shows and copies."""
    offer: Offer = []
    with suppress(Exception):
        from xbrief.cli.run.overrides import parts
        from xbrief.rules.load import builtin
        from xbrief.rules.own import with_own

        root = Path(_held(ctx).root)
        offer += [(part.name, part.sort) for part in parts(root, with_own(root / "rules"), builtin())]
    return offer


def codes() -> Offer:
    """The codes of problems: what `check` selects and ignores."""
    offer: Offer = []
    with suppress(Exception):
        from xbrief.dossier.codes import codes

        offer += [(code.code, code.title) for code in codes().values()]
    return offer


def ids(ctx: typer.Context, incomplete: str) -> Offer:
    """Findings and facts: what `why` takes. With the market typed, that market's findings alone are worked out."""
    offer: Offer = []
    with suppress(Exception):
        dossier = _held(ctx)
        typed = incomplete.partition(".")[0]
        offer += [(id, "finding") for id in findings(dossier, [c for c in by_weight(dossier) if c in {typed, ""}])]
        held = (*dossier.facts.values(), *dossier.retracted.values())
        offer += [(fact.id, fact.claim) for fact in held if fact.id.startswith(incomplete)]
    return offer
