"""Judgements through the desk: what they change at once, what they never change, and how they are taken back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.desk.asked import Asked
from tests.stories import BELGAT, MERIDIAN, POST, claim_in, span

from dateline.weighing import keeping
from dateline.weighing.keeping import weigh

HERE = {**span(POST, "Belgat"), "name": "Belgat"} | dict.fromkeys(("lat", "lon", "country", "id", "precision_km"))
_AT = POST.index("seized")  # where no words say it, the span is empty and stands at the trigger
GARRISON = {"start": _AT, "end": _AT, "text": "", "name": "the garrison", "id": None, "kind": None, "side": None}


def test_accepting_marks_and_changes_nothing_else(asked: Asked) -> None:
    before = asked.incident("airstrike")
    made = asked.judge("accept", "incident", before["id"], why="  Seen on video. ")
    after = asked.incident("airstrike")
    assert after["judged"] == "accepted"
    assert made["why"] == "Seen on video."
    assert sorted(made["claims"]) == sorted(each["id"] for each in before["claims"])
    assert (after["verdict"], after["independent"], after["figures"]) == (
        before["verdict"],
        before["independent"],
        before["figures"],
    )
    assert {each["kind"] for each in asked.items(judged="true")} == {"airstrike"}


def test_a_rejected_claim_is_no_evidence_until_that_is_undone(asked: Asked) -> None:
    id = claim_in(asked.library, "courier", "kill")
    made = asked.judge("reject", "claim", id)
    after = asked.incident("airstrike")
    assert [(each["low"], each["high"]) for each in after["figures"]] == [(12, 12)]
    assert after["verdict"] != "contested"
    assert after["judged"] == "rejected"
    assert after["tree"][-1]["origin"] is None
    asked.post(f"/api/judgements/{made['id']}/undo")
    undone = asked.incident("airstrike")
    assert sorted(each["low"] for each in undone["figures"]) == [12, 14]
    assert (undone["verdict"], undone["judged"]) == ("contested", None)
    assert asked.get("/api/history")["items"][0]["undone_by"] == asked.get("/api/me")["name"]


def test_an_incident_that_is_rejected_whole_stays_to_be_seen(asked: Asked) -> None:
    whole = asked.incident("capture")
    asked.judge("reject", "incident", whole["id"])
    assert asked.incident("capture")["judged"] == "rejected"
    assert asked.client.get(f"/incidents/{whole['id']}/dossier").status_code == 200


def test_merging_joins_and_undoing_parts_again(asked: Asked) -> None:
    capture, shelling = asked.incident("capture"), asked.incident("shelling")
    made = asked.judge("merge", "incident", capture["id"], incidents=[shelling["id"]])
    assert len(made["incidents"]) == 1
    whole = asked.get(f"/api/incidents/{made['incidents'][0]}")
    assert {each["document"]["name"] for each in whole["claims"]} == {"post", "hostile"}
    assert asked.get("/api/incidents")["total"] == 2
    weigh(asked.library)
    assert asked.get("/api/incidents")["total"] == 2
    asked.post(f"/api/judgements/{made['id']}/undo")
    assert asked.get("/api/incidents")["total"] == 3


def test_splitting_takes_claims_out_and_weighing_keeps_them_out(asked: Asked) -> None:
    whole = asked.incident("airstrike")
    taken = [each["id"] for each in whole["claims"] if each["document"]["name"] == "courier"]
    made = asked.judge("split", "incident", whole["id"], claims=taken)
    assert len(made["incidents"]) == 2
    weigh(asked.library)
    strikes = [asked.get(f"/api/incidents/{each['id']}") for each in asked.items(kind="airstrike")]
    assert sorted(sorted({c["document"]["name"] for c in each["claims"]}) for each in strikes) == [
        ["courier"],
        ["meridian"],
    ]


def test_a_correction_is_applied_and_the_claim_as_read_is_kept(asked: Asked) -> None:
    id = claim_in(asked.library, "meridian", "kill")
    read = asked.get(f"/api/claims/{id}")["claim"]
    asked.judge(
        "correct", "claim", id, field="counts", value=[{"of": "killed", "low": 14, "high": 14, **span(MERIDIAN, "12")}]
    )
    found = asked.get(f"/api/claims/{id}")
    assert found["claim"] == read
    assert found["corrected"]["counts"][0]["low"] == 14
    assert {(each["low"], each["high"]) for each in asked.incident("airstrike")["figures"]} == {(14, 14)}
    weigh(asked.library)
    assert {(each["low"], each["high"]) for each in asked.incident("airstrike")["figures"]} == {(14, 14)}


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("kind", "advance", "advance"),
        ("certainty", "alleged", {"value": "alleged", "evidence": None}),
        ("negated", True, {"value": True, "evidence": None}),
        ("place", None, None),
        ("place", {"lat": 1.5, "lon": 2.5, "name": "the ford"}, {**HERE, "name": "the ford", "lat": 1.5, "lon": 2.5}),
        ("place", span(POST, "Belgat"), HERE),
        (
            "when",
            {"start": "2019-03-14"},
            {"start": "2019-03-14", "end": "2019-03-14", "value": "2019-03-14", "evidence": span(POST, "Friday")},
        ),
        ("agents", [], []),
        ("targets", [{"name": "the garrison"}], [GARRISON]),
        ("said_by", [span(POST, "residents")], [{**span(POST, "residents"), "name": "residents", "id": None}]),
    ],
)  # fmt: skip
def test_every_field_can_be_corrected(asked: Asked, field: str, value: Any, kept: Any) -> None:
    id = claim_in(asked.library, "post", "capture")
    made = asked.judge("correct", "claim", id, field=field, value=value)
    assert (made["field"], made["value"]) == (field, kept)
    corrected = asked.get(f"/api/claims/{id}")["corrected"]
    assert corrected[field] == (kept["value"] if field in ("certainty", "negated") else kept)
    weigh(asked.library)


def test_a_place_of_the_gazetteer_and_an_actor_of_the_lexicon_are_filled_in(asked: Asked) -> None:
    id = claim_in(asked.library, "post", "capture")
    place = asked.get("/api/places", q="mosul")[0]
    made = asked.judge("correct", "claim", id, field="place", value={"place_id": place["id"]})
    assert made["value"] == {
        **span(POST, "Belgat"),
        **{n: place[n] for n in ("name", "lat", "lon", "country", "id", "precision_km")},
    }
    assert asked.incident("capture")["place"]["name"] == "Mosul"
    assert [each["kind"] for each in asked.items(place="Mosul")] == ["capture"]
    made = asked.judge("correct", "claim", id, field="agents", value=[{"name": "ISIL"}])
    assert (made["value"][0]["id"], made["value"][0]["name"]) == ("islamic-state", "Islamic State")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "party"),
        ("kind", ["capture"]),
        ("colour", "red"),
        (None, "red"),
        ("place", {**BELGAT, "start": 0, "end": 6, "text": "Belgat"}),
        ("place", {"lat": 100, "lon": 0, "name": "nowhere"}),
        ("place", {"lat": 1, "name": "half a point"}),
        ("place", {"place_id": "geonames:0"}),
        ("place", "Belgat"),
        ("when", {"start": "2019-03-15", "end": "2019-03-14"}),
        ("when", {"start": "Friday"}),
        ("counts", [{"of": "killed", "low": 5, "high": 2}]),
        ("counts", [{"of": "killed", "low": -1, "high": None}]),
        ("counts", [{"of": "sheep", "low": 1, "high": 1}]),
        ("agents", [{"name": " "}]),
        ("agents", {"name": "x"}),
        ("agents", [None]),
        ("said_by", [{"start": 5, "end": 2, "text": ""}]),
        ("said_by", [{"start": 5, "end": 9, "text": "nope"}]),
        ("certainty", {"value": "stated", "evidence": {"start": 1, "end": 2, "text": "x"}}),
        ("negated", "yes"),
        ("agents", [{"name": "a\u0000b"}]),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_and_leaves_nothing(looking: Asked, field: str | None, value: Any) -> None:
    id = claim_in(looking.library, "post", "capture")
    answer = looking.post(
        "/api/judgements", {"action": "correct", "subject": "claim", "id": id, "field": field, "value": value}
    )
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"]
    assert looking.get("/api/history")["total"] == 0


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"action": "accept", "subject": "claim", "id": "none"}, 404),
        ({"action": "accept", "subject": "incident", "id": "none"}, 404),
        ({"action": "praise", "subject": "claim", "id": "CLAIM"}, 422),
        ({"action": "merge", "subject": "claim", "id": "CLAIM"}, 422),
        ({"action": "merge", "subject": "incident", "id": "INCIDENT"}, 422),
        ({"action": "merge", "subject": "incident", "id": "INCIDENT", "incidents": ["none"]}, 422),
        ({"action": "merge", "subject": "incident", "id": "INCIDENT", "incidents": ["INCIDENT"]}, 422),
        ({"action": "split", "subject": "incident", "id": "INCIDENT", "claims": ["CLAIM"]}, 422),
        ({"action": "split", "subject": "incident", "id": "INCIDENT", "claims": ["none"]}, 422),
        ({"action": "correct", "subject": "incident", "id": "INCIDENT", "field": "kind", "value": "hold"}, 422),
        ({"action": "accept", "subject": "claim", "id": "CLAIM", "by": "somebody else"}, 422),
    ],
)
def test_what_cannot_be_judged_is_refused(looking: Asked, content: dict[str, Any], status: int) -> None:
    names = {"CLAIM": claim_in(looking.library, "post", "capture"), "INCIDENT": looking.incident("capture")["id"]}

    def named(value: Any) -> Any:
        return [named(each) for each in value] if isinstance(value, list) else names.get(value, value)

    answer = looking.post("/api/judgements", {name: named(value) for name, value in content.items()})
    assert answer.status_code == status, answer.text
    assert looking.get("/api/history")["total"] == 0


def test_the_same_judgement_sent_twice_is_one(asked: Asked) -> None:
    id = claim_in(asked.library, "post", "capture")
    first = asked.judge("accept", "claim", id, why="seen")
    assert asked.judge("accept", "claim", id, why="seen")["id"] == first["id"]
    assert asked.get("/api/history")["total"] == 1
    asked.judge("reject", "claim", id)
    assert asked.judge("accept", "claim", id, why="seen")["id"] != first["id"]
    assert asked.get("/api/history")["total"] == 3


def test_undoing_twice_is_told(asked: Asked) -> None:
    made = asked.judge("accept", "claim", claim_in(asked.library, "post", "capture"))
    assert asked.post(f"/api/judgements/{made['id']}/undo").json()["undone_at"]
    assert asked.post(f"/api/judgements/{made['id']}/undo").status_code == 409
    assert asked.post("/api/judgements/none/undo").status_code == 404


def test_history_is_paged_and_sought(asked: Asked) -> None:
    claim, incident = claim_in(asked.library, "post", "capture"), asked.incident("airstrike")
    asked.judge("accept", "claim", claim)
    asked.judge("accept", "incident", incident["id"])
    asked.judge("correct", "claim", claim, field="kind", value="advance")
    found = asked.get("/api/history", limit=2)
    assert found["total"] == 3
    assert [each["action"] for each in found["items"]] == ["correct", "accept"]
    assert found["items"][0]["about"] == POST
    assert found["items"][1]["about"] == "airstrike, Kalmir"
    assert asked.get("/api/history", claim=claim)["total"] == 2
    assert asked.get("/api/history", incident=incident["id"])["total"] == 1
    assert asked.get("/api/history", by="nobody")["total"] == 0
    assert asked.get("/api/history", disagreements="true")["total"] == 0


def test_a_judgement_that_fails_halfway_leaves_nothing(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(keeping, "write", fails)
    given = {"action": "reject", "subject": "claim", "id": claim_in(asked.library, "courier", "kill")}
    with pytest.raises(RuntimeError):
        asked.post("/api/judgements", given)
    monkeypatch.undo()
    assert asked.get("/api/history")["total"] == 0
    assert asked.incident("airstrike")["verdict"] == "contested"
