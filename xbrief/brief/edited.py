"""What an editor may do to a brief: findings pinned to it, findings left out of it. No sentence is written anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xbrief.brief.country import citation
from xbrief.brief.market import Market
from xbrief.brief.prose import cited, worded
from xbrief.brief.types import Block, Brief, Section
from xbrief.language.words import counted
from xbrief.rules import engine
from xbrief.rules.types import Finding

PINNED = "Also to be known"


def without(market: Market, left: Iterable[str]) -> Market:
    """The market as if the findings were not there; those that tell how much is not known stay."""
    ids = {*left}
    return replace(market, findings=tuple(f for f in market.findings if f.id not in ids or f.basis != "cited"))


def needing(market: Market, left: Finding, shown: Iterable[str]) -> list[str]:
    """The ids of the findings shown that need the one left out.

    They tell of the same claim, cite a fact that it cites, or are told with it in one clause: without it the reader
    would have half of a turn, a dispute without its other side, a forecast without what became of it.
    """
    together = next((group for group in engine.grouped(market.findings) if left in group), [left])
    partners = {f.id for f in together}
    ids = {*shown} - {left.id}
    return [
        f.id
        for f in market.findings
        if f.id in ids
        and (f.id in partners or not set(f.claims).isdisjoint(left.claims) or not set(f.facts).isdisjoint(left.facts))
    ]


def noted(brief: Brief, left: int) -> Brief:
    """The brief with a word under its title that findings were left out."""
    return replace(brief, meta=(*brief.meta, f"{counted(left, 'finding')} left out by its editor")) if left else brief


def ordered(brief: Brief, sections: Sequence[str]) -> Brief:
    """The brief with its sections in this order, which names all of them or none."""
    if not sections:
        return brief
    return replace(brief, sections=tuple(sorted(brief.sections, key=lambda s: sections.index(s.id))))


def pinned(brief: Brief, markets: Mapping[str, Market], ids: Sequence[str]) -> Brief:
    """The brief with these findings of its markets: those that it does not show yet stand at the end of their section.

    Where the brief has no such section, or where it is a table, they stand in one of their own, before the sources.
    """
    missing = [id for id in ids if id not in brief.findings]
    if not missing:
        return brief
    sections = {section.id: section for section in brief.sections}
    found: dict[str, Finding] = {}
    own: list[Block] = []
    for id in missing:
        market = next(m for m in markets.values() if any(f.id == id for f in m.findings))
        group = next(g for g in engine.grouped(market.findings) if any(f.id == id for f in g))
        if id in found:
            continue
        found |= {f.id: f for f in group}
        block = Block((engine.sentence(market.told(group)),), bullet=True)
        home = sections.get(group[0].section)
        if home is not None and home.blocks and home.blocks[-1].bullet and len(markets) == 1:
            sections[home.id] = replace(home, blocks=(*home.blocks, block))
        else:
            own.append(block)
    chosen = [*sections.values()]
    if own:
        behind = next((n for n, section in enumerate(chosen) if section.id == "sources"), len(chosen))
        chosen.insert(behind, Section("pinned", PINNED, tuple(own)))
    held = next(iter(markets.values()))
    every = {**found, **brief.findings}
    return replace(
        brief,
        sections=tuple(chosen),
        findings={i: every[i] for i in worded(chosen)},
        citations={i: citation(held, held.ledger.known[i]) for i in cited(chosen)},
    )
