"""A source file: its head, and its facts as drafts, each checked by itself; `refs` settles what they say of others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xbrief.dossier import record, yaml
from xbrief.dossier.names import Desk, mapping
from xbrief.dossier.page import Page, Spot
from xbrief.dossier.schema import KINDS, LINKS, SOURCE, STATES, Field, fields_of
from xbrief.dossier.values import items, shown
from xbrief.model import Fact, Link, Ref, Source

#: Before the id of a fact that belongs to no market, or to several.
NO_MARKET = "xx"

#: What stands for the title and the publisher of a source until somebody fills them in.
UNKNOWN = {"title": "[title not known]", "publisher": "an unnamed publisher"}

_FACTS = Field("facts", "texts", "what the source says")
EXCLUSIVE = {
    "partner": ("parties", "unnamed", "parties: [id] for organisations with a name, unnamed: words for others"),
    "event": ("at", "status", "`at` for what happened, an outlook status (with `target`) for what is to come"),
}


@dataclass(slots=True, eq=False)
class Draft:
    """A fact until its references are settled. `sound` false leaves it out; its id stays known, so that a fact that
    points at it is told the true reason."""

    id: str
    kind: str
    page: Page
    node: yaml.Mapping
    source: Source | None
    values: dict[str, Any]
    sound: bool
    links: list[tuple[Link, yaml.Node]] = field(default_factory=list)

    @property
    def retracted(self) -> bool:
        return "retracted" in self.values

    @property
    def rests_on(self) -> dict[str, str]:
        """The facts named by `of` and `part_of`, by key."""
        of, part_of = self.values.get("of"), self.values.get("part_of")
        named = {"of": of.fact if isinstance(of, Ref) else None, "part_of": part_of}
        return {key: fact for key, fact in named.items() if fact}

    def fact(self) -> Fact:
        links = tuple(link for link, _node in self.links)
        return Fact(**self.values, links=links, place=self.page.place(self.node))


def read(desk: Desk, root: yaml.Node | None) -> tuple[Source | None, list[Draft]]:
    """The source and its drafts. A fault in the head leaves out the source and, with it, all of its facts."""
    page = desk.page
    if root is None:
        if not page.errors:
            page.error("D108", Spot(1, 1), "the file is empty", "a source file has id, title, …, facts")
        return None, []
    top = mapping(page, "a source file", root)
    if top is None:
        return None, []
    source = _head(desk, top)
    nodes = top.get("facts")
    if nodes is None:
        page.error("D202", top, "`facts` is missing: a source needs it", "write `facts: []` where it says nothing yet")
        return source, []
    drafts = [_draft(desk, node, source) for node in items(page, _FACTS, nodes)]
    return source, [draft for draft in drafts if draft]


def _head(desk: Desk, top: yaml.Mapping) -> Source | None:
    page, before = desk.page, desk.page.errors
    found = record.read(desk, top, SOURCE, "a source", ("facts",))
    stem = page.file.removesuffix(".yaml")
    if "id" in found and found["id"] != stem:
        page.error(
            "D208", top.pairs["id"], f"the id is {shown(found['id'])}, the file {shown(page.file)}", f"id: {stem}"
        )
    published = top.get("published")
    day = found.get("published")
    if published and (day.latest is None if day else isinstance(published, yaml.Scalar) and published.null):
        message = "the day of publication has no end: no day is sure to know this source"
        page.warning(
            "D405", published, message, "give the year at least, such as 2017~; until then its facts stay unused"
        )
    for name, instead in UNKNOWN.items():
        node = top.get(name)
        if isinstance(node, yaml.Scalar) and node.null:
            message = f"the {name} is not known: briefs say “{instead}”"
            page.warning("D406", node, message, "fill it in")
    whole = top.sound and all(yaml.sound(node) for key, node in top.pairs.items() if key != "facts")
    if page.errors > before or not whole:
        return None
    return Source(
        id=stem,
        title=found.get("title", UNKNOWN["title"]),
        publisher=found.get("publisher", UNKNOWN["publisher"]),
        authors=found.get("authors", ()),
        published=day,
        url=found.get("url"),
        language=found.get("language"),
        origin=found.get("origin"),
        place=page.place(top),
        citekey=found.get("citekey"),
    )


def _draft(desk: Desk, node: yaml.Node, source: Source | None) -> Draft | None:
    page, before = desk.page, desk.page.errors
    entry = mapping(page, "a fact", node)
    if entry is None:
        return None
    stated = entry.get("kind")
    kind = stated.text if isinstance(stated, yaml.Scalar) and stated.text in KINDS else ""
    what = f"{'an' if kind.startswith(('e', 'o')) else 'a'} {kind or 'fact'}"
    # Of a fact of no known kind, no key can be called unknown.
    found = record.read(desk, entry, fields_of(kind).values(), what, () if kind else tuple(entry.pairs))
    links = [tied for name in LINKS for tied in found.pop(name, ())]
    _check_one_of(page, entry, kind, what)
    _check_times(page, entry, kind, found)
    _check_extent(page, entry, found)
    _check_prefix(page, entry, found)
    if source:
        found["source"] = source.id
        found.setdefault("origin", source.origin or "")
    sound = source is not None and page.errors == before and yaml.sound(entry)
    _check_review(page, entry, found)
    return Draft(found.get("id", ""), kind, page, entry, source, found, sound, links)


def _check_one_of(page: Page, entry: yaml.Mapping, kind: str, what: str) -> None:
    """Some kinds need one of two keys, and take no more than one."""
    if kind not in EXCLUSIVE:
        return
    one, other, hint = EXCLUSIVE[kind]
    if one not in entry.pairs and other not in entry.pairs:
        page.error("D211", entry, f"{what} needs `{one}` or `{other}`", hint)
    elif one in entry.pairs and other in entry.pairs:
        page.error("D211", entry.keys[other], f"{what} takes `{one}` or `{other}`, not both", hint)


def _check_times(page: Page, entry: yaml.Mapping, kind: str, found: dict[str, Any]) -> None:
    begun, ended = found.get("from_"), found.get("until")
    if begun and ended and begun.earliest and ended.latest and ended.latest < begun.earliest:
        message = f"it ends ({ended.text}) before it begins ({begun.text})"
        page.error("D402", entry.pairs["until"], message, "one of the two dates is wrong")
    if "target" not in found or "status" in entry.pairs.keys() - found.keys():
        return
    status = found.get("status")
    if status in STATES or (kind in {"event", "tariff"} and status is None):
        message = (
            f"`target` with {f'the status {status}' if status else 'no outlook status'}: what is there is not planned"
        )
        page.error("D403", entry.keys["target"], message, "a plan is planned, announced or negotiating")
    elif kind == "metric" and found.get("name") not in {None, "goal"}:
        page.error("D403", entry.keys["target"], "`target` on a number that is no goal", "name: goal")


def _check_extent(page: Page, entry: yaml.Mapping, found: dict[str, Any]) -> None:
    if "extent" in found and found.get("role") not in {None, "manufacturer"}:
        message = f"`extent` says how much a manufacturer makes; this is a {found['role']}"
        page.error("D212", entry.keys["extent"], message, "role: manufacturer, or no `extent`")


def _check_review(page: Page, entry: yaml.Mapping, found: dict[str, Any]) -> None:
    """Nobody reviews what he wrote himself. The fault takes out the review; the fact is as sound as without one."""
    curator, reviewer = found.get("curated_by", ""), found.get("reviewed_by", "")
    if reviewer and reviewer.casefold().split() == curator.casefold().split():
        message = f"{shown(reviewer)} wrote the fact down and reviewed it"
        page.error("D214", entry.pairs["reviewed_by"], message, "have somebody else review it, or take the line out")
        del found["reviewed_by"]


def _check_prefix(page: Page, entry: yaml.Mapping, found: dict[str, Any]) -> None:
    """An id tells its market; it is a habit, so a fact that breaks it stays."""
    node, markets = entry.get("market"), found.get("market", ())
    if "id" not in found or not (markets or (isinstance(node, yaml.Scalar) and node.null)):
        return
    permitted = markets if len(markets) == 1 else (*markets, NO_MARKET)
    if not found["id"].startswith(tuple(f"{code}-" for code in permitted)):
        wanted = " or ".join(f"{code}-" for code in permitted)
        page.warning(
            "D313", entry.pairs["id"], f"{shown(found['id'])} does not begin with {wanted}", "ids tell the market"
        )
