"""How reports tell of violence, its toll and those whom it strikes: the common wordings, each read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.model import Claim

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# text, trigger, kind, agents, targets
ACTS = [
    ("Gunmen waylaid a patrol of the army near Bria.", "waylaid", "attack", ["Gunmen"], ["patrol of the army"]),
    ("Gunmen sprayed the bus with bullets.", "sprayed", "attack", ["Gunmen"], ["bus"]),
    ("Bandits descended on the village of Kurfa at dawn.", "descended", "attack", ["Bandits"], ["village of Kurfa"]),
    ("Militants hunted down two teachers.", "hunted down", "attack", ["Militants"], ["two teachers"]),
    ("Youths hurled petrol bombs at the barracks.", "hurled", "attack", ["Youths"], ["barracks"]),
    ("Jets strafed a column of rebels.", "strafed", "airstrike", ["Jets"], ["column of rebels"]),
    ("Helicopters pounded the rebel camp for hours.", "pounded", "airstrike", ["Helicopters"], ["rebel camp"]),
    ("Rebel mortars had fired on the bridge.", "fired", "shelling", ["Rebel mortars"], []),
    ("The army pummelled rebel positions for hours.", "pummelled", "shelling", ["army"], ["rebel positions"]),
    ("A shell smashed into the clinic in Bria.", "smashed", "shelling", [], ["clinic"]),
    ("A roadside bomb blew apart a minibus.", "blew apart", "bombing", [], ["minibus"]),
    ("Soldiers trod on a mine; a lorry ran over a landmine.", "ran over", "bombing", [], ["lorry"]),
    ("The militia butchered eleven farmers.", "butchered", "kill", ["militia"], ["eleven farmers"]),
    ("Six soldiers laid down their lives in the battle.", "laid down", "kill", [], ["Six soldiers"]),
    ("Raiders wiped out a family of seven in Bria.", "wiped out", "kill", ["Raiders"], ["family of seven"]),
    ("Of the wounded soldiers, four did not survive.", "survive", "kill", [], ["four", "wounded soldiers"]),
    ("Nine people were pronounced dead after the attack.", "dead", "kill", [], ["Nine people"]),
    ("Rescuers dug four bodies out of the rubble after the air strike.", "dug", "kill", [], ["four bodies"]),
    ("Two policemen were treated for burns.", "treated for burns", "injure", [], ["Two policemen"]),
    ("Five rebels were hospitalised after the clash.", "hospitalised", "injure", [], ["Five rebels"]),
    ("Two civilians were admitted with shrapnel wounds.", "admitted", "injure", [], ["Two civilians"]),
    (
        "The shelling shattered the windows of the school.",
        "shattered",
        "destroy",
        ["shelling"],
        ["windows of the school"],
    ),
    ("Troops put the torch to nine huts.", "put the torch", "destroy", ["Troops"], ["nine huts"]),
    ("In the attack the clinic went up in flames.", "went up in flames", "destroy", [], ["clinic"]),
    (
        "A missile burnt three pick-ups of the rebels.",
        "burnt",
        "destroy",
        ["missile"],
        ["three pick-ups of the rebels"],
    ),
    ("Militiamen pillaged the health post.", "pillaged", "destroy", ["Militiamen"], ["health post"]),
    ("Gunmen herded 40 pupils into the bush.", "herded", "abduct", ["Gunmen"], ["40 pupils"]),
    ("Rebels took a priest from his home.", "took", "abduct", ["Rebels"], ["priest"]),
    ("Police picked up nine students after the march.", "picked up", "detain", ["Police"], ["nine students"]),
    ("Police hauled away two protesters.", "hauled away", "detain", ["Police"], ["two protesters"]),
    ("Villagers took to the bush when the rebels came.", "took to the bush", "displace", [], ["Villagers"]),
    ("Some 300 families are sheltering in schools after the attack.", "sheltering", "displace", [], ["300 families"]),
    (
        "Residents of the besieged town go without bread.",
        "go without bread",
        "need",
        [],
        ["Residents of the besieged town"],
    ),
    ("Displaced families are short of food.", "short of food", "need", [], ["Displaced families"]),
    ("The Red Cross gave out millet to the displaced.", "gave out", "aid", ["Red Cross"], ["displaced"]),
    ("Soldiers fanned out across the capital.", "fanned out", "deploy", ["Soldiers"], []),
    ("Soldiers told residents to leave.", "told", "threaten", ["Soldiers"], ["residents"]),
    ("The governor pointed the finger at the rebels.", "pointed", "accuse", ["governor"], ["rebels"]),
    ("Youths poured into the streets after soldiers killed a boy.", "poured into", "protest", ["Youths"], []),
]

# text, trigger, kind, whether it is negated
NEGATED = [
    ("Three policemen escaped unhurt when gunmen attacked them.", "escaped unhurt", "injure", True),
    ("None of the fighters was harmed.", "harmed", "injure", True),
    ("No fewer than 40 villagers died in the raid.", "died", "kill", False),
    ("The captives were set free by the rebels.", "set free", "abduct", True),
    ("The hostages have not been released.", "released", "abduct", False),
    ("Kurfa: 3 shells, 2 wounded, no dead", "dead", "kill", True),
    ("Kurfa: 3 shells, 2 wounded, no dead", "shells", "shelling", False),
]


def claims(reader: Reader, text: str, trigger: str) -> list[Claim]:
    found = [c for c in reader.read(text).claims if trigger in text[c.trigger.start : c.trigger.end]]
    return found or [c for c in reader.read(text).claims if c.trigger.text in trigger]


@pytest.mark.parametrize(("text", "trigger", "kind", "agents", "targets"), ACTS)
def test_acts(reader: Reader, text: str, trigger: str, kind: str, agents: list[str], targets: list[str]) -> None:
    (claim,) = claims(reader, text, trigger)
    assert (claim.kind.value, [a.name for a in claim.agents]) == (kind, agents)
    assert [t.name for t in claim.targets] == targets


@pytest.mark.parametrize(("text", "trigger", "kind", "negated"), NEGATED)
def test_what_did_not_happen(reader: Reader, text: str, trigger: str, kind: str, negated: bool) -> None:
    (claim,) = claims(reader, text, trigger)
    assert (claim.kind.value, claim.negated) == (kind, negated)


def test_an_air_strike_alone_makes_a_text_one_of_conflict(reader: Reader) -> None:
    assert [c.kind.value for c in reader.read("An air strike hit the mill.").claims] == ["airstrike"]
