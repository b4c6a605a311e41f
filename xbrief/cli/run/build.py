"""Plans of a dossier -> the files that they ask for, with the findings that an editor has pinned or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from xbrief.brief import edited, timeline
from xbrief.brief.market import Market
from xbrief.brief.types import Brief, Length
from xbrief.cli import options
from xbrief.cli.options import View
from xbrief.cli.options.cite import FIXED, Style, citing
from xbrief.cli.run import compose, report, show
from xbrief.cli.run.session import Session, evidence_day
from xbrief.dossier.load import Loaded
from xbrief.dossier.plans import Plan
from xbrief.errors import XbriefError
from xbrief.problems import did_you_mean
from xbrief.render.notes import Citing
from xbrief.rules.types import Finding


class StalePlan(XbriefError):
    """The plan was sound when it was written; what it names is not so today (exit code 1)."""

    exit_code = 1


def built(plan: Plan, loaded: Loaded, root: Path) -> Iterator[tuple[str, str | bytes]]:
    """The files of a plan, each with its name; XbriefError where one cannot be made, StalePlan where its findings fail
    it."""
    whole = Session(loaded, plan.as_of)
    opened = Session(loaded, plan.as_of, plan.left_out)
    try:
        if plan.kind == "report":
            whole, opened = evidence_day(whole), evidence_day(opened)
            told = report.report(root / plan.document, opened)
            _check(plan, told.briefs, whole)
            for view in _views(plan, root):
                yield f"{plan.output}.{_ending(view)}", report.written(told, view, opened, _citing(plan, view))
        else:
            briefs = [*_briefs(plan, opened, whole)]
            for view in _views(plan, root):
                file = show.written(briefs, view, opened, plan.kind, _citing(plan, view))
                yield f"{plan.output}.{_ending(view)}", file
    except XbriefError as fault:
        message = f"{root / plan.file}: {fault.message}"
        made = StalePlan(message, fault.hint) if fault.exit_code == 1 else XbriefError(message, fault.hint)
        raise made from None


def _views(plan: Plan, root: Path) -> Iterator[View]:
    for format in plan.formats:
        template = root / plan.template if plan.template and format == "docx" else None
        yield options.view(format, Path(f"{plan.output}.{format}"), formats=options.TABLE, template=template)


def _citing(plan: Plan, view: View) -> Citing:
    """How the file cites; what holds every citation anyway has no choice."""
    cite = "" if view.format in FIXED else plan.cite
    return citing(cast("Style | None", cite or None), False, view.format)


def _ending(view: View) -> str:
    return "txt" if view.plain else view.format


def _briefs(plan: Plan, opened: Session, whole: Session) -> Iterator[Brief]:
    length = cast("Length", plan.length)
    if plan.kind == "country":
        found = [*compose.countries(opened, plan.markets, length, plan.sections)]
    elif plan.kind == "compare":
        found = [compose.comparison(opened, plan.markets, length, plan.sections)]
    else:
        found = [timeline.brief(compose.timeline(opened, plan.markets, length))]
    _check(plan, found, whole)
    for brief in found:
        markets = _markets(brief, opened)
        here = [id for id in plan.pinned if any(f.id == id for m in markets.values() for f in m.findings)]
        left = sum(id.partition(".")[0] in brief.markets for id in plan.left_out)
        yield edited.noted(edited.pinned(edited.ordered(brief, plan.sections), markets, here), left)


def _markets(brief: Brief, opened: Session) -> Mapping[str, Market]:
    book = opened.ledger(brief.markets)
    return {code: opened.market(code, book) for code in brief.markets}


def _check(plan: Plan, briefs: Sequence[Brief], whole: Session) -> None:
    """StalePlan where a finding that is pinned or left out does not exist, or where one left out is needed."""
    held: dict[str, tuple[Market, Finding]] = {}
    for brief in briefs:
        for market in _markets(brief, whole).values():
            held |= {f.id: (market, f) for f in market.findings}
    for verb, ids in (("pinned", plan.pinned), ("left out", plan.left_out)):
        for id in ids:
            if id not in held:
                hint = did_you_mean(id, held) or "`xbrief country MARKET --format json` lists the findings"
                raise StalePlan(f"{id} is {verb}, but there is no such finding today", hint)
    for id in plan.left_out:
        market, finding = held[id]
        if finding.basis != "cited":
            raise StalePlan(f"{id} is left out, but it tells how much is not known", "keep it: a reader must learn it")
        needing = dict.fromkeys(i for b in briefs for i in edited.needing(market, finding, b.findings))
        if needing:
            raise StalePlan(
                f"{id} is left out, but {', '.join(needing)} {'needs' if len(needing) == 1 else 'need'} it",
                "leave these out too, or keep it: half of a story is not told",
            )
