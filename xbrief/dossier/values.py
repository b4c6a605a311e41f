"""Single values: a node of YAML becomes a text, a number, a date or a list of them, or a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from xbrief.dossier import dates
from xbrief.dossier.page import Page
from xbrief.dossier.schema import OUTLOOKS, STATUSES, Field
from xbrief.dossier.yaml import Mapping, Node, Scalar, Sequence
from xbrief.model import Edtf
from xbrief.problems import did_you_mean

T = TypeVar("T")

ELISION = " … "
ANCHOR_WORDS = 6

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# What pandoc reads without braces, BibTeX as one key and LaTeX without a special meaning: single marks between words.
CITEKEY = re.compile(r"[A-Za-z0-9_]+(?:[.:/+-][A-Za-z0-9_]+)*")
CURRENCY = re.compile(r"[A-Z]{3}")
EDITION = re.compile(r"HS[0-9]{4}")
HEADING = re.compile(r"[0-9]{4}(?:\.[0-9]{2}){0,3}")
ALARM = re.compile(r"E[56][0-9]{2}-[0-9a-f]{4}")
FINDING = re.compile(r"[a-z]{2}\.[a-z0-9-]+\.[^\s,]+")
URL = re.compile(r"https?://[^\s/<>\"]+[^\s<>\"]*", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_WHOLE = re.compile(r"[1-9][0-9]{0,8}")
_SHAPES = {Scalar: "one text", Sequence: "a list", Mapping: "`key: value` pairs"}
_LONGEST_SHOWN = 60


def shown(text: str) -> str:
    """A value as messages quote it: short, in backquotes."""
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}`"


def wrong_shape(page: Page, node: Node, name: str, wanted: str, hint: str = "") -> None:
    page.error("D201", node, f"`{name}` takes {wanted}, not {_SHAPES[type(node)]}", hint)


def scalar(page: Page, name: str, node: Node) -> str | None:
    """The text of a node, in one line; None with a problem for an empty one and for another shape."""
    if not node.sound:
        return None
    if not isinstance(node, Scalar):
        wrong_shape(page, node, name, "one text")
        return None
    text = " ".join(node.text.split()) if "\n" in node.text or "\t" in node.text else node.text.strip()
    if node.null or not text:
        page.error("D205", node, f"`{name}` is empty", "fill it in, or take the line out")
        return None
    return text


def items(page: Page, field: Field, node: Node) -> list[Node]:
    """The nodes of a list; a required list must hold something."""
    if not node.sound:
        return []
    if not isinstance(node, Sequence):
        hint = f"write `{field.name}: [{node.text}]`" if isinstance(node, Scalar) and not node.null else ""
        wrong_shape(page, node, field.name, "a list", hint)
        return []
    if not node.items and field.required:
        page.error("D205", node, f"the list `{field.name}` is empty", "name at least one")
    return node.items


def many(page: Page, field: Field, node: Node, read: Callable[[Page, Field, Node], T | None]) -> tuple[T, ...]:
    """The values of a list without those that are wrong, each once."""
    values = (read(page, field, item) for item in items(page, field, node))
    return tuple(dict.fromkeys(value for value in values if value is not None))


def text(page: Page, field: Field, node: Node) -> str | None:
    return scalar(page, field.name, node)


def texts(page: Page, field: Field, node: Node) -> tuple[str, ...]:
    return many(page, field, node, text)


def matching(page: Page, name: str, node: Node, form: re.Pattern[str], wanted: str) -> str | None:
    """A text of a given form; problem D209 for any other."""
    found = scalar(page, name, node)
    if found is not None and not form.fullmatch(found):
        page.error("D209", node, f"{shown(found)} is not {wanted}", f"`{name}` takes {wanted}")
        return None
    return found


def identifier(page: Page, field: Field, node: Node) -> str | None:
    found = scalar(page, field.name, node)
    if found is not None and not ID.fullmatch(found):
        page.error("D207", node, f"{shown(found)} is no id", "an id has small letters, digits and single hyphens")
        return None
    return found


def identifiers(page: Page, field: Field, node: Node) -> tuple[str, ...]:
    return many(page, field, node, identifier)


def url(page: Page, field: Field, node: Node) -> str | None:
    return matching(page, field.name, node, URL, "an address that begins with http:// or https://")


def language(page: Page, field: Field, node: Node) -> str | None:
    return matching(page, field.name, node, LANGUAGE, "a language code such as sv or nl-BE")


def citekey(page: Page, field: Field, node: Node) -> str | None:
    return matching(page, field.name, node, CITEKEY, "letters, digits and _, with a single . : / + or - between them")


def currency(page: Page, field: Field, node: Node) -> str | None:
    return matching(page, field.name, node, CURRENCY, "a currency code such as EUR")


def headings(page: Page, field: Field, node: Node) -> dict[str, str]:
    """Headings of the Harmonized System by edition."""
    if not node.sound:
        return {}
    if not isinstance(node, Mapping):
        wrong_shape(page, node, field.name, "`edition: heading` pairs", "write {HS2022: '1234.56'}")
        return {}
    found = {}
    for edition, value in node.pairs.items():
        matching(page, field.name, node.keys[edition], EDITION, "an edition such as HS2022")
        found[edition] = matching(page, edition, value, HEADING, "a heading such as 1234.56") or ""
    return found


def alarms(page: Page, field: Field, node: Node) -> tuple[tuple[str, str], ...]:
    """Marks of alarms, each with a reason, sorted; whether the words are there cannot be waved away."""
    if not node.sound:
        return ()
    if not isinstance(node, Mapping):
        wrong_shape(
            page, node, field.name, "`mark: reason` pairs", "write {E509-3fa2: why the words bear it all the same}"
        )
        return ()
    found = []
    for code, value in node.pairs.items():
        matching(page, field.name, node.keys[code], ALARM, "a mark such as E509-3fa2, as `xbrief verify` prints it")
        found.append((code, scalar(page, code, value) or ""))
    return tuple(sorted(found))


def choice(page: Page, field: Field, node: Node) -> str | None:
    found = scalar(page, field.name, node)
    if found is None or found in field.values:
        return found
    listed = ", ".join(field.values)
    if field.name == "status" and found in STATUSES:
        past = "" if field.values != OUTLOOKS else "; what has happened takes `at` and no status"
        page.error("D404", node, f"the status {shown(found)} does not fit this kind", f"one of {listed}{past}")
    else:
        hint = did_you_mean(found, field.values) or f"one of {listed}"
        page.error("D204", node, f"{shown(found)} is no `{field.name}`", hint)
    return None


def flag(page: Page, field: Field, node: Node) -> bool | None:
    found = scalar(page, field.name, node)
    if found is not None and found not in {"true", "false"}:
        page.error("D206", node, f"`{field.name}` is {shown(found)}", "write true or false")
        return None
    return None if found is None else found == "true"


def grounds(page: Page, field: Field, node: Node) -> tuple[str, ...]:
    """Ids of facts and of findings, each once."""
    return many(page, field, node, _ground)


def _ground(page: Page, field: Field, node: Node) -> str | None:
    found = scalar(page, field.name, node)
    if found is not None and not (ID.fullmatch(found) or FINDING.fullmatch(found)):
        page.error("D207", node, f"{shown(found)} is no id", "name a fact, or a finding: <market>.<rule>.<subject>")
        return None
    return found


def seen(page: Page, field: Field, node: Node) -> dict[str, str]:
    """Sentences by the ids of findings and facts."""
    if not node.sound:
        return {}
    if not isinstance(node, Mapping):
        wrong_shape(page, node, field.name, "`id: sentence` pairs")
        return {}
    told = {id: scalar(page, id, value) for id, value in node.pairs.items()}
    return {id: sentence for id, sentence in told.items() if sentence}


def number(page: Page, field: Field, node: Node) -> Decimal | None:
    found = scalar(page, field.name, node)
    if found is not None and not _NUMBER.fullmatch(found):
        page.error("D206", node, f"{shown(found)} is no number", "write digits and a point alone, such as 1250.5")
        return None
    return None if found is None else Decimal(found)


def whole(page: Page, field: Field, node: Node) -> int | None:
    found = scalar(page, field.name, node)
    if found is not None and not _WHOLE.fullmatch(found):
        page.error("D206", node, f"{shown(found)} is no whole number from 1 on", "write digits alone, such as 3")
        return None
    return None if found is None else int(found)


def day(page: Page, field: Field, node: Node) -> Edtf | None:
    found = scalar(page, field.name, node)
    if found is None:
        return None
    try:
        return dates.parse(found[:_LONGEST_SHOWN])
    except ValueError as fault:
        page.error("D401", node, str(fault), "")
        return None


def span(page: Page, name: str, node: Node) -> int | None:
    """The days of a span such as 1y; problem D401 for anything else."""
    found = scalar(page, name, node)
    if found is None:
        return None
    try:
        return dates.days(found[:_LONGEST_SHOWN])
    except ValueError as fault:
        page.error("D401", node, str(fault), "")
        return None


def anchor(page: Page, field: Field, node: Node) -> str | None:
    """`first words … last words`, or a short phrase."""
    found = scalar(page, field.name, node)
    if found is None:
        return None
    ends = found.split(ELISION)
    if len(ends) > 2 or any(end.startswith("…") or end.endswith("…") for end in ends):
        page.error("D210", node, "an anchor has two ends: `first words … last words`", "leave one ` … ` between words")
    elif any(len(end.split()) > ANCHOR_WORDS for end in ends):
        what = "the anchor" if len(ends) == 1 else "an end of the anchor"
        message = f"{what} has more than {ANCHOR_WORDS} words"
        page.error("D210", node, message, "name the span by its ends: `first words … last words`")
    else:
        return found
    return None
