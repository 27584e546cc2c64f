"""Each origin's current figures, and which of them contradict."""

from __future__ import annotations

from datetime import date

from tests.weighing.telling import Told

from dateline.weighing.describing import describe
from dateline.weighing.model import Incident, Verdict
from dateline.weighing.origins import origins

MINISTRY = ("The ministry of health", "ministry of health")
DOCTOR = ("Doctor Lina Aziz", "Lina Aziz")


def weighed(*reports: Told) -> Incident:
    told = [claim for report in reports for claim in report.claims]
    return describe(told, origins(told, {}, {r.id: r.report for r in reports}), {}, "x")


def shown(incident: Incident) -> list[tuple[str, int, int | None]]:
    return [(figure.of.value, figure.low, figure.high) for figure in incident.figures]


def toll(id: str, day: int, text: str, figure: tuple[int, int | None, str], by: tuple[str, str] = MINISTRY) -> Told:
    report = Told(id, text, "AP", date(2021, 5, day))
    low, high, words = figure
    report.says("kill", "killed", by=[by], place="Karsa", counts=[("killed", low, high, words)])
    return report


def test_a_later_figure_of_an_origin_supersedes_its_earlier_one() -> None:
    incident = weighed(
        toll("b", 5, "The ministry of health said the bomb in Karsa killed 15 people.", (15, 15, "15")),
        toll("a", 4, "The ministry of health said the bomb in Karsa killed nine people.", (9, 9, "nine")),
    )
    assert shown(incident) == [("killed", 15, 15)]
    assert incident.figures[0].as_of == date(2021, 5, 5)
    assert incident.verdict is Verdict.SINGLE_SOURCE


def test_the_old_figure_of_a_rise_is_no_figure() -> None:
    report = Told("a", "The ministry of health said those killed in Karsa rose from nine to 15.", "AP")
    report.says(
        "kill", "killed", by=[MINISTRY], place="Karsa", counts=[("killed", 9, 9, "nine"), ("killed", 15, 15, "15")]
    )
    assert shown(weighed(report)) == [("killed", 15, 15)]


def test_those_who_died_later_are_added_once() -> None:
    first = toll("a", 4, "The ministry of health said the bomb in Karsa killed nine people.", (9, 9, "nine"))
    second = Told("b", "The ministry of health said that six of the wounded had died in Karsa.", "AP", date(2021, 5, 5))
    second.says("kill", "died", by=[MINISTRY], place="Karsa", counts=[("killed", 6, 6, "six")])
    assert shown(weighed(first, second)) == [("killed", 15, 15)]
    third = toll("c", 5, "The ministry of health said the bomb in Karsa killed 15 people.", (15, 15, "15"))
    assert shown(weighed(first, second, third)) == [("killed", 15, 15)]


def test_figures_of_two_origins_that_do_not_overlap_are_contested() -> None:
    first = toll("a", 4, "The ministry of health said the raid on Karsa killed nine people.", (9, 9, "nine"))
    far = toll("b", 4, "Doctor Lina Aziz said the raid on Karsa killed 27 people.", (27, 27, "27"), DOCTOR)
    assert weighed(first, far).verdict is Verdict.CONTESTED
    open_ended = toll(
        "c", 4, "The ministry of health said the raid on Karsa killed at least 12 people.", (12, None, "at least 12")
    )
    assert weighed(open_ended, far).verdict is Verdict.CORROBORATED


def test_rounded_figures_within_a_tenth_agree() -> None:
    about = toll(
        "a", 4, "The ministry of health said the siege of Karsa killed some 3,000 people.", (3000, 3000, "some 3,000")
    )
    exact = toll("b", 4, "Doctor Lina Aziz said the siege of Karsa killed 2,940 people.", (2940, 2940, "2,940"), DOCTOR)
    assert weighed(about, exact).verdict is Verdict.CORROBORATED


def test_the_dead_of_two_sides_do_not_contradict() -> None:
    text = "The army said 30 Taliban fighters were killed in Karsa. Doctor Lina Aziz said four soldiers died there."
    report = Told("a", text, "AP")
    army = [("The army", "army")]
    report.says(
        "kill", "killed", by=army, targets=["30 Taliban fighters"], place="Karsa", counts=[("killed", 30, 30, "30")]
    )
    report.says(
        "kill", "died", by=[DOCTOR], targets=["four soldiers"], place="Karsa", counts=[("killed", 4, 4, "four")]
    )
    incident = weighed(report)
    assert sorted(shown(incident)) == [("killed", 4, 4), ("killed", 30, 30)]
    assert incident.verdict is Verdict.CORROBORATED


def test_that_nobody_was_killed_is_a_figure_of_nought_for_those_it_names() -> None:
    text = "The army said the strike on Karsa caused no civilian deaths. Doctor Lina Aziz said it killed two people."
    report = Told("a", text, "AP")
    report.says("airstrike", "strike", by=[("The army", "army")], place="Karsa")
    report.says("kill", "deaths", by=[("The army", "army")], place="Karsa", negated=True)
    report.says("kill", "killed", by=[DOCTOR], targets=["two people"], place="Karsa", counts=[("killed", 2, 2, "two")])
    incident = weighed(report)
    assert ("killed", 0, 0) in shown(incident)
    assert next(f.who for f in incident.figures if f.high == 0) == "civilians"
    assert incident.verdict is Verdict.CONTESTED
    assert [claim.stance for claim in incident.claims] == ["for", "for", "for"]


def test_a_plan_has_no_toll() -> None:
    report = Told("a", "The army said it will have killed 40 people in Karsa by June.", "AP")
    report.says("kill", "killed", place="Karsa", counts=[("killed", 40, 40, "40")], certainty="planned")
    assert shown(weighed(report)) == []
