"""How articles tell of doubt, plans, speakers, denials and times. English; other languages pass unjudged.

Each list is one regular expression over normalised text (small letters, plain quotes and dashes).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path


def _any(text: str, more: str = "") -> re.Pattern[str]:
    """Any of the alternatives as whole words; `more` is an alternative of its own."""
    inner = "".join(line.strip() for line in text.splitlines())
    return re.compile(rf"\b(?:{inner})\b{more}")


# What may be, and who doubts it.
POSSIBLE = _any(
    """may|might|could|should|perhaps|possibl[ey]|probabl[ey]|reportedly|allegedly|rumou?r\\w*|speculat\\w+|suspect\\w*
    |seems?|appears?|looks? like|likely|expect\\w*|believed to|said to|thought to|not clear|unclear|hopefully|hopes?
    |presumably|suggests?"""
)
# Doubts that bear on a whole sentence from its opening.
DOUBTED = _any(
    """hopefully|perhaps|possibly|reportedly|allegedly|speculat\\w+|looks? like|seems?|appears?|likely
    |rumou?r\\w*|maybe"""
)
# What is to come.
AHEAD = _any(
    """will|won't|would|shall|going to|plans? to|planning to|set to|to be|is to|are to|aims? to|intends? to
    |soon|about to
    |upcoming|next (?:week|month|year)|coming (?:weeks?|months?)|roadmap|expects? to|in talks|negotiat\\w+|promis\\w+
    |prepares?"""
)
AGREED = _any("agree\\w*|inked|signed|deal with|close to|discussions?|securing|announc\\w+|push into")
TOWARDS = _any("goal|target|patent|filed|advanced|push\\w*|learn|launch\\w*|deals?")
# What is, or was.
HELD = _any(
    """sells?|sold|selling|on sale|available|began|begun|opened|offers?|runs?|imports?|distributes?|operates?|launched
    |expanding|present|has (?:even )?(?:deals?|been)|is (?:now )?\\w+ing|are \\w+ing|went"""
)
SAID = _any(
    """said|says|told|according to|claim(?:s|ed)|explain(?:s|ed)|added|announced|noted|wrote|the paper says|speculates?
    |report(?:s|ed) that|reveal(?:s|ed|ing)?|announcing"""
)
ONLY = _any("only|exclusive\\w*|sole|solely|just|alone|nothing (?:but|else)|limited to")
DENIED = _any("den(?:y|ies|ied)")
# What keeps goods off sale.
KEPT_OFF = _any(
    """no|not|none|neither|never|without|nor|cannot|barred|banned|blocked|excluded|left out|delayed?|held up
    |stopped|halted
    |off sale|rare\\w*|unavailable|missing|keep\\w*|kept|withh\\w+|refus\\w+|end(?:ed)?|embargo|hardly|would require""",
    r"|n't\b",
)
# Plain denials, and whatever may stand for one in other words.
STRICT = _any("no|not|never|neither|nor|none|nobody|nothing|cannot|hardly|without", r"|n't\b")
NEGATIONS = _any(
    """no|not|never|neither|nor|none|nobody|nothing|without|cannot|no longer|hardly|rarely?|unlikely|lacks?|excludes?
    |excluded|refus\\w+|den(?:y|ies|ied)|stop(?:s|ped)?|halt\\w*|paus\\w+|ended?|ceas\\w+|clos(?:ed|es|ing|ure)|left out
    |leav\\w+ out|stay\\w* off|off sale|barred|banned|forbids?|prevent\\w*|kept out|keep\\w* \\w+ out
    |keeps? [\\w' ]{1,30} out|nowhere|fail\\w*|short-lived|unclear|scared|would require""",
    r"|n't\b",
)
# Words that tell a time from the day of publication.
RELATIVE = _any(
    """today|yesterday|tomorrow|now|just|already|recently|soon|ago|this (?:week|month|year|spring|summer|autumn
    |fall|winter)
    |(?:last|next|past|coming) (?:week|month|year|summer|spring|autumn|fall|winter|quarter|few \\w+)|earlier|later
    |(?:mon|tues|wednes|thurs|fri|satur|sun)day|any day|so far|yet|still|currently|within|later this|early
    |end of|mid|since"""
)
# How the subject of an earlier sentence is taken up.
ANAPHORA = _any(
    """it|its|they|their|them|he|she|his|her|both|two|these|those|this|the (?:company|companies|firm|firms
    |partners?|paper
    |maker|vendor|retailer|carrier|dealers?|store|shop|pair|duo|brand|herald|team|giant)"""
)
UPPER = re.compile(r"up to|as much as|as high as|maximum|at most|almost|nearly|under|below|até")
LOWER = re.compile(r"more than|over|above|exceed\w*|at least|\+|mais de|upwards")
# A bound right before a figure.
BOUNDED = re.compile(r"(?:\bup to|\bas much as|\bas high as|\bat most|\bmore than|\bat least) [$€£₩₹¥]?\d")
SUPERLATIVE = _any("most|best|top|largest|biggest")
CURRENCIES = {
    "USD": r"\$|dollars?\b|usd\b",
    "EUR": r"€|euros?\b|eur\b",
    "GBP": r"£|pounds?\b|gbp\b",
    "KRW": r"₩|won\b|원",
    "BRL": r"r\$|reais\b|reals?\b|brl\b",
    "INR": r"₹|rs\.?\b|rupees?\b|inr\b",
    "CNY": r"¥|yuan\b|rmb\b|renminbi\b|cny\b",
    "JPY": r"¥|yen\b|jpy\b",
}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
SPELLED = {word: n for n, word in enumerate(_NUMBERS.split(" "), 1)} | {
    "half a dozen": 6,
    "dozen": 12,
    "both": 2,
    "pair": 2,
    "couple": 2,
    "twice": 2,
    "half": 50,
    "first": 1,
    "single": 1,
}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "m": 1e6, "k": 1e3, "lakh": 1e5, "crore": 1e7}
_MONTHS = "january february march april may june july august september october november december"
MONTHS = tuple(_MONTHS.split(" "))
# EDTF's numbers of parts of a year.
PARTS = {
    "40": "first half",
    "41": "second half",
    "33": "first quarter",
    "34": "second quarter",
    "35": "third quarter",
    "36": "fourth quarter",
}
# Words that carry no meaning of their own, in a comparison of what two texts speak of.
_LITTLE = """
that this with from have been were will would they them their there than then some more most into over such other which
what when where while also only very much many about after before because could should being does done just like make
made take year years time first company companies products product business market country
"""
LITTLE = frozenset(_LITTLE.split())
# Stems that curators and journalists use for one thing.
_ONE = """
phon smar hand devi; shop stor outl; deal agre cont sign ink; sell sold sale; clos stop end halt; grow expa wide rapi
foot hold grou firm; talk disc nego; firm comp; pres emba keep; plan road inte want; onli web ecom inte; rare hard
pick sele chos; main core; hope beli expe; tax tari duty char; impo abro; rate valu; part loca; tv tele; itse alon
mean reso; divi spre; wide dive rang offe; show mean sign; soon day; back stoo behi supp; work effo ener; care devo
scar driv; issu ques
"""
ALIKE = tuple(tuple(group.split()) for group in re.split(r";|\n", _ONE) if group.strip())


@cache
def demonyms() -> Mapping[str, str]:
    """How English names a country and what comes from it, by alpha-2 code, where this is more than the name itself."""
    lines = Path(__file__).with_name("demonyms.tsv").read_text("utf-8").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        code, _, pattern = line.partition("	")
        found[code] = pattern
    return found
