"""The citekeys of all sources, held against each other: a bibliography knows each source by one of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from xbrief.dossier import yaml
from xbrief.dossier.page import Page
from xbrief.dossier.values import shown
from xbrief.model import Source

Head = tuple[Page, yaml.Node | None, Source]
"""A source with its page and what stands on it."""


def settled(heads: Sequence[Head]) -> Iterator[Source]:
    """The sources in their order; a citekey that means another one already is noted (D319) and taken out.

    Keys that differ in case alone are one, as they are to BibTeX. The id of a source stays its own, also where it has
    a citekey: whoever loses a citekey is cited by the id.
    """
    taken = {source.id.casefold(): source.id for _, _, source in heads}
    for page, node, source in heads:
        key = source.citekey
        owner = taken.setdefault(key.casefold(), source.id) if key else source.id
        if key and owner != source.id:
            at = cast("yaml.Mapping", node).pairs["citekey"]
            page.error("D319", at, f"{shown(key)} means {owner} already", "take another key, or leave it out")
            yield replace(source, citekey=None)
        else:
            yield source
