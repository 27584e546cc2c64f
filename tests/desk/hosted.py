"""A host of tiles on loopback: a folder's files, whole or in parts, and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from tests.desk.browsing import Server


class Host(Server):
    """Serves a folder; `ranges` are those that were asked for. With `whole` it knows no ranges."""

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        self.ranges: list[str] = []

        async def give(request: Request) -> Response:
            path = folder / request.path_params["path"]
            if not path.is_file():
                return Response(status_code=404)
            self.ranges.append(request.headers.get("range", ""))
            open_to_all = {"Access-Control-Allow-Origin": "*"}
            return (
                Response(path.read_bytes(), headers=open_to_all) if whole else FileResponse(path, headers=open_to_all)
            )

        super().__init__(Starlette(routes=[Route("/{path:path}", give)]))


@contextmanager
def hosted(folder: Path, *, whole: bool = False) -> Iterator[Host]:
    """A host of the folder, while it is wanted."""
    host = Host(folder, whole=whole)
    try:
        yield host
    finally:
        host.stop()
