"""Are the figures, dates, names and the negation of a fact in its words, or in a declared relation to them?

A relation is declared by the dossier (a brand stands for its category, an alias for its party), by the language (a
number in words, a month for a date told from the day of publication) or by the text itself (a speaker named before).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import normal
from xbrief.model import Dossier, Edtf, Fact, Point

# Words of a span beyond which one denial in it says little of the fact.
_BEARING = 24
# So many words that carry a meaning make one in common look like chance.
_RICH = 6
# A plan or a report of a day further off from that of the source than this is not reckoned from it.
_AROUND_DAYS = 400
_MONTH_DAYS = 31
_CLOSE = 1e-9


def check(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """The faults of a fact, field by field."""
    yield from _numbers(dossier, fact, passage)
    yield from _units(fact, passage)
    yield from _dates(dossier, fact, passage)
    yield from _names(dossier, fact, passage)
    yield from _goods(dossier, fact, passage)
    yield from _markets(dossier, fact, passage)
    yield from _negation(fact, passage)
    yield from _related(dossier, fact, passage)


def figures(text: str) -> set[str]:
    """Numbers of a normalised text, in digits or in words, without separators of thousands."""
    bare = re.sub(r"(?<=\d)[,.\u00a0 ](?=\d{3}(?!\d))", "", text)
    found = {run.rstrip(".").removesuffix(".0") for run in re.findall(r"\d+(?:\.\d+)?", bare)}
    # "25th" and "2015" are figures as well; "half a dozen" is one number and not two.
    for word, number in sorted(words.SPELLED.items(), key=lambda pair: -len(pair[0])):
        if re.search(rf"\b{word}\b", text):
            found.add(str(number))
            if " " in word:
                text = text.replace(word, " ")
    return found


def _numbers(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    there = figures(passage.span)
    if fact.unit == "rank" and words.SUPERLATIVE.search(passage.span):
        there.add("1")
    if fact.count == 1 and re.search(r"(?<!half )\ban?\b", passage.span):
        there.add("1")
    for name in ("rate_percent", "value", "count"):
        number = getattr(fact, name)
        if number is None:
            continue
        if not any(_scaled(str(number), told, passage) for told in there):
            yield Fault("E501", name, f"{name} {number} is not in {passage.span!r}")
    claim = normal(fact.claim)
    for part in _proper(dossier, fact):
        claim = claim.replace(part, " ")
    known = {str(p) for d in _when(fact) for p in _parts(d)} | there | set(_reckoned(dossier, fact, passage))
    for told in sorted(figures_in_digits(claim)):
        if not any(_same(told, other) for other in known) and told not in figures(passage.sentence):
            yield Fault("E501", "claim", f"the claim's {told} is not in the words")


def _reckoned(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[str]:
    """Years that follow from the day of the source: "this month", "in December"."""
    published = dossier.sources[fact.source].published
    if published is not None and published.start is not None:
        year = published.start.earliest.year
        if words.RELATIVE.search(passage.sentence):
            yield str(year)
        if any(re.search(rf"\b{m}\b", passage.sentence) for m in words.MONTHS):
            yield from (str(year), str(year - 1))


def figures_in_digits(text: str) -> set[str]:
    """Numbers written in digits: those in words are too often no figures (`one of the first`)."""
    bare = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return {run.removesuffix(".0") for run in re.findall(r"(?<![\w-])\d+(?:\.\d+)?(?![\w-]*[a-z])", bare)}


def _same(left: str, right: str) -> bool:
    try:
        return float(left) == float(right)
    except ValueError:
        return False


def _scaled(number: str, told: str, passage: Passage) -> bool:
    """Is it the number that is told, with the scale behind it: `46 billion` for 46000000000, and not for 46?"""
    for word, scale in words.SCALES.items():
        if re.search(rf"(?<![\d.]){re.escape(told)}\s?{word}\b", passage.span):
            return abs(float(told) * scale - float(number)) < 1 or abs(float(told) - float(number) / scale) < _CLOSE
    return _same(number, told)


def _proper(dossier: Dossier, fact: Fact) -> Iterator[str]:
    """Names with figures in them, which are no figures of the fact."""
    names = [*fact.products, *dossier.brands]
    names += [n for p in dossier.parties.values() for n in (p.name, *p.aliases)]
    yield from sorted((normal(n) for n in names if re.search(r"\d", n)), key=len, reverse=True)


def _units(fact: Fact, passage: Passage) -> Iterator[Fault]:
    if (fact.rate_percent is not None or fact.unit == "percent") and not re.search(r"%|per ?cent", passage.span):
        yield Fault("E502", "unit", "the words tell of no percentage")
    if fact.currency and not re.search(
        words.CURRENCIES.get(fact.currency, re.escape(fact.currency.lower())), passage.span
    ):
        yield Fault("E502", "currency", f"the words name no {fact.currency}")
    exact = fact.bound in {None, "exact"} and (fact.rate_percent is not None or fact.value is not None)
    if exact and words.BOUNDED.search(passage.span):
        yield Fault("E502", "bound", "the words set a bound, the fact is exact")
    if fact.bound == "up-to" and not words.UPPER.search(passage.sentence):
        yield Fault("E502", "bound", "the words set no upper bound")
    if fact.bound == "from" and not words.LOWER.search(passage.sentence):
        yield Fault("E502", "bound", "the words set no lower bound")


def _when(fact: Fact) -> list[Edtf]:
    return [d for d in (fact.at, fact.from_, fact.until, fact.target, fact.observed) if d is not None]


def _parts(date: Edtf) -> Iterator[int]:
    for point in (date.start, date.end):
        if point is not None:
            yield from (point.earliest.year, point.earliest.month, point.earliest.day)


def _dates(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    for name in ("at", "from_", "until", "target", "observed"):
        date = getattr(fact, name)
        for point in {p for p in (date.start, date.end) if p is not None} if date is not None else ():
            over = name in {"at", "from_", "observed"} and _after(dossier, fact, point)
            if over or not (_declared(dossier, fact, point) or _dated(dossier, fact, point, passage)):
                message = f"{point.text} is neither in the words nor reckoned from the day of the source"
                yield Fault("E503", name.rstrip("_"), message)


def _after(dossier: Dossier, fact: Fact, point: Point) -> bool:
    """Does it lie behind the source, of which nothing in it can have been seen?"""
    published = dossier.sources[fact.source].published
    last = published.latest if published else None
    return last is not None and point.earliest > last and fact.status not in {"planned", "announced", "negotiating"}


def _declared(dossier: Dossier, fact: Fact, point: Point) -> bool:
    """Is it the day of the source itself, or that of the event from which the fact is said to come?"""
    published = dossier.sources[fact.source].published
    if published is not None and (point.earliest, point.latest) == (published.earliest, published.latest):
        return True
    origin = fact.origin or dossier.sources[fact.source].origin
    return origin is not None and _printed(point) in normal(dossier.origins.get(origin, ""))


def _dated(dossier: Dossier, fact: Fact, point: Point, passage: Passage) -> bool:
    """Is the date told, or reckoned from the day of the source by a word such as "this month"?"""
    near = f"{passage.span} {passage.sentence}"
    published = dossier.sources[fact.source].published
    first = published.earliest if published else None
    away = abs((point.earliest - first).days) if first is not None else None
    around = away is not None and away <= _AROUND_DAYS
    relative = words.RELATIVE.search(passage.sentence) is not None
    year_told = str(point.earliest.year) in near
    bare = point.text.removesuffix("~")
    if len(bare) == len("2015"):
        return year_told or (around and relative and re.search(r"\b(?:19|20)\d\d\b", near) is None)
    if bare[5:7] in words.PARTS:
        part, of = words.PARTS[bare[5:7]].split()
        return re.search(rf"\b{part}\b[^.]*\b{of}\b", near) is not None and (year_told or around)
    month = words.MONTHS[point.earliest.month - 1]
    month_told = re.search(rf"\b{month[:3]}(?:{month[3:]})?\b", near) is not None
    so_far = point.earliest.month == 1 and year_told and "so far in" in near
    other = any(re.search(rf"\b{m}\b", passage.sentence) for m in words.MONTHS if m not in {"may", "march", month})
    if point.precision == "day":
        day_told = re.search(rf"\b{point.earliest.day}(?:st|nd|rd|th)?\b", near) is not None
        told = month_told and day_told and (year_told or around)
        return told or (not month_told and not other and relative and away is not None and away <= _MONTH_DAYS)
    close = published is not None and _overlap(point, published)
    return so_far or (month_told and (year_told or around)) or (not other and not month_told and close and relative)


def _overlap(point: Point, published: Edtf) -> bool:
    if published.earliest is None or published.latest is None:
        return False
    return point.earliest <= published.latest and point.latest >= published.earliest


def _printed(point: Point) -> str:
    """`12 february 2015`, `february 2015`, `2015`."""
    told = [str(point.earliest.year)]
    if point.precision in {"day", "month"}:
        told.insert(0, words.MONTHS[point.earliest.month - 1])
    if point.precision == "day":
        told.insert(0, str(point.earliest.day))
    return " ".join(told)


def _names(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    known = dossier.parties
    for name, ids in (
        ("parties", fact.parties),
        ("sellers", fact.sellers),
        ("by", fact.by),
        ("operator", (fact.operator,)),
    ):
        for id in ids:
            if id is None or id == dossier.company.id:
                continue
            names = (known[id].name, *known[id].aliases) if id in known else (id,)
            if not _named(names, passage):
                yield Fault("E504", name, f"{names[0]} is not in the words, nor taken up from before")
    if fact.authority:
        party = known.get(fact.authority)
        names = (party.name, *party.aliases) if party else (fact.authority,)
        if not _mentioned(names, passage.line) and not _mentioned([n.split()[-1] for n in names], passage.line):
            yield Fault("E504", "authority", f"{names[0]} is not in the words")
    for speaker in fact.says:
        if speaker.kind == "unnamed":
            continue
        person = dossier.people.get(speaker.name)
        if person is not None:
            names = (person.name, *person.name.split())
        else:
            party = known.get(speaker.name)
            own = dossier.company.name if speaker.name == dossier.company.id else speaker.name
            names = (party.name, *party.aliases) if party else (own,)
        if not _mentioned(names, passage.body):
            yield Fault("E505", "says", f"{names[0]} is nowhere in the text")


def _mentioned(names: Iterable[str], text: str) -> bool:
    return any(re.search(rf"(?<![^\W_]){re.escape(normal(n))}(?![^\W_])", text) for n in names if n)


def _named(names: Iterable[str], passage: Passage) -> bool:
    names = [*names]
    if _mentioned(names, passage.sentence):
        return True
    # Taken up: "the two partners", named in an earlier sentence.
    return words.ANAPHORA.search(passage.sentence) is not None and _mentioned(names, passage.before)


def _goods(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    for product in fact.products:
        short = normal(product)
        if short not in passage.sentence and short.split()[-1] not in passage.sentence.split():
            yield Fault("E506", "products", f"{product} is not in the words")
    for category in (*fact.categories, *fact.on):
        held = dossier.categories.get(category)
        if held is None:
            continue
        brands = [b for b, c in dossier.brands.items() if c == category]
        own = [p for p in fact.products if len(fact.categories) == 1 or any(b in p for b in brands)]
        stems = [_stem(name) for name in (held.label, *held.aliases, *brands, *own) if name]
        there = any(stem in passage.sentence for stem in stems)
        taken_up = words.ANAPHORA.search(passage.sentence) and any(stem in passage.before for stem in stems)
        if not there and not taken_up:
            yield Fault("E506", "categories", f"{held.label} are in the words by no name that the dossier gives them")


def _stem(word: str) -> str:
    text = normal(word)
    return text[:-1] if text.endswith("s") and len(text) > 3 else text


def _markets(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    # Where the company comes from is named in every article, and tells of no market.
    known = {m for f in dossier.facts.values() for m in f.market if m in words.demonyms() and m != dossier.company.home}
    if dossier.company.home in fact.market:
        return
    for text in (passage.sentence, passage.line, passage.before):
        named = {m for m in known if re.search(words.demonyms()[m], text)}
        if named:
            break
    else:
        return
    if text is passage.before:
        last = max(named, key=lambda m: max(f.end() for f in re.finditer(words.demonyms()[m], passage.before)))
        named = {last, *(m for m in named if m in fact.market and len(named) < 3)}
    for market in fact.market:
        if market in words.demonyms() and market not in named:
            yield Fault("E507", "market", f"the words speak of {', '.join(sorted(named))}, not of {market}")


def _negation(fact: Fact, passage: Passage) -> Iterator[Fault]:
    claim = normal(fact.claim)
    strict, soft = words.STRICT.search(claim) is not None, _soft(claim)
    there, softly = words.STRICT.search(passage.clause) is not None, _soft(passage.clause)
    if strict and not (there or softly):
        yield Fault("E508", "claim", "the claim denies something that the words do not deny")
    elif strict and soft and softly and not there:
        yield Fault("E508", "claim", "the claim denies a denial of the words")
    elif there and not (strict or soft) and len(passage.clause.split()) <= _BEARING:
        yield Fault("E508", "claim", "the words deny something that the claim asserts")


def _soft(text: str) -> bool:
    """Is something denied without a plain "not": stopped, left out, kept out?"""
    return words.NEGATIONS.search(words.STRICT.sub(" ", text)) is not None


def _related(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """Do the fact's own words and the span share any that carries a meaning, or a name that the dossier gives?"""
    told = _content(dossier, f"{fact.claim} {' '.join(fact.products)} {fact.label or ''} {fact.measure or ''}")
    for id in (*fact.parties, *fact.sellers, *fact.by):
        party = dossier.parties.get(id)
        told |= _content(dossier, " ".join((party.name, *party.aliases))) if party else set()
    for id in (*fact.categories, *fact.on):
        held = dossier.categories.get(id)
        told |= _content(dossier, " ".join((held.label, *held.aliases))) if held else set()
    there = _content(dossier, passage.clause)
    least = 2 if min(len(told), len(there)) >= _RICH else 1
    if told and there and len(told & there) < least:
        yield Fault("E509", "anchor", f"the claim and {passage.span!r} share too few words")


def _content(dossier: Dossier, text: str) -> set[str]:
    """The stems of the words that carry a meaning; words for one thing count as one."""
    company = normal(dossier.company.name)
    bare = {w.rstrip("'") for w in re.findall(r"[^\W\d_][\w'-]+", normal(text).replace("'s", ""))}
    return {_alike(w[:4]) for w in bare if len(w) > 3 and w not in words.LITTLE and w != company}


def _alike(stem: str) -> str:
    """The first of the stems that stand for the same thing."""
    return next(
        (group[0] for group in words.ALIKE if any(stem.startswith(g) or g.startswith(stem) for g in group)), stem
    )
