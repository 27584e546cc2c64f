"""Serves a desk until it is stopped: which addresses it has, who is let in how, and what is printed."""

from __future__ import annotations

import ipaddress
import threading
import webbrowser
from collections.abc import Callable
from urllib.parse import urlsplit

import uvicorn

from dateline.desk.server import listening, make_app, make_desk
from dateline.desk.tiles import tiles_at
from dateline.errors import InputError
from dateline.library.people import has_users
from dateline.library.store import Library
from dateline.weighing.waiting import unweighed

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    library: Library,
    *,
    host: str,
    port: int | None,
    public: str | None,
    tiles: str | None,
    browser: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve the desk until Ctrl-C. `tell` is told what a person should know. Raises InputError for unfit options.

    A judgement under way when it is stopped is finished first; one that is cut off leaves nothing of itself.
    """
    if host not in _LOOPBACK and not has_users(library):
        raise InputError(
            f"--host {host} would open the library to others without asking who they are; add people first, on "
            "PostgreSQL, with `dateline people add`"
        )
    chosen = tiles_at(tiles) if tiles else None
    try:
        sock = listening(host, port)
    except OSError as error:
        raise InputError(
            f"cannot listen at {host}, port {port or 'any'}: {error.strerror or error}; give another --port"
        ) from error
    with sock:
        bound = sock.getsockname()[1]
        own = addresses(host, bound, public)
        desk = make_desk(library, bound, tiles=chosen, secure=public is not None and public.startswith("https:"))
        app = make_app(desk, own)
        opened = own[0] + ("/" if desk.users else f"/?token={desk.token.value}")
        waiting = unweighed(library)
        if waiting:
            tell(
                f"{waiting:,} claims have not been weighed yet and stand in no incident; run: dateline weigh -l {library.address}"
            )
        print(f"The desk is at {opened}", flush=True)
        print(
            "People sign in with their names. Stop it with Ctrl-C."
            if desk.users
            else "The address lets one browser in, once. Stop it with Ctrl-C.",
            flush=True,
        )
        if browser:
            threading.Timer(0.5, webbrowser.open, [opened]).start()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=public is not None,
            forwarded_allow_ips="127.0.0.1,::1",
            ws="none",
            timeout_graceful_shutdown=10,
        )
        uvicorn.Server(config).run(sockets=[sock])


def addresses(host: str, port: int, public: str | None) -> list[str]:
    """The addresses by which a desk is reached, the one to open first. Raises InputError."""
    found = []
    if public is not None:
        parts = urlsplit(public)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or "@" in parts.netloc:
            raise InputError(f"--public {public!r} is no address of a desk; write it as https://desk.example.org")
        found.append(f"{parts.scheme}://{parts.netloc}".lower())
    if host in _LOOPBACK:
        shown = "[::1]" if host == "::1" else "127.0.0.1"
        return [*found, f"http://{shown}:{port}", f"http://localhost:{port}"]
    if _is_any(host):
        if not found:
            raise InputError(
                f"--host {host} listens at every address of the machine; say with --public which one it has"
            )
        return found
    return [*found, f"http://{'[' + host + ']' if ':' in host else host}:{port}"]


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
