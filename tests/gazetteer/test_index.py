import pytest

from dateline.errors import GazetteerError
from dateline.gazetteer import Gazetteer
from dateline.gazetteer.place import contains, distance_km


def test_town_comes_before_the_province_named_after_it(small):
    assert [p.id for p in small.lookup("Karvat")][:2] == ["x:1", "x:3"]


def test_articles_and_generic_words_are_seen_through(small):
    assert small.lookup("al-Shamdin")[0].id == "x:4"
    assert small.lookup("Shamdin village")[0].id == "x:4"
    assert "Shamdin" in small
    assert "Nowhere" not in small


def test_air_base_by_any_of_its_words(small):
    for name in ("Dorvan airbase", "Dorvan Airfield", "Dorvan base", "Dorvan military airport"):
        assert small.lookup(name)[0].id == "x:5"


def test_other_transliteration_is_a_last_resort(small):
    assert small.lookup("Moqtaliya") == []
    assert small.alike("Moqtaliya", ["IQ"]).id == "x:6"
    assert small.best("Moqtaliya", countries=["IQ"]).id == "x:6"
    assert small.alike("Moqtaliya", ["FR"]) is None


def test_context_chooses(small):
    assert small.best("Karvat").id == "x:1"
    assert small.best("Karvat", countries=["FR"], near=[small.lookup("Karvat")[-1]]).country in ("FR", "IQ")
    assert small.best("Karvat", within=[p for p in small.lookup("Karvat") if p.country == "FR"]) is not None
    assert small.best("Nowhere") is None


def test_longest_name(small):
    assert small.names_in(["Dorvan", "Air", "Base", "was", "hit"]) == 3
    assert small.names_in(["was", "hit"]) == 0


def test_division_gets_its_name_from_the_places_near_it(small):
    assert small.lookup("Shamdin")[0].admin1 == "Karvat Province"


def test_a_place_is_known_by_its_id(small):
    assert small.by_id("x:4") == small.lookup("Ash Shamdin")[0]
    assert small.by_id("x:4").admin1 == "Karvat Province"
    assert small.by_id("x:99") is None


def test_demonyms_and_capitals(small):
    assert small.demonym("Alander") == "IQ"
    assert small.demonym("Karvat") is None
    assert small.capital("Karvat") == "IQ"


def test_no_index(tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_text("this is not a database, whatever its name says" * 100)
    with pytest.raises(GazetteerError, match="not a gazetteer index"):
        Gazetteer(broken)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Mosul", 36.34, 43.13),
        ("Raqqa", 35.95, 39.01),
        ("Ar Raqqah", 35.95, 39.01),
        ("Kobane", 36.89, 38.36),
        ("Kiev", 50.45, 30.52),
        ("Hodeidah", 14.8, 42.95),
        ("Deir Ezzor", 35.34, 40.14),
        ("Dayr az Zawr", 35.34, 40.14),
        ("Muqdadiyah", 33.98, 44.94),
        ("Moqdadiyah", 33.98, 44.94),
        ("Qayyarah", 35.79, 43.29),
        ("Tel Afar", 36.38, 42.45),
        ("Falluja", 33.35, 43.78),
        ("Al Shadaddi", 36.06, 40.73),
        ("Paris", 48.85, 2.35),
        ("Mosul Dam", 36.63, 42.82),
        ("Khmeimim air base", 35.41, 35.95),
    ],
)
def test_world_knows_the_spellings_of_the_press(world, name, lat, lon):
    place = world.best(name)
    assert place is not None
    assert abs(place.lat - lat) < 0.35
    assert abs(place.lon - lon) < 0.5


def test_world_weighs_context(world):
    texas = next(p for p in world.lookup("Texas") if p.type == "state")
    assert world.best("Paris", within=[texas]).admin1 == "Texas"
    assert world.best("Tripoli").country == "LY"
    beirut = world.lookup("Beirut")[0]
    assert world.best("Tripoli", near=[beirut], countries=["LB"]).country == "LB"
    assert world.best("Georgia").type == "country"


def test_containment_and_distance(world):
    iraq, mosul, baghdad = (world.lookup(n)[0] for n in ("Iraq", "Mosul", "Baghdad"))
    assert contains(iraq, mosul)
    assert not contains(mosul, baghdad)
    assert 340 < distance_km(mosul, baghdad) < 370
    assert world.country("IQ") == iraq
    assert world.country("ZZ") is None
