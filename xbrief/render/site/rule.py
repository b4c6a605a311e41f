"""The page of a rule: what it takes, what it says for each state, its file, and what it tells in this dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xbrief.brief.cards import rule_file, taken
from xbrief.language.words import capital
from xbrief.render.site.content import Content
from xbrief.render.site.links import file_of_rule, name
from xbrief.render.text import clean
from xbrief.rules import engine
from xbrief.rules.types import Rule


def listed(content: Content) -> Mapping[str, Any]:
    """All rules, with how many conclusions each draws in this dossier."""
    told = [f.rule for m in content.markets for f in m.findings]
    return {
        "rows": [
            {
                "id": clean(rule.id),
                "href": file_of_rule(rule.id),
                "section": rule.section,
                "form": rule.form,
                "about": _line(rule.about),
                "number": told.count(rule.id),
            }
            for rule in content.rules.values()
        ]
    }


def page(content: Content, rule: Rule) -> Mapping[str, Any]:
    states = dict.fromkeys((*rule.say, *rule.cell))
    return {
        "id": clean(rule.id),
        "about": capital(_line(rule.about)),
        "section": rule.section,
        "form": rule.form,
        "takes": clean(taken(rule.of)),
        "file": clean(rule_file(rule.file)),
        "phrases": [(clean(s), clean(rule.say.get(s, "")), clean(rule.cell.get(s, ""))) for s in states],
        "text": "\n".join(clean_line(line) for line in rule.text.splitlines()),
        "told": [*_told(content, rule)],
    }


def _told(content: Content, rule: Rule) -> Iterator[Mapping[str, Any]]:
    """The sentences of the rule, market by market, the weightiest first."""
    for market in content.markets:
        found = sorted(market.of(rule.id), key=lambda f: (-f.weight, f.id))
        if found:
            yield {
                "name": name(market),
                "code": market.code,
                "sentences": [clean(engine.sentence(market.told([f])).text) for f in found],
            }


def _line(text: str) -> str:
    return clean(" ".join(text.split()))


def clean_line(text: str) -> str:
    """A line of a file without what a page or a terminal obeys; its indentation counts."""
    body = text.lstrip(" ")
    return " " * (len(text) - len(body)) + clean(body)
