"""The desk's server: one application over one library."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware

from dateline.desk.choices import choices
from dateline.desk.guarding import Guard, policy
from dateline.desk.pages import STATIC
from dateline.desk.revision import Revision
from dateline.desk.routes import (
    control,
    dossier,
    entering,
    exporting,
    incidents,
    judging,
    lookups,
    me,
    overview,
    reports,
)
from dateline.desk.state import Desk
from dateline.desk.tiles import Tiles
from dateline.desk.visiting import MaybeSession, TheDesk
from dateline.desk.warming import warm
from dateline.errors import DatelineError, InputError, JudgementError, LibraryError
from dateline.library.finding import Filter
from dateline.library.people import has_users
from dateline.library.store import Library

DEFAULT_PORT = 8477
_OPEN = frozenset({"login.css", "icon.svg"})  # what the page for signing in is made of


def make_desk(library: Library, port: int, *, tiles: Tiles | None = None, secure: bool = False) -> Desk:
    """What a desk at this port holds; cookies know no ports, so that its cookie's name has it."""
    revision = Revision(library)
    return Desk(library, revision, has_users(library), f"dateline-{port}", secure, tiles)


def make_app(desk: Desk, addresses: Iterable[str]) -> Guard:
    """The application behind its guard. `addresses` are those by which it may be reached, as "http://127.0.0.1:8477"."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        warm(lambda: choices(desk, Filter()))
        yield
        desk.revision.close()

    app = FastAPI(
        title="dateline desk",
        version=version("dateline"),
        summary="Incidents, claims and judgements of a library",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # given by a route of its own, which asks for a session
        lifespan=running,
        responses={
            401: {"description": "nobody is signed in"},
            403: {"description": "the role is too low, or the token is missing"},
            404: {"description": "there is no such thing"},
            409: {"description": "it was done already"},
            422: {"description": "a value does not fit"},
        },
    )
    app.state.desk = desk
    for each in (me, incidents, overview, reports, judging, control, lookups, exporting, dossier, entering):
        app.include_router(each.router)
    app.include_router(lookups.files)

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi(found: MaybeSession, at: TheDesk) -> Response:
        _let_in(found is not None)
        return JSONResponse(app.openapi())

    @app.get("/static/{name:path}", include_in_schema=False)
    def static(name: str, found: MaybeSession) -> Response:
        _let_in(found is not None or name in _OPEN)
        path = _static_file(name)
        if path is None:
            raise HTTPException(404, f"there is no {name[:80]!r} here")
        return FileResponse(path, headers={"Cache-Control": "private, no-cache"})

    app.add_exception_handler(StarletteHTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_unfit)
    app.add_exception_handler(DatelineError, _on_dateline)
    app.add_exception_handler(Exception, _on_failure)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4)
    return Guard(app, addresses=addresses, policy=policy(desk.tiles.url if desk.tiles else None))


def _static_file(name: str) -> Path | None:
    """The page's file of a name, None where there is none; never one outside of its folder."""
    if "\x00" in name:
        return None
    path = (STATIC / name).resolve()
    return path if path.is_relative_to(STATIC.resolve()) and path.is_file() else None


def _let_in(known: bool) -> None:
    if not known:
        raise HTTPException(401, "nobody is signed in here")


async def _on_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    return JSONResponse({"error": str(error.detail)}, error.status_code, headers=error.headers)


async def _on_unfit(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return JSONResponse({"error": f"{where}: {first['msg']}"}, 422)


async def _on_dateline(_: Request, error: Exception) -> Response:
    if isinstance(error, InputError | JudgementError) or isinstance(error.__cause__, DataError):
        status = 422
    elif isinstance(error, LibraryError):
        status = 503 if error.__cause__ is not None else 404
    else:
        status = 422
    return JSONResponse({"error": str(error)}, status)


async def _on_failure(_: Request, error: Exception) -> Response:
    """A mistake of dateline's own: the server goes on, and prints where it failed."""
    return JSONResponse({"error": f"dateline failed with {type(error).__name__}; please report it"}, 500)


def listening(host: str, port: int | None) -> socket.socket:
    """A socket at a port: the one that is asked for, else the usual one, else any that is free. Raises OSError."""
    for each in (port,) if port is not None else (DEFAULT_PORT, 0):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # so named, asyncio sends at once
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, each))
        except OSError:
            made.close()
            if port is not None or each == 0:
                raise
            continue
        return made
    raise OSError("no port is free")
