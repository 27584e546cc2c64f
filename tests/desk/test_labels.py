"""Which of several towns at one place a map labels."""

from __future__ import annotations

from typing import Any

from dateline.desk import places


def town(n: int, name: str, lat: float, lon: float, people: int, extent: float = 9.0, country: str = "XA") -> Any:
    return (n, name, lat, lon, people, "city", extent, country)


def test_of_towns_at_one_place_the_better_known_is_labelled() -> None:
    rows = [
        town(1, "Karsa al Jadidah", 36.333, 43.106, 2_065_000),  # the larger in people, and hardly known
        town(2, "Karsa", 36.335, 43.119, 1_683_000),
        town(3, "Old Karsa", 36.338, 43.122, 6_000, extent=1.5),
        town(4, "Belgat", 36.48, 43.12, 90_000),  # a town of its own, farther off
        town(5, "Karsa over the border", 36.336, 43.12, 60_000, country="XB"),
    ]
    assert places._parts(rows, {1: 2, 2: 21, 3: 30, 4: 3, 5: 1}) == {1, 3}


def test_two_towns_on_either_side_of_a_cell_are_compared_too() -> None:
    rows = [town(1, "West", -0.001, 19.999, 100_000), town(2, "East", 0.001, 20.001, 100_000)]
    assert places._parts(rows, {1: 1, 2: 5}) == {1}


def test_a_part_of_a_city_is_labelled_from_near_alone() -> None:
    around = (42.9, 36.2, 43.3, 36.5)
    far, near = places.towns_in(around, 8), places.towns_in(around, 12)
    assert far[0].name == "Mosul"
    assert not any(each.part for each in far)
    assert {each.name for each in far} < {each.name for each in near}
    kinds = [each.part for each in near]
    assert kinds == sorted(kinds)  # what there is no room for is left out from the end
