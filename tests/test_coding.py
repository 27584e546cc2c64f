"""What claims are in the code books of the field, and that the crosswalk's mistakes are told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline.codes import ACLED, ACLED_EVENT_TYPES, Codes
from dateline.coding import codes, disrupted_weapons, main_code, sentence_around, sentences, table
from dateline.errors import LexiconError
from dateline.lexicon.crosswalk import SCHEMES, load_crosswalk, plain, read_crosswalk
from dateline.lexicon.files import load_yaml
from dateline.model import Certainty, Claim, Kind, Mention, Span

PAGE = Path(__file__).parents[1] / "docs" / "crosswalk.md"
Actor = tuple[str, str | None]


def claim(
    text: str, kind: str, trigger: str, agents: Sequence[Actor] = (), targets: Sequence[Actor] = (), **more: Any
) -> Claim:
    """A claim on the words of a text; actors are given as (words, kind)."""

    def mention(actor: Actor) -> Mention:
        start = text.index(actor[0])
        return Mention(start=start, end=start + len(actor[0]), text=actor[0], name=actor[0], kind=actor[1])

    start = text.index(trigger)
    span = Span(start=start, end=start + len(trigger), text=trigger)
    who, whom = tuple(map(mention, agents)), tuple(map(mention, targets))
    return Claim(kind=Kind(kind), trigger=span, agents=who, targets=whom, **more)


def coded(
    text: str, kind: str, trigger: str, agents: Sequence[Actor] = (), targets: Sequence[Actor] = (), **more: Any
) -> Codes:
    return codes(claim(text, kind, trigger, agents, targets, **more), text)


ARMY: Actor = ("The army", "state forces")
REBELS: Actor = ("rebels", "rebel group")
FARMERS: Actor = ("three farmers", "civilians")
POLICE: Actor = ("Police", "police")
MARCHERS: Actor = ("protesters", "civilians")


# --- ACLED ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "agents", "targets", "sub"),
    [
        ("The army fought rebels near Karsa.", "clash", "fought", [ARMY, REBELS], [], "Armed clash"),
        ("The army shot dead two rebels.", "kill", "shot dead", [ARMY], [("two rebels", "rebel group")], "Armed clash"),
        ("On Sunday rebels attacked the barracks.", "attack", "attacked", [REBELS], [("the barracks", None)], "Armed clash"),
        ("Then rebels attacked, killing soldiers.", "attack", "attacked", [REBELS], [], "Armed clash"),
        ("In Odo rebels shot dead three farmers.", "kill", "shot dead", [REBELS], [FARMERS], "Attack"),
        ("The army retook Karsa.", "capture", "retook", [ARMY], [], "Government regains territory"),
        ("On Sunday rebels seized Karsa.", "capture", "seized", [REBELS], [], "Non-state actor overtakes territory"),
        ("Karsa was seized from rebels.", "capture", "seized", [], [REBELS], "Government regains territory"),
        ("In May rebels entered Karsa without a fight.", "advance", "entered", [REBELS], [], "Non-violent transfer of territory"),
        ("The army pulled out of Karsa.", "withdraw", "pulled out", [ARMY], [], "Non-violent transfer of territory"),
        ("Some 40 rebels surrendered.", "withdraw", "surrendered", [REBELS], [], "Agreement"),
        ("Some 40 rebels defected.", "withdraw", "defected", [REBELS], [], "Change to group/activity"),
        ("Jets bombed Karsa.", "airstrike", "bombed", [("Jets", "state forces")], [], "Air/drone strike"),
        ("A drone killed three farmers.", "kill", "killed", [("A drone", None)], [FARMERS], "Air/drone strike"),
        ("Mortars hit Karsa.", "shelling", "hit", [], [], "Shelling/artillery/missile attack"),
        ("A mine exploded.", "bombing", "exploded", [], [], "Remote explosive/landmine/IED"),
        ("A suicide bomber killed three farmers.", "kill", "killed", [], [FARMERS], "Suicide bomb"),
        ("Men threw a grenade into a bar.", "attack", "threw a grenade", [("Men", "civilians")], [], "Grenade"),
        ("Sarin was used in the attack.", "attack", "attack", [], [], "Chemical weapon"),
        ("Last week rebels kidnapped three farmers.", "abduct", "kidnapped", [REBELS], [FARMERS], "Abduction/forced disappearance"),
        ("The army sexually abused women.", "abuse", "abused", [ARMY], [("women", "civilians")], "Sexual violence"),
        ("The army tortured three farmers.", "abuse", "tortured", [ARMY], [FARMERS], "Attack"),
        ("Some 200 nurses protested.", "protest", "protested", [("200 nurses", "civilians")], [], "Peaceful protest"),
        ("A protest turned violent.", "protest", "protest", [], [], "Violent demonstration"),
        ("Police used tear gas on a rally.", "attack", "used tear gas", [POLICE], [], "Protest with intervention"),
        ("Police shot dead protesters.", "kill", "shot dead", [POLICE], [MARCHERS], "Excessive force against protesters"),
        ("Police detained 30 protesters.", "detain", "detained", [POLICE], [("30 protesters", "civilians")], "Protest with intervention"),
        ("Police clashed with protesters.", "clash", "clashed", [POLICE, MARCHERS], [], "Violent demonstration"),
        ("A mob lynched a thief.", "kill", "lynched", [("A mob", "communal militia")], [("a thief", None)], "Mob violence"),
        ("Police arrested 40 men.", "detain", "arrested", [POLICE], [("40 men", "civilians")], "Arrests"),
        ("In Odo rebels burned a school.", "destroy", "burned", [REBELS], [("a school", None)], "Looting/property destruction"),
        ("The army destroyed a weapons cache.", "destroy", "destroyed", [ARMY], [("a weapons cache", None)], "Disrupted weapons use"),
        ("The army set up a new base at Odo.", "deploy", "set up", [ARMY], [], "Headquarters or base established"),
        ("The army sent troops to Odo.", "deploy", "sent", [ARMY], [], "Change to group/activity"),
        ("Both sides signed a truce.", "agree", "truce", [], [], "Agreement"),
        ("Some 900 people fled Karsa.", "displace", "fled", [], [("900 people", "civilians")], "Other"),
    ],
)  # fmt: skip
def test_acled(text: str, kind: str, trigger: str, agents: list[Actor], targets: list[Actor], sub: str) -> None:
    found = coded(text, kind, trigger, agents, targets)
    assert (found.acled_event_type, found.acled_sub_event_type) == (ACLED_EVENT_TYPES[sub], sub)


@pytest.mark.parametrize("kind", ["hold", "need", "aid", "support", "accuse", "threaten"])
def test_what_acled_does_not_code(kind: str) -> None:
    assert coded("It is so.", kind, "is").acled_sub_event_type is None


@pytest.mark.parametrize("certainty", [Certainty.PLANNED, Certainty.CONDITIONAL])
def test_what_has_not_happened_is_no_event(certainty: Certainty) -> None:
    assert coded("The army will bomb Karsa.", "airstrike", "bomb", [ARMY], certainty=certainty) == Codes()


def test_what_is_denied_is_no_event() -> None:
    assert coded("The army did not bomb Karsa.", "airstrike", "bomb", [ARMY], negated=True) == Codes()


@pytest.mark.parametrize("certainty", [Certainty.ALLEGED, Certainty.POSSIBLE])
def test_what_is_only_alleged_is_coded(certainty: Certainty) -> None:
    found = coded("The army may have bombed Karsa.", "airstrike", "bombed", [ARMY], certainty=certainty)
    assert found.acled_sub_event_type == "Air/drone strike"


@pytest.mark.parametrize(
    "text",
    ["A rocket-propelled grenade hit a car in the attack.", "A stun grenade was thrown in the attack."],
)
def test_not_every_grenade_is_one(text: str) -> None:
    assert coded(text, "attack", "attack").acled_sub_event_type != "Grenade"


def test_tear_gas_is_no_chemical_weapon() -> None:
    found = coded("Police made a tear gas attack on a rally.", "attack", "attack", [POLICE])
    assert found.acled_sub_event_type == "Protest with intervention"


def test_words_of_another_sentence_do_not_count() -> None:
    text = "A suicide bomber struck in May. In Odo rebels shot dead three farmers."
    assert coded(text, "kill", "shot dead", [REBELS], [FARMERS]).acled_sub_event_type == "Attack"


def test_without_the_text_the_claim_alone_decides() -> None:
    text = "A suicide bomber struck, and rebels shot dead three farmers."
    assert codes(claim(text, "kill", "shot dead", [REBELS], [FARMERS])).acled_sub_event_type == "Attack"


def test_a_rebel_force_is_no_state_force() -> None:
    found = coded("The rebel forces seized Karsa.", "capture", "seized", [("The rebel forces", "state forces")])
    assert found.acled_sub_event_type == "Non-state actor overtakes territory"


# --- PLOVER, CAMEO, UCDP ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "event", "mode", "cameo"),
    [
        ("Jets bombed Karsa.", "airstrike", "bombed", "ASSAULT", "heavy-weapons", "19"),
        ("A mine exploded.", "bombing", "exploded", "ASSAULT", "explosives", "18"),
        ("A suicide bomber struck.", "bombing", "suicide bomber", "ASSAULT", "suicide-attack", "18"),
        ("Poison gas was used in an attack.", "attack", "attack", "ASSAULT", None, "20"),
        ("Men were executed.", "kill", "executed", "ASSAULT", "execute", "18"),
        ("It was a massacre.", "kill", "massacre", "ASSAULT", None, "20"),
        ("Men were tortured.", "abuse", "tortured", "ASSAULT", "torture", "18"),
        ("Men were kidnapped.", "abduct", "kidnapped", "ASSAULT", "abduct", "18"),
        ("Men were arrested.", "detain", "arrested", "COERCE", "arrest", "17"),
        ("Men were sentenced.", "detain", "sentenced", "SANCTION", "convict", "17"),
        ("They march in protest.", "protest", "protest", "PROTEST", "demo", "14"),
        ("A riot began.", "protest", "riot", "PROTEST", "riot", "14"),
        ("They began a hunger strike.", "protest", "hunger strike", "PROTEST", "hunger", "14"),
        ("They issued an ultimatum.", "threaten", "ultimatum", "THREATEN", "violence", "13"),
        ("They condemned it.", "accuse", "condemned", "ACCUSE", "disapprove", "11"),
        ("They blamed him.", "accuse", "blamed", "ACCUSE", "allege", "11"),
        ("Aid was delivered.", "aid", "delivered", "AID", None, "07"),
        ("They armed the group.", "support", "armed", "AID", None, "07"),
        ("They hold peace talks.", "agree", "peace talks", "CONSULT", None, "04"),
        ("They observe a ceasefire.", "agree", "ceasefire", "RETREAT", "ceasefire", "08"),
        ("They signed a deal.", "agree", "deal", "AGREE", None, "05"),
        ("They withdrew.", "withdraw", "withdrew", "RETREAT", "withdraw", "08"),
        ("Troops were deployed.", "deploy", "deployed", "MOBILIZE", "troops", "15"),
        ("They were deported.", "displace", "deported", "COERCE", "deport", "17"),
        ("They besieged it.", "encircle", "besieged", "COERCE", "restrict", "19"),
    ],
)
def test_plover_and_cameo(text: str, kind: str, trigger: str, event: str, mode: str | None, cameo: str) -> None:
    found = coded(text, kind, trigger)
    assert (found.plover_event, found.plover_mode, found.cameo_root) == (event, mode, cameo)


def test_plover_and_cameo_have_no_states() -> None:
    assert coded("They hold Karsa.", "hold", "hold") == Codes()


@pytest.mark.parametrize(
    ("kind", "agents", "targets", "ucdp"),
    [
        ("clash", [("The army", "state forces"), ("rebels", "rebel group")], [], 1),
        ("attack", [("rebels", "rebel group")], [("The army", "state forces")], 1),
        ("clash", [("rebels", "rebel group"), ("a militia", "militia")], [], 2),
        ("kill", [("rebels", "rebel group")], [("farmers", "civilians")], 3),
        ("kill", [("The army", "state forces")], [("farmers", "civilians")], 3),
        ("kill", [("The army", "state forces"), ("a militia", "militia")], [("farmers", "civilians")], 3),
        ("kill", [], [("farmers", "civilians")], None),
        ("kill", [("rebels", "rebel group")], [("rebels", "rebel group")], None),
        ("agree", [("The army", "state forces"), ("rebels", "rebel group")], [], None),
        ("protest", [("farmers", "civilians")], [("The army", "state forces")], None),
    ],
)
def test_ucdp(kind: str, agents: list[Actor], targets: list[Actor], ucdp: int | None) -> None:
    assert coded("The army and rebels and a militia met farmers there.", kind, "met", agents, targets).ucdp_type == ucdp


# --- the main event ---------------------------------------------------------------------------------------------------


def test_the_event_told_first_is_the_main_one() -> None:
    text = "Jets bombed Karsa. Mortars hit Odo."
    claims = [claim(text, "airstrike", "bombed"), claim(text, "shelling", "hit")]
    assert all(main_code(each, text) == codes(claims[0], text) for each in (claims, claims[::-1]))


def test_a_narrower_event_goes_before_a_wider_one() -> None:
    text = "The army fought rebels near Karsa. It retook the town."
    claims = [
        claim(text, "clash", "fought", [ARMY, REBELS]),
        claim(text, "capture", "retook", [("It", "state forces")]),
    ]
    found = main_code(claims, text)
    assert found is not None
    assert found.acled_sub_event_type == "Government regains territory"


def test_a_report_that_tells_of_no_event_has_no_code() -> None:
    assert main_code([], "The weather was fair.") is None
    assert main_code([claim("They hold Karsa.", "hold", "hold")], "They hold Karsa.") is None


@pytest.mark.parametrize(
    "text",
    [
        "Police seized eleven rifles and a crate of ammunition.",
        "A bomb was safely defused near the bridge.",
        "Sappers found two landmines on the road.",
        "A cache of weapons hidden in a barn has been discovered.",
        "An explosive device found under a bridge drew a crowd.",
    ],
)
def test_weapons_found_or_seized(text: str) -> None:
    found = disrupted_weapons(text)
    assert found is not None
    assert text[found.start : found.end] == found.text
    main = main_code([], text)
    assert main is not None
    assert main.acled_sub_event_type == "Disrupted weapons use"


@pytest.mark.parametrize(
    "text",
    [
        "Two bodies were found after the bomb went off.",
        "A bomb exploded near the school, police said after they found witnesses.",
        "Fighters seized the town with heavy guns drawn from every barracks in the province.",
        "Rebels fired rockets at the port.",
    ],
)
def test_weapons_that_were_used(text: str) -> None:
    assert disrupted_weapons(text) is None


# --- sentences --------------------------------------------------------------------------------------------------------


def test_sentences() -> None:
    text = 'Gen. Odo spoke. "It is over." He left at 5 p.m. sharp.\n\nA new paragraph'
    assert sentences(text) == ["Gen. Odo spoke. ", '"It is over." ', "He left at 5 p.m. sharp.\n\n", "A new paragraph"]


@given(st.text(alphabet='aB .!?\n"é\u2028', max_size=60), st.integers(0, 60), st.integers(0, 5))
def test_the_sentence_around_a_span_holds_it(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert text[start:end] in sentence_around(text, start, end)
    assert "".join(sentences(text)) == text


# --- any claim at all -------------------------------------------------------------------------------------------------


@given(
    st.sampled_from(Kind),
    st.sampled_from(Certainty),
    st.booleans(),
    st.lists(st.sampled_from(["state forces", "rebel group", "civilians", None]), max_size=2),
    st.text(max_size=40),
)
def test_every_claim_can_be_coded(
    kind: Kind, certainty: Certainty, negated: bool, kinds: list[str | None], text: str
) -> None:
    who = tuple(Mention(start=0, end=0, text="", name=str(i), kind=k) for i, k in enumerate(kinds))
    made = Claim(
        kind=kind, trigger=Span(start=0, end=len(text), text=text), agents=who, certainty=certainty, negated=negated
    )
    assert codes(made, text) == codes(made, text)
    assert codes(made, text).acled_event_type in (None, *ACLED)


def test_codes_of_two_books_cannot_be_mixed_up() -> None:
    with pytest.raises(ValidationError, match="no ACLED sub-event type"):
        Codes(acled_event_type="Battles", acled_sub_event_type="Grenade")
    with pytest.raises(ValidationError, match="no PLOVER mode"):
        Codes(plover_event="AGREE", plover_mode="torture")


# --- the file ---------------------------------------------------------------------------------------------------------


def test_each_sub_event_type_of_acled_but_none_other_is_given() -> None:
    given_codes = {rule.give for rule in load_crosswalk().rules["acled"]} - {None}
    assert given_codes == set(ACLED_EVENT_TYPES)


def test_judgement_calls_against_a_code_say_why() -> None:
    crosswalk = load_crosswalk()
    for scheme in ("plover", "cameo", "acled"):
        silent = [
            rule.when for rule in crosswalk.rules[scheme] if rule.give is None and rule.certainty and not rule.why
        ]
        assert silent == []


def test_every_mistake_of_the_file_is_told_at_once() -> None:
    content = load_yaml("crosswalk.yaml")
    content["acled"] = [
        {"when": {"kind": ["battle"], "size": "big"}, "give": "Armed clash"},
        {"when": {"said": ["no such group"], "between": ["state"]}, "give": "Skirmish"},
        {"give": "Attack"},
        {"when": {"agents": "state", "negated": "yes"}, "give": None, "because": "x"},
    ]
    content["ucdp"] = [{"when": {}, "give": 4}, {"when": {}, "give": True}]
    content["main"] = [["Armed clash"]]
    content["actors"]["state"]["kinds"] = ["armies"]
    content["words"]["extra"] = {"words": ["x"], "but": []}
    with pytest.raises(LexiconError) as told:
        read_crosswalk(content)
    for mistake in (
        "acled: rule 1: no such condition: size", "acled: rule 1: kind: not known: battle", "acled: rule 2: no such code: 'Skirmish'",
        "acled: rule 2: said: not known: no such group", "between: it must name two", "acled: rule 3: it needs when and give",
        "acled: rule 4: no such field: because", "acled: rule 4: agents: it must be a list of words",
        "acled: rule 4: negated", "ucdp: rule 1: no such code: 4", "ucdp: rule 2: no such code: True", "main: its lists",
        "actors: state: no such kind of actor: armies", "words: extra: no such field: but", "words: extra: no rule asks for it",
    ):  # fmt: skip
        assert mistake in str(told.value)


@pytest.mark.parametrize("content", [None, [], {"words": {}}, "text"])
def test_a_file_of_another_shape_is_refused(content: Any) -> None:
    with pytest.raises(LexiconError, match="these parts"):
        read_crosswalk(content)


def test_stars_and_exceptions() -> None:
    grenade = load_crosswalk().words["grenade"]
    assert grenade.in_(plain("Hand-grenades, they said"))
    assert not grenade.in_(plain("rocket-propelled grenades"))
    assert grenade.in_(plain("a rocket-propelled grenade and a grenade"))


def test_the_page_has_the_table_of_today() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert table().strip() in page, "run: python -m dateline.coding and put what it prints into docs/crosswalk.md"
    assert all(f"### {title}" in page for title in ("PLOVER", "CAMEO", "ACLED", "UCDP"))
    assert len(load_crosswalk().rules) == len(SCHEMES)
