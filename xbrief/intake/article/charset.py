"""Bytes become text: by what the file says of itself where that holds, else by what the bytes show."""

from __future__ import annotations

import codecs
import re

from xbrief.errors import XbriefError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers do: these names stand for the wider set of the same bytes (encoding.spec.whatwg.org).
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.-]{1,40})",
    re.IGNORECASE,
)
# The first bytes of files that are no text, and what they are.
_KINDS = (
    (b"PK\x03\x04", "a ZIP archive or an Office document", "save it as PDF or as text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as PDF or as text"),
    (b"{\\rtf", "an RTF document", "save it as PDF or as text"),
    (b"\x89PNG", "a picture", "type or scan its words into a text file"),
    (b"\xff\xd8\xff", "a picture", "type or scan its words into a text file"),
    (b"GIF8", "a picture", "type or scan its words into a text file"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"bplist", "a web archive of a browser", "save the page as HTML"),
)
# What a terminal takes for an order (ECMA-48): of colour or place, up to its last letter; of a title, up to its end.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,30}[ -/]{0,5}[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]{0,200}(?:\x07|\x1b\\|\x9c)"
)
_OBEYED = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DOUBT = "the file does not say its encoding; it reads as {}"
_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ“”‘’„…–—«»€£©°§·\u00a0")


def decoded(raw: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text, and a remark on its encoding where that had to be found out; empty where there was no doubt.

    `declared` is what came along with the bytes, as by a server. XbriefError for what is no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return clean(raw.decode(encoding)), ""
            except UnicodeDecodeError as fault:
                raise XbriefError(f"{name}: no {encoding} at byte {fault.start}", "save it as UTF-8") from None
    for start, kind, hint in _KINDS:
        if raw.startswith(start):
            raise XbriefError(f"{name} is {kind}, not an article", hint)
    if b"\0" in raw:
        raise XbriefError(f"{name} is no text: byte {raw.index(0)} is zero", "save it as PDF or as text in UTF-8")
    try:
        # Hardly anything else passes for UTF-8, whatever a page says of itself.
        return clean(raw.decode("utf-8")), ""
    except UnicodeDecodeError as fault:
        first = fault.start
    found = _META.search(raw[:4096])
    told = declared or ((found[1] or found[2]).decode("ascii") if found else "")
    if told and (text := _by(told, raw)) is not None:
        return clean(text), ""
    return _guessed(raw, name, first)


def _by(encoding: str, raw: bytes) -> str | None:
    try:
        known = codecs.lookup(encoding).name
        return raw.decode(_WIDER.get(known, known))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _guessed(raw: bytes, name: str, first: int) -> tuple[str, str]:
    western = _by("cp1252", raw)
    if western is not None and _is_western(western):
        return clean(western), _DOUBT.format("cp1252")
    # Late, and a need of trafilatura's: hardly any file comes here.
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    text = _by(best.encoding, raw) if best else None
    if text is None or best is None:
        raise XbriefError(f"{name}: no UTF-8 at byte {first}", "save it as UTF-8")
    return clean(text), _DOUBT.format(best.encoding.replace("_", "-"))


def _is_western(text: str) -> bool:
    """Do the signs beyond ASCII read as accents and quotes of a text in Latin letters: few, and within words?"""
    beyond = [sign for sign in text if sign > "\x7f"]
    likely = sum(sign in _WESTERN for sign in beyond)
    return likely >= 0.95 * len(beyond) and len(beyond) <= 0.15 * len(text)


def clean(text: str) -> str:
    """The text with line ends of one kind and without what a terminal or an editor obeys: escape sequences, controls,
    marks and overrides of the direction of writing. A form feed ends a line, a tab is a space.
    """
    lines = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return _OBEYED.sub("", _SEQUENCE.sub("", lines))
