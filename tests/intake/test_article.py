"""Articles out of files of every form: the words without the page, who says so when, and what stays open."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.intake import samples
from tests.intake.samples import BODY, TITLE
from xbrief.errors import XbriefError
from xbrief.intake.article import body, charset, days, heads, mail, pdf, tongue
from xbrief.intake.article.reader import article
from xbrief.intake.article.types import Article, Head

WHOLE = "\n\n".join((TITLE, *BODY)) + "\n"


def of(text: str | bytes, name: str = "a.html", url: str | None = None) -> Article:
    return article(text.encode() if isinstance(text, str) else text, name, url=url)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return samples.pdf(tmp_path_factory.mktemp("pdf"))


@pytest.mark.parametrize("form", ["html", "txt", "eml", "pdf"])
def test_the_same_article_comes_out_of_every_form(form: str, printed: bytes) -> None:
    raw = {"html": samples.html().encode(), "txt": samples.plain().encode(), "eml": samples.mail(), "pdf": printed}
    found = of(raw[form], f"saved.{form}")
    assert found.text == WHOLE
    assert (found.head.title, found.head.authors, found.head.language) == (TITLE, ("Ada Ek",), "en")
    assert found.head.published == "2020-02-03", "not the day of a change, a saving, or of a headline below"
    again = of(found.text, "again.txt")
    assert again.text == found.text, "what was parted once holds nothing more to part"


def test_the_head_of_a_page() -> None:
    found = of(samples.html()).head
    assert found == Head(
        title=TITLE,
        authors=("Ada Ek",),
        publisher="Harbour Post",
        published="2020-02-03",
        url="https://post.example/2020/02/nordwind-bern",
        language="en",
    )


def test_what_a_page_does_not_say_stays_open() -> None:
    """Below the article stand days of 2026: none of them is its own."""
    found = of(samples.html(head="", lang="")).head
    assert (found.publisher, found.published, found.url) == (None, None, None)
    assert found.authors == ("Ada Ek",)
    assert found.language == "en", "its words tell"


DATA = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Harbour Post"},
{"@type": ["NewsArticle"], "headline": "Nordwind opens its first shop in Bern", "datePublished": "2020-02-03",
"dateModified": "2026-11-22", "author": [{"@type": "Person", "name": "Bo Ray"}, {"name": "Harbour Post"}],
"publisher": {"name": "Harbour Post"}, "inLanguage": "en-GB", "mainEntityOfPage": {"@id": "https://post.example/b"}},
{"@type": "NewsArticle", "headline": "Another one", "datePublished": "2026-11-21"}]}</script>"""


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (DATA, None, Head(TITLE, ("Bo Ray",), "Harbour Post", "2020-02-03", None, "en-GB")),
        (
            DATA.replace(TITLE, "Shop"),
            "https://post.example/b",
            Head("Shop", ("Bo Ray",), "Harbour Post", "2020-02-03"),
        ),
        # Of several articles none is known to be the page's own.
        (DATA.replace(TITLE, "Shop"), None, Head(TITLE, ("Ada Ek",))),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": 7</script>', None, Head(TITLE)),
        ("<script type='application/ld+json'>" + "[" * 20 + "]" * 20 + "</script>", None, Head(TITLE)),
        ('<meta name="date" content="3 February 2020">', None, Head(TITLE, published="2020-02-03")),
        ('<meta name="date" content="02/03/2020">', None, Head(TITLE, published=None)),
        ("", "https://post.example/2020/02/03/nordwind", Head(TITLE, publisher="post.example", published="2020-02-03")),
        ("", "https://www.post.example/2020/2/nordwind", Head(TITLE, publisher="post.example", published="2020-02")),
        # A page that is made anew on every call holds the day of the call.
        ('<meta name="date" content="2026-11-22">', "https://post.example/2020/02/a", Head(TITLE, published="2020-02")),
        ('<meta property="og:url" content="https://post.example/a?id=3&utm_source=x#top">', None, Head(TITLE)),
        ('<link rel="canonical" href="https://post.example/">', "https://post.example/a?id=3", Head(TITLE)),
        ('<meta property="article:publisher" content="https://social.example/post">', None, Head(TITLE)),
        (
            "<title>Nordwind comes - Harbour Post</title><meta name='publisher' content='Harbour Post'>",
            None,
            Head(TITLE),
        ),
    ],
)
def test_heads_of_pages(head: str, url: str | None, expected: Head) -> None:
    found = of(samples.html(head=head, lang=""), url=url).head
    for field in ("title", "published"):
        assert getattr(found, field) == getattr(expected, field)
    for field in ("authors", "publisher", "language"):
        assert getattr(found, field) == getattr(expected, field) or not getattr(expected, field)


def test_addresses_of_pages() -> None:
    def address(head: str, url: str | None = None, before: str = "") -> str | None:
        return of(before + samples.html(head=head), url=url).head.url

    tracked = '<meta property="og:url" content="https://post.example/a?id=3&amp;utm_source=x#top">'
    assert address(tracked) == "https://post.example/a?id=3"
    front = '<link rel="canonical" href="https://post.example/">'
    assert address(front, "https://post.example/a?fbclid=1") == "https://post.example/a", "the front page is no article"
    assert address('<link rel="canonical" href="/a">', "https://post.example/b") == "https://post.example/a"
    assert address("", before="<!-- saved from url=(0022)https://post.example/c -->") == "https://post.example/c"
    assert address('<link rel="canonical" href="ftp://post.example/a">') is None


@pytest.mark.parametrize(
    ("time", "published"),
    [
        ('<time datetime="2020-02-03">Monday</time>', "2020-02-03"),
        (
            '<time class="updated" datetime="2026-02-03">today</time><time datetime="2020-02-03">then</time>',
            "2020-02-03",
        ),
        ('<p>Last updated <time datetime="2026-02-03">today</time></p>', None),
        ('<time datetime="now">now</time>' * 30, None),
        ("<p>Published on 3 February 2020</p>", "2020-02-03"),
        ("<p>Updated 4 February 2020</p>", None),
    ],
)
def test_a_day_below_the_headline(time: str, published: str | None) -> None:
    paragraphs = time + "".join(f"<p>{each}</p>" for each in BODY)
    assert of(samples.html(head="", body=paragraphs)).head.published == published


def test_a_page_by_another_reader_where_the_first_one_finds_nothing() -> None:
    short = "<html><head><title>Closed</title></head><body><p>The shop of Nordwind is closed.</p></body></html>"
    assert of(short).text == "Closed\n\nThe shop of Nordwind is closed.\n"
    many = samples.html().replace("</article>", "<b></b>" * 60_000 + "</article>")
    found = of(many)
    assert found.text.startswith(f"{TITLE}\n\n{BODY[0]}")
    assert samples.RELATED not in found.text


@pytest.mark.parametrize("trap", ["<!--", "<![CDATA[", "</", '<a b="', "<div>", "<ul><li>"])
def test_a_page_of_open_tags_costs_no_minutes(trap: str) -> None:
    found = of(samples.html().replace("</article>", f"</article>{trap * 60_000}"))
    assert BODY[0] in found.text


def test_a_page_without_a_page() -> None:
    with pytest.raises(XbriefError, match="holds no words"):
        of("<html></html>")
    with pytest.raises(XbriefError, match="holds no words"):
        of("<!doctype html>", "-")


def test_markdown_and_its_front_matter() -> None:
    front = (
        "---\ntitle: The shop\nauthor: [Ada Ek, Bo Ray]\npublished: 2020-02-03\ncreated: 2026-11-22\n"
        "source: https://post.example/a\nsite: Harbour Post\nlang: EN\n---\n"
    )
    found = of(f"{front}# The shop\n\n{BODY[0]}\n\n**{BODY[1]}**\n", "a.md")
    assert found.head == Head(
        "The shop", ("Ada Ek", "Bo Ray"), "Harbour Post", "2020-02-03", "https://post.example/a", "en"
    )
    assert found.text == f"The shop\n\n{BODY[0]}\n\n{BODY[1]}\n"
    broken = of(f"---\ntitle: [\n---\n{BODY[0]}\n", "a.md")
    assert broken.head.title is None
    listed = of(f"---\n- a\n---\n# Shop\n\n{BODY[0]}\n", "a.markdown")
    assert listed.head.title == "Shop"


def test_labels_above_a_text() -> None:
    head = (
        "Title: The shop\nBy: nobody\nAuthor: Ada Ek and Bo Ray\nDate: Monday, 3 February 2020\nSource: Harbour Post\n"
        "URL: https://post.example/a (accessed today)\nLanguage: en\nRetrieved: 22 November 2026\n"
    )
    found = of("\n\n".join([*head.splitlines(), *BODY]), "a.txt")
    assert found.head == Head(
        "The shop", ("Ada Ek", "Bo Ray"), "Harbour Post", "2020-02-03", "https://post.example/a", "en"
    )
    assert "Retrieved" not in found.text
    assert of(f"Source: https://post.example/a\n\n{BODY[0]}", "a.txt").head.url == "https://post.example/a"
    assert of(f"URL: none\n\nLanguage: English\n\n{BODY[0]}", "a.txt").head.url is None


@pytest.mark.parametrize(
    ("line", "authors", "published"),
    [
        ("By Ada Ek", ("Ada Ek",), None),
        ("By Ada Ek and Bo de la Ray, 3 February 2020", ("Ada Ek", "Bo de la Ray"), "2020-02-03"),
        ("Ada Ek | February 3rd, 2020 10:15 a.m. GMT", ("Ada Ek",), "2020-02-03"),
        ("Published: 3 Feb 2020 | Updated: 4 Feb 2020", (), "2020-02-03"),
        ("Updated: 4 Feb 2020 | Published: 3 Feb 2020", (), "2020-02-03"),
        ("2020년 2월 3일", (), "2020-02-03"),
        ("Von Ada Ek, 3. Februar 2020", ("Ada Ek",), "2020-02-03"),
        ("3 de fevereiro de 2020", (), "2020-02-03"),
        ("03.02.2020 – 14:30 Uhr", (), "2020-02-03"),
        ("13/02/2020", (), "2020-02-13"),
        ("02/13/2020", (), "2020-02-13"),
        ("February 2020", (), "2020-02"),
        ("2020.02.03", (), "2020-02-03"),
        ("Feb 3, 2020 / 9:30 AM / Updated 2 years ago", (), "2020-02-03"),
        ("Publié le 3 février 2020 à 9h30 par Zoé Léa", ("Zoé Léa",), "2020-02-03"),
        ("Posted on 3 February 2020, 09:30 by Ada Ek and Bo Ray", ("Ada Ek", "Bo Ray"), "2020-02-03"),
        ("Di Marco Rossi, 3 febbraio 2020", ("Marco Rossi",), "2020-02-03"),
        ("Kurt von Beck, 3. Februar 2020", ("Kurt von Beck",), "2020-02-03"),
    ],
)
def test_bylines_and_datelines(line: str, authors: tuple[str, ...], published: str | None) -> None:
    found = heads.of(line)
    assert found is not None
    assert (found.authors, found.published) == (authors, published)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Publié le par Zoé Léa", ("Zoé Léa",)),
        ("Posted in News, by Ada Ek", ("Ada Ek",)),
        ("Di Marco Rossi", ("Di Marco Rossi",)),
        ("Kurt von Beck", ("Kurt von Beck",)),
    ],
)
def test_the_words_before_a_name_are_no_part_of_it(byline: str, names: tuple[str, ...]) -> None:
    assert heads.people(byline) == names


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("Cycle Trade Weekly, Nov. 3, 2019", "Cycle Trade Weekly", ()),
        ("The Harbour Post | Nov. 3, 2019", "The Harbour Post", ()),
        ("Harbour Gazette | Ada Ek | Nov. 3, 2019", "Harbour Gazette", ("Ada Ek",)),
        ("Emily Post, Nov. 3, 2019", None, ("Emily Post",)),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["first", "second"])
def test_the_paper_beside_its_day(line: str, publisher: str | None, authors: tuple[str, ...], first: bool) -> None:
    head = [line, TITLE] if first else [TITLE, line]
    found = of("\n\n".join([*head, *BODY]), "a.txt")
    assert (found.head.title, found.head.publisher, found.head.authors) == (TITLE, publisher, authors)
    assert found.head.published == "2019-11-03"
    assert found.text == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "Lamps shown at the fair of 3 February 2020 come to Bern",
        "By the end of the year",
        "03/02/2020",
        "Saturday",
        "31 February 2020",
        "2020-13",
        "x" * 200,
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert heads.of(line) is None


def test_days_in_values() -> None:
    assert days.of("2020-02-03T23:59:00Z") == "2020-02-03"
    assert days.of("Mon, 03 Feb 2020 09:30:00 +0100") == "2020-02-03"
    assert days.of("yesterday") is None
    assert [*days.found("saved on 3 May 2021, printed 4 May 2021")] == []


@pytest.mark.parametrize(
    ("start", "published"),
    [
        ("BERN, 3 February 2020 (Wire) - ", "2020-02-03"),
        ("Bern (3 February 2020) – ", "2020-02-03"),
        ("Bern, 3 February 2020, ", None),
        ("On 3 February 2020 – ", None),
        ("Bern: ", None),
    ],
)
def test_the_day_behind_the_place_with_which_an_article_begins(start: str, published: str | None) -> None:
    assert of(f"A shop\n\n{start}{BODY[0]}\n\n{BODY[1]}", "a.txt").head.published == published


def test_a_byline_that_has_no_field_of_its_own() -> None:
    byline = '<span class="posted">Posted on</span> <span class="author vcard">Bo Ray</span>'
    box = f'<div class="author-box">{samples.AUTHOR}</div>'
    page = f"<html><body><h1>A shop</h1>{box}{byline}<p>{BODY[0]}</p><p>{BODY[1]}</p></body></html>"
    found = of(page)
    assert found.head.authors == ("Bo Ray",)
    assert "Posted" not in found.text


def test_a_files_name_tells_where_it_is_the_id_of_a_source() -> None:
    text = "\n\n".join(BODY) + "\n\nMore in the Harbour Post."
    found = of(text, "folder/harbourpost-2020-02-shop-opens.txt").head
    assert (found.publisher, found.published) == ("Harbour Post", "2020-02")
    assert found.remarks == dict.fromkeys(("publisher", "published"), "the name of the file")
    assert of(text, "article-2026-11-22-saved.txt").head.published is None, "a day of saving"
    assert of(text, "shop 2020-02.txt").head.published is None
    known = article(BODY[0].encode(), "hafenblatt-2020-02-03-bern.txt", publishers=["Das Blatt", "Hafen Blatt"]).head
    assert (known.publisher, known.published) == ("Hafen Blatt", "2020-02-03")


def test_its_own_words_tell_the_year_and_go_before_the_name_of_the_file() -> None:
    text = f"{BODY[0]} It is the third shop that opens so far in 2020.\n\n{BODY[1]}"
    assert of(text, "a.txt").head.published == "2020"
    assert of(text, "post-2020-02-bern.txt").head.published == "2020-02"
    assert of(text, "post-2021-02-bern.txt").head.published == "2020"
    assert of(f"{text} The second so far in 2019.", "a.txt").head.published is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Laden ist in der Stadt und er hat auf dem Markt mit den Lampen für die Leute ein gutes Jahr. " * 3, "de"),
        (
            "Le magasin est dans la ville et il a une année pour les gens qui ne sont pas sur la place du marché. " * 3,
            "fr",
        ),
        ("조명 회사 노르드빈트가 베른에 첫 매장을 열었다고 토요일에 밝혔다.", "ko"),
        ("ランプの会社は土曜日に最初の店を開いた。", "ja"),
        ("Nordwind Nordwind " * 20, None),
        ("Short.", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert tongue.language(text) == language


def test_words_go_before_the_field_of_a_template() -> None:
    found = of(samples.html(lang=' lang="de-CH"')).head
    assert (found.language, found.remarks["language"]) == ("en", "its words; the page says de-CH")
    assert of(samples.html(lang=' lang="en_GB"')).head.language == "en-GB"
    assert of(samples.html(lang=' lang="english"')).head.language == "en"


def test_furniture_of_texts_goes_and_their_words_stay() -> None:
    text = "\n\n".join(
        [
            "Menu",
            "Related: more lamps",
            BODY[0],
            "Advertisement",
            BODY[1],
            "Sign up for our free newsletter",
            "Unsubscribe here",
            "To unsubscribe, write to us.",
            "About the author: Ada Ek has told of shops and their keepers since 2010.",
            "© 2026 Post",
        ]
    )
    assert body.parted(text).paragraphs == BODY[:2]
    kept = "The shop will use cookies of its own, baked by the owner, to win over those who wait in line for the lamps."
    assert body.parted(f"{BODY[0]}\n\n{kept}").paragraphs == (BODY[0], kept)
    told = "Unsubscribe rates of the newsletter rose to four percent."
    assert body.parted(f"{BODY[0]}\n\n{told}").paragraphs == (BODY[0], told)
    long = f"We use cookies. {BODY[0] * 3}"
    assert body.parted(long).paragraphs == (long,)


def test_a_text_without_a_title_has_none() -> None:
    assert body.parted("\n\n".join(BODY)).head.title is None
    assert body.parted("Only a line").head.title is None
    assert body.parted(f"A line:\n\n{BODY[0]}").head.title is None
    many = "\n\n".join([TITLE, *(f"Kicker {n}" for n in range(40)), BODY[0]])
    assert body.parted(many).paragraphs[-1] == BODY[0]


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        ("Zürich".encode(), "latin-1", "Zürich"),
        ("Zürich".encode("latin-1"), "iso-8859-1", "Zürich"),
        ("“Zürich”".encode("cp1252"), "iso-8859-1", "“Zürich”"),
        (b"\xef\xbb\xbfa\r\nb\rc\x0bd\x00"[:-1], "", "a\nb\nc\nd"),
        ("Zürich".encode("utf-16"), "", "Zürich"),
        (b'<meta charset="latin-1">Z\xfcrich', "", '<meta charset="latin-1">Zürich'),
        (b'<?xml version="1.0" encoding="latin-1"?>Z\xfcrich', "", '<?xml version="1.0" encoding="latin-1"?>Zürich'),
        ("조명 회사".encode("euc-kr"), "euc-kr", "조명 회사"),
        (b"a\x1bb\x07\tc", "", "ab c"),
        (b"a\x1b[1;31mb\x1b]0;title\x07c\x1b]0;open", "", "abc]0;open"),
        ("a\u009b2Jb\u0085c\u200e\u202e\u2066d\u00ade".encode(), "", "ab\ncd\u00ade"),
    ],
)
def test_charsets(raw: bytes, declared: str, text: str) -> None:
    assert charset.decoded(raw, "a", declared) == (text, "")


def test_a_charset_that_nothing_names_is_told() -> None:
    raw = " ".join(["Der Laden in Zürich öffnet am Samstag für die Käufer."] * 9).encode("cp1252")
    text, remark = charset.decoded(raw, "a.txt", "no-such-charset")
    assert "Zürich öffnet" in text
    assert "does not say its encoding" in remark
    found = of(raw, "a.txt")
    assert "encoding" in found.head.remarks["text"]


def test_what_a_terminal_obeys_is_kept_out_of_text_and_head() -> None:
    page = samples.html().replace("ministry", "mini&#x202e;stry&#27;[2J").replace("Ada Ek", "Ada\u202e Ek&#27;[1m")
    found = of(page.replace("Harbour Post", "Harbour&#8238; Post&#27;").replace("first shop", "first&#27;[31m shop"))
    assert found.text == WHOLE
    assert (found.head.title, found.head.authors, found.head.publisher) == (TITLE, ("Ada Ek",), "Harbour Post")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"PK\x03\x04....", "a ZIP archive or an Office document"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"text\x00text", "byte 4 is zero"),
        (b"\xff\xfea", "no utf-16"),
        (b"word " * 250_000, "more than 1,000,000 characters"),
        (b"Menu\n\nShare\n", "holds no words of an article"),
    ],
)
def test_what_is_no_article(raw: bytes, words: str) -> None:
    with pytest.raises(XbriefError, match=words):
        of(raw, "a.txt")


def test_no_encoding_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    import charset_normalizer

    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr(charset_normalizer, "from_bytes", lambda _raw: Nothing())
    with pytest.raises(XbriefError, match="no UTF-8 at byte 1"):
        charset.decoded(b"a\xff", "a.txt")


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (samples.html().encode(), "html"),
        (samples.mail(), "mail"),
        (b"---\ntitle: A\n---\n\n" + BODY[0].encode(), "markdown"),
        (b"# A shop\n\n" + BODY[0].encode(), "markdown"),
        (b"Title: A\n\n" + BODY[0].encode(), "text"),
    ],
)
def test_standard_input_is_read_by_its_look(raw: bytes, form: str) -> None:
    if form == "pdf":
        with pytest.raises(XbriefError, match="- is no sound PDF"):
            of(raw, "-")
    else:
        assert of(raw, "-").form == form


# E-mail.


def test_the_headers_of_a_mail() -> None:
    found = of(
        samples.mail(Subject="Fwd: RE: The shop", Organization="Harbour Post", Content_Language="en-GB"), "a.eml"
    )
    assert found.head == Head("The shop", ("Ada Ek",), "Harbour Post", "2020-02-03", None, "en")
    bare = of(samples.mail(From="ada.ek@gmail.com", Date="soon", Subject=""), "a.eml").head
    assert (bare.title, bare.authors, bare.publisher, bare.published) == (None, (), None, None)
    listed = of(samples.mail(Archived_At="<https://list.example/1>"), "a.eml").head
    assert listed.url == "https://list.example/1"


def test_a_mail_that_is_a_page_and_one_in_another_charset() -> None:
    page = samples.mail(Content_Type="text/html; charset=utf-8", body=samples.html(head="<title>Template</title>"))
    found = of(page, "a.eml")
    assert found.text == WHOLE
    assert found.head.title == TITLE
    swiss = samples.mail(Content_Type="text/plain; charset=latin-1", body="X").replace(
        b"X", "Zürich wartet.".encode("latin-1")
    )
    assert "Zürich wartet." in of(swiss, "a.eml").text


def test_both_parts_of_a_mail_the_plain_one_goes_first() -> None:
    parts = (
        '--b\nContent-Type: text/html\n\n<p>The page.</p>\n--b\nContent-Type: text/plain; charset="utf-8"\n\n'
        f"{BODY[0]}\n--b--\n"
    )
    found = of(samples.mail(Content_Type='multipart/alternative; boundary="b"', body=parts), "a.eml")
    assert found.text == f"{TITLE}\n\n{BODY[0]}\n"


@pytest.mark.parametrize("opening", ["---------- Forwarded message ---------", "Begin forwarded message:"])
def test_a_forwarded_mail_is_that_of_its_writer(opening: str) -> None:
    inner = (
        f"Have a look.\n\n{opening}\nFrom: Bo Ray <bo@paper.example>\nDate: Mon, 3 Feb 2020 at 09:30\n"
        f"Subject: A shop\n opens\nTo: me@reader.example\n\n{BODY[0]}\n"
    )
    found = of(samples.mail(Date="Sun, 22 Nov 2026 09:00:00 +0000", body=inner), "a.eml")
    assert found.head.published == "2020-02-03", "not the day on which it was passed on"
    assert (found.head.title, found.head.authors, found.head.publisher) == (
        "A shop opens",
        ("Bo Ray",),
        "paper.example",
    )
    assert found.text == f"A shop opens\n\n{BODY[0]}\n"
    bare = of(samples.mail(body=f"{opening}\nSubject: A\n{BODY[0]}"), "a.eml")
    assert bare.text == f"A\n\n{BODY[0]}\n"
    with pytest.raises(XbriefError, match="holds no words"):
        of(samples.mail(body=f"{opening}\nSubject: A"), "a.eml")


def test_mails_without_words() -> None:
    attached = '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"\n\nx\n--b--\n'
    with pytest.raises(XbriefError, match="holds no words") as fault:
        of(samples.mail(Content_Type='multipart/mixed; boundary="b"', body=attached), "a.eml")
    assert fault.value.hint.startswith("what is attached is added by itself")


def test_a_mail_that_the_parser_stumbles_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_words", lambda *_args: {}["nothing"])
    with pytest.raises(XbriefError, match="no sound e-mail"):
        mail.read(samples.mail(), "a.eml")


# PDF.


def test_the_lines_of_every_page_go(tmp_path: Path) -> None:
    found = of(samples.pdf(tmp_path, again=3, lines=(BODY[0], BODY[1])), "a.pdf")
    assert "archive" not in found.text
    assert "Page 2" not in found.text


def test_what_a_pdf_says_of_itself_and_what_a_browser_prints(tmp_path: Path) -> None:
    lines = ("22/11/2026, 12:30 The shop", *BODY, "https:\\/\\/p.example\\/a 1/2")
    found = of(samples.pdf(tmp_path, title="Microsoft Word - shop.docx", author="Administrator", lines=lines), "a.pdf")
    assert found.head == Head(language="en")
    assert "12:30" not in found.text
    assert "1/2" not in found.text


def test_words_that_were_parted_at_the_end_of_a_line() -> None:
    assert (
        pdf._joined(["The manu-\nfacturer is a manufacturer of e-\nbikes"])
        == "The manufacturer is a manufacturer of e-bikes"
    )


def test_pdfs_that_are_too_large_or_locked_or_no_text(monkeypatch: pytest.MonkeyPatch, printed: bytes) -> None:
    import io

    from pypdf import PdfWriter

    def saved(writer: PdfWriter) -> bytes:
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    with pytest.raises(XbriefError, match="holds no text"):
        of(saved(blank), "scan.pdf")
    locked = PdfWriter()
    locked.add_blank_page(100, 100)
    locked.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(XbriefError, match="locked with a password"):
        of(saved(locked), "a.pdf")
    with pytest.raises(XbriefError, match="no sound PDF"):
        of(printed[:200], "a.pdf")
    with pytest.raises(XbriefError, match="takes longer than"):
        pdf.read(printed, "a.pdf", seconds=-1)
    monkeypatch.setattr(pdf, "_MOST_PAGES", 0)
    with pytest.raises(XbriefError, match="more than 0"):
        of(printed, "a.pdf")
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "LONGEST", 10)
    with pytest.raises(XbriefError, match="more than 10 characters"):
        of(printed, "a.pdf")


def bomb(size: int) -> bytes:
    """A PDF of a page whose commands are packed a thousandfold."""
    packed = zlib.compress(b"BT (a) Tj ET " * (size // 13))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    raw, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return raw + table + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(raw)


@pytest.mark.parametrize("size", [9 * 2**20, 80 * 2**20])
def test_a_page_that_unpacks_to_no_end_is_refused(size: int) -> None:
    with pytest.raises(XbriefError, match=r"larger than 8 MiB|no sound PDF"):
        of(bomb(size), "bomb.pdf")


def test_what_a_broken_pdf_makes_of_its_reader(monkeypatch: pytest.MonkeyPatch, printed: bytes) -> None:
    def stumble(*_args: object) -> None:
        raise KeyError("/Root")

    monkeypatch.setattr(pdf, "_bounded", stumble)
    with pytest.raises(XbriefError, match="cannot be read as PDF"):
        of(printed, "a.pdf")
    from pypdf.errors import DependencyError

    monkeypatch.setattr(pdf, "_opened", lambda *_args: (_ for _ in ()).throw(DependencyError("cryptography")))
    with pytest.raises(XbriefError, match="locked in a way"):
        of(printed, "a.pdf")
