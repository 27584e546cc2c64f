"""A better base map from a PMTiles archive, here or elsewhere, cut into tiles by the desk."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from tests.desk.asked import ADDRESS, PORT
from tests.desk.hosted import hosted

from dateline.desk.server import make_app, make_desk
from dateline.desk.tiles import tiles_at
from dateline.errors import InputError
from dateline.library.store import Library

NOTE = "<a href='https://example.org' onclick='alert(1)'>&copy; Someone's\nland</a>"
TILE = gzip.compress(b"a tile of lines and points")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "tiles" / "land.pmtiles"
    path.parent.mkdir()
    with path.open("wb") as stream:
        writer = Writer(stream)
        writer.write_tile(zxy_to_tileid(3, 4, 2), TILE)
        header = {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            "min_lon_e7": -1800000000,
            "min_lat_e7": -850000000,
            "max_lon_e7": 1800000000,
            "max_lat_e7": 850000000,
            "center_zoom": 0,
            "center_lon_e7": 0,
            "center_lat_e7": 0,
        }
        writer.finalize(header, {"attribution": NOTE, "vector_layers": [{"id": "water"}, {"id": "roads"}]})
    return path


@pytest.fixture
def client(library: Library, archive: Path) -> TestClient:
    desk = make_desk(library, PORT, tiles=tiles_at(str(archive)))
    client = TestClient(make_app(desk, [ADDRESS]), base_url=ADDRESS)
    client.get(f"/?token={desk.token.value}")
    return client


def test_the_page_is_told_of_the_tiles(client: TestClient) -> None:
    answer = client.get("/api/me").json()["tiles"]
    assert answer["url"].startswith("/tiles/{z}/{x}/{y}?of=")
    assert answer == {
        "url": answer["url"],
        "kind": "vector",
        "minzoom": 3,
        "maxzoom": 3,
        "attribution": "© Someone's land",
        "layers": ["water", "roads"],
    }


def test_tiles_come_from_the_file(client: TestClient) -> None:
    answer = client.get("/tiles/3/4/2")
    assert answer.content == gzip.decompress(TILE)
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert client.get("/tiles/3/4/3").status_code == 204
    assert client.get("/tiles/1/5/0").status_code == 204
    assert client.get("/tiles/99/0/0").status_code == 422


def test_the_file_itself_is_given_by_ranges(client: TestClient) -> None:
    answer = client.get("/tiles.pmtiles", headers={"Range": "bytes=0-6"})
    assert (answer.status_code, answer.content) == (206, b"PMTiles")


def test_no_other_host_is_let_in_for_a_file(client: TestClient) -> None:
    assert "http" not in client.get("/").headers["content-security-policy"]


def test_without_tiles_there_are_none(asked: object) -> None:
    browser = asked.client  # type: ignore[attr-defined]
    assert browser.get("/api/me").json()["tiles"] is None
    assert browser.get("/tiles/0/0/0").status_code == 404
    assert browser.get("/tiles.pmtiles").status_code == 404


def test_an_archive_elsewhere_is_read_in_parts(library: Library, archive: Path) -> None:
    with hosted(archive.parent) as host:
        desk = make_desk(library, PORT, tiles=tiles_at(f"{host.address}/{archive.name}"))
        with TestClient(make_app(desk, [ADDRESS]), base_url=ADDRESS) as client:
            client.get(f"/?token={desk.token.value}")
            before = len(host.ranges)
            for _ in range(2):
                assert client.get("/tiles/3/4/2").content == gzip.decompress(TILE)
            assert client.get("/tiles/3/4/3").status_code == 204
            assert len(host.ranges) == before + 3  # the directory once, the tile twice
            assert client.get("/tiles.pmtiles").status_code == 404
            archive.write_bytes(archive.read_bytes() + b" ")
            answer = client.get("/tiles/3/4/2")
            assert (answer.status_code, "start the desk again" in answer.text) == (502, True)
        with pytest.raises(InputError, match="answers 404"):
            tiles_at(f"{host.address}/nothing.pmtiles")
    with pytest.raises(InputError, match="cannot read the tiles"):
        tiles_at(f"{host.address}/{archive.name}")


def test_a_host_that_gives_no_parts_is_named_and_not_read_to_the_end(archive: Path) -> None:
    with hosted(archive.parent, whole=True) as host, pytest.raises(InputError, match="HTTP ranges"):
        tiles_at(f"{host.address}/{archive.name}")
