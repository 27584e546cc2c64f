"""Who says so: the chain of sources of a word, and the spans of an attribution."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import LexiconError
from dateline.reading.cues import load_cues, parse_cues
from dateline.reading.parsing import Parsed, Parser, Token
from dateline.reading.whosaid import Attribution, chains, find_attributions, outermost


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str) -> tuple[Parsed, list[Attribution]]:
    parsed = parser.parse([text])[0]
    return parsed, find_attributions(parsed)


def word(parsed: Parsed, text: str) -> Token:
    """The first token with this text, or the one at the end of "some words before it"."""
    at = parsed.text.index(text) + len(text) - 1
    return next(t for t in parsed.tokens if t.start <= at < t.end)


CHAINS = [
    # The cue before, after and in the middle
    ("Officials said the bridge at Tarna was destroyed.", "destroyed", ["Officials"]),
    ("The bridge at Tarna was destroyed, officials said.", "destroyed", ["officials"]),
    ("The bridge at Tarna, he said, was destroyed by rockets.", "destroyed", ["he"]),
    ("The mayor claimed that gunmen had looted the depot.", "looted", ["mayor"]),
    ("Soldiers shelled the market on Friday, a nurse told reporters in Velm.", "shelled", ["nurse"]),
    ("The army lost 12 men, the rebels say.", "lost", ["rebels"]),
    # Inversion
    ("“They burned the mill,” said Osman Reel, the head of the farmers' union.", "burned", ["Osman Reel"]),
    ("Rebels took the airfield overnight, reported the Lumen Monitoring Centre.", "took", ["Lumen Monitoring Centre"]),
    ("“We have left the town,” shouted one fighter.", "left", ["one fighter"]),
    (
        "The rebels still held the mill on Friday, said Captain Osman Reel, a liaison officer in Karsa, and clashes went on there.",
        "clashes",
        ["Osman Reel"],
    ),
    ("Gunmen raided the village on Friday, the village's elder, Musa Tarn, told reporters.", "raided", ["Musa Tarn"]),
    ("The founder of the mercenary group, Pavel Oren, said that his men had taken the mill.", "taken", ["Pavel Oren"]),
    ("The director of the town's hospital said that nine had died.", "died", ["director of the town's hospital"]),
    (
        "The Karsan Defence Ministry made no mention of the dam. It said that rebels had left the mill.",
        "left",
        ["Karsan Defence Ministry"],
    ),
    ("Two shells killed a guard, the mill's owners let it be known later.", "killed", ["mill's owners"]),
    (
        "The rebels' military spokesman, Colonel Omar Tesh, announced on Monday that his men had taken the mill.",
        "taken",
        ["Omar Tesh"],
    ),
    (
        "The group has left Karsa, its spokesman, Colonel Omar Tesh, conceded on Monday, and two of his men were killed there.",
        "killed",
        ["Omar Tesh"],
    ),
    ("Captain Osman Reel said Karsa fell. By Monday, he went on, the rebels had taken Velm.", "taken", ["Osman Reel"]),
    (
        "Nine died on Sunday, the medical director of the town's CBCA Velm hospital said.",
        "died",
        ["medical director of the town's CBCA Velm hospital"],
    ),
    ("Rebels have seized Tagab district, a council member in Faryab, Omar Tesh, said.", "seized", ["Omar Tesh"]),
    (
        "So says Colonel Omar Tesh, the spokesman of the army, who denied that his men had left the town.",
        "left",
        ["Omar Tesh"],
    ),
    # An outlet that speaks of itself
    ("Our engineer saw that two pumps had been destroyed.", "destroyed", []),
    ("We counted nine dead after the raid.", "dead", []),
    ("“We counted nine dead after the raid,” said Osman Reel.", "dead", ["Osman Reel"]),
    # Several cues, told one in the other
    ("Troops entered Karsa on Monday, an officer reported, according to Reuters.", "entered", ["officer", "Reuters"]),
    ("“We took the dam,” said Colonel Omar Tesh, Reuters reported.", "took", ["Omar Tesh", "Reuters"]),
    (
        "The army spokesman said that villagers had told investigators that militants burned the school.",
        "burned",
        ["villagers", "army spokesman"],
    ),
    ("The convoy was hit by a mine, a driver told Reuters.", "hit", ["driver", "Reuters"]),
    ("A doctor told Radio Sahel that 14 people were wounded.", "wounded", ["doctor", "Radio Sahel"]),
    ("The general told Mali state television that the rebels had fled.", "fled", ["general", "Mali state television"]),
    (
        "Fourteen people were killed, according to figures released by the Red Cross.",
        "killed",
        ["figures", "Red Cross"],
    ),
    (
        "Al-Noor TV, citing its sources, said that the garrison had surrendered.",
        "surrendered",
        ["its sources", "Al-Noor TV"],
    ),
    ("The station, quoting villagers, reported that the dam was blown up.", "blown", ["villagers", "station"]),
    ("Aid workers have received reports of torture in the camps.", "torture", ["reports", "Aid workers"]),
    # According to and its like
    ("According to a Kenyan police officer, raiders abducted six herders.", "abducted", ["Kenyan police officer"]),
    ("Raiders abducted six herders, according to the police.", "abducted", ["police"]),
    ("The raiders, according to the police, abducted six herders.", "abducted", ["police"]),
    (
        "According to Ms Adeyemi, camp staff were told that militants had killed nine guards.",
        "killed",
        ["camp staff", "Adeyemi"],
    ),
    ("In the words of the governor, the rebels razed the town.", "razed", ["governor"]),
    # Quoted by
    (
        "State radio quoted a ministry statement as saying that the port had fallen.",
        "fallen",
        ["ministry statement", "State radio"],
    ),
    ("The minister was quoted by Interfax as saying that the port had fallen.", "fallen", ["minister", "Interfax"]),
    ("General Ivo Brand was quoted as saying that the port had fallen.", "fallen", ["Ivo Brand"]),
    # A thing announced, reported, denied
    ("Defence Secretary Ann Lowe announced the dispatch of 300 soldiers to Garsa.", "dispatch", ["Ann Lowe"]),
    ("Ankara denied shelling the camp.", "shelling", ["Ankara"]),
    ("The ministry rejected allegations that its jets had bombed the clinic.", "bombed", ["ministry"]),
    ("The observatory reported hundreds of wounded in the suburb.", "wounded", ["observatory"]),
    ("A UN report documented 40 executions in the valley.", "executions", ["UN report"]),
    ("News reports suggested that 30 hostages were freed.", "freed", ["News reports"]),
    ("The hospital put the death toll at 31.", "toll", ["hospital"]),
    # Accusations, promises
    ("The governor accused the militia of killing 60 farmers.", "killing", ["governor"]),
    ("Islamabad blamed India for the attack on the convoy.", "attack", ["Islamabad"]),
    ("President Karel Mott has vowed to retake the province.", "retake", ["Karel Mott"]),
    # Words that lead to a source
    ("The army's claim that it had captured the ridge was repeated on Sunday.", "captured", ["army"]),
    ("There were reports of looting in the capital.", "looting", ["reports"]),
    ("It was reported that five miners died.", "died", []),
    ("They are believed to have killed a guard.", "killed", []),
    ("Guards were reported to have fled.", "fled", []),
    # Coordinated sources
    (
        "State media and a monitoring group said troops had retaken Dala.",
        "retaken",
        ["State media", "monitoring group"],
    ),
    ("The defence and foreign ministries said two jets were lost.", "lost", ["defence and foreign ministries"]),
    # What is no part of what was said
    ("Rockets hit the camp, officials said, as fighting went on in the hills.", "hit", ["officials"]),
    ("Rockets hit the camp, officials said, as fighting went on in the hills.", "fighting", []),
    ("Rockets hit the camp, officials said, but most were intercepted.", "intercepted", ["officials"]),
    ("The bomb struck a bus, police said, killing nine.", "killing nine", ["police"]),
    ("Colonel Dan Ruz, who trained the brigade, said that the city was calm.", "trained", []),
    ("Militias backed by Iran entered the town, an officer said.", "backed", []),
    ("Militias backed by Iran entered the town, an officer said.", "entered", ["officer"]),
    ("The rebel-held town was bombed, the council said.", "held", []),
    ("The rebels planned to attack the port.", "attack", []),
    ("The raid showed that the militia could strike the capital.", "strike", []),
    # Headlines
    ("Police: 12 hurt in Quetta market blast", "hurt", ["Police"]),
    ("NIGERIA: TROOPS KILLED IN BORNO AMBUSH", "KILLED", []),
    # Several sentences
    (
        "“They have crossed the river. They are shelling Orsk now,” General Pavel Sem said, according to Tass.",
        "crossed",
        ["Pavel Sem", "Tass"],
    ),
    ("“They have crossed the river,” said General Pavel Sem. “They burned three villages.”", "burned", ["Pavel Sem"]),
    (
        "Mayor Rita Cole told Sputnik:\n\n“Shells killed nine people near the school.”",
        "killed",
        ["Rita Cole", "Sputnik"],
    ),
    (
        "“The road is cut,” said Governor Hugo Daan.\n\n“Bandits ambushed two buses this morning.”",
        "ambushed",
        ["Hugo Daan"],
    ),
    ("Officials said the bridge was destroyed. Troops then retreated to the hills.", "retreated", []),
    ("Two Marines were killed, the colonel said; the Taliban said they shot down a helicopter.", "shot", ["Taliban"]),
    ("Amina Sall, a baker, was asleep when the shooting began. “They burned our house.”", "burned", ["Amina Sall"]),
    # Whom a pronoun, a surname, "the statement" mean
    ("General Karim Fadel said the road was open. He said troops had cleared mines.", "cleared", ["Karim Fadel"]),
    ("The Joint Border Command said the town was calm. It said gunmen had fled.", "fled", ["Joint Border Command"]),
    (
        "Defence Minister Lena Orban praised the troops. Orban said they had captured the airfield.",
        "captured",
        ["Lena Orban"],
    ),
    (
        "The Border Command said in a statement the town was calm. “Gunmen attacked the post,” the statement said.",
        "attacked",
        ["Border Command"],
    ),
    ("President Olu Bako said the raid was over. Troops killed nine men, the president said.", "killed", ["Olu Bako"]),
    ("A spokesman for the army, Jon Perl, said two posts were overrun.", "overrun", ["Jon Perl"]),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CHAINS)
def test_chain(parser: Parser, text: str, trigger: str, expected: list[str]) -> None:
    parsed, attributions = read(parser, text)
    refs = chains(parsed, attributions)(word(parsed, trigger))
    assert [ref.name for ref in refs] == expected


def test_outlet_of_the_dateline_is_no_source(parser: Parser) -> None:
    text = "KANO, May 3 (Naija Wire) - Gunmen killed two guards, a witness told Naija Wire."
    parsed, attributions = read(parser, text)
    assert [ref.name for ref in chains(parsed, attributions)(word(parsed, "killed"))] == ["witness"]


SPANS = [
    ("The army has said that the pass is open.", "The army", "has said", ["that the pass is open"]),
    (
        "“The pass is open,” Captain Abel Munn, the garrison's chief, said in a statement. “We hold it.”",
        "Captain Abel Munn, the garrison's chief,",
        "said in a statement",
        ["“The pass is open,”", "“We hold it.”"],
    ),
    ("The pass, he said, is open.", "he", "said", ["The pass", "is open"]),
    ("According to the mayor, the pass is open.", "the mayor", "According to", ["the pass is open"]),
    ("The mayor, who said the pass was open, has left.", "who", "said", ["the pass was open"]),
    ("The mayor added: “The pass is open.”", "The mayor", "added:", ["“The pass is open.”"]),
    ("The pass is said to be open.", None, "is said", ["The pass", "to be open"]),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), SPANS)
def test_spans(parser: Parser, text: str, source: str | None, cue: str, content: list[str]) -> None:
    parsed, attributions = read(parser, text)
    (found,) = outermost(attributions)
    assert (parsed.slice(*found.source) if found.source else None) == source
    assert found.cue is not None
    assert parsed.slice(*found.cue) == cue
    assert [parsed.slice(*piece) for piece in found.content] == content


def test_recipient_is_the_outlet_told(parser: Parser) -> None:
    parsed, attributions = read(parser, "A medic told Al Jazeera that the clinic was hit.")
    assert attributions[0].recipient is not None
    assert parsed.slice(*attributions[0].recipient) == "Al Jazeera"


@pytest.mark.parametrize("told", ["the Security Council", "reporters", "President Abel Munn", "a news conference"])
def test_others_told_are_no_outlet(parser: Parser, told: str) -> None:
    _, attributions = read(parser, f"A medic told {told} that the clinic was hit.")
    assert attributions[0].recipient is None


def test_stray_quotation_marks_do_not_turn_speech_inside_out(parser: Parser) -> None:
    text = 'She added that rain was due."\nShells hit the port.\n"""We shot back,"" said Major Ian Holt."'
    parsed, attributions = read(parser, text)
    chain = chains(parsed, attributions)
    assert chain(word(parsed, "Shells hit")) == []
    assert [ref.name for ref in chain(word(parsed, "shot"))] == ["Ian Holt"]


def test_references_are_slices_of_the_text(parser: Parser) -> None:
    text = "“Gunmen  fired on us,” Mr. Tomas\u00a0Vell (a driver) said — “twice.”"
    parsed, attributions = read(parser, text)
    (ref,) = chains(parsed, attributions)(word(parsed, "fired"))
    assert ref.name == "Tomas Vell"
    assert text[ref.first.start : ref.last.end] == "Mr. Tomas\u00a0Vell"


WORDS = st.sampled_from(
    [
        "said",
        "says",
        "told",
        "Reuters",
        "according",
        "to",
        "the",
        "army",
        "that",
        "he",
        ",",
        ".",
        ":",
        ";",
        '"',
        "“",
        "”",
        "(",
        ")",
        "-",
        "—",
        "and",
        "but",
        "as",
        "saying",
        "quoted",
        "by",
        "citing",
        "reports",
        "of",
        "killed",
        "nine",
        "\n\n",
        "The",
        "Officials",
        "accused",
        "him",
        "of",
        "being",
        "by",
        "who",
        "it",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text(parser: Parser, text: str) -> None:
    parsed, attributions = read(parser, text)
    chain = chains(parsed, attributions)
    for found in attributions:
        assert found.content
        for first, last in [*found.content, *filter(None, [found.source, found.cue, found.recipient])]:
            assert first.i <= last.i
        if found.cue:
            assert not found.covers(found.cue[0].i)
    assert len(outermost(attributions)) <= len(attributions)
    for token in parsed.tokens:
        names = [ref.name for ref in chain(token)]
        assert len(names) == len(set(names))


def test_the_lexicon_loads() -> None:
    cues = load_cues()
    assert cues.verbs["say"]["clause"] == "yes"
    assert cues.verbs["want"]["infinitive"] == "no"
    assert cues.nouns["report"]
    assert "claim" in cues.nouns
    assert load_cues() is cues


def test_every_mistake_of_a_lexicon_is_told_at_once() -> None:
    source = """
verbs:
  - {group: telling, takes: [clauses], tells: maybe, words: say}
  - {group: about, takes: [about], tells: yes, words: Talk}
nouns:
  - {group: pieces, source: perhaps, words: report}
phrases:
  - {words: according to, at: somewhere}
  - {at: preposition}
colour: red
"""
    with pytest.raises(LexiconError) as caught:
        parse_cues(source)
    message = str(caught.value)
    for part in (
        "clauses",
        "maybe",
        "Talk",
        "with",
        "perhaps",
        "somewhere",
        "no words",
        "colour",
        "missing key 'titles'",
    ):
        assert part in message


@pytest.mark.parametrize("source", ["", "- a list", "verbs: [unclosed"])
def test_a_lexicon_that_is_no_mapping(source: str) -> None:
    with pytest.raises(LexiconError):
        parse_cues(source)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Twelve people were killed. The figure came from the hospital in Taiz.", "killed", ["hospital in Taiz"]),
        ("By the ministry's account, 40 rebels died.", "died", ["ministry"]),
        ("Twelve rebels were killed, by the army's count.", "killed", ["army"]),
        ("Five people were killed, the health ministry in Sanaa said.", "killed", ["health ministry in Sanaa"]),
        ("The rebels wrote on Telegram that it had taken over Mocha.", "taken", ["rebels"]),
        ("Earlier the governor said that rebels had fled.", "fled", ["governor"]),
        ("JNIM claims it took the camp, seized four cars and killed 20 soldiers.", "killed", ["JNIM"]),
        ("Police spokesman Omar Said confirmed the attack and said two officers died.", "attack", ["Omar Said"]),
        (
            "Rebels suffered losses in Debre Markos, the commander of the Western Command, General Belay Seyoum, said.",
            "losses",
            ["Belay Seyoum"],
        ),
        ("There were no reports of shelling.", "shelling", []),
        (
            "Three fighters were slain near Taiz, Maj. Gen. Alex Noor, the division's commander, said Saturday.",
            "slain",
            ["Alex Noor"],
        ),
        (
            "A spokesman for the brigade denied having lost the airport. “Our men hold it,” he said.",
            "hold",
            ["spokesman for the brigade"],
        ),
    ],
)
def test_whose_count_and_whose_report(parser: Parser, text: str, trigger: str, expected: list[str]) -> None:
    parsed, found = read(parser, text)
    assert [ref.name for ref in chains(parsed, found)(word(parsed, trigger))] == expected
