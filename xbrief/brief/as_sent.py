"""Whether a file still tells its sentences as they were sent: by their words alone, and in doubt it does.

Signs, capitals, marks of notes and line breaks do not count. What stands anywhere in the file stands.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol, get_args

# `edited`: most of the words of one of its sentences stand together somewhere; `taken out`: no sentence tells it.
Fate = Literal["as sent", "edited", "taken out"]
FATES: tuple[Fate, ...] = get_args(Fate)
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\([^()]*\)")
# Words of a sentence below which none that resembles it is looked for, and pairs of words that must be left of it.
_FEWEST = 4
_LIKE = 0.5


class Sentence(Protocol):
    """A sentence or a cell as it was sent, and the findings that it tells."""

    @property
    def says(self) -> str: ...

    @property
    def findings(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class AsSent:
    """What became of the findings, by id; the sentences that were edited and those that are gone, in their order.

    A finding is as sent where one of its sentences is: the bottom line may be another one, and the story stand.
    """

    fates: Mapping[str, Fate]
    edited: tuple[Sentence, ...]
    gone: tuple[Sentence, ...]

    @property
    def taken_out(self) -> list[str]:
        """The findings that no sentence of the file tells."""
        return [id for id, each in self.fates.items() if each == "taken out"]


def as_sent(
    sentences: Sequence[Sentence], cells: Sequence[Sentence], text: str, *, bracketed: bool, relaid: bool
) -> AsSent:
    """The sentences and cells held against what a reader reads.

    `bracketed`: citations stand in round brackets within the sentences, so that no words in such brackets are compared.
    `relaid`: the words of a cell may stand apart.
    """
    read = _words(_bare(text) if bracketed else text)
    spelled = {s: _words(_bare(s) if bracketed else s) for s in {each.says for each in (*sentences, *cells)}}
    held = {*read.split()}
    loose = {each.says for each in cells} if relaid else set[str]()

    standing = {
        says for says, words in spelled.items() if words in read or (says in loose and held.issuperset(words.split()))
    }
    rest = _without(read, (spelled[says] for says in standing))
    edited = {says for says, words in spelled.items() if says not in standing and _like(words, rest)}
    fates: dict[str, Fate] = {}
    altered: dict[str, list[Sentence]] = {"edited": [], "taken out": []}
    for each in (*sentences, *cells):
        fate: Fate = "as sent" if each.says in standing else "edited" if each.says in edited else "taken out"
        for id in each.findings:
            fates[id] = min(fate, fates.get(id, fate), key=FATES.index)
        if fate != "as sent" and each not in altered[fate]:
            altered[fate].append(each)
    return AsSent(fates, tuple(altered["edited"]), tuple(altered["taken out"]))


def _words(text: str) -> str:
    """The words in small letters, a space before and behind each; without any a space, which stands in every text."""
    # In Markdown a sign may be written as its name, and a sentence that holds such a name is read so, too.
    plain = unicodedata.normalize("NFKC", html.unescape(text))
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return "".join(f" {word}" for word in _WORD.findall(plain.casefold())) + " "


def _bare(text: str) -> str:
    """The text without what stands in round brackets, two deep."""
    return _BRACKETS.sub(" ", _BRACKETS.sub(" ", text))


def _without(read: str, standing: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of neighbouring words in what is left when the sentences that stand are taken out, the longest first."""
    for words in sorted(standing, key=lambda w: (-len(w), w)):
        if words.strip():
            read = read.replace(words, " | ")
    return {*pairwise(read.split())}


def _like(words: str, rest: set[tuple[str, str]]) -> bool:
    """Do most of the words stand together in what is left?"""
    pairs = [*pairwise(words.split())]
    return len(pairs) >= _FEWEST - 1 and sum(pair in rest for pair in pairs) >= _LIKE * len(pairs)
