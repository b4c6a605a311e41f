"""An e-mail: its plain text, else its page, and what its headers say. Of a forwarded one, the headers of the first."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from xbrief.errors import XbriefError
from xbrief.intake.article import charset, days, page
from xbrief.intake.article.types import Document, Head

_PREFIX = re.compile(r"\A(?:\s*(?:re|fwd?|aw|wg|tr|rv|enc|sv|vs)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[ >]*(?:-{3,}\s*(?:forwarded message|original message|weitergeleitete nachricht|message transféré)\s*-{3,}"
    r"|begin forwarded message:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(
    r"[ >]*\*?(From|Date|Sent|Subject|To|Cc|Reply-To|Von|Gesendet|Datum|An|Betreff)\*?:\*?\s*(.*)", re.IGNORECASE
)
_NAMES = {"from": "From", "von": "From", "date": "Date", "sent": "Date", "gesendet": "Date", "datum": "Date"}
_NAMES |= {"subject": "Subject", "betreff": "Subject"}
# Where anybody has an address: such a host publishes nothing.
_ANYBODY = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|aol|gmx|web|mail|protonmail|proton|zoho|yandex|qq|163|naver"
    r"|hanmail|daum)\.(?:\w{2,3}|co\.\w\w)",
    re.IGNORECASE,
)


def read(raw: bytes, name: str) -> Document:
    """The message; XbriefError for one without words."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        part = message.get_body(preferencelist=("plain", "html"))
        text, html = _words(part, name) if isinstance(part, EmailMessage) else ("", False)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError, RecursionError) as fault:
        # The parser of the standard library stumbles over some headers that nobody should have written.
        raise XbriefError(f"{name} is no sound e-mail ({type(fault).__name__})", "save its words as text") from None
    headers = {
        key: _header(message, key)
        for key in ("From", "Date", "Subject", "Organization", "Content-Language", "Archived-At")
    }
    document = page.read(text) if html else None
    text = document.text if document else text
    inner = _FORWARDED.search(text)
    if inner:
        found, text = _inner(text[inner.end() :])
        headers = {**dict.fromkeys(headers, ""), **found}
    if not text.strip():
        raise XbriefError(f"{name} holds no words", "what is attached is added by itself: save it first")
    head = _head(headers)
    # Of a page in a mail only its own fields count: its title is mostly that of a template.
    return Document("mail", head.over(Head(language=document.head.language)) if document else head, text, headed=False)


def _words(part: EmailMessage, name: str) -> tuple[str, bool]:
    """The text of a part, and whether it is a page."""
    held = part.get_payload(decode=True)
    raw = held if isinstance(held, bytes) else b""
    text, _ = charset.decoded(raw, name, part.get_content_charset())
    return text, part.get_content_subtype() == "html"


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _inner(text: str) -> tuple[dict[str, str], str]:
    """The headers of a forwarded message, as mail programs write them into the new one, and its words."""
    lines = text.lstrip("\n").split("\n")
    found: dict[str, str] = {}
    last = ""
    for n, line in enumerate(lines):
        header = _HEADER.fullmatch(line)
        if header:
            last = _NAMES.get(header[1].casefold(), "")
            if last:
                found.setdefault(last, header[2].strip(" *"))
        elif line.strip(" >"):
            # A long subject goes on in the next line.
            if last == "Subject" and line.startswith((" ", "\t")):
                found["Subject"] += f" {line.strip()}"
                continue
            return found, "\n".join(lines[n:])
        elif found:
            return found, "\n".join(lines[n + 1 :])
    return found, ""


def _head(headers: dict[str, str]) -> Head:
    name, address = parseaddr(headers.get("From", ""))
    host = address.rpartition("@")[2].casefold()
    publisher, remarks = headers.get("Organization") or None, {}
    if not publisher and "." in host and not _ANYBODY.fullmatch(host):
        publisher, remarks["publisher"] = host, "the sender's address"
    language = re.fullmatch(r"([A-Za-z]{2,3})(?:-([A-Za-z]{2}))?", headers.get("Content-Language", ""))
    url = re.search(r"https?://[^\s<>]+", headers.get("Archived-At", ""))
    return Head(
        title=_PREFIX.sub("", headers.get("Subject", "")).strip() or None,
        authors=(name,) if name else (),
        publisher=publisher,
        published=_day(headers.get("Date", "")),
        url=url[0] if url else None,
        language=language[1].lower() if language else None,
        remarks=remarks,
    )


def _day(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return days.of(text)
