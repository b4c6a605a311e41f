"""Of a page the article is read, whatever its elements are called and wherever they end."""

from __future__ import annotations

import pytest

from xbrief.evidence.text import read

STORY = "".join(f"<p>Nordwind opened its shop number {n} in Bern.</p>" for n in range(30))
SOLD = "<p>Lamps are sold.</p>"


def words(page: str, suffix: str = ".html") -> str:
    return " ".join(read(page, suffix).raw.split())


@pytest.mark.parametrize(
    "page",
    [
        f"<nav>Home</nav>{STORY}<footer>Imprint</footer>",
        f"<form><nav>Home</nav>{STORY}</form><footer>Imprint</footer>",
        f"<nav>Home</nav><main>{STORY}</main><div>Imprint</div>",
        f"<div>Home</div><main><form>{STORY}</form></main>",
        f"<div>Home</div><main><article>{STORY}</article>Other lamps</main>",
        f"<div>Home</div><article>{STORY}<aside>Other lamps</aside></article><article>Other lamps</article>",
        f"<main>Home</main><article>{STORY}</article><div>Imprint</div>",
        f"<aside><article>{STORY}</article></aside><p>Other lamps</p>",
        f"<nav>Home</nav><template><p>Other lamps</p></template>{STORY}<svg><text>Other lamps</text></svg>",
        f"<title>Home</title><![if IE]>{STORY}<![odd[x]]><script>Home</script><style>Imprint</style>",
    ],
)
def test_what_stands_around_the_article_is_left_out(page: str) -> None:
    told = words(page)
    assert "shop number 0 in Bern" in told
    assert "shop number 29 in Bern" in told
    assert not any(word in told for word in ("Home", "Imprint", "Other lamps"))


@pytest.mark.parametrize("tag", ["aside", "header", "nav", "form", "template", "svg", "title"])
def test_an_element_that_is_never_closed_hides_nothing(tag: str) -> None:
    assert "Lamps are sold." in words(f"<main><{tag}>Home<div>{SOLD}</div></main>{SOLD}")
    assert "Lamps are sold." in words(f"<p>x</p><{tag}>{SOLD}")


@pytest.mark.parametrize(
    "page",
    [
        f"<header>{SOLD}</header><footer>{SOLD}</footer>",
        f"<header>{SOLD}{SOLD}</header><p>Imprint</p>",
        f"</aside></form>{SOLD}",
        f"<article><header>Home</article>{SOLD}{SOLD}",
    ],
)
def test_a_page_is_never_read_as_nothing(page: str) -> None:
    assert "Lamps are sold." in words(page)


def test_a_small_main_and_teasers_are_not_taken_for_the_article() -> None:
    teasers = "".join(f"<article>{SOLD * 20}</article>" for _ in range(2))
    assert "shop number 3" in words(f"<main>Home</main><div>{STORY}</div>{teasers}")
    assert words(f"<main>{STORY}</main><article>{SOLD * 60}</article>").endswith("number 29 in Bern.")


def test_the_header_of_an_article_is_read_and_that_of_a_page_is_not() -> None:
    page = f"<header>Home</header><article><header><nav>Tags</nav><h1>A shop</h1></header>{STORY}</article>"
    assert words(page).startswith("A shop Nordwind opened")
    assert "Home" not in words(f"<header>Home</header>{STORY}")


def test_words_of_two_blocks_or_cells_are_not_run_together() -> None:
    page = "<table><tr><th>Lamps</th><td>12</td></tr></table><dl><dt>Bern<dd>one shop</dl>end<br>last"
    text = read(page, ".htm").raw
    assert [" ".join(line.split()) for line in text.splitlines() if line.strip()] == [
        "Lamps 12",
        "Bern",
        "one shop",
        "end",
        "last",
    ]


def test_an_unclosed_script_is_no_text() -> None:
    assert words(f"{SOLD}<script>var a;") == "Lamps are sold."
