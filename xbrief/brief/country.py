"""A brief on one market."""

from __future__ import annotations

from collections.abc import Sequence

from xbrief.brief import bottom, parts, snapshot
from xbrief.brief.market import Market
from xbrief.brief.prose import cited, introduce, one, orphans, plain, worded
from xbrief.brief.select import LIMITS
from xbrief.brief.types import Block, Brief, Citation, Length, Section
from xbrief.errors import BrokenPromise
from xbrief.language import dates, speaker
from xbrief.language.words import join, spelled
from xbrief.model import Dossier, Fact
from xbrief.rules.types import Finding

HEADINGS = {
    "bottom": "Bottom line",
    "snapshot": "Snapshot",
    "why": "Why",
    "story": "How it came about",
    "said": "Said against done",
    "conflicts": "Conflicts",
    "watch": "What to watch",
    "gaps": "Gaps",
    "sources": "Sources",
}
NONE = {
    "why": "No account of causes is held.",
    "story": "No dated turn is held.",
    "said": "No forecast is held.",
    "conflicts": "No conflict among the sources is recorded.",
    "watch": "Nothing is singled out for watching.",
    "gaps": "No gap among the topics of this brief.",
    "sources": "No two sources are known to go back to one origin.",
}


# Of a section whose rules the dossier silences nothing is known: it may hold what they would have told.
SILENCED = "The dossier's own rules leave this out."
# Sections that take their findings from rules of other ones.
_TOLD = {"watch": ("forecasts", "measures", "exclusive", "on-sale")}


def brief(market: Market, length: Length = "page", only: Sequence[str] = ()) -> Brief:
    """The brief at a length: `line` is its first sentences, `page` one to two pages, `full` all that is held."""
    limits = LIMITS[length]
    full = length == "full"
    if length == "line":
        sections: list[Section] = [Section("bottom", HEADINGS["bottom"], (bottom.line(market),))]
    else:
        sections = [
            Section("bottom", HEADINGS["bottom"], (bottom.block(market),)),
            Section("snapshot", HEADINGS["snapshot"], (), snapshot.table(market, limits.groups)),
            _section(market, "why", parts.why(market, limits.why, full)),
            _section(market, "story", parts.how(market, limits.story)),
            _section(market, "said", parts.said(market, limits.said, full)),
            _section(market, "conflicts", parts.conflicts(market, limits.conflicts)),
            _section(market, "watch", parts.watch(market, limits.watch)),
            _section(market, "gaps", parts.gaps(market)),
            Section("sources", HEADINGS["sources"], sources(market)),
        ]
    chosen = tuple(s for s in sections if not only or s.id in only)
    return finished(market, introduce(chosen, market.ledger.dossier), length)


def _section(market: Market, name: str, blocks: tuple[Block, ...]) -> Section:
    looked = any(rule.section == name or rule.id in _TOLD.get(name, ()) for rule in market.rules.values())
    return Section(name, HEADINGS[name], blocks or (Block((plain(NONE[name] if looked else SILENCED),)),))


def finished(market: Market, sections: tuple[Section, ...], length: Length) -> Brief:
    dossier = market.ledger.dossier
    by_id = {f.id: f for f in market.findings}
    for text in orphans(sections, by_id, {*NONE.values(), SILENCED}):
        raise BrokenPromise(f"{market.code}.brief", f"a sentence without a finding: {text!r}")
    return Brief(
        kind="country",
        key=market.code,
        title=f"{dossier.company.name} in {market.name}",
        company=dossier.company.name,
        markets=(market.code,),
        as_of=market.ledger.as_of,
        length=length,
        meta=meta(market),
        sections=sections,
        findings={i: by_id[i] for i in worded(sections)},
        citations=citations(market, cited(sections)),
        sources=market.sources,
        hidden=by_id,
    )


def meta(market: Market) -> tuple[str, ...]:
    """The line under the title: kind, as-of day, sources, and how old the newest is."""
    newest = market.sources[-1]
    old = f" ({market.age} old)" if (market.ledger.as_of - market.newest).days > 31 else ""
    age = f"newest source {dates.label(newest.published)}{old}" if newest.published else ""
    if len(market.sources) > 1 and (before := market.sources[-2]).known and (market.newest - before.known).days > 365:
        age += f", the one before it {dates.month(before.known)}"
    held = ((len(market.sources), "source"), (len(market.facts), "fact"))
    return (
        "Market-entry brief",
        f"evidence as of {dates.day(market.ledger.as_of)}",
        ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in held),
        age,
        checked([market]),
    )


def checked(markets: Sequence[Market]) -> str:
    """`7 of 76 facts checked against the text`: those whose words were found, on any of the markets; each counts once.

    Nobody has looked where a person vouches, so those do not count. Facts that no person has reviewed are told, too.
    """
    held = {f.id: f for m in markets for f in m.facts}
    told = f"{len(held.keys() & markets[0].ledger.dossier.checked)} of {len(held)} facts checked against the text"
    unreviewed = sum(bool(f.unreviewed) for f in held.values())
    return f"{told}, {unreviewed} not reviewed by a person" if unreviewed else told


def sources(market: Market) -> tuple[Block, ...]:
    """Which sources are one, then every source, the newest first. What each carries stands in the notes."""
    shared = [one([plain(_shared(market, f), findings=[f.id])]) for f in market.of("origins")]
    return (Block(tuple(shared) or (plain(NONE["sources"]),)),)


def _shared(market: Market, finding: Finding) -> str:
    names = join([_short(market, s) for s in finding.counted])
    origin = finding.slots["origin"].parts[0].text
    return (
        f"facts from the {spelled(len(finding.counted))} sources {names} go back to one origin and count once: {origin}"
    )


def _short(market: Market, source_id: str) -> str:
    source = market.ledger.dossier.sources[source_id]
    return f"{source.publisher} ({dates.label(source.published)})" if source.published else source.publisher


def citations(market: Market, ids: Sequence[str]) -> dict[str, Citation]:
    return {i: citation(market, market.ledger.known[i]) for i in ids}


def citation(market: Market, fact: Fact) -> Citation:
    return noted(market.ledger.dossier, fact)


def noted(dossier: Dossier, fact: Fact) -> Citation:
    said = speaker.speakers(dossier, fact) if fact.says else ""
    return Citation(fact, dossier.sources[fact.source], said)
