"""`xbrief diff`: what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.cli.options.cite import CiteOption, NoSourcesOption, citing
from xbrief.errors import NothingHeld, XbriefError

if TYPE_CHECKING:
    from xbrief.brief.changed import Looks
    from xbrief.brief.diff import Change, Diff
    from xbrief.cli.run.revision import Earlier
    from xbrief.cli.run.session import Session
    from xbrief.rules.types import Finding, Statement

EXAMPLES = """
xbrief diff {market} --from {day}  # what came since
xbrief diff {market} {other} --from {day} --to evidence --output changed.md
xbrief diff {market} --from {day} --format json
"""
SCHEMA = "xbrief.diff/1"
LATER = "ask for a later --to DAY, or --as-of DAY with --against"


def command(
    market: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET...]",
            help="Countries or regions. Without one: every market on which something changed.",
            autocompletion=complete.markets,
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="What was known by then, YYYY-MM-DD.", show_default=False),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DAY",
            help="Against what was known by then: YYYY-MM-DD, `today`, or `evidence` for the day of the newest source."
            " Without it: today.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="GIT_REV",
            help="In place of --from: the dossier as it was at that revision of its repository, seen on the same day.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY",
            help="With --against: the day on which both are seen, as --to takes it. Without it: today.",
            show_default=False,
        ),
    ] = None,
    format: options.BriefFormatOption = None,
    output: options.OutputOption = None,
    template: options.TemplateOption = None,
    heading_level: options.LevelOption = 1,
    cite: CiteOption = None,
    no_sources: NoSourcesOption = False,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """What has changed: conclusions, old beside new with the facts that turned them, then the facts themselves.

    Between two days of one dossier, or between a revision of the dossier and its files as they are: `--against main
    --format md` makes a comment for a pull request. Conclusions whose state or words changed come first, then those
    that are new, fell away, changed by time alone, are confirmed anew or have aged. No change is no failure.
    """
    from xbrief.brief import changed
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import Session, session
    from xbrief.cli.run.show import show
    from xbrief.language import dates
    from xbrief.render import tables

    view = options.view(
        format,
        output,
        formats=options.BRIEF,
        level=heading_level,
        width=width,
        color=color,
        ascii=ascii,
        template=template,
    )
    cited = citing(cite, no_sources, view.format)
    if (since is None) == (against is None):
        told = "--from and --against cannot be had together" if since else "there is nothing to compare with"
        raise XbriefError(told, "give --from DAY, or --against GIT_REV")
    if as_of is not None and (since or to):
        raise XbriefError(
            f"--as-of and {'--from' if since else '--to'} cannot be had together",
            "two days are compared with --from DAY --to DAY, two states on one day with --against GIT_REV --as-of DAY",
        )
    wish = as_of or to or options.TODAY
    opened = session(dossier, wish)
    day = opened.day(opened.codes(market) if market and wish == options.EVIDENCE else ())
    after = Session(opened.loaded, day.isoformat())
    with _before(after, since, against) as (before, looks, told_from):
        found = list(_compared(before, after, _codes(before, after, market or ()), named=bool(market)))
    if not found:
        raise opened.unknown(f"nothing on any market was known by {dates.day(day)}", LATER)
    if view.format == "json":
        content: dict[str, Any] = {"dossier": opened.fingerprint, "from": told_from, "to": {"as_of": day.isoformat()}}
        content["markets"] = [_content(d) for d in found]
        emit(tables.json(SCHEMA, content), view.output)
        return
    # Where nobody asked for a market by name, those that stayed as they were need no page.
    shown = found if market else [d for d in found if not d.empty]
    show(
        [changed.brief(each, looks) for each in shown] or [changed.unchanged(found, looks)], view, after, "diff", cited
    )


@contextmanager
def _before(
    after: Session, since: str | None, against: str | None
) -> Iterator[tuple[Session, Looks, Mapping[str, Any]]]:
    """The earlier look: of the same dossier by an earlier day, or of an earlier dossier on the same day."""
    from xbrief.brief.changed import Looks
    from xbrief.cli.run.revision import earlier
    from xbrief.cli.run.session import Session
    from xbrief.language import dates

    day = after.day()
    if against is not None:
        with earlier(after.root, against) as held:
            looks = Looks(held.label, "the working tree")
            told = {"as_of": day.isoformat(), "revision": held.name, "commit": held.commit}
            with _named(held):
                yield _earlier_session(held, day, after.dossier.renamed), looks, told
        return
    first = _first(since or "")
    if first > day:
        raise XbriefError(f"--from {first} is later than --to {day}", "put the earlier day into --from")
    looks = Looks(dates.day(first), dates.day(day))
    yield Session(after.loaded, first.isoformat()), looks, {"as_of": first.isoformat()}


def _first(wish: str) -> date:
    try:
        return options.day(wish)
    except XbriefError as fault:
        raise XbriefError(f"--from: {fault.message}", "write YYYY-MM-DD") from None


@contextmanager
def _named(held: Earlier) -> Iterator[None]:
    """Errors name the revision, not the folder into which it was read."""
    try:
        yield
    except XbriefError as fault:
        folder = str(held.folder)
        fault.message = fault.message.replace(folder, held.place)
        fault.hint = fault.hint.replace(folder, held.place)
        raise


def _earlier_session(held: Earlier, day: date, renamed: Mapping[str, str]) -> Session:
    """The dossier of a revision on a day, under the ids of now, with its faults told as those of the revision."""
    import sys

    from xbrief.brief.diff import under_new_ids
    from xbrief.cli.run.guard import warn
    from xbrief.cli.run.session import Session, left_out
    from xbrief.dossier.load import load
    from xbrief.language.words import counted
    from xbrief.problems import render

    loaded = load(held.folder)
    if not loaded.usable:
        for problem in loaded.problems:
            sys.stderr.write(render(problem, held.place) + "\n")
        raise XbriefError(f"the dossier of {held.place} cannot be used", "name another revision")
    if loaded.problems:
        number = left_out(loaded)
        out = f", {counted(number, 'fact')} left out" if number else ""
        warn(f"{counted(len(loaded.problems), 'problem')} in the dossier of {held.place}{out}")
    return Session(replace(loaded, dossier=under_new_ids(loaded.dossier, renamed)), day.isoformat())


def _codes(before: Session, after: Session, names: Sequence[str]) -> tuple[str, ...]:
    """Codes of the markets that the names mean and one of the two dossiers holds; all of them without a name."""
    from xbrief.cli.run.session import members

    held = sorted({*before.dossier.markets, *after.dossier.markets})
    found: dict[str, None] = {} if names else dict.fromkeys(held)
    for place in [after.place(name) for name in names]:
        meant = [code for code in members(place) if code in held]
        if not meant:
            raise after.nothing(place)
        found.update(dict.fromkeys(meant))
    return tuple(found)


def _compared(before: Session, after: Session, codes: Iterable[str], *, named: bool) -> Iterator[Diff]:
    """The comparison of each market. One of which neither look knows anything is passed over; NothingHeld if named."""
    from xbrief.brief.diff import diff, waited
    from xbrief.brief.market import market
    from xbrief.cli.run.session import english
    from xbrief.language import dates

    old, new = before.ledger(), after.ledger()
    waiting = waited(old, new.as_of) if old.as_of < new.as_of else None
    for code in codes:
        earlier = market(old, before.rules, code, english)
        later = market(new, after.rules, code, english)
        if earlier or later:
            yield diff(earlier, later, market(waiting, before.rules, code, english) if waiting else None)
        elif named:
            raise NothingHeld(f"nothing on {english(code)} was known by {dates.day(new.as_of)}", LATER)


def _content(found: Diff) -> dict[str, Any]:
    from xbrief.brief import changed, record

    return {
        "market": found.market.code,
        "summary": dict(changed.summary(found)),
        "conclusions": [_change(c) for c in found.changes],
        "facts": {
            "added": [record.fact(f) for f in found.added],
            "removed": [record.fact(f) for f in found.removed],
            "changed": [
                {"id": e.new.id, "fields": {n: {"before": a, "after": b} for n, (a, b) in e.fields.items()}}
                for e in found.edited
            ],
            "superseded": [{"fact": id, "by": [*by]} for id, by in found.superseded],
        },
        "rules": [*found.rules],
        "settings": [*found.settings],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind,
        "cause": change.cause,
        "turned_by": [*change.turned],
        "retold": change.retold,
        "before": _told(change.old, change.before),
        "after": _told(change.new, change.after),
    }


def _told(finding: Finding | None, sentence: Statement | None) -> dict[str, Any] | None:
    if finding is None or sentence is None:
        return None
    return {
        "text": sentence.text,
        "state": finding.state,
        "when": finding.when.text if finding.when else None,
        "stale": finding.stale,
        "facts": [*finding.facts],
    }
