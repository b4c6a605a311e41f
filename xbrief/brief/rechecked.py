"""What became of a brief that was sent, as a page: a count, what no longer holds beside what was sent, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xbrief.brief.as_sent import AsSent, Sentence
from xbrief.brief.changed import OTHER_CAUSES, TURNED, by_source
from xbrief.brief.country import citation
from xbrief.brief.market import Market
from xbrief.brief.prose import cited, introduce, one, plain, worded
from xbrief.brief.recheck import Checked, Verdict, fates, summary
from xbrief.brief.types import Block, Brief, Cell, Row, Section, Table
from xbrief.claims.types import Ledger
from xbrief.language import dates
from xbrief.language.words import counted, join, spelled
from xbrief.rules.types import Run, Statement

HEADINGS: Mapping[Verdict, str] = {
    "changed": "Changed",
    "withdrawn": "Withdrawn",
    "stale": "Stale now",
    "new": "New",
    "holds": "Still hold",
}
CAUSES: Mapping[str, str] = {
    **OTHER_CAUSES,
    "words": "the same facts: one of them, a name or the rule reads otherwise",
    "facts": "facts that it does not cite",
}
EDITED = "Edited in the file"
GONE = "No longer in the file"
UNREAD = "Whether the file still tells them as they were sent was not looked at."
_FEW = 3


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known of a brief that was sent.

    The key of its footnotes, its markets by code and by English name, its day, and the file in which it was found.
    """

    key: str
    markets: tuple[str, ...]
    names: tuple[str, ...]
    day: date
    file: str


def counted_as_sent(found: Sequence[Checked], words: AsSent | None) -> tuple[Checked, ...]:
    """What counts: of the findings that were sent, those that the file still tells, and what is new."""
    out = words.taken_out if words else []
    return tuple(c for c in found if c.verdict == "new" or c.id not in out)


def brief(
    sent: Sent, found: Sequence[Checked], words: AsSent | None, ledger: Ledger, markets: Sequence[Market]
) -> Brief:
    """The page on one brief that was sent; its key keeps its footnotes apart from those of briefs.

    `words` tells how the words of the file stand to those sent, None where they were not compared.
    """
    dossier = ledger.dossier
    counting = counted_as_sent(found, words)
    told = introduce(tuple(_Page(counting, words, ledger, markets).sections()), dossier)
    # What was sent stays as it was sent.
    sections = (*told, *(_otherwise(words) if words else ()))
    findings = {c.id: c.finding for c in counting if c.finding}
    names = join(name.removeprefix("the ") for name in sent.names)
    return Brief(
        kind="country" if len(sent.markets) == 1 else "compare",
        key=f"{sent.key}-recheck",
        title=f"{dossier.company.name}, rechecked: {names}",
        company=dossier.company.name,
        markets=sent.markets,
        as_of=ledger.as_of,
        length="page",
        meta=("Recheck", sent.file, f"told as of {dates.day(sent.day)}, held against {dates.day(ledger.as_of)}"),
        sections=sections,
        findings={i: findings[i] for i in worded(sections) if i in findings},
        citations={i: citation(markets[0], ledger.known[i]) for i in cited(sections)},
        sources=tuple({s.id: s for m in markets for s in m.sources}.values()),
        hidden=findings,
    )


class _Page:
    """One page; only facts that are known on the later day are cited."""

    def __init__(
        self, found: Sequence[Checked], words: AsSent | None, ledger: Ledger, markets: Sequence[Market]
    ) -> None:
        self._found = found
        self._words = words
        self._ledger = ledger
        self._market = next(iter(markets), None)

    def sections(self) -> Iterator[Section]:
        line = [one([plain(told(summary(self._found), self._words))])]
        yield Section("bottom", "Recheck", (Block((*line, *([] if self._words else [plain(UNREAD)]))),))
        for verdict, heading in HEADINGS.items():
            found = [c for c in self._found if c.verdict == verdict]
            if not found:
                continue
            if verdict == "changed":
                rows = tuple(Row(c.id, (Cell((Run(c.before),)), _now(c), Cell(self._turned(c)))) for c in found)
                yield Section(verdict, heading, (), Table(("", "As sent", "Now", TURNED), rows))
            elif verdict == "holds":
                yield Section(verdict, heading, (Block((plain(f"{', '.join(c.id for c in found)}."),)),))
            else:
                yield Section(verdict, heading, tuple(map(self._block, found)))

    def _block(self, found: Checked) -> Block:
        words = [found.after or plain(found.before)]
        if found.verdict == "withdrawn":
            words.append(Statement((Run("Withdrawn: "), *self._turned(found), Run(".")), ()))
        if found.cause == "room":
            words.append(plain("It was known then, and left out for want of room."))
        return Block(tuple(words), lead=f"{found.id}:", bullet=True)

    def _turned(self, found: Checked) -> tuple[Run, ...]:
        """The facts that turned a finding, by source, and those that no longer count; or what else did."""
        lost = "; ".join(fates(found, self._ledger))
        runs = self._by(found.turned)
        if lost:
            return (*runs, Run(f"{'; ' if runs else ''}{lost}"))
        if found.cause == "silenced":
            return (Run(f"no rule {found.id.split('.')[1]} is applied"),)
        if found.cause == "facts" and not (runs or found.facts):
            return (Run("something is held now"),)
        return runs or (Run(CAUSES[found.cause]),)

    def _by(self, ids: Sequence[str]) -> tuple[Run, ...]:
        if self._market is None:
            return ()
        known = self._ledger.known
        return by_source(citation(self._market, known[i]) for i in ids if i in known)


def _otherwise(words: AsSent) -> Iterator[Section]:
    """The sentences that the file does not tell as they were sent."""
    for id, heading, sentences in (("edited", EDITED, words.edited), ("gone", GONE, words.gone)):
        if sentences:
            yield Section(id, heading, tuple(map(_as_sent, sentences)))


def _as_sent(sentence: Sentence) -> Block:
    """The sentence as it was sent, behind the findings that it told."""
    few = sentence.findings[:_FEW]
    more = len(sentence.findings) - len(few)
    lead = f"{', '.join(few)}{f' and {spelled(more)} more' if more else ''}, as sent:"
    return Block((plain(sentence.says),), lead=lead, bullet=True)


def _now(found: Checked) -> Cell:
    """The sentence of today; a count that this brief no longer tells has none."""
    return Cell(found.after.runs if found.after else (Run("told otherwise"),))


def told(number: Mapping[Verdict, int], words: AsSent | None = None) -> str:
    """`of 45 findings sent 30 still hold, eight have changed, …; six are new`; and what the file tells otherwise."""
    verbs: Mapping[Verdict, tuple[str, str]] = {
        "holds": ("still holds", "still hold"),
        "changed": ("has changed", "have changed"),
        "withdrawn": ("is withdrawn", "are withdrawn"),
        "stale": ("is stale now", "are stale now"),
    }
    sent = sum(number[v] for v in verbs)
    if sent == number["holds"]:
        whole = "the one finding sent still holds" if sent == 1 else f"all {counted(sent, 'finding')} sent still hold"
        nothing = words is not None and words.taken_out
        none = "the file tells no finding" if nothing else "nothing was told that could be held against the facts"
        whole = whole if sent else none
    else:
        parts = [f"{spelled(n)} {words[n != 1]}" for v, words in verbs.items() if (n := number[v])]
        whole = f"of {counted(sent, 'finding')} sent {join(parts)}"
    new = number["new"]
    whole += f"; {spelled(new)} {'is' if new == 1 else 'are'} new" if new else ""
    return whole + (f"; {altered}" if words and (altered := _altered(words)) else "")


def _altered(words: AsSent) -> str:
    """`three sentences are edited, five gone; one finding that is told nowhere is not counted`; empty where none is."""
    parts = [(len(words.edited), "edited"), (len(words.gone), "no longer in the file")]
    told = join([f"{counted(n, 'sentence')} {'is' if n == 1 else 'are'} {what}" for n, what in parts if n])
    out = len(words.taken_out)
    verb = "is told nowhere and not counted" if out == 1 else "are told nowhere and not counted"
    return f"{told}; {counted(out, 'finding')} {verb}" if out else told
