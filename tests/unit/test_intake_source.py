"""Ids of sources: of what is known of them, and free."""

from __future__ import annotations

import pytest

from xbrief.intake import source


@pytest.mark.parametrize(
    ("publisher", "url", "id"),
    [
        ("Harbour Post", "https://post.example/a", "harbourpost-2020-02-shop-opens"),
        (None, "https://www.post.example:8443/a", "post-example-2020-02-shop-opens"),
        (None, "http://127.0.0.1:8766/a", "source-2020-02-shop-opens"),
        ("127.0.0.1", "http://127.0.0.1:8766/a", "source-2020-02-shop-opens"),
        ("::1", "http://[::1]:80/a", "source-2020-02-shop-opens"),
        ("Post", "http://127.0.0.1:8766/a", "post-2020-02-shop-opens"),
        (None, None, "source-2020-02-shop-opens"),
        (None, "http://[::1/a", "source-2020-02-shop-opens"),
    ],
)
def test_an_id_is_made_of_names_and_never_of_numbers_of_hosts(publisher: str | None, url: str | None, id: str) -> None:
    record = {"publisher": publisher, "url": url, "published": "2020-02-03", "title": "A shop opens"}
    assert source.new_id(record, ()) == id
    assert source.new_id(record, {id}) == f"{id}-2"


def test_a_host_has_neither_www_nor_a_port() -> None:
    assert source.host("https://www.post.example:8443/a") == "post.example"
    assert source.host(None) == ""
