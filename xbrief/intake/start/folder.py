"""The first files of a dossier: what it is about, an example of a source, and what keeps it sound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Any

import yaml as writer

from xbrief.dossier import entrant, places, yaml
from xbrief.dossier.load import MAIN
from xbrief.dossier.page import Page
from xbrief.dossier.values import ID
from xbrief.errors import XbriefError
from xbrief.intake.slug import slug

# Not .yaml: `load` does not read it, and nothing in it is evidence.
EXAMPLE = "_example.yaml.txt"
HOOKS = ".pre-commit-config.yaml"
DRAFTS = ".drafts"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters, from where, and with what; `home` is alpha-2 in lower case, the ids are what facts will name."""

    company: str
    home: str
    main: str
    company_id: str
    main_id: str


def entry(company: str, home: str, main: str, company_id: str = "", main_id: str = "") -> Entry:
    """The entry of these names, with ids made of the names where none are given; XbriefError for what is no name."""
    return Entry(
        name(company, "company"),
        country(home),
        name(main, "main category"),
        _id(company_id, company, "company", "--id"),
        _id(main_id, main, "goods", "--main-id"),
    )


def name(given: str, what: str) -> str:
    """The name in one line; XbriefError where it is empty, too long, or cannot be printed."""
    words = " ".join(given.split())
    if not words or not words.isprintable() or len(words) > _LONGEST_NAME:
        raise XbriefError(
            f"{given[:_LONGEST_NAME]!r} is no name of a {what}", f"name it in at most {_LONGEST_NAME} printable letters"
        )
    return words


def country(given: str) -> str:
    """The code of a country by its code or by its name in any language; XbriefError for a region."""
    found = places.resolve(given)
    if isinstance(found, places.Region):
        raise XbriefError(f"{found.full} is no country", "name the country in which the company is at home")
    return found.code


def _id(given: str, name: str, otherwise: str, option: str) -> str:
    if given and not ID.fullmatch(given):
        raise XbriefError(f"{given!r} is no id", f"{option} has small letters, digits and single hyphens")
    return given or slug(name) or otherwise


def files(found: Entry, below: str = "") -> dict[str, str]:
    """Name -> text, dossier.yaml last: until it is there, the folder is no dossier.

    `below` is the path of the folder within the repository in which it lies, empty where it will be the top of one.
    XbriefError where the names cannot be written down so that they are read back.
    """
    main = _dossier(found)
    page = Page(MAIN, main)
    read = entrant.read(page, yaml.parse(page))
    if page.problems or read is None or (read.company.name, read.main) != (found.company, found.main_id):
        told = page.problems[0].message if page.problems else "it would be read as another one"
        raise XbriefError(
            f"{found.company!r} and {found.main!r} cannot be written into {MAIN}: {told}", "name them otherwise"
        )
    return {".gitignore": _IGNORED, HOOKS: _hooks(below), EXAMPLE: _example(found), MAIN: main}


def _flow(value: Mapping[str, Any]) -> str:
    """In braces, in one line; what YAML would take for something else (`no`) in quotes."""
    return writer.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).strip()


def _dossier(found: Entry) -> str:
    company = _flow({"id": found.company_id, "name": found.company, "home": found.home})
    return _DOSSIER.format(company=company, main=found.main_id, label=_flow({"label": found.main}))


def _hooks(below: str) -> str:
    folder = f" --dossier {quote(below or '.')}"
    within = f"^{re.escape(below)}/.*" if below else ""
    return _HOOKS.format(
        check=_scalar(f"xbrief check{folder}"),
        fmt=_scalar(f"xbrief fmt --check{folder}"),
        any=_scalar(rf"{within}\.(yaml|yml|j2)$"),
        yaml=_scalar(rf"{within}\.yaml$"),
    )


def _scalar(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _example(found: Entry) -> str:
    return _EXAMPLE.format(company=found.company_id, main=found.main_id)


_DOSSIER = """\
# What the facts of this dossier may name: the company, what it sells, and everybody who has a part in it.
# Facts stand in the files beside this one, one file a source. `xbrief check` says what is wrong, and how to mend it.

company: {company}

# The category that the entry is about. Every category has a label in print, and may have its heading in the Harmonized
# System and the words that sources use for it, such as
#   lamps: {{label: lamps, hs: {{HS2022: '9405.21'}}, aliases: [table lamps, luminaires]}}
main: {main}
categories:
  {main}: {label}

# Product names, each with its category. An entry a line, in place of the braces, such as
#   Lumo: lamps
brands: {{}}

# Every organisation that a fact names, once; the company is one of them without being listed. Such as
#   butik: {{name: Butik AG, aliases: [Butik Bern], type: retailer, home: ch}}
parties: {{}}

# Every person whom a fact quotes, once, with the party that the person speaks for, such as
#   eva-lund: {{name: Eva Lund, of: butik, role: head of buying}}
people: {{}}

# What several sources retell, so that it counts once, such as
#   fair-2020: the lamp fair of 2020
origins: {{}}

# After how long without word a state is told as "when last reported".
stale:
  availability: 1y
  presence: 2y
  production: 2y
  party: 2y
  outlet: 1y
  duty: 1y
  measure: 2y
  rival: 2y
  figure: 1y
"""
_IGNORED = """\
# The texts of articles are not yours to publish: facts name their words by both ends, words.lock has fingerprints.
texts/
# Drafts of `xbrief new fact` and `xbrief edit`.
.drafts/
# What `xbrief build` writes.
build/
"""
_HOOKS = """\
# For https://pre-commit.com: `pre-commit install` once, and every commit is checked first. The hooks call the xbrief
# that is installed on this machine.
repos:
- repo: local
  hooks:
  - id: xbrief-check
    name: xbrief check
    entry: {check}
    language: system
    files: {any}
    pass_filenames: false
  - id: xbrief-fmt
    name: xbrief fmt
    entry: {fmt}
    language: system
    files: {yaml}
    pass_filenames: false
"""
_EXAMPLE = """\
# An example of a source file. Nothing in it is true, and nothing in it counts: xbrief reads only files that end in
# .yaml. To write one of your own by hand, copy it to <id>.yaml beside dossier.yaml and put in what your source says;
# its text may lie in texts/<id>.txt, which git leaves alone. `xbrief add ARTICLE` does both for you.

# The name of the file without .yaml: publisher, month, what it is about. It lasts, briefs may cite it.
id: examplepost-2020-05-ch-shop
title: A first shop in Bern
publisher: The Example Post
authors: [Ada Ek]
# EDTF: 2020-05-14, 2020-05 or 2020~; null where the day is not known. Never the day on which the page was saved.
published: '2020-05-14'
# null where it is on no web page: an interview, a call.
url: https://example.org/a-first-shop-in-bern
language: en
# origin: what it retells, an id under `origins` in dossier.yaml; left out, the source is its own

facts:
# One statement, about one thing. `xbrief new fact MARKET KIND` writes one with the fields that its kind needs.
- id: ch-ep2005-shop  # <market>-<publisher and month>-<a word>; lasts
  market: ch  # ISO 3166 alpha-2; null: about the company itself
  kind: event
  event: store-opening
  categories: [{main}]
  claim: The company opened a shop in Bern on 12 May 2020.  # in your words, one plain sentence
  says: {company}  # who says so, where it is not the paper itself
  certainty: asserted  # or speculated: may, could, a rumour
  at: '2020-05-12'
  anchor: opened its first … on Tuesday  # the first and the last words of the span, at most six each

- id: ch-ep2005-online
  market: ch
  kind: offer
  categories: [{main}]
  claim: The company plans to sell online in Switzerland from autumn 2020.
  says: {company}
  certainty: asserted
  status: planned  # a plan stays one until a later fact meets it
  target: 2020-09/2020-11
  anchor: will sell them online from autumn
"""
