"""What a rule may ask for in `of`: which claims it takes, or which facts a brief should know of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from xbrief.dossier.schema import EVENTS, FORMS, OUTLETS, ROLES, TOPICS
from xbrief.errors import XbriefError
from xbrief.model import Fact
from xbrief.problems import did_you_mean

# Claims that have no age of their own, beside those that a dossier may give one.
CLAIMS = (*TOPICS, "exclusivity", "stake", "founding")
TURNS = ("block", "delay", "end", "retreat", "start", "stop")
VALUES: Mapping[str, tuple[str, ...]] = {
    "claim": CLAIMS,
    "event": (*EVENTS, *FORMS),
    "role": ROLES,
    "turn": TURNS,
    "subject": OUTLETS,
    "category": ("main", "other"),
    "sellers": ("some", "none"),
}
ENTRY = frozenset({"id", "words", "unless", "per", "or", "where"})


def check(where: str, form: str, of: Mapping[object, object]) -> None:
    """XbriefError for a key or a value that no claim and no fact could ever have: such a rule would stay silent."""
    if form == "gap":
        _entries(where, of)
        return
    for key, value in of.items():
        if key not in VALUES:
            _wrong(f"{where}: of: unknown key {key!r}", str(key), tuple(VALUES))
        allowed = VALUES[str(key)]
        for word in value if isinstance(value, list) else [value]:
            if word not in allowed:
                _wrong(f"{where}: of.{key}: {word!r} is none of its values", str(word), allowed)


def _entries(where: str, of: Mapping[object, object]) -> None:
    wanted = of.get("wanted")
    if set(of) != {"wanted"} or not isinstance(wanted, list):
        raise XbriefError(
            f"{where}: of must hold one list, wanted", "each entry has an id, words and the fields of the fact wanted"
        )
    known = frozenset(f.name for f in fields(Fact)) - {"id"}
    ids: list[str] = []
    for entry in wanted:
        if not isinstance(entry, dict) or not {"id", "words"} <= set(entry):
            raise XbriefError(f"{where}: of.wanted: an entry without an id or without words", "give it both")
        other = entry.get("or", [])
        for key in (*entry, *(k for query in (other if isinstance(other, list) else [other]) for k in query)):
            if key not in known | ENTRY:
                _wrong(f"{where}: of.wanted: unknown key {key!r}", str(key), tuple(sorted(known | ENTRY)))
        if "unless" in entry and entry["unless"] not in ids:
            name = str(entry["unless"])
            _wrong(f"{where}: of.wanted: no entry above is called {name!r}", name, tuple(ids))
        ids.append(str(entry["id"]))


def _wrong(message: str, word: str, allowed: tuple[str, ...]) -> None:
    raise XbriefError(message, did_you_mean(word, allowed) or f"one of {', '.join(allowed)}")
