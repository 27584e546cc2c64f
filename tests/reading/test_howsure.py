"""How sure: stated, alleged, possible, planned, conditional; and denied, with the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# A text, a kind of which it holds one claim, its certainty, whether it is negated, and the word that says so.
CASES: list[tuple[str, str, str, bool, str | None]] = [
    ("Rebels killed two policemen.", "kill", "stated", False, None),
    ("The rebels' reports of the capture of Bria are false.", "capture", "stated", True, "false"),
    ("The army said it was not true that rebels had captured Bria.", "capture", "stated", True, "true"),
    ("Rebels reportedly killed two policemen.", "kill", "alleged", False, "reportedly"),
    ("The soldiers allegedly tortured the prisoners.", "abuse", "alleged", False, "allegedly"),
    ("The rebels are accused of killing a priest.", "kill", "alleged", False, "accused"),
    ("Police suspect that the militants kidnapped the priest.", "abduct", "alleged", False, "suspect"),
    ("Suspected rebels killed two policemen.", "kill", "alleged", False, "Suspected"),
    ("The rebels are said to have captured the dam.", "capture", "alleged", False, "said"),
    ("The alleged massacre of villagers near Bouar shocked the country.", "kill", "alleged", False, "alleged"),
    ("The rebels may attack the capital.", "attack", "possible", False, "may"),
    ("The rebels could attack the capital.", "attack", "possible", False, "could"),
    ("The rebels might have killed the envoy.", "kill", "possible", False, "might"),
    ("The envoy is believed to have been abducted by rebels.", "abduct", "possible", False, "believed"),
    ("The rebels probably killed the envoy.", "kill", "possible", False, "probably"),
    ("The army is likely to attack the town.", "attack", "possible", False, "likely"),
    ("The army fears that rebels have captured the dam.", "capture", "possible", False, "fears"),
    ("The army will attack the town.", "attack", "planned", False, "will"),
    ("The army plans to retake the town.", "capture", "planned", False, "plans"),
    ("The army is preparing to storm the town.", "advance", "planned", False, "preparing"),
    ("The rebels tried to capture the dam.", "capture", "planned", False, "tried"),
    ("The general ordered his men to attack the camp.", "attack", "planned", False, "ordered"),
    ("The general vowed to retake the airport.", "capture", "planned", False, "vowed"),
    ("The army is about to shell the town.", "shelling", "planned", False, "about"),
    ("The rebels aim to encircle the capital.", "encircle", "planned", False, "aim"),
    ("A planned attack on the embassy was discovered.", "attack", "planned", False, "planned"),
    ("If the rebels capture the dam, thousands will flee.", "capture", "conditional", False, "If"),
    ("The rebels would shell the town if the army attacked.", "shelling", "conditional", False, "would"),
    ("When the army enters the town, the rebels will flee.", "advance", "conditional", False, "When"),
    ("The army did not attack the camp.", "attack", "stated", True, "not"),
    ("The army never attacked the camp.", "attack", "stated", True, "never"),
    ("The army denied that it had shelled the camp.", "shelling", "stated", True, "denied"),
    ("The army denied shelling the camp.", "shelling", "stated", True, "denied"),
    ("No civilians were killed in the raid.", "kill", "stated", True, "No"),
    ("Not one of our soldiers crossed the border.", "advance", "stated", True, "Not"),
    ("Not a single rocket hit the hospital.", "shelling", "stated", True, "Not"),
    ("The army has never ceased to control the town.", "hold", "stated", False, None),
    ("The army has ceased to control the town.", "hold", "stated", True, "ceased"),
    ("Soldiers kept the Red Cross from bringing a convoy into the town.", "aid", "stated", True, "kept"),
    ("The rebels did not fail to take the bridge.", "capture", "stated", False, None),
    ("The army denied that it had lost the town.", "capture", "stated", True, "denied"),
    ("Nobody was killed in the attack.", "kill", "stated", True, "Nobody"),
    ("The rebels failed to capture the bridge.", "capture", "stated", True, "failed"),
    ("The attack caused no injuries.", "injure", "stated", True, "no"),
    ("The rebels have not yet entered the town.", "advance", "stated", True, "not"),
    ("There was no fighting in Bria.", "clash", "stated", True, "no"),
    ("The rebels managed to capture the dam.", "capture", "stated", False, None),
    ("The rebels began to withdraw.", "withdraw", "stated", False, None),
    ("The rebels left without attacking the post.", "attack", "stated", True, "without"),
    ("The army not only shelled the town but also burned it.", "shelling", "stated", False, None),
    ("The army refused to withdraw from the town.", "withdraw", "stated", True, "refused"),
    ("The ceasefire, which is expected to begin on Friday, was signed in Doha.", "agree", "stated", False, None),
    ("The rebels threatened to kill the hostages.", "kill", "planned", False, "threatened"),
    ("Troops have been ordered to deploy to the border.", "deploy", "planned", False, "ordered"),
    ("The claim that rebels had killed a nun could not be verified.", "kill", "alleged", False, "claim"),
    ("Rumours that the army had captured the dam spread in the camp.", "capture", "alleged", False, "Rumours"),
    ("Neither side attacked the convoy.", "attack", "stated", True, "Neither"),
    ("The army urged the rebels to surrender.", "withdraw", "planned", False, "urged"),
    ("The rebels want to capture the capital.", "capture", "planned", False, "want"),
    ("The rebels have not yet entered the town.", "advance", "stated", True, "not"),
    ("The claim that rebels had killed a nun could not be verified.", "kill", "alleged", False, "claim"),
    ("The army not only shelled the town but also burned it.", "shelling", "stated", False, None),
    ("The rebels intend to kill the hostages.", "kill", "planned", False, "intend"),
    ("The rebels appear to have captured the dam.", "capture", "possible", False, "appear"),
    ("Perhaps the rebels killed the envoy.", "kill", "possible", False, "Perhaps"),
    ("No soldier was injured.", "injure", "stated", True, "No"),
]


@pytest.mark.parametrize(("text", "kind", "certainty", "negated", "word"), CASES)
def test_certainty(reader: Reader, text: str, kind: str, certainty: str, negated: bool, word: str | None) -> None:
    (claim,) = [each for each in reader.read(text).claims if each.kind.value == kind]
    evidence = claim.negation_evidence if negated else claim.certainty_evidence
    assert (claim.certainty.value, claim.negated) == (certainty, negated)
    assert (evidence and evidence.text) == word


def test_what_is_stated_has_no_evidence_of_doubt(reader: Reader) -> None:
    (claim,) = reader.read("Rebels killed two policemen.").claims
    assert claim.certainty_evidence is None
    assert claim.negation_evidence is None


def test_each_of_two_events_has_its_own_certainty(reader: Reader) -> None:
    claims = reader.read("Rebels captured the dam on Monday and may attack the capital.").claims
    assert [(claim.kind.value, claim.certainty.value) for claim in claims] == [
        ("capture", "stated"),
        ("attack", "possible"),
    ]
