"""What a dossier may hold: one table, from which files are checked and from which editors get their JSON Schema.

A field's `type` names how its value is read (`xbrief.dossier.values`) and how an editor checks it
(`xbrief.dossier.json_schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Plain = Literal["id", "ids", "text", "texts", "anchor", "choice", "flag", "number", "whole", "date"]
Coded = Literal["url", "language", "citekey", "currency", "market", "markets", "hs", "alarms"]
Named = Literal["origin", "speakers", "category", "categories", "categories-or-words", "party", "parties"]
Tied = Literal["party-or-words", "fact", "ref", "links", "grounds", "seen"]
Type = Plain | Coded | Named | Tied


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STATES = _words("active suspended ended")
OUTLOOKS = _words("planned announced negotiating")
STATUSES = STATES + OUTLOOKS
#: Beside the statuses, what lists are asked for.
RETRACTED = "retracted"
CERTAINTIES = _words("asserted speculated")
LINKS: tuple[Literal["supersedes", "disputes", "denies", "supports"], ...] = (
    "supersedes",
    "disputes",
    "denies",
    "supports",
)
TOPICS = _words("availability presence production party outlet cause duty measure rival figure remark")
FORMS = _words("office subsidiary sales-only")
REASONS = _words(
    "clearance legal patent company-choice seller-choice contract-scope incumbent-pressure competition tax rules "
    "politics distribution demand learning foothold cost unknown"
)
ROLES = _words("distributor dealer manufacturer marketplace carrier retailer service investor")
OUTLETS = _words("own-online-store own-shop flash-sale grey-import")
CHARGES = _words("import-duty countervailing surcharge excise sales-tax total-burden unnamed")
MEASURES = _words("certification injunction lawsuit licence localisation tax-rule sanction probe customs")
EFFECTS = _words("blocks allows delays requires favours disadvantages pending")
EVENTS = _words(
    "founding entry launch-event first-sale sale-stopped launches-paused store-opening store-closing office subsidiary "
    "production-start production-end certification filing stake staff-cut relocation retreat exit return"
)
FIGURES = _words("price units share rank valuation revenue stores growth goal")

KINDS: Mapping[str, str] = {
    "presence": "the company is, or is not, in the market",
    "offer": "categories are, or will be, on sale",
    "block": "categories are kept, or stay, off sale",
    "cause": "why something is so: a block, a stop, a retreat, a delay, an entry",
    "partner": "an organisation acts for the company",
    "channel": "the company's own outlets and ways to sell",
    "tariff": "what imports or sales are charged",
    "regulation": "a rule, order or requirement of a public body or court",
    "rival": "an incumbent and what it does",
    "event": "something happened, or is to happen, on a day",
    "metric": "a number",
    "view": "an opinion, denial or intention that no other kind holds",
}

_LASTING = ("presence", "offer", "block", "partner", "channel", "tariff", "regulation", "rival")
_TOUCHING = ("partner", "channel", "regulation", "rival", "event", "view")


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `kinds` empty means every kind; `null` permits an empty value; `slot` is the name in the model."""

    name: str
    type: Type
    doc: str
    kinds: tuple[str, ...] = ()
    required: bool = False
    null: bool = False
    values: tuple[str, ...] = ()
    slot: str = ""

    @property
    def attribute(self) -> str:
        return self.slot or self.name


def _need(name: str, type: Type, doc: str, *kinds: str, values: tuple[str, ...] = (), null: bool = False) -> Field:
    return Field(name, type, doc, kinds, required=True, values=values, null=null)


def _may(name: str, type: Type, doc: str, *kinds: str, values: tuple[str, ...] = (), slot: str = "") -> Field:
    return Field(name, type, doc, kinds, values=values, slot=slot)


#: In canonical order: `xbrief fmt` puts the keys of a fact into it.
FACT: tuple[Field, ...] = (
    _need("id", "id", "unique in the dossier, and lasting: <market>-<publisher code><yymm>-<slug>"),
    _need("market", "markets", "ISO 3166 alpha-2, lower case; a list of them; null: the company itself", null=True),
    _need("kind", "choice", "what the fact is about", values=tuple(KINDS)),
    _may("form", "choice", "in which form the company is there", "presence", values=FORMS),
    _need("about", "text", "the subject in a few words", "view"),
    _may("of", "ref", "the fact that the view is about", "view"),
    _need("of", "ref", "the fact that is explained, or {fact, category}", "cause"),
    _need("reason", "choice", "the reason", "cause", values=REASONS),
    _may("by", "parties", "who brings it about", "cause"),
    _need("name", "choice", "which number", "metric", values=FIGURES),
    _need("value", "number", "the number", "metric"),
    _may("bound", "choice", "how the number is meant", "metric", values=("exact", "more-than", "up-to", "about")),
    _need("unit", "text", "what is counted: devices, percent, rank, currency …", "metric"),
    _may("currency", "currency", "ISO 4217, where the unit is currency", "metric"),
    _may("of", "text", "what is counted: a category, a product or words", "metric", slot="of_what"),
    _need("rate_percent", "number", "the rate in percent; null where it is not named", "tariff", null=True),
    _may("bound", "choice", "how the rate is meant", "tariff", values=("exact", "up-to", "from")),
    _need("type", "choice", "which charge", "tariff", values=CHARGES),
    _need("on", "categories-or-words", "what is charged: categories, or words", "tariff"),
    _need("applies_to", "choice", "which goods", "tariff", values=("imported", "local", "all")),
    _may("change", "choice", "how it moved", "tariff", values=("raised", "lowered", "restored")),
    _may("part_of", "fact", "the duty that it is a part of", "tariff"),
    _need("measure", "text", "the measure in a few words", "regulation"),
    _need("type", "choice", "which measure", "regulation", values=MEASURES),
    _may("authority", "party-or-words", "whose measure it is: a party, or words", "regulation"),
    _need("effect", "choice", "what it does", "regulation", values=EFFECTS),
    _may("whom", "choice", "whom it hits", "regulation", values=("company", "imports", "local-makers", "sellers")),
    _need("event", "choice", "what happened, or is to", "event", values=EVENTS),
    _may("parties", "parties", "who acts; a partner needs this or `unnamed`", "partner"),
    _need("parties", "parties", "who the rivals are", "rival"),
    _may("parties", "parties", "who takes part", "event"),
    _may("unnamed", "text", "the role in words, where no name is given", "partner"),
    _need("role", "choice", "what the partner does", "partner", values=ROLES),
    _need("effect", "text", "what the rival does, in a few words", "rival"),
    _need("type", "choice", "which way to sell", "channel", values=OUTLETS),
    _need("categories", "categories", "which categories it is about", "offer", "block"),
    _may("categories", "categories", "which categories it is about", *_TOUCHING),
    _may("products", "texts", "products by name", "offer", "block", "partner", "regulation", "event"),
    _may("parties", "parties", "the other side of a suit", "regulation"),
    _may("sellers", "parties", "when only these sell, or do not sell", "offer", "block"),
    _may("only", "flag", "true: nothing else is, or nowhere else", "offer", "channel"),
    _may("supply", "choice", "where the goods come from", "offer", values=("imported", "local")),
    _may("operator", "party", "who runs it", "channel"),
    _may("label", "text", "the event in a few words", "event"),
    _may("exclusive", "flag", "true where the source says so", "partner"),
    _may("extent", "choice", "how much a manufacturer makes", "partner", values=("full", "assembly", "parts")),
    _may("authorised", "choice", "with the company's leave; left out: yes", "partner", values=("yes", "no", "unknown")),
    _may("count", "whole", "how many there are at least", "partner"),
    _need("claim", "text", "the statement: one plain sentence about the world, not about the report"),
    _may("says", "speakers", "who asserts it, if not the publisher: person or party ids, or {unnamed: words}"),
    _may("origin", "origin", "what the fact retells, where that differs from the source"),
    _may("certainty", "choice", "asserted, or speculated: may, could, rumour, inference", values=CERTAINTIES),
    _need("status", "choice", "how it stands", "presence", values=("active", "ended", "planned")),
    _need("status", "choice", "how it stands", "offer", "block", "partner", "channel", "regulation", values=STATUSES),
    _may("status", "choice", "only of an event still to come", "event", values=OUTLOOKS),
    _may("status", "choice", "only of a tariff not in force", "tariff", values=STATUSES[1:]),
    _may("at", "date", "when the event happened; for a view, when it was said", "event", "view"),
    _may("from", "date", "when the state began", *_LASTING, slot="from_"),
    _may("until", "date", "when the state ended; ../2016-05 means: had ended by then", *_LASTING),
    _may("target", "date", "for when it is planned", *_LASTING[:-1], "event", "metric", "view"),
    _may("observed", "date", "the day or period for which it held; left out: the day of publication"),
    _need("anchor", "anchor", "first words … last words of the span in the source, or a phrase of at most 6 words"),
    _may("quote_en", "text", "the words of the anchor in English, where the text is in another language"),
    *(_may(link, "links", f"the facts that it {link}: ids, {{fact, category}}, {{fact, about}}") for link in LINKS),
    _may(
        "acknowledged",
        "alarms",
        "alarms of `xbrief verify` that a person looked at: {E509-3fa2: why the words bear it all the same}",
    ),
    _may("note", "text", "for the curator, never printed"),
    _may("renamed_from", "ids", "the ids that the fact had before: they still lead to it"),
    _may(
        "retracted", "text", "why the fact no longer counts: no claim, brief or count uses it, and its id stays taken"
    ),
    _may("curated_by", "text", "who wrote the fact down"),
    _may("reviewed_by", "text", "who held it against the source: somebody else than who wrote it down"),
    _may(
        "unreviewed", "text", "how it came in, as long as nobody has looked at it; `xbrief review` takes the line out"
    ),
)

#: In canonical order; `facts` come last.
SOURCE: tuple[Field, ...] = (
    _need("id", "id", "the name of the file without .yaml"),
    _need("title", "text", "the title, as published; null where it is not known", null=True),
    _need("publisher", "text", "who published it; null where that is not known", null=True),
    _may("authors", "texts", "who wrote it"),
    _need("published", "date", "when, in EDTF; null where the day is not known", null=True),
    _need("url", "url", "where; null where it is on no web page", null=True),
    Field("language", "language", "BCP 47, such as sv or nl-BE", null=True),
    Field("origin", "origin", "what it retells, where it is not the publisher's own reporting", null=True),
    _may("citekey", "citekey", "what it is cited by in bibliographies, as in Zotero; left out: the id"),
)

COMPANY: tuple[Field, ...] = (
    _need("id", "id", "the company's id; it is a party too"),
    _need("name", "text", "the company's name"),
    _may("home", "market", "its home country, ISO 3166 alpha-2 in lower case"),
)
CATEGORY: tuple[Field, ...] = (
    _need("label", "text", "the category in print, plural"),
    _may("hs", "hs", "its heading by edition of the Harmonized System: {HS2022: '1234.56'}"),
    _may("aliases", "texts", "other words that sources use for it"),
)
PARTY: tuple[Field, ...] = (
    _need("name", "text", "the name in print"),
    _may("aliases", "texts", "other names that sources use"),
    _may("type", "text", "what it is, in the dossier's own words: carrier, retailer, maker …"),
    _may("home", "market", "its home country, ISO 3166 alpha-2 in lower case"),
)
PERSON: tuple[Field, ...] = (
    _need("name", "text", "the name in print"),
    _may("of", "party", "the party that this person speaks for"),
    _may("role", "text", "the office held there"),
)

#: What every watch item has beside its tests, which are fields of the kind that it waits for.
WATCH: tuple[Field, ...] = (
    _need("id", "id", "unique among the watch items, and lasting"),
    _may("market", "markets", "only facts on this market, or on one of these; left out: on any"),
    _need("words", "text", "what is waited for, in a few words: a carrier appears"),
    _need("since", "date", "only facts whose source is known later than that are news"),
    _need("kind", "choice", "the kind of fact that is waited for", values=tuple(KINDS)),
)
#: An entry of assessments.yaml, in canonical order.
ASSESSMENT: tuple[Field, ...] = (
    _need("id", "id", "unique among the assessments, and lasting"),
    _may("market", "markets", "only briefs on all of these show it; left out: the markets of what it rests on"),
    _need("author", "text", "who judges so, by name"),
    _need("date", "date", "the day on which it was written, YYYY-MM-DD"),
    _need("on", "grounds", "what it rests on: ids of findings and of facts"),
    _need("text", "text", "the judgement, in the author's own words"),
    _may("seen", "seen", "what each of these told when it was written, by id; `xbrief assess` notes it"),
)
_TESTABLE = frozenset({"choice", "flag", "category", "categories", "party", "parties"})

#: The keys of dossier.yaml in canonical order, what each holds, and whether it must be there.
SECTIONS: Mapping[str, tuple[str, bool]] = {
    "company": ("the entrant", True),
    "main": ("the category that the entry is about", True),
    "categories": ("what is sold, by id", True),
    "brands": ("the category of each brand", False),
    "parties": ("every organisation once, by id", False),
    "people": ("every named speaker once, by id", False),
    "origins": ("what several sources retell: words by id", False),
    "stale": ("after how long without word a state is `when last reported`, by topic: 1y, 6m, 90d", False),
    "watch": ("what is waited for: a kind of fact, and the fields that it must have", False),
}


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """The fields of a kind by name; for an unknown kind, those that every kind has."""
    return {field.name: field for field in FACT if not field.kinds or kind in field.kinds}


@cache
def tests_of(kind: str) -> Mapping[str, Field]:
    """The fields of a kind that a watch item may test, by name: those whose values come from a list or dossier.yaml."""
    own = {field.name for field in WATCH}
    return {name: f for name, f in fields_of(kind).items() if f.type in _TESTABLE and name not in own}


@cache
def kinds_with(name: str) -> tuple[str, ...]:
    """The kinds that have a field of this name, in the order of the table."""
    return tuple(kind for kind in KINDS if name in fields_of(kind))
