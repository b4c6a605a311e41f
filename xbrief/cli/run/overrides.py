"""What a dossier may put in its own words: page templates, their blocks and partials, and rules with their phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from xbrief import bundled
from xbrief.dossier.files import content
from xbrief.errors import UnknownName, XbriefError
from xbrief.problems import nearest
from xbrief.render.sandbox import FRAME

if TYPE_CHECKING:
    from xbrief.rules.types import Rule

_COMMENT = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?\s*(?:block\s+(?P<name>\w+)\b.*?|(?P<end>endblock)\b.*?)[-+]?%\}", re.DOTALL)
_EXAMPLES = re.compile(r"^(?:examples|never):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that may be overridden. `holds` are the blocks of a template, or the states that a rule has words for.

    `file` is what counts now, `shipped` the file of the same name that ships with xbrief, either None where there is
    none: a rule that the dossier silences has no `file`. `block` is the block meant, of a template.
    """

    name: str
    sort: Literal["template", "partial", "block", "rule"]
    about: str
    holds: tuple[str, ...]
    file: Path | None
    shipped: Path | None
    block: str = ""

    @property
    def origin(self) -> str:
        return "silenced" if self.file is None else "shipped" if self.file == self.shipped else "dossier"

    def text(self, *, shipped: bool = False) -> str:
        """The text that counts now, or the one that ships with xbrief; XbriefError where there is none."""
        file = self.shipped if shipped else self.file
        if file is None:
            if shipped:
                raise XbriefError(f"{self.name} does not ship with xbrief", "it is the dossier's own: edit its file")
            raise XbriefError(f"the dossier silences {self.name}", "--shipped prints what ships with xbrief")
        return _blocks(_read(file))[self.block] if self.block else _read(file)


def parts(root: Path, rules: Mapping[str, Rule], builtin: Mapping[str, Rule]) -> list[Part]:
    """All parts: templates with their blocks, then rules. `rules` are those in use, `builtin` those that ship."""
    return [*_templates(root / "templates"), *_rules(rules, builtin)]


def find(name: str, held: list[Part]) -> Part:
    """The part of a name; UnknownName with the nearest ones for any other."""
    by_name = {part.name: part for part in held}
    if name in by_name:
        return by_name[name]
    close = nearest(name, by_name, 3)
    if close:
        raise UnknownName(f"nothing that can be overridden is called {name!r}", close)
    raise XbriefError(f"nothing that can be overridden is called {name!r}", "`xbrief template list` lists the names")


def override(part: Part) -> tuple[str, str]:
    """The file of an override, as it lies in a dossier, and its text, ready to edit.

    A template extends the one that ships with xbrief and has its blocks; a partial and a rule are copied whole, a rule
    without its examples, which are the tests of the shipped one.
    """
    text = part.text(shipped=True)
    file = part.name.partition(":")[0]
    if part.sort == "rule":
        return f"rules/{part.name}.yaml", _EXAMPLES.split(text)[0]
    if part.sort == "partial":
        return f"templates/{file}", text
    head = "{#- A block that stands here takes the place of the shipped one; super() is what that would say. -#}"
    blocks = [text] if part.block else [_inherited(text, name) for name in part.holds]
    return f"templates/{file}", "\n".join([head, f'{{% extends "{file}" %}}', "", *blocks]) + "\n"


def _inherited(text: str, name: str) -> str:
    opened = _blocks(text)[name].partition("%}")[0]
    return f"{opened}%}}{{{{ super() }}}}{{% endblock %}}"


def _templates(folder: Path) -> Iterator[Part]:
    shipped, own = _named(bundled.templates()), _named(folder)
    for name in sorted({*shipped, *own}):
        file, behind = own.get(name, shipped.get(name)), shipped.get(name)
        text = _read(behind or own[name])
        about = _COMMENT.match(text)
        words = " ".join(about[1].split()) if about else ""
        blocks = tuple(_blocks(text))
        yield Part(name, "template" if blocks else "partial", words, blocks, file, behind)
        for block in blocks:
            from_own = name in own and (behind is None or block in _blocks(_read(own[name])))
            yield Part(f"{name}:{block}", "block", "", (), file if from_own else behind, behind, block)


def _named(folder: Path) -> dict[str, Path]:
    """The templates of a folder by name, without the frame of a site's pages: it holds their policy."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.j2"))}
    return {name: path for name, path in found.items() if name != FRAME}


def _rules(rules: Mapping[str, Rule], builtin: Mapping[str, Rule]) -> Iterator[Part]:
    for id in sorted({*rules, *builtin}):
        rule = rules.get(id) or builtin[id]
        shipped = Path(builtin[id].file) if id in builtin else None
        file = Path(rule.file) if id in rules else None
        yield Part(id, "rule", " ".join(rule.about.split()), tuple(rule.say), file, shipped)


def _blocks(text: str) -> dict[str, str]:
    """The blocks of a template by name, each from its first tag to its last, in the order in which they begin."""
    found: dict[str, str] = {}
    opened: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        if tag["name"]:
            opened.append((tag["name"], tag.start()))
            found[tag["name"]] = ""
        elif opened:
            name, start = opened.pop()
            found[name] = text[start : tag.end()]
    return found


def _read(path: Path) -> str:
    try:
        return content(path).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise XbriefError(f"{path}: no UTF-8 at byte {fault.start}", "save it as UTF-8") from None
