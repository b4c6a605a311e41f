"""Who says so: speakers by canonical name and office, sources by publisher and date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from xbrief.language.words import join, possessive
from xbrief.model import Dossier, Fact, Speaker


class Voices(Protocol):
    """What knows who has been introduced already."""

    def first(self, name: str) -> bool:
        """True the first time that the name is met, False ever after."""


class Introduced:
    """Names met so far in one text: a person comes with the office once, then by name alone."""

    def __init__(self) -> None:
        self._met: set[str] = set()

    def first(self, name: str) -> bool:
        met = name in self._met
        self._met.add(name)
        return not met


class Known:
    """Everybody counts as introduced: for tables and other short places."""

    def first(self, name: str) -> bool:
        return False


def party(dossier: Dossier, party_id: str) -> str:
    return dossier.parties[party_id].name if party_id in dossier.parties else party_id


def person(dossier: Dossier, person_id: str, voices: Voices) -> str:
    """`Ada Berg, Halden's head of sales`, and later `Ada Berg`."""
    who = dossier.people[person_id]
    if not voices.first(who.name) or not who.of:
        return who.name
    of = dossier.company.name if who.of == dossier.company.id else party(dossier, who.of)
    if not who.role:
        return f"{who.name} of {of}"
    return f"{who.name}, {who.role}" if of in who.role else f"{who.name}, {possessive(of)} {who.role}"


def name(dossier: Dossier, speaker: Speaker, voices: Voices) -> str:
    if speaker.kind == "person":
        return person(dossier, speaker.name, voices)
    if speaker.kind == "party":
        return dossier.company.name if speaker.name == dossier.company.id else party(dossier, speaker.name)
    return speaker.name


def speakers(dossier: Dossier, fact: Fact, voices: Voices) -> str:
    """The fact's speakers, or its publisher where it is the publisher's own account."""
    if not fact.says:
        return publisher(dossier, fact)
    return join(name(dossier, s, voices) for s in fact.says)


def publisher(dossier: Dossier, fact: Fact) -> str:
    return dossier.sources[fact.source].publisher


def plural(fact: Fact) -> bool:
    """Do the speakers take a plural verb? Words for somebody unnamed are taken as plural when they end in s."""
    if len(fact.says) != 1:
        return len(fact.says) > 1
    only = fact.says[0]
    return only.kind == "unnamed" and only.name.rstrip().endswith("s")


def interested(dossier: Dossier, fact: Fact, about: Iterable[str]) -> bool:
    """Does a speaker speak for the company, or for an organisation that the statement is about?"""
    concerned = {dossier.company.id, *about}
    for speaker in fact.says:
        if speaker.kind == "party" and speaker.name in concerned:
            return True
        if speaker.kind == "person" and dossier.people[speaker.name].of in concerned:
            return True
    return False
