"""What the parser often gets wrong: the shapes that no right tree has are mended, and the tree stays a tree."""

from __future__ import annotations

import pytest

from dateline.reading.parsing import Parsed, Parser, Token


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def parsed(parser: Parser, text: str) -> dict[str, Token]:
    (found,) = parser.parse([text])
    _is_a_tree(found)
    return {token.text: token for token in found.tokens}


def _is_a_tree(found: Parsed) -> None:
    for token in found.tokens:
        assert all(child.head is token for child in token.children)
        assert token.head is token or token in token.head.children
        assert list(token.ancestors())[-1:] in ([token.sentence.root], []) or token.head is token
        assert token.left <= token.i <= token.right


def test_a_passive_has_a_participle(parser: Parser) -> None:
    words = parsed(parser, "Bria was overrun by the militia.")
    assert (words["overrun"].tag, words["overrun"].lemma) == ("VBN", "overrun")


def test_a_particle_belongs_to_its_verb(parser: Parser) -> None:
    words = parsed(parser, "The Red Cross handed over 40 kits to the hospital.")
    assert (words["over"].dep, words["over"].head) == ("prt", words["handed"])


def test_a_pair_of_nouns_is_no_object(parser: Parser) -> None:
    words = parsed(parser, "Rebels and soldiers fought house by house in Bria.")
    assert all(child.dep != "dobj" for child in words["fought"].children)


def test_a_figure_before_more_is_the_subject(parser: Parser) -> None:
    words = parsed(parser, "Shells hit Bria; two traders died and 20 more suffered wounds.")
    assert (words["20"].dep, words["20"].head) == ("nsubj", words["suffered"])
    assert (words["wounds"].dep, words["wounds"].head) == ("dobj", words["suffered"])


def test_who_is_named_between_commas_speaks(parser: Parser) -> None:
    text = "The rebels' military spokesman, Colonel Omar Tesh, announced on Monday that his men had taken Bria."
    words = parsed(parser, text)
    assert words["announced"].head is words["announced"]
    assert (words["spokesman"].dep, words["spokesman"].head) == ("nsubj", words["announced"])


def test_between_counts_and_does_not_act(parser: Parser) -> None:
    words = parsed(parser, "By noon, between 400 and 500 people had fled Bria.")
    assert (words["people"].dep, words["people"].head) == ("nsubj", words["fled"])


def test_people_flee_and_not_the_city(parser: Parser) -> None:
    words = parsed(parser, "Our teams counted 900 people in the city who had fled Bria.")
    assert words["fled"].head is words["people"]


def test_a_road_remains_blocked(parser: Parser) -> None:
    words = parsed(parser, "The road to Bria remains blocked by the militia.")
    assert words["road"].head.text in ("remains", "blocked")
    assert words["road"].dep.startswith("nsubj")


def test_a_day_is_no_part_of_those_who_act_on_it(parser: Parser) -> None:
    words = parsed(
        parser, "The office reports that on the night of 14 May armed men of the Jaime column entered the village."
    )
    assert (words["men"].dep, words["men"].head) == ("nsubj", words["entered"])
    assert words["May"].dep == "pobj"


def test_let_it_be_known_is_one_verb(parser: Parser) -> None:
    words = parsed(parser, "The rebels let it be known that they had left Bria.")
    assert [words[text].head.text for text in ("it", "be", "known", "left")] == ["let"] * 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The militia had held Talaro since May.", "Talaro"),
        ("He denied that Talaro had fallen to the rebels.", "Talaro"),
        ("Vuhlerak has been held by the rebels since May.", "Vuhlerak"),
    ],
)
def test_a_word_that_is_none_of_english_is_a_name(parser: Parser, text: str, name: str) -> None:
    assert parsed(parser, text)[name].tag == "NNP"


def test_a_word_of_english_at_the_head_of_a_sentence_stays_one(parser: Parser) -> None:
    assert parsed(parser, "Smoke has been seen since May.")["Smoke"].tag == "NN"


def test_a_perfect_has_a_participle(parser: Parser) -> None:
    words = parsed(parser, "It said that its fighters had overrun Talaro, a village in the north, on Friday.")
    verb = words["overrun"]
    assert (verb.tag, verb.lemma, verb.dep) == ("VBN", "overrun", "ccomp")
    assert (words["had"].dep, words["Talaro"].dep, words["fighters"].dep) == ("aux", "dobj", "nsubj")
    assert {words[text].head for text in ("had", "Talaro", "fighters")} == {verb}
