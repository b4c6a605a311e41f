"""Conflicts found by comparison: what is one, and above all what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Clash, Ledger
from xbrief.claims.voice import one_voice

DISPATCH = {"publisher": "The Dispatch"}
SHOP = {"kind": "channel", "type": "own-shop"}
CARRIER = {"kind": "partner", "role": "carrier", "parties": ["alder"], "categories": ["e-bikes"]}
SHARE = {"kind": "metric", "name": "share", "unit": "percent", "of": "e-bikes"}
UNITS = {**SHARE, "name": "units", "unit": "devices"}
DUTY = {"kind": "tariff", "bound": "exact", "type": "excise", "on": ["e-bikes"], "applies_to": "local"}
RULE = {"kind": "regulation", "measure": "m", "type": "injunction", "effect": "blocks"}
MODEL = {"kind": "offer", "categories": ["e-bikes"], "status": "active"}
MAKER = {**CARRIER, "role": "manufacturer"}
PRICE = {"kind": "metric", "name": "price", "unit": "currency", "currency": "EUR", "of": "e-bikes"}
DUTY_FREE = {"kind": "tariff", "rate_percent": 0, "type": "import-duty", "on": ["e-bikes"], "applies_to": "imported"}
OFFICE = {"kind": "presence", "form": "office"}
VIEW = {"kind": "view", "about": "leave to sell", "of": "nl-ex-1"}


def book(folder: Path, *facts: dict[str, Any], dismissed: frozenset[str] = frozenset(), **more: Any) -> Ledger:
    return ledger(*make({"facts": [*facts], **more}, folder), dismissed)


def found(folder: Path, *facts: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    """Kind and aspect of what is found, the last facts told by another paper unless they name theirs."""
    first, *rest = facts
    return [(c.kind, c.about) for c in book(folder, first, *({**DISPATCH, **f} for f in rest), **more).clashes]


CONFLICTS: dict[str, tuple[list[dict[str, Any]], tuple[str, str]]] = {
    "told as going on a few days after its end": (
        [
            {**SHOP, "status": "ended", "until": "2019-06-05", "published": "2019-06-06"},
            {**SHOP, "status": "active", "published": "2019-06-12"},
        ],
        ("state", ""),
    ),
    "on sale on a day on which it is kept off sale": (
        [
            {"kind": "block", "categories": ["e-bikes"], "status": "active", "from": "2019-01"},
            {"kind": "offer", "categories": ["e-bikes"], "status": "active", "published": "2019-06-14"},
        ],
        ("state", ""),
    ),
    "two rates of one time": (
        [{**DUTY, "rate_percent": 12}, {**DUTY, "rate_percent": 12.5}],
        ("value", "rate"),
    ),
    "two counts of one period": (
        [{**UNITS, "value": 1000, "observed": "2018"}, {**UNITS, "value": 400, "observed": "2018"}],
        ("value", "number"),
    ),
    "a bound that a number breaks": (
        [{**SHARE, "value": 20, "bound": "more-than"}, {**SHARE, "value": 12}],
        ("value", "number"),
    ),
    "about is not as far as that": (
        [{**SHARE, "value": 20, "bound": "about"}, {**SHARE, "value": 30}],
        ("value", "number"),
    ),
    "two ranks": (
        [
            {**SHARE, "name": "rank", "unit": "rank", "value": 11},
            {**SHARE, "name": "rank", "unit": "rank", "value": 12},
        ],
        ("value", "number"),
    ),
    "two prices": (
        [
            {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 499},
            {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 549},
        ],
        ("value", "number"),
    ),
    "with leave and without": (
        [{**CARRIER, "status": "active"}, {**CARRIER, "status": "active", "authorised": False}],
        ("role", "authorisation"),
    ),
    "made as a whole and put together": (
        [
            {**CARRIER, "role": "manufacturer", "extent": "full", "status": "active"},
            {**CARRIER, "role": "manufacturer", "extent": "assembly", "status": "active"},
        ],
        ("role", "extent"),
    ),
    "the only one, and another": (
        [
            {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01"},
            {**CARRIER, "parties": ["birk"], "status": "active", "from": "2018-03-01"},
        ],
        ("only", "exclusive"),
    ),
    "one event a few days apart": (
        [
            {"kind": "event", "event": "certification", "label": "road approval", "at": "2019-05-02"},
            {"kind": "event", "event": "certification", "label": "road approval", "at": "2019-05-20"},
        ],
        ("day", "day"),
    ),
    "a beginning foretold after another told it as begun": (
        [
            {"kind": "offer", "categories": ["e-bikes"], "status": "active", "from": "2019-06-10"},
            {
                "kind": "event",
                "event": "first-sale",
                "categories": ["e-bikes"],
                "status": "announced",
                "target": "2019-06-20",
            },
        ],
        ("start", "start"),
    ),
    "who ended it": (
        [
            {"id": "nl-ex-1", "kind": "event", "event": "sale-stopped", "parties": ["alder", "birk"], "at": "2019-06"},
            {**VIEW, "about": "who ended the sale", "claim": "Alder ended the sale.", "publisher": "The Courier"},
            {**VIEW, "about": "who ended the sale", "claim": "It was Birk that ended the sale with Alder."},
        ],
        ("account", ""),
    ),
    "two starts of a sale that was stopped together": (
        [
            {**CARRIER, "products": ["Fjord"], "status": "ended", "from": "2019-05-04", "until": "2019-05-09"},
            {
                **CARRIER,
                "parties": ["birk"],
                "role": "retailer",
                "products": ["Fjord"],
                "status": "ended",
                "from": "2019-05-02",
                "until": "2019-05-09",
            },
            {"kind": "event", "event": "sale-stopped", "parties": ["alder", "birk"], "at": "2019-05-09"},
        ],
        ("start", "start"),
    ),
    "kept off sale at a dealer who is told to have it on sale": (
        [
            {"kind": "block", "categories": ["e-bikes"], "sellers": ["alder"], "status": "active"},
            {**CARRIER, "status": "active", "from": "2019-01", "published": "2019-06-20"},
        ],
        ("state", ""),
    ),
    "a model kept off sale on a day on which it is on sale": (
        [
            {"kind": "block", "categories": ["e-bikes"], "products": ["Sund"], "status": "active", "from": "2019-01"},
            {"kind": "offer", "categories": ["e-bikes"], "products": ["Sund"], "status": "active"},
        ],
        ("state", ""),
    ),
    "told as still going and as no longer on one day": (
        [{**CARRIER, "status": "active"}, {**CARRIER, "status": "ended"}],
        ("state", ""),
    ),
    "told as going on in the midst of a pause": (
        [
            {**CARRIER, "status": "suspended", "from": "2019-05"},
            {**CARRIER, "status": "active", "published": "2019-06-12"},
        ],
        ("state", ""),
    ),
    "told as paused a few days after its end": (
        [
            {**CARRIER, "status": "ended", "until": "2019-06-05", "published": "2019-06-06"},
            {**CARRIER, "status": "suspended", "published": "2019-06-12"},
        ],
        ("state", ""),
    ),
    "a rule told as in force a few days after its end": (
        [
            {**RULE, "status": "ended", "until": "2019-06-05", "published": "2019-06-06"},
            {**RULE, "status": "active", "published": "2019-06-12"},
        ],
        ("state", ""),
    ),
    "begun by a day, and begun later": (
        [{**CARRIER, "status": "active", "from": "../2018-03"}, {**CARRIER, "status": "active", "from": "2018-06"}],
        ("start", "start"),
    ),
    "seen before the day on which another says that it began": (
        [
            {**CARRIER, "status": "active", "published": "2018-03-10"},
            {**CARRIER, "status": "active", "from": "2018-06"},
        ],
        ("start", "start"),
    ),
    "on sale before what another calls the first sale": (
        [
            {"kind": "offer", "categories": ["e-bikes"], "status": "active", "published": "2018-03-10"},
            {"kind": "event", "event": "first-sale", "categories": ["e-bikes"], "at": "2018-06-02"},
        ],
        ("start", "start"),
    ),
    "the only seller since before its first sale": (
        [
            {
                "kind": "event",
                "event": "first-sale",
                "categories": ["e-bikes"],
                "parties": ["alder"],
                "at": "2018-07-22",
            },
            {
                **CARRIER,
                "role": "dealer",
                "exclusive": True,
                "status": "ended",
                "from": "2018-06",
                "until": "../2019-04",
            },
        ],
        ("start", "start"),
    ),
    "an own shop since before the entry": (
        [
            {"kind": "event", "event": "entry", "at": "2018-07"},
            {**SHOP, "status": "active", "from": "2018-06"},
        ],
        ("start", "start"),
    ),
    "a first sale before the entry": (
        [
            {"kind": "event", "event": "entry", "at": "2018-07"},
            {"kind": "event", "event": "first-sale", "categories": ["e-bikes"], "at": "2018-05-04"},
        ],
        ("start", "start"),
    ),
    "in business since one day, entered on another": (
        [
            {"kind": "event", "event": "entry", "at": "2018-07"},
            {"kind": "presence", "form": "sales-only", "status": "active", "from": "2017-09"},
        ],
        ("start", "start"),
    ),
    "a model on sale before the goods that it belongs to": (
        [
            {**CARRIER, "products": ["Fjord"], "status": "active", "from": "2018-03"},
            {**CARRIER, "status": "active", "from": "2018-06"},
        ],
        ("start", "start"),
    ),
    "a model sold on after all of the goods": (
        [
            {**CARRIER, "products": ["Fjord"], "status": "ended", "until": "2018-06"},
            {**CARRIER, "status": "ended", "until": "2018-03"},
        ],
        ("end", "end"),
    ),
    "one model first made in two months": (
        [
            {
                "kind": "event",
                "event": "production-start",
                "products": ["Fjord"],
                "parties": ["alder"],
                "at": "2018-02",
            },
            {
                "kind": "event",
                "event": "production-start",
                "products": ["Fjord"],
                "parties": ["alder"],
                "at": "2018-07",
            },
        ],
        ("day", "start"),
    ),
    "left twice and never come back": (
        [{"kind": "event", "event": "exit", "at": "2016"}, {"kind": "event", "event": "exit", "at": "2018-03"}],
        ("end", "end"),
    ),
    "labels that differ in a number alone": (
        [
            {"kind": "event", "event": "staff-cut", "label": "40 of 60 jobs", "at": "2019-03"},
            {"kind": "event", "event": "staff-cut", "label": "25 of 60 jobs", "at": "2019-03"},
        ],
        ("value", "number"),
    ),
    "the only one, and not the only one": (
        [
            {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01"},
            {**CARRIER, "exclusive": False, "status": "active", "from": "2018-03-01"},
        ],
        ("only", "exclusive"),
    ),
    "the only goods on sale, and the main goods beside them": (
        [
            {"kind": "offer", "categories": ["helmets"], "only": True, "status": "active", "from": "2019-01"},
            {"kind": "offer", "categories": ["e-bikes"], "status": "active", "from": "2019-02"},
        ],
        ("only", "only"),
    ),
    "the only models on sale, and another beside them": (
        [
            {**MODEL, "products": ["Fjord", "Sund"], "only": True, "from": "2019-01"},
            {**MODEL, "products": ["Halling"], "from": "2019-02"},
        ],
        ("only", "only"),
    ),
    "sold nowhere else, and by a dealer": (
        [
            {"kind": "channel", "type": "own-online-store", "only": True, "status": "active", "from": "2019-01"},
            {**CARRIER, "role": "dealer", "status": "active", "from": "2019-02"},
        ],
        ("only", "only"),
    ),
    "imported and made in the country": (
        [
            {**MODEL, "products": ["Fjord"], "supply": "imported", "from": "2019-01"},
            {**MODEL, "products": ["Fjord"], "supply": "local", "from": "2019-02"},
        ],
        ("account", "supply"),
    ),
    "two who run one web shop": (
        [
            {"kind": "channel", "type": "own-online-store", "operator": "alder", "status": "active", "from": "2019-01"},
            {"kind": "channel", "type": "own-online-store", "operator": "birk", "status": "active", "from": "2019-01"},
        ],
        ("account", "operator"),
    ),
    "only a pause of what another calls over": (
        [
            {**MAKER, "id": "nl-ex-1", "status": "ended", "until": "../2019-06"},
            {**VIEW, "about": "assembly", "claim": "Assembly only pauses.", "says": "eva"},
        ],
        ("state", ""),
    ),
    "local production paused, and ended": (
        [
            {"kind": "event", "event": "production-end", "at": "../2019-06"},
            {"kind": "view", "about": "local production", "claim": "Production is on hold.", "says": "eva"},
        ],
        ("state", ""),
    ),
    "wholly made and put together": (
        [
            {**MAKER, "id": "nl-ex-1", "status": "active"},
            {**MAKER, "id": "nl-ex-2", "extent": "assembly", "status": "active", "publisher": "The Echo"},
            {**VIEW, "about": "making", "claim": "The bikes are wholly made in the country.", "says": "halden"},
        ],
        ("role", "extent"),
    ),
    "a share of nearly half, and of a fifth, a few days apart": (
        [{**SHARE, "value": 45, "bound": "about", "published": "2019-06-09"}, {**SHARE, "value": 20}],
        ("value", "number"),
    ),
    "free of duty, and charged, within a month": (
        [{**DUTY_FREE, "published": "2019-06-02"}, {**DUTY_FREE, "rate_percent": 5}],
        ("value", "rate"),
    ),
    "free of duty for years, and charged a few days later": (
        [{**DUTY_FREE, "from": "2016", "published": "2019-06-02"}, {**DUTY_FREE, "rate_percent": 5}],
        ("value", "rate"),
    ),
    "two rates within a month, and a change long before": (
        [
            {**DUTY_FREE, "published": "2019-06-02"},
            {**DUTY_FREE, "rate_percent": 5},
            {**DUTY_FREE, "change": "lowered", "from": "2015", "published": "2019-06-02"},
        ],
        ("value", "rate"),
    ),
    "two prices a month": (
        [
            {**PRICE, "value": 110, "claim": "It costs 110 euros a month over a year."},
            {**PRICE, "value": 150, "claim": "The monthly price is 150 euros."},
        ],
        ("value", "number"),
    ),
    "two prices, a day long past in the words of one": (
        [{**PRICE, "value": 499}, {**PRICE, "value": 549, "claim": "It came a year ago and costs 549 euros."}],
        ("value", "number"),
    ),
    "two prices of one way to pay, whatever the claims say": (
        [
            {**PRICE, "of": "Fjord, paid at once", "value": 499},
            {**PRICE, "of": "Fjord, paid at once", "value": 549, "claim": "In instalments it costs 549 euros."},
        ],
        ("value", "number"),
    ),
    "left, and its office still open": (
        [{**OFFICE, "status": "active"}, {"kind": "presence", "status": "ended", "until": "../2019-06-07"}],
        ("state", ""),
    ),
    "an exit, and its office still open": (
        [{"kind": "event", "event": "exit", "at": "2019-06-07"}, {**OFFICE, "status": "active"}],
        ("state", ""),
    ),
    "an office closed, and open a few days later": (
        [{**OFFICE, "status": "active"}, {**OFFICE, "status": "ended", "until": "2019-06-07"}],
        ("state", ""),
    ),
    "left, and its own shop still open": (
        [
            {**SHOP, "status": "active", "from": "2016", "published": "2019-06-09"},
            {"kind": "presence", "status": "ended", "until": "2019-06-01"},
        ],
        ("state", ""),
    ),
}
NONE: dict[str, list[dict[str, Any]]] = {
    "ended, and seen again much later": [
        {**SHOP, "status": "ended", "until": "2018-03", "published": "2018-04-01"},
        {**SHOP, "status": "active"},
    ],
    "ended, begun again and seen": [
        {**SHOP, "status": "ended", "until": "2018-03"},
        {**SHOP, "status": "active", "from": "2018-05", "published": "2018-09-01"},
    ],
    "a sale in the round, and a block in the midst of it": [
        {"kind": "block", "categories": ["e-bikes"], "status": "active", "from": "2018-01", "published": "2018-02-01"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active", "from": "2017"},
    ],
    "a model kept off sale, and the goods on sale": [
        {"kind": "block", "categories": ["e-bikes"], "products": ["Sund"], "status": "active", "from": "2019-01"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active"},
    ],
    "the end of a model, and the goods still there": [
        {**CARRIER, "products": ["Sund"], "status": "ended", "until": "2018"},
        {**CARRIER, "status": "active", "published": "2019-02-01"},
    ],
    "counts of different periods": [
        {**UNITS, "value": 1000, "observed": "2018"},
        {**UNITS, "value": 400, "observed": "2018-41"},
    ],
    "counts without a period": [{**UNITS, "value": 1000}, {**UNITS, "value": 400}],
    "shares of different times": [{**SHARE, "value": 19, "observed": "2014"}, {**SHARE, "value": 74}],
    "a rounded number": [
        {**UNITS, "value": 1000000, "observed": "2018"},
        {**UNITS, "value": 980000, "observed": "2018"},
    ],
    "prices in two currencies": [
        {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 499},
        {**SHARE, "name": "price", "unit": "currency", "currency": "NOK", "value": 5490},
    ],
    "a price paid at once and one in instalments": [
        {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 499, "of": "Fjord, paid at once"},
        {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 549, "of": "Fjord, in instalments"},
    ],
    "a rate that was raised": [
        {**DUTY, "rate_percent": 2, "from": "2017", "until": "2018-06-30"},
        {**DUTY, "rate_percent": 5, "from": "2018-07-01"},
    ],
    "an event that may have come again": [
        {"kind": "event", "event": "certification", "label": "road approval", "at": "2018-05"},
        {"kind": "event", "event": "certification", "label": "road approval", "at": "2019-05"},
    ],
    "entered, left and entered": [
        {"kind": "event", "event": "entry", "at": "2014"},
        {"kind": "event", "event": "exit", "at": "2016"},
        {"kind": "event", "event": "entry", "at": "2018"},
    ],
    "two plans, the second made when the first had come to nothing": [
        {**SHOP, "status": "planned", "target": "2019-05-20", "published": "2019-05-01"},
        {**SHOP, "status": "planned", "target": "2019-07-18", "published": "2019-05-25"},
    ],
    "plans for a month and for a day": [
        {**SHOP, "status": "planned", "target": "2019-07"},
        {**SHOP, "status": "planned", "target": "2019-08-18"},
    ],
    "a first sale foretold before the goods were seen": [
        {
            "kind": "event",
            "event": "first-sale",
            "categories": ["e-bikes"],
            "status": "announced",
            "target": "2019-08",
            "published": "2019-04-01",
        },
        {"kind": "offer", "categories": ["e-bikes"], "status": "active"},
    ],
    "over, and begun later": [
        {**CARRIER, "status": "ended", "published": "2019-03-01"},
        {**CARRIER, "status": "active", "from": "2019-05"},
    ],
    "a seller seen, and goods of that seller begun later": [
        {"kind": "partner", "role": "carrier", "parties": ["alder"], "status": "active", "published": "2018-03-10"},
        {**CARRIER, "status": "active", "from": "2018-06"},
    ],
    "a seller since one day, and goods of that seller since another": [
        {"kind": "partner", "role": "carrier", "parties": ["alder"], "status": "active", "from": "2018-03-10"},
        {**CARRIER, "status": "active", "from": "2018-06"},
    ],
    "a seller's goods given up, and the seller later": [
        {**CARRIER, "status": "ended", "until": "2018-03"},
        {"kind": "partner", "role": "carrier", "parties": ["alder"], "status": "ended", "until": "2018-06"},
    ],
    "a seller's goods given up, and the seller still there": [
        {**CARRIER, "status": "ended", "until": "2018"},
        {"kind": "partner", "role": "carrier", "parties": ["alder"], "status": "active", "published": "2019-02-01"},
    ],
    "a seller's goods paused, and the seller still there": [
        {**CARRIER, "status": "suspended", "from": "2019-05"},
        {"kind": "partner", "role": "carrier", "parties": ["alder"], "status": "active", "published": "2019-06-12"},
    ],
    "a shop seen, and another since a later day": [
        {**SHOP, "status": "active", "published": "2018-03-10"},
        {**SHOP, "status": "active", "from": "2018-06"},
    ],
    "two flash sales": [
        {"kind": "channel", "type": "flash-sale", "status": "ended", "from": "2018-06-01", "until": "2018-06-01"},
        {"kind": "channel", "type": "flash-sale", "status": "ended", "from": "2018-06-08", "until": "2018-06-08"},
    ],
    "a shop years before the official launch": [
        {"kind": "event", "event": "entry", "at": "2018-07"},
        {**SHOP, "status": "active", "from": "2015-06"},
    ],
    "a rule that is over for makers and in force for imports": [
        {**RULE, "whom": "local-makers", "status": "ended", "until": "2019-06-05", "published": "2019-06-06"},
        {**RULE, "whom": "imports", "status": "active", "published": "2019-06-12"},
    ],
    "two shops of different names to come": [
        {
            "kind": "partner",
            "unnamed": "two own shops",
            "role": "retailer",
            "status": "planned",
            "target": "2019-07-10",
        },
        {"kind": "partner", "unnamed": "shop chains", "role": "retailer", "status": "planned", "target": "2019-07-18"},
    ],
    "a dealer that others call a distributor": [
        {**CARRIER, "role": "dealer", "status": "active"},
        {**CARRIER, "role": "distributor", "status": "active"},
    ],
    "two roles at two times": [
        {**CARRIER, "status": "ended", "from": "2016-01", "until": "2016-01"},
        {**CARRIER, "role": "marketplace", "status": "active", "from": "2018-07"},
    ],
    "the only one for other goods": [
        {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01"},
        {**CARRIER, "parties": ["birk"], "categories": ["locks"], "status": "active", "from": "2018-03-01"},
    ],
    "the only one until another came": [
        {**CARRIER, "exclusive": True, "status": "ended", "from": "2017-01-01", "until": "2018-02-01"},
        {**CARRIER, "parties": ["birk"], "status": "active", "from": "2018-03-01"},
    ],
    "a rule that favours one side and burdens another": [
        {
            "kind": "regulation",
            "measure": "m",
            "type": "tax-rule",
            "effect": "favours",
            "whom": "imports",
            "status": "active",
        },
        {
            "kind": "regulation",
            "measure": "m",
            "type": "tax-rule",
            "effect": "disadvantages",
            "whom": "local-makers",
            "status": "active",
        },
    ],
    "a view and its doubt by one side": [
        {**CARRIER, "id": "nl-ex-1", "status": "active"},
        {**VIEW, "says": "halden", "claim": "Alder may sell."},
        {**VIEW, "says": "halden", "claim": "Alder may not sell.", "publisher": "The Echo"},
    ],
    "a view and its doubt years apart": [
        {**CARRIER, "id": "nl-ex-1", "status": "active", "published": "2016-01-01"},
        {**VIEW, "says": "halden", "claim": "Alder may sell.", "published": "2016-06-01"},
        {**VIEW, "says": "alder", "claim": "We may not sell.", "publisher": "The Echo"},
    ],
    "views on two facts": [
        {**CARRIER, "id": "nl-ex-1", "status": "active"},
        {**SHOP, "id": "nl-ex-2", "status": "active"},
        {**VIEW, "says": "halden", "claim": "It may."},
        {**VIEW, "of": "nl-ex-2", "says": "alder", "claim": "It may not."},
    ],
    "lengths of two stops": [
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2017-01", "claim": "It lasted a week."},
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted 3 days."},
    ],
    "a length beside two": [
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted a week."},
        {
            "kind": "event",
            "event": "sale-stopped",
            "parties": ["alder"],
            "at": "2019-01",
            "claim": "It lasted one day, two days before the fair.",
        },
    ],
    "kept off sale at another dealer": [
        {"kind": "block", "categories": ["e-bikes"], "sellers": ["birk"], "status": "active"},
        {**CARRIER, "status": "active", "from": "2019-01"},
    ],
    "kept off sale at a dealer before it began to sell": [
        {
            "kind": "block",
            "categories": ["e-bikes"],
            "sellers": ["alder"],
            "status": "active",
            "published": "2018-05-01",
        },
        {**CARRIER, "status": "active", "from": "2019-01"},
    ],
    "kept off sale at a dealer who means to sell": [
        {"kind": "block", "categories": ["e-bikes"], "sellers": ["alder"], "status": "active"},
        {**CARRIER, "status": "planned"},
    ],
    "kept off sale at a dealer who sells without leave": [
        {"kind": "block", "categories": ["e-bikes"], "sellers": ["alder"], "status": "active"},
        {**CARRIER, "status": "active", "authorised": False},
    ],
    "still going and no longer in one month": [
        {**CARRIER, "status": "active", "published": "2019-06"},
        {**CARRIER, "status": "ended", "published": "2019-06"},
    ],
    "no longer on the day on which it begins again": [
        {**CARRIER, "status": "active", "from": "2019-06-15"},
        {**CARRIER, "status": "ended"},
    ],
    "paused, and going on before": [
        {**CARRIER, "status": "suspended", "from": "2019-05"},
        {**CARRIER, "status": "active", "published": "2019-04-12"},
    ],
    "paused since a day, and on sale since another": [
        {**CARRIER, "status": "suspended", "from": "2019-05", "published": "2019-05-12"},
        {**CARRIER, "status": "active", "from": "2018-01", "published": "2019-03-12"},
    ],
    "paused until a day, and going on after it": [
        {**CARRIER, "status": "suspended", "from": "2019-02", "until": "2019-04", "published": "2019-05-01"},
        {**CARRIER, "status": "active"},
    ],
    "paused at one, and going on at another": [
        {"kind": "offer", "categories": ["e-bikes"], "sellers": ["birk"], "status": "suspended", "from": "2019-05"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active"},
    ],
    "a model paused, and the goods on sale": [
        {"kind": "offer", "categories": ["e-bikes"], "products": ["Sund"], "status": "suspended", "from": "2019-05"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active"},
    ],
    "paused, then ended": [
        {**CARRIER, "status": "suspended", "published": "2019-05-12"},
        {**CARRIER, "status": "ended", "until": "2019-06-05"},
    ],
    "a rule with two effects, one of them over": [
        {**RULE, "status": "ended", "until": "2019-06-05", "published": "2019-06-06"},
        {**RULE, "effect": "requires", "status": "active", "published": "2019-06-12"},
    ],
    "begun by a day, and begun before it": [
        {**CARRIER, "status": "active", "from": "../2018-03"},
        {**CARRIER, "status": "active", "from": "2018-01"},
    ],
    "seen, ended and begun again": [
        {**CARRIER, "status": "active", "published": "2018-01-10"},
        {**CARRIER, "status": "ended", "until": "2018-03", "published": "2018-04-01"},
        {**CARRIER, "status": "active", "from": "2018-06"},
    ],
    "goods seen, and a model begun later": [
        {**CARRIER, "status": "active", "published": "2018-03-10"},
        {**CARRIER, "products": ["Fjord"], "status": "active", "from": "2018-06"},
    ],
    "seen without leave, and with leave later": [
        {**CARRIER, "status": "active", "authorised": "unknown", "published": "2018-03-10"},
        {**CARRIER, "status": "active", "from": "2018-06"},
    ],
    "an office seen, and a business begun later": [
        {"kind": "presence", "form": "office", "status": "active", "published": "2018-03-10"},
        {"kind": "presence", "form": "office", "status": "active", "from": "2018-06"},
        {"kind": "event", "event": "entry", "at": "2018-07"},
    ],
    "foreign goods on sale before the first sale of a model": [
        {
            "kind": "offer",
            "categories": ["e-bikes"],
            "products": ["Sund"],
            "status": "active",
            "published": "2018-03-10",
        },
        {"kind": "event", "event": "first-sale", "categories": ["e-bikes"], "products": ["Fjord"], "at": "2018-06-02"},
    ],
    "on sale without leave before the first sale": [
        {**CARRIER, "status": "active", "authorised": False, "published": "2018-03-10"},
        {"kind": "event", "event": "first-sale", "categories": ["e-bikes"], "at": "2018-06-02"},
    ],
    "the only seller of a party that had no part in the first sale": [
        {"kind": "event", "event": "first-sale", "categories": ["e-bikes"], "parties": ["birk"], "at": "2018-07-22"},
        {**CARRIER, "role": "dealer", "exclusive": True, "status": "ended", "from": "2018-06", "until": "../2019-04"},
    ],
    "the only distributor since before the first sale": [
        {"kind": "event", "event": "first-sale", "categories": ["e-bikes"], "parties": ["alder"], "at": "2018-07-22"},
        {**CARRIER, "role": "distributor", "exclusive": True, "status": "active", "from": "2018-06"},
    ],
    "a dealer since before the entry": [
        {"kind": "event", "event": "entry", "at": "2018-07"},
        {**CARRIER, "role": "dealer", "status": "active", "from": "2018-06"},
    ],
    "a shop that had closed before the entry": [
        {"kind": "event", "event": "entry", "at": "2018-07"},
        {**SHOP, "status": "ended", "from": "2016-06", "until": "2017-01"},
    ],
    "a shop, an exit and an entry": [
        {"kind": "event", "event": "entry", "at": "2018-07"},
        {"kind": "event", "event": "exit", "at": "2017-07"},
        {**SHOP, "status": "active", "from": "2016-06"},
    ],
    "an entry that is planned after a shop": [
        {"kind": "event", "event": "entry", "status": "planned", "target": "2019-08"},
        {**SHOP, "status": "active", "from": "2018-06"},
    ],
    "a shop in the year of the entry": [
        {"kind": "event", "event": "entry", "at": "2018"},
        {**SHOP, "status": "active", "from": "2018-06"},
    ],
    "a shop that was to open before the entry": [
        {"kind": "event", "event": "entry", "at": "2018-07"},
        {**SHOP, "status": "announced", "from": "2018-06", "published": "2018-05-01"},
    ],
    "a seller who was to begin before it began": [
        {**CARRIER, "status": "announced", "from": "2018-05", "published": "2018-04-01"},
        {**CARRIER, "status": "active", "from": "2018-06"},
    ],
    "begun, and seen later": [
        {**CARRIER, "status": "active", "from": "2018-03"},
        {**CARRIER, "status": "active", "published": "2018-06-10"},
    ],
    "told twice as the only one": [
        {**CARRIER, "exclusive": True, "status": "active"},
        {**CARRIER, "exclusive": True, "status": "active"},
    ],
    "kept off sale at a dealer who gave up the goods": [
        {"kind": "block", "categories": ["e-bikes"], "sellers": ["alder"], "status": "ended"},
        {**CARRIER, "status": "active", "from": "2019-01"},
    ],
    "a subsidiary since after the entry": [
        {"kind": "event", "event": "entry", "at": "2016-07"},
        {"kind": "presence", "form": "subsidiary", "status": "active", "from": "2018"},
    ],
    "goods on sale before one of their models": [
        {**CARRIER, "status": "active", "from": "2018-03"},
        {**CARRIER, "products": ["Fjord"], "status": "active", "from": "2018-06"},
    ],
    "a model given up before the rest": [
        {**CARRIER, "products": ["Fjord"], "status": "ended", "until": "2018-03"},
        {**CARRIER, "status": "ended", "until": "2018-06"},
    ],
    "two models first made in two months": [
        {"kind": "event", "event": "production-start", "products": ["Fjord"], "at": "2018-02"},
        {"kind": "event", "event": "production-start", "products": ["Sund"], "at": "2018-07"},
    ],
    "a sale that was stopped twice": [
        {"kind": "event", "event": "sale-stopped", "categories": ["e-bikes"], "parties": ["alder"], "at": "2016"},
        {"kind": "event", "event": "sale-stopped", "categories": ["e-bikes"], "parties": ["alder"], "at": "2018"},
    ],
    "left, come back and left": [
        {"kind": "event", "event": "exit", "at": "2014"},
        {"kind": "event", "event": "return", "at": "2016"},
        {"kind": "event", "event": "exit", "at": "2018-03"},
    ],
    "labels of two years that differ in a number": [
        {"kind": "event", "event": "staff-cut", "label": "40 of 60 jobs", "at": "2018-03"},
        {"kind": "event", "event": "staff-cut", "label": "25 of 60 jobs", "at": "2019-03"},
    ],
    "labels that name two models": [
        {"kind": "event", "event": "launch-event", "label": "launch of the Fjord 2", "at": "2019-03"},
        {"kind": "event", "event": "launch-event", "label": "launch of the Fjord 3", "at": "2019-03"},
    ],
    "labels that differ in two numbers": [
        {"kind": "event", "event": "staff-cut", "label": "40 of 60 jobs", "at": "2019-03"},
        {"kind": "event", "event": "staff-cut", "label": "4 of 6 jobs", "at": "2019-03"},
    ],
    "a rule seen, and one in force from a later day": [
        {**RULE, "status": "active", "published": "2018-03-10"},
        {**RULE, "status": "active", "from": "2018-06"},
    ],
    "not yet on sale, and kept off sale from a later day": [
        {"kind": "block", "categories": ["e-bikes"], "status": "active", "published": "2018-03-10"},
        {"kind": "block", "categories": ["e-bikes"], "status": "active", "from": "2018-06"},
    ],
    "labels that differ in a word": [
        {"kind": "event", "event": "staff-cut", "label": "40 of 60 jobs in sales", "at": "2019-03"},
        {"kind": "event", "event": "staff-cut", "label": "25 of 60 jobs in service", "at": "2019-03"},
    ],
    "at least three partners, and at least five": [
        {"kind": "partner", "unnamed": "dealers", "role": "dealer", "count": 3, "status": "active"},
        {"kind": "partner", "unnamed": "dealers", "role": "dealer", "count": 5, "status": "active"},
    ],
    "the only one before it was no longer so": [
        {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01", "published": "2018-02-01"},
        {**CARRIER, "exclusive": False, "status": "active", "from": "2018-03-01"},
    ],
    "the only one for one sort of goods, and for another": [
        {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01"},
        {**CARRIER, "exclusive": True, "categories": ["locks"], "status": "active", "from": "2018-01-01"},
    ],
    "the only main goods on sale, and side goods": [
        {**MODEL, "products": ["Fjord"], "only": True, "from": "2019-01"},
        {"kind": "offer", "categories": ["helmets"], "status": "active", "from": "2019-02"},
    ],
    "the only goods on sale before others came": [
        {"kind": "offer", "categories": ["helmets"], "only": True, "status": "active", "published": "2018-02-01"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active", "from": "2019-02"},
    ],
    "the only goods on sale, and goods that may be some of them": [
        {"kind": "offer", "categories": ["helmets"], "only": True, "status": "active", "from": "2019-01"},
        {"kind": "offer", "categories": ["locks"], "status": "active", "from": "2019-02"},
    ],
    "the only goods at one shop, and others at another": [
        {"kind": "offer", "categories": ["helmets"], "sellers": ["alder"], "only": True, "status": "active"},
        {"kind": "offer", "categories": ["e-bikes"], "sellers": ["birk"], "status": "active"},
    ],
    "the only models on sale, and one of their line": [
        {**MODEL, "products": ["Fjord"], "only": True, "from": "2019-01"},
        {**MODEL, "products": ["Fjord Pro"], "from": "2019-02"},
    ],
    "the only models on sale, and goods without a name": [
        {**MODEL, "products": ["Fjord"], "only": True, "from": "2019-02"},
        {**MODEL, "from": "2019-02"},
    ],
    "sold nowhere else, and by one without leave": [
        {"kind": "channel", "type": "own-online-store", "only": True, "status": "active", "from": "2019-01"},
        {**CARRIER, "role": "dealer", "status": "active", "authorised": "unknown", "from": "2019-02"},
    ],
    "sold nowhere else, and kept in repair": [
        {"kind": "channel", "type": "own-online-store", "only": True, "status": "active", "from": "2019-01"},
        {**CARRIER, "role": "service", "status": "active", "from": "2019-02"},
    ],
    "sold nowhere else before a dealer came": [
        {"kind": "channel", "type": "own-online-store", "only": True, "status": "active", "published": "2018-02-01"},
        {**CARRIER, "role": "dealer", "status": "active", "from": "2019-02"},
    ],
    "imported, and later made in the country": [
        {**MODEL, "products": ["Fjord"], "supply": "imported", "from": "2018-01", "published": "2018-03-01"},
        {**MODEL, "products": ["Fjord"], "supply": "local", "from": "2019-02"},
    ],
    "one model imported, another made in the country": [
        {**MODEL, "products": ["Fjord"], "supply": "imported", "from": "2019-01"},
        {**MODEL, "products": ["Sund"], "supply": "local", "from": "2019-02"},
    ],
    "one who ran a web shop before another": [
        {
            "kind": "channel",
            "type": "own-online-store",
            "operator": "alder",
            "status": "active",
            "published": "2018-01-01",
        },
        {"kind": "channel", "type": "own-online-store", "operator": "birk", "status": "active"},
    ],
    "two who run shops": [
        {**SHOP, "operator": "alder", "status": "active"},
        {**SHOP, "operator": "birk", "status": "active"},
    ],
    "a pause long before the end": [
        {**MAKER, "id": "nl-ex-1", "status": "ended", "until": "../2019-06"},
        {**VIEW, "about": "assembly", "claim": "Assembly only pauses.", "says": "eva", "published": "2019-01-01"},
    ],
    "no pause": [
        {**MAKER, "id": "nl-ex-1", "status": "ended", "until": "../2019-06"},
        {**VIEW, "about": "assembly", "claim": "Assembly is not paused.", "says": "eva"},
    ],
    "a pause of something else": [
        {**MAKER, "status": "ended", "until": "../2019-06"},
        {"kind": "view", "about": "advertising", "claim": "Advertising is paused.", "says": "eva"},
    ],
    "a pause at one maker, the end at another": [
        {**MAKER, "id": "nl-ex-1", "status": "ended", "until": "../2019-01", "published": "2019-02-01"},
        {**MAKER, "id": "nl-ex-2", "parties": ["birk"], "status": "ended", "until": "../2019-06"},
        {**VIEW, "about": "assembly", "claim": "Assembly only pauses.", "says": "eva"},
    ],
    "a pause, and an end of being the only one": [
        {**CARRIER, "id": "nl-ex-1", "exclusive": True, "status": "ended", "until": "../2019-06"},
        {**VIEW, "about": "sales", "claim": "Sales at Alder pause.", "says": "eva"},
    ],
    "a pause that may come": [
        {**MAKER, "id": "nl-ex-1", "status": "ended", "until": "../2019-06"},
        {**VIEW, "about": "assembly", "claim": "Assembly is paused.", "says": "eva", "certainty": "speculated"},
    ],
    "a pause of what goes on": [
        {**MAKER, "id": "nl-ex-1", "status": "active"},
        {**VIEW, "about": "assembly", "claim": "Assembly is paused.", "says": "eva"},
    ],
    "wholly made at one, put together at another": [
        {**MAKER, "id": "nl-ex-1", "status": "active"},
        {**MAKER, "parties": ["birk"], "extent": "assembly", "status": "active", "publisher": "The Echo"},
        {**VIEW, "about": "making", "claim": "The bikes are wholly made in the country.", "says": "halden"},
    ],
    "put together, and wholly made years later": [
        {**MAKER, "id": "nl-ex-1", "status": "active"},
        {**MAKER, "extent": "assembly", "status": "active", "publisher": "The Echo", "published": "2016-01-01"},
        {**VIEW, "about": "making", "claim": "The bikes are wholly made in the country.", "says": "halden"},
    ],
    "not wholly made, and put together": [
        {**MAKER, "id": "nl-ex-1", "status": "active"},
        {**MAKER, "extent": "assembly", "status": "active", "publisher": "The Echo"},
        {**VIEW, "about": "making", "claim": "The bikes are not wholly made in the country.", "says": "halden"},
    ],
    "a week, and seven days": [
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted a week."},
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted 7 days."},
    ],
    "a length, and how long before": [
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted a week."},
        {
            "kind": "event",
            "event": "sale-stopped",
            "parties": ["alder"],
            "at": "2019-01",
            "claim": "It stopped two days before the fair.",
        },
    ],
    "a share that moves a little within a month": [
        {**SHARE, "value": 18, "published": "2019-06-09"},
        {**SHARE, "value": 20},
    ],
    "shares of two months, one after the other": [
        {**SHARE, "value": 45, "observed": "2019-04"},
        {**SHARE, "value": 20, "observed": "2019-05"},
    ],
    "shares of two days more than a month apart": [
        {**SHARE, "value": 45, "published": "2019-05-09"},
        {**SHARE, "value": 20},
    ],
    "prices of two days": [{**PRICE, "value": 499, "published": "2019-06-09"}, {**PRICE, "value": 399}],
    "rates of two days more than a month apart": [
        {**DUTY_FREE, "published": "2019-05-02"},
        {**DUTY_FREE, "rate_percent": 5},
    ],
    "two rates within a month, raised in between": [
        {**DUTY_FREE, "published": "2019-06-02"},
        {**DUTY_FREE, "rate_percent": 5, "from": "2019-06-10"},
    ],
    "two rates within a month, raised in between by a third account": [
        {**DUTY_FREE, "published": "2019-06-02"},
        {**DUTY_FREE, "rate_percent": 5},
        {**DUTY_FREE, "rate_percent": None, "change": "raised"},
    ],
    "a rate, and one that is to come": [
        {**DUTY_FREE, "published": "2019-06-02"},
        {**DUTY_FREE, "rate_percent": 5, "status": "announced"},
    ],
    "two rates, one of them over": [
        {**DUTY_FREE, "until": "2019-06-01", "published": "2019-06-09"},
        {**DUTY_FREE, "rate_percent": 5},
    ],
    "two rates without a bound to either side": [
        {**DUTY_FREE, "rate_percent": 10, "bound": "up-to", "published": "2019-06-09"},
        {**DUTY_FREE, "rate_percent": 5},
    ],
    "a price paid at once, and so much a month": [
        {**PRICE, "value": 1290, "of": "Fjord"},
        {**PRICE, "value": 110, "of": "Fjord", "claim": "The Fjord costs 110 euros a month over a year."},
    ],
    "a price paid at once, and a monthly one": [
        {**PRICE, "value": 1290, "of": "Fjord"},
        {**PRICE, "value": 110, "of": "Fjord", "claim": "The Fjord is 110 euros monthly."},
    ],
    "a price paid at once, and one in instalments, by their claims": [
        {**PRICE, "value": 1290, "of": "Fjord"},
        {**PRICE, "value": 1400, "of": "Fjord", "claim": "The Fjord costs 1400 euros in instalments."},
    ],
    "a business given up, and the office kept": [
        {**OFFICE, "status": "active"},
        {"kind": "presence", "form": "sales-only", "status": "ended", "until": "2019-06-07"},
    ],
    "a retreat, and the office kept": [
        {**OFFICE, "status": "active"},
        {"kind": "event", "event": "retreat", "at": "2019-06-07"},
    ],
    "an exit from some goods, and the office kept": [
        {**OFFICE, "status": "active"},
        {"kind": "event", "event": "exit", "categories": ["e-bikes"], "at": "2019-06-07"},
    ],
    "an office closed, and the business going on": [
        {"kind": "presence", "status": "active"},
        {**OFFICE, "status": "ended", "until": "2019-06-07"},
    ],
    "an office closed, and the business over": [
        {**OFFICE, "status": "ended", "until": "2019-03"},
        {"kind": "presence", "status": "ended", "until": "2019-06-07"},
    ],
    "left, and an office years later": [
        {"kind": "presence", "status": "ended", "until": "2017", "published": "2018-01-01"},
        {**OFFICE, "status": "active"},
    ],
    "left, and another still runs its shop": [
        {**SHOP, "operator": "alder", "status": "active", "published": "2019-06-09"},
        {"kind": "presence", "status": "ended", "until": "2019-06-01"},
    ],
    "left, and others sell what is left": [
        {**MODEL, "sellers": ["alder"], "published": "2019-06-09"},
        {"kind": "presence", "status": "ended", "until": "2019-06-01"},
    ],
    "left, and an own shop years later": [
        {"kind": "presence", "status": "ended", "until": "2017", "published": "2018-01-01"},
        {**SHOP, "status": "active"},
    ],
}


@pytest.mark.parametrize(("facts", "kind"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_found(facts: list[dict[str, Any]], kind: tuple[str, str], tmp_path: Path) -> None:
    assert found(tmp_path, *facts) == [kind]


@pytest.mark.parametrize("facts", NONE.values(), ids=NONE)
def test_what_may_both_be_is_no_conflict(facts: list[dict[str, Any]], tmp_path: Path) -> None:
    assert found(tmp_path, *facts) == []


@pytest.mark.parametrize("kind", ["supports", "supersedes", "disputes", "denies"])
def test_a_pair_with_a_link_is_the_curator_s(kind: str, tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    assert found(tmp_path, one, {**SHARE, "value": 30, kind: ["nl-ex-1"]}) == []


def test_a_retelling_of_a_linked_fact_is_linked_too(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    two = {**SHARE, "id": "nl-ex-2", "value": 30, "disputes": ["nl-ex-1"], **DISPATCH}
    echo = {**SHARE, "value": 30, "supports": ["nl-ex-2"], "publisher": "The Echo"}
    assert book(tmp_path, one, two, echo).clashes == ()


def test_a_retelling_of_what_the_curator_lets_pass_is_let_pass(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    two = {**SHARE, "id": "nl-ex-2", "value": 30, "supports": ["nl-ex-1"], **DISPATCH}
    echo = {**SHARE, "value": 30, "supports": ["nl-ex-2"], "publisher": "The Echo"}
    assert book(tmp_path, one, two, echo).clashes == ()


def test_that_two_accounts_agree_in_one_thing_leaves_another_open(tmp_path: Path) -> None:
    stop = {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "categories": ["e-bikes"], "at": "2019-06"}
    facts = [
        {**CARRIER, "id": "nl-ex-1", "status": "active"},
        {**stop, "id": "nl-ex-2"},
        {**CARRIER, "id": "nl-ex-3", "role": "marketplace", "status": "active", **DISPATCH},
        {**stop, "id": "nl-ex-4", "supports": ["nl-ex-2"], **DISPATCH},
    ]
    assert [(c.kind, c.earlier, c.later) for c in book(tmp_path, *facts).clashes] == [("role", "nl-ex-1", "nl-ex-3")]


def test_another_voice_on_a_side_of_a_known_quarrel_is_no_news(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    two = {**SHARE, "id": "nl-ex-2", "value": 30, "disputes": [{"fact": "nl-ex-1", "about": "number"}], **DISPATCH}
    echo = {**SHARE, "value": 30, "publisher": "The Echo"}
    assert book(tmp_path, one, two, echo).clashes == ()
    other = book(tmp_path, one, two, {**echo, "value": 50}).clashes
    assert [(c.earlier, c.later) for c in other] == [("nl-ex-1", "nl-ex-3"), ("nl-ex-2", "nl-ex-3")]


def test_a_link_on_one_aspect_leaves_another_open_in_other_facts(tmp_path: Path) -> None:
    first = {**CARRIER, "id": "nl-ex-1", "status": "active", "from": "2018-01"}
    other = {**CARRIER, "id": "nl-ex-2", "role": "marketplace", "status": "active", **DISPATCH}
    also = {
        **CARRIER,
        "status": "active",
        "from": "2018-05",
        "disputes": [{"fact": "nl-ex-1", "about": "start"}],
        **DISPATCH,
    }
    kinds = {(c.kind, c.earlier, c.later) for c in book(tmp_path, first, other, also).clashes}
    assert kinds == {("role", "nl-ex-1", "nl-ex-2")}


def test_who_quotes_a_paper_is_of_one_voice_with_it(tmp_path: Path) -> None:
    one = {**SHARE, "value": 12, **DISPATCH}
    two = {**SHARE, "value": 30, "says": "dispatch"}
    owner = {"kind": "rival", "parties": ["dispatch"], "effect": "prints"}
    held = book(tmp_path, one, two, owner, parties={"dispatch": {"name": "The Dispatch"}})
    assert held.clashes == ()
    assert one_voice(held.dossier, held.known["nl-ex-1"], held.known["nl-ex-2"])


def test_retellings_of_one_origin_may_round(tmp_path: Path) -> None:
    one, two = ({**SHARE, "value": v, "origin": "spring-call"} for v in (12, 30))
    assert found(tmp_path, one, two) == []


def test_retellings_of_one_origin_clash_over_what_goes_on_and_what_is_over(tmp_path: Path) -> None:
    going = {**SHOP, "status": "active", "origin": "spring-call", "published": "2019-06"}
    assert found(tmp_path, going, {**going, "status": "ended", "until": "2019-06"}) == [("state", "")]


def test_one_source_is_of_one_mind_but_for_two_values_of_one_figure(tmp_path: Path) -> None:
    shops = [{**SHOP, "status": "active", "from": day} for day in ("2018-03-01", "2018-05-01")]
    assert book(tmp_path, *shops).clashes == ()
    (tmp_path / "again").mkdir()
    assert [c.kind for c in book(tmp_path / "again", {**SHARE, "value": 12}, {**SHARE, "value": 30}).clashes] == [
        "value"
    ]


def test_one_source_that_tells_of_an_exit_and_of_its_open_shop_is_of_one_mind(tmp_path: Path) -> None:
    shop = {**SHOP, "status": "active"}
    assert book(tmp_path, shop, {"kind": "event", "event": "exit", "at": "2019-06-10"}).clashes == ()


def test_a_clash_has_a_lasting_id_and_goes_from_the_earlier_to_the_later(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-b", "value": 12, "published": "2019-06-10"}
    two = {**SHARE, "id": "nl-ex-a", "value": 30, "observed": "2019-06-10"}
    (clash,) = book(tmp_path, two, one).clashes
    told = Clash("value", "nl.figure.share.e-bikes", "nl-ex-b", "nl-ex-a", "number", "12", "30")
    assert clash == told
    assert clash.id == "clash:nl-ex-a+nl-ex-b"
    assert clash.market == "nl"


def test_what_is_dismissed_is_kept_apart(tmp_path: Path) -> None:
    facts = ({**SHARE, "value": 12}, {**SHARE, "value": 30, **DISPATCH})
    (clash,) = book(tmp_path, *facts).clashes
    held = book(tmp_path, *facts, dismissed=frozenset({clash.id, "clash:other+one"}))
    assert (held.clashes, held.dismissed) == ((), (clash,))
