"""Which two places a road joins, and where on the map that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.reading.roads import ends_of_road, road_at

if TYPE_CHECKING:
    from dateline.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Bria-Ouadda road was cut.", "Bria-Ouadda road"),
        ("the Pul-i-Khumri–Kunduz highway", "Kunduz-Pul-i-Khumri road"),
        ("the road between al-Hatra and Tal Afar", "Tal Afar-al-Hatra road"),
        ("the highway linking Gao with Ansongo", "Ansongo-Gao road"),
        ("the Pan-American highway between Popayán and Cali", "Cali-Popayán road"),
        ("the Pan-American highway", ""),
        ("the main road", ""),
    ],
)
def test_the_ends_of_a_road(text: str, name: str) -> None:
    start = text.index("highway") if "highway" in text else text.index("road")
    assert ends_of_road(text, 0, start, start + (7 if "highway" in text else 4)) == name


def test_a_road_from_its_first_end_on() -> None:
    assert road_at("Butembo–Goma highway", 0) == ("Butembo-Goma road", 20)
    assert road_at("Goma airport road", 0) is None


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Rebels cut the Goma-Sake road.", "Goma-Sake road", -1.62, 29.14),
        ("The army bombed rebels on the Butembo–Goma highway.", "Butembo-Goma road", -0.77, 29.26),
        ("A bus was ambushed on the road between Bamako and Ségou.", "Bamako-Ségou road", 13.04, -7.11),
    ],
)
def test_a_road_lies_halfway_between_its_ends(reader: Reader, text: str, name: str, lat: float, lon: float) -> None:
    place = reader.read(text).claims[0].place
    assert place is not None
    assert place.name == name
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.1), pytest.approx(lon, abs=0.1))
    assert (place.precision_km or 0) > 5


def test_of_two_ends_in_different_parts_of_the_world_one_is_a_namesake(reader: Reader) -> None:
    place = reader.read("Rebels cut the road between Gao and Springfield.").claims[0].place
    assert place is not None
    assert place.lat == pytest.approx(16.3, abs=0.3)
