"""Rule files -> rules. Everything that can be wrong with one is found here, before any fact is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.rules import phrase, wanted
from xbrief.rules.forms import (
    accounts,
    charge,
    conflict,
    first,
    foothold,
    forecast,
    found,
    gap,
    measure,
    mode,
    parties,
    said,
    sole,
    standing,
    story,
)
from xbrief.rules.types import Form, Rule

FORMS: Mapping[str, Form] = {
    module.FORM.name: module.FORM
    for module in (
        accounts,
        charge,
        conflict,
        first,
        foothold,
        forecast,
        found,
        gap,
        measure,
        mode,
        parties,
        said,
        sole,
        standing,
        story,
    )
}
BUILTIN = Path(__file__).parent / "builtin"
KEYS = {"id", "section", "about", "form", "of", "say", "cell", "weight", "examples", "never"}
_RULE_ONLY = re.compile(r"^(?:examples|never):", re.MULTILINE)
SECTIONS = ("standing", "why", "story", "said", "conflicts", "watch", "gaps")


class _Loader(yaml.CSafeLoader):
    """Safe YAML in which a key that stands twice is an error: the last one would win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        held = [key.value for key, _ in node.value]
        twice = next((k for k in held if held.count(k) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def builtin(examples: bool = False) -> dict[str, Rule]:
    """The rules that come with the tool, by id."""
    return read(sorted(BUILTIN.glob("*.yaml")), examples)


def read(paths: Iterable[Path], examples: bool = True) -> dict[str, Rule]:
    """The rules of files, by id. Examples stand last in a file and are read only when they are asked for."""
    rules = [rule_of(mapping(path, examples), path) for path in paths]
    return {rule.id: rule for rule in rules}


def mapping(path: Path, examples: bool = False) -> dict[str, Any]:
    """The keys of a rule file; XbriefError where it is no YAML mapping."""
    try:
        text = content(path).decode("utf-8")
        loader = _Loader(text if examples else _RULE_ONLY.split(text)[0])
        data = loader.get_single_data()
    except UnicodeDecodeError as error:
        raise XbriefError(
            f"{path}: the rule cannot be read: no UTF-8 at byte {error.start}", "save it as UTF-8"
        ) from None
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise XbriefError(
            f"{path}: the rule cannot be read: {told}", "see `xbrief explain` for a rule that works"
        ) from None
    if not isinstance(data, dict):
        raise XbriefError(f"{path}: a rule file is a mapping of {', '.join(sorted(KEYS))}")
    return data


def rule_of(data: dict[str, Any], path: Path) -> Rule:
    """The rule of a file's keys; XbriefError for the first thing that is wrong with it."""
    where = str(path)
    unknown = sorted(set(data) - KEYS)
    if unknown:
        raise XbriefError(f"{where}: unknown key {unknown[0]!r}", f"a rule has {', '.join(sorted(KEYS))}")
    missing = sorted({"id", "section", "about", "form", "of", "say"} - set(data))
    if missing:
        raise XbriefError(f"{where}: no {missing[0]!r}", f"a rule has {', '.join(sorted(KEYS))}")
    _shapes(data, where)
    if data["form"] not in FORMS:
        raise XbriefError(f"{where}: no form is called {data['form']!r}", f"forms: {', '.join(sorted(FORMS))}")
    if data["section"] not in SECTIONS:
        raise XbriefError(f"{where}: no section is called {data['section']!r}", f"sections: {', '.join(SECTIONS)}")
    form = FORMS[data["form"]]
    wanted.check(where, form.name, data["of"] or {})
    say = {str(k): str(v) for k, v in dict(data["say"]).items()}
    cell = {str(k): str(v) for k, v in dict(data.get("cell") or {}).items()}
    rule = Rule(
        id=str(data["id"]),
        section=str(data["section"]),
        about=str(data["about"]).strip(),
        form=form.name,
        of=data["of"] or {},
        say=say,
        cell=cell,
        weight=int(data.get("weight", 0)),
        examples=tuple(data.get("examples") or ()),
        never=tuple(data.get("never") or ()),
        file=where,
        text=path.read_text("utf-8"),
    )
    check_phrases(rule)
    return rule


_SHAPES: Mapping[str, type] = {
    "say": dict,
    "cell": dict,
    "of": dict,
    "examples": list,
    "never": list,
    "form": str,
    "section": str,
}


def _shapes(data: dict[str, Any], where: str) -> None:
    for key, shape in _SHAPES.items():
        if key in data and not isinstance(data[key], shape):
            words = {"dict": "a mapping", "list": "a list", "str": "a word"}[shape.__name__]
            raise XbriefError(f"{where}: {key} must be {words}", f"it is {type(data[key]).__name__}")
    for key in ("examples", "never"):
        if not all(isinstance(entry, dict) for entry in data.get(key, ())):
            raise XbriefError(f"{where}: each entry of {key} must be a mapping", "it has facts and what they say")
    if not re.fullmatch(r"-?\d+", str(data.get("weight", 0))):
        raise XbriefError(f"{where}: weight must be a whole number", f"it is {data['weight']!r}")


def check_phrases(rule: Rule) -> None:
    """XbriefError for the first phrase of a rule that its form cannot fill, or a state that has none."""
    _phrases(rule.file, FORMS[rule.form], rule.say, "say", full=True)
    _phrases(rule.file, FORMS[rule.form], rule.cell, "cell", full=bool(rule.cell))


def _phrases(where: str, form: Form, phrases: Mapping[str, str], kind: str, full: bool) -> None:
    """Every state that the form can yield has its phrase; no phrase uses a slot or a state that the form has not."""
    missing = sorted(set(form.states) - set(phrases)) if full else []
    if missing:
        raise XbriefError(
            f"{where}: {kind} has no phrase for the state {missing[0]!r}", "a market in that state would fall silent"
        )
    for state, text in phrases.items():
        if state not in form.states:
            raise XbriefError(
                f"{where}: {kind}: the form {form.name} has no state {state!r}", f"states: {', '.join(form.states)}"
            )
        try:
            used = phrase.slots(text)
        except XbriefError as error:
            raise XbriefError(f"{where}: {kind}.{state}: {error.message}") from None
        wrong = sorted(set(used) - form.states[state])
        if wrong:
            raise XbriefError(
                f"{where}: {kind}.{state}: no slot {wrong[0]!r}", f"slots: {', '.join(sorted(form.states[state]))}"
            )
        if any(sign.isnumeric() for sign in phrase.literal(text)):
            raise XbriefError(f"{where}: {kind}.{state}: a figure in the phrase", "a figure must come from a slot")
        if kind == "say" and state in form.present and not phrase.tenses(text):
            raise XbriefError(
                f"{where}: say.{state}: the phrase cannot be put into the past",
                "write the verb as {sells|sell|sold}: what was long unconfirmed is told in the past",
            )
