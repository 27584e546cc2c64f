from dataclasses import replace
from datetime import date

import pytest
from tests.exports.build import ABOUT, ARMY, IS, MONDAY, MOSUL, Builder, document, row

from dateline.codes import Codes
from dateline.coding import codes
from dateline.exports import acled, ged, row_of_claim, row_of_incident
from dateline.exports.columns import record
from dateline.exports.deaths import Toll, deaths, total
from dateline.exports.notes import notes, summary
from dateline.exports.numbers import number_of
from dateline.exports.rows import Figure, Party
from dateline.model import Counted, Kind
from dateline.weighing.model import (
    DocumentRef,
    Incident,
    IncidentActor,
    IncidentClaim,
    IncidentPlace,
    IncidentWhen,
    Origin,
    OriginFigure,
    Verdict,
)

STRIKE = "Jets struck a depot of the Islamic State in Mosul on Monday. Twelve fighters were killed, the ministry said."
COPY = "The Islamic State denied that jets had struck a depot in Mosul on Monday."
TOLL = "Nine fighters died in Mosul on Monday, residents said."


@pytest.fixture
def told():
    one = Builder(STRIKE, document(outlet="Reuters"))
    other = Builder(COPY, document(outlet="Amaq", published=date(2016, 11, 1)))
    third = Builder(TOLL, document(outlet="Rudaw", published=date(2016, 11, 2)))
    depot = ("a depot of the Islamic State",)
    return [
        third.claim(
            "kill", "died", targets=[("Nine fighters", {"kind": "rebel group"})], place=("Mosul", MOSUL), when=MONDAY,
            counts=[("Nine", "killed", 9, 9)], said_by=["residents"],
        ),
        other.claim("airstrike", "struck", place=("Mosul", MOSUL), when=MONDAY, said_by=["The Islamic State"], negated=True),
        one.claim(
            "kill", "killed", targets=[("Twelve fighters", {"kind": "rebel group"})], place=("Mosul", MOSUL),
            counts=[("Twelve", "killed", 12, 12)], said_by=["the ministry"],
        ),
        one.claim("airstrike", "struck", targets=[depot], place=("Mosul", MOSUL), when=MONDAY),
    ]  # fmt: skip


@pytest.fixture
def incident(told):
    def claim(stored):
        ref = DocumentRef(id=stored.document.name, outlet=stored.document.outlet, published=stored.document.published)
        stance = "against" if stored.claim.negated else "for"
        return IncidentClaim(
            id=stored.id, kind=stored.claim.kind, document=ref, trigger=stored.claim.trigger, stance=stance
        )

    def figure(low, origin, who):
        return OriginFigure(of="killed", low=low, high=low, origin=origin, as_of=date(2016, 10, 31), who=who)

    return Incident(
        id="0123456789abcdef",
        kind=Kind.AIRSTRIKE,
        place=IncidentPlace(**MOSUL),
        when=IncidentWhen(start=date(2016, 10, 31), end=date(2016, 10, 31)),
        agents=(IncidentActor(name="jets"),),
        targets=(IncidentActor(**IS),),
        claims=tuple(map(claim, told)),
        origins=tuple(Origin(name=n, claims=()) for n in ("Reuters", "the ministry", "residents", "Islamic State")),
        independent=4,
        verdict=Verdict.CONTESTED,
        figures=(figure(12, "the ministry", "Twelve fighters"), figure(9, "residents", "Nine fighters")),
    )


def test_row_of_a_claim(claims):
    found = row_of_claim(claims[0])
    assert (found.id, found.of, found.kind) == (claims[0].id, "claim", Kind.KILL)
    assert (found.start, found.end) == (date(2016, 10, 31), date(2016, 10, 31))
    assert (found.where.type, found.where.admin1) == ("city", "Nineveh")
    assert found.origins == ("an officer",)
    (figure,) = found.figures
    assert (figure.low, figure.high, figure.who, figure.kind) == (
        12,
        None,
        claims[0].claim.targets[0].name,
        "rebel group",
    )


def test_the_outlet_in_its_own_voice_is_the_origin(claims):
    assert row_of_claim(claims[1]).origins == ("Reuters",)
    assert row("Rebels took the hill.", "capture", "took", record=document(outlet=None)).origins == (
        "Battle for Mosul",
    )
    bare = document(outlet=None, title=None, given_id="r-9")
    assert row("Rebels took the hill.", "capture", "took", record=bare).origins == ("r-9",)


def test_a_part_of_a_figure_is_known(claims):
    assert [figure.part for figure in row_of_claim(claims[1]).figures] == [False, True]


def test_a_part_of_a_figure_of_an_incident_is_known_and_not_added():
    stored = Builder("Jets killed 12 fighters, including three commanders, in Mosul on Monday.").claim(
        "airstrike", "killed", targets=[("12 fighters", {"kind": "rebel group"}), ("three commanders", {"kind": "rebel group"})],
        counts=[("12", "killed", 12, 12), ("three", "killed", 3, 3)], place=("Mosul", MOSUL), when=MONDAY,
    )  # fmt: skip
    figures = [
        OriginFigure(
            of="killed", low=low, high=low, origin="Reuters", as_of=None, who=who, claims=(stored.id, "another")
        )
        for low, who in ((12, "12 fighters"), (3, "three commanders"))
    ]
    told = IncidentClaim(
        id=stored.id, kind="airstrike", document={"id": stored.document.id}, trigger=stored.claim.trigger, stance="for"
    )
    given = Incident(
        id="0123456789abcdef", kind="airstrike", place=IncidentPlace(**MOSUL), when=None, claims=(told,),
        origins=(Origin(name="Reuters", claims=(stored.id,)),), independent=1, verdict="single-source", figures=figures,
    )  # fmt: skip
    found = row_of_incident(given, [stored])
    assert [figure.part for figure in found.figures] == [False, True]
    assert total(deaths(found)) == total(deaths(row_of_claim(stored))) == Toll(12, 12, 12)


def test_figures_count_those_that_they_stand_beside():
    found = row(
        "The army killed two guards and a cook.", "kill", "killed", targets=[("two guards",), ("a cook",)],
        counts=[("two", "killed", 2, 2), ("a cook", "killed", 1, 1)],
    )  # fmt: skip
    assert [(figure.who, figure.low, figure.part) for figure in found.figures] == [
        ("two guards", 2, False),
        ("a cook", 1, False),
    ]


def test_a_claim_without_codes_gets_those_of_its_sentence():
    text = "It was quiet until noon. Then aircraft killed a guard in Mosul."
    coded, bare = (
        Builder(text).claim("kill", "killed", targets=[("a guard",)], coded=coded) for coded in (True, False)
    )
    assert bare.claim.codes is None
    assert row_of_claim(bare).codes == row_of_claim(coded).codes == codes(coded.claim, text)
    assert row_of_claim(bare).codes.acled_sub_event_type == "Air/drone strike"


def test_each_actor_stands_once():
    found = row("IS fighters, of ISIS, fled.", "withdraw", "fled", agents=[("IS fighters", IS), ("ISIS", IS)])
    assert [(party.name, party.text) for party in found.agents] == [("Islamic State", "IS fighters")]


def test_division_of_a_place_the_gazetteer_has_none_for():
    karama = {"name": "Karama", "lat": 36.35, "lon": 43.2, "country": "IQ", "precision_km": 1.5}
    at = {"place": ("Karama", karama)}
    assert row("Troops took Karama.", "capture", "took", **at).where.admin1 == "Nineveh"
    karama["precision_km"] = 60.0  # it may lie in any of several
    assert row("Troops took Karama.", "capture", "took", **at).where.admin1 == ""
    sea = {"name": "the sea", "lat": -40.0, "lon": -120.0, "country": "CL", "precision_km": 2.0}
    assert row("Pirates took a ship at sea.", "capture", "took", place=("at sea", sea)).where.admin1 == ""


def test_row_of_an_incident(incident, told):
    found = row_of_incident(incident, told)
    assert (found.id, found.of, found.kind, found.verdict) == (
        "0123456789abcdef",
        "incident",
        Kind.AIRSTRIKE,
        "contested",
    )
    assert found.first.claim.kind is Kind.AIRSTRIKE
    assert not found.first.claim.negated
    assert found.against == {told[1].id}
    assert found.claims[-1].id == told[1].id
    assert [document.outlet for document in found.documents] == ["Reuters", "Rudaw", "Amaq"]
    assert not found.negated
    assert found.codes.acled_sub_event_type == "Air/drone strike"
    assert found.where.admin1 == "Nineveh"
    assert [(figure.who, figure.kind) for figure in found.figures] == [
        ("Twelve fighters", "rebel group"),
        ("Nine fighters", "rebel group"),
    ]
    assert [each["stance"] for each in record(found)["claims"]] == ["for", "for", "for", "against"]


def test_claims_of_an_incident_may_come_in_any_order(incident, told):
    assert record(row_of_incident(incident, told)) == record(row_of_incident(incident, reversed(told)))


def test_an_incident_needs_its_claims(incident, told):
    with pytest.raises(ValueError, match="without its claims"):
        row_of_incident(incident, [])
    denied = row_of_incident(incident, told[1:2])
    assert denied.negated


def test_a_row_of_an_incident_has_the_columns_of_a_claim(incident, told, claims):
    assert record(row_of_incident(incident, told)).keys() == record(row_of_claim(claims[0])).keys()


def test_notes_tell_who_says_what(incident, told):
    assert notes(row_of_incident(incident, told)) == (
        "Air strike by jets on Islamic State at Mosul on 31 October 2016: 12 killed (Twelve fighters), "
        "9 killed (Nine fighters). According to Reuters, the ministry, residents and Islamic State (contested). "
        "“Jets struck a depot of the Islamic State in Mosul on Monday.” (Reuters, 31 October 2016)"
    )


def test_every_kind_has_a_phrase():
    for kind in Kind:
        found = row("The army struck Mosul.", kind.value, "struck", agents=[("The army", ARMY)])
        assert summary(found)[0].isupper()
        assert "Iraqi Army" in summary(found)


def test_doubt_and_denial_are_told(claims):
    assert summary(row_of_claim(claims[3])) == "Capture by Iraqi Army (possible)"
    assert summary(row_of_claim(claims[4])).endswith("at -Mosul (denied)")


def test_the_tables_list_the_independent_origins_of_an_incident(incident, told):
    found = row_of_incident(incident, told)
    coded = acled.event(found, ABOUT)
    assert coded["source"] == "Reuters; the ministry; residents; Islamic State"
    assert coded["fatalities"] == 9  # the lowest of what origins say
    assert (coded["actor2"], coded["event_id_cnty"]) == ("Islamic State", f"IRQ{number_of('0123456789abcdef')}")
    state_based = replace(found, codes=Codes(ucdp_type=1), agents=(Party("Iraqi Army", "the army", **ARMY_ID),))
    event = ged.event(state_based)
    assert (event["number_of_sources"], event["source_original"]) == (4, coded["source"])
    assert event["source_office"] == "Reuters; Rudaw; Amaq"
    assert (event["low"], event["best"], event["high"], event["deaths_b"]) == (9, 9, 12, 9)


ARMY_ID = {name: ARMY[name] for name in ("id", "kind", "side")}


def test_the_best_figure_is_that_of_most_origins():
    figures = [Figure(Counted.KILLED, low, low, origin, "people") for origin, low in (("a", 5), ("b", 8), ("c", 8))]
    told = row("Some died in Mosul.", "kill", "died", place=("Mosul", MOSUL))
    assert total(deaths(replace(told, figures=tuple(figures)))) == Toll(5, 8, 8)


def test_a_row_denied_has_no_dead():
    told = row("Nobody died.", "kill", "died", negated=True, counts=[("Nobody", "killed", 4, 4)])
    assert deaths(told) == {}
