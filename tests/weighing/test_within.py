from tests.weighing.tellers import Report, claim, killed, together

from dateline.weighing.within import in_report, tellings


def test_what_followed_from_an_act_is_in_its_telling() -> None:
    report = (
        Report("a")
        .says("Jets bombed a mill in Orlan on Tuesday.", claim("airstrike", "bombed", place="Orlan", days="2024-03-05"))
        .says(
            "Two farmers were killed and four hurt.",
            claim("kill", "killed", counts=(killed("Two", 2),)),
            claim("injure", "hurt"),
        )
    )
    assert together(in_report(report.claims)) == [["bombed", "killed", "hurt"]]


def test_the_wounded_go_with_the_fighting_and_not_with_the_move_before_it() -> None:
    report = (
        Report("a")
        .says("Troops entered Orlan on Tuesday.", claim("advance", "entered", place="Orlan", days="2024-03-05"))
        .says("They are fighting from street to street.", claim("clash", "fighting"))
        .says("Snipers have wounded three of them.", claim("injure", "wounded"))
    )
    assert together(in_report(report.claims)) == [["entered"], ["fighting", "wounded"]]


def test_an_act_that_is_told_again_is_one() -> None:
    report = (
        Report("a")
        .says("Troops entered Orlan on Tuesday.", claim("advance", "entered", place="Orlan", days="2024-03-05"))
        .says('"My men crossed the bridge at dawn," the general said.', claim("advance", "crossed"))
    )
    assert together(in_report(report.claims)) == [["entered", "crossed"]]


def test_another_act_of_the_kind_is_another() -> None:
    report = (
        Report("a")
        .says("Shells hit a school in Orlan on Tuesday.", claim("shelling", "hit", place="Orlan", days="2024-03-05"))
        .says(
            "In the evening a second barrage fell on Orlan.",
            claim("shelling", "barrage", place="Orlan", days="2024-03-05"),
        )
    )
    assert together(in_report(report.claims)) == [["hit"], ["barrage"]]


def test_the_attack_is_the_bombing_that_was_told_of_and_an_attack_is_not() -> None:
    def report(words: str) -> Report:
        return (
            Report("a")
            .says("A bomb went off in Orlan.", claim("bombing", "went off", place="Orlan", days="2024-03-05"))
            .says(f"Witnesses spoke of {words}.", claim("attack", "attack"))
        )

    assert together(in_report(report("the attack").claims)) == [["went off", "attack"]]
    assert together(in_report(report("mortars and an attack").claims)) == [["went off"], ["attack"]]


def test_places_and_days_keep_acts_apart() -> None:
    report = (
        Report("a")
        .says("Rebels attacked Orlan on Monday.", claim("attack", "attacked", place="Orlan", days="2024-03-04"))
        .says("They attacked Besta that day.", claim("attack", "attacked", place="Besta", days="2024-03-04"))
        .says("On Wednesday they attacked Orlan.", claim("attack", "attacked", place="Orlan", days="2024-03-06"))
    )
    assert [len(t.members) for t in in_report(report.claims)] == [1, 1, 1]


def test_what_is_held_in_spite_of_a_capture_belongs_to_its_denial() -> None:
    report = (
        Report("a")
        .says("The Front denied that Orlan had fallen.", claim("capture", "fallen", place="Orlan", negated=True))
        .says("Its men still hold the mill, it said.", claim("hold", "hold", by=("men",)))
    )
    assert together(in_report(report.claims)) == [["fallen", "hold"]]


def test_those_who_die_later_die_of_the_act_and_those_who_are_killed_later_do_not() -> None:
    def report(verb: str) -> Report:
        return (
            Report("a")
            .says("Gunmen raided Orlan on Monday.", claim("attack", "raided", place="Orlan", days="2024-03-04"))
            .says(f"Two more {verb} on Wednesday.", claim("kill", verb, days="2024-03-06"))
        )

    assert together(in_report(report("died").claims)) == [["raided", "died"]]
    assert together(in_report(report("were shot").claims)) == [["raided"], ["were shot"]]


def test_the_dead_that_a_hospital_counts_fell_where_the_act_was() -> None:
    report = (
        Report("a")
        .says("Rockets fell on Orlan on Monday.", claim("shelling", "fell", place="Orlan", days="2024-03-04"))
        .says("Besta Hospital received nine dead.", claim("kill", "dead", place="Besta Hospital"))
    )
    assert together(in_report(report.claims)) == [["fell", "dead"]]


def test_a_plan_is_not_the_act() -> None:
    report = (
        Report("a")
        .says("The army captured Orlan.", claim("capture", "captured", place="Orlan"))
        .says("It will capture Orlan again.", claim("capture", "capture", place="Orlan", certainty="planned"))
    )
    assert together(in_report(report.claims)) == [["captured"], ["capture"]]


def test_an_editors_comment_is_by_itself() -> None:
    report = (
        Report("a")
        .says("Jets bombed Orlan.", claim("airstrike", "bombed", place="Orlan"))
        .says("[Ed.: They always kill.]", claim("kill", "kill", passage="comment"))
    )
    assert together(in_report(report.claims)) == [["bombed"], ["kill"]]


def test_a_claim_takes_place_and_day_from_what_was_told_before() -> None:
    report = (
        Report("a")
        .says("Jets bombed Orlan on Monday.", claim("airstrike", "bombed", place="Orlan", days="2024-03-04"))
        .says("Looters took over a house.", claim("detain", "took", place="a house"))
    )
    _, later = in_report(report.claims)
    told = later.members[0]
    assert told.place is not None
    assert told.place.name == "Orlan"
    assert str(told.first) == "2024-03-04"
    assert not told.own_place
    assert not told.own_time


def test_now_is_when_somebody_spoke() -> None:
    report = (
        Report("a", published="2024-03-07")
        .says("Troops entered Orlan on Tuesday.", claim("advance", "entered", place="Orlan", days="2024-03-05"))
        .says("They are now fighting.", claim("clash", "fighting", days="2024-03-07", value="PRESENT_REF"))
    )
    assert [str(t.members[0].first) for t in in_report(report.claims)] == ["2024-03-05", "2024-03-05"]


def test_a_report_without_any_day_or_place_still_gives_its_tellings() -> None:
    report = Report("a", published=None).says("Gunmen attacked.", claim("attack", "attacked"))
    (telling,) = in_report(report.claims)
    assert telling.members[0].first is None
    assert telling.members[0].place is None


def test_every_claim_is_in_one_telling_whatever_the_order() -> None:
    first = Report("a").says("Jets bombed Orlan.", claim("airstrike", "bombed", place="Orlan"))
    second = Report("b").says("Two died in Besta.", claim("kill", "died", place="Besta"))
    claims = [*first.claims, *second.claims]
    assert together(tellings(claims)) == together(tellings(claims[::-1]))
    assert sorted(m.id for t in tellings(claims) for m in t.members) == sorted(c.id for c in claims)


def test_a_loss_that_is_owned_is_the_capture_and_a_retreat_is_not() -> None:
    def report(words: str) -> Report:
        return (
            Report("a")
            .says(
                "The Army captured Orlan on Tuesday.",
                claim("capture", "captured", place="Orlan", days="2024-03-05", by=("Army",)),
            )
            .says(
                f"The Front {words} its men had pulled out of Orlan.",
                claim("withdraw", "pulled out", place="Orlan", days="2024-03-05", by=("Front",)),
            )
        )

    assert together(in_report(report("conceded that").claims)) == [["captured", "pulled out"]]
    assert together(in_report(report("told villagers when").claims)) == [["captured"], ["pulled out"]]


def test_the_fight_for_a_town_is_its_taking_and_what_an_offensive_gains_is_the_offensive() -> None:
    fight = Report("a").says(
        "The Front entered Orlan on Tuesday after two days of heavy fighting.",
        claim("advance", "entered", place="Orlan", days="2024-03-05", by=("Front",)),
        claim("clash", "fighting", place="Orlan", days="2024-03-05"),
    )
    assert together(in_report(fight.claims)) == [["entered", "fighting"]]
    gains = Report("a").says(
        "The Front opened an offensive in Karst on Tuesday, overrunning three posts.",
        claim("offensive", "offensive", place="Karst", days="2024-03-05", by=("Front",)),
        claim("capture", "overrunning", days="2024-03-05", by=("Front",)),
    )
    assert together(in_report(gains.claims)) == [["offensive", "overrunning"]]


def test_prisoners_of_a_battle_belong_to_it_and_an_arrest_does_not() -> None:
    def report(words: str, trigger: str) -> Report:
        return (
            Report("a")
            .says(
                "The Front seized Orlan on Tuesday.",
                claim("capture", "seized", place="Orlan", days="2024-03-05", by=("Front",)),
            )
            .says(f"Six soldiers died and one {words}.", claim("kill", "died"), claim("detain", trigger))
        )

    assert together(in_report(report("was captured alive", "captured").claims)) == [["seized", "died", "captured"]]
    assert together(in_report(report("was arrested for theft", "arrested").claims)) == [
        ["seized", "died"],
        ["arrested"],
    ]


def test_an_attack_that_was_beaten_off_denies_the_capture_told_beside_it() -> None:
    report = Report("a").says(
        "The Army said that it repelled an assault on Orlan, while the Front said that it took the village.",
        claim("attack", "assault", place="Orlan", days="2024-03-05"),
        claim("capture", "took", place="Orlan", days="2024-03-05", by=("Front",)),
    )
    assert together(in_report(report.claims)) == [["assault", "took"]]


def test_a_raid_on_what_was_hit_and_the_operation_are_the_strike() -> None:
    report = (
        Report("a")
        .says(
            "An air strike hit a boatyard in Orlan on Tuesday.",
            claim("airstrike", "air strike", place="Orlan", days="2024-03-05", to=("boatyard",)),
        )
        .says("The Army owned to a raid on the boatyard.", claim("attack", "raid", by=("Army",), to=("the boatyard",)))
        .says("It said that the operation was lawful.", claim("offensive", "operation"))
    )
    assert together(in_report(report.claims)) == [["air strike", "raid", "operation"]]


def test_that_morning_is_the_day_told_before() -> None:
    report = (
        Report("a", published="2024-03-08")
        .says("Jets bombed Orlan on Tuesday.", claim("airstrike", "bombed", place="Orlan", days="2024-03-05"))
        .says(
            "The Army confirmed that its jets hit Orlan that morning.",
            claim("airstrike", "hit", place="Orlan", days="2024-03-08", told="that morning", by=("Army",)),
        )
    )
    assert together(in_report(report.claims)) == [["bombed", "hit"]]


def test_a_night_is_part_of_two_days() -> None:
    def days(told: str) -> tuple[str, str]:
        report = Report("a").says(
            f"Jets bombed Orlan {told}.",
            claim("airstrike", "bombed", place="Orlan", days="2024-03-05", value="2024-03-05TNI", told=told),
        )
        first, last = in_report(report.claims)[0].members[0].first, in_report(report.claims)[0].members[0].last
        return str(first), str(last)

    assert days("on Tuesday night") == ("2024-03-05", "2024-03-06")
    assert days("overnight") == ("2024-03-04", "2024-03-05")


def test_what_is_held_elsewhere_is_no_denial() -> None:
    report = (
        Report("a")
        .says("The Army did not leave Besta.", claim("withdraw", "leave", place="Besta", by=("Army",), negated=True))
        .says("Tamar remains under our control.", claim("hold", "control", by=("our",)))
    )
    assert together(in_report(report.claims)) == [["leave"], ["control"]]


def test_what_was_taken_for_a_plan_but_is_told_as_past_happened() -> None:
    report = (
        Report("a")
        .says(
            "Shortly before noon mortars shelled a school in Orlan.",
            claim("shelling", "shelled", place="Orlan", days="2024-03-05", certainty="planned"),
        )
        .says("A nurse was killed.", claim("kill", "killed"))
    )
    assert together(in_report(report.claims)) == [["shelled", "killed"]]


def test_soldiers_and_rebels_hold_two_parts_of_a_town() -> None:
    text = "Soldiers controlled a camp in Orlan on Friday and rebels controlled the market."
    report = Report("a").says(
        text,
        claim("hold", "controlled", place="Orlan", days="2024-03-05", by=("Soldiers",)),
        claim("hold", "rebels controlled", place="Orlan", days="2024-03-05", by=("rebels",)),
    )
    assert together(in_report(report.claims)) == [["controlled"], ["rebels controlled"]]


def test_the_wounded_of_the_next_sentence_belong_to_the_act_just_told_and_not_to_one_with_a_place_before() -> None:
    report = (
        Report("a")
        .says(
            "Gunmen abducted two drivers near Orlan on Tuesday.",
            claim("abduct", "abducted", place="Orlan", days="2024-03-05"),
        )
        .says(
            "In the evening the army shelled the hospital.",
            claim("shelling", "shelled", place="hospital", days="2024-03-05"),
        )
        .says("Two nurses were injured.", claim("injure", "injured", days="2024-03-05"))
    )
    assert together(in_report(report.claims)) == [["abducted"], ["shelled", "injured"]]


def test_a_strike_that_hits_is_one_act() -> None:
    report = Report("a").says(
        "A drone strike on the coast road in Orlan hit an ambulance on Tuesday.",
        claim("airstrike", "drone strike", place="Orlan", days="2024-03-05"),
        claim("attack", "hit", place="Orlan", days="2024-03-05"),
    )
    assert together(in_report(report.claims)) == [["drone strike", "hit"]]
