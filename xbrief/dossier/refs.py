"""What facts say of each other, settled once all files are read.

A fact that cannot stand is left out: one whose id is used twice, one whose needed `of` names nothing, names a fact
that is itself left out, or leads round in a circle. What it can do without is dropped and the fact stays: a link, the
`of` of a view, `part_of`. What is retracted stands apart: it keeps its words and its id, and no other fact leans on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from xbrief.dossier import yaml
from xbrief.dossier.facts import Draft
from xbrief.dossier.schema import fields_of
from xbrief.dossier.values import shown
from xbrief.model import Fact, Link, Ref
from xbrief.problems import did_you_mean


@dataclass(frozen=True, slots=True)
class Settled:
    """The facts that stand and those that are retracted, in order of id; `renamed` leads from old ids to new ones."""

    facts: dict[str, Fact]
    retracted: dict[str, Fact]
    renamed: dict[str, str]


def settle(drafts: Iterable[Draft], unread: Collection[str] = ()) -> Settled:
    """The facts that stand. Faults are noted on the drafts' pages.

    `unread` are ids from files that could not be read: a reference to one is not called unknown.
    """
    ordered = sorted(drafts, key=lambda draft: (draft.page.file, draft.node.line, draft.node.column))
    _refuse_twins(ordered)
    known = {draft.id: draft for draft in ordered if draft.id}
    renamed = _renamed(ordered, known)
    for draft in ordered:
        _follow(draft, renamed)
        _check_named(draft, known, unread)
    _refuse_circles(known)
    _leave_out(ordered, known)
    for draft in ordered:
        _check_links(draft, known)
    _break_rings(known)
    facts = {id: known[id].fact() for id in sorted(known) if known[id].sound}
    return Settled(
        {id: fact for id, fact in facts.items() if not fact.retracted},
        {id: fact for id, fact in facts.items() if fact.retracted},
        {old: new for old, new in sorted(renamed.items()) if new in facts},
    )


def _renamed(drafts: list[Draft], known: Mapping[str, Draft]) -> dict[str, str]:
    """The id of now for each old one. An id that leads to two facts leads to none of them."""
    owners: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for old in draft.values.get("renamed_from", ()) if draft.id else ():
            owners[old].append(draft)
    for old, held in owners.items():
        for draft in held:
            if old in known:
                other = known[old]
                message = f"`{old}` is no old id: {other.page.file}:{other.node.line} has it now"
            elif draft is not held[0]:
                other = held[0]
                message = f"`{old}` is an old id of {other.id} too: {other.page.file}:{other.node.line}"
            else:
                continue
            node = draft.node.pairs["renamed_from"]
            draft.page.error("D317", node, message, "an old id belongs to one fact, for good")
            draft.values["renamed_from"] = tuple(id for id in draft.values["renamed_from"] if id != old)
    return {old: held[0].id for old, held in owners.items() if len(held) == 1 and old not in known}


def _follow(draft: Draft, renamed: Mapping[str, str]) -> None:
    """Put the id of now in the place of an old one, wherever the draft names another fact."""

    def now(fact: str, node: yaml.Node) -> str:
        if fact not in renamed:
            return fact
        new = renamed[fact]
        draft.page.warning("D316", node, f"`{fact}` was renamed to `{new}`", f"write `{new}`")
        return new

    draft.links = [(replace(link, fact=now(link.fact, node)), node) for link, node in draft.links]
    for key, fact in draft.rests_on.items():
        new, held = now(fact, draft.node.pairs[key]), draft.values[key]
        draft.values[key] = replace(held, fact=new) if isinstance(held, Ref) else new


def _refuse_twins(drafts: list[Draft]) -> None:
    """Of two facts with one id neither can stand: nobody knows which one the others mean."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.id].append(draft)
    groups.pop("", None)
    for first, *others in groups.values():
        for other in others:
            message = f"the id `{other.id}` is taken: {first.page.file}:{first.node.line} has it too"
            other.page.error("D309", other.node.pairs["id"], message, "both facts are left out; give one a new id")
            first.sound = other.sound = False


def _check_named(draft: Draft, known: Mapping[str, Draft], unread: Collection[str]) -> None:
    """Every fact named must be held somewhere, and be another one."""

    def missing(fact: str, node: yaml.Node) -> bool:
        if fact == draft.id:
            draft.page.error("D310", node, "the fact names itself", "name the fact that is meant")
        elif fact not in known and fact not in unread:
            draft.page.error("D306", node, f"no fact {shown(fact)}", did_you_mean(fact, known))
        else:
            return False
        return True

    for key, fact in draft.rests_on.items():
        if missing(fact, draft.node.pairs[key]):
            _without(draft, key)
    draft.links = [(link, node) for link, node in draft.links if not missing(link.fact, node)]


def _without(draft: Draft, key: str) -> None:
    """Take a reference out of a draft; where its kind needs the reference, the draft cannot stand."""
    del draft.values[key]
    if fields_of(draft.kind)[key].required:
        draft.sound = False


def _refuse_circles(known: Mapping[str, Draft]) -> None:
    """Reasons that explain each other explain nothing."""
    named = {id: sorted(draft.rests_on.values()) for id, draft in known.items() if not draft.retracted}
    for circle in _circles(named):
        for id in circle:
            for key in known[id].rests_on:
                _without(known[id], key)
            known[id].sound = False
        draft = known[circle[0]]
        message = f"these facts rest on each other: {', '.join(circle)}"
        draft.page.error("D311", draft.node, message, "all are left out; break the circle")


def _leave_out(drafts: list[Draft], known: Mapping[str, Draft]) -> None:
    """Leave out what rests on something left out, and then what rests on that."""
    moved = True
    while moved:
        moved = False
        for draft in drafts:
            for key, fact in draft.rests_on.items():
                if draft.retracted or (_stands(known, fact) and not known[fact].retracted):
                    continue
                needed = fields_of(draft.kind)[key].required
                _note_missing(draft, draft.node.pairs[key], known.get(fact), fact, needed=needed)
                moved |= needed and draft.sound
                _without(draft, key)


def _note_missing(draft: Draft, at: yaml.Node, other: Draft | None, fact: str, *, needed: bool) -> None:
    """Say that a fact rests on one that is left out or retracted: where it needs it, it goes too."""
    note = draft.page.error if needed else draft.page.warning
    if other is not None and other.sound:
        hint = "retract this fact too, or name another" if needed else "name another fact, or take the line out"
        note("D307" if needed else "D315", at, f"`{fact}` is retracted", hint)
    else:
        note("D307" if needed else "D308", at, f"`{fact}` is left out: see the problems of that fact")


def _stands(known: Mapping[str, Draft], fact: str) -> bool:
    return fact in known and known[fact].sound


def _check_links(draft: Draft, known: Mapping[str, Draft]) -> None:
    if draft.retracted:
        # What it says of others stays to be read, and does nothing to them.
        return
    kept = []
    for link, node in draft.links:
        if not _stands(known, link.fact):
            message = f"the link is dropped: `{link.fact}` is left out"
            draft.page.warning("D308", node, message, "see the problems of that fact")
            continue
        if known[link.fact].retracted:
            message = f"the link is dropped: `{link.fact}` is retracted"
            draft.page.warning("D315", node, message, "take the link out, or name another fact")
            continue
        _check_cell(draft, known[link.fact], link.category, node)
        _check_hindsight(draft, known[link.fact], link, node)
        kept.append((link, node))
    draft.links = kept
    of = draft.values.get("of")
    if isinstance(of, Ref):
        _check_cell(draft, known[of.fact], of.category, draft.node.pairs["of"])


def _check_cell(draft: Draft, other: Draft, category: str | None, node: yaml.Node) -> None:
    """A reference to one cell of a fact: the fact must have that cell."""
    held = other.values.get("categories", ())
    if category and held and category not in held:
        message = f"`{other.id}` does not name the category `{category}`"
        draft.page.warning("D314", node, message, f"it names {', '.join(held)}")


def _check_hindsight(draft: Draft, other: Draft, link: Link, node: yaml.Node) -> None:
    """A link says what the later source does to the earlier one; nobody answers what is not yet written."""
    if draft.source is None or other.source is None or draft.source is other.source:
        return
    known, written = draft.source.known, other.source.published and other.source.published.earliest
    if known and written and known < written:
        message = f"the source ({known}) {link.kind} a later one ({written})"
        draft.page.warning("D312", node, message, "set the link at the later fact")


def _break_rings(known: Mapping[str, Draft]) -> None:
    """Facts that supersede each other in a ring: the facts stay, the links of the ring go."""

    def chosen(link: Link) -> bool:
        return link.kind == "supersedes"

    standing = {id: draft for id, draft in known.items() if not draft.retracted}
    graph = {id: sorted(link.fact for link, _ in draft.links if chosen(link)) for id, draft in standing.items()}
    for ring in _circles(graph):
        draft = known[ring[0]]
        node = next(node for link, node in draft.links if chosen(link) and link.fact in ring)
        draft.page.error("D311", node, f"these facts supersede each other: {', '.join(ring)}", "the links are dropped")
        for id in ring:
            held = known[id].links
            known[id].links = [(link, node) for link, node in held if not (chosen(link) and link.fact in ring)]


def _circles(graph: Mapping[str, list[str]]) -> list[list[str]]:
    """The sets of names that lead to each other, each sorted, in order of their first name."""
    reach = {name: _reached(graph, name) for name in graph if graph[name]}
    circles = {
        tuple(sorted(other for other in found if name in reach.get(other, ())))
        for name, found in reach.items()
        if name in found
    }
    return [list(circle) for circle in sorted(circles)]


def _reached(graph: Mapping[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = list(graph[start])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(graph.get(name, ()))
    return found
