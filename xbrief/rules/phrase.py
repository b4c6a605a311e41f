"""The phrases of rules: text with `{slots}`, `{one|many|past}` and `[parts that need their slots]`.

An agreement may give the past of both numbers: `{is|are|was|were}`.

No logic: a slot is filled or empty; an agreement follows the number of the phrase's first slot and the tense of the
finding; a bracketed part vanishes when a slot in it is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from xbrief.errors import XbriefError
from xbrief.language.words import join
from xbrief.rules.types import Run, Slot

_TOKEN = re.compile(r"\{([^{}]*)\}|([\[\]])")
_NAME = re.compile(r"[a-z_]+\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a phrase: `text`, `slot`, `agree` or a `group` of tokens."""

    kind: str
    text: str = ""
    choices: tuple[str, ...] = ()
    inner: tuple[Token, ...] = ()


@lru_cache(maxsize=2048)
def parse(phrase: str) -> tuple[Token, ...]:
    """The tokens of a phrase; XbriefError names what is wrong with it."""
    stack: list[list[Token]] = [[]]
    end = 0
    for found in _TOKEN.finditer(phrase):
        _text(stack[-1], phrase[end : found.start()], phrase)
        end = found.end()
        if found.group(2) == "[":
            if len(stack) > 1:
                raise XbriefError(f"a bracket inside a bracket: {phrase!r}")
            stack.append([])
        elif found.group(2) == "]":
            if len(stack) < 2:
                raise XbriefError(f"a closing bracket without an opening one: {phrase!r}")
            group = stack.pop()
            stack[-1].append(Token("group", inner=tuple(group)))
        else:
            stack[-1].append(_braced(found.group(1), phrase))
    if len(stack) > 1:
        raise XbriefError(f"an opening bracket without a closing one: {phrase!r}")
    _text(stack[0], phrase[end:], phrase)
    return tuple(stack[0])


def _text(into: list[Token], text: str, phrase: str) -> None:
    if "{" in text or "}" in text:
        raise XbriefError(f"a stray brace: {phrase!r}")
    if text:
        into.append(Token("text", text))


def _braced(inside: str, phrase: str) -> Token:
    if "|" in inside:
        choices = tuple(inside.split("|"))
        if len(choices) not in {2, 3, 4}:
            raise XbriefError(f"an agreement takes one|many, one|many|past or one|many|was|were: {phrase!r}")
        return Token("agree", choices=choices)
    if not _NAME.match(inside):
        raise XbriefError(f"no slot can be called {inside!r}: {phrase!r}")
    return Token("slot", inside)


def slots(phrase: str) -> tuple[str, ...]:
    """The names of the slots that a phrase uses."""
    return tuple(t.text for t in _flat(parse(phrase)) if t.kind == "slot")


def literal(phrase: str) -> str:
    """The phrase's own words, a space for every slot."""
    return "".join(t.text if t.kind == "text" else " ".join(t.choices) or " " for t in _flat(parse(phrase)))


def tenses(phrase: str) -> bool:
    """Can the phrase be put into the past?"""
    return any(len(t.choices) > 2 for t in _flat(parse(phrase)))


def _flat(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        if token.kind == "group":
            yield from _flat(token.inner)
        else:
            yield token


def word(phrase: str, filled: Mapping[str, Slot], past: bool, cites: tuple[str, ...]) -> tuple[Run, ...]:
    """The phrase in words: runs of text, inline slots with their own citations, all others at the end."""
    tokens = parse(phrase)
    first = next((t.text for t in _flat(tokens) if t.kind == "slot" and filled.get(t.text)), "")
    plural = filled[first].plural if first else False
    runs: list[Run] = []
    _emit(tokens, filled, plural, past, runs)
    shown = {c for r in runs for c in r.cites}
    rest = tuple(c for c in cites if c not in shown)
    if rest and runs and not runs[-1].cites:
        runs[-1] = Run(runs[-1].text, rest)
    elif rest:
        runs.append(Run("", rest))
    return tidy(runs)


def _emit(tokens: Iterable[Token], filled: Mapping[str, Slot], plural: bool, past: bool, runs: list[Run]) -> None:
    for token in tokens:
        if token.kind == "text":
            # A name that ends in s takes the apostrophe alone.
            bare = token.text.startswith("'s") and runs and runs[-1].text.endswith("s")
            _add(runs, "'" + token.text[2:] if bare else token.text)
        elif token.kind == "agree":
            choices = token.choices
            tense = choices[2:] if past and len(choices) > 2 else choices[:2]
            _add(runs, tense[-1] if plural else tense[0])
        elif token.kind == "slot":
            _fill(filled.get(token.text), plural, runs)
        elif all(filled.get(t.text) for t in token.inner if t.kind == "slot"):
            _emit(token.inner, filled, plural, past, runs)


def _fill(slot: Slot | None, plural: bool, runs: list[Run]) -> None:
    if slot is None:
        return
    if plural and slot.many:
        _add(runs, slot.many)
        return
    if not slot.inline:
        _add(runs, join((p.text for p in slot.parts if p.text), slot.joiner))
        return
    parts = [p for p in slot.parts if p.text]
    for n, part in enumerate(parts):
        if n:
            _add(
                runs,
                f" {slot.joiner} "
                if n == len(parts) - 1 and slot.joiner.isalpha()
                else f"{slot.joiner} ".replace("and ", ", "),
            )
        _add(runs, part.text)
        if part.facts:
            runs.append(Run("", part.facts))


def _add(runs: list[Run], text: str) -> None:
    if runs and not runs[-1].cites:
        runs[-1] = Run(runs[-1].text + text)
    else:
        runs.append(Run(text))


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs joined so that every citation stands behind the text that it carries; empty ones fall away."""
    done: list[Run] = []
    for run in runs:
        if not run.text and done:
            done[-1] = Run(done[-1].text, tuple(dict.fromkeys((*done[-1].cites, *run.cites))))
        elif run.text or run.cites:
            done.append(run)
    return tuple(done)
