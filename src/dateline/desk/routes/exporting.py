"""Downloads what the page shows, in any format of export."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from dateline.desk.asking import Asked
from dateline.desk.visiting import TheDesk, Visitor
from dateline.exports.formats import FORMATS, export
from dateline.exports.selecting import Per, provenance, rows

router = APIRouter(prefix="/api", tags=["export"])

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@router.get("/export")
def formats(_: Visitor) -> list[dict[str, str]]:
    """The formats that there are."""
    return [{"name": each.name, "description": each.description, "suffix": each.suffix} for each in FORMATS.values()]


@router.get("/export/{format}", response_class=FileResponse)
def download(
    format: str,
    at: TheDesk,
    _: Visitor,
    wanted: Asked,
    per: Per = Per.INCIDENT,
    corrections: Annotated[bool, Query(description="apply what people corrected")] = True,
) -> Response:
    """What is wanted, a row an incident or a claim; the rows say which were judged, and by whom."""
    chosen = FORMATS.get(format)
    if chosen is None:
        raise HTTPException(404, f"there is no format {format[:40]!r}; choose one of {', '.join(FORMATS)}")
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    try:
        path = folder / f"export{chosen.suffix}"
        about = provenance(at.library, wanted, per)
        export(format, rows(at.library, wanted, per, corrections=corrections), path, about=about)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    name = _NOT_IN_A_NAME.sub("-", at.library_name.removesuffix(".dateline")).strip("-.") or "library"
    return FileResponse(
        path,
        media_type=chosen.media_type,
        filename=f"{name}-{format}{chosen.suffix}",
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )
