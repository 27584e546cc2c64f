"""How reports say that a place was taken, held, left or cut off, and how many died: the common wordings, each read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Certainty, Claim, Kind

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# text, trigger, kind, agents, targets, whether it is negated
CONTROL = [
    ("The army pulled back from Taiz on Monday.", "pulled back", "withdraw", ["army"], [], False),
    ("The garrison quit the town of Taiz before dawn.", "quit", "withdraw", ["garrison"], [], False),
    ("Soldiers left the town to the rebels.", "left", "withdraw", ["Soldiers"], [], False),
    ("Troops moved out of Taiz.", "moved out", "withdraw", ["Troops"], [], False),
    ("Taiz fell to the rebels on Sunday.", "fell to", "capture", ["rebels"], [], False),
    ("Taiz was lost to the separatists.", "lost to", "capture", ["separatists"], [], False),
    ("The army lost Taiz to the separatists.", "lost Taiz to", "capture", ["separatists"], ["army"], False),
    ("Troops cleared Taiz of militants.", "cleared Taiz of", "capture", ["Troops"], ["militants"], False),
    ("Rebels raised their flag over the town hall.", "raised their flag", "capture", ["Rebels"], [], False),
    ("The army is in full control of Taiz.", "is in full control", "hold", ["army"], [], False),
    ("The front runs along the river; Taiz remains with the army.", "remains with", "hold", ["army"], [], False),
    ("The separatists tightened their grip on Taiz.", "tightened their grip", "hold", ["separatists"], [], False),
    ("The army is holding on to the airport in Taiz.", "holding on", "hold", ["army"], [], False),
    ("The rebels are dug in at the airport in Taiz.", "dug in", "hold", ["rebels"], [], False),
    ("The army said it still held Taiz.", "held", "hold", ["army"], [], False),
    ("The town is no longer in rebel hands.", "is no longer in rebel hands", "hold", ["rebel"], [], True),
    ("Rebels no longer hold the town.", "hold", "hold", ["Rebels"], [], True),
    (
        "The barracks in Taiz is under siege by the rebels.",
        "is under siege",
        "encircle",
        ["rebels"],
        [],
        False,
    ),
    ("The army said the road to Taiz is open.", "open", "encircle", [], [], True),
    ("Rebels fought the army. Nor had the road been blocked.", "blocked", "encircle", [], [], True),
]

# text, trigger, kind, the name of the place, agents, targets
WHO_HAS_WHAT = [
    ("Taiz slipped out of the army's hands.", "slipped out of the army's hands", "capture", "Taiz", [], ["army"]),
    ("Taiz slipped from the army's grasp.", "slipped from the army's grasp", "capture", "Taiz", [], ["army"]),
    ("Taiz went over to the rebels on Sunday.", "went over to", "capture", "Taiz", ["rebels"], []),
    ("Rebels won: Taiz has come into rebel hands.", "come into rebel hands", "capture", "Taiz", ["rebel"], []),
    ("Rebels fled; Taiz returned to army control.", "returned to army control", "capture", "Taiz", ["army"], []),
    ("Taiz surrendered to the rebels.", "surrendered", "capture", "Taiz", ["rebels"], []),
    ("Taiz is free of militants, the governor said.", "is free", "capture", "Taiz", [], ["militants"]),
    ("Taiz liberated, army says", "liberated", "capture", "Taiz", [], []),
    ("Taiz was liberated from rebel occupation.", "liberated from rebel occupation", "capture", "Taiz", [], ["rebel"]),
    ("The army gained back six streets of Taiz.", "gained back", "capture", "Taiz", ["army"], []),
    ("The rebels ejected the army from Taiz.", "ejected", "capture", "Taiz", ["rebels"], ["army"]),
    ("Troops regained the district seat of Taiz.", "regained", "capture", "Taiz", ["Troops"], []),
    ("The rebel flag went up over the barracks in Taiz.", "went up over", "capture", "Taiz", ["rebel"], []),
    ("The army restored its authority over Taiz.", "restored its authority", "capture", "Taiz", ["army"], []),
    ("Taiz capitulated to the rebels.", "capitulated", "capture", "Taiz", ["rebels"], []),
    ("The rebels overwhelmed the post in Taiz.", "overwhelmed", "capture", "post in Taiz", ["rebels"], []),
    (
        "Forces of the government retook Taiz on Wednesday.",
        "retook",
        "capture",
        "Taiz",
        ["Forces of the government"],
        [],
    ),
    ("KUNDUZ CITY FALLS; Taliban in the palace", "FALLS", "capture", "Kunduz", [], []),
    ("Shells hit Taiz, the last town in rebel hands.", "in rebel hands", "hold", "Taiz", ["rebel"], []),
    ("Taiz is under rebel occupation.", "is under rebel occupation", "hold", "Taiz", ["rebel"], []),
    ("Taiz is under the authority of the rebels.", "is under the authority", "hold", "Taiz", ["rebels"], []),
    ("Taiz is at the mercy of the gunmen.", "is at the mercy", "hold", "Taiz", ["gunmen"], []),
    ("Taiz is still with the rebels.", "is still with", "hold", "Taiz", ["rebels"], []),
    ("The rebels hold sway over Taiz.", "hold sway", "hold", "Taiz", ["rebels"], []),
    ("The rebels are masters of Taiz.", "are masters", "hold", "Taiz", ["rebels"], []),
    ("The rebels keep the port of Taiz.", "keep", "hold", "port of Taiz", ["rebels"], []),
    ("Soldiers stand firm in Taiz.", "stand firm", "hold", "Taiz", ["Soldiers"], []),
    ("The rebels have a foothold in Taiz.", "have a foothold", "hold", "Taiz", ["rebels"], []),
    ("Rebel flags fly over the palace in Taiz.", "fly over", "hold", "Taiz", ["Rebel"], []),
    ("The rebels established themselves in Taiz.", "established themselves", "hold", "Taiz", ["rebels"], []),
    ("The rebels are in charge in Taiz.", "are in charge", "hold", "Taiz", ["rebels"], []),
    ("The army is back in Taiz.", "is back in", "hold", "Taiz", ["army"], []),
    ("Rebels advanced to within 5 km of Taiz.", "advanced to within 5 km", "advance", "Taiz", ["Rebels"], []),
    ("The army returned to Taiz.", "returned to", "advance", "Taiz", ["army"], []),
    ("Rebels walked into Taiz without a fight.", "walked into", "advance", "Taiz", ["Rebels"], []),
    ("Rebels crept into the suburbs of Taiz.", "crept into", "advance", "Taiz", ["Rebels"], []),
    ("The rebels are at the gates of Taiz.", "are at the gates", "advance", "Taiz", ["rebels"], []),
    ("Rebels forced their way into Taiz.", "forced their way", "advance", "Taiz", ["Rebels"], []),
    ("The garrison in Taiz melted away.", "melted away", "withdraw", "Taiz", ["garrison"], []),
    ("Soldiers streamed out of Taiz.", "streamed out", "withdraw", "Taiz", ["Soldiers"], []),
    (
        "The soldiers abandoned their positions in Taiz.",
        "abandoned their positions",
        "withdraw",
        "Taiz",
        ["soldiers"],
        [],
    ),
    ("The army has been gone from Taiz since Friday.", "gone", "withdraw", "Taiz", ["army"], []),
    ("The garrison in Taiz capitulated.", "capitulated", "withdraw", "Taiz", ["garrison"], []),
    ("The army evacuated its troops from Taiz.", "evacuated", "withdraw", "Taiz", ["army"], []),
    ("Army units left Taiz by order of the general.", "left", "withdraw", "Taiz", ["Army units"], []),
    ("The rebels opened a front near Taiz.", "opened a front", "offensive", "Taiz", ["rebels"], []),
    ("The army handed Taiz to the militia.", "handed", "withdraw", "Taiz", ["army"], ["militia"]),
]

# a text of conflict, a word of it that tells of no control
NOTHING_HELD = [
    ("Rebels fought the army. The army keeps the road open.", "keeps"),
    ("Rebels attacked. A nurse put the child in her hands.", "in her hands"),
    ("Rebels attacked. Civilians went over to Libya.", "went over"),
    ("Rebels attacked. The flag flew over the ship.", "flew"),
]

# text, trigger, the least and the most that were killed
TOLLS = [
    ("A shell hit the market in Taiz, killing at least 12 people.", "killing", 12, None),
    ("An airstrike on Taiz left nine dead and 20 wounded.", "left nine dead", 9, 9),
    ("The shelling claimed the lives of 14 people.", "claimed the lives", 14, 14),
    ("The shelling cost the lives of five medics.", "cost the lives", 5, 5),
    ("Eleven bodies were brought to the hospital after the bombing.", "brought", 11, 11),
    ("Four bodies were recovered from the bombed school.", "recovered", 4, 4),
    ("A bomb went off in Taiz. Officials put the toll at 27.", "toll", 27, 27),
    ("Two people died after the bombing, bringing the toll to 14.", "toll", 14, 14),
    ("The rebels issued a statement. It put the army's losses at nine.", "losses", 9, 9),
    ("The army lost 14 men in the battle.", "lost", 14, 14),
    ("The dead included two journalists; a shell hit their car.", "included", 2, 2),
    ("Among the dead were three children, shot at a checkpoint.", "Among the dead were", 3, 3),
    ("A monitor gave a toll of 20 dead in the bombing.", "dead", 20, 20),
    ("The ministry said the toll of the war had reached 31,184 dead.", "dead", 31184, 31184),
    ("Hodeidah port: 3 strikes, 2 killed", "killed", 2, 2),
    ("A missile hit a school; Moscow put the number of dead at 89, Kyiv at up to 400.", "dead", 89, 89),
    ("More than 20 children were among those killed when a shell hit.", "were among those killed", 20, None),
]


def claims(reader: Reader, text: str, trigger: str) -> list[Claim]:
    return [c for c in reader.read(text).claims if trigger in (c.trigger.text, text[c.trigger.start : c.trigger.end])]


@pytest.mark.parametrize(("text", "trigger", "kind", "agents", "targets", "negated"), CONTROL)
def test_who_holds_and_who_left(
    reader: Reader, text: str, trigger: str, kind: str, agents: list[str], targets: list[str], negated: bool
) -> None:
    (claim,) = claims(reader, text, trigger)
    assert (claim.kind.value, [a.name for a in claim.agents], claim.negated) == (kind, agents, negated)
    assert [t.name for t in claim.targets] == targets


@pytest.mark.parametrize(("text", "trigger", "kind", "place", "agents", "targets"), WHO_HAS_WHAT)
def test_who_has_what(
    reader: Reader, text: str, trigger: str, kind: str, place: str, agents: list[str], targets: list[str]
) -> None:
    (claim,) = claims(reader, text, trigger)
    assert (claim.kind.value, claim.place.name if claim.place else None) == (kind, place)
    assert ([a.name for a in claim.agents], [t.name for t in claim.targets]) == (agents, targets)


@pytest.mark.parametrize(("text", "word"), NOTHING_HELD)
def test_nothing_held(reader: Reader, text: str, word: str) -> None:
    assert not [c for c in reader.read(text).claims if word in c.trigger.text]


@pytest.mark.parametrize(("text", "trigger", "low", "high"), TOLLS)
def test_how_many_died(reader: Reader, text: str, trigger: str, low: int, high: int | None) -> None:
    (claim,) = claims(reader, text, trigger)
    assert claim.kind is Kind.KILL
    assert (low, high) in [(c.low, c.high) for c in claim.counts if c.of.value == "killed"]


def test_a_toll_is_told_once(reader: Reader) -> None:
    kills = [c for c in reader.read("A monitor gave a toll of 20 dead in the bombing.").claims if c.kind is Kind.KILL]
    assert [c.trigger.text for c in kills] == ["dead"]


def test_things_lost_are_no_dead(reader: Reader) -> None:
    (claim,) = claims(reader, "The rebels lost up to 120 fighters and two tanks.", "lost")
    assert [t.text for t in claim.targets] == ["up to 120 fighters"]


def test_a_bulletins_notes_have_what_befell_whom(reader: Reader) -> None:
    text = "Daily bulletin\n\n• Marib: 12 shells, 4 wounded, 1 house destroyed\n• Aden–Lahj road: open\n• Mocha road: closed"
    found = {c.trigger.text: c for c in reader.read(text).claims}
    assert [(c.of.value, c.low) for c in found["wounded"].counts] == [("injured", 4)]
    assert [t.text for t in found["destroyed"].targets] == ["1 house"]
    assert (found["open"].kind, found["open"].negated) == (Kind.ENCIRCLE, True)
    assert (found["closed"].kind, found["closed"].negated) == (Kind.ENCIRCLE, False)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Shortly before noon mortars shelled the market in Taiz.", Certainty.STATED),
        ("The rebels soon shelled the town.", Certainty.STATED),
        ("The army will soon shell the town.", Certainty.PLANNED),
    ],
)
def test_what_soon_happened_has_happened(reader: Reader, text: str, certainty: Certainty) -> None:
    (claim,) = reader.read(text).claims
    assert claim.certainty is certainty


def test_who_was_claimed_to_have_attacked(reader: Reader) -> None:
    (attack,) = claims(reader, "Eleven people died after an attack attributed to gunmen on the village.", "attack")
    assert [a.text for a in attack.agents] == ["gunmen"]


def test_an_attack_that_no_one_claimed_happened(reader: Reader) -> None:
    text = "Gunmen threw a grenade at the post. No group has claimed responsibility for the attack."
    assert [c.negated for c in claims(reader, text, "attack")] == [False]


def test_no_reports_of_casualties(reader: Reader) -> None:
    (claim,) = claims(reader, "Troops shelled farmland, with no reports of casualties.", "casualties")
    assert claim.negated
    assert claim.said_by == ()


def test_not_one_was_hurt(reader: Reader) -> None:
    (claim,) = claims(reader, "Rebels attacked the post. Not one of the soldiers was hurt.", "hurt")
    assert claim.negated


def test_them_are_those_just_told_of(reader: Reader) -> None:
    (shot,) = claims(reader, "Soldiers came at dawn. They separated the men and shot them.", "shot")
    assert [a.name for a in shot.agents] == ["Soldiers"]
    assert [t.name for t in shot.targets] == ["men"]


def test_the_outlet_is_not_among_those_who_say_it(reader: Reader) -> None:
    text = "Soldiers executed 56 civilians, Rights Monitor said today."
    own, others = (reader.read(text, outlet=outlet).claims[0].said_by for outlet in ("Rights Monitor", "The Herald"))
    assert own == ()
    assert [s.name for s in others] == ["Rights Monitor"]


def test_a_coordinated_passive_has_what_was_destroyed(reader: Reader) -> None:
    (claim,) = claims(reader, "Nine soldiers were killed and two tanks destroyed.", "destroyed")
    assert ([a.text for a in claim.agents], [t.text for t in claim.targets]) == ([], ["two tanks"])


def test_neither_confirmed_nor_denied_is_no_denial(reader: Reader) -> None:
    (claim,) = claims(reader, "The Ukrainian army neither confirmed nor denied the attack.", "attack")
    assert not claim.negated
