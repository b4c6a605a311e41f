"""Who says so: speakers by canonical name and office, sources by publisher and date."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.language.words import join, possessive
from xbrief.model import Dossier, Fact, Speaker


def party(dossier: Dossier, party_id: str) -> str:
    return dossier.parties[party_id].name if party_id in dossier.parties else party_id


def office(dossier: Dossier, person_id: str) -> str:
    """`Halden's head of sales`, for the first mention of a person; empty where the dossier gives no organisation."""
    who = dossier.people[person_id]
    if not who.of:
        return who.role or ""
    of = dossier.company.name if who.of == dossier.company.id else party(dossier, who.of)
    if not who.role:
        return f"of {of}"
    return who.role if of in who.role else f"{possessive(of)} {who.role}"


def name(dossier: Dossier, speaker: Speaker) -> str:
    if speaker.kind == "person":
        return dossier.people[speaker.name].name
    if speaker.kind == "party":
        return dossier.company.name if speaker.name == dossier.company.id else party(dossier, speaker.name)
    return speaker.name


def speakers(dossier: Dossier, fact: Fact) -> str:
    """The fact's speakers, or its publisher where it is the publisher's own account."""
    if not fact.says:
        return publisher(dossier, fact)
    return join(name(dossier, s) for s in fact.says)


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
