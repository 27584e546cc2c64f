import csv
from collections import Counter
from datetime import date

import pandas
import pytest
from tests.exports.build import ABOUT, ARMY, IS, MONDAY, MOSUL, NINEVEH, document, row

from dateline.codes import ACLED_EVENT_TYPES
from dateline.exports import export
from dateline.exports.acled import COLUMNS, event
from dateline.exports.acled_rules import disorder_type

AT_MOSUL = {"place": ("Mosul", MOSUL), "when": MONDAY}
# As ACLED's code book lists them.
THE_COLUMNS = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, assoc_actor_1, "
    "inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, admin1, admin2, admin3, "
    "location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
)


def coded(text, *given, **more):
    found = event(row(text, *given, **more), ABOUT)
    assert isinstance(found, dict), found
    return found


def test_columns_and_values_are_read_back(rows, about, tmp_path):
    left_out = Counter()
    number = export("acled", rows, tmp_path / "acled.csv", about=about, left_out=left_out)
    table = pandas.read_csv(tmp_path / "acled.csv", keep_default_na=False)
    assert list(table.columns) == THE_COLUMNS.split(", ") == list(COLUMNS)
    assert len(table) == number == 3
    assert sum(left_out.values()) == len(rows) - number
    assert left_out == {"ACLED has no code for it": 1, "no place that is known": 1}
    first = table.iloc[0]
    assert first["event_id_cnty"].startswith("IRQ")
    assert (first["event_date"], first["year"], first["time_precision"]) == ("2016-10-31", 2016, 1)
    assert (first["actor1"], first["inter1"], first["actor2"], first["inter2"]) == ("Iraqi Army", 1, "Islamic State", 2)
    assert first["interaction"] == 12
    assert (first["iso"], first["region"], first["country"]) == (368, "Middle East", "Iraq")
    assert (first["admin1"], first["location"], first["geo_precision"]) == ("Nineveh", "Mosul", 1)
    assert (first["latitude"], first["longitude"]) == (36.335, 43.11889)
    assert (first["source"], first["source_scale"], first["fatalities"]) == ("an officer", "International", 12)
    assert first["timestamp"] == 1478075400
    assert set(table["event_type"]) <= set(ACLED_EVENT_TYPES.values())


@pytest.mark.parametrize(
    ("sub", "disorder"),
    [
        ("Armed clash", "Political violence"),
        ("Air/drone strike", "Political violence"),
        ("Attack", "Political violence"),
        ("Mob violence", "Political violence"),
        ("Peaceful protest", "Demonstrations"),
        ("Violent demonstration", "Demonstrations"),
        ("Excessive force against protesters", "Political violence; Demonstrations"),
        ("Agreement", "Strategic developments"),
    ],
)
def test_disorder_types(sub, disorder):
    assert disorder_type(ACLED_EVENT_TYPES[sub], sub) == disorder


@pytest.mark.parametrize(
    ("start", "end", "day", "precision"),
    [
        (date(2016, 10, 31), date(2016, 10, 31), date(2016, 10, 31), 1),
        (date(2016, 10, 29), date(2016, 10, 30), date(2016, 10, 29), 2),
        (date(2016, 10, 24), date(2016, 10, 30), date(2016, 10, 27), 2),
        (date(2016, 10, 1), date(2016, 10, 31), date(2016, 10, 16), 3),
    ],
)
def test_time_precision(start, end, day, precision):
    found = coded("Rebels fought in Mosul on Monday.", "clash", "fought", place=("Mosul", MOSUL),
                  when=("on Monday", start, end, "x"))  # fmt: skip
    assert (found["event_date"], found["year"], found["time_precision"]) == (day, day.year, precision)


def test_what_no_report_dates_has_the_day_of_publication():
    found = coded("Rebels fought in Mosul.", "clash", "fought", place=("Mosul", MOSUL))
    assert (found["event_date"], found["time_precision"]) == (date(2016, 10, 31), 3)
    undated = document(published=None)
    without = row("Rebels fought in Mosul.", "clash", "fought", place=("Mosul", MOSUL), record=undated)
    assert event(without, ABOUT) == "no day, and its report has none"


def test_more_than_a_month_is_left_out():
    year = ("in 2016", date(2016, 1, 1), date(2016, 12, 31), "2016")
    found = row("Rebels fought in Mosul in 2016.", "clash", "fought", place=("Mosul", MOSUL), when=year)
    assert event(found, ABOUT) == "its time is known only to more than a month"


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (MOSUL, 1),
        (NINEVEH, 3),
        ({"name": "Iraq", "lat": 33.0, "lon": 44.0, "country": "IQ", "id": "country:IQ", "precision_km": 370.0}, 3),
        ({"name": "20 km south of Mosul", "lat": 36.15, "lon": 43.1, "country": "IQ", "precision_km": 15.6}, 2),
        ({"name": "the far desert", "lat": 33.1, "lon": 41.1, "country": "IQ", "precision_km": 90.0}, 3),
        (
            {
                "name": "Tigris",
                "lat": 33.1,
                "lon": 44.1,
                "country": "IQ",
                "id": "dateline:tigris",
                "precision_km": 500.0,
            },
            2,
        ),
        ({"name": "Tell Own", "lat": 36.1, "lon": 43.1, "country": "IQ", "id": "own:7", "precision_km": 2.0}, 1),
    ],
)
def test_geo_precision(place, precision):
    assert coded("Rebels fought there.", "clash", "fought", place=("there", place))["geo_precision"] == precision


@pytest.mark.parametrize(
    ("text", "figures", "fatalities"),
    [
        ("killed dozens of militants", [("dozens", 12, None)], 12),
        ("killed several militants", [("several", 3, None)], 3),
        ("killed between 50 and 70 militants", [("between 50 and 70", 50, 70)], 50),
        ("killed up to 30 militants", [("up to 30", 0, 30)], 0),
        ("killed a militant", [], 1),
        ("killed militants", [], 3),
    ],
)
def test_fatalities_are_the_most_conservative(text, figures, fatalities):
    target = text.removeprefix("killed ")
    found = coded(
        f"The army {text} in Mosul.", "kill", "killed", agents=[("The army", ARMY)],
        targets=[(target, {"kind": "rebel group"})], place=("Mosul", MOSUL),
        counts=[(words, "killed", low, high) for words, low, high in figures],
    )  # fmt: skip
    assert found["fatalities"] == fatalities


def test_no_fatalities_where_none_are_told():
    assert coded("Jets bombed Mosul on Monday.", "airstrike", "bombed", **AT_MOSUL)["fatalities"] == 0


def test_a_part_of_the_dead_is_not_added():
    found = coded(
        "A blast killed 12 people, including three children, in Mosul on Monday.", "kill", "killed",
        targets=[("12 people", {"kind": "civilians"}), ("three children", {"kind": "civilians"})],
        counts=[("12", "killed", 12, 12), ("three", "killed", 3, 3)], **AT_MOSUL,
    )  # fmt: skip
    assert found["fatalities"] == 12


US = {"name": "US Army", "id": "us-army", "kind": "state forces", "side": "US"}
UN = {"name": "UN peacekeepers", "kind": "peacekeepers"}
MSF = {"name": "Doctors Without Borders", "id": "msf", "kind": "aid organisation", "side": "msf"}


@pytest.mark.parametrize(
    ("known", "name", "inter"),
    [
        (ARMY, "Iraqi Army", 1),
        (US, "US Army", 8),
        (IS, "Islamic State", 2),
        ({"kind": "state forces"}, "Military Forces of Iraq", 1),
        ({"kind": "police"}, "Police Forces of Iraq", 1),
        ({"kind": "government"}, "Government of Iraq", 1),
        ({"kind": "rebel group"}, "Unidentified Armed Group (Iraq)", 3),
        ({"kind": "criminal group"}, "Unidentified Gang (Iraq)", 3),
        ({"kind": "communal militia"}, "Unidentified Communal Militia (Iraq)", 4),
        (UN, "UN peacekeepers", 8),
        ({"name": "dozens of Islamic State fighters", "kind": "rebel group"}, "Islamic State", 2),
        ({"kind": "civilians"}, "Unidentified Armed Group (Iraq)", 3),
    ],
)
def test_actors_and_inter_codes(known, name, inter):
    found = coded(
        "They shot a teacher in Mosul on Monday.", "kill", "shot", agents=[("They", known)],
        targets=[("a teacher", {"kind": "civilians"})], **AT_MOSUL,
    )  # fmt: skip
    assert (found["actor1"], found["inter1"]) == (name, inter)
    assert (found["actor2"], found["inter2"]) == ("Civilians (Iraq)", 7)
    assert found["interaction"] == (78 if inter == 8 else inter * 10 + 7)
    assert found["civilian_targeting"] == ("Civilian targeting" if found["event_type"] != "Battles" else "")


def test_both_who_fight_are_actors():
    found = coded("The army and IS clashed in Mosul on Monday.", "clash", "clashed",
                  agents=[("The army", ARMY), ("IS", IS)], **AT_MOSUL)  # fmt: skip
    assert (found["actor1"], found["actor2"], found["interaction"]) == ("Iraqi Army", "Islamic State", 12)


def test_allies_are_no_enemies():
    police = {"name": "Federal Police", "id": "iq-federal-police", "kind": "police", "side": "IQ"}
    found = coded("The army and police took Mosul on Monday.", "capture", "took",
                  agents=[("The army", ARMY), ("police", police)], **AT_MOSUL)  # fmt: skip
    assert (found["actor1"], found["assoc_actor_1"]) == ("Iraqi Army", "Federal Police")
    assert (found["actor2"], found["interaction"]) == ("Unidentified Armed Group (Iraq)", 13)


def test_own_losses_are_no_second_actor():
    found = coded("The army killed ten militants and lost two soldiers in Mosul on Monday.", "kill", "killed",
                  agents=[("The army", ARMY)], targets=[("ten militants", IS), ("two soldiers", {"kind": "state forces"})],
                  counts=[("ten", "killed", 10, 10), ("two", "killed", 2, 2)], **AT_MOSUL)  # fmt: skip
    assert (found["actor2"], found["assoc_actor_2"], found["fatalities"]) == ("Islamic State", "", 12)


def test_allies_are_associated():
    found = coded("The army and US troops bombed IS in Mosul on Monday.", "airstrike", "bombed",
                  agents=[("The army", ARMY), ("US troops", US)], targets=[("IS", IS)], **AT_MOSUL)  # fmt: skip
    assert (found["actor1"], found["assoc_actor_1"]) == ("Iraqi Army", "US Army")


def test_an_unknown_attacker():
    strike = coded("Jets bombed Mosul on Monday.", "airstrike", "bombed", **AT_MOSUL)
    assert (strike["actor1"], strike["inter1"], strike["interaction"]) == ("Unidentified Military Forces", 8, 80)
    assert (strike["actor2"], strike["inter2"], strike["civilian_targeting"]) == ("", 0, "")
    bomb = coded("A bomb went off in Mosul on Monday.", "bombing", "went off", **AT_MOSUL)
    assert (bomb["actor1"], bomb["interaction"]) == ("Unidentified Armed Group (Iraq)", 30)


def test_who_civilians_are_stands_beside_them():
    found = coded("Gunmen abducted a reporter and MSF staff in Mosul on Monday.", "abduct", "abducted",
                  targets=[("a reporter", {"kind": "media"}), ("MSF", MSF)], **AT_MOSUL)  # fmt: skip
    assert (found["actor2"], found["assoc_actor_2"]) == (
        "Civilians (Iraq)",
        "Journalists (Iraq); Doctors Without Borders",
    )


def test_demonstrations_begin_with_the_crowd():
    found = coded("Police shot at protesters in Mosul on Monday.", "attack", "shot at",
                  agents=[("Police", {"kind": "police"})], targets=[("protesters", {"kind": "civilians"})], **AT_MOSUL)  # fmt: skip
    assert found["sub_event_type"] == "Excessive force against protesters"
    assert (found["actor1"], found["inter1"], found["actor2"]) == ("Protesters (Iraq)", 6, "Police Forces of Iraq")
    assert (found["interaction"], found["tags"]) == (16, "crowd size=no report")
    assert found["civilian_targeting"] == "Civilian targeting"


def test_source_scale():
    def scale(outlet):
        return coded("Jets bombed Mosul on Monday.", "airstrike", "bombed", record=document(outlet=outlet), **AT_MOSUL)[
            "source_scale"
        ]

    assert [scale(outlet) for outlet in ("Rudaw", "Reuters", "A blog that no one knows")] == [
        "National",
        "International",
        "Other",
    ]


def test_denied_planned_and_other_events_are_left_out():
    denied = row("No jets bombed Mosul on Monday.", "airstrike", "bombed", negated=True, **AT_MOSUL)
    aid = row("Aid reached Mosul on Monday.", "aid", "reached", **AT_MOSUL)
    assert event(denied, ABOUT) == event(aid, ABOUT) == "ACLED has no code for it"


def test_no_cell_is_a_formula(about, tmp_path):
    hostile = row("=1+1 fighters shelled Mosul on Monday.", "shelling", "shelled", said_by=["=1+1"],
                  agents=[("=1+1 fighters", {"kind": "rebel group", "id": "x"})],
                  record=document(outlet="@cmd"), **AT_MOSUL)  # fmt: skip
    export("acled", [hostile], tmp_path / "acled.csv", about=about)
    with (tmp_path / "acled.csv").open(newline="") as file:
        (found,) = csv.DictReader(file)
    assert found["actor1"] == "'=1+1 fighters"
    assert found["source"] == "'=1+1"
    assert not any(value.startswith(("=", "+", "-", "@")) for value in found.values())
