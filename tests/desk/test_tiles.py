"""A better base map from a PMTiles file, cut into tiles by the desk."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from tests.desk.asked import ADDRESS, PORT

from dateline.desk.server import make_app, make_desk
from dateline.desk.tiles import tiles_at
from dateline.library.store import Library

TILE = gzip.compress(b"a tile of lines and points")


@pytest.fixture
def client(library: Library, tmp_path: Path) -> TestClient:
    path = tmp_path / "land.pmtiles"
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
        writer.finalize(header, {"attribution": "Someone's land", "vector_layers": [{"id": "water"}, {"id": "roads"}]})
    desk = make_desk(library, PORT, tiles=tiles_at(str(path)))
    client = TestClient(make_app(desk, [ADDRESS]), base_url=ADDRESS)
    client.get(f"/?token={desk.token.value}")
    return client


def test_the_page_is_told_of_the_tiles(client: TestClient) -> None:
    assert client.get("/api/me").json()["tiles"] == {
        "url": "/tiles/{z}/{x}/{y}",
        "kind": "vector",
        "minzoom": 3,
        "maxzoom": 3,
        "attribution": "Someone's land",
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
