"""What happened: which words tell of an event, of which kind, and which only look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# A text, and every claim in it: its kind and the words that tell it.
CASES: list[tuple[str, list[tuple[str, str]]]] = [
    # Verbs
    ("Government soldiers entered Kunduz before dawn.", [("advance", "entered")]),
    ("Rebels captured the town of Bambari from the army.", [("capture", "captured")]),
    ("The militia overran an army base outside Goma.", [("capture", "overran")]),
    ("Taliban fighters seized Lashkar Gah.", [("capture", "seized")]),
    ("The army withdrew from Kherson.", [("withdraw", "withdrew")]),
    ("Rebel fighters besieged Goražde.", [("encircle", "besieged")]),
    ("Insurgents cut the road between Gao and Kidal.", [("encircle", "cut")]),
    ("Army units clashed with rebels near Malakal.", [("clash", "clashed")]),
    ("Warplanes bombed a rebel camp near Taiz.", [("airstrike", "bombed")]),
    ("Tanks shelled the suburb of Saltivka.", [("shelling", "shelled")]),
    ("Gunmen ambushed a police patrol near Maiduguri.", [("attack", "ambushed")]),
    ("Militants kidnapped eleven teachers in Zamfara.", [("abduct", "kidnapped")]),
    ("Police arrested four suspected militants in Karachi.", [("detain", "arrested")]),
    ("Soldiers tortured the prisoners for three days.", [("abuse", "tortured")]),
    ("Thousands of villagers fled the fighting in Cabo Delgado.", [("displace", "fled"), ("clash", "fighting")]),
    ("Rebels burned 40 houses and a clinic.", [("destroy", "burned")]),
    ("The army deployed two battalions to Juba.", [("deploy", "deployed")]),
    ("Moscow armed the separatists.", [("support", "armed")]),
    (
        "Rwanda accused Congolese soldiers of an attack on its border post.",
        [("accuse", "accused"), ("attack", "attack")],
    ),
    ("The Taliban threatened to kill the hostages.", [("threaten", "threatened"), ("kill", "kill")]),
    ("The rebels came over the Kagera bridge before dawn.", [("advance", "came over")]),
    ("No soldier has set foot in Rutshuru.", [("advance", "set foot")]),
    ("Kidal remains in the grip of the rebels.", [("hold", "remains in the grip")]),
    ("The rebels brought Goma under their control.", [("capture", "brought Goma under their control")]),
    ("The garrison ran away before the rebels came.", [("withdraw", "ran away")]),
    ("The last soldiers gave themselves up in Bunia.", [("withdraw", "gave themselves up")]),
    ("The army drove back the militants near Goma.", [("clash", "drove back")]),
    ("A mortar shell came down on a bakery in Taiz.", [("shelling", "came down")]),
    ("Army artillery hit the camp at dawn.", [("shelling", "hit")]),
    ("Two of our fighters attained martyrdom in Aleppo.", [("kill", "attained martyrdom")]),
    ("The rebels lost eighteen fighters near Goma.", [("kill", "lost")]),
    ("A sniper hit two soldiers on the roof.", [("injure", "hit")]),
    ("A suicide driver blew up a lorry beside an army convoy.", [("bombing", "blew up")]),
    ("The soldiers launched an operation west of the city.", [("offensive", "operation")]),
    ("By noon the rebels controlled the whole of Bambari.", [("hold", "controlled")]),
    ("The army holds the market and the militia the bridge.", [("hold", "holds"), ("hold", "militia the bridge")]),
    ("Fighting went on in Bria, and each side held one half of it.", [("clash", "Fighting"), ("hold", "held")]),
    ("Bambari is for the time being still occupied by the rebels.", [("hold", "occupied")]),
    ("Bambari was overrun by the militia.", [("capture", "overrun")]),
    ("The army admitted the loss of Bambari to the rebels.", [("capture", "loss")]),
    ("Two soldiers ascended as martyrs in Tyre.", [("kill", "ascended as martyrs")]),
    ("The rebels had cut the N4.", [("encircle", "cut")]),
    ("Rebels and soldiers fought house by house in Bria.", [("clash", "fought")]),
    ("Shells fell on Sumy, smashing two transformers.", [("shelling", "fell"), ("destroy", "smashing")]),
    (
        "Shells hit Bria; two traders died and 20 more suffered wounds.",
        [("shelling", "hit"), ("kill", "died"), ("injure", "suffered wounds")],
    ),
    (
        "A shell hit the post, leaving two soldiers dead and six hurt.",
        [("shelling", "hit"), ("kill", "leaving two soldiers dead"), ("injure", "hurt")],
    ),
    ("Rebels shelled Bria, and people ran from Bria at night.", [("shelling", "shelled"), ("displace", "ran from")]),
    (
        "Rebels left Bria. The Red Cross handed over 40 kits to the hospital.",
        [("withdraw", "left"), ("aid", "handed over")],
    ),
    ("Rebels shelled Bria. Lorries carried flour into the town.", [("shelling", "shelled"), ("aid", "carried")]),
    ("Nobody from our militia had a hand in it.", [("accuse", "had a hand")]),
    ("Bambari fell on Sunday after heavy shelling.", [("capture", "fell"), ("shelling", "shelling")]),
    ("A rebel officer admitted that the heights were lost.", [("capture", "lost")]),
    ("Soldiers hung out their flag over Bambari.", [("capture", "hung out their flag")]),
    ("A drone tore into a house in Sumy.", [("airstrike", "tore into")]),
    ("Two rebels walked into a minefield near Bria.", [("bombing", "walked into a minefield")]),
    ("The road to Bria remains blocked by the militia.", [("encircle", "blocked")]),
    ("The army ordered the villagers out of their homes.", [("displace", "ordered the villagers out")]),
    ("Rebels shelled Bria. The villagers are short of food.", [("shelling", "shelled"), ("need", "are short of food")]),
    ("None of the fighters was harmed.", [("injure", "harmed")]),
    ("The rebels overran Bria, a district centre on the river, on Sunday.", [("capture", "overran")]),
    ("Soldiers shot at least six rebels.", [("attack", "shot")]),
    # Rockets that have a day are an event, as a bomb is
    ("Two guards were killed by the rockets of 3 May.", [("kill", "killed"), ("shelling", "rockets")]),
    # A bomb that has a day is an event of its own
    ("Nine people were killed by Monday's car bomb.", [("kill", "killed"), ("bombing", "car bomb")]),
    # Two deaths of two sorts of people
    (
        "Thirty rebels were killed in the fort and four policemen died.",
        [("kill", "killed"), ("kill", "died")],
    ),
    # Nouns
    ("The shelling of Gorlovka lasted all night.", [("shelling", "shelling")]),
    ("An air strike on a market in Saada killed nine people.", [("airstrike", "air strike"), ("kill", "killed")]),
    ("The siege of Vukovar went on for 87 days.", [("encircle", "siege")]),
    ("The assassination of a rebel commander was confirmed by the army.", [("kill", "assassination")]),
    ("The withdrawal of Ethiopian troops from Baidoa was completed in May.", [("withdraw", "withdrawal")]),
    ("Clashes between the army and the rebels resumed near Sake.", [("clash", "Clashes")]),
    # Verbs that only carry a noun
    ("The army launched an offensive against the rebels in Ituri.", [("offensive", "offensive")]),
    ("Fighter jets carried out air strikes on Sanaa.", [("airstrike", "air strikes")]),
    ("The rebels took control of Bunia.", [("capture", "took control")]),
    ("The patrol came under fire near the Blue Nile.", [("attack", "came under fire")]),
    ("The village of Zaitsevo came under shelling.", [("shelling", "came under shelling")]),
    ("The gunmen opened fire on the worshippers.", [("attack", "opened fire")]),
    ("Insurgents laid siege to the town of Palma.", [("encircle", "laid siege")]),
    ("The militia took nine aid workers hostage.", [("abduct", "took nine aid workers hostage")]),
    # Verbs with particles, idioms
    ("The army drove the insurgents out of Marawi.", [("capture", "drove the insurgents out")]),
    ("Gunmen shot dead a judge in Tripoli.", [("kill", "shot dead")]),
    ("The rebels gunned down three policemen.", [("kill", "gunned down")]),
    ("A soldier stepped on a mine near Jaffna.", [("bombing", "stepped on a mine")]),
    ("The militants laid down their arms.", [("withdraw", "laid down their arms")]),
    ("Security forces rounded up 30 men in Srinagar.", [("detain", "rounded up")]),
    ("The rebels lost their lives in the ambush.", [("kill", "lost their lives"), ("attack", "ambush")]),
    ("Soldiers fell back to the river.", [("withdraw", "fell back")]),
    # Passives
    ("Two peacekeepers were killed in Bangui.", [("kill", "killed")]),
    ("The town of Afrin was captured by rebels.", [("capture", "captured")]),
    ("A convoy was ambushed on the road to Herat.", [("attack", "ambushed")]),
    ("Hundreds of families have been displaced by the fighting.", [("displace", "displaced"), ("clash", "fighting")]),
    ("The hospital was destroyed by artillery fire.", [("destroy", "destroyed"), ("shelling", "artillery fire")]),
    # Participles
    ("Soldiers wounded in the battle were flown to Dakar.", [("injure", "wounded"), ("clash", "battle")]),
    ("The besieged garrison ran out of food.", [("encircle", "besieged"), ("need", "ran out of food")]),
    ("Civilians trapped in Mariupol had no water.", [("need", "trapped"), ("need", "had no water")]),
    # The second half of a compound
    ("Shells fell on the rebel-held city of Donetsk.", [("shelling", "fell"), ("hold", "held")]),
    ("Government-controlled Aleppo was quiet after the shelling.", [("hold", "controlled"), ("shelling", "shelling")]),
    ("Saudi-backed militias entered Aden.", [("support", "backed"), ("advance", "entered")]),
    # Several in one sentence
    (
        "The blast killed 12 people and wounded 30 others.",
        [("bombing", "blast"), ("kill", "killed"), ("injure", "wounded")],
    ),
    (
        "Militiamen raided the village, killed six men and abducted ten girls.",
        [("attack", "raided"), ("kill", "killed"), ("abduct", "abducted")],
    ),
    # Aid and need
    (
        "The Red Cross delivered food to the displaced families in Tigray.",
        [("aid", "delivered"), ("displace", "displaced")],
    ),
    ("Soldiers blocked the aid convoy at a checkpoint.", [("aid", "blocked")]),
    # More of each kind
    ("The insurgents' advance on Kandahar stalled.", [("advance", "advance")]),
    ("Kurdish-led forces entered Raqqa.", [("advance", "entered")]),
    ("The Taliban's takeover of Kabul shocked the world.", [("capture", "takeover")]),
    ("The port fell to the rebels on Sunday.", [("capture", "fell to")]),
    ("Troops cleared the district of militants.", [("capture", "cleared the district of")]),
    ("Rebels are holding the airport of Goma.", [("hold", "holding")]),
    ("The opposition-held suburb was shelled.", [("hold", "held"), ("shelling", "shelled")]),
    ("The last army garrison in Kidal surrendered.", [("withdraw", "surrendered")]),
    ("The navy blockaded the port of Hodeidah.", [("encircle", "blockaded")]),
    ("A drone struck an ammunition depot in Belgorod.", [("airstrike", "struck")]),
    ("Helicopter gunships attacked rebel positions in the Nuba Mountains.", [("airstrike", "attacked")]),
    ("A missile hit an apartment block in Dnipro.", [("shelling", "hit")]),
    ("Rockets landed near the airport in Tripoli.", [("shelling", "landed")]),
    ("A car bomb went off outside a mosque in Mogadishu.", [("bombing", "went off")]),
    ("A suicide bomber blew himself up at a checkpoint in Kabul.", [("bombing", "blew himself up")]),
    ("The patrol hit a landmine.", [("bombing", "hit a landmine")]),
    (
        "A suicide bombing in Quetta left eleven police officers dead.",
        [("bombing", "suicide bombing"), ("kill", "left eleven police officers dead")],
    ),
    ("Peacekeepers came under fire near Abyei.", [("attack", "came under fire")]),
    ("The convoy came under attack from rebels near Beni.", [("attack", "came under attack")]),
    ("Police fired tear gas at demonstrators.", [("attack", "fired tear gas")]),
    ("Fighters stormed the parliament building.", [("attack", "stormed")]),
    ("Rebels shot at a UN helicopter.", [("attack", "shot at")]),
    ("A grenade was thrown into a bar in Bujumbura.", [("attack", "thrown")]),
    ("Police used tear gas and rubber bullets against the marchers in Nairobi.", [("attack", "used tear gas")]),
    (
        "Herders attacked farmers in Plateau State, leaving 18 people dead and a dozen wounded.",
        [("attack", "attacked"), ("kill", "leaving 18 people dead"), ("injure", "wounded")],
    ),
    ("The separatists beheaded two soldiers.", [("kill", "beheaded")]),
    (
        "The bodies of nine miners were found in a well. Militiamen had abducted them.",
        [("kill", "found"), ("abduct", "abducted")],
    ),
    (
        "Gunmen executed five villagers, mutilated the bodies and burned the church.",
        [("kill", "executed"), ("abuse", "mutilated"), ("destroy", "burned")],
    ),
    ("At least five dead in Jaffna bombing", [("kill", "dead"), ("bombing", "bombing")]),
    ("Police kill two gunmen in Lahore", [("kill", "kill")]),
    ("The militia killed and maimed civilians.", [("kill", "killed"), ("injure", "maimed")]),
    ("Rebels, wounded and hungry, surrendered near Mullaitivu.", [("injure", "wounded"), ("withdraw", "surrendered")]),
    ("The gunmen held the passengers hostage.", [("abduct", "held the passengers hostage")]),
    ("The hostages were freed by the army.", [("abduct", "freed")]),
    ("Security forces used villagers as human shields.", [("abuse", "used villagers as human shields")]),
    ("The UN appealed for food for people trapped by the fighting.", [("need", "trapped"), ("clash", "fighting")]),
    (
        "More than 10,000 people are without water in the besieged town.",
        [("need", "are without water"), ("encircle", "besieged")],
    ),
    ("Aid trucks reached the besieged town of Madaya.", [("aid", "reached"), ("encircle", "besieged")]),
    (
        "Looters ransacked the market in Port-au-Prince as gangs fought police.",
        [("destroy", "ransacked"), ("clash", "fought")],
    ),
    ("The militia looted the hospital.", [("destroy", "looted")]),
    ("Two tanks were destroyed and a helicopter was shot down.", [("destroy", "destroyed"), ("attack", "shot down")]),
    ("Gangs torched the police station.", [("destroy", "torched")]),
    ("France sent 600 soldiers to Mali.", [("deploy", "sent")]),
    ("Iran has trained the militia.", [("support", "trained")]),
    ("The United States supplied missiles to Ukraine.", [("support", "supplied")]),
    ("Peace talks between Kinshasa and the M23 began in Nairobi.", [("agree", "Peace talks")]),
    ("The rebels and the government signed a ceasefire in Khartoum.", [("agree", "signed")]),
    ("The government and the rebels agreed to a truce.", [("agree", "agreed to a truce")]),
    ("The army ordered civilians to leave the northern suburbs.", [("threaten", "ordered civilians to leave")]),
    (
        "Al-Shabaab claimed responsibility for the attack on the hotel.",
        [("accuse", "claimed responsibility"), ("attack", "attack")],
    ),
    ("The army blamed the rebels for the massacre.", [("accuse", "blamed"), ("kill", "massacre")]),
    (
        "Nobody has claimed responsibility for the bombing.",
        [("accuse", "claimed responsibility"), ("bombing", "bombing")],
    ),
    ("Crowds took to the streets of Khartoum to protest against the coup.", [("protest", "took to the streets")]),
    ("Students rioted in Dhaka after police shot dead a protester.", [("protest", "rioted"), ("kill", "shot dead")]),
]

OTHER_SENSES: list[tuple[str, list[tuple[str, str]]]] = [
    # Words in another sense beside conflict
    ("The rebel leader fired his deputy.", []),
    ("The general held a press conference after the battle.", [("clash", "battle")]),
    ("The minister took part in a meeting on the ceasefire.", [("agree", "ceasefire")]),
    ("The prime minister took office after the war.", []),
    ("The army captured the attention of the press.", []),
    ("The rebels released a video of the attack.", [("attack", "attack")]),
    ("The commander delivered a speech to his troops.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES + OTHER_SENSES)
def test_kinds_and_triggers(reader: Reader, text: str, expected: list[tuple[str, str]]) -> None:
    claims = reader.read(text).claims
    assert [(claim.kind.value, claim.trigger.text) for claim in claims] == expected
