"""What stands between a title and the first paragraph: labels, a byline, a dateline. And what a file's name tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from xbrief.intake.article import days
from xbrief.intake.article.types import Head

# Characters of a line that may be a byline or a dateline.
_SHORT = 160
_LABEL = re.compile(
    r"(?P<key>title|headline|authors?|byline|written by|date|published(?: on| at)?|publication date|posted(?: on)?"
    r"|first published|publisher|publication|newspaper|site|website|source|url|link|address|original|canonical"
    r"|language|lang|saved(?: on| at)?|retrieved(?: on)?|accessed(?: on)?|downloaded(?: on)?|clipped(?: on)?"
    r"|(?:last )?updated(?: on)?)\s*[::]\s*(?P<value>\S.{0,300})",
    re.IGNORECASE,
)
_KEYS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("author", "authors", "byline", "written by"), "authors"),
    **dict.fromkeys(("date", "published", "publication date", "posted", "first published"), "published"),
    **dict.fromkeys(("publisher", "publication", "newspaper", "site", "website"), "publisher"),
    **dict.fromkeys(("url", "link", "address", "original", "canonical"), "url"),
    **dict.fromkeys(("language", "lang"), "language"),
    "source": "source",
}
_BY = re.compile(r"(?i:by|von|par|por|di|door|av)\s+(?P<names>[^\W\d_a-z].{2,100})")
_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:de|da|di|do|dos|la|le|van|von|den|der|del|bin|al)\s+)*[^\W\d_][\w.'’-]*){1,4}"
)
# What may stand before the names in a byline: `Publié le … par`. In capitals the small word may be a part of a name.
_BEFORE = re.compile(
    r"\s*(?:(?i:(?:first\s+)?(?:published|posted|written|reported|filed|updated|publié|rédigé|publicado|escrito|pubblicato"
    r"|scritto|gepubliceerd|geschreven|publicerad|veröffentlicht))\b.{0,60}?\s)?(?:by|von|par|por|di|door|av)\s+"
    r"(?=[^\W\d_a-z])"
)
# A name that is no person's, though each of its words has a capital.
_PAPER = re.compile(
    r"the\s.+|.*\b(?:weekly|daily|monthly|quarterly|times|news|newspaper|journal|gazette|magazine|herald|tribune|review"
    r"|chronicle|observer|bulletin|telegraph|zeitung|dagblad|tidende)\b.*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*", re.IGNORECASE)
# What may stand beside a day in a line that tells when the article was published.
_BESIDE = re.compile(
    r"(?:first\s+)?(?:published|posted|date|dated|on|at|by|in|updated?|last|modified|reported|filed|the|of|and|news|article"
    r"|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|publicerad|입력|am|pm|a\.m\.|p\.m\.|[a-z]{2,4}t|utc|gmt|z"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|uhr|h|le|el|il|em|à|às|alle|kl)"
    r"|\d{1,2}[:.h]\d{2}(?::\d{2})?|[+-]\d{2}:?\d{2}|\d{1,2}|(?:minute|hour|day|week|month|year)s?|ago",
    re.IGNORECASE,
)
# `harbourpost-2020-02-shop-opens`, as texts of a dossier are called: publisher, month, words.
_STEM = re.compile(
    r"(?P<publisher>[a-z][a-z0-9]*)-(?P<month>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?P<day>-(?:0[1-9]|[12]\d|3[01]))?-[a-z][a-z0-9-]*"
)
_NO_PUBLISHER = frozenset(
    re.findall(
        r"\w+",
        """
    article articles clip clipping copy doc document download export file img news note page pdf print save saved scan
    screenshot source story text txt web webpage
    """,
    )
)
_PLACE = re.compile(r"[^\W\d_][^\d.;:!?–—]{1,40}[,(/]\s*")
_DASH = re.compile(r"\)?\s*(?:\([^()]{1,40}\)\s*)?(?:[–—]|-\s|:\s)")
_SO_FAR = re.compile(r"\b(?:so far|to date|as yet)(?: this year)?,? (?:in |\()(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def of(line: str) -> Head | None:
    """What a line about the article says of it; None where the line is no such line."""
    labelled = _LABEL.fullmatch(line)
    if labelled or len(line) > _SHORT:
        return _labelled(labelled["key"], labelled["value"].strip(), line) if labelled else None
    dated = [*days.found(line)]
    day = dated[0][2] if dated else None
    by = _BY.match(line)
    if by and (names := people(_without(by["names"], days.found(by["names"])))):
        return Head(authors=names, published=day)
    # Without its days the line holds only words that go with a day, or a name.
    rest = _without(line, dated)
    names = people(rest)
    if day and (_beside(rest) or names):
        papers = [name for name in names if _PAPER.fullmatch(name)]
        authors = tuple(name for name in names if name not in papers)
        return Head(authors=authors, publisher=papers[0] if papers else None, published=day)
    return None


def _labelled(key: str, value: str, line: str) -> Head:
    address = _ADDRESS.match(value)
    field = _KEYS.get(re.sub(r" (?:on|at)$", "", key.casefold()))
    if field == "source":
        field = "url" if address else "publisher"
    found: dict[str | None, Callable[[], Head]] = {
        "title": lambda: Head(title=value),
        "authors": lambda: Head(authors=people(value)),
        "published": lambda: Head(published=days.of(value)),
        "publisher": lambda: Head(publisher=value),
        "url": lambda: Head(url=address[0] if address else None),
        "language": lambda: Head(language=value.lower() if re.fullmatch("[A-Za-z]{2,3}", value) else None),
        # The day of a saving or a change is not taken; another one may stand behind it.
        None: lambda: Head(published=next((day for _, _, day in days.found(line)), None)),
    }
    return found[field]()


def _without(line: str, dated: Iterable[tuple[int, int, str]]) -> str:
    for start, end, _ in sorted(dated, reverse=True):
        line = f"{line[:start]} {line[end:]}"
    return line


def _beside(rest: str) -> bool:
    """Do only words that go with a day stand there?"""
    return all(_BESIDE.fullmatch(word) for word in re.findall(r"[^\s,;|·•/()–—:]+(?::\d\d)*", rest))


def people(text: str) -> tuple[str, ...]:
    """The names in a byline; empty where any part of it is no name of a person."""
    before = _BEFORE.match(text)
    byline = re.sub(r"^by\s+", "", text[before.end() if before else 0 :].strip(), flags=re.IGNORECASE)
    parts = re.split(r"\s*(?:,|;|\||·|•|&|–|—|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", byline)
    named = [part.strip(" .") for part in parts if part.strip(" .") and not _beside(part)]
    if not named or not all(_NAME.fullmatch(part) and _capital(part) for part in named):
        return ()
    return tuple(dict.fromkeys(named))


def _capital(name: str) -> bool:
    """Names of persons have capitals, in scripts that have any, at their first word and their last."""
    first, *_, last = name.split()
    return first[0] == first[0].upper() and last[0] == last[0].upper()


def by_name(stem: str, text: str, publishers: Iterable[str] = ()) -> Head:
    """What a file's name says where it is the id of a source; the publisher where the text or `publishers` has it."""
    found = _STEM.fullmatch(stem)
    if found is None or found["publisher"] in _NO_PUBLISHER:
        return Head()
    words = "the name of the file"
    named = [name for name in publishers if _joined(name) == found["publisher"]]
    named += _spelled(found["publisher"], text)
    published = found["month"] + (found["day"] or "")
    publisher = named[0] if named else None
    return Head(
        publisher=publisher,
        published=published,
        remarks={"published": words, **({"publisher": words} if publisher else {})},
    )


def _spelled(joined: str, text: str) -> list[str]:
    """The words of the text, up to four in a row and the first with a capital, that make up a name without blanks."""
    words = re.findall(r"\w[\w.'’-]*", text)
    runs = (words[n : n + size] for n in range(len(words)) if words[n][0].isupper() for size in range(1, 5))
    return [" ".join(run).rstrip(".") for run in runs if _joined("".join(run)) == joined][:1]


def by_dateline(text: str) -> Head:
    """The day behind the place with which an article begins: `BERN, 3 February 2020 (Wire) - The maker …`."""
    place = _PLACE.match(text)
    dated = next(iter(days.found(text[:_SHORT])), None)
    if not place or dated is None or dated[0] != place.end():
        return Head()
    return Head(published=dated[2]) if _DASH.match(text, dated[1]) else Head()


def by_words(text: str) -> Head:
    """The year that an article gives as its own, `so far in 2015`; nothing where it names several."""
    years = {found["year"] for found in _SO_FAR.finditer(text)}
    if len(years) != 1:
        return Head()
    return Head(published=years.pop(), remarks={"published": "its own words, which tell the year alone"})


def _joined(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.casefold())
