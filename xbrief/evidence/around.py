"""What a check leans on beside the fact itself: the day of its source, and the names that the dossier gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xbrief.model import Dossier, Fact

SOURCE, NAMES = "source", "names"


def around(dossier: Dossier, fact: Fact) -> Mapping[str, str]:
    """In words, by name: `source` (its day in EDTF, language and origin) and `names` (of all that the fact names).

    A fact that names nobody and nothing of dossier.yaml has no `names`.
    """
    source = dossier.sources[fact.source]
    published = source.published.text if source.published else "on no known day"
    origin = dossier.origins.get(source.origin or "", source.origin)
    told = {SOURCE: "; ".join(part for part in (f"published {published}", source.language, origin) if part)}
    names = sorted(set(_names(dossier, fact)))
    return told | ({NAMES: ", ".join(names)} if names else {})


def _names(dossier: Dossier, fact: Fact) -> Iterator[str]:
    """Names and aliases of the parties, people and categories of a fact, and of those for whom its people speak."""
    speakers = [s.name for s in fact.says if s.kind != "unnamed"]
    people = [dossier.people[id] for id in speakers if id in dossier.people]
    yield from (person.name for person in people)
    ids = (*fact.parties, *fact.sellers, *fact.by, fact.operator, fact.authority, *speakers, *(p.of for p in people))
    for id in ids:
        if id == dossier.company.id:
            yield dossier.company.name
        if party := dossier.parties.get(id or ""):
            yield from (party.name, *party.aliases)
    for id in (*fact.categories, *fact.on):
        if category := dossier.categories.get(id):
            yield from (category.label, *category.aliases)
