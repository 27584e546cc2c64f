"""Libraries of the tests: empty ones on both databases, and a small one of made reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.library.making import Report

from dateline.library.store import Library

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a library that is not there yet, once on each database."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    return str(tmp_path / "test.dateline")


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    """An empty library that is open."""
    with Library(address, create=True) as opened:
        yield opened


@pytest.fixture
def sqlite_library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in a file, for what both databases do alike."""
    with Library(str(tmp_path / "test.dateline"), create=True) as opened:
        yield opened


MONDAY = ("on Monday", date(2016, 10, 31), date(2016, 10, 31))
MOSUL = {"name": "Mosul", "lat": 36.335, "lon": 43.119, "country": "IQ", "id": "geonames:99072"}
QAYYARAH = {"name": "Qayyārah Air Base", "lat": 35.767, "lon": 43.125, "country": "IQ"}
SUVA = {"name": "Suva", "lat": -18.1416, "lon": 178.4419, "country": "FJ"}
APIA = {"name": "Apia", "lat": -13.8333, "lon": -171.7667, "country": "WS"}
ALERT = {"name": "Alert", "lat": 82.5018, "lon": -62.3481, "country": "CA"}
ARMY = {"name": "Iraqi Army", "id": "iq-army", "side": "IQ"}


def small_library() -> list[Report]:
    """Six made reports, two of them versions of one page, one in French."""
    return [
        Report(
            "Iraqi troops entered Mosul on Monday, Gen. Harbi said. A car bomb may have killed nine civilians there.",
            {"id": "r1", "title": "Army enters city", "outlet": "Reuters", "published": date(2016, 11, 1)},
        )
        .claim(
            "advance", "entered", agents=[("Iraqi troops", ARMY)], place=("Mosul", MOSUL), when=MONDAY,
            said_by=[("Gen. Harbi", {"name": "Sami Harbi"})],
        )
        .claim(
            "bombing", "car bomb", targets=["nine civilians"], counts=[("nine", "killed", 9, 9)], certainty="possible",
            certainty_evidence="may",
        ),
        Report(
            "The army did not leave Qayyarah, the Joint Operations Command announced. Families fled.",
            {"id": "r2", "outlet": "Über News", "url": "https://example.org/q", "published": date(2016, 11, 2)},
        )
        .claim(
            "withdraw", "leave", agents=[("The army", ARMY)], place=("Qayyarah", QAYYARAH), negated=True,
            said_by=["the Joint Operations Command"],
        )
        .claim("displace", "fled", targets=["Families"]),
        Report(
            "The army did not leave Qayyarah at all, the Joint Operations Command announced.",
            {"id": "r2", "outlet": "Über News", "url": "https://example.org/q", "published": date(2016, 11, 3)},
        ).claim(
            "withdraw", "leave", agents=[("The army", ARMY)], place=("Qayyarah", QAYYARAH), negated=True,
            said_by=["the Joint Operations Command"],
        ),
        Report(
            "Gunmen attacked the port of Suva in March; a protest in Apia followed. Nobody was at Alert.",
            {"id": "r3", "outlet": "Pacific Wire", "published": date(2017, 4, 2)},
        )
        .claim("attack", "attacked", agents=["Gunmen"], place=("Suva", SUVA), when=("in March", date(2017, 3, 1), date(2017, 3, 31)))
        .claim("protest", "protest", place=("Apia", APIA))
        .claim("deploy", "was", place=("Alert", ALERT)),
        Report("Les familles ont été évacuées.", {"id": "r4", "outlet": "Le Fanal", "language": "fr", "title": "Évacuation"}),
        Report("The editor notes that rebels (100%_sure) shelled the café.", {"id": "r5"}).claim(
            "shelling", "shelled", agents=[("rebels (100%_sure)", {"side": "rebels-side"})], passage="comment"
        ),
    ]  # fmt: skip


@pytest.fixture
def filled(library: Library) -> Library:
    """The small library."""
    for report in small_library():
        report.add_to(library)
    return library
