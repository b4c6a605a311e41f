"""What facts say of each other, settled once all files are read.

A fact that cannot stand is left out: one whose id is used twice, one whose needed `of` names nothing, names a fact
that is itself left out, or leads round in a circle. What it can do without is dropped and the fact stays: a link, the
`of` of a view, `part_of`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from xbrief.dossier import yaml
from xbrief.dossier.facts import Draft
from xbrief.dossier.schema import fields_of
from xbrief.dossier.values import shown
from xbrief.model import Fact, Link, Ref
from xbrief.problems import did_you_mean


def settle(drafts: Iterable[Draft], unread: Collection[str] = ()) -> dict[str, Fact]:
    """The facts that stand, in order of id. Faults are noted on the drafts' pages.

    `unread` are ids from files that could not be read: a reference to one is not called unknown.
    """
    ordered = sorted(drafts, key=lambda draft: (draft.page.file, draft.node.line, draft.node.column))
    _refuse_twins(ordered)
    known = {draft.id: draft for draft in ordered if draft.id}
    for draft in ordered:
        _check_named(draft, known, unread)
    _refuse_circles(known)
    _leave_out(ordered, known)
    for draft in ordered:
        _check_links(draft, known)
    _break_rings(known)
    return {id: known[id].fact() for id in sorted(known) if known[id].sound}


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
    named = {id: sorted(draft.rests_on.values()) for id, draft in known.items()}
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
                if _stands(known, fact):
                    continue
                at = draft.node.pairs[key]
                needed = fields_of(draft.kind)[key].required
                note = draft.page.error if needed else draft.page.warning
                note(*("D307" if needed else "D308", at, f"`{fact}` is left out: see the problems of that fact"))
                moved |= needed and draft.sound
                _without(draft, key)


def _stands(known: Mapping[str, Draft], fact: str) -> bool:
    return fact in known and known[fact].sound


def _check_links(draft: Draft, known: Mapping[str, Draft]) -> None:
    kept = []
    for link, node in draft.links:
        if not _stands(known, link.fact):
            message = f"the link is dropped: `{link.fact}` is left out"
            draft.page.warning("D308", node, message, "see the problems of that fact")
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

    graph = {id: sorted(link.fact for link, _ in draft.links if chosen(link)) for id, draft in known.items()}
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
