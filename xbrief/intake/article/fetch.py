"""One page of the web, asked for by its address: http and https alone, within limits of size, time and place."""

from __future__ import annotations

import gzip
import http.client
import io
import ipaddress
import socket
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from xbrief import __version__
from xbrief.errors import XbriefError

_BY_HAND = "save the page in a browser, and add the file"
_REDIRECTS = 5
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a page, packed or not; seconds in all, and without any word of the other side."""

    bytes: int = 16 * 2**20
    seconds: float = 60.0
    silence: float = 15.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `url` is where it was found in the end, `type` and `charset` what the server calls it, or empty."""

    url: str
    content: bytes
    type: str
    charset: str


class _Refused(Exception):
    """The address leads where nothing is fetched from; the words say where."""


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """The page of an address; XbriefError with the way out for whatever stops that.

    An address leads to the public web alone, by itself and by all its redirects, unless it names this machine itself
    (`localhost`, 127.0.0.1): then it may lead there, too, but into no network inside.
    """
    within = limits or Limits()
    _checked(url)
    found: list[Fetched | Exception] = []

    def get() -> None:
        try:
            found.append(_get(url, within))
        except Exception as fault:  # noqa: BLE001  # it is told in the thread that waits
            found.append(fault)

    # A name may take long to resolve, and a server send a byte a second: nothing but a thread left alone ends that.
    worker = threading.Thread(target=get, daemon=True)
    worker.start()
    worker.join(within.seconds)
    if not found:
        raise XbriefError(f"{url}: nothing whole came within {within.seconds:g} seconds", _BY_HAND)
    if isinstance(found[0], Exception):
        raise _told(url, found[0], within) from None
    return found[0]


def _checked(url: str) -> str:
    """The host of an address; XbriefError for one that is not of the web."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as fault:
        raise XbriefError(f"{url!r} is no address: {fault}", "give one that begins with http:// or https://") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise XbriefError(f"{url!r} is no address of the web", "give one that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise XbriefError(f"an address with a password in it is not fetched: {host}", _BY_HAND)
    return host


def _get(url: str, limits: Limits) -> Fetched:
    opener = _opener(_is_local(_checked(url)), limits.silence)
    request = urllib.request.Request(url, headers=_HEADERS)  # noqa: S310  # the scheme has been looked at
    end = time.monotonic() + limits.seconds
    with opener.open(request, timeout=limits.silence) as answer:
        parts: list[bytes] = []
        size = 0
        while part := answer.read1(2**16):
            parts.append(part)
            size += len(part)
            if size > limits.bytes:
                raise _Refused(f"it is larger than {limits.bytes // 2**20 or 1} MiB")
            if time.monotonic() > end:
                raise TimeoutError
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        packed = (answer.headers.get("Content-Encoding") or "").casefold()
        content = _unpacked(b"".join(parts), packed, limits.bytes)
        return Fetched(
            answer.url, content, answer.headers.get_content_type(), answer.headers.get_content_charset() or ""
        )


_HEADERS = {
    "User-Agent": f"xbrief/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
}


def _unpacked(content: bytes, packed: str, most: int) -> bytes:
    """Some servers pack what nobody asked them to."""
    if packed in {"", "identity"}:
        return content
    try:
        if packed in {"gzip", "x-gzip"}:
            found = gzip.GzipFile(fileobj=io.BytesIO(content)).read(most + 1)
        elif packed == "deflate":
            found = zlib.decompressobj(-15 if content[:1] != b"\x78" else 15).decompress(content, most + 1)
        else:
            raise _Refused(f"it is packed as {packed}")
    except (OSError, EOFError, zlib.error):
        raise _Refused(f"it says that it is packed as {packed}, and is not") from None
    if len(found) > most:
        raise _Refused(f"it is larger than {most // 2**20 or 1} MiB when it is unpacked")
    return found


def _is_local(host: str) -> bool:
    """Does the name itself mean this machine?"""
    name = host.rstrip(".").casefold()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _opener(local: bool, silence: float) -> urllib.request.OpenerDirector:
    """Opens http and https alone, and redirects to these; through the environment's proxy where it names one."""
    proxies = urllib.request.getproxies()
    known = {urlsplit(value if "//" in value else f"//{value}").hostname or "" for value in proxies.values()}

    def connect(address: tuple[str, int], timeout: Any = silence, source: Any = None) -> socket.socket:
        del source
        host, port = address
        within = timeout if isinstance(timeout, int | float) else silence
        # Where the environment says that its proxy is, there it is.
        return _connected(host, port, within, local=local, anywhere=host in known and not local)

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if local else proxies),
        _Http(connect),
        _Https(connect),
        _Redirects(local, behind_proxy=bool(proxies)),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


Connect = Callable[..., socket.socket]


class _Http(urllib.request.HTTPHandler):
    def __init__(self, connect: Connect) -> None:
        super().__init__()
        self._connect = connect

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_made(http.client.HTTPConnection, self._connect), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, connect: Connect) -> None:
        super().__init__()
        self._connect = connect

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_made(http.client.HTTPSConnection, self._connect), req)


def _made(kind: Any, connect: Connect) -> Any:
    """A connection that is made by our own hands: whoever resolves the name looks at where it leads."""

    def make(host: str, **given: Any) -> Any:
        connection = kind(host, **given)
        connection._create_connection = connect  # noqa: SLF001  # the one door that http.client leaves for this
        return connection

    return make


def _connected(host: str, port: int, timeout: float, *, local: bool, anywhere: bool) -> socket.socket:
    """A connection to one of the addresses of a name, all of which must be public, or of this machine if `local`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        if not (anywhere or _public(str(address[0])) or (local and _is_loopback(str(address[0])))):
            raise _Refused(f"{host} leads to {address[0]}, which is no address of the public web")
    fault: OSError | None = None
    for family, kind, protocol, _, address in found:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(timeout)
            made.connect(address)
        except OSError as wrong:
            made.close()
            fault = wrong
        else:
            return made
    raise fault or OSError("the name has no address")


def _is_loopback(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (inner or found).is_loopback


def _public(address: str) -> bool:
    """Is it an address of the public internet, also where one of IPv4 is wrapped in one of IPv6?"""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return _public(str(inner))
    return found.is_global and not found.is_multicast


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _REDIRECTS
    max_repeats = 2

    def __init__(self, local: bool, *, behind_proxy: bool) -> None:
        self._local = local
        self._behind_proxy = behind_proxy

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        try:
            host = _checked(newurl)
            if self._behind_proxy and not self._local:
                _not_inside(host)
        except XbriefError as fault:
            fp.close()
            raise _Refused(f"it leads on to {newurl!r}: {fault.message}") from None
        except _Refused:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _not_inside(host: str) -> None:
    """A proxy resolves names by itself; what this machine knows of a name is looked at all the same."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return
    for *_, address in found:
        if not _public(str(address[0])):
            raise _Refused(f"{host} leads to {address[0]}, which is no address of the public web")


def _told(url: str, fault: Exception, limits: Limits) -> XbriefError:
    """What stopped it, in words."""
    hint = _BY_HAND
    if isinstance(fault, urllib.error.HTTPError):
        fault.close()
        words = f": the server says {fault}"
        if fault.code in {301, 302, 303, 307, 308}:
            elsewhere = "not allowed" in str(fault)
            words = " leads on to what is no address of the web" if elsewhere else " leads on and on, and to no end"
        return XbriefError(f"{url}{words}", hint)
    reason = fault.reason if isinstance(fault, urllib.error.URLError) else fault
    match reason:
        case _Refused():
            words = f" is not fetched: {reason}"
        case TimeoutError():
            words = f": nothing came for {limits.silence:g} seconds, or not all in time"
        case socket.gaierror():
            words, hint = " cannot be reached: its name is not known here", f"no connection? {_BY_HAND}"
        case OSError():
            words, hint = f" cannot be reached: {reason.strerror or reason}", f"no connection? {_BY_HAND}"
        case _:
            words = f": what came is no sound answer ({type(reason).__name__})"
    return XbriefError(f"{url}{words}", hint)
