"""Better base maps are really drawn: vector tiles and pictures, from a file, from an archive elsewhere, from another host."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from tests.desk.browsing import person_at, until
from tests.desk.hosted import hosted

from dateline.desk.tiles import tiles_at
from dateline.library.store import Library

LAKE = (0.0, 22.0, 4.0, 26.0)  # west, south, east, north: in the desert, far from names and borders
SEEN = "map=24,4,6"  # the lake lies left of the middle
SEA, LAND = (223, 231, 236), (247, 245, 240)  # of the light theme
MAGENTA = (214, 0, 160)


def lake(path: Path) -> Path:
    """An archive of vector tiles with one lake, as GDAL writes it."""
    shape = shapely.to_wkb(np.array([shapely.box(*LAKE)], dtype=object))
    pyogrio.raw.write(
        path,
        shape,
        [np.array(["the lake"], dtype=object)],
        ["name"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        driver="PMTiles",
        layer="water",
        MINZOOM=0,
        MAXZOOM=7,
    )
    return path


def picture() -> bytes:
    """A tile of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (256, 256), MAGENTA).save(out, "PNG")
    return out.getvalue()


def pictures(path: Path) -> Path:
    """An archive of such tiles, for the whole world from afar."""
    with path.open("wb") as stream:
        writer = Writer(stream)
        for z in range(3):
            for y in range(1 << z):
                for x in range(1 << z):
                    writer.write_tile(zxy_to_tileid(z, x, y), picture())
        sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        header = dict(zip(sides, (-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000), strict=True))
        kind = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE}
        writer.finalize(header | kind | {"center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0}, {})
    return path


def colour(page: Page, across: float, down: float = 0.5) -> tuple[int, ...]:
    """The colour of the map there, in shares of its width and height."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    clip = {"x": box["x"] + across * box["width"], "y": box["y"] + down * box["height"], "width": 3, "height": 3}
    drawn = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    found: tuple[int, ...] = drawn.getpixel((1, 1))  # type: ignore[assignment]
    return found


@pytest.mark.parametrize("remote", [False, True], ids=["file", "address"])
def test_vector_tiles_of_an_archive_are_drawn(
    chromium: Browser, library: Library, tmp_path: Path, remote: bool
) -> None:
    lake(tmp_path / "lake.pmtiles")
    with hosted(tmp_path) as host:
        given = f"{host.address}/lake.pmtiles" if remote else str(tmp_path / "lake.pmtiles")
        with person_at(chromium, library, tiles_at(given)) as person:
            page = person.enter(f"/?{SEEN}")
            until(page, lambda: (colour(page, 0.35), colour(page, 0.65)) == (SEA, LAND))
            policy = page.request.get(person.address).headers["content-security-policy"]
            assert host.address not in policy  # the desk asks for the parts, the page asks the desk
        assert all(asked.startswith("bytes=") for asked in host.ranges)
        assert bool(host.ranges) is remote
        assert host.ranges.count("bytes=0-126") <= 1  # what the archive says of itself is asked for once


def test_pictures_of_an_archive_are_drawn_without_names_over_them(
    chromium: Browser, library: Library, tmp_path: Path
) -> None:
    with person_at(chromium, library, tiles_at(str(pictures(tmp_path / "all.pmtiles")))) as person:
        page = person.enter("/?map=10,10,2")
        until(page, lambda: colour(page, 0.35) == MAGENTA)
        box = page.locator("#map").bounding_box()
        assert box is not None
        shown = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB").crop((100, 60, 500, 160))
        assert shown.getcolors() == [(400 * 100, MAGENTA)]


def test_tiles_of_another_host_are_drawn_and_that_host_alone_is_asked(
    chromium: Browser, library: Library, tmp_path: Path
) -> None:
    for z, x, y in [(0, 0, 0), *((1, x, y) for x in range(2) for y in range(2))]:
        path = tmp_path / f"{z}/{x}/{y}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture())
    with hosted(tmp_path) as host:
        tiles = tiles_at(f"{host.address}/{{z}}/{{x}}/{{y}}.png")
        tiles.maxzoom = 1
        with person_at(chromium, library, tiles) as person:
            person.allowed.append(f"{host.address}/")
            page = person.enter("/?map=10,10,2")
            until(page, lambda: colour(page, 0.35) == MAGENTA)
            expect(page.locator(".credit")).to_contain_text("Tiles 127.0.0.1")
            asked = page.evaluate("fetch('http://localhost:9/').then(() => 'answered', () => 'refused')")
            assert asked == "refused"
            person.forgiven = ("Content Security Policy", "localhost:9")
