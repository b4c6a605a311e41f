"""What is read of an article, before and after its text is parted from the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

# Characters of a text; a book of 300 pages has less.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself; None and empty for what it does not say.

    `published` is EDTF, `language` BCP 47. `remarks` tell by field where a value comes from, or why one was not taken,
    where a reader would want to know.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)

    def over(self, other: Head) -> Head:
        """This head, and what it lacks from the other one; a remark goes with its value."""
        # A remark on what is no field, such as the text, always goes along.
        told = {name: words for name, words in other.remarks.items() if not getattr(self, name, None)}
        return replace(
            self,
            title=self.title or other.title,
            authors=self.authors or other.authors,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            url=self.url or other.url,
            language=self.language or other.language,
            remarks={**told, **self.remarks},
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its reader gives it: what it says of itself, and its text, page furniture and all.

    `form` names the reader (text, markdown, html, pdf, mail). With `headed` the text begins with what a page has above
    its article: title, byline, day.
    """

    form: str
    head: Head
    text: str
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """What is kept: the head, and the text, a blank line between paragraphs. `raw` is the text before it was parted."""

    form: str
    head: Head
    text: str
    raw: str
