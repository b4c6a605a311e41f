"""How articles tell of doubt, plans, speakers, denials and times. English; other languages pass unjudged.

Most of it is data: `lexicon.yaml` says what each list is for. All of it looks at normalised text (small letters, plain
quotes and dashes), but for the times and the verbs of saying, which look at text as it is written.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from xbrief.dossier.yaml import LOADER

_LISTS: dict[str, str] = LOADER(Path(__file__).with_name("lexicon.yaml").read_text("utf-8")).get_single_data()
# "Isn't": the one denial that is a part of a word.
_NOT = r"|n't\b"


@lru_cache(maxsize=8192)
def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled expression; `re` itself keeps 512, which the words of many facts soon push out."""
    return re.compile(text, flags)


def _any(name: str, more: str = "", flags: int = 0) -> re.Pattern[str]:
    """Any of a list's alternatives as whole words; `more` is an alternative of its own."""
    inner = re.sub(r"\s+\|\s+", "|", _LISTS[name])
    return re.compile(rf"\b(?:{inner})\b{more}", flags)


def _cased(name: str) -> re.Pattern[str]:
    """The same for texts as they are written."""
    return _any(name, flags=re.IGNORECASE)


POSSIBLE = _any("possible")
GUESSED = _any("guessed")
DOUBTED = _any("doubted")
AHEAD = _any("ahead")
AGREED = _any("agreed")
TOWARDS = _any("towards")
HELD = _any("held")
OVER = _any("over")
ENDED = _any("ended")
SAID = _any("said")
HEARSAY = _any("hearsay")
SAYS = _cased("says")
TELLS = _cased("tells")
ONLY = _any("only")
DENIED = _any("denied")
KEPT_OFF = _any("kept-off", _NOT)
STRICT = _any("strict", _NOT)
STOPPED = _any("stopped")
NEGATIONS = _any("negations", _NOT)
VAGUE = _any("vague")
EXCEPT = _any("except")
NOT_OTHER = _any("not-other")
THIS_WEEK = _cased("this-week")
THIS_MONTH = _cased("this-month")
RECENTLY = _cased("recently")
LAST_MONTH = _cased("last-month")
NEXT_MONTH = _cased("next-month")
THIS_YEAR = _cased("this-year")
LAST_YEAR = _cased("last-year")
NEXT_YEAR = _cased("next-year")
OPENING = _cased("opening")
YEAR_END = _cased("year-end")
MONTH_END = _cased("month-end")
FIRST_MONTHS = _cased("first-months")
NEXT_DAY = _any("next-day")
THAT_TIME = _any("that-time")
BEGINS = _any("begins")
ANAPHORA = _any("anaphora")
SEVERAL = _any("several")
BOTH = _any("both")
ABROAD = _any("abroad")
HERE = _any("here")
SUPERLATIVE = _any("superlative")
FREE = _any("free")
GUESS = _any("guess")
REPORTED = _any("reported")
TALKS = _any("talks")
# What a claim may add to its words, by what the words must have.
STRONGER = (
    (_any("singular"), (ONLY, EXCEPT, STRICT)),
    (_any("forever"), (_any("forever"),)),
    (_any("gratis"), (_any("gratis"), FREE)),
    (_any("utmost"), (_any("leading"),)),
    (_any("caused"), (_any("causes"),)),
)
# The first of several, told of as of the first.
ONE_OF = re.compile(r"\b(?:one of|among)\b")

# Where such a word is no doubt: the month, a question, a rumour that is denied, what nobody could do.
NO_DOUBT = re.compile(
    r"\b(?:in|since|from|by|until|till|of|on|early|late|mid|last|next|this) may\b|\bmay \d+|\b(?:could|might|may) not"
    r"|\b(?:asked|ask|question of) (?:whether|if)\b[^,.]*|\b(?:talk|rumou?rs?|reports?|speculation) that\b[^,.]*"
    r"|\b(?:neither|nobody|no)\b[^,.]{0,30}\bexpects?\b|\bnobody\b[^,.]*\bcould\b|\bcould ?n't|\bas expected"
    r"|\bsuspected\b(?! \w+ that)"
)
NO_PLAN = re.compile(
    r"\b(?:no|not|without) (?:\w+ ){0,2}plans? to \w+|\bnot (?:planning|going) to \w+"
    r"|\b(?:will|would|is to|are to) (?:keep|remain|continue|stay|go on|retain|still)\b"
)
AGREED_ON = re.compile(r"\b(?:agreed|agreement|signed|inked|contract(?:ed)?|won|sealed|struck)\b")
JOINTLY = re.compile(r"\bthe (?:two|three|four|pair)\b|\bboth\b|\bjointly\b|\btogether\b")
LEFT_ALONE = re.compile(r"\b(?:leav\w+|left|let)\b[^,.]*\balone\b")
# "..., the company said on Tuesday."
SAID_LAST = re.compile(
    r",\"? (?:the |a |its )?(?:[\w.'-]+ ){1,6}(?:said|says|told [\w ]+|stressed|noted|added|claims|claimed|reported)"
    r"(?: (?:on|in|at|last|yesterday|this|late|early)\b[^.,]*)?[.\"]*$"
)
# Whether the company gave its leave is open, or it did not.
_LEAVE = (
    r"\bun(?:official|authori[sz]ed|licen[cs]ed)\w*|\bnot? (?:an? )?(?:official|authori)\w*|\b(?:grey|gray|parallel)\b"
    r"|\bwithout (?:\w+ ){0,3}(?:permission|leave|consent|approval|blessing)|\bnot (?:permit|allow|sanction)\w*"
)
WITHOUT_LEAVE = re.compile(_LEAVE)
UNAUTHORISED = re.compile(
    _LEAVE + r"|(?:not clear|unclear|unknown|not known|whether|if) [^.]{0,60}\b(?:official|authori|approv|back)"
)
UPPER = re.compile(
    r"up to|as much as|as high as|the most|no more than|peak|\d to [$€£]?\d|maximum|at most|almost|nearly|under|below"
)
LOWER = re.compile(r"more than|over|above|exceed\w*|at least|\+|upwards")
# A bound right before a figure.
BOUNDED = re.compile(r"(?:\bup to|\bas much as|\bas high as|\bat most|\bmore than|\bat least) [$€£₩₹¥]?\d")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Months of the northern seasons, with the one before ("before the winter") and the one behind.
SEASONS = {
    "spring": (2, 3, 4, 5, 6),
    "summer": (5, 6, 7, 8, 9),
    "autumn|fall": (8, 9, 10, 11, 12),
    "winter|holiday season": (11, 12, 1, 2, 3),
    "christmas": (11, 12),
}
CURRENCIES = {
    "USD": r"\$|dollars?\b|usd\b",
    "EUR": r"€|euros?\b|eur\b",
    "GBP": r"£|pounds?\b|gbp\b",
    "KRW": r"₩|won\b|원",
    "BRL": r"r\$|reais\b|reals?\b|brl\b",
    "INR": r"₹|rs\.?\b|rupees?\b|inr\b",
    "CNY": r"¥|yuan\b|rmb\b|renminbi\b|cny\b",
    "JPY": r"¥|yen\b|jpy\b",
    "PLN": r"zł|z[lł]ot(?:y|ys|ych)\b|pln\b",
    "CAD": r"\$|dollars?\b|cad\b",
    "AUD": r"\$|dollars?\b|aud\b",
    "MXN": r"\$|pesos?\b|mxn\b",
    "CLP": r"\$|pesos?\b|clp\b",
    "ARS": r"\$|pesos?\b|ars\b",
    "COP": r"\$|pesos?\b|cop\b",
    "TRY": r"₺|liras?\b|try\b",
    "CHF": r"francs?\b|chf\b",
    "SEK": r"kronor\b|crowns?\b|kr\b|sek\b",
    "NOK": r"kroner\b|crowns?\b|kr\b|nok\b",
    "DKK": r"kroner\b|crowns?\b|kr\b|dkk\b",
    "RUB": r"₽|r(?:o)?ubles?\b|rub\b",
    "IDR": r"\brp\b|rupiah\b|idr\b",
    "THB": r"฿|baht\b|thb\b",
    "ZAR": r"rand\b|zar\b",
}
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
SPELLED = {word: n for n, word in enumerate(_NUMBERS.split(" "), 1)} | {
    "half a dozen": 6,
    "dozen": 12,
    "both": 2,
    "pair": 2,
    "couple": 2,
    "twice": 2,
    "half": 50,
    "every second": 50,
    "a third": 33,
    "two thirds": 67,
    "a quarter": 25,
    "three quarters": 75,
    "first": 1,
    "single": 1,
}
# Words of a claim that are counts, and not an article, an order or a manner of speaking.
COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half a dozen")
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


# Words that stand for the two sides of one thing. Stems; what is of neither side is not judged.
_OPPOSITES = """
hard|tough|difficult|fierce : easy|easi|simple
first : last|final
more : less|fewer
begin|begun|began|start|launch : stop|end|clos|ceas|halt
open : clos|shut
small|tiny : large|big|huge|giant
cheap|low-cost|afford|budget|low-end : dear|expensive|premium|high-end
rare|seldom|hardly|scarce : common|often|widespread|plent
widen|expand|expans|grow|grew|broad|diversif : narrow|shrink|shrank|contract
rise|risen|rose|gain|grew|grow|increas|up from : fall|fell|fallen|drop|declin|decreas|down from
fast|rapid|quick|swift : slow
popular : unpopular
surpris|unexpected : unsurpris|as expected
official : unofficial
import : domestic|local|home-made
accelerat|speed : delay|slow
before : after
strong|firm|solid : weak|frail
"""


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns for the two sides of one thing, over normalised text."""
    pairs = (line.split(":") for line in _OPPOSITES.strip().splitlines())
    return tuple((re.compile(rf"\b(?:{a.strip()})\w*"), re.compile(rf"\b(?:{b.strip()})\w*")) for a, b in pairs)
