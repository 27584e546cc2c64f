from collections import Counter
from datetime import date

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import from_wkt
from tests.exports.build import ARMY, IS, MONDAY, MOSUL, NINEVEH, document, row

from dateline.exports import export
from dateline.exports.ged import COLUMNS, event
from dateline.exports.ged_rules import priogrid_gid

AT_MOSUL = {"place": ("Mosul", MOSUL), "when": MONDAY}
# As the code book of GED 20.1 lists them.
THE_COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
SYRIA = {"name": "Syrian Army", "id": "sy-army", "kind": "state forces", "side": "SY"}
NUSRA = {"name": "Al-Nusra Front", "id": "al-nusra-front", "kind": "rebel group", "side": "al-nusra-front"}


def coded(text, *given, **more):
    found = event(row(text, *given, **more))
    assert isinstance(found, dict), found
    return found


def fight(agent, target, counts=(("ten", 10, 10),), *, who="ten fighters", kind="rebel group", **more):
    """An event in which one killed ten of another."""
    return coded(
        f"They killed {who} of the others in Mosul on Monday.", "kill", "killed", agents=[("They", agent)],
        targets=[(who, {"kind": kind} if target is None else target)],
        counts=[(words, "killed", low, high) for words, low, high in counts], **(AT_MOSUL | more),
    )  # fmt: skip


def test_columns_and_values_are_read_back(rows, about, tmp_path):
    left_out = Counter()
    number = export("ged", rows, tmp_path / "ged.csv", about=about, left_out=left_out)
    table = pandas.read_csv(tmp_path / "ged.csv", keep_default_na=False)
    assert list(table.columns) == THE_COLUMNS.split() == list(COLUMNS)
    assert len(table) == number == 1
    assert left_out == {"UCDP has no type of violence for it": 3, "no death is told": 1}
    (first,) = table.to_dict("records")
    assert first["relid"] == f"IRQ-2016-1-{rows[0].id}"
    assert (first["year"], first["type_of_violence"], first["code_status"]) == (2016, 1, "Clear")
    assert (first["side_a"], first["gwnoa"]) == ("Government of Iraq", 645)
    assert (first["side_b"], first["gwnob"]) == ("Islamic State", "")
    assert first["dyad_name"] == "Government of Iraq - Islamic State"
    assert (first["number_of_sources"], first["source_original"]) == (1, "an officer")
    assert first["source_article"] == "Reuters,2016-10-31,Battle for Mosul"
    assert (first["where_prec"], first["where_coordinates"], first["adm_1"]) == (1, "Mosul", "Nineveh")
    point = from_wkt(first["geom_wkt"])
    assert (point.x, point.y) == (first["longitude"], first["latitude"]) == (43.11889, 36.335)
    assert (first["country"], first["country_id"], first["region"]) == ("Iraq", 645, "Middle East")
    assert (first["date_prec"], first["date_start"], first["date_end"]) == (1, "2016-10-31", "2016-10-31")
    assert (first["deaths_a"], first["deaths_b"], first["best"], first["low"], first["high"]) == (0, 12, 12, 12, 12)


@pytest.mark.parametrize(
    ("start", "end", "prec", "clarity"),
    [
        (date(2016, 10, 31), date(2016, 10, 31), 1, 1),
        (date(2016, 10, 29), date(2016, 10, 30), 2, 1),
        (date(2016, 10, 25), date(2016, 10, 30), 2, 1),
        (date(2016, 10, 24), date(2016, 10, 30), 3, 1),
        (date(2016, 10, 20), date(2016, 10, 30), 4, 2),
        (date(2016, 10, 1), date(2016, 10, 31), 4, 2),
        (date(2016, 9, 1), date(2016, 10, 31), 5, 2),
        (date(2016, 1, 1), date(2016, 12, 31), 5, 2),
    ],
)
def test_date_prec(start, end, prec, clarity):
    found = fight(ARMY, IS, when=("on Monday", start, end, "x"))
    assert (found["date_prec"], found["event_clarity"]) == (prec, clarity)
    assert (found["date_start"], found["date_end"]) == (start, end)


def test_what_no_report_dates_happened_in_the_month_before_it():
    found = fight(ARMY, IS, when=None)
    assert (found["date_start"], found["date_end"]) == (date(2016, 10, 1), date(2016, 10, 31))
    assert (found["date_prec"], found["code_status"]) == (4, "Check")


@pytest.mark.parametrize(
    ("place", "prec"),
    [
        (MOSUL, 1),
        ({"name": "20 km south of Mosul", "lat": 36.15, "lon": 43.1, "country": "IQ", "precision_km": 15.6}, 2),
        ({"name": "Autauga", "lat": 32.5, "lon": -86.6, "country": "US", "id": "fips:01001", "precision_km": 200.0}, 3),
        (NINEVEH, 4),
        (
            {
                "name": "Tigris",
                "lat": 33.1,
                "lon": 44.1,
                "country": "IQ",
                "id": "dateline:tigris",
                "precision_km": 500.0,
            },
            5,
        ),
        ({"name": "the desert", "lat": 33.1, "lon": 41.1, "country": "IQ", "precision_km": 90.0}, 5),
        ({"name": "Iraq", "lat": 33.0, "lon": 44.0, "country": "IQ", "id": "country:IQ", "precision_km": 370.0}, 6),
    ],
)
def test_where_prec(place, prec):
    assert fight(ARMY, IS, place=("Mosul", place))["where_prec"] == prec


def test_a_government_is_side_a_whoever_acts():
    found = fight(IS, None, who="ten soldiers", kind="state forces")
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (1, "Government of Iraq", "Islamic State")
    assert (found["deaths_a"], found["deaths_b"]) == (10, 0)


def test_two_governments():
    found = fight(ARMY, SYRIA, who="ten soldiers")
    assert (found["side_a"], found["side_b"]) == ("Government of Iraq", "Government of Syria")
    assert (found["gwnoa"], found["gwnob"]) == (645, 652)
    assert (found["deaths_a"], found["deaths_b"]) == (0, 10)


def test_groups_fight_one_another():
    found = fight(NUSRA, IS)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (2, "Al-Nusra Front", "Islamic State")
    assert (found["deaths_a"], found["deaths_b"], found["gwnoa"]) == (0, 10, "")


def test_one_sided_violence():
    found = fight(IS, None, who="ten villagers", kind="civilians")
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (3, "Islamic State", "Civilians")
    assert (found["deaths_a"], found["deaths_b"], found["deaths_civilians"], found["best"]) == (0, 0, 10, 10)


def test_the_dead_of_several_classes():
    found = coded(
        "IS killed two soldiers, a nurse and five others in Mosul on Monday.", "kill", "killed", agents=[("IS", IS)],
        targets=[("two soldiers", {"kind": "state forces"}), ("a nurse", {"kind": "civilians"})],
        counts=[("two", "killed", 2, 2), ("a nurse", "killed", 1, 1)], **AT_MOSUL,
    )  # fmt: skip
    assert (found["deaths_a"], found["deaths_b"], found["deaths_civilians"], found["best"]) == (2, 0, 1, 3)


def test_people_of_unknown_side():
    found = fight(ARMY, IS, who="ten", counts=())
    assert found["best"] == 3  # several, of whom no number is told
    clash = coded(
        "The army and IS clashed in Mosul on Monday; 20 people died.", "clash", "clashed",
        agents=[("The army", ARMY), ("IS", IS)], counts=[("20", "killed", 20, 20)], **AT_MOSUL,
    )  # fmt: skip
    assert (clash["deaths_unknown"], clash["best"]) == (20, 20)


@pytest.mark.parametrize(
    ("count", "low", "best", "high"),
    [
        (("ten", 10, 10), 10, 10, 10),
        (("ten", 10, None), 10, 10, 10),
        (("ten", 8, 12), 8, 8, 12),
        (("ten", 0, 9), 0, 0, 9),
    ],
)
def test_low_best_and_high(count, low, best, high):
    found = fight(ARMY, IS, [count])
    assert (found["low"], found["best"], found["high"]) == (low, best, high)
    assert found["best"] == sum(found[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown"))


def test_a_group_without_a_name_asks_to_be_checked():
    found = fight(ARMY, None)
    assert (found["side_b"], found["code_status"]) == ("ten fighters", "Check")


def test_events_without_a_death_or_a_place_are_left_out():
    clash = {"agents": [("The army", ARMY), ("IS", IS)]}
    assert event(row("The army and IS clashed.", "clash", "clashed", **clash)) == "no death is told"
    dead = clash | {"counts": [("Ten", "killed", 10, 10)]}
    assert event(row("Ten died as The army and IS clashed.", "clash", "clashed", **dead)) == "no place that is known"
    undated = dead | {"place": ("Mosul", MOSUL), "record": document(published=None)}
    told = row("Ten died as The army and IS clashed in Mosul.", "clash", "clashed", **undated)
    assert event(told) == "no day, and its report has none"
    since = dead | {"place": ("Mosul", MOSUL), "when": ("since 2014", date(2014, 1, 1), date(2016, 10, 31), "x")}
    told = row("Ten died as The army and IS clashed in Mosul since 2014.", "clash", "clashed", **since)
    assert event(told) == "its time is known only to more than a year"


def test_priogrid_corners():
    # 720 cells a row, from the south-west
    assert priogrid_gid(-90, -180) == 1
    assert priogrid_gid(-90, 179.9) == 720
    assert priogrid_gid(90, 180) == 259200
    assert priogrid_gid(0, 0) == 180 * 720 + 361


@given(st.integers(-5760, 5760), st.integers(-11520, 11520))
def test_priogrid_cell_holds_its_point(y, x):
    lat, lon = y / 64, x / 64  # no rounding at the borders of cells
    line, column = divmod(priogrid_gid(lat, lon) - 1, 720)
    assert line / 2 - 90 <= lat <= line / 2 - 89.5
    assert column / 2 - 180 <= lon <= column / 2 - 179.5
