"""Better base maps than the one that is shipped: tiles at an address that a user names, or in a PMTiles archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dateline.desk.archive import Archive, FileParts, RemoteParts
from dateline.errors import InputError

_VECTOR = (".pbf", ".mvt")


@dataclass(slots=True)
class Tiles:
    """Tiles by their zoom, column and row. `url` has {z}, {x} and {y} in it; `layers` are those of vector tiles."""

    url: str
    kind: str
    minzoom: int = 0
    maxzoom: int = 19
    attribution: str = ""
    layers: list[str] = field(default_factory=list)
    archive: Archive | None = None

    def told(self) -> dict[str, Any]:
        """What the page needs to know of them."""
        names = ("url", "kind", "minzoom", "maxzoom", "attribution", "layers")
        return {name: getattr(self, name) for name in names}


def tiles_at(given: str) -> Tiles:
    """The tiles that a user names: an address with {z}, {x} and {y} in it, or a PMTiles file, here or at an address.

    Raises InputError.
    """
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https"):
        return _archived(Archive(FileParts(Path(given))))
    if parts.path.endswith(".pmtiles") and parts.netloc:
        return _archived(Archive(RemoteParts(given)))
    if not all(part in given for part in ("{z}", "{x}", "{y}")) or _unfit(parts.netloc):
        raise InputError(
            f"{given!r} is no address of tiles; write it with {{z}}, {{x}} and {{y}}, as https://HOST/{{z}}/{{x}}/{{y}}.png, "
            "or name a PMTiles file, on this machine or as https://HOST/NAME.pmtiles"
        )
    return Tiles(given, "vector" if parts.path.endswith(_VECTOR) else "raster", attribution=f"Tiles {parts.hostname}")


def _archived(archive: Archive) -> Tiles:
    layers = [str(layer.get("id")) for layer in archive.metadata.get("vector_layers", []) if isinstance(layer, dict)]
    kind = "vector" if "vector" in archive.media_type else "raster"
    attribution = _plain(str(archive.metadata.get("attribution") or ""))
    address = "/tiles/{z}/{x}/{y}?of=" + archive.state  # a browser that has kept tiles of another archive asks anew
    return Tiles(address, kind, archive.minzoom, archive.maxzoom, attribution, layers, archive)


def _plain(markup: str) -> str:
    """The words of an attribution, which many archives give as HTML."""
    from lxml import html

    return " ".join(html.fromstring(f"<p>{markup}</p>").text_content().split())


def _unfit(netloc: str) -> bool:
    """Would the host break the policy that it is written into?"""
    return not netloc or any(not (c.isalnum() or c in ".-:[]") for c in netloc)
