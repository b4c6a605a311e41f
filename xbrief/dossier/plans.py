"""`briefs/NAME.yaml` of a dossier: which file is to be built of which briefs, and with what.

about: what the file is for                # never printed
kind: country                              # country (the default), compare, timeline, report
markets: [ch, at]                          # not for a report
document: report.md.j2                     # of a report, from the dossier's folder
sections: [bottom, why]                    # of country and compare, in this order
length: page                               # line, page (the default), full
as_of: today                               # YYYY-MM-DD, today (the default), evidence
format: [md, docx]                         # md (the default), html, pdf, docx, json, txt, xlsx
output: monday                             # without an ending; the name of the file where it is left out
template: corporate.docx                   # for Word, from the dossier's folder
cite: footnotes                            # footnotes, inline, none; pandoc for md and txt alone
pin: [ch.entry-mode.company]                # findings that are shown whatever the length
leave_out: {ch.entry-mode.office: no news} # findings that are not, each with the reason
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from xbrief.dossier import places, yaml
from xbrief.dossier.files import held
from xbrief.dossier.page import Page, Spot
from xbrief.errors import XbriefError
from xbrief.problems import Problem, did_you_mean

FOLDER = "briefs"
CODE = "D703"
KINDS = ("country", "compare", "timeline", "report")
LENGTHS = ("line", "page", "full")
# Of which kind a file may be made in which formats, as by the commands of these names.
FORMATS = {
    "country": ("md", "html", "pdf", "docx", "json", "txt"),
    "compare": ("md", "html", "pdf", "docx", "json", "txt", "xlsx"),
    "timeline": ("md", "html", "pdf", "docx", "json", "txt", "xlsx"),
    "report": ("md", "html", "pdf", "docx"),
}
STYLES = ("footnotes", "inline", "pandoc", "none")
LISTS = ("markets", "sections", "format", "pin")
TEXTS = ("about", "kind", "document", "length", "as_of", "output", "template", "cite")
_NAME = re.compile(r"[\w][\w.-]*")
# Of which kinds a key may be; a key that is not here belongs to all.
_OF = {
    "markets": ("country", "compare", "timeline"),
    "document": ("report",),
    "sections": ("country", "compare"),
    "length": ("country", "compare", "timeline"),
    "pin": ("country", "compare", "timeline"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file asks for; `name` is that of the file without its ending, `file` lies in the dossier's folder."""

    name: str
    file: str
    kind: str = "country"
    markets: tuple[str, ...] = ()
    document: str = ""
    sections: tuple[str, ...] = ()
    length: str = "page"
    as_of: str = "today"
    formats: tuple[str, ...] = ("md",)
    output: str = ""
    template: str = ""
    cite: str = ""
    pinned: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)


def read(
    root: Path, markets: tuple[str, ...], sections: Mapping[str, tuple[str, ...]]
) -> tuple[list[Plan], list[Problem]]:
    """The sound plans of a dossier by name, and what is wrong in the others.

    `markets` are the codes of the dossier, `sections` the ids of the sections by kind.
    """
    plans: list[Plan] = []
    problems: list[Problem] = []
    folder = root / FOLDER
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        plan, found = _read(path, root, markets, sections)
        problems += found
        if plan is not None:
            plans.append(plan)
    return plans, problems


def _read(
    path: Path, dossier: Path, markets: tuple[str, ...], sections: Mapping[str, tuple[str, ...]]
) -> tuple[Plan | None, list[Problem]]:
    file = f"{FOLDER}/{path.name}"
    try:
        page = yaml.decode(held(dossier, file), file)
    except XbriefError as fault:
        return None, [Problem(file, 0, 0, CODE, fault.message, fault.hint)]
    root = yaml.parse(page)
    if root is None and not page.errors:
        root = yaml.Mapping(1, 1)
    if root is not None and not isinstance(root, yaml.Mapping):
        page.error(CODE, root, "a brief's file is a mapping", "write `markets: [...]` and the like")
    plan = _Reader(page, root, dossier, markets, sections).plan(path.stem) if isinstance(root, yaml.Mapping) else None
    return (None if page.errors else plan), page.problems


class _Reader:
    def __init__(
        self,
        page: Page,
        root: yaml.Mapping,
        dossier: Path,
        markets: tuple[str, ...],
        sections: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._page = page
        self._root = root
        self._dossier = dossier
        self._markets = markets
        self._sections = sections

    def plan(self, name: str) -> Plan:
        for key, at in self._root.keys.items():
            if key not in {*LISTS, *TEXTS, "leave_out"}:
                self._fault(at, f"the key `{key}` is not known", did_you_mean(key, (*LISTS, *TEXTS, "leave_out")))
        kind = self._choice("kind", KINDS, "country")
        for key, kinds in _OF.items():
            if key in self._root.keys and kind not in kinds:
                self._fault(self._root.keys[key], f"`{key}` is not for the kind `{kind}`", "leave it out")
        needed = "document" if kind == "report" else "markets"
        markets = tuple(self._each("markets", self._market))
        if needed not in self._root.keys:
            self._fault(Spot(0, 0), f"`{needed}` is missing", f"add `{needed}:`")
        elif (
            kind == "compare"
            and len(markets) == 1
            and places.resolve(markets[0], self._markets).__class__ is places.Country
        ):
            self._fault(self._root.keys["markets"], "one market is not enough to compare", "name two")
        known = self._sections.get(kind, ())
        formats = tuple(self._each("format", lambda node: self._among(node, FORMATS[kind], "format"))) or ("md",)
        pinned = tuple(self._each("pin", self._finding))
        left = self._reasons()
        for id in set(pinned) & left.keys():
            self._fault(self._root.keys["pin"], f"{id} is pinned and left out", "keep one of the two")
        return Plan(
            name=name,
            file=self._page.file,
            kind=kind,
            markets=markets,
            document=self._inside("document"),
            sections=tuple(self._each("sections", lambda node: self._among(node, known, "section"))),
            length=self._choice("length", LENGTHS, "page"),
            as_of=self._day(),
            formats=formats,
            output=self._output() or name,
            template=self._inside("template"),
            cite=self._cite(formats),
            pinned=pinned,
            left_out=left,
        )

    def _fault(self, at: Spot, message: str, hint: str = "") -> None:
        self._page.error(CODE, at, message, hint)

    def _scalar(self, node: yaml.Node, what: str) -> str:
        if isinstance(node, yaml.Scalar) and node.sound and node.text.strip() and not node.null:
            return node.text.strip()
        self._fault(node, f"{what} is no text", "write one, in quotes where it holds `: `")
        return ""

    def _text(self, key: str) -> str:
        node = self._root.get(key)
        return self._scalar(node, f"`{key}`") if node is not None else ""

    def _inside(self, key: str) -> str:
        """The name of a file of the dossier: a stranger's plan reads none of the reader's own, nor through a link."""
        value = self._text(key)
        # Of a path, `resolve` would raise where links lead in a circle.
        held, root = (Path(os.path.realpath(path)) for path in (self._dossier / value, self._dossier))
        if value and (Path(value).is_absolute() or not held.is_relative_to(root)):
            self._fault(
                self._root.pairs[key],
                f"`{value}` leads out of the dossier's folder",
                "put the file into the folder and name it from there",
            )
        return value

    def _each(self, key: str, read: Callable[[yaml.Node], str]) -> Iterator[str]:
        """The values of a list, or of a single text; each once."""
        node = self._root.get(key)
        nodes = node.items if isinstance(node, yaml.Sequence) else [] if node is None else [node]
        yield from dict.fromkeys(value for each in nodes if (value := read(each)))

    def _among(self, node: yaml.Node, known: tuple[str, ...], what: str) -> str:
        value = self._scalar(node, f"the {what}")
        if value and value not in known:
            self._fault(
                node, f"no {what} is called `{value}`", did_you_mean(value, known) or f"known: {', '.join(known)}"
            )
        return value

    def _choice(self, key: str, known: tuple[str, ...], default: str) -> str:
        node = self._root.get(key)
        if node is None:
            return default
        value = self._among(node, known, key.replace("_", " "))
        return value if value in known else default

    def _cite(self, formats: tuple[str, ...]) -> str:
        value = self._choice("cite", STYLES, "")
        if value == "pandoc" and (others := [f for f in formats if f in {"html", "pdf", "docx"}]):
            self._fault(
                self._root.pairs["cite"],
                f"`pandoc` is for Markdown, not for {', '.join(others)}",
                "write `cite: inline`",
            )
        return value

    def _market(self, node: yaml.Node) -> str:
        value = self._scalar(node, "the market")
        try:
            places.resolve(value, self._markets)
        except XbriefError as fault:
            if value:
                self._fault(node, fault.message, fault.hint)
            return ""
        return value

    def _finding(self, node: yaml.Node) -> str:
        value = self._scalar(node, "the finding")
        if value and value.count(".") < 2:
            self._fault(
                node, f"`{value}` is no id of a finding", "ids are like ch.entry-mode.company; `xbrief why` shows them"
            )
        return value

    def _reasons(self) -> dict[str, str]:
        node = self._root.get("leave_out")
        if node is None:
            return {}
        if not isinstance(node, yaml.Mapping):
            self._fault(node, "`leave_out` is no mapping", "write `leave_out: {id of a finding: the reason}`")
            return {}
        return {
            self._finding(node.keys[id]): self._scalar(reason, f"the reason for leaving out {id}")
            for id, reason in node.pairs.items()
        }

    def _day(self) -> str:
        value = self._text("as_of") or "today"
        if value not in {"today", "evidence"} and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            self._fault(self._root.pairs["as_of"], f"`{value}` is no day", "write YYYY-MM-DD, today or evidence")
            return "today"
        try:
            date.fromisoformat(value if value[0].isdigit() else "2000-01-01")
        except ValueError:
            self._fault(self._root.pairs["as_of"], f"`{value}` is no day", "the calendar has none like it")
        return value

    def _output(self) -> str:
        value = self._text("output")
        if value and not _NAME.fullmatch(value):
            self._fault(self._root.pairs["output"], f"`{value}` is no name of a file", "letters, digits, `-`, `_`, `.`")
        return value
