"""Bytes of any kind -> an article, by the reader for their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePath

from xbrief.errors import XbriefError
from xbrief.evidence import markdown
from xbrief.intake.article import body, charset, days, heads, mail, page, pdf, tongue
from xbrief.intake.article.heads import people
from xbrief.intake.article.types import LONGEST, Article, Document, Head

#: Endings of files that are read, each with its form.
FORMS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".pdf": "pdf",
    ".eml": "mail",
}
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "text/markdown": "markdown",
    "text/plain": "text",
}
_MAIL = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_OF_MAIL = re.compile(rb"^(?:From|Subject|Date|To|Message-ID|Received|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE | re.DOTALL
)
_MARKED = re.compile(rb"\s*(?:---[ \t]*\r?\n\w|#{1,2} \S)")
# The commonest words for a thing in front matter, best first; `created` is the day of a note about it.
_FRONT = {
    "title": ("title", "headline"),
    "authors": ("author", "authors", "by", "creator"),
    "publisher": ("publisher", "site", "sitename", "publication", "site_name"),
    "published": ("published", "date_published", "published_date", "publish_date", "pubdate", "issued", "date"),
    "url": ("url", "canonical", "canonical_url", "link", "source", "original"),
    "language": ("language", "lang"),
}


def article(
    raw: bytes, name: str, *, url: str | None = None, type: str = "", encoding: str = "", publishers: Iterable[str] = ()
) -> Article:
    """The article in these bytes; XbriefError where there is none.

    `name` is what messages call it, and its ending tells the form, unless the server's `type` does. `url` is where it
    came from; `publishers` are names that the dossier knows.
    """
    if not raw.strip():
        raise XbriefError(f"{name} is empty", "add a file with the words of the article")
    form = _form(raw, name, type)
    document, remark = _document(form, raw, name, url, encoding)
    document = _clean(document)
    if len(document.text) > LONGEST:
        raise XbriefError(f"{name} holds more than {LONGEST:,} characters", "add the article alone")
    found = body.parted(document.text, document.head.title, headed=document.headed)
    if not found.paragraphs:
        raise XbriefError(f"{name} holds no words of an article", "add a file with its text")
    first = next((each for each in found.paragraphs if each != found.head.title), "")
    head = document.head.over(found.head).over(heads.by_dateline(first))
    if url is None and form in {"text", "markdown", "pdf"}:
        head = head.over(_agreeing(heads.by_name(PurePath(name).stem, document.text, publishers), found.text))
    head = _spoken(head.over(heads.by_words(found.text)), found.text)
    if remark:
        head = replace(head, remarks={**head.remarks, "text": remark})
    return Article(form, head, found.text, document.text)


def _form(raw: bytes, name: str, type: str) -> str:
    """What it is: by its first bytes where these leave no doubt, by the server, the ending, the look of it."""
    if raw.lstrip()[:5] == b"%PDF-":
        return "pdf"
    form = _TYPES.get(type) or FORMS.get(PurePath(name).suffix.lower(), "")
    if form and form != "text":
        return form
    if _PAGE.match(raw[:4096]):
        return "html"
    headers = _MAIL.match(raw[:65536].replace(b"\r\n", b"\n"))
    if headers and len(_OF_MAIL.findall(headers[0])) >= 3:
        return "mail"
    return "markdown" if not form and _MARKED.match(raw[:4096]) else "text"


def _document(form: str, raw: bytes, name: str, url: str | None, encoding: str) -> tuple[Document, str]:
    if form == "pdf":
        found = pdf.read(raw, name)
        return replace(found, head=found.head.over(Head(url=url))), ""
    if form == "mail":
        return mail.read(raw, name), ""
    text, remark = charset.decoded(raw, name, encoding)
    readers: dict[str, Callable[[], Document]] = {
        "html": lambda: page.read(text, url),
        "markdown": lambda: _markdown(text),
        "text": lambda: Document("text", Head(url=url), text),
    }
    return readers[form](), remark


def _clean(document: Document) -> Document:
    """The document without controls: a page may write them as `&#27;`, and a PDF holds what it likes."""
    head = document.head
    told = replace(
        head,
        title=charset.clean(head.title) if head.title else None,
        authors=tuple(map(charset.clean, head.authors)),
        publisher=charset.clean(head.publisher) if head.publisher else None,
    )
    return replace(document, head=told, text=charset.clean(document.text))


def _markdown(text: str) -> Document:
    return Document("markdown", _front(text), markdown.text(text))


def _front(text: str) -> Head:
    """What the front matter says; nothing where there is none that can be read."""
    import yaml

    found = re.match(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found:
        return Head()
    try:
        held = yaml.BaseLoader(found[1]).get_single_data()
    except (yaml.YAMLError, RecursionError):
        return Head()
    given = (
        {str(key).casefold().replace("-", "_"): value for key, value in held.items()} if isinstance(held, dict) else {}
    )
    told = {field: _value(given, keys) for field, keys in _FRONT.items()}
    names = [name for each in told["authors"] for name in people(each.strip('[]" ')) or ([each] if each else [])]
    url = next((each for each in told["url"] if re.match(r"https?://", each)), None)
    return Head(
        title=next(iter(told["title"]), None),
        authors=tuple(names),
        publisher=next(iter(told["publisher"]), None),
        published=next((day for each in told["published"] if (day := days.of(each))), None),
        url=url,
        language=next((each.lower() for each in told["language"] if re.fullmatch("[A-Za-z]{2,3}", each)), None),
    )


def _value(given: dict[str, object], keys: Iterable[str]) -> list[str]:
    """The values of the first of these keys that has any."""
    for key in keys:
        value = given.get(key)
        listed = [each.strip() for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
        if any(listed):
            return [each for each in listed if each]
    return []


def _agreeing(named: Head, text: str) -> Head:
    """What the name of a file says, without a day that the article's own words are against."""
    own = heads.by_words(text).published
    if own and named.published and named.published[:4] != own:
        return replace(named, published=None, remarks={k: v for k, v in named.remarks.items() if k != "published"})
    return named


def _spoken(head: Head, text: str) -> Head:
    """The head with the language of its words: a page's own field is often that of its template."""
    heard = tongue.language(text)
    told = head.language
    if heard is None or (told and told.partition("-")[0] == heard):
        return head
    remarks = dict(head.remarks)
    if told:
        remarks["language"] = f"its words; the page says {told}"
    return replace(head, language=heard, remarks=remarks)
