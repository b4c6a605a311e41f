"""What is known of an article itself, and a dossier that knows nothing but the company."""

from __future__ import annotations

from dataclasses import dataclass

from xbrief.intake.suggest.making import slug
from xbrief.model import Company, Dossier


@dataclass(frozen=True, slots=True)
class Head:
    """`published` is in EDTF; without a title, the first line of the text is taken for it."""

    id: str
    title: str = ""
    publisher: str = ""
    published: str | None = None
    language: str | None = "en"


def bare(company: str, home: str | None = None) -> Dossier:
    """A dossier of the company alone; `home` is its country, alpha-2."""
    return Dossier("", Company(slug(company), company, home), "", {}, {}, {}, {}, {}, {}, {}, {})
