"""Values that name something else: categories, parties, people, origins, markets and other facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from xbrief.dossier import yaml
from xbrief.dossier.page import Page
from xbrief.dossier.places import is_country
from xbrief.dossier.schema import LINKS, Field
from xbrief.dossier.values import ID, identifier, items, many, scalar, shown, wrong_shape
from xbrief.model import Link, Ref, Speaker
from xbrief.problems import did_you_mean, nearest

_LINK_KEYS = ("fact", "category", "about")
_REF_KEYS = ("fact", "category")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids that dossier.yaml declares; `printed` leads from the names and aliases in print to their ids.

    Categories or parties of which dossier.yaml lacks the chief part are None and let every id pass: that one fault is
    told once, not again at each fact.
    """

    categories: Collection[str] | None = ()
    parties: Collection[str] | None = ()
    people: Collection[str] = ()
    origins: Collection[str] = ()
    printed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """A page being read, and the names to hold it against: None where dossier.yaml itself cannot be read."""

    page: Page
    names: Names | None

    def category(self, name: str, node: yaml.Node) -> str | None:
        return self._declared(name, node, "D301", "category", lambda names: names.categories)

    def party(self, name: str, node: yaml.Node) -> str | None:
        return self._declared(name, node, "D302", "party", lambda names: names.parties)

    def origin(self, name: str, node: yaml.Node) -> str | None:
        return self._declared(name, node, "D305", "origin", lambda names: names.origins)

    def speaker(self, name: str, node: yaml.Node) -> Speaker | None:
        found = self._declared(name, node, "D303", "person or party", _speaking)
        if found is None:
            return None
        return Speaker("person" if self.names and found in self.names.people else "party", found)

    def _declared(
        self, name: str, node: yaml.Node, code: str, what: str, pick: Callable[[Names], Collection[str] | None]
    ) -> str | None:
        found = scalar(self.page, name, node)
        known = pick(self.names) if self.names else None
        if self.names is None or found is None or known is None or found in known:
            return found
        hint = _hint(found, known, self.names.printed)
        self.page.error(code, node, f"{shown(found)} is no {what} of dossier.yaml", hint)
        return None


def _speaking(names: Names) -> Collection[str] | None:
    return None if names.parties is None else {*names.people, *names.parties}


def _hint(word: str, known: Collection[str], printed: Mapping[str, str]) -> str:
    """The nearest id; a name in print leads to its id, since writers put what they read."""
    ids = {name: id for name, id in printed.items() if id in known}
    found = nearest(word, [*known, *ids])
    return f"did you mean `{ids.get(found[0], found[0])}`?" if found else "add it to dossier.yaml"


def market(page: Page, field: Field, node: yaml.Node) -> str | None:
    """An ISO 3166 alpha-2 code in lower case."""
    found = scalar(page, field.name, node)
    if found is None:
        return None
    if found == found.lower() and is_country(found):
        return found
    lower = found.lower()
    hint = f"write `{lower}`" if is_country(lower) else "write the ISO 3166 alpha-2 code in lower case, such as ch"
    page.error("D304", node, f"{shown(found)} is no country code", hint)
    return None


def markets(page: Page, field: Field, node: yaml.Node) -> tuple[str, ...]:
    if isinstance(node, yaml.Sequence):
        return many(page, field, node, market)
    found = market(page, field, node)
    return () if found is None else (found,)


def categories(desk: Desk, field: Field, node: yaml.Node) -> tuple[str, ...]:
    return many(desk.page, field, node, lambda _page, field, item: desk.category(field.name, item))


def parties(desk: Desk, field: Field, node: yaml.Node) -> tuple[str, ...]:
    return many(desk.page, field, node, lambda _page, field, item: desk.party(field.name, item))


def charged(desk: Desk, field: Field, node: yaml.Node) -> tuple[str, ...]:
    """Category ids or words; a lone text is a list of one."""
    if isinstance(node, yaml.Scalar):
        found = scalar(desk.page, field.name, node)
        return () if found is None else (found,)
    return many(desk.page, field, node, lambda page, field, item: scalar(page, field.name, item))


def speakers(desk: Desk, field: Field, node: yaml.Node) -> tuple[Speaker, ...]:
    """An id, `{unnamed: words}`, or a list of them."""
    if isinstance(node, yaml.Sequence):
        return many(desk.page, field, node, lambda _page, field, item: _speaker(desk, field, item))
    found = _speaker(desk, field, node)
    return () if found is None else (found,)


def _speaker(desk: Desk, field: Field, node: yaml.Node) -> Speaker | None:
    if not isinstance(node, yaml.Mapping):
        return desk.speaker(field.name, node)
    _keys(desk.page, node, ("unnamed",))
    words = node.get("unnamed")
    found = scalar(desk.page, "unnamed", words) if words else None
    return None if found is None else Speaker("unnamed", found)


def ref(desk: Desk, field: Field, node: yaml.Node) -> Ref | None:
    """A fact's id, or `{fact, category}`. Whether that fact is held is asked once all files are read."""
    if not isinstance(node, yaml.Mapping):
        found = identifier(desk.page, field, node)
        return None if found is None else Ref(found)
    fact, category, _about = _target(desk, field, node, _REF_KEYS)
    return None if fact is None else Ref(fact, category)


def links(desk: Desk, field: Field, node: yaml.Node) -> tuple[tuple[Link, yaml.Node], ...]:
    """The links of one kind, each with its node, so that a later check can point at it."""
    found = ((_link(desk, field, item), item) for item in items(desk.page, field, node))
    return tuple((link, item) for link, item in found if link is not None)


def _link(desk: Desk, field: Field, node: yaml.Node) -> Link | None:
    kind = next(kind for kind in LINKS if kind == field.name)
    if not isinstance(node, yaml.Mapping):
        found = identifier(desk.page, field, node)
        return None if found is None else Link(kind, found)
    fact, category, about = _target(desk, field, node, _LINK_KEYS)
    return None if fact is None else Link(kind, fact, category, about)


def _target(
    desk: Desk, field: Field, node: yaml.Mapping, permitted: tuple[str, ...]
) -> tuple[str | None, str | None, str | None]:
    _keys(desk.page, node, permitted)
    fact, category, about = (node.get(key) for key in _LINK_KEYS)
    return (
        identifier(desk.page, field, fact) if fact else None,
        desk.category("category", category) if category else None,
        scalar(desk.page, "about", about) if about and "about" in permitted else None,
    )


def _keys(page: Page, node: yaml.Mapping, permitted: tuple[str, ...]) -> None:
    """The first permitted key must be there; others than the permitted ones may not."""
    for key, at in node.keys.items():
        if key not in permitted:
            hint = did_you_mean(key, permitted) or f"it takes {', '.join(permitted)}"
            page.error("D203", at, f"unknown key {shown(key)}", hint)
    if permitted[0] not in node.pairs:
        page.error("D202", node, f"`{permitted[0]}` is missing here", f"it takes {', '.join(permitted)}")


def mapping(page: Page, name: str, node: yaml.Node | None) -> yaml.Mapping | None:
    """The node where it is `key: value` pairs; None, with a problem, where it is something else."""
    if isinstance(node, yaml.Mapping):
        return node
    if node is not None and node.sound:
        wrong_shape(page, node, name, "`key: value` pairs")
    return None


def fit_for_id(page: Page, key: yaml.Scalar) -> None:
    """Note a key that cannot be an id."""
    if not ID.fullmatch(key.text):
        page.error("D207", key, f"{shown(key.text)} is no id", "an id has small letters, digits and single hyphens")
