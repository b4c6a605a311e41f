"""An HTML page: its article by trafilatura, and what its head says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from xbrief.evidence import html
from xbrief.intake.article import days, linked
from xbrief.intake.article.heads import people
from xbrief.intake.article.types import Document, Head

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Tags of a page; beyond that it is read by the plain reader, whose time grows with the length alone.
_MOST_TAGS = 50_000
# Characters of an article, fewer than which are a sign that the wrong part was taken.
_LEAST = 200
# Elements of time that are looked at: an article has one or two at its head.
_MOST_TIMES = 10
_BYLINES = "//*[contains(@class, 'byline') or contains(@class, 'author')]"
_BYLINE = 80
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)")
_DATED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued"),
    *("dcterms.issued", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date"),
    *(
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "publication-date",
    ),
    *("date", "dc.date", "dcterms.date", "dc.date.created"),
)
_TITLED = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title")
_WRITTEN = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author")
_PUBLISHED = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
    "article:publisher",
    "application-name",
)
_CHANGED = re.compile(r"modif|updat|chang", re.IGNORECASE)
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?(?=/|$)")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid", re.IGNORECASE)


def read(content: str, url: str | None = None) -> Document:
    """The article of a page; `url` is where it came from, where that is known."""
    tree = _tree(content)
    saved = _SAVED.search(content[:2000])
    came_from = url or (saved[1] if saved else None)
    head = _head(tree, came_from) if tree is not None else Head(url=came_from and _bare(came_from))
    text = _article(content) if content.count("<") <= _MOST_TAGS else ""
    if len(text) < _LEAST:
        plain = html.text(_sound(tree)) if tree is not None else ""
        # A page of a few words has no part that could be told from the rest.
        text = plain if len(plain.strip()) > len(text) else text
    return Document("html", head, text)


def _tree(content: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        # As bytes: a declaration of another encoding in a text that is decoded already would be a fault.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return document_fromstring(content.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _sound(tree: HtmlElement) -> str:
    """The page written anew: tags that are never closed cost the reader of the standard library minutes."""
    from lxml import etree

    return str(etree.tostring(tree, method="html", encoding="unicode"))


def _article(content: str) -> str:
    """What trafilatura takes for the article, a line a paragraph; empty where it finds none."""
    import logging

    import trafilatura

    # It tells of every page without an article; what is missing is told here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(content, include_comments=False, include_tables=True, favor_precision=False)
    return found or ""


def _head(tree: HtmlElement, url: str | None) -> Head:
    metas = _metas(tree)
    address = _address(tree, metas, url)
    heading = _words(tree, "//h1")
    data = linked.article([str(each.text_content()) for each in tree.xpath(_LINKED)], address, heading)
    publisher = _first(data.get("publisher"), *(metas.get(name) for name in _PUBLISHED))
    if publisher and publisher.startswith("http"):
        publisher = None
    published, why = _day(tree, metas, data, address)
    host = urlsplit(address).hostname if address else None
    remarks = {"published": why} if why else {}
    if not publisher and host:
        publisher, remarks["publisher"] = host.removeprefix("www."), "the address"
    return Head(
        title=_title(tree, metas, data, heading, publisher),
        authors=_authors(tree, metas, data, publisher),
        publisher=publisher,
        published=published,
        url=address,
        language=_language(tree, metas, data),
        remarks=remarks,
    )


_LINKED = "//script[translate(@type, 'LDJSON', 'ldjson')='application/ld+json']"


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first value of each name of the page's <meta>, names in small letters."""
    found: dict[str, str] = {}
    for each in tree.xpath("//meta[@content]"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or each.get("http-equiv") or ""
        value = " ".join(each.get("content").split())
        if value:
            found.setdefault(name.strip().casefold(), value)
    return found


def _first(*values: str | None) -> str | None:
    return next((value.strip() for value in values if value and value.strip()), None)


def _words(tree: HtmlElement, path: str) -> str:
    """The words of the one element of a path; empty where there are none or several that differ."""
    found = {" ".join(each.text_content().split()) for each in tree.xpath(path)} - {""}
    return found.pop() if len(found) == 1 else ""


def _title(
    tree: HtmlElement, metas: dict[str, str], data: dict[str, Any], heading: str, publisher: str | None
) -> str | None:
    title = _words(tree, "//head/title")
    if heading and heading.casefold() in title.casefold():
        return heading
    found = _first(data.get("title"), *(metas.get(name) for name in _TITLED), heading, title)
    if found and publisher:
        # `A shop opens | Harbour Post`
        found = re.sub(rf"\s+[|–—:·»-]\s+{re.escape(publisher)}\s*$", "", found, flags=re.IGNORECASE)
    return found


def _authors(tree: HtmlElement, metas: dict[str, str], data: dict[str, Any], publisher: str | None) -> tuple[str, ...]:
    given: list[str] = list(data.get("authors", ()))
    if not given:
        given = [metas[name] for name in _WRITTEN if name in metas and not metas[name].startswith("http")][:1]
    if not given:
        given = [each.text_content() for each in tree.xpath("//*[@rel='author'] | //*[@itemprop='author']")]
    if not given:
        # A byline is short; a box about the author is not.
        lines = [" ".join(each.text_content().split()) for each in tree.xpath(_BYLINES)[:_MOST_TIMES]]
        given = next(([line] for line in lines if len(line) <= _BYLINE and people(line)), [])
    names = [name for each in given for name in people(" ".join(each.split())) or ()]
    return tuple(dict.fromkeys(name for name in names if not publisher or name.casefold() != publisher.casefold()))


def _language(tree: HtmlElement, metas: dict[str, str], data: dict[str, Any]) -> str | None:
    told = _first(tree.get("lang"), data.get("language"), metas.get("content-language"), metas.get("og:locale")) or ""
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_.].*)?", told)
    if not found:
        return None
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


def _day(tree: HtmlElement, metas: dict[str, str], data: dict[str, Any], url: str | None) -> tuple[str | None, str]:
    """The day of publication, and where it was read if not in a field for it. A page that was saved may hold the day of
    its saving: the year in its address goes before."""
    written = _PATH_DAY.search(urlsplit(url).path) if url else None
    path = "-".join([written[1], *(part.zfill(2) for part in written.groups()[1:] if part)]) if written else None
    path = days.of(path) if path else None
    for value in (data.get("published"), *(metas.get(name) for name in _DATED), _time(tree)):
        day = days.of(value) if value else None
        if day and not (path and day[:4] != path[:4]):
            return day, ""
    return (path, "the address") if path else (None, "")


def _time(tree: HtmlElement) -> str | None:
    """The first <time> below the headline, before much else was said, that tells of no change."""
    below, said, seen = False, 0, 0
    for each in tree.iter():
        if each.tag == "h1":
            below = True
        elif not below or not isinstance(each.tag, str):
            continue
        elif each.tag == "time" and each.get("datetime"):
            seen += 1
            if seen > _MOST_TIMES:
                return None
            named = f"{each.get('class', '')} {each.get('itemprop', '')} {each.getparent().text_content()[:60]}"
            if not _CHANGED.search(named):
                return str(each.get("datetime"))
        elif each.tag == "p":
            said += len(each.text_content())
            if said > _LEAST:
                return None
    return None


def _address(tree: HtmlElement, metas: dict[str, str], url: str | None) -> str | None:
    """The canonical address, else the one that the page came from; none that leads to the front page of a site."""
    links = [each.get("href") for each in tree.xpath("//link[@rel='canonical'][@href]")]
    for value in (*links, metas.get("og:url"), url):
        found = urljoin(url or "", value.strip()) if value else ""
        if found.startswith(("http://", "https://")) and (urlsplit(found).path.strip("/") or value == url):
            return _bare(found)
    return None


def _bare(url: str) -> str:
    """The address without the place on the page, and without what only counts visitors."""
    parts = urlsplit(url)
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query if query != parts.query else parts.query, ""))
