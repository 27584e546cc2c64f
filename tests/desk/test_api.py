"""What the desk answers to programs and to its page."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from tests.desk.asked import Asked
from tests.stories import COURIER, HOSTILE, MERIDIAN, claim_in


def test_me_tells_who_and_what_library(looking: Asked) -> None:
    me = looking.get("/api/me")
    assert me["role"] == "editor"
    assert not me["users"]
    assert me["library"] == {"name": "kalmir.dateline", "documents": 4, "claims": 6, "incidents": 3, "unweighed": 0}
    assert (me["first_day"], me["last_day"]) == ("2019-03-11", "2019-03-15")


def test_the_list_is_paged_and_sorted(looking: Asked) -> None:
    first = looking.get("/api/incidents", limit=2, sort="day")
    second = looking.get("/api/incidents", limit=2, offset=2, sort="day")
    assert first["total"] == second["total"] == 3
    days = [each["when"]["start"] for each in first["items"] + second["items"]]
    assert days == sorted(days)
    assert len({each["id"] for each in first["items"] + second["items"]}) == 3
    assert looking.items(sort="independent")[0]["kind"] == "airstrike"
    assert looking.items(sort="verdict")[0]["verdict"] == "contested"


def test_the_list_tells_where_an_incident_stands_in_it(looking: Asked) -> None:
    for place, item in enumerate(looking.items(sort="day")):
        answer = looking.get("/api/incidents", limit=1, sort="day", find=item["id"])
        assert (answer["at"], len(answer["items"])) == (place, 1)
    airstrike = looking.incident("airstrike")["id"]
    assert looking.get("/api/incidents", kind="capture", find=airstrike)["at"] is None
    assert looking.get("/api/incidents", find="nothing")["at"] is None
    assert looking.get("/api/incidents")["at"] is None


def test_an_item_tells_what_the_list_shows(looking: Asked) -> None:
    (item,) = looking.items(kind="airstrike")
    assert item["place"]["name"] == "Kalmir"
    assert item["when"] == {"start": "2019-03-11", "end": "2019-03-11"}
    assert item["figures"] == [{"of": "killed", "low": 12, "high": 14}]
    assert (item["claims"], item["outlets"], item["judged"]) == (4, 2, None)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"kind": ["capture", "shelling"]}, {"capture", "shelling"}),
        ({"q": "health ministry"}, {"airstrike"}),
        ({"q": '"seized Belgat"'}, {"capture"}),
        ({"place": "belgat"}, {"capture", "shelling"}),
        ({"near": "43.1,18.2,30"}, {"airstrike"}),
        ({"bbox": "17,44,17.5,45"}, {"capture", "shelling"}),
        ({"actor": "river brigade"}, {"capture"}),
        ({"said_by": "doctor"}, {"airstrike"}),
        ({"outlet": "valley"}, {"capture"}),
        ({"from": "2019-03-12"}, {"capture", "shelling"}),
        ({"to": "2019-03-12"}, {"airstrike"}),
        ({"verdict": "contested"}, {"airstrike"}),
        ({"independent": 2}, {"airstrike"}),
        ({"certainty": "stated"}, {"airstrike", "capture", "shelling"}),
        ({"certainty": "planned"}, set()),
        ({"judged": "true"}, set()),
        ({"judged": "false"}, {"airstrike", "capture", "shelling"}),
    ],
)
def test_every_filter_narrows_list_map_and_timeline_alike(
    looking: Asked, query: dict[str, Any], kinds: set[str]
) -> None:
    assert {each["kind"] for each in looking.items(**query)} == kinds
    assert set(looking.get("/api/map", **query)["kind"]) == kinds
    bars = looking.get("/api/timeline", **query)["bars"]
    assert sum(bar[v] for bar in bars for v in ("single-source", "corroborated", "contested")) == len(kinds)
    assert {each["value"] for each in looking.get("/api/facets", **query)["kind"]} == kinds


def test_the_map_is_sent_once_for_a_state_of_the_library(asked: Asked) -> None:
    answer = asked.client.get("/api/map")
    columns = answer.json()
    assert {len(column) for column in columns.values()} == {3}
    at = columns["kind"].index("airstrike")
    assert (columns["lon"][at], columns["lat"][at], columns["verdict"][at]) == (18.2, 43.1, 2)
    again = asked.client.get("/api/map", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    asked.judge("reject", "claim", claim_in(asked.library, "courier", "kill"))
    after = asked.client.get("/api/map", headers={"If-None-Match": answer.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["x-library-revision"] != answer.headers["x-library-revision"]


def test_the_choices_count_incidents(looking: Asked) -> None:
    found = looking.get("/api/facets")
    assert {"value": "Belgat", "n": 2} in found["place"]
    assert {"value": "Meridian", "n": 1} in found["outlet"]
    assert {"value": "government jets", "n": 1} in found["actor"]
    assert {"value": "a doctor", "n": 1} in found["said_by"]
    assert found["certainty"] == [{"value": "stated", "n": 3}]


@pytest.mark.parametrize(
    ("bin", "starts"), [("day", ["2019-03-11", "2019-03-15"]), ("week", ["2019-03-11"]), ("month", ["2019-03-01"])]
)
def test_the_timeline_is_binned_as_asked(looking: Asked, bin: str, starts: list[str]) -> None:
    found = looking.get("/api/timeline", bin=bin)
    assert [bar["start"] for bar in found["bars"]] == starts
    assert found["undated"] == 0


def test_an_incident_has_its_claims_and_the_tree_of_who_says_so(looking: Asked) -> None:
    whole = looking.incident("airstrike")
    assert {each["document"]["outlet"] for each in whole["claims"]} == {"Meridian", "The Courier"}
    told = [leaf["id"] for branch in whole["tree"] for leaf in branch["claims"]]
    assert sorted(told) == sorted(each["id"] for each in whole["claims"])
    assert {branch["origin"] for branch in whole["tree"]} == {each["name"] for each in whole["origins"]}
    chains = {tuple(leaf["chain"]) for branch in whole["tree"] for leaf in branch["claims"]}
    assert ("a doctor",) in chains


def test_offsets_are_code_points_of_the_text(looking: Asked) -> None:
    document = looking.get("/api/documents/hostile")
    assert document["text"] == HOSTILE
    for each in document["claims"]:
        for part in [each["claim"]["trigger"], *each["claim"]["agents"], *each["claim"]["said_by"]]:
            assert document["text"][part["start"] : part["end"]] == part["text"]


def test_a_claim_names_its_report_and_its_incident(looking: Asked) -> None:
    id = claim_in(looking.library, "meridian", "kill")
    found = looking.get(f"/api/claims/{id}")
    assert found["sentence"] == MERIDIAN
    assert found["document"]["name"] == "meridian"
    assert found["incident"] == looking.incident("airstrike")["id"]
    assert found["corrected"] is None


def test_why_two_claims_are_one_incident_is_told_in_weights(looking: Asked) -> None:
    a, b = claim_in(looking.library, "meridian", "airstrike"), claim_in(looking.library, "courier", "airstrike")
    found = looking.get(f"/api/claims/{a}/why/{b}")
    assert found["joined"] is True
    assert found["comparisons"]


def test_situation_tells_who_holds_what(looking: Asked) -> None:
    found = looking.get("/api/situation", on="2019-03-16")
    assert [(each["place"]["name"], each["holder"]) for each in found] == [("Belgat", "River Brigade")]
    assert found[0]["for"] == [claim_in(looking.library, "post", "capture")]
    changes = looking.get("/api/situation/changes", **{"from": "2019-03-01", "to": "2019-03-31"})
    assert [each["on"] for each in changes] == ["2019-03-15"]


def test_places_and_actors_are_looked_up(looking: Asked) -> None:
    places = looking.get("/api/places", q="mosu")
    assert places[0]["name"] == "Mosul"
    assert looking.get("/api/places", q="…") == []
    assert any(each["name"] == "Wagner Group" for each in looking.get("/api/actors", q="wagner"))


def test_towns_are_fewer_the_farther_out(looking: Asked) -> None:
    near = looking.get("/api/towns", bbox="42,36,44,37", zoom=9)
    far = looking.get("/api/towns", bbox="42,36,44,37", zoom=4)
    assert {each["name"] for each in far} < {each["name"] for each in near}
    assert "Mosul" in {each["name"] for each in far}
    assert all(42 <= each["lon"] <= 44 and 36 <= each["lat"] <= 37 for each in near)


def test_the_base_map_is_shipped(looking: Asked) -> None:
    found = looking.get("/api/base")
    assert "Iraq" in {each["properties"]["name"] for each in found["features"]}
    assert "public domain" in found["attribution"]


def test_maplibre_comes_from_its_package_and_nothing_else_does(looking: Asked) -> None:
    answer = looking.client.get("/vendor/maplibre-gl.js")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]
    assert "BSD" in answer.text[:200]
    for name in ("ipywidget.js", "../__init__.py", "..%2f__init__.py", "nothing.js"):
        assert looking.client.get(f"/vendor/{name}").status_code == 404


def test_what_is_seen_can_be_downloaded(looking: Asked) -> None:
    answer = looking.client.get("/api/export/csv", params={"kind": "capture", "per": "claim"})
    assert answer.status_code == 200
    assert 'filename="kalmir-csv.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["kind"] for row in rows] == ["capture"]
    assert looking.client.get("/api/export/xls").status_code == 404


def test_every_format_that_is_listed_can_be_downloaded(looking: Asked) -> None:
    for each in looking.get("/api/export"):
        answer = looking.client.get(f"/api/export/{each['name']}")
        assert answer.status_code == 200, (each, answer.text)
        assert answer.content


def test_an_export_says_who_judged_and_applies_corrections_unless_told_not_to(asked: Asked) -> None:
    id = claim_in(asked.library, "post", "capture")
    asked.judge("correct", "claim", id, field="kind", value="advance")
    me = asked.get("/api/me")["name"]

    def exported(**query: Any) -> list[dict[str, Any]]:
        answer = asked.client.get("/api/export/jsonl", params={"per": "claim", "outlet": "Valley Post", **query})
        return [json.loads(line) for line in answer.text.splitlines()]

    (row,) = exported()
    assert (row["kind"], row["judged"], row["judged_by"]) == ("advance", "accepted", [me])
    assert [each["kind"] for each in exported(corrections="false")] == ["capture"]


def test_what_is_not_there_is_404_and_what_does_not_fit_422(looking: Asked) -> None:
    for path in (
        "/api/incidents/none",
        "/api/claims/none",
        "/api/documents/none",
        "/api/nothing",
        "/incidents/none/dossier",
    ):
        answer = looking.client.get(path)
        assert answer.status_code == 404
        assert path == "/api/nothing" or answer.json()["error"]
    unfit = (
        "kind=party",
        "near=here",
        "bbox=1,2,3",
        "bbox=nan,1,2,3",
        "from=soon",
        "q=…",
        "place=!",
        "limit=0",
        "judged=maybe",
    )
    for query in unfit:
        answer = looking.client.get(f"/api/incidents?{query}")
        assert answer.status_code == 422, query
        assert answer.json()["error"]


def test_the_interface_is_described(looking: Asked) -> None:
    found = looking.get("/api/openapi.json")
    assert {"/api/incidents", "/api/map", "/api/judgements", "/api/history", "/api/export/{format}"} <= set(
        found["paths"]
    )


def test_the_dossier_has_evidence_figures_and_sources(asked: Asked) -> None:
    whole = asked.incident("airstrike")
    asked.judge("accept", "incident", whole["id"], why="Two hospitals confirm it.")
    page = asked.client.get(f"/incidents/{whole['id']}/dossier")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for words in (
        "Kalmir",
        "a doctor",
        "https://meridian.example/1",
        "Two hospitals confirm it.",
        "contested",
        "12",
        "14",
    ):
        assert words in page.text
    assert "<mark>bombed</mark>" in page.text
    assert COURIER.split(" struck")[0] in page.text
