"""Better base maps than the one that is shipped: tiles at an address that a user names, or in a PMTiles file of theirs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dateline.errors import InputError

_VECTOR = (".pbf", ".mvt")


def _untyped(of: Any) -> Any:
    return of  # pmtiles tells no types


@dataclass(slots=True)
class Tiles:
    """Tiles by their zoom, column and row. `url` has {z}, {x} and {y} in it; `layers` are those of vector tiles."""

    url: str
    kind: str
    minzoom: int = 0
    maxzoom: int = 19
    attribution: str = ""
    layers: list[str] = field(default_factory=list)
    file: PmtilesFile | None = None

    def told(self) -> dict[str, Any]:
        """What the page needs to know of them."""
        names = ("url", "kind", "minzoom", "maxzoom", "attribution", "layers")
        return {name: getattr(self, name) for name in names}


class PmtilesFile:
    """A PMTiles file that tiles are read from, one request at a time."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises InputError where it is none."""
        from pmtiles.reader import Reader
        from pmtiles.tile import Compression, TileType

        self.path = path
        self._lock = threading.Lock()
        try:
            self._stream: BinaryIO = path.open("rb")
            self._reader: Any = _untyped(Reader)(self._get)
            header = self._reader.header()
            self.metadata: dict[str, Any] = self._reader.metadata()
        except OSError as error:
            raise InputError(f"cannot read the tiles {path}: {error.strerror}; name a PMTiles file") from error
        except Exception as error:  # whatever the reader trips over in bytes that are no PMTiles
            raise InputError(f"cannot read the tiles {path}: it is no PMTiles file; name another") from error
        types = {
            TileType.MVT: "application/vnd.mapbox-vector-tile",
            TileType.PNG: "image/png",
            TileType.JPEG: "image/jpeg",
            TileType.WEBP: "image/webp",
            TileType.AVIF: "image/avif",
        }
        if header["tile_type"] not in types:
            raise InputError(
                f"the tiles {path} are of a kind that no map here can draw; take MVT, PNG, JPEG, WebP or AVIF"
            )
        self.media_type = types[header["tile_type"]]
        self.gzipped = header["tile_compression"] == Compression.GZIP
        self.minzoom, self.maxzoom = int(header["min_zoom"]), int(header["max_zoom"])

    def _get(self, offset: int, length: int) -> bytes:
        with self._lock:
            self._stream.seek(offset)
            return self._stream.read(length)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile as the file has it, None where it has none."""
        get: Callable[[int, int, int], bytes | None] = self._reader.get
        return get(z, x, y)


def tiles_at(given: str) -> Tiles:
    """The tiles that a user names: an address with {z}, {x} and {y} in it, or a PMTiles file. Raises InputError."""
    scheme = urlsplit(given).scheme
    if scheme in ("http", "https"):
        if not all(part in given for part in ("{z}", "{x}", "{y}")) or _unfit(urlsplit(given).netloc):
            raise InputError(
                f"{given!r} is no address of tiles; write it with {{z}}, {{x}} and {{y}}, as https://HOST/{{z}}/{{x}}/{{y}}.png, "
                "or name a PMTiles file on this machine"
            )
        path = urlsplit(given).path
        return Tiles(given, "vector" if path.endswith(_VECTOR) else "raster")
    file = PmtilesFile(Path(given))
    layers = [str(layer.get("id")) for layer in file.metadata.get("vector_layers", []) if isinstance(layer, dict)]
    kind = "vector" if "vector" in file.media_type else "raster"
    attribution = str(file.metadata.get("attribution", ""))
    return Tiles("/tiles/{z}/{x}/{y}", kind, file.minzoom, file.maxzoom, attribution, layers, file)


def _unfit(netloc: str) -> bool:
    """Would the host break the policy that it is written into?"""
    return not netloc or any(not (c.isalnum() or c in ".-:[]") for c in netloc)
