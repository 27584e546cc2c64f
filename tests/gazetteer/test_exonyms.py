"""By which name a town is shown."""

from __future__ import annotations

import pytest

from dateline.errors import LexiconError
from dateline.gazetteer.exonyms import exonyms, parse, without_marks
from dateline.gazetteer.index import Gazetteer


@pytest.mark.parametrize(
    ("name", "country", "shown"),
    [
        ("Jalālābād", "AF", "Jalalabad"),
        ("‘Alīābād", "AF", "Aliabad"),
        ("Chornomors’k", "UA", "Chornomorsk"),
        ("‘ayn ‘Īsá", "SY", "Ayn Isa"),
        ("Cúcuta", "CO", "Cúcuta"),
        ("Mocímboa da Praia", "MZ", "Mocímboa da Praia"),
        ("’", "SY", "’"),
    ],
)
def test_marks_of_transliterations_are_left_off(name: str, country: str, shown: str) -> None:
    assert without_marks(name, country) == shown


def test_towns_are_shown_by_the_names_that_reports_use(world: Gazetteer) -> None:
    shown = {name: world.lookup(name)[0].name for name in ("Al Fallūjah", "Gonder", "Hyosha", "Ḩamāh", "Mosul")}
    assert list(shown.values()) == ["Fallujah", "Gondar", "Oicha", "Hama", "Mosul"]


def test_every_english_name_is_of_a_town_that_the_gazetteer_has(world: Gazetteer) -> None:
    lists = exonyms()
    assert {n for n in lists.names if world.by_id(f"geonames:{n}") is None} == set()
    assert all(world.by_id(f"geonames:{n}").name == name for n, name in lists.names.items())


def test_a_quarter_with_the_inhabitants_of_its_city_is_no_town(world: Gazetteer) -> None:
    quarter = world.by_id("geonames:99071")
    assert (quarter.type, quarter.population) == ("neighbourhood", 0)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("names: [", "not YAML"),
        ("[1, 2]", "must have names"),
        ("names: {1: Awa}\nquarters: []\nother_script: []\nmore: 1", "must have names"),
        ("names: {Awa: 1}\nquarters: [x]\nother_script: [Iraq]", "3 mistake"),
    ],
)
def test_a_broken_file_is_told_of(text: str, mistake: str) -> None:
    with pytest.raises(LexiconError, match=mistake):
        parse(text)
