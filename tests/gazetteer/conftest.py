import pytest

from dateline.gazetteer.build import build
from dateline.gazetteer.index import Gazetteer
from dateline.gazetteer.record import Record

RECORDS = [
    Record("country:AA", ("Aland", "AAL"), 10.0, 10.0, "IQ", "country", 1_000_000, 300.0),
    Record("x:1", ("Karvat", "Al Karvat"), 10.5, 10.5, "IQ", "city", 400_000, None, "07"),
    Record("x:2", ("Karvat",), 40.0, 40.0, "FR", "town", 3_000, None, "01"),
    Record("x:3", ("Karvat Province", "Karvat"), 10.6, 10.6, "IQ", "admin1", 0, 60.0),
    Record("x:4", ("Ash Shamdin",), 10.7, 10.4, "IQ", "village", 900, None, "07"),
    Record("x:5", ("Dorvan Air Base",), 11.0, 10.0, "IQ", "base", 0, 4.0),
    Record("x:6", ("Muqtaliyah",), 10.2, 10.8, "IQ", "town", 8_000, None, "07"),
]
WORDS = {"alander": ("IQ", False), "karvat": ("IQ", True)}


@pytest.fixture
def records():
    return RECORDS


@pytest.fixture
def country_words():
    return WORDS


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.sqlite"
    build(path, RECORDS, WORDS)
    gazetteer = Gazetteer(path)
    yield gazetteer
    gazetteer.close()


@pytest.fixture(scope="session")
def world():
    return Gazetteer.builtin()
