"""How strongly a thing is said: openings of forecasts, marks of speculation, reasons as nouns."""

from __future__ import annotations

import re

from xbrief.model import Fact

# What a speculated statement must carry one of, so that it cannot be read as asserted.
HEDGES = re.compile(
    r"\b(?:(?-i:may)|might|could|speculat\w+|expect\w*|suspect\w*|inferr\w+|rumour\w*|question\w*|risk\w*|hope\w*|possibl\w+"
    r"|not? certain|guess\w*|in the view of|without a promise|thinks?|thought|doubt\w*)\b",
    re.IGNORECASE,
)

REASONS = {
    "clearance": "certification or clearance",
    "legal": "legal questions",
    "patent": "patents",
    "company-choice": "the company's own choice",
    "seller-choice": "the seller's own choice",
    "contract-scope": "the scope of the contract",
    "incumbent-pressure": "pressure from incumbents",
    "competition": "competition",
    "tax": "taxes",
    "rules": "rules",
    "politics": "politics",
    "distribution": "distribution",
    "demand": "demand",
    "learning": "learning about the market",
    "foothold": "a foothold",
    "cost": "cost",
    "unknown": "no reason known",
}
PURPOSES = frozenset({"learning", "foothold", "cost", "demand"})


def opening(fact: Fact) -> str:
    """The verb by which a forecast was put forward, for its speaker as the subject; past tense."""
    if fact.certainty == "speculated":
        return "said, without a promise," if fact.kind == "view" and fact.says else "expected"
    if not fact.says:
        return "reported"
    return "announced" if fact.status == "announced" else "said"


def hedged(text: str) -> bool:
    return HEDGES.search(text) is not None
