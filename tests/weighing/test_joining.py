from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.tellers import Report, claim, killed

from dateline.library.records import StoredClaim
from dateline.model import Counted
from dateline.weighing.joining import ScoredPair, explain, join, score


def strike(
    id: str,
    *,
    place: str = "Orlan",
    day: str = "2024-03-05",
    toll: int = 12,
    site: str = "school",
    verb: str = "bombed",
    words: str = "The Army {verb} a {site} in {place}, and {toll} people were killed there.",
) -> Report:
    kind = {"bombed": "airstrike", "shelled": "shelling", "attacked": "attack"}[verb]
    return Report(id).says(
        words.format(verb=verb, site=site, place=place, toll=toll),
        claim(kind, verb, place=place, days=day, by=("Army",), to=(site,)),
        claim("kill", "killed", place=place, days=day, to=("people",), counts=(killed(str(toll), toll),)),
    )


OTHER_WORDS = "Residents of {place} say that {toll} people were killed when the Army {verb} the {site} at noon."


def together(*reports: Report) -> bool:
    """Are all claims of the reports in one incident?"""
    told = [c for report in reports for c in report.claims]
    return len(join(told, score(told))) == 1


def apart(*reports: Report) -> bool:
    """Is no claim of one report in an incident with a claim of another?"""
    told = [c for report in reports for c in report.claims]
    of = {c.id: c.document.id for c in told}
    return all(len({of[id] for id in incident}) == 1 for incident in join(told, score(told)))


def test_two_reports_of_one_event_are_one_incident() -> None:
    assert together(strike("a"), strike("b"))


def test_an_updated_toll_joins() -> None:
    assert together(strike("a", toll=12), strike("b", toll=15))


def test_a_word_for_any_attack_joins() -> None:
    assert together(strike("a"), strike("b", verb="attacked"))


def test_a_consequence_joins_the_act_that_its_report_does_not_name() -> None:
    toll = Report("b").says(
        "The number of dead in Orlan rose to 12 after Tuesday.",
        claim("kill", "dead", place="Orlan", days="2024-03-05", counts=(killed("12", 12),)),
    )
    assert together(strike("a"), toll)


@pytest.mark.parametrize(
    "other",
    [
        strike("b", place="Besta"),
        strike("b", place="Farum"),
        strike("b", day="2024-03-07"),
        strike("b", day="2024-02-05"),
        strike("b", site="market", toll=90, words=OTHER_WORDS),
        strike("b", verb="shelled", site="bridge", toll=2, words=OTHER_WORDS),
    ],
    ids=["next village", "far village", "two days later", "a month before", "another site", "another act"],
)
def test_what_looks_alike_stays_apart(other: Report) -> None:
    assert apart(strike("a"), other)


def test_a_denial_joins_what_it_denies() -> None:
    says = Report("a").says(
        "The Army captured Orlan on Tuesday.",
        claim("capture", "captured", place="Orlan", days="2024-03-05", by=("Army",)),
    )
    denies = Report("b").says(
        "The Front denied that the Army had taken Orlan on Tuesday.",
        claim("capture", "taken", place="Orlan", days="2024-03-05", by=("Army",), negated=True),
    )
    assert together(says, denies)


def test_two_holders_are_two_incidents() -> None:
    def holds(id: str, side: str) -> Report:
        text = f"The {side} controlled Orlan on Tuesday."
        return Report(id).says(text, claim("hold", "controlled", place="Orlan", days="2024-03-05", by=(side,)))

    assert together(holds("a", "Army"), holds("b", "Army"))
    assert apart(holds("a", "Army"), holds("b", "Front"))


def test_a_plan_is_not_joined_with_what_happened() -> None:
    will = Report("b").says(
        "The Army will bomb a school in Orlan on Tuesday.",
        claim("airstrike", "bomb", place="Orlan", days="2024-03-05", by=("Army",), certainty="planned"),
    )
    assert apart(strike("a"), will)


def test_another_spelling_of_a_place_that_is_on_no_map_joins() -> None:
    assert together(strike("a", place="Qaramlesh"), strike("b", place="Karamlish"))


def test_a_house_in_a_town_is_in_the_town() -> None:
    house = Report("b").says(
        "An Army jet bombed a house in Orlan.",
        claim("airstrike", "bombed", place="house in Orlan", days="2024-03-05", by=("Army",)),
    )
    plain = Report("a").says(
        "The Army bombed a house in Orlan.",
        claim("airstrike", "bombed", place="Orlan", days="2024-03-05", by=("Army",)),
    )
    assert together(plain, house)


def test_a_report_that_gives_no_place_joins_by_the_name_in_its_words() -> None:
    silent = Report("b", title="Air raid on Orlan").says(
        "The Army bombed a school on Tuesday and 12 people were killed.",
        claim("airstrike", "bombed", days="2024-03-05", by=("Army",), to=("school",)),
        claim("kill", "killed", days="2024-03-05", counts=(killed("12", 12),)),
    )
    assert together(strike("a"), silent)


def test_a_loss_that_the_other_side_owns_joins_the_capture() -> None:
    taken = Report("a").says(
        "The Army captured Orlan on Tuesday.",
        claim("capture", "captured", place="Orlan", days="2024-03-05", by=("Army",)),
    )
    owned = Report("b", published="2024-03-09").says(
        "The Front admitted that it had lost Orlan.", claim("withdraw", "lost", place="Orlan", by=("Front",))
    )
    left = Report("c").says(
        "The Front left Orlan on Tuesday.", claim("withdraw", "left", place="Orlan", days="2024-03-05", by=("Front",))
    )
    assert together(taken, owned)
    assert apart(taken, left)


def test_a_village_that_is_still_held_denies_its_capture() -> None:
    taken = Report("a").says(
        "The Army captured Orlan on Tuesday.",
        claim("capture", "captured", place="Orlan", days="2024-03-05", by=("Army",)),
    )
    held = Report("b").says(
        "The Front still holds Orlan, it said on Tuesday.",
        claim("hold", "holds", place="Orlan", days="2024-03-05", by=("Front",)),
    )
    assert together(taken, held)


def test_a_part_of_a_town_joins_by_its_own_name() -> None:
    part = "the Velun quarter of the town of Karst"
    wide = Report("a").says(
        f"The Army advanced into {part} on Tuesday.",
        claim("advance", "advanced", place=part, meaning="Karst", days="2024-03-05", by=("Army",)),
    )
    plain = Report("b").says(
        "The Army moved into Velun on Tuesday.",
        claim("advance", "moved", place="Velun", days="2024-03-05", by=("Army",)),
    )
    assert together(wide, plain)


def test_a_place_that_only_the_speaker_has_is_not_where_it_was() -> None:
    told = Report("b").says(
        "The ministry in Farum announced an Army air raid on a school at Orlan on Tuesday that killed 12 people.",
        claim(
            "airstrike",
            "air raid",
            place="Farum",
            days="2024-03-05",
            to=("school",),
            said_by=("The ministry in Farum",),
        ),
        claim(
            "kill",
            "killed",
            place="Farum",
            days="2024-03-05",
            counts=(killed("12", 12),),
            said_by=("The ministry in Farum",),
        ),
    )
    assert together(strike("a"), told)


def test_near_a_village_is_not_in_it() -> None:
    beside = Report("b").says(
        "The Army bombed a mill in Besta near Orlan on Tuesday.",
        claim("airstrike", "bombed", place="Besta", days="2024-03-05", by=("Army",), to=("mill",)),
    )
    assert apart(strike("a"), beside)


def test_a_village_of_no_map_is_where_it_was_hit_or_taken() -> None:
    def hit(id: str, verb: str) -> Report:
        return Report(id).says(
            f"The Army {verb} Tamarun on Tuesday.",
            claim("detain" if verb == "seized" else "capture", verb, days="2024-03-05", by=("Army",), to=("Tamarun",)),
        )

    assert together(hit("a", "seized"), hit("b", "captured"))


def test_a_road_joins_by_its_ends() -> None:
    def cut(id: str, words: str, place: str) -> Report:
        return Report(id).says(
            f"The {words} has been blocked since Tuesday.",
            claim("encircle", "blocked", place=place, days="2024-03-05", until="2024-03-06"),
        )

    assert together(cut("a", "highway between Orlan and Farum", "Orlan"), cut("b", "road from Orlan to Farum", "Farum"))


def test_a_place_is_taken_once_whatever_day_is_told() -> None:
    def taken(id: str, day: str, by: str) -> Report:
        return Report(id).says(
            f"The {by} captured Orlan.", claim("capture", "captured", place="Orlan", days=day, by=(by,))
        )

    assert together(taken("a", "2024-03-05", "Army"), taken("b", "2024-03-06", "Army"))
    assert apart(taken("a", "2024-03-05", "Army"), taken("b", "2024-03-06", "Front"))
    assert apart(taken("a", "2024-03-05", "Army"), taken("b", "2024-03-12", "Army"))


def test_an_editors_comment_joins_nothing() -> None:
    comment = Report("b").says(
        "The Army bombed a school in Orlan on Tuesday.",
        claim("airstrike", "bombed", place="Orlan", days="2024-03-05", by=("Army",), passage="comment"),
    )
    assert apart(strike("a"), comment)


def test_figures_of_other_things_say_nothing_against() -> None:
    tanks = Report("b").says(
        "The Army bombed a school in Orlan and lost two tanks.",
        claim(
            "airstrike",
            "bombed",
            place="Orlan",
            days="2024-03-05",
            by=("Army",),
            to=("school",),
            counts=(("two", Counted.VEHICLES, 2, 2),),
        ),
    )
    assert together(strike("a"), tanks)


def test_only_pairs_with_a_new_report_are_scored_again() -> None:
    reports = [strike("a"), strike("b"), strike("c")]
    told = [c for report in reports for c in report.claims]
    old = score(told[:4])
    new = score(told, {told[-1].id})
    assert set(old).isdisjoint(new)
    assert sorted([*old, *new]) == score(told)
    assert score(told, ()) == []
    assert score(told, {"no such claim"}) == []
    assert score([]) == []
    assert join([], []) == []


def test_pairs_of_claims_that_are_gone_are_passed_over() -> None:
    told = strike("a").claims
    assert join(told, [ScoredPair("gone", told[0].id, 9.0)]) == [frozenset(c.id for c in told)]


CASES = [
    strike("a"),
    strike("b", toll=14),
    strike("c", place="Besta"),
    strike("d", day="2024-03-06"),
    strike("e", day="2024-03-08"),
    strike("f", verb="attacked", place="Karst"),
    strike("g", place="Qaramlesh"),
    strike("h", verb="shelled", site="market", toll=3),
]


@settings(max_examples=4)
@given(st.permutations(range(len(CASES))), st.sets(st.integers(1, len(CASES) - 1)))
def test_added_in_any_order_and_weighed_at_any_time_the_incidents_are_the_same(
    order: list[int], stops: set[int]
) -> None:
    everything = [c for report in CASES for c in report.claims]
    at_once = set(join(everything, score(everything)))
    told: list[StoredClaim] = []
    kept: list[ScoredPair] = []
    for start, stop in pairwise([0, *sorted(stops), len(order)]):
        new = [c for n in order[start:stop] for c in CASES[n].claims]
        told = [*new, *told]
        kept += score(told, {c.id for c in new})
    assert set(join(told, kept)) == at_once


def test_made_reports_are_joined_well_and_in_any_order() -> None:
    from bench.made_claims import reports

    made = list(reports(600, seed=3))
    told = [c for each in made for c in each.stored()]
    event = {c.id: n for each in made for c, n in zip(each.stored(), each.events, strict=True)}
    incidents = join(told, score(told))
    joined = sum(len(i) * (len(i) - 1) // 2 for i in incidents)
    right = sum(event[a] == event[b] for i in incidents for a in i for b in i if a < b)
    assert right / joined > 0.95
    Random(5).shuffle(told)
    assert set(join(told, score(told))) == set(incidents)


def test_the_package_holds_the_files_of_weights() -> None:
    import dateline.weighing

    folder = Path(dateline.weighing.__file__).parent
    assert {"weights.yaml", "families.yaml", "joining_words.yaml"} <= {path.name for path in folder.iterdir()}


def test_why_two_claims_are_joined_is_told_in_words_and_numbers() -> None:
    a, b = strike("a"), strike("b", toll=15)
    told = explain(a.claims[0], b.claims[1], [*a.claims, *b.claims])
    assert told.joined
    assert told.rules == ()
    assert round(told.prior + sum(c.weight for c in told.comparisons), 1) == round(told.total, 1)
    by_name = {c.comparison: c for c in told.comparisons}
    assert by_name["time"].level == "the same day"
    assert by_name["place"].left == by_name["place"].right == "Orlan"
    assert by_name["figures"].weight < 0
    assert (pair := score([*a.claims, *b.claims])[0]).weight == pytest.approx(told.total, abs=0.01), pair


def test_why_two_claims_are_not_joined_names_the_rule() -> None:
    a, b = strike("a"), strike("b", day="2024-03-09")
    told = explain(a.claims[0], b.claims[0])
    assert not told.joined
    assert any("cannot be one" in rule for rule in told.rules)


def test_within_a_report_the_reason_is_the_reports_own() -> None:
    a = strike("a")
    one, other = a.claims
    assert explain(one, other).joined
    assert explain(one, other).comparisons == ()
    assert "one sentence" in explain(one, other).rules[0]
    b = Report("b").says(
        "Rebels attacked Orlan and Besta.",
        claim("attack", "attacked", place="Orlan"),
        claim("attack", "attacked", place="Besta"),
    )
    assert not explain(*b.claims).joined


def test_a_hold_that_was_over_is_another_than_one_that_goes_on() -> None:
    over = Report("a").says(
        "The Army had held Orlan since March.", claim("hold", "held", place="Orlan", days="2024-03-05", by=("Army",))
    )
    now = Report("b").says(
        "The Army holds Orlan again.", claim("hold", "holds", place="Orlan", days="2024-03-05", by=("Army",))
    )
    again = Report("c").says(
        "The Army holds all of Orlan.", claim("hold", "holds", place="Orlan", days="2024-03-05", by=("Army",))
    )
    assert apart(over, now)
    assert together(now, again)
