"""What every request passes first: is it meant for this desk, and does it come from its own page?

A page of another site can make a browser send requests to 127.0.0.1, under a name of its own that it points there (DNS
rebinding). So the Host and the Origin must be those of the desk, letter by letter, before anything else looks at a
request. Every answer carries the headers that keep what reports say from becoming a page's code.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MOST_BYTES = 2_000_000  # of a request's body; a judgement is far smaller


def policy(tiles: str | None = None) -> str:
    """The Content-Security-Policy: nothing but the desk's own. `tiles` is the address of tiles that a user named; its
    host alone is let in, for images and data.

    MapLibre GL makes its worker from a blob, which is why `worker-src` has one; it runs no text as code.
    """
    other = ""
    if tiles and urlsplit(tiles).scheme in ("http", "https"):
        parts = urlsplit(tiles)
        other = f" {parts.scheme}://{parts.netloc}"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{other}",
            "font-src 'self'",
            f"connect-src 'self'{other}",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """Refuses what is not meant for the desk or does not come from it, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp, *, addresses: Iterable[str], policy: str) -> None:
        """`addresses` are the desk's own, as "http://127.0.0.1:8477"."""
        self.app = app
        self._origins = frozenset(address.lower().rstrip("/") for address in addresses)
        self._hosts = frozenset(urlsplit(origin).netloc for origin in self._origins)
        self._headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",  # under "no-referrer" browsers post forms with the Origin "null"
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # the desk speaks no WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return
        sent = self._sender(send)
        refused = self._refused(Headers(scope=scope))
        if refused is not None:
            await JSONResponse({"error": refused[1]}, refused[0])(scope, receive, sent)
            return
        await self.app(scope, _bounded(receive), sent)

    def _refused(self, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "this desk is not at that address; open the address that `dateline desk` printed"
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self._origins:
            return 403, "the request comes from another site; nothing was done"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return 413, f"the request is too large; send at most {_MOST_BYTES} bytes"
        return None

    def _sender(self, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        return sent


def _bounded(receive: Receive) -> Receive:
    """The body of a request that does not say how long it is ends where it grows too large."""
    seen = 0

    async def received() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= _MOST_BYTES else {"type": "http.disconnect"}

    return received
