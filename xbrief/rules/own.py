"""A dossier's own rules, in its folder `rules/`: added to the built-in ones, put in their place, or silencing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from xbrief.errors import XbriefError
from xbrief.problems import Problem, did_you_mean
from xbrief.rules import phrase
from xbrief.rules.load import builtin, mapping, rule_of
from xbrief.rules.types import Rule

_MARK = re.compile(r"line (\d+), column (\d+)")


def with_own(folder: Path | None, names: Iterable[str] = ()) -> dict[str, Rule]:
    """The built-in rules with those of a dossier's folder, by id; XbriefError for the first that cannot be used.

    A rule with the id of a built-in one replaces it; `silence: true` takes it out. `names` are those of the dossier's
    company, parties, people and brands, which no phrase may hold: what a sentence says of them comes from a fact.
    """
    rules = builtin()
    files: dict[str, Path] = {}
    for path in _paths(folder):
        data = mapping(path, examples=True)
        name = str(data.get("id", path.stem))
        if name in files:
            raise XbriefError(f"{path}: the rule {name!r} stands in {files[name].name} already", "keep one of them")
        files[name] = path
        if "silence" in data:
            _silence(rules, name, data["silence"], path)
        else:
            rule = rule_of(data, path)
            _nameless(rule, names)
            rules[rule.id] = rule
    return dict(sorted(rules.items()))


def faults(folder: Path, names: Iterable[str] = ()) -> Iterator[Problem]:
    """Every rule file of a dossier that cannot be used, as a problem of code D701."""
    for path in _paths(folder):
        file = f"{folder.name}/{path.name}"
        try:
            data = mapping(path, examples=True)
            if "silence" in data:
                _silence(builtin(), str(data.get("id", path.stem)), data["silence"], path)
            else:
                _nameless(rule_of(data, path), names)
        except XbriefError as fault:
            message = fault.message.removeprefix(str(path)).lstrip(": ")
            mark = _MARK.search(message)
            line, column = (int(mark[1]), int(mark[2])) if mark else (0, 0)
            yield Problem(file, line, column, "D701", message, fault.hint)


def _paths(folder: Path | None) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder is not None and folder.is_dir() else []


def _silence(rules: dict[str, Rule], name: str, value: object, path: Path) -> None:
    if value not in {True, "true"}:
        raise XbriefError(f"{path}: silence is {value!r}", "only `silence: true` takes a rule out")
    if name not in rules:
        raise XbriefError(f"{path}: there is no rule {name!r} to silence", did_you_mean(name, rules))
    del rules[name]


def _nameless(rule: Rule, names: Iterable[str]) -> None:
    for kind, phrases in (("say", rule.say), ("cell", rule.cell)):
        for state, text in phrases.items():
            words = phrase.literal(text)
            found = next(
                (n for n in sorted(names) if n and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", words, re.IGNORECASE)),
                None,
            )
            if found is not None:
                raise XbriefError(
                    f"{rule.file}: {kind}.{state}: the phrase names {found}",
                    "what a sentence says of it must come from a slot, which a fact fills",
                )


def _holds(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
