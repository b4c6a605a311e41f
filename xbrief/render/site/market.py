"""The page of a market: its brief, its timeline, the notes of both, and every fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from xbrief.brief import country, timeline
from xbrief.brief.market import Market
from xbrief.brief.types import Brief, Section
from xbrief.render import html, stamp
from xbrief.render.notes import notes
from xbrief.render.site import facts
from xbrief.render.site.content import Content
from xbrief.render.site.links import Links, name
from xbrief.render.text import clean


def page(content: Content, held: Market, links: Links) -> Mapping[str, Any]:
    """Sections as markup, notes, and facts as rows."""
    brief = _whole(held)
    found = notes(brief)
    writer = html.Writer(brief, found)
    shown = [s for s in brief.sections if s.blocks or (s.table and s.table.rows)]
    return {
        "name": name(held),
        "key": brief.key,
        "heading": clean(brief.title),
        "meta": [clean(entry) for entry in brief.meta if entry],
        "sections": [
            {
                "id": section.id,
                "heading": clean(section.heading),
                "body": writer.section(section),
                "rules": links.rules(_rules(brief, section)),
            }
            for section in shown
        ],
        "notes": listed(brief, links),
        "rows": facts.rows(content, links, held.facts),
        # The data block holds no sign that would end it: see the stamp.
        "stamp": Markup(stamp.dump(stamp.of("site", content.fingerprint, [brief], content.rules))),  # noqa: S704
        "stamp_id": stamp.NAME,
    }


def _whole(held: Market) -> Brief:
    """The brief and the timeline as one, so that each note stands once and has one number."""
    brief = timeline.pictured(country.brief(held), held)
    told = timeline.brief(timeline.timeline([held], "full"))
    # The brief has a picture of the same course already.
    course = [
        replace(section, id="said-and-done", heading="Timeline", picture=None)
        for section in told.sections
        if section.table
    ]
    return replace(
        brief,
        sections=(*brief.sections, *course),
        findings={**brief.findings, **told.findings},
        citations={**brief.citations, **told.citations},
    )


def listed(brief: Brief, links: Links) -> list[Mapping[str, Any]]:
    """The notes of a brief, each with the link to its fact."""
    return [
        {"label": note.label, "number": note.number, "body": html.note(note, links.fact(note.citation.fact))}
        for note in notes(brief).values()
    ]


def _rules(brief: Brief, section: Section) -> set[str]:
    """The rules that tell what stands in a section."""
    told = [s for block in section.blocks for s in (*block.statements, *block.items)]
    ids = [i for s in told for i in s.findings]
    ids += [i for row in (section.table.rows if section.table else ()) for cell in row.cells for i in cell.findings]
    return {brief.findings[i].rule for i in ids if i in brief.findings}
