"""What the page looks up beside the library: places, actors, the base map, better tiles, and MapLibre itself."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import FileResponse, Response

from dateline.desk.asking import Words, box
from dateline.desk.filling import actors_named
from dateline.desk.make_borders import OUT
from dateline.desk.places import places_starting, towns_in
from dateline.desk.visiting import TheDesk, Visitor
from dateline.errors import InputError
from dateline.library.records import content_hash

router = APIRouter(prefix="/api", tags=["look-ups"])
files = APIRouter(include_in_schema=False)

_DAY = {"Cache-Control": "private, max-age=86400", "Vary": "Accept-Encoding, Cookie"}


@router.get("/places")
def places(_: Visitor, q: Words = None) -> list[dict[str, Any]]:
    """The gazetteer's places with a name that begins so, the weightiest first; 20 at most."""
    names = ("id", "name", "lat", "lon", "type", "admin1", "precision_km", "population")
    return [
        {**{name: getattr(each, name) for name in names}, "country": each.country or None}
        for each in places_starting(q or "")
    ]


@router.get("/actors")
def actors(_: Visitor, q: Words = None) -> list[dict[str, Any]]:
    """The lexicon's actors with a name that begins so or has it inside; 20 at most."""
    return [{"id": a.id, "name": a.name, "kind": a.kind, "side": a.side} for a in actors_named(q or "")]


@router.get("/towns")
def towns(
    _: Visitor, bbox: Annotated[str, Query(max_length=200)], zoom: Annotated[float, Query(ge=0, le=24)] = 5
) -> list[dict[str, Any]]:
    """The towns to label on a part of the map, the largest first; 400 at most."""
    names = ("name", "lat", "lon", "population", "type")
    return [{name: getattr(each, name) for name in names} for each in towns_in(box(bbox), zoom)]


@router.get("/base")
def base(request: Request, _: Visitor) -> Response:
    """The borders of countries as GeoJSON: Natural Earth, public domain."""
    body, tag = _borders()
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**_DAY, "ETag": tag})
    headers = {**_DAY, "ETag": tag}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type="application/geo+json", headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(body), media_type="application/geo+json", headers=headers)


@cache
def _borders() -> tuple[bytes, str]:
    body = OUT.read_bytes()
    return body, f'"{content_hash(body.hex())}"'


@files.get("/tiles/{z}/{x}/{y}")
def tile(
    z: Annotated[int, Path(ge=0, le=26)],
    x: Annotated[int, Path(ge=0, lt=1 << 26)],
    y: Annotated[int, Path(ge=0, lt=1 << 26)],
    at: TheDesk,
    _: Visitor,
) -> Response:
    """One tile of the PMTiles archive that the desk was started with; 204 where it has none there."""
    archive = at.tiles.archive if at.tiles else None
    if archive is None:
        raise HTTPException(404, "this desk was started without a file of tiles; see --tiles")
    try:
        data = archive.tile(z, x, y) if max(x, y) < 1 << z else None
    except InputError as error:
        raise HTTPException(502, str(error)) from error
    if data is None:
        return Response(status_code=204, headers=_DAY)
    packed = {"Content-Encoding": "gzip"} if archive.gzipped else {}
    return Response(data, media_type=archive.media_type, headers={**_DAY, **packed})


@files.get("/tiles.pmtiles")
def pmtiles(at: TheDesk, _: Visitor) -> Response:
    """The PMTiles file itself, or those bytes of it that a Range asks for."""
    path = at.tiles.archive.path if at.tiles and at.tiles.archive else None
    if path is None:
        raise HTTPException(404, "this desk was started without a file of tiles of this machine; see --tiles")
    return FileResponse(path, media_type="application/octet-stream")


@files.get("/vendor/{name}")
def vendor(name: str, _: Visitor) -> Response:
    """MapLibre GL JS, from the package that carries it."""
    path = _vendored(name)
    if path is None:
        raise HTTPException(404, f"there is no {name[:80]!r} here")
    return FileResponse(path, headers=_DAY)


@cache
def _vendored(name: str) -> FilePath | None:
    spec = find_spec("maplibre")  # found and not imported: only its files are wanted
    folders = spec.submodule_search_locations if spec else None
    if name not in ("maplibre-gl.js", "maplibre-gl.css") or not folders:
        return None
    path = FilePath(folders[0]) / "srcjs" / name
    return path if path.is_file() else None
