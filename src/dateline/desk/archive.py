"""A PMTiles archive that tiles are read from: a file of this machine, or one at an address, of which only parts are fetched."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from dateline.errors import InputError
from dateline.library.records import content_hash

_HEADER_BYTES = 127
_KEPT = 256  # parts that are not tiles: the header, the notes on the whole, the directories
_CONNECT_SECONDS, _READ_SECONDS = 10, 20


class Parts(Protocol):
    """What parts of an archive are read from."""

    name: str

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes from there on. Raises InputError."""


class FileParts:
    """Parts of a file of this machine."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises InputError where it cannot be read."""
        self.name, self.path = str(path), path
        self._lock = threading.Lock()
        try:
            self._stream: BinaryIO = path.open("rb")
        except OSError as error:
            raise InputError(f"cannot read the tiles {path}: {error.strerror}; name a PMTiles file") from error

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes from there on. Raises InputError."""
        try:
            with self._lock:
                self._stream.seek(offset)
                return self._stream.read(length)
        except OSError as error:
            raise InputError(f"cannot read the tiles {self.name}: {error.strerror}") from error


class RemoteParts:
    """Parts of a file at an address, asked for one by one (RFC 9110, range requests); the whole is never fetched."""

    def __init__(self, address: str) -> None:
        """Nothing is asked for yet."""
        import httpx

        self.name = address
        self._client = httpx.Client(
            timeout=httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS), follow_redirects=True
        )
        self._version: str | None = None

    def read(self, offset: int, length: int) -> bytes:
        """So many bytes from there on. Raises InputError where the host does not give them."""
        import httpx

        asked = {"Range": f"bytes={offset}-{offset + length - 1}", "Accept-Encoding": "identity"}
        try:
            with self._client.stream("GET", self.name, headers=asked) as answer:
                if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                    raise InputError(
                        f"cannot read the tiles {self.name}: the host answers {answer.status_code} to a request for a "
                        "part of the file; name one at a host that gives parts (HTTP ranges), or fetch the file first"
                    )
                version = answer.headers.get("etag")
                if self._version is not None and version != self._version:
                    raise InputError(f"the tiles {self.name} have become others; start the desk again")
                self._version = version
                return answer.read()
        except httpx.HTTPError as error:
            raise InputError(f"cannot read the tiles {self.name}: {error or type(error).__name__}") from error


class Archive:
    """Tiles by their zoom, column and row."""

    def __init__(self, parts: Parts) -> None:
        """Read what the archive says of itself. Raises InputError where it is none, or its tiles cannot be drawn."""
        from pmtiles.reader import Reader
        from pmtiles.tile import Compression, TileType

        self.parts = parts
        self._tiles_begin = _HEADER_BYTES
        self._kept: Callable[[int, int], bytes] = lru_cache(_KEPT)(parts.read)
        try:
            self._reader: Any = _untyped(Reader)(self._read)
            header = self._reader.header()
            self._tiles_begin = int(header["tile_data_offset"])
            self.metadata: dict[str, Any] = self._reader.metadata()
        except InputError:
            raise
        except Exception as error:  # whatever the reader trips over in bytes that are no PMTiles
            raise InputError(f"cannot read the tiles {parts.name}: it is no PMTiles file; name another") from error
        types = {
            TileType.MVT: "application/vnd.mapbox-vector-tile",
            TileType.PNG: "image/png",
            TileType.JPEG: "image/jpeg",
            TileType.WEBP: "image/webp",
            TileType.AVIF: "image/avif",
        }
        if header["tile_type"] not in types:
            raise InputError(
                f"the tiles {parts.name} are of a kind that no map here can draw; take MVT, PNG, JPEG, WebP or AVIF"
            )
        self.media_type = types[header["tile_type"]]
        self.gzipped = header["tile_compression"] == Compression.GZIP
        self.state = content_hash(parts.name, repr(header))
        self.minzoom, self.maxzoom = int(header["min_zoom"]), int(header["max_zoom"])

    @property
    def path(self) -> Path | None:
        """The file, None where it is not on this machine."""
        return getattr(self.parts, "path", None)

    def _read(self, offset: int, length: int) -> bytes:
        return self.parts.read(offset, length) if offset >= self._tiles_begin else self._kept(offset, length)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile as the archive has it, None where it has none. Raises InputError where it cannot be read."""
        get: Callable[[int, int, int], bytes | None] = self._reader.get
        return get(z, x, y)


def _untyped(of: Any) -> Any:
    return of  # pmtiles tells no types
