"""`xbrief why`: who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xbrief.cli import options
from xbrief.cli.options import complete

if TYPE_CHECKING:
    from xbrief.brief.cards import Words
    from xbrief.brief.chain import Chain, Step, Told
    from xbrief.claims.types import Claim, Episode, Forecast

EXAMPLES = """
xbrief why {finding}  # a finding, as `--format json` of a brief names it
xbrief why {fact}  # a fact: its source and words, and what rests on it
xbrief why {finding} --as-of {day}
xbrief why {fact} --format json
"""
SCHEMA = "xbrief.why/1"


def command(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a finding, a fact or a found conflict (clash:…), or the key of a claim.",
            autocompletion=complete.ids,
            show_default=False,
        ),
    ],
    as_of: options.AsOfOption = options.TODAY,
    texts: options.TextsOption = None,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    heading_level: options.LevelOption = 1,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """The chain behind a statement: its rule, the claims with their history, the facts, the words of the sources."""
    from xbrief.brief.cards import cards
    from xbrief.brief.chain import chain
    from xbrief.brief.conflicts import card
    from xbrief.cli.run import sealed, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import outline, stamp

    view = options.view(format, output, level=heading_level, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    book = opened.ledger()
    known = {code for fact in book.known.values() for code in fact.market}
    # As it stands in a table of Markdown, where a # is escaped.
    found = chain(
        id.replace("\\#", "#"), [opened.market(code, book) for code in opened.dossier.markets if code in known], book
    )
    told = words.told(opened.dossier, [step.fact for step in found.steps], opened.root, texts)
    clash = card(found.clash, opened.dismissed.get(found.clash.id, "")) if found.clash else None
    seal = stamp.plain(
        "why", opened.fingerprint, book.as_of, {"id": [found.id]}, [step.fact.id for step in found.steps]
    )
    if view.format == "json":
        text = sealed.data(SCHEMA, {"as_of": book.as_of.isoformat(), **_content(found, told)}, seal)
    elif view.format == "md":
        text = sealed.text(outline.markdown(cards(found, told, clash), view.level), view, seal)
    else:
        made = outline.terminal(cards(found, told, clash), width=view.width, color=view.color, ascii=view.ascii)
        text = sealed.text(made, view, seal)
    emit(text, view.output)


def _content(found: Chain, words: Mapping[str, Words]) -> dict[str, Any]:
    from xbrief.brief.conflicts import TESTS, content

    return {
        "id": found.id,
        "asked": found.asked or None,
        "kind": found.kind,
        "conflict": {**content(found.clash), "compared": TESTS[found.clash.kind]} if found.clash else None,
        "findings": [_told(told) for told in found.told],
        "claims": [_claim(claim) for claim in found.claims],
        "facts": [_step(step, words[step.fact.id]) for step in found.steps],
    }


def _told(told: Told) -> dict[str, Any]:
    from xbrief.brief.cards import rule_file

    found, rule = told.finding, told.rule
    return {
        "id": found.id,
        "text": told.sentence,
        "state": found.state,
        "basis": found.basis,
        "certainty": found.certainty,
        "when": found.when.text if found.when else None,
        "stale": found.stale,
        "origins": found.origins,
        "query": found.query or None,
        "counted": [*found.counted],
        "claims": [*found.claims],
        "facts": [*found.facts],
        "rule": {"id": rule.id, "about": rule.about, "of": {**rule.of}, "file": rule_file(rule.file)} if rule else None,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "key": claim.key,
        "state": claim.state,
        "confirmed": claim.confirmed.text if claim.confirmed else None,
        "stale": claim.stale,
        "origins": claim.origins,
        "facts": [*claim.facts],
        "history": [_episode(e) for e in (*claim.turns, *claim.unofficial)],
        "forecasts": [_forecast(f) for f in claim.forecasts],
        "disputes": [{"by": d.by, "kind": d.kind, "of": d.of, "about": d.about or None} for d in claim.disputes],
        "contested": [*claim.contested],
    }


def _episode(episode: Episode) -> dict[str, Any]:
    return {
        "state": episode.state,
        "since": episode.since.text if episode.since else None,
        "confirmed": episode.confirmed.text,
        "official": episode.official,
        "of": [*episode.cells],
        "facts": [*episode.facts],
        "ended_by": [*episode.ended_by],
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "fact": forecast.fact,
        "made": forecast.made.text,
        "target": forecast.target.text if forecast.target else None,
        "fate": forecast.fate,
        "came": forecast.came.text if forecast.came else None,
        "late_days": forecast.late_days,
        "outcome": [*forecast.outcome],
        "replaced_by": [*forecast.replaced_by],
        "still_ahead": [*forecast.still_ahead],
    }


def _step(step: Step, words: Words) -> Mapping[str, Any]:
    from xbrief.brief import record

    return {
        **record.fact(step.fact),
        "speakers": step.speakers,
        "interested": step.interested,
        "goes_back_to": step.origin or None,
        "undergoes": [{"by": other, "kind": link.kind, "about": link.about} for other, link in step.undergone],
        "source": record.source(step.source),
        "checked": words.state,
        "excerpt": words.excerpt or None,
    }
