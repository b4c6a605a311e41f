"""How many of the known conflicts are found again once the curator's links are taken out of the dossier.

    python -m tests.clash.recall

prints it. The list is that of sources/NOTES.md ("contra") for the United States, Brazil and South Korea, written by a
curator before any detector; beside it, what is found in markets that have no such list, and what no curator listed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xbrief.claims.ledger import ledger
from xbrief.claims.types import Clash
from xbrief.dossier.load import load
from xbrief.model import Dossier

REPO = Path(__file__).resolve().parents[2]

TODAY = date(2026, 11, 22)
STANCES = frozenset({"disputes", "denies"})


@dataclass(frozen=True)
class Known:
    """A conflict of the notes: the facts on its two sides, and why it need not or cannot be found, where so."""

    market: str
    words: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    beside: str = ""

    def found(self, clashes: Iterable[Clash]) -> bool:
        sides = (set(self.one), set(self.other))
        return any(
            {c.earlier, c.later} & sides[0] and {c.earlier, c.later} & sides[1] and c.market == self.market
            for c in clashes
        )


CAUSES = "competing causes exclude no one another; they are told side by side under Why"
NOTES = (
    Known("us", "why there are no phones", ("us-tw1502-clearance",), ("us-tc1502-patent-question",), CAUSES),
    Known("us", "phones not planned, or this year", ("us-tw1502-not-planned",), ("us-mb1505-phones-this-year",)),
    Known("us", "leave to sell or none", ("us-am1602-carrier-claim",), ("us-am1602-denial",)),
    Known(
        "br",
        "month of the launch",
        ("br-bg1509-launch-june",),
        ("br-ig1507-sale",),
        "the fact's own note: a launch event in June and a first sale in July do not exclude each other",
    ),
    Known("br", "Vivo after May 2016", ("br-gz1605-vivo-stays",), ("br-ts1605-vivo-ended",)),
    Known(
        "br",
        "left or not",
        ("br-gz1605-earlier-denial", "br-vw1705-operating"),
        ("br-vl1902-left", "br-uol1905-absent", "br-sc1711-retreat"),
    ),
    Known("br", "why the retreat", ("br-zd1605-tax-reason",), ("br-vl1902-retail-failure",), CAUSES),
    Known(
        "br",
        "pause or end of production",
        ("br-ts1605-pause",),
        ("br-zd1605-foxconn", "br-gz1605-foxconn", "br-zd1605-production-end"),
    ),
    Known(
        "kr",
        "KT a carrier or a marketplace",
        ("kr-ta1603-kt-sale",),
        ("kr-kt1601-carrier", "kr-dt1603-kt", "kr-hc1601-start"),
    ),
    Known(
        "kr",
        "the sale lasted one day or two",
        ("kr-hc1601-one-day",),
        ("kr-kt1601-stopped", "kr-ta1603-kt-two-days", "kr-dt1603-kt-2"),
    ),
    Known(
        "kr",
        "the sale began on the 4th or the 5th",
        ("kr-nc1601-kt-ms", "kr-nc1601-interpark"),
        ("kr-hc1601-start", "kr-hc1601-one-day"),
    ),
    Known("kr", "who stopped the sale", ("kr-kt1601-who-decided",), ("kr-nc1601-kt-asked",)),
    Known("kr", "why it stopped", ("kr-kt1601-pressure",), ("kr-nc1601-kt-head-office",), CAUSES),
    Known("kr", "dealers this month, or from May", ("kr-ta1603-offer", "kr-ta1603-koma"), ("kr-ck1603-ninebot",)),
    Known("kr", "first phone in 2017 or 2018", ("kr-ti1705-mi-mix",), ("kr-cb2501-since-2018",)),
    Known(
        "kr",
        "phones on the roadmap or no proof of it",
        ("kr-ta1603-roadmap", "kr-ta1603-mi-pay-shows"),
        ("kr-dt1603-mi-pay-doubt",),
    ),
)
# Conflicts of the other markets, which the curator or a reader of the facts has found to be some.
OTHERS = (
    Known("in", "sales since June, first sale in July 2014", ("in-tr1504-weekly-flash",), ("in-ta1407-flash",)),
    Known("in", "wholly made or assembled", ("in-bs1508-fully-made",), ("in-ib1508-kits",)),
    Known("es", "on sale on the 8th, first sale on the 11th", ("es-sc1711-offer",), ("es-pn1711-start",)),
    Known("gb", "the shop opens on the 10th or the 18th", ("gb-dt1810-shop",), ("gb-ap1811-shop",)),
)


def stripped(dossier: Dossier, kinds: frozenset[str] = STANCES) -> Dossier:
    """The dossier without the links of these kinds."""
    facts = {
        i: replace(f, links=tuple(link for link in f.links if link.kind not in kinds)) for i, f in dossier.facts.items()
    }
    return replace(dossier, facts=facts)


def found(kinds: frozenset[str] = STANCES, day: date = TODAY) -> tuple[Clash, ...]:
    """The conflicts found in the bundled dossier without the links of these kinds."""
    return ledger(stripped(load(REPO / "sources").dossier, kinds), day).clashes


def unlisted(clashes: Iterable[Clash]) -> list[Clash]:
    """Those that no curator and no reader has found to be one."""
    return [c for c in clashes if not any(known.found([c]) for known in (*NOTES, *OTHERS))]


def main() -> None:
    clashes = found()
    say = sys.stdout.write
    for known in (*NOTES, *OTHERS):
        verdict = "found" if known.found(clashes) else f"aside ({known.beside})" if known.beside else "missed"
        say(f"{known.market}  {known.words:<44}{verdict}\n")
    wanted = [k for k in NOTES if not k.beside]
    say(f"{len(NOTES)} conflicts in the notes, {len(NOTES) - len(wanted)} of them set aside with a reason\n")
    say(f"found: {sum(k.found(clashes) for k in wanted)} of {len(wanted)}\n")
    everything = found(frozenset({"disputes", "denies", "supersedes", "supports"}))
    say(f"pairs found: {len(clashes)}; not in any list: {len(unlisted(clashes))}\n")
    say(f"without any link: {len(everything)}; not in any list: {len(unlisted(everything))}\n")
    say("with the curator's links:\n")
    for clash in found(frozenset()):
        say(f"  {clash.id} ({clash.kind})\n")


if __name__ == "__main__":
    main()
