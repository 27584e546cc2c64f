"""What an incident is, and how it stands."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.weighing.telling import Told

from dateline.weighing.describing import describe
from dateline.weighing.model import Incident, Verdict
from dateline.weighing.origins import origins


def weighed(*reports: Told, shuffled: int | None = None) -> Incident:
    told = [claim for report in reports for claim in report.claims]
    if shuffled is not None:
        random.Random(shuffled).shuffle(told)
    return describe(told, origins(told, {}, {r.id: r.report for r in reports}), {}, "x")


def captured() -> Told:
    report = Told("a", "The Iraqi Army took Karsa on Monday, the army said.", "AP", date(2021, 5, 4))
    monday = (date(2021, 5, 3), date(2021, 5, 3), "Monday")
    report.says("capture", "took", by=[("the army", "army")], agents=["Iraqi Army"], place="Karsa", when=monday)
    return report


def denied() -> Told:
    text = "The Islamic State denied that Karsa fell. Its fighters still held the grain market, the Islamic State said."
    report = Told("b", text, "Sun", date(2021, 5, 5))
    by = [("The Islamic State", "Islamic State")]
    report.says("capture", "fell", by=by, place="Karsa", negated=True)
    report.says("hold", "held", by=by, agents=["the Islamic State"], place=("grain market", "grain market"))
    return report


def test_one_origin_in_many_reports_is_single_source() -> None:
    again = Told("c", "Karsa was taken by the Iraqi Army, the army said.", "Star")
    again.says("capture", "taken", by=[("the army", "army")], agents=["Iraqi Army"], place="Karsa")
    incident = weighed(captured(), again)
    assert (incident.independent, incident.verdict) == (1, Verdict.SINGLE_SOURCE)
    assert len(incident.origins[0].claims) == 2


def test_two_origins_that_agree_corroborate() -> None:
    other = Told("c", "The Iraqi Army seized Karsa.", "Star")
    other.says("capture", "seized", agents=["Iraqi Army"], place="Karsa")
    incident = weighed(captured(), other)
    assert (incident.independent, incident.verdict) == (2, Verdict.CORROBORATED)


def test_a_country_speaks_through_the_one_body_of_it_that_is_quoted_too() -> None:
    country = Told("a", "A shell fell on Karsa, Iraq said.", "AP")
    country.says("shelling", "shell", by=[("Iraq", "Iraq")], place="Karsa")
    ministry = Told("b", "A shell fell on Karsa, the foreign ministry of Iraq said.", "Sun")
    ministry.says("shelling", "shell", by=[("the foreign ministry", "foreign ministry")], place="Karsa")
    army = Told("c", "A shell fell on Karsa, the Iraqi Army said.", "Star")
    army.says("shelling", "shell", by=[("the Iraqi Army", "Iraqi Army")], place="Karsa")
    assert weighed(country, ministry).independent == 1
    assert weighed(country, ministry, army).independent == 3


def test_the_provincial_hospital_is_the_one_that_is_named() -> None:
    one = Told("a", "Four died in Karsa, the Sahel provincial hospital said.", "AP")
    one.says("kill", "died", by=[("the Sahel provincial hospital", "Sahel provincial hospital")], place="Karsa")
    two = Told("b", "Five died in Karsa, the provincial hospital said.", "Sun")
    two.says("kill", "died", by=[("the provincial hospital", "provincial hospital")], place="Karsa")
    assert weighed(one, two).independent == 1


def test_a_denial_contests_and_is_against() -> None:
    incident = weighed(captured(), denied())
    assert (incident.independent, incident.verdict) == (2, Verdict.CONTESTED)
    assert [claim.stance for claim in incident.claims] == ["for", "against", "against"]


def test_a_denial_alone_is_single_source() -> None:
    assert weighed(denied()).verdict is Verdict.SINGLE_SOURCE


def test_two_doers_of_one_act_contest_it() -> None:
    one = Told("a", "The Iraqi Army shelled Karsa, Ali Hamid said.", "AP")
    one.says("shelling", "shelled", by=[("Ali Hamid", "Ali Hamid")], agents=["Iraqi Army"], place="Karsa")
    two = Told("b", "The Taliban shelled Karsa, Omar Zaki said.", "AP")
    two.says("shelling", "shelled", by=[("Omar Zaki", "Omar Zaki")], agents=["Taliban"], place="Karsa")
    assert weighed(one, two).verdict is Verdict.CONTESTED


def test_two_who_fight_each_other_are_no_contradiction() -> None:
    one = Told("a", "The Iraqi Army clashed with the Taliban in Karsa, Ali Hamid said.", "AP")
    one.says(
        "clash", "clashed", by=[("Ali Hamid", "Ali Hamid")], agents=["Iraqi Army"], targets=["Taliban"], place="Karsa"
    )
    two = Told("b", "The Taliban clashed with soldiers in Karsa, Omar Zaki said.", "AP")
    two.says("clash", "clashed", by=[("Omar Zaki", "Omar Zaki")], agents=["Taliban"], place="Karsa")
    assert weighed(one, two).verdict is Verdict.CORROBORATED


def test_an_attack_repelled_denies_the_capture() -> None:
    other = Told("b", "The Taliban said it repelled an attack on Karsa.", "AP")
    other.says("attack", "attack", by=[("The Taliban", "Taliban")], targets=["The Taliban"], place="Karsa")
    incident = weighed(captured(), other)
    assert incident.verdict is Verdict.CONTESTED


def test_the_act_names_the_incident_and_what_follows_does_not() -> None:
    report = Told("a", "A bomb in Karsa killed two soldiers on Monday and wrecked a lorry.", "AP")
    monday = (date(2021, 5, 3), date(2021, 5, 3), "Monday")
    report.says("kill", "killed", targets=["two soldiers"], place="Karsa", when=monday)
    report.says("bombing", "bomb", place="Karsa")
    report.says("destroy", "wrecked", targets=["lorry"])
    incident = weighed(report)
    assert incident.kind == "bombing"
    assert incident.place is not None
    assert incident.place.name == "Karsa"
    assert incident.when is not None
    assert incident.when.start == incident.when.end == date(2021, 5, 3)


def test_what_an_agency_relays_hangs_on_whom_the_agency_quotes() -> None:
    agency = Told("a", "The Iraqi Army took Karsa, General Sami Haddad said.", "Reuters")
    agency.says("capture", "took", by=[("General Sami Haddad", "Sami Haddad")], agents=["Iraqi Army"], place="Karsa")
    other = Told("b", "Reuters reported that the Iraqi Army took Karsa.", "Star")
    other.says("capture", "took", by=[("Reuters", "Reuters")], agents=["Iraqi Army"], place="Karsa")
    assert weighed(agency, other).independent == 1


def test_an_editors_comment_stays_in_the_incident_and_counts_for_nothing() -> None:
    comment = Told("b", "[Editor's note: they never took Karsa.]", "Sun")
    comment.says("capture", "took", place="Karsa", negated=True, passage="comment")
    incident = weighed(captured(), comment)
    assert len(incident.claims) == 2
    assert (incident.independent, incident.verdict) == (1, Verdict.SINGLE_SOURCE)


@given(st.integers(0, 1000))
def test_the_order_of_claims_does_not_matter(seed: int) -> None:
    assert weighed(captured(), denied(), shuffled=seed) == weighed(captured(), denied())


def bombed(own: str, toll: str) -> Told:
    report = Told("a", f"{own}. {toll}.", "Delta Herald")
    report.says("bombing", "exploded", place="Karsa")
    report.says(
        "kill",
        "killed",
        by=[("the hospital in Karsa", "hospital in Karsa")],
        place="Karsa",
        counts=[("killed", 7, 7, "Seven people")],
    )
    return report


def test_a_paper_is_no_second_voice_beside_whom_it_quotes_for_the_same_act() -> None:
    incident = weighed(
        bombed("A bomb exploded in Karsa on Monday", "Seven people were killed, the hospital in Karsa said")
    )
    assert (incident.independent, incident.verdict) == (1, Verdict.SINGLE_SOURCE)


def test_a_paper_whose_own_people_saw_the_act_is_a_voice_of_its_own() -> None:
    seen = "A bomb exploded in Karsa on Monday as a Herald reporter looked on"
    incident = weighed(bombed(seen, "Seven people were killed, the hospital in Karsa said"))
    assert incident.independent == 2


def test_a_relief_body_knows_what_it_tells_and_is_a_voice_beside_whom_it_quotes() -> None:
    report = Told("a", "A bomb exploded in Karsa. Seven people were killed, an elder said.", "Delta Relief Committee")
    report.says("bombing", "exploded", place="Karsa")
    report.says("kill", "killed", by=[("an elder", "elder")], place="Karsa")
    assert weighed(report).independent == 2


def test_a_source_told_through_a_station_is_the_one_whom_the_station_names() -> None:
    first = Told("a", "Gunmen ambushed a lorry near Karsa, Moses Kato told our newsroom.", "Radio Karsa")
    first.says("attack", "ambushed", by=[("Moses Kato", "Moses Kato")], place="Karsa")
    second = Told("b", "An ambush near Karsa killed three, according to Radio Karsa, citing a local leader.", "Monitor")
    second.says(
        "attack", "ambush", by=[("a local leader", "local leader"), ("Radio Karsa", "Radio Karsa")], place="Karsa"
    )
    assert weighed(first, second).independent == 1


def test_a_body_told_without_its_name_is_the_one_told_with_it() -> None:
    first = Told("a", "Rockets fell on Karsa, said Slava Harun, who heads the district administration.", "AP")
    first.says("shelling", "fell", by=[("Slava Harun", "Slava Harun")], place="Karsa")
    second = Told("b", "The shelling of Karsa hurt two, the Karsa district administration said.", "Sun")
    whose = ("the Karsa district administration", "Karsa district administration")
    second.says("shelling", "shelling", by=[whose], place="Karsa")
    assert weighed(first, second).independent == 1


def test_a_later_toll_of_all_supersedes_that_of_some() -> None:
    whose = [("the hospital in Karsa", "hospital in Karsa")]
    first = Told("a", "Seven workers were killed in Karsa, the hospital in Karsa said.", "AP", date(2021, 5, 4))
    first.says("kill", "killed", by=whose, place="Karsa", counts=[("killed", 7, 7, "Seven")], targets=["Seven workers"])
    later = Told("b", "Ten people were killed in Karsa, the hospital in Karsa said.", "Sun", date(2021, 5, 5))
    later.says("kill", "killed", by=whose, place="Karsa", counts=[("killed", 10, 10, "Ten")], targets=["Ten people"])
    assert [(figure.low, figure.high) for figure in weighed(first, later).figures] == [(10, 10)]


def test_an_outlet_of_the_library_is_no_person_and_has_its_news_from_whom_it_quotes() -> None:
    first = Told("a", "Gunmen attacked Karsa, Amin Tamur, its mayor, said.", "Karsa Soir")
    first.says("attack", "attacked", by=[("Amin Tamur", "Amin Tamur")], place="Karsa")
    second = Told("b", "Two died in the attack on Karsa, according to Karsa Soir.", "Delta Monitor")
    second.says("attack", "attack", by=[("Karsa Soir", "Karsa Soir")], place="Karsa")
    assert weighed(first, second).independent == 1
