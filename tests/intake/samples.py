"""One invented article in every form in which articles are saved, with the page around it."""

from __future__ import annotations

from pathlib import Path

TITLE = "Nordwind opens its first shop in Bern"
BODY = (
    (
        "The lamp maker Nordwind has opened its first shop in Switzerland on Saturday, in a former bakery near the"
        " station of Bern. Some two hundred people waited in the rain for the doors to open."
    ),
    (
        "The shop is run by Butik AG, which has sold the company's lamps on its own website since last autumn. It will"
        " not sell the kettles of the brand, which have not been cleared for sale in the country yet."
    ),
    (
        "“We want to learn what the Swiss make of our lamps,” said Eva Lund, the chief executive of Nordwind, at the"
        " opening. She left open whether a second shop in Zurich is to follow within the year."
    ),
    (
        "Imported lamps bear a duty of four percent at the border. Makers at home have asked for a higher one, and the"
        " ministry is to decide on it before the summer."
    ),
)
RELATED = "Kettle prices fall as three new rivals enter the market at once"
AUTHOR = "Ada Ek is a reporter of the Harbour Post. She has written about shops and their keepers for eleven years."
COOKIES = "We use cookies to make this site better. By continuing to use it you accept our cookies."
HEAD = """
<title>Nordwind opens its first shop in Bern | Harbour Post</title>
<meta property="og:title" content="Nordwind opens its first shop in Bern"/>
<meta property="og:site_name" content="Harbour Post"/>
<meta name="author" content="Ada Ek"/>
<meta property="article:published_time" content="2020-02-03T09:30:00+01:00"/>
<meta property="article:modified_time" content="2026-11-22T08:00:00+01:00"/>
<link rel="canonical" href="https://post.example/2020/02/nordwind-bern"/>
"""


def html(head: str = HEAD, body: str = "", lang: str = ' lang="en"') -> str:
    """A page as news sites have them: menu, cookie note, byline, article, author, related posts, footer."""
    paragraphs = body or "\n".join(f"<p>{each}</p>" for each in BODY)
    return f"""<!DOCTYPE html>
<html{lang}><head><meta charset="utf-8"/>{head}</head><body>
<div class="cookie-banner"><p>{COOKIES}</p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/lamps">Lamps</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1>
<div class="byline">By <a rel="author" href="/ada">Ada Ek</a></div>
{paragraphs}
<div class="author-box"><h4>Ada Ek</h4><p>{AUTHOR}</p></div>
</article>
<section class="related"><h3>Recent posts</h3><ul>
<li><a href="/kettles">{RELATED}</a> <time datetime="2026-11-21">21 November 2026</time></li>
<li><a href="/tax">Ministry weighs a tax on candles</a> <time datetime="2026-11-20">20 November 2026</time></li>
</ul></section></main>
<footer><p>© 2026 Harbour Post. All rights reserved.</p></footer>
</body></html>"""


def plain() -> str:
    """The same page, copied out of a browser."""
    below = ["Ada Ek", AUTHOR, "Recent Posts", RELATED, "21 November 2026", "5 hours ago"]
    return "\n\n".join(
        [
            "Categories: LampsShops",
            "Home > News > Lamps",
            COOKIES,
            TITLE,
            "By Ada Ek | 3 February 2020, 09:30",
            *BODY,
            *below,
        ]
    )


def mail(**changes: str) -> bytes:
    """A newsletter, its headers changed as wished; one with an empty value is left out."""
    headers = {
        "From": "Ada Ek <ada@post.example>",
        "To": "reader@reader.example",
        "Subject": TITLE,
        "Date": "Mon, 03 Feb 2020 09:30:00 +0100",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
    }
    headers |= {name.replace("_", "-"): value for name, value in changes.items() if name != "body"}
    lines = [f"{name}: {value}" for name, value in headers.items() if value]
    return ("\n".join(lines) + "\n\n" + changes.get("body", "\n\n".join(BODY))).encode()


def pdf(
    folder: Path,
    title: str = TITLE,
    author: str = "Ada Ek",
    lines: tuple[str, ...] = (TITLE, "3 February 2020", *BODY),
    again: int = 1,
) -> bytes:
    """The article as a PDF with a line above and below each page; several pages of it with `again`."""
    import typst

    text = "\n\n".join(line.replace("@", "\\@") for line in lines)
    source = (
        f'#set document(title: "{title}", author: "{author}")\n'
        "#set page(width: 12cm, height: 9cm, header: [Harbour Post, archive], "
        " footer: context [Page #counter(page).display()])\n#set smartquote(enabled: false)\n"
        f'#set par(justify: false)\n#set text(lang: "en", hyphenate: false)\n'
        + "\n\n#pagebreak()\n\n".join([text] * again)
    )
    path = folder / "article.typ"
    path.write_text(source, encoding="utf-8")
    return typst.compile(str(path))
