"""Who holds a place on a day, by whose word, and how that changed."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.weighing.telling import Told

from dateline.situation.control import changes, situation
from dateline.situation.model import Control, Status
from dateline.weighing.origins import origins

ARMY = [("the army", "army")]
FOE = [("the Islamic State", "Islamic State")]


def may(day: int) -> date:
    return date(2021, 5, day)


def on(day: int, *reports: Told, place: str = "Karsa", shuffled: int | None = None) -> Control | None:
    told = [claim for report in reports for claim in report.claims]
    if shuffled is not None:
        random.Random(shuffled).shuffle(told)
    rows = situation(told, origins(told, {}, {r.id: r.report for r in reports}), may(day), place)
    return rows[0] if rows else None


def stands(row: Control | None) -> tuple[str | None, Status] | None:
    return (row.holder, row.status) if row else None


def capture(id: str, day: int, *, own: bool) -> Told:
    """The army's capture of Karsa, told by the army or by an outlet."""
    report = Told(id, "The Iraqi Army captured Karsa on that day, the army said.", "AP" if own else "Sun", may(day))
    report.says(
        "capture", "captured", by=ARMY if own else (), agents=["Iraqi Army"], place="Karsa",
        when=(may(day), may(day), "on that day"),
    )  # fmt: skip
    return report


def hold(id: str, day: int, words: str = "controls", *, by_foe: bool = False, still: bool = False) -> Told:
    still_ = "still " if still else ""
    text = f"The Islamic State {still_}{words} Karsa, the Islamic State said."
    report = Told(id, text, "AFP", may(day))
    report.says("hold", words, by=FOE if by_foe else (), agents=["The Islamic State"], place="Karsa")
    return report


def test_nothing_is_known_before_the_first_evidence() -> None:
    assert on(3, capture("a", 4, own=False)) is None
    assert on(5, capture("a", 4, own=False), place="Deshtan") is None


def test_what_an_agency_is_said_to_report_is_the_word_of_whom_the_agency_quotes() -> None:
    first = Told("a", "The Iraqi Army captured Karsa, the army told Reuters.", "Reuters", may(4))
    first.says("capture", "captured", by=ARMY, agents=["Iraqi Army"], place="Karsa")
    second = Told("b", "The Iraqi Army took Karsa, Reuters reported.", "Sun", may(4))
    second.says("capture", "took", by=[("Reuters", "Reuters")], agents=["Iraqi Army"], place="Karsa")
    assert stands(on(5, first, second)) == ("Iraqi Army", Status.CLAIMED)
    assert stands(on(5, second)) == ("Iraqi Army", Status.HELD)


def test_in_a_bodys_own_statement_a_place_that_was_liberated_is_its_own() -> None:
    report = Told("a", "The town of Karsa was liberated by noon.", "Islamic State", may(4))
    report.says("capture", "liberated", place="Karsa")
    other = Told("b", "The town of Karsa was liberated by noon.", "Sun", may(4))
    other.says("capture", "liberated", place="Karsa")
    assert stands(on(5, report)) == ("Islamic State", Status.CLAIMED)
    assert on(5, other) is None


def test_a_numbered_unit_is_one_of_whoever_tells_of_it_and_fighters_of_a_body_are_the_body() -> None:
    unit = Told("a", "The heroes of the Third Brigade took Karsa.", "Islamic State", may(4))
    unit.says("capture", "took", agents=["heroes of the Third Brigade"], place="Karsa")
    assert stands(on(5, unit)) == ("Islamic State", Status.CLAIMED)
    one = Told("b", "Fighters of the River Front took Karsa.", "Sun", may(4))
    one.says("capture", "took", agents=["Fighters of the River Front"], place="Karsa")
    two = Told("c", "The River Front has Karsa, it says.", "AP", may(5))
    two.says("hold", "has", agents=["River Front"], by=[("River Front", "River Front")], place="Karsa")
    assert stands(on(6, one, two)) == ("River Front", Status.HELD)


def test_a_place_of_no_map_is_found_by_the_beginning_of_its_name_and_whatever_its_report_calls_it() -> None:
    report = Told("a", "The Iraqi Army captured the Mile 40 junction. It holds neighbouring Tell Omari.", "Sun", may(4))
    report.says("capture", "captured", agents=["Iraqi Army"], place=("the Mile 40 junction", "Mile 40 junction"))
    report.says("hold", "holds", agents=["It"], place=("neighbouring Tell Omari", "Neighbouring Tell Omari"))
    assert stands(on(5, report, place="Mile 40")) == ("Iraqi Army", Status.HELD)
    assert report.claims
    assert on(5, report, place="Mile") is not None
    assert on(5, report, place="Mile 41") is None


def test_who_has_held_a_place_for_long_held_it_before_the_day_of_the_report() -> None:
    report = Told("a", "The Iraqi Army has held Karsa since the war began.", "Sun", may(6))
    report.says("hold", "held", agents=["Iraqi Army"], place="Karsa")
    assert stands(on(2, report)) == ("Iraqi Army", Status.HELD)


def test_a_third_partys_word_of_a_later_day_settles_a_denial() -> None:
    text = "The Iraqi Army has not captured Karsa on that day, the Islamic State said."
    denial = Told("b", text, "AFP", may(6))
    denial.says(
        "capture", "captured", by=FOE, agents=["Iraqi Army"], place="Karsa", negated=True,
        when=(may(4), may(4), "on that day"),
    )  # fmt: skip
    third = Told("c", "The Iraqi Army controls Karsa.", "Sun", may(6))
    third.says("hold", "controls", agents=["Iraqi Army"], place="Karsa")
    assert stands(on(5, capture("a", 4, own=True), denial, third)) != ("Iraqi Army", Status.HELD)
    assert stands(on(6, capture("a", 4, own=True), denial, third)) == ("Iraqi Army", Status.HELD)


def test_a_countrys_army_holds_what_its_army_is_said_to_hold() -> None:
    report = Told("a", "The army holds Karsa.", "Sun", may(4))
    report.says("hold", "holds", agents=["army"], place="Karsa")
    assert stands(on(5, report)) == ("Iraqi army", Status.HELD)


def test_by_its_own_word_alone_a_side_claims_by_anothers_it_holds() -> None:
    assert stands(on(5, capture("a", 4, own=True))) == ("Iraqi Army", Status.CLAIMED)
    assert stands(on(5, capture("a", 4, own=False))) == ("Iraqi Army", Status.HELD)


def test_a_state_lasts_until_a_later_claim_changes_it() -> None:
    before, after = hold("a", 2), capture("b", 10, own=False)
    assert stands(on(9, before, after)) == ("Islamic State", Status.HELD)
    row = on(20, before, after)
    assert stands(row) == ("Iraqi Army", Status.HELD)
    assert row is not None
    assert row.since == may(10)
    assert row.for_ == (after.claims[0].id,)


def test_what_the_other_side_still_holds_is_contested_and_shown_for_the_last_undisputed_holder() -> None:
    reports = (hold("a", 2), capture("b", 4, own=True), hold("c", 5, by_foe=True, still=True))
    row = on(5, *reports)
    assert stands(row) == ("Islamic State", Status.CONTESTED)
    assert row is not None
    assert set(row.claimants) == {"Islamic State", "Iraqi Army"}
    assert reports[1].claims[0].id in row.against


def test_a_denial_contests_the_day_it_speaks_of_though_published_later() -> None:
    denial = Told("b", "The Islamic State denied that Karsa fell on that day.", "Sun", may(6))
    denial.says(
        "capture", "fell", by=[("The Islamic State", "Islamic State")], place="Karsa", negated=True,
        when=(may(4), may(4), "on that day"),
    )  # fmt: skip
    assert stands(on(4, capture("a", 4, own=True), denial)) == ("Islamic State", Status.CONTESTED)


def test_a_later_word_of_a_third_party_settles_it() -> None:
    seen = Told("d", "Karsa was in the hands of the Iraqi Army.", "Herald", may(9))
    seen.says("hold", "in the hands", agents=["Iraqi Army"], place="Karsa")
    reports = (capture("b", 4, own=True), hold("c", 5, by_foe=True, still=True), seen)
    assert stands(on(8, *reports)) == ("Islamic State", Status.CONTESTED)
    assert stands(on(9, *reports)) == ("Iraqi Army", Status.HELD)


def test_the_loser_concedes() -> None:
    left = Told("c", "The Islamic State pulled out of Karsa, the Islamic State said.", "AFP", may(4))
    left.says("withdraw", "pulled out", by=FOE, agents=["The Islamic State"], place="Karsa")
    assert stands(on(5, capture("a", 4, own=True), left)) == ("Iraqi Army", Status.HELD)


def test_that_the_enemy_has_run_is_its_enemys_boast() -> None:
    boast = Told("c", "The Islamic State fled Karsa, the army said.", "AFP", may(4))
    boast.says("withdraw", "fled", by=ARMY, agents=["The Islamic State"], place="Karsa")
    assert stands(on(5, hold("a", 2), boast)) == ("Islamic State", Status.HELD)


def test_a_place_left_and_entered_by_nobody_has_no_holder() -> None:
    left = Told("c", "The Islamic State pulled out of Karsa.", "AFP", may(4))
    left.says("withdraw", "pulled out", agents=["The Islamic State"], place="Karsa")
    assert stands(on(5, hold("a", 2), left)) == (None, Status.CONTESTED)


def test_both_inside_is_contested() -> None:
    entered = Told("b", "The Iraqi Army entered Karsa.", "Sun", may(4))
    entered.says("advance", "entered", agents=["Iraqi Army"], place="Karsa")
    most = Told("c", "The Islamic State still controlled most of Karsa.", "AFP", may(6))
    most.says("hold", "controlled", agents=["The Islamic State"], place=("most of Karsa", "Karsa"))
    assert stands(on(6, hold("a", 2), entered, most)) == ("Islamic State", Status.CONTESTED)
    near = Told("d", "The Iraqi Army approached Karsa.", "Sun", may(4))
    near.says("advance", "approached", agents=["Iraqi Army"], place="Karsa")
    assert stands(on(6, hold("a", 2), near)) == ("Islamic State", Status.HELD)


def test_a_hold_until_a_day_speaks_for_the_days_before_it() -> None:
    report = Told("a", "Karsa had been held by the Islamic State until Tuesday.", "Sun", may(4))
    report.says("hold", "held", agents=["the Islamic State"], place="Karsa", when=(may(4), may(4), "Tuesday"))
    taken = capture("b", 4, own=True)
    assert stands(on(3, report, taken)) == ("Islamic State", Status.HELD)
    assert stands(on(4, report, taken)) == ("Iraqi Army", Status.CLAIMED)


def test_a_capture_names_who_had_the_place_before() -> None:
    report = Told("a", "The Iraqi Army captured Karsa from the Islamic State.", "Sun", may(4))
    report.says("capture", "captured", agents=["Iraqi Army"], targets=["the Islamic State"], place="Karsa")
    assert stands(on(2, report)) == ("Islamic State", Status.HELD)


def test_the_enemy_is_the_side_that_had_the_place_and_is_not_the_speakers() -> None:
    report = Told("b", "Karsa is still controlled by the enemy, the army said.", "AFP", may(6))
    report.says("hold", "controlled", by=ARMY, agents=["the enemy"], place="Karsa")
    row = on(6, hold("a", 2), report)
    assert stands(row) == ("Islamic State", Status.HELD)
    assert row is not None
    assert len(row.for_) == 2


def test_an_attack_repelled_contests_what_the_attacker_says_it_took() -> None:
    repelled = Told("b", "The Islamic State said it repelled an attack on Karsa.", "AFP", may(5))
    repelled.says(
        "attack", "attack", by=[("The Islamic State", "Islamic State")], targets=["The Islamic State"], place="Karsa"
    )
    assert stands(on(5, capture("a", 4, own=True), repelled)) == ("Islamic State", Status.CONTESTED)


def test_plans_and_conditions_change_nothing() -> None:
    plan = Told("b", "The Iraqi Army will capture Karsa.", "Sun", may(4))
    plan.says("capture", "capture", agents=["Iraqi Army"], place="Karsa", certainty="planned")
    assert stands(on(5, hold("a", 2), plan)) == ("Islamic State", Status.HELD)


def district(id: str, day: int, city: bool) -> Told:
    """The army takes Mosul, or its Karama district."""
    where = "Mosul" if city else "Karama"
    report = Told(id, f"The Iraqi Army captured {where}.", "Sun", may(day))
    report.says("capture", "captured", agents=["Iraqi Army"], place=where)
    claim = report.claims[0].claim
    point = {"lat": 36.335, "lon": 43.119, "id": "geonames:99072", "precision_km": 8.6} if city else {
        "lat": 36.35, "lon": 43.22, "id": "dateline:karama.neighbourhood.iq.mosul", "precision_km": 1.5,
    }  # fmt: skip
    assert claim.place is not None
    moved = claim.model_copy(update={"place": claim.place.model_copy(update={**point, "country": "IQ"})})
    stored = report.claims[0]
    report.claims[0] = type(stored)(stored.id, moved, stored.document, stored.sentence)
    return report


def test_a_capture_of_the_city_speaks_for_its_districts_and_one_of_a_district_is_inside_the_city() -> None:
    part = district("a", 2, city=False)
    assert stands(on(5, district("b", 4, city=True), part, place="Karama")) == ("Iraqi Army", Status.HELD)
    foe = Told("c", "The Islamic State controls Mosul.", "Sun", may(1))
    foe.says("hold", "controls", agents=["The Islamic State"], place="Mosul")
    point = {"lat": 36.335, "lon": 43.119, "id": "geonames:99072", "precision_km": 8.6, "country": "IQ"}
    stored = foe.claims[0]
    assert stored.claim.place is not None
    moved = stored.claim.model_copy(update={"place": stored.claim.place.model_copy(update=point)})
    foe.claims[0] = type(stored)(stored.id, moved, stored.document, stored.sentence)
    assert stands(on(1, foe, place="Karama")) == ("Islamic State", Status.HELD)
    assert stands(on(3, foe, part, place="Karama")) == ("Iraqi Army", Status.HELD)
    assert stands(on(3, foe, part, place="Mosul")) == ("Islamic State", Status.CONTESTED)


def test_a_place_is_found_however_it_is_spelt_and_called_as_asked() -> None:
    row = on(5, capture("a", 4, own=False), place="karsa")
    assert row is not None
    assert row.place.name == "karsa"


def test_changes_tell_each_new_state_once() -> None:
    reports = (hold("a", 2), capture("b", 10, own=True))
    told = [claim for report in reports for claim in report.claims]
    known = origins(told, {}, {r.id: r.report for r in reports})
    found = changes(told, known, may(1), may(20))
    assert [(c.on, c.before and c.before.holder, c.after.holder, c.after.status) for c in found] == [
        (may(2), None, "Islamic State", Status.HELD),
        (may(10), "Islamic State", "Iraqi Army", Status.CLAIMED),
    ]


def test_forces_told_of_by_their_country_alone_are_called_by_it() -> None:
    report = Told("a", "Ukrainian soldiers captured Karsa.", "Sun", may(4))
    report.says("capture", "captured", agents=["Ukrainian soldiers"], place="Karsa")
    assert stands(on(5, report)) == ("Ukraine", Status.HELD)


def test_all_places_are_told_where_none_is_asked_for() -> None:
    other = Told("b", "The Taliban controls Deshtan.", "Sun", may(4))
    other.says("hold", "controls", agents=["The Taliban"], place="Deshtan")
    told = [*capture("a", 4, own=False).claims, *other.claims]
    assert [row.place.name for row in situation(told, origins(told, {}, {}), may(6))] == ["Deshtan", "Karsa"]


def test_json_has_the_fields_for_and_against() -> None:
    row = on(5, capture("a", 4, own=False))
    assert row is not None
    assert set(row.model_dump(mode="json")) == {"place", "holder", "status", "since", "for", "against", "claimants"}


@given(st.integers(0, 1000))
def test_the_order_of_claims_does_not_matter(seed: int) -> None:
    reports = (
        hold("a", 2),
        capture("b", 4, own=True),
        hold("c", 5, by_foe=True, still=True),
        capture("d", 9, own=False),
    )
    for day in (3, 5, 9):
        assert on(day, *reports, shuffled=seed) == on(day, *reports)


def test_a_hill_is_called_by_its_name() -> None:
    one = Told("a", "The Iraqi Army took Samra hill.", "AP", may(4))
    one.says("capture", "took", agents=["Iraqi Army"], place=("Samra hill", "Samra hill"))
    two = Told("b", "The Iraqi Army holds Samra.", "Sun", may(5))
    two.says("hold", "holds", agents=["Iraqi Army"], place=("Samra", "Samra"))
    row = on(5, one, two, place="Samra")
    assert stands(row) == ("Iraqi Army", Status.HELD)
    assert row is not None
    assert len(row.for_) == 2


def test_our_forces_are_those_of_the_body_that_publishes() -> None:
    report = Told("a", "Our special forces retook Karsa.", "Security Bureau of Deshtan", may(4))
    report.says("capture", "retook", agents=["Our special forces"], place="Karsa")
    row = on(4, report)
    assert row is not None
    assert row.status is Status.CLAIMED


def test_to_have_occupied_a_town_since_a_day_is_to_have_held_it() -> None:
    report = Told("a", "The Islamic State has occupied Karsa since 1 March.", "AP", may(4))
    report.says(
        "capture",
        "occupied",
        agents=["The Islamic State"],
        place="Karsa",
        when=(date(2021, 3, 1), may(4), "since 1 March"),
    )
    row = on(2, report)
    assert row is not None
    assert row.since == date(2021, 3, 1)


def test_a_holder_is_called_by_its_name_with_the_acronym_that_reports_use() -> None:
    report = Told("a", "The Congolese army took Karsa. FARDC units hold Deshtan.", "AP", may(4))
    report.says("capture", "took", agents=["The Congolese army"], place="Karsa")
    report.says("hold", "hold", agents=["FARDC"], place="Deshtan")
    row = on(4, report)
    assert row is not None
    assert row.holder == "Congolese army (FARDC)"


def test_a_place_with_another_name_in_brackets_is_known_by_both() -> None:
    one = Told("a", "The Iraqi Army took Samra (Old Karda).", "AP", may(4))
    one.says("capture", "took", agents=["Iraqi Army"], place=("Samra", "Samra"))
    two = Told("b", "The Islamic State still holds Old Karda, the Islamic State said.", "Sun", may(5))
    two.says("hold", "holds", by=FOE, agents=["The Islamic State"], place=("Old Karda", "Old Karda"))
    row = on(5, one, two, place="Old Karda")
    assert row is not None
    assert row.status is Status.CONTESTED


def test_a_ministry_holds_no_place_but_its_army_does() -> None:
    report = Told("a", "Azerbaijan's Defence Ministry said that its men took Karsa.", "AP", may(4))
    whose = [("Azerbaijan's Defence Ministry", "Defence Ministry")]
    report.says("capture", "took", by=whose, agents=["its men"], place="Karsa")
    row = on(4, report)
    assert stands(row) == ("Azerbaijani army", Status.CLAIMED)


def test_what_an_unlisted_body_says_of_itself_is_its_word_alone() -> None:
    report = Told("a", "The SADC Mission in Karda took Karsa, the SADC Mission said.", "AP", may(4))
    report.says(
        "capture",
        "took",
        by=[("the SADC Mission", "SADC Mission")],
        agents=["The SADC Mission in Karda"],
        place="Karsa",
    )
    row = on(4, report)
    assert row is not None
    assert row.status is Status.CLAIMED


def test_a_word_of_its_name_makes_no_part_of_a_place() -> None:
    report = Told("a", "The Iraqi Army took Masda Centre.", "AP", may(4))
    report.says("capture", "took", agents=["Iraqi Army"], place=("Masda Centre", "Masda Centre"))
    assert stands(on(4, report, place="Masda Centre")) == ("Iraqi Army", Status.HELD)
