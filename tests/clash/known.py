"""The known conflicts: those of sources/NOTES.md ("contra"), and those that readers found in the other markets.

They are of two classes, told apart by the facts' kinds and fields alone. Conflicts by fields are between a state, a
value, a date, a role or an "only" of two facts. In differences of account one side is a view, a reason or speculation,
or a plan without a day: no field of it can exclude another's. Some are found all the same, by their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from xbrief.claims.meet import apart
from xbrief.claims.outlook import is_forecast
from xbrief.claims.types import Clash
from xbrief.claims.when import observed
from xbrief.model import Dossier, Fact


@dataclass(frozen=True)
class Known:
    """A conflict of the notes: the facts on its two sides, and why it is none although fields of them differ."""

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

    def account(self, dossier: Dossier) -> str:
        """Why no comparison of fields can see it; empty where two of its facts differ in fields."""
        why = [account(dossier.facts[a], dossier.facts[b]) for a, b in product(self.one, self.other)]
        return why[0] if all(why) else ""

    def sort(self, dossier: Dossier) -> str:
        """Its class: `fields`, `account`, or `aside` where the fields differ and the facts say that it is none."""
        return "aside" if self.beside else "account" if self.account(dossier) else "fields"


def account(a: Fact, b: Fact) -> str:
    """Why no field of the two can exclude one of the other; empty for a conflict by fields."""
    kinds = {a.kind, b.kind}
    reasons = (
        ("speculated" in {a.certainty, b.certainty}, "one side is speculation, which stands against nothing"),
        (kinds == {"cause"}, "competing reasons exclude no one another; they are told side by side under Why"),
        ("cause" in kinds, "a reason and its denial: neither has a field of the other"),
        ("view" in kinds, "one side is a view: it has no state, value, date or role"),
        (_no_day(a) or _no_day(b), "one side is a plan without a day, or from a day on: it excludes none"),
    )
    return next((why for holds, why in reasons if holds), "")


def _no_day(fact: Fact) -> bool:
    return is_forecast(fact) and (fact.target is None or fact.target.end is None)


def meeting(dossier: Dossier, a: Fact, b: Fact) -> str:
    """Why two facts of one field may both hold: the end that one gives bears the day for which the other is told."""
    for over, going in ((a, b), (b, a)):
        if over.status == "ended" and going.status == "active" and over.until is not None:
            seen = observed(dossier, going)
            if not apart(over.until, seen):
                return f"{over.id} ends it in {over.until.text}, which bears {seen.text}, the day of {going.id}"
    return ""


# Trade words for one that sells: a dealer may be called a distributor or a retailer as well. In kr-zk1603-youmi Youmi
# is an "official distributor", in kr-dt1603-koma-youmi a "local retailer", with the same goods under the same contract.
LOOSE = "dealer, distributor and retailer are loose words for one that sells"
# kr-xt17-offer-2018 is what the seller Youmi means to do in 2018; kr-ti1705-g-mobi is the only distributor of May 2017.
PLAN = "a seller's plan for a later year, and a distributor, from whom sellers have their goods"
# br-bg1509-launch-june says so in its note.
LAUNCH = "a launch event in June and a first sale in July do not exclude each other"
NOTES = (
    Known("us", "why there are no phones", ("us-tw1502-clearance",), ("us-tc1502-market-choice",)),
    Known(
        "us", "patents or not, as a reason", ("us-tc1502-patent-question", "us-scmp1512-risk"), ("us-tw1502-clearance",)
    ),
    Known("us", "politics or not, as a reason", ("us-cnet1807-scrutiny",), ("us-tw1502-clearance",)),
    Known("us", "phones not planned, or this year", ("us-tw1502-not-planned",), ("us-mb1505-phones-this-year",)),
    Known("us", "leave to sell or none", ("us-am1602-carrier-claim",), ("us-am1602-denial",)),
    Known(
        "br",
        "month of the launch",
        ("br-bg1509-launch-june",),
        ("br-ig1507-sale",),
        LAUNCH,
    ),
    Known("br", "Vivo after May 2016", ("br-gz1605-vivo-stays",), ("br-ts1605-vivo-ended",)),
    Known(
        "br",
        "left or not",
        ("br-gz1605-earlier-denial", "br-vw1705-operating"),
        ("br-vl1902-left", "br-uol1905-absent", "br-sc1711-retreat"),
    ),
    Known("br", "why the retreat", ("br-zd1605-tax-reason",), ("br-vl1902-retail-failure",)),
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
    Known("kr", "why it stopped", ("kr-hc1601-radio",), ("kr-nc1601-kt-head-office",)),
    Known(
        "kr",
        "pressed by Samsung and LG, or not",
        ("kr-kt1601-denial",),
        ("kr-kt1601-pressure", "kr-nc1601-pressure", "kr-ta1603-pressure"),
    ),
    Known("kr", "dealers this month, or from May", ("kr-ta1603-koma",), ("kr-ck1603-koma",)),
    Known("kr", "Ninebot sold, or not before May", ("kr-ta1603-offer",), ("kr-ck1603-ninebot",)),
    Known(
        "kr",
        "dealers, distributors or retailers",
        ("kr-ta1603-youmi", "kr-ta1603-koma"),
        ("kr-zk1603-youmi", "kr-ck1603-koma", "kr-dt1603-koma-youmi"),
        LOOSE,
    ),
    Known("kr", "phones from Youmi, or from G-mobi alone", ("kr-xt17-offer-2018",), ("kr-ti1705-g-mobi",), PLAN),
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
    Known(
        "in",
        "sales since June, first sale in July 2014",
        ("in-tr1504-weekly-flash", "in-tr1504-since-june"),
        ("in-ta1407-flash", "in-aa1505-launch"),
    ),
    Known("in", "wholly made or assembled", ("in-bs1508-fully-made",), ("in-ib1508-kits",)),
    Known("es", "on sale on the 8th, first sale on the 11th", ("es-sc1711-offer",), ("es-pn1711-start",)),
    Known("gb", "the shop opens on the 10th or the 18th", ("gb-dt1810-shop",), ("gb-ap1811-shop",)),
)
