"""A web server of the tests' own, on loopback: it answers what a test tells it to, and keeps what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What stands at each path, and the headers of each request that came."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.address = ""

    def put(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> str:
        """Answer with a body; the address of the path."""
        self.pages[path] = lambda handler: answer(handler, body, status=status, **headers)
        return self.address + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Lead on to another address."""
        return self.put(path, b"", status=status, Location=to)

    def endless(self, path: str, piece: bytes = b"a") -> str:
        """Answer a piece at a time and never end."""

        def slowly(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            while True:
                handler.wfile.write(piece)
                time.sleep(0.02)

        self.pages[path] = slowly
        return self.address + path


def answer(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    """Send a body; `_` in the name of a header stands for `-`. A known version is answered with 304."""
    etag = headers.get("ETag")
    known = etag is not None and handler.headers.get("If-None-Match") == etag
    handler.send_response(304 if known else status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", "0" if known else str(len(body)))
    handler.end_headers()
    if not known:
        handler.wfile.write(body)


@contextmanager
def running() -> Iterator[Site]:
    """A site that answers while the test runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):
                site.pages.get(self.path, lambda handler: answer(handler, b"not here", status=404))(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
