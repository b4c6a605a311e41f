"""Lists, agreement, articles and the first letter of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words that begin a curator's sentence and are no names: they lose their capital inside another sentence.
_SMALL = frozenset(
    ["a", "an", "the", "this", "these", "that", "those", "no", "none", "nothing", "neither", "nobody", "never", "in", "on", "at", "by", "from", "to", "of", "for", "with", "without", "after", "before", "until", "up", "over", "under", "besides", "since", "whether", "when", "while", "where", "what", "who", "how", "if", "as", "it", "its", "they", "their", "there", "some", "any", "all", "most", "many", "few", "both", "each", "every", "only", "one", "two", "three", "four", "five", "ten", "once", "once", "getting", "selling", "buyers", "sales", "sale", "local", "phones", "importers", "makers", "device", "devices", "demand", "competition", "intellectual", "hardware", "taxes", "tax", "duty", "rules", "regulation", "production", "marketing", "established", "large", "web", "shop", "shops", "other", "such", "part", "further", "more", "still", "not", "now", "then", "because", "despite", "although", "ever", "legal", "patents", "services", "hardware", "manufacturing", "imports", "power", "phone", "phones", "tablets", "televisions", "smart", "software", "certification", "paperwork", "customers", "consumers", "growth", "trade", "web", "online", "street", "high", "electronics", "goods", "products", "product", "things", "talks", "contracts", "selling", "carriers", "carrier", "retailers", "retailer", "dealers", "dealer", "distributors", "distributor", "marketplaces", "headphones", "wristbands", "accessories", "routers", "scooters", "batteries", "bicycles", "bikes", "helmets", "locks", "duties", "import", "imported", "locally", "made", "prices", "price", "shops", "stores", "opening", "closing", "nearly", "almost", "about", "around", "just"]
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
    first = re.match(r"[^\W\d_]+", text)
    if first is None:
        return text
    word = first.group()
    known = word.lower() in _SMALL or any(word.lower() == label.lower().split()[0] for label in labels if label)
    return word.lower() + text[len(word) :] if (known and not word.isupper()) or word == "A" else text


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
