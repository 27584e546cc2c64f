"""Who did it to whom: through passives, coordination, relative clauses, pronouns, other names and participles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.model import Claim
    from dateline.reading.reader import Reader

# A text, a kind of which it holds one claim, the names of that claim's agents and of its targets.
CASES: list[tuple[str, str, list[str], list[str]]] = [
    ("Two soldiers were killed by Boko Haram near Baga.", "kill", ["Boko Haram"], ["Two soldiers"]),
    ("Two soldiers were killed in a raid by the militia near Baga.", "kill", ["militia"], ["Two soldiers"]),
    ("The town was captured by M23 rebels on Sunday.", "capture", ["M23"], []),
    ("Syrian and Russian warplanes bombed the village.", "airstrike", ["Syrian and Russian warplanes"], ["village"]),
    (
        "Ethiopian troops and Somali policemen attacked the camp.",
        "attack",
        ["Ethiopian troops", "Somali policemen"],
        ["camp"],
    ),
    ("Hezbollah's spokesman wrote on Facebook that its fighters had seized the hill.", "capture", ["Hezbollah"], []),
    ("One fighter of the M23 said his comrades had recaptured Sake.", "capture", ["M23"], []),
    ("The militia was driven off and 12 men of the special forces fell.", "kill", [], ["12 men of the special forces"]),
    ("Thirty-seven rebels are reported killed in Bouar.", "kill", [], ["Thirty-seven rebels"]),
    ("Between 400 and 500 villagers had fled the fighting.", "displace", [], ["400 and 500 villagers"]),
    ("Fourteen soldiers were killed and six gave themselves up.", "withdraw", ["six"], []),
    ("The army admitted the loss of Bria.", "capture", [], ["army"]),
    ("Rebels killed three policemen and a teacher.", "kill", ["Rebels"], ["three policemen", "teacher"]),
    ("The militiamen who attacked the convoy fled.", "attack", ["militiamen"], ["convoy"]),
    ("The convoy that the rebels ambushed was carrying ammunition.", "attack", ["rebels"], ["convoy"]),
    ("The rebels, whose leader was arrested in May, shelled the port.", "shelling", ["rebels"], ["port"]),
    (
        "Hezbollah fighters crossed the river. They captured two Israeli soldiers.",
        "detain",
        ["Hezbollah"],
        ["two Israeli soldiers"],
    ),
    ("The rebels attacked Bangassou. They killed nine civilians.", "kill", ["rebels"], ["nine civilians"]),
    ("Al-Shabaab stormed a hotel in Mogadishu. The group killed 11 people.", "kill", ["Al-Shabaab"], ["11 people"]),
    ("Daesh beheaded a hostage.", "kill", ["Islamic State"], ["hostage"]),
    ("ISIL abducted three nuns.", "abduct", ["Islamic State"], ["three nuns"]),
    ("IS executed a journalist near Palmyra.", "kill", ["Islamic State"], ["journalist"]),
    ("ISIS fighters executed a journalist near Palmyra.", "kill", ["Islamic State"], ["journalist"]),
    ("The Islamic State executed a journalist near Palmyra.", "kill", ["Islamic State"], ["journalist"]),
    ("The PKK attacked a Turkish army post.", "attack", ["Kurdistan Workers' Party"], ["Turkish army post"]),
    ("Ukrainian soldiers shelled Donetsk.", "shelling", ["Ukrainian soldiers"], []),
    ("The Ukrainians shelled Russian positions.", "shelling", ["Ukrainians"], ["Russian positions"]),
    ("Advancing from the east, government troops captured the dam.", "capture", ["government troops"], []),
    ("Backed by tanks, the rebels seized the airport.", "capture", ["rebels"], []),
    ("Gunmen attacked a church, killing seven worshippers.", "kill", ["Gunmen"], ["seven worshippers"]),
    ("Gunmen attacked a church and killed seven worshippers.", "kill", ["Gunmen"], ["seven worshippers"]),
    ("Soldiers entered the village to arrest the mayor.", "detain", ["Soldiers"], ["mayor"]),
    ("The army is trying to retake the bridge.", "capture", ["army"], []),
    ("The rebels managed to seize the bridge.", "capture", ["rebels"], []),
    ("The rebels were accused of murdering a priest.", "kill", ["rebels"], ["priest"]),
    ("The airstrike by Russian jets hit a school.", "airstrike", ["Russian jets"], ["school"]),
    ("A Russian air strike killed four children in Idlib.", "airstrike", ["Russian"], []),
    ("The army's shelling of the market killed six traders.", "shelling", ["army"], ["market"]),
    ("The rebels' capture of the airport was a blow to the government.", "capture", ["rebels"], []),
    ("The colonel's men burned the village and shot the chief.", "attack", ["colonel's men"], ["chief"]),
    ("Police detained an activist. He was beaten in his cell.", "detain", ["Police"], ["activist"]),
    (
        "Fighters of the Lord's Resistance Army kidnapped 20 children.",
        "abduct",
        ["Lord's Resistance Army"],
        ["20 children"],
    ),
    ("Members of the FARC killed a judge.", "kill", ["FARC"], ["judge"]),
    ("Clashes broke out between the army and the rebels.", "clash", ["army", "rebels"], []),
    ("Russia accused Ukraine of shelling Belgorod.", "accuse", ["Russia"], ["Ukraine"]),
    ("Russia accused Ukraine of shelling Belgorod.", "shelling", ["Ukraine"], []),
    ("The UN condemned the killing of three peacekeepers by rebels.", "kill", ["rebels"], ["three peacekeepers"]),
    ("Iran armed and trained the militia.", "support", ["Iran"], ["militia"]),
    ("The Taliban, the army said, killed two soldiers.", "kill", ["Taliban"], ["two soldiers"]),
    ("The army denied that its soldiers had killed the villagers.", "kill", ["army"], ["villagers"]),
    ("Neither the army nor the rebels attacked the convoy.", "attack", ["army", "rebels"], ["convoy"]),
    ("Who killed the envoy? The rebels did.", "kill", [], ["envoy"]),
    ("The rebels stormed the prison. Their leader was wounded.", "attack", ["rebels"], ["prison"]),
    ("The militants attacked the mine and took three engineers hostage.", "abduct", ["militants"], ["three engineers"]),
    ("Boko Haram militants raided Bama. The insurgents burned 50 houses.", "destroy", ["Boko Haram"], ["50 houses"]),
    ("The Tatmadaw shelled Loikaw. It killed four monks.", "kill", ["Tatmadaw"], ["four monks"]),
    ("The army said it had killed 20 insurgents.", "kill", ["army"], ["20 insurgents"]),
    ("The junta's soldiers burned a village. They also shot a monk.", "attack", ["junta's soldiers"], ["monk"]),
    ("Wounded by a sniper, the reporter died in hospital.", "injure", ["sniper"], ["reporter"]),
    ("The journalist was shot by a sniper.", "attack", ["sniper"], ["journalist"]),
    ("The mayor was abducted by unknown gunmen.", "abduct", ["unknown gunmen"], ["mayor"]),
    ("Taliban-held Sangin was bombed by British jets.", "airstrike", ["British jets"], []),
    ("Rebels seized Bria from the Anti-Balaka.", "capture", ["Rebels"], ["Anti-Balaka"]),
    ("The army recaptured Bria from the rebels.", "capture", ["army"], ["rebels"]),
    (
        "The US-backed Syrian Democratic Forces entered Raqqa.",
        "support",
        ["United States"],
        ["Syrian Democratic Forces"],
    ),
    ("Men in uniform arrested the editor.", "detain", ["Men"], ["editor"]),
    ("The Houthis fired missiles at a tanker.", "shelling", ["Houthis"], ["tanker"]),
    ("Houthi rebels fired missiles at a tanker.", "shelling", ["Houthis"], ["tanker"]),
    ("The blast wounded the governor and two of his guards.", "injure", ["blast"], ["governor", "two of his guards"]),
    ("Hutu militiamen with machetes attacked a refugee camp.", "attack", ["Hutu militiamen"], ["refugee camp"]),
    ("The RSF looted the market in Nyala.", "destroy", ["Rapid Support Forces"], ["market"]),
    ("Separatists led by Igor Girkin seized Sloviansk.", "capture", ["Separatists"], []),
    ("It was the rebels who burned the church.", "destroy", ["rebels"], ["church"]),
    (
        "The Kosovo Liberation Army killed two Serbian policemen.",
        "kill",
        ["Kosovo Liberation Army"],
        ["two Serbian policemen"],
    ),
    ("The militia, which the army had armed, turned on the villagers and killed 12.", "kill", ["militia"], ["12"]),
    ("Soldiers loyal to General Haftar attacked the airport.", "attack", ["Soldiers"], ["airport"]),
    ("Bandits on motorcycles abducted 30 pupils.", "abduct", ["Bandits"], ["30 pupils"]),
    ("Tigrayan forces fought Eritrean troops near Adigrat.", "clash", ["Tigray Defence Forces", "Eritrean troops"], []),
    (
        "Soldiers and militiamen killed the elder, his wife and their son.",
        "kill",
        ["Soldiers", "militiamen"],
        ["elder", "wife", "son"],
    ),
    ("Troops under General Mladić entered Srebrenica.", "advance", ["Troops"], []),
    (
        "The Nigerian Air Force bombed a camp of the Islamic State West Africa Province.",
        "airstrike",
        ["Nigerian Air Force"],
        ["camp of the Islamic State West Africa Province"],
    ),
    ("The Kurdish YPG captured Tel Abyad.", "capture", ["People's Protection Units"], []),
    ("Two rebels and a soldier were killed in an ambush.", "kill", [], ["Two rebels", "soldier"]),
    ("Rwandan-backed rebels entered Goma.", "advance", ["Rwandan-backed rebels"], []),
]

# A text, a kind, and the words of the text by which the agent is named there, whatever the name they stand for.
TEXTS: list[tuple[str, str, list[str]]] = [
    ("Hezbollah fighters crossed the river. They captured two Israeli soldiers.", "detain", ["They"]),
    ("The army said it had killed 20 insurgents.", "kill", ["it"]),
    ("Daesh beheaded a hostage.", "kill", ["Daesh"]),
    ("IS executed a journalist near Palmyra.", "kill", ["IS"]),
    ("The Houthis fired missiles at a tanker.", "shelling", ["The Houthis"]),
]


def _only(reader: Reader, text: str, kind: str) -> Claim:
    (claim,) = [each for each in reader.read(text).claims if each.kind.value == kind]
    return claim


@pytest.mark.parametrize(("text", "kind", "agents", "targets"), CASES)
def test_agents_and_targets(reader: Reader, text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    claim = _only(reader, text, kind)
    assert [each.name for each in claim.agents] == agents
    assert [each.name for each in claim.targets] == targets


@pytest.mark.parametrize(("text", "kind", "words"), TEXTS)
def test_agents_keep_the_words_of_the_text(reader: Reader, text: str, kind: str, words: list[str]) -> None:
    assert [each.text for each in _only(reader, text, kind).agents] == words


def test_a_verb_that_is_left_out_has_its_own_holder(reader: Reader) -> None:
    first, second = reader.read("Rebels hold the north of Bria, and the army the south.").claims
    assert [[each.name for each in claim.agents] for claim in (first, second)] == [["Rebels"], ["army"]]
    assert [claim.place.text for claim in (first, second) if claim.place] == ["the north of Bria", "the south"]


def test_one_actor_has_one_id_under_all_its_names(reader: Reader) -> None:
    names = ("Daesh", "ISIL", "ISIS", "IS", "The Islamic State")
    claims = [_only(reader, f"{name} executed a journalist near Palmyra.", "kill") for name in names]
    ids = {claim.agents[0].id for claim in claims}
    assert len(ids) == 1
    assert None not in ids


def test_unknown_actors_have_no_id(reader: Reader) -> None:
    claim = _only(reader, "Unknown gunmen executed a journalist near Palmyra.", "kill")
    assert [(each.name, each.id) for each in claim.agents] == [("Unknown gunmen", None)]


def test_the_army_is_not_the_paramilitary_forces_named_before(reader: Reader) -> None:
    text = (
        "Paramilitary forces shelled a market in Omdurman. "
        "The Rapid Support Forces accused the army of carrying out air strikes on homes."
    )
    accused = next(claim for claim in reader.read(text).claims if claim.kind.value == "accuse")
    assert [target.name for target in accused.targets] == ["army"]


def test_a_bomb_that_struck_is_a_bombing(reader: Reader) -> None:
    claims = reader.read("A roadside bomb struck a police vehicle in Quetta, killing two officers.").claims
    assert [claim.kind.value for claim in claims] == ["bombing", "kill"]
