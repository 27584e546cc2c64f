"""Denials that point back: "The army denied the report" is a negated claim of what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Claim, Kind

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

CLAIM = "The rebels said they had captured Taiz. "

DENIALS = [
    ("The army denied the report.", "denied the report", "army"),
    ("The report was denied by the army.", "report was denied", "army"),
    ("The governor dismissed it as a lie.", "dismissed it as a lie", "governor"),
    ("The defence ministry called the claim false.", "called the claim false", "defence ministry"),
    ("The claim is false, the army said.", "is false", "army"),
    ("There was no truth in the claim, the mayor said.", "truth in the claim", "mayor"),
    ("An army spokesman rejected the account as propaganda.", "rejected the account as propaganda", "army spokesman"),
]

NO_DENIALS = [
    "The army did not comment on the report.",
    "The army has not denied the report.",
    "The government has rejected such reports for years.",
    "The report is accurate, the army said.",
    "The rebels denied the report.",
]


def negated(reader: Reader, text: str) -> list[Claim]:
    return [c for c in reader.read(text).claims if c.negated]


@pytest.mark.parametrize(("denial", "words", "who"), DENIALS)
def test_a_denial_attaches_to_what_is_denied(reader: Reader, denial: str, words: str, who: str) -> None:
    (claim,) = negated(reader, CLAIM + denial)
    assert (claim.kind, claim.trigger.text) == (Kind.CAPTURE, words)
    assert [agent.name for agent in claim.agents] == ["rebels"]
    assert claim.place is not None
    assert claim.place.text == "Taiz"
    assert [source.name for source in claim.said_by] == [who]


@pytest.mark.parametrize("text", NO_DENIALS)
def test_what_denies_nothing_told_before(reader: Reader, text: str) -> None:
    assert negated(reader, CLAIM + text) == []


def test_both_claims_are_denied(reader: Reader) -> None:
    text = "Rebels said they had shot down a helicopter near Taiz. They also claimed to have entered Mocha. "
    found = negated(reader, text + "The defence ministry dismissed both claims.")
    assert [claim.kind for claim in found] == [Kind.ATTACK, Kind.ADVANCE]
    assert {claim.trigger.text for claim in found} == {"dismissed both claims"}


def test_no_truth_in_reports_denies_what_they_say(reader: Reader) -> None:
    (claim,) = negated(reader, "The ministry said there was no truth in reports that the rebels had entered Taiz.")
    assert (claim.kind, claim.trigger.text) == (Kind.ADVANCE, "entered")


def test_not_so_denies_what_was_told_before(reader: Reader) -> None:
    (claim,) = negated(reader, CLAIM + "Not so, says Colonel Omar Tesh, the spokesman of the army.")
    assert (claim.kind, claim.trigger.text) == (Kind.CAPTURE, "Not so")
    assert [source.name for source in claim.said_by] == ["Omar Tesh"]


def test_whose_reports_are_denied_does_not_deny(reader: Reader) -> None:
    (claim,) = negated(reader, "The ministry denied reports that the rebels had entered Taiz.")
    assert [source.name for source in claim.said_by] == ["ministry"]


def test_the_claim_itself_stays_as_it_was(reader: Reader) -> None:
    told = reader.read(CLAIM + "The army denied the report.").claims[0]
    assert not told.negated
    assert [source.name for source in told.said_by] == ["rebels"]
