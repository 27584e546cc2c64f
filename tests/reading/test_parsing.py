"""The parser sees a tidied text; its tokens stand where the words stand in the text as given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.errors import ModelError
from dateline.reading.parsing import Parsed, Parser

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

# A text; a word as the parser sees it; the characters that it stands for.
TIDIED = [
    ("The rebels “retook” the town.", '"', "“"),
    ("The rebels’ camp was hit.", "'", "’"),
    ("The re\u00adbels withdrew.", "rebels", "re\u00adbels"),
    ("The \u200frebels\u200f withdrew.", "rebels", "rebels"),
    ("The re\u200bbels withdrew.", "rebels", "re\u200bbels"),
    ("\ufeffRebels withdrew.", "Rebels", "Rebels"),
    ("Troops\u00a0entered\u2028Raqqa.", "entered", "entered"),
    ("The army of the north, once more,\r\nentered the town of Raqqa.", "entered", "entered"),
    ("The Syrian Democratic Forces (SDF) entered Raqqa.", "entered", "entered"),
    ("The [Syrian] army entered Raqqa.", "Syrian", "Syrian"),
    ("👩🏽 Troops entered Raqqa.", "entered", "entered"),
    ("IS withdrew.", "ISIL", "IS"),
    ("The “IS” group withdrew.", "ISIL", "IS"),
    ("Near Raqqa, troops fought.", "near", "Near"),
]


@pytest.fixture(scope="module")
def parser(reader: Reader) -> Parser:
    return reader.parser


def parse(parser: Parser, text: str) -> Parsed:
    (parsed,) = parser.parse([text])
    return parsed


def sentences(parsed: Parsed) -> list[str]:
    return [parsed.text[sentence.start : sentence.end] for sentence in parsed.sentences]


@pytest.mark.parametrize(("text", "word", "given"), TIDIED)
def test_tokens_point_into_the_text_as_given(parser: Parser, text: str, word: str, given: str) -> None:
    parsed = parse(parser, text)
    token = next(each for each in parsed.tokens if each.text == word)
    assert text[token.start : token.end] == given
    assert parsed.slice(token, token) == given


@pytest.mark.parametrize("text", [row[0] for row in TIDIED])
def test_tokens_stand_in_order_without_overlap(parser: Parser, text: str) -> None:
    end = 0
    for number, token in enumerate(parse(parser, text).tokens):
        assert token.i == number
        assert end <= token.start < token.end <= len(text)
        end = token.end


def test_short_asides_are_hidden_and_kept(parser: Parser) -> None:
    text = "The Syrian Democratic Forces (SDF) entered Raqqa, a town 45 km (28 miles) from the border."
    parsed = parse(parser, text)
    assert "SDF" not in [token.text for token in parsed.tokens]
    assert [text[aside.start : aside.end] for aside in parsed.asides] == ["SDF", "28 miles"]
    assert parsed.tokens[parsed.asides[0].before].text == "Forces"


def test_long_brackets_are_read(parser: Parser) -> None:
    parsed = parse(parser, "Troops entered Sirte (on Monday, after two days of heavy fighting in its suburbs).")
    assert "Monday" in [token.text for token in parsed.tokens]
    assert parsed.asides == []


def test_capitals_that_spell_the_verb_stay_the_verb(parser: Parser) -> None:
    assert [token.text for token in parse(parser, "It IS COLD.").tokens] == ["It", "IS", "COLD", "."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Ali stayed. Col. Omar left.", ["Gen. Ali stayed.", "Col. Omar left."]),
        ("He lives in the U.S. The army left.", ["He lives in the U.S.", "The army left."]),
        ("J. F. Kay was killed. He was 20.", ["J. F. Kay was killed.", "He was 20."]),
        ("“They came.” He left.", ["“They came.”", "He left."]),
        ("Who came? Rebels!", ["Who came?", "Rebels!"]),
        ("They took No. 5 and 3.5 tonnes.", ["They took No. 5 and 3.5 tonnes."]),
    ],
)
def test_sentences(parser: Parser, text: str, expected: list[str]) -> None:
    assert sentences(parse(parser, text)) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\ufeff"])
def test_nothing_has_no_tokens(parser: Parser, text: str) -> None:
    parsed = parse(parser, text)
    assert (parsed.tokens, parsed.sentences) == ([], [])


def test_punctuation_alone_has_tokens_and_breaks_nothing(parser: Parser) -> None:
    parsed = parse(parser, "... !!! ?? — ) ( ”")
    assert parsed.tokens
    assert all(parsed.text[token.start : token.end].strip() for token in parsed.tokens)


def test_a_paragraph_of_ten_thousand_words_without_a_full_stop(parser: Parser) -> None:
    text = " ".join(["rebels", "attacked", "the", "camp", "and"] * 2000)
    parsed = parse(parser, text)
    assert len(parsed.tokens) == 10_000
    assert (parsed.tokens[-1].start, parsed.tokens[-1].end) == (len(text) - 3, len(text))


def test_datelines_and_credits_are_not_parsed(parser: Parser) -> None:
    text = "KABUL, May 3 (Reuters) - Troops left.\n\n(Reporting by Ann Lee)"
    assert sentences(parse(parser, text)) == ["Troops left."]


def test_texts_come_back_in_their_order(parser: Parser) -> None:
    texts = ["Rebels left.", "", "The army came. It left.", "They fought."]
    assert [parsed.text for parsed in parser.parse(texts)] == texts
    assert [len(parsed.sentences) for parsed in parser.parse(texts)] == [1, 0, 2, 1]


def test_the_head_of_a_sentence_and_its_subtree(parser: Parser) -> None:
    (sentence,) = parse(parser, "Rebels attacked the camp.").sentences
    assert sentence.root.text == "attacked"
    assert sentence.root.lemma == "attack"
    assert (sentence.root.left, sentence.root.right) == (0, len(sentence.tokens) - 1)
    rebels = sentence.tokens[0]
    assert rebels.head is sentence.root
    assert [above.text for above in rebels.ancestors()] == ["attacked"]


def test_a_model_that_is_not_installed() -> None:
    with pytest.raises(ModelError, match=r"'xx_no_such_model' cannot be loaded.*Install it"):
        Parser("xx_no_such_model")
