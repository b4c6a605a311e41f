"""One article after the other into a dossier: its text, a source file, its line in the lock, each in one step.

The text goes first, then the source, then the lock. A run that is killed in between leaves a text without a source, or
a source without its line; the next run for the same article knows it by its text, and writes what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, Literal

from xbrief.cli.run import output, words
from xbrief.dossier.files import content
from xbrief.dossier.load import MAIN, load
from xbrief.dossier.values import LANGUAGE, URL
from xbrief.errors import XbriefError
from xbrief.evidence.folder import Texts, Unreadable
from xbrief.evidence.text import Text, read
from xbrief.intake import origin, source
from xbrief.intake.article import heads
from xbrief.intake.article.types import Article, Head
from xbrief.intake.known import Known, Match
from xbrief.intake.origin import Proposal
from xbrief.render.text import clean

State = Literal["added", "mended", "held"]
ACCEPT = "accept"
_FIELDS = ("title", "publisher", "authors", "published", "url", "language")
_LOST = {
    "title": "nothing in it looks like a title: give --title",
    "publisher": "nothing in it says who published it: give --publisher",
    "authors": "nobody is named as its author: give --author, if somebody wrote it",
    "published": "nothing in it says when it was published: give --published, YYYY-MM-DD, YYYY-MM or YYYY",
    "url": "nothing in it says where it was published: give --url, if it is on a web page",
    "language": "its words do not tell the language: give --language, such as en",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article. `record` has the fields of its source file; `lost` says by field why it is null or
    empty, `remarks` where a value comes from that no field of the document holds.
    """

    name: str
    state: State
    source: str
    record: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    file: str = ""
    words: str = ""
    lost: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    match: Match | None = None
    proposal: Proposal | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options of a run ask for; `head` goes before all that is read."""

    head: Head = field(default_factory=Head)
    id: str = ""
    origin: str = ""
    dry_run: bool = False
    day: str = ""


class Desk:
    """A dossier, its texts, and what is known of them, for a run."""

    def __init__(self, root: Path, texts: Texts, wishes: Wishes) -> None:
        self._root = root
        self._texts = texts
        self._wishes = wishes
        self._dossier = load(root).dossier
        at_hand: dict[str, Text] = {}
        for name in texts.names:
            try:
                text = texts.of(name)
            except Unreadable:
                # Whoever checks the facts of its source is told.
                continue
            at_hand |= {name: text} if text is not None else {}
        noted = words.entries(root)
        prints = {e.text: f.source for i, e in noted.items() if e.text and (f := self._dossier.facts.get(i))}
        prints |= {each.text: each.source for each in words.added(root).values()}
        self._known = Known(self._dossier, prints, at_hand)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers of the dossier's sources, each once."""
        return tuple(dict.fromkeys(each.publisher for each in self._dossier.sources.values()))

    @property
    def _keeps(self) -> bool:
        """Is there a folder of texts, or may one be made?"""
        return bool(self._texts) or words.apart(self._root)

    @property
    def _names(self) -> tuple[str, ...]:
        """The sources whose texts are at hand now."""
        return Texts(self._texts.folder).names

    def take(self, article: Article, name: str) -> Outcome:
        """The article into the dossier; XbriefError where that cannot be."""
        article = replace(article, head=_tidy(self._wishes.head.over(article.head)))
        if self._wishes.dry_run:
            return self._taken(article, name)
        with output.alone(self._root):
            # Another run may have added it since.
            self._dossier = load(self._root).dossier
            self._known.at(self._dossier, {each.text: each.source for each in words.added(self._root).values()})
            return self._taken(article, name)

    def note(self, head: Head) -> Outcome:
        """A source without a text."""
        with output.alone(self._root):
            self._dossier = load(self._root).dossier
            record = self._record(_tidy(head), "")
            lost = _lost(record, "note")
            found = Outcome("note", "added", record["id"], record, file=f"{record['id']}.yaml", lost=lost)
            self._write(found, "")
            return found

    def _taken(self, article: Article, name: str) -> Outcome:
        same = self._known.same(article)
        # An id of one's own says that it is another one, unless the text is the very same.
        if same and not (self._wishes.id and same.how in {"copy", "url"}):
            if same.source in self._dossier.sources or (self._root / f"{same.source}.yaml").exists():
                return self._held(article, name, same)
            return self._fresh(article, name, same.source)
        return self._fresh(article, name, "")

    def _held(self, article: Article, name: str, match: Match) -> Outcome:
        """What is missing of an article that is held: its text, its line in the lock, its origin."""
        told, mended = _why(match, article), []
        missing = match.source not in self._names and match.how != "url"
        if missing and self._keeps:
            mended.append("its text")
        if match.how == "text" and match.source not in words.added(self._root):
            mended.append("its line in words.lock")
        held = self._dossier.sources.get(match.source)
        record = {"id": match.source} | ({field: _plain(held, field) for field in _FIELDS} if held else {})
        found = Outcome(name, "mended" if mended else "held", match.source, record, match=match)
        found = replace(found, words=f"{told}; was missing: {' and '.join(mended)}" if mended else told)
        if mended and not self._wishes.dry_run:
            if "its text" in mended:
                self._keep_text(match.source, article.text)
            if match.how == "text":
                words.keep(self._root, match.source, read(article.text).fingerprint, self._wishes.day)
        if held and not held.origin and self._wishes.origin:
            found = self._settled(found, article)
            if not self._wishes.dry_run:
                self._declare(found)
                self._point(found)
        return found

    def _fresh(self, article: Article, name: str, id: str) -> Outcome:
        """A new source; `id` is that of a text which lies there already, without a source."""
        if not self._keeps and not self._wishes.dry_run:
            hint = f"make one, {self._root / 'texts'}, or name it: --texts DIR, or XBRIEF_TEXTS in the environment"
            raise XbriefError("no folder of texts is at hand", hint)
        record = self._record(article.head, id, name)
        found = Outcome(
            name,
            "mended" if id else "added",
            record["id"],
            record,
            read(article.text).fingerprint,
            f"{record['id']}.yaml",
            "its text lay there without a source" if id else "",
            _lost(record, article.form),
            article.head.remarks,
        )
        found = self._settled(found, article)
        self._write(found, "" if id else article.text)
        if not self._wishes.dry_run:
            words.keep(self._root, found.source, found.text, self._wishes.day)
        self._known.hold(found.source, article.text)
        return found

    def _settled(self, found: Outcome, article: Article) -> Outcome:
        """The outcome with what the article retells: as it was wished, or as a proposal."""
        wish = self._wishes.origin
        if wish and wish != ACCEPT:
            if wish not in self._dossier.origins:
                raise XbriefError(f"{wish!r} is no origin of dossier.yaml", "name it under `origins` there first")
            return self._with_origin(found, Proposal(found.source, wish))
        match = self._known.like(article, but=found.source)
        if match is None:
            return found
        proposed = origin.proposal(self._dossier, found.record, self._dossier.sources[match.source])
        found = replace(found, match=match, proposal=proposed)
        return self._with_origin(found, proposed) if wish == ACCEPT else found

    def _with_origin(self, found: Outcome, proposed: Proposal) -> Outcome:
        """The outcome as it is once its origin is written; XbriefError where a file cannot take it."""
        self._declaring(proposed)
        if _points_elsewhere(found, proposed):
            self._pointing(proposed)
            return replace(found, proposal=proposed, accepted=True)
        return replace(found, record={**found.record, "origin": proposed.origin}, proposal=proposed, accepted=True)

    def _declaring(self, proposed: Proposal) -> str:
        """The text of dossier.yaml with the origin; empty where it has it already."""
        return origin.declared(_text(self._root / MAIN), proposed.origin, proposed.words) if proposed.words else ""

    def _pointing(self, proposed: Proposal) -> str:
        """The text of the source file with its origin."""
        return origin.with_origin(_text(self._root / f"{proposed.source}.yaml"), proposed.origin)

    def _declare(self, found: Outcome) -> None:
        """Into dossier.yaml, before any source names the origin."""
        if found.accepted and found.proposal and (written := self._declaring(found.proposal)):
            output.replace(self._root / MAIN, written)

    def _point(self, found: Outcome) -> None:
        """Into the source file that was there before, where it is that one which retells."""
        if found.accepted and found.proposal and _points_elsewhere(found, found.proposal):
            output.replace(self._root / f"{found.proposal.source}.yaml", self._pointing(found.proposal))

    def _record(self, head: Head, id: str, name: str = "") -> dict[str, Any]:
        """The fields of the source file, its id first."""
        record = {each: [*head.authors] if each == "authors" else getattr(head, each) for each in _FIELDS}
        stem = PurePath(name).stem
        taken = {*self._dossier.sources, *self._names, *(path.stem for path in self._root.glob("*.yaml"))}
        if not id and self._wishes.id:
            if self._wishes.id in taken:
                raise XbriefError(f"the id {self._wishes.id} is taken", "give another --id")
            id = self._wishes.id
        if not id and heads.by_name(stem, "").published:
            # The file is called as texts of a dossier are.
            id = source.free(stem, taken)
        named = record["title"] or ("" if stem == "-" else stem)
        return {"id": id or source.new_id({**record, "title": named}, taken), **record}

    def _write(self, found: Outcome, text: str) -> None:
        """The text, where there is one, and then the source file; XbriefError where that would not be sound."""
        content = source.written(found.record)
        if wrong := source.fault(found.source, content):
            raise XbriefError(f"{found.name} makes no sound source: {wrong}", "give it by an option; see --help")
        if self._wishes.dry_run:
            return
        if text:
            self._keep_text(found.source, text)
        self._declare(found)
        output.replace(self._root / f"{found.source}.yaml", content)
        self._point(found)

    def _keep_text(self, source: str, text: str) -> None:
        folder = self._texts.folder
        if folder is None:
            folder = words.begun(self._root)
            self._texts = Texts(folder)
        output.replace(folder / f"{source}.txt", text, "name another folder: --texts DIR")


def _points_elsewhere(found: Outcome, proposed: Proposal) -> bool:
    """Does the origin go into a file that was there before?"""
    return not found.file or proposed.source != found.source


def _tidy(head: Head) -> Head:
    """The head with its words in one line each, without what a terminal obeys, and with nothing that is not sound."""

    def line(value: str | None) -> str | None:
        return " ".join(clean(value).split())[:500] or None if value else None

    return replace(
        head,
        title=line(head.title),
        publisher=line(head.publisher),
        authors=tuple(name for each in head.authors if (name := line(each))),
        url=head.url if head.url and URL.fullmatch(head.url) else None,
        language=head.language if head.language and LANGUAGE.fullmatch(head.language) else None,
    )


def _lost(record: Mapping[str, Any], form: str) -> dict[str, str]:
    """What could not be read, by field, with the way out. Mails and notes need no address."""
    aside = {"url"} if form in {"mail", "note"} else set()
    return {field: words for field, words in _LOST.items() if not record[field] and field not in aside}


def _plain(held: Any, field: str) -> Any:
    value = getattr(held, field)
    return [*value] if field == "authors" else value.text if field == "published" and value else value


def _why(match: Match, article: Article) -> str:
    """How the article is known."""
    match match.how:
        case "text":
            return f"its text is that of {match.source}"
        case "url":
            alike = f", whose text is {round(100 * match.share)} percent the same" if match.share < 1 else ""
            return f"{article.head.url} is that of {match.source}{alike}"
    return f"{round(100 * match.share)} percent of its words in a row and those of {match.source} are the same"


def _text(path: Path) -> str:
    return content(path).decode("utf-8")
