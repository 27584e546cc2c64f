"""Which place a name means among its namesakes, by what else a text speaks of."""

from __future__ import annotations

import pytest
from tests.gazetteer.test_recognise import tokens

from dateline.gazetteer.containers import put_inside
from dateline.gazetteer.index import Gazetteer
from dateline.gazetteer.page import Span
from dateline.gazetteer.recognise import find_toponyms
from dateline.gazetteer.resolve import Named


def place(world: Gazetteer, text: str, name: str):
    return next(t.place for t in find_toponyms(text, tokens(text), world) if t.text == name)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # villages of the war that a text is of, and cities abroad of the same name
        ("Taliban gunmen seized Aliabad. Police in Kunduz and in Baghlan fled to Kabul.", "Aliabad", "AF"),
        ("Shells fell on Mardan, near Aleppo. Idlib and Hama in Syria were calm.", "Idlib", "SY"),
        # what is known the world over stays where it is
        ("Envoys left Kunduz, Baghlan and Kabul in Afghanistan for Geneva and Moscow.", "Geneva", "CH"),
        ("Envoys left Kunduz, Baghlan and Kabul in Afghanistan for talks in Moscow.", "Moscow", "RU"),
    ],
)
def test_a_text_of_one_country_means_its_own_villages(world: Gazetteer, text: str, name: str, country: str) -> None:
    assert place(world, text, name).country == country


def test_a_city_among_towns_is_the_city_and_not_its_province(world: Gazetteer) -> None:
    text = "Rockets hit Kharkiv, Izyum and Lyman. In Kharkiv oblast a bridge fell."
    kharkiv = [t.place.type for t in find_toponyms(text, tokens(text), world) if t.text == "Kharkiv"]
    assert kharkiv == ["city", "admin1"]


def test_a_namesake_far_from_where_the_text_puts_the_village_is_not_taken(world: Gazetteer) -> None:
    text = "Troops shelled Semyonovka, on the outskirts of Sloviansk, in Ukraine. Kramatorsk was quiet."
    assert place(world, text, "Semyonovka") is None
    assert place(world, "Troops of Ukraine shelled Lyman, 30 km from Sloviansk.", "Lyman").country == "UA"


@pytest.mark.parametrize(
    ("gap", "within_km"),
    [
        (", 25 km west of ", 57.5),
        (", about 10 miles from ", 44.135),
        (" near ", 60.0),
        (", on the eastern outskirts of ", 60.0),
        (", north of ", 400.0),
        (", a village near ", 60.0),
        (" and ", 0.0),
        (" from ", 0.0),
    ],
)
def test_how_far_off_a_name_lies_at_most(gap: str, within_km: float) -> None:
    text = f"Awa{gap}Bento"
    ends = [(0, 3), (len(text) - 5, len(text))]
    named = [Named(start, end, text[start:end]) for start, end in ends]
    put_inside(text, [Span(i, i, n.name, 2.0) for i, n in enumerate(named)], named)
    assert named[0].within_km == pytest.approx(within_km)
    assert (named[0].beside is named[1]) == (within_km > 0)


def test_a_village_without_a_figure_counts_as_one_of_some_size(world: Gazetteer) -> None:
    (kunduz,) = [p for p in world.lookup("Ali Abad") if p.country == "AF" and p.admin1 == "Kunduz"]
    assert kunduz.population == 0
    assert 2.0 < kunduz.prior < 3.0
