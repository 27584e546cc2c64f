"""One address, fetched over HTTP: with a limit of time and of size, and asked whether it has changed at all."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from dateline.errors import FetchError
from dateline.intake.addresses import resolve
from dateline.intake.naming import storable

if TYPE_CHECKING:
    import httpx

MAX_DOWNLOAD = 30_000_000  # bytes, unpacked
TOTAL_SECONDS = 60.0
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, text/plain, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version that it gave (RFC 9110, 8.8), to be sent when it is asked again.

    `url` is the address that answered, after redirects; the validators are sent to no other.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave: `url` is the one that answered. `data` is None where nothing has changed since."""

    url: str
    data: bytes | None
    content_type: str = ""
    validators: Validators | None = None


def download(url: str, *, allow_private: bool = False, seen: Validators | None = None) -> Download:
    """What is found at an http or https address.

    Redirects are followed five times, to http and https alone; each host is checked as `addresses.resolve` says.
    Raises FetchError where the address cannot be asked, does not answer in time, answers with an error, or gives more
    than MAX_DOWNLOAD bytes.
    """

    async def within_time() -> Download:
        async with asyncio.timeout(TOTAL_SECONDS):
            return await _download(url, allow_private, seen)

    try:
        return asyncio.run(within_time())
    except TimeoutError as error:
        raise FetchError(
            f"cannot fetch {storable(url)}: it takes longer than {TOTAL_SECONDS:.0f} seconds; try again later"
        ) from error


async def _download(url: str, allow_private: bool, seen: Validators | None) -> Download:
    import httpx

    at = _parsed(url, url)
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    # No proxy and no password of the environment: what is asked is exactly what was checked.
    async with httpx.AsyncClient(timeout=timeout, trust_env=False, follow_redirects=False) as client:
        for _ in range(MOST_REDIRECTS + 1):
            response = await _ask(client, at, url, allow_private, seen)
            try:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await _taken(response, at, url, seen)
                at = _parsed(response.headers["location"], url, at)
            finally:
                await response.aclose()
    raise FetchError(f"cannot fetch {storable(url)}: it leads on more than {MOST_REDIRECTS} times; check the address")


def _parsed(given: str, asked: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address without its fragment; raises FetchError unless it is one of http or https, without a password."""
    import httpx

    called = storable(asked)
    try:
        url = (base.join(given) if base else httpx.URL(given)).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"cannot fetch {called}: it is no address that can be read; check it") from error
    leads = "it leads to" if base else "it is"
    if url.scheme not in _PORTS or not url.host:
        raise FetchError(
            f"cannot fetch {called}: {leads} no address of http or https ({storable(given[:80])}); "
            "give one that begins with https://"
        )
    if url.userinfo:
        raise FetchError(f"cannot fetch {called}: {leads} an address with a password in it; give it without")
    return url


async def _ask(
    client: httpx.AsyncClient, at: httpx.URL, asked: str, allow_private: bool, seen: Validators | None
) -> httpx.Response:
    import httpx

    called = storable(asked) or ""
    headers = {
        "Host": at.netloc.decode("ascii"),
        "User-Agent": f"dateline/{version('dateline')} (a reader of conflict reports)",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
    }
    if seen and seen.url == str(at):
        headers |= {"If-None-Match": seen.etag} if seen.etag else {}
        headers |= {"If-Modified-Since": seen.last_modified} if seen.last_modified else {}
    failed: Exception | None = None
    for address in await resolve(at.host, at.port or _PORTS[at.scheme], called, allow_private=allow_private):
        # The certificate is still checked against the name of the host.
        name = {"sni_hostname": at.raw_host.decode("ascii")}
        request = client.build_request("GET", at.copy_with(host=address), headers=headers, extensions=name)
        try:
            return await client.send(request, stream=True)
        except httpx.ConnectError as error:
            failed = error
        except httpx.TimeoutException as error:
            failed = error
            if not isinstance(error, httpx.ConnectTimeout):
                break
        except httpx.HTTPError as error:
            failed = error
            break
        except (httpx.InvalidURL, ValueError) as error:  # httpx looks at where a redirect leads, though it need not
            raise FetchError(f"cannot fetch {called}: it leads to no address that can be read; check it") from error
    raise _failure(called, failed)


async def _taken(response: httpx.Response, at: httpx.URL, asked: str, seen: Validators | None) -> Download:
    import httpx

    called = storable(asked) or ""
    if response.status_code == 304 and seen:
        return Download(str(at), None, validators=seen)
    if response.status_code != 200:
        raise FetchError(
            f"cannot fetch {called}: the server answered {response.status_code} "
            f"{storable(response.reason_phrase) or ''}".rstrip()
            + "; look at it in a browser"
        )
    if int(length) > MAX_DOWNLOAD if (length := response.headers.get("content-length", "")).isdecimal() else False:
        raise _too_large(called)
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"cannot fetch {called}: it is packed in a way that was not asked for; save it as a file")
    try:
        data = await _body(response, called, unpack=packed.endswith("gzip"))
    except httpx.HTTPError as error:
        raise _failure(called, error) from error
    except zlib.error as error:
        raise FetchError(f"cannot fetch {called}: what came is damaged; try again later") from error
    etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
    validators = Validators(str(at), etag, modified) if etag or modified else None
    return Download(str(at), data, response.headers.get("content-type", ""), validators)


async def _body(response: httpx.Response, called: str, *, unpack: bool) -> bytes:
    """The bytes of the answer, unpacked no further than the limit: a few packed bytes can stand for any number."""
    data = bytearray()
    unpacking = zlib.decompressobj(wbits=31)
    async for chunk in response.aiter_raw():
        data += unpacking.decompress(chunk, MAX_DOWNLOAD + 1 - len(data)) if unpack else chunk
        if len(data) > MAX_DOWNLOAD:
            raise _too_large(called)
    if unpack and not unpacking.eof:
        raise FetchError(f"cannot fetch {called}: what came breaks off; try again later")
    return bytes(data)


def _too_large(called: str) -> FetchError:
    return FetchError(f"cannot fetch {called}: it is larger than {MAX_DOWNLOAD:,} bytes; save it and split it")


def _failure(called: str, error: Exception | None) -> FetchError:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"cannot fetch {called}: the server does not answer in time; try again later")
    cause = " ".join(str(error).split())[:100] or type(error).__name__
    return FetchError(f"cannot fetch {called}: the connection failed ({cause}); try again later")
