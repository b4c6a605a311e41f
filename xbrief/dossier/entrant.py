"""dossier.yaml: the entrant, and everything that the facts name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xbrief.dossier import record, values, watch, yaml
from xbrief.dossier.names import Desk, Names, fit_for_id, mapping
from xbrief.dossier.page import Page, Spot
from xbrief.dossier.schema import CATEGORY, COMPANY, PARTY, PERSON, SECTIONS, TOPICS, Field
from xbrief.model import Category, Company, Party, Person, Watch
from xbrief.problems import did_you_mean


@dataclass(slots=True)
class Entrant:
    """What dossier.yaml declares. An entry with a fault in it stays, as far as it can be read: the fault is told once,
    not again at every fact that names the entry."""

    company: Company = field(default_factory=lambda: Company("", "", None))
    main: str = ""
    categories: dict[str, Category] = field(default_factory=dict)
    brands: dict[str, str] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    stale: dict[str, int] = field(default_factory=dict)
    watch: tuple[Watch, ...] = ()

    @property
    def names(self) -> Names:
        printed = {person.name: person.id for person in self.people.values()}
        for party in self.parties.values():
            printed |= dict.fromkeys((party.name, *party.aliases), party.id)
        return Names(
            categories=self.categories.keys() or None,
            parties=self.parties.keys() if self.company.id else None,
            people=self.people.keys(),
            origins=self.origins.keys(),
            printed=printed,
        )


def read(page: Page, root: yaml.Node | None) -> Entrant | None:
    """The entrant; None where the page holds no `key: value` pairs at all."""
    if root is None:
        if not page.errors:
            page.error("D108", Spot(1, 1), "the file is empty", "dossier.yaml names the company and the categories")
        return None
    top = mapping(page, "dossier.yaml", root)
    if top is None:
        return None
    _check_sections(page, top)
    entrant = Entrant()
    entrant.categories = {
        id: Category(id, found.get("label", id), found.get("hs", {}), found.get("aliases", ()))
        for id, found in _entries(Desk(page, None), top, "categories", CATEGORY, "a category")
    }
    entrant.parties = {
        id: Party(id, found.pop("name", id), **found)
        for id, found in _entries(Desk(page, None), top, "parties", PARTY, "a party")
    }
    _read_company(page, top, entrant)
    desk = Desk(page, entrant.names)
    entrant.people = {
        id: Person(id, found.pop("name", id), **found)
        for id, found in _entries(desk, top, "people", PERSON, "a person")
    }
    _read_words(desk, top, entrant)
    entrant.watch = watch.read(Desk(page, entrant.names), top.get("watch"))
    _check_ids(page, top, entrant)
    return entrant


def _check_sections(page: Page, top: yaml.Mapping) -> None:
    for key, at in top.keys.items():
        if key not in SECTIONS:
            page.error("D203", at, f"dossier.yaml has no section {values.shown(key)}", did_you_mean(key, SECTIONS))
    for name, (doc, required) in SECTIONS.items():
        if required and name not in top.pairs:
            page.error("D202", top, f"`{name}` is missing in dossier.yaml", doc)


def _section(page: Page, top: yaml.Mapping, name: str) -> Iterator[tuple[yaml.Scalar, yaml.Node]]:
    """The entries of a section, with their keys; an empty section has none."""
    node = top.get(name)
    if isinstance(node, yaml.Scalar) and node.null:
        return
    section = mapping(page, name, node)
    if section:
        yield from ((section.keys[key], value) for key, value in section.pairs.items())


def _entries(
    desk: Desk, top: yaml.Mapping, name: str, fields: tuple[Field, ...], what: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in sorted(_section(desk.page, top, name), key=lambda entry: entry[0].text):
        fit_for_id(desk.page, key)
        entry = mapping(desk.page, key.text, value)
        yield key.text, record.read(desk, entry, fields, what) if entry else {}


def _read_company(page: Page, top: yaml.Mapping, entrant: Entrant) -> None:
    """The company. It is a party too, whether or not it stands among them: facts name it as a speaker."""
    node = mapping(page, "company", top.get("company"))
    found = record.read(Desk(page, None), node, COMPANY, "the company") if node else {}
    id: str = found.get("id", "")
    name: str = found.get("name", id)
    entrant.company = Company(id, name, found.get("home"))
    if id and id not in entrant.parties:
        entrant.parties[id] = Party(id, entrant.company.name, home=entrant.company.home)
        entrant.parties = dict(sorted(entrant.parties.items()))


def _read_words(desk: Desk, top: yaml.Mapping, entrant: Entrant) -> None:
    """The sections that hold one text for each key."""
    main = top.get("main")
    entrant.main = (desk.category("main", main) or "") if main else ""
    for key, value in _section(desk.page, top, "brands"):
        category = desk.category(key.text, value)
        if category:
            entrant.brands[key.text] = category
    for key, value in _section(desk.page, top, "origins"):
        fit_for_id(desk.page, key)
        entrant.origins[key.text] = values.scalar(desk.page, key.text, value) or key.text
    for key, value in _section(desk.page, top, "stale"):
        days = values.span(desk.page, key.text, value)
        if key.text not in TOPICS:
            hint = did_you_mean(key.text, TOPICS) or f"one of {', '.join(TOPICS)}"
            desk.page.error("D204", key, f"{values.shown(key.text)} is no topic of claims", hint)
        elif days is not None:
            entrant.stale[key.text] = days
    entrant.brands = dict(sorted(entrant.brands.items()))
    entrant.origins = dict(sorted(entrant.origins.items()))
    entrant.stale = dict(sorted(entrant.stale.items()))


def _check_ids(page: Page, top: yaml.Mapping, entrant: Entrant) -> None:
    people = top.get("people")
    keys = people.keys if isinstance(people, yaml.Mapping) else {}
    for id in keys.keys() & entrant.parties.keys():
        message = f"`{id}` is a person and a party: who speaks where a fact has `says: {id}`?"
        page.error("D213", keys[id], message, "give one of the two another id")
