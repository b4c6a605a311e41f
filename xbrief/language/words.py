"""Lists, agreement, articles and the first letter of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words that begin a curator's sentence and are no names: they lose their capital inside another sentence.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """
    a about after all almost although an any around as at because before besides brief
    both buyers by carrier carriers certification closing competition consumers contracts customers dealer
    dealers demand despite device devices distributor distributors duties duty each established ever
    every few five for four from further getting goods growth hardware high how if import
    imported importers imports in intellectual it its just large legal local locally made makers
    manufacturing many marketing marketplaces more most nearly neither never no nobody none not nothing now of
    on once one online only opening other over paperwork part patents phone phones power price prices product
    production products regulation retailer retailers rules sale sales selling services shop
    shops since smart software some still stores street such talks tax taxes ten that the
    their then there these they things this those three to trade two under until up web what when where whether
    while who with without
    above according across again against alone along already also amid among anybody anyone anything apart aside away
    back below beneath beside between beyond currently different dozens during either elsewhere enough even
    everybody everyone everything everywhere except fewer fifteen fifty first former formerly forty fourteen hardly
    he hence her here his hundred inside instead last late later least less likewise little lots meanwhile mostly much
    my near nevertheless next nine nineteen nor nowhere off often otherwise our out outside own owing past per perhaps
    previously prior quite rather recently second seventeen seven several she similarly six sixteen sixty somebody
    someone something sometimes somewhere soon thereafter therefore third thirteen thirty thousand throughout thus till
    together too toward towards twelve twenty twice unless unlike upon us usually various very via we whatever whenever
    whereas wherever whichever whoever whose why within yet you your
    analysts another assembly authorities batteries certain companies components courts delays employees factories
    factory firms following goods half hundreds imports jobs millions officials orders owners partners plans
    plants police prices regulators repairs reports rivals shipments staff stock stocks suppliers thousands units users
    workers
    """,
    )
)
_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def join(items: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; with semicolons where an item holds a comma."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    comma = "; " if any("," in p for p in parts) else ", "
    lead = comma if comma == "; " and len(parts) == 2 else " "
    return (
        f"{comma.join(parts[:-1])}{lead}{last} {parts[-1]}"
        if comma == ", "
        else f"{'; '.join(parts[:-1])}; {last} {parts[-1]}"
    )


def spelled(number: int) -> str:
    """A count in words up to twelve, in digits beyond."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"


def counted(number: int, singular: str, plural: str = "") -> str:
    return f"{spelled(number)} {singular if number == 1 else plural or singular + 's'}"


def a(noun: str) -> str:
    """The noun with its indefinite article, by the sound that its spelling suggests."""
    return f"{'an' if re.match(r'[aeio]|u(?!n[ai]|s[ei])', noun.lower()) else 'a'} {noun}"


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def inner(sentence: str, labels: Iterable[str] = ()) -> str:
    """A curator's sentence as a part of another: no full stop, a small first letter unless it begins with a name.

    Only words known to be no names lose their capital; `labels` are further such words.
    """
    text = sentence.strip().removesuffix(".")
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    if first is None:
        return text
    word = first.group()
    known = word.lower() in _SMALL or any(word.lower() == label.lower().split()[0] for label in labels if label)
    letters = word.partition("-")[0]
    shouted = len(letters) > 1 and letters.isupper()
    return word[:1].lower() + text[1:] if known and not shouted else text


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
