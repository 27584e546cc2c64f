"""What holds of every text, however odd: spans are exact, the same bytes come twice, nothing breaks."""

from __future__ import annotations

import json
import sys
from datetime import date
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.errors import EncodingError
from dateline.model import Reading
from dateline.reading.reader import LAYERS, InputDocument

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

FRAGMENTS = [
    *("Government troops", "the rebels", "at least 20 civilians", "Islamic State", "dozens of fighters", "They", "who"),
    *("entered", "retook", "were killed", "have shelled", "denied that", "may attack", "withdrew from", "captured"),
    *("Mosul", "the village of Dorin", "north of Aleppo", "Syria", "the eastern bank"),
    *("on Monday", "last week", "in 2014", "overnight", "on 31 February", "two days ago", "since 1 Jan 0001"),
    *("an officer said", "according to Reuters", "told AFP, citing", "he added", "reportedly"),
    *("“", "”", '"', "'", "(", ")", "[", "]", ",", ".", ":", ";", "—", " - ", "…", "\n\n", "\r\n", "\n", "\t", " "),
    *("BAGHDAD, Oct 31 (Reuters) -", "Comment:", "(Reporting by A. B.)", "* ", "1,500,000", "20-30", "No. 5"),
    *("\u00a0", "\u200b", "\ufeff", "\u00ad", "\u202e", "\x00", "\x1b[31m", "\u2028", "e\u0301", "\u0301"),
    *("👨‍👩‍👧", "🇮🇶", "𝐌𝐨𝐬𝐮𝐥", "قوات الجيش", "צבא", "Войска", "军队", "ﬁghters", "İstanbul", "ß", "Ǆ"),
]
texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=20).map("".join),
    st.text(max_size=120),
).filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text))
days = st.one_of(st.none(), st.dates())
few = settings(max_examples=60)


def check(text: str, reading: Reading) -> None:
    """Everything that holds of a reading of a text."""
    for claim in reading.claims:
        for span in claim.spans():
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
        assert len(claim.id) == 16
        if claim.when:
            assert claim.when.start <= claim.when.end
        for count in claim.counts:
            assert count.low >= 0
            assert count.high is None or count.low <= count.high
    end = 0
    for passage in reading.passages:
        assert end <= passage.start < passage.end <= len(text)
        end = passage.end
    assert Reading.model_validate_json(reading.to_json()) == reading


@few
@given(text=texts, published=days)
@example(text="", published=None)
@example(text="Troops entered Mosul a year ago and last week, and in 30 years.", published=date.min)
@example(text="Troops will enter Mosul next year, next week, tomorrow, in 30 years.", published=date.max)
@example(text="Troops\r\nentered\r\nMosul.\r\n\r\nThey left.\r\n", published=date(2016, 10, 31))
@example(text="“Troops “entered ”Mosul” (he (said (so)))))", published=None)
def test_every_span_is_a_slice_of_the_text(reader: Reader, text: str, published: date | None) -> None:
    check(text, reader.read(text, published=published))


@few
@given(text=texts, published=days)
def test_the_same_text_gives_the_same_bytes(reader: Reader, text: str, published: date | None) -> None:
    assert reader.read(text, published=published).to_json() == reader.read(text, published=published).to_json()


@settings(max_examples=25)
@given(given=st.lists(texts, max_size=6))
def test_a_text_reads_the_same_alone_and_among_others(reader: Reader, given: list[str]) -> None:
    published = date(2016, 10, 31)
    many = reader.read_many(InputDocument(text, str(n), published) for n, text in enumerate(given))
    alone = [reader.read(text, id=str(n), published=published) for n, text in enumerate(given)]
    assert [reading.to_json() for reading in many] == [reading.to_json() for reading in alone]


@pytest.mark.parametrize("layer", LAYERS)
@settings(max_examples=25)
@given(text=texts, published=days)
def test_every_span_of_a_layer_lies_in_the_text(reader: Reader, layer: str, text: str, published: date | None) -> None:
    tagged = reader.tag(layer, text, published=published)
    json.dumps(tagged)
    for item in tagged:
        parts = [item] if layer != "sources" else [item["source"], item["cue"], *item["content"]]
        for part in filter(None, parts):
            assert 0 <= part["start"] < part["end"] <= len(text)
            if "text" in part:
                assert text[part["start"] : part["end"]] == part["text"]


def test_offsets_do_not_depend_on_what_stands_before(reader: Reader) -> None:
    sentence = "Government troops entered Mosul on Monday, an officer said."
    plain = reader.read(sentence, published=date(2016, 11, 2)).claims
    assert plain
    # Characters outside the Basic Multilingual Plane take two code units elsewhere and one code point here.
    before = "🚀🚀🚀 𝐀𝐁\r\n\r\n"
    moved = reader.read(before + sentence, published=date(2016, 11, 2)).claims
    places = [
        [(span.start, span.text) for span in claim.spans()] for claim in moved if claim.trigger.start >= len(before)
    ]
    assert places == [[(span.start + len(before), span.text) for span in claim.spans()] for claim in plain]


@pytest.mark.parametrize("text", ["\ud800", "Troops entered \udc80 Mosul."])
def test_half_a_surrogate_pair_is_refused(reader: Reader, text: str) -> None:
    with pytest.raises(EncodingError):
        reader.read(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n", "\t", "...", "Weather: sunny."])
def test_a_text_without_claims_gives_a_reading_without_claims(reader: Reader, text: str) -> None:
    assert reader.read(text).claims == ()
    for layer in ("places", "times", "counts", "actors", "sources"):
        assert isinstance(reader.tag(layer, text), list)


@pytest.mark.parametrize(
    "piece",
    ["(", "“", "killed ", "Mosul, ", "he said ", "on Monday ", "20 ", "\n", "a.", "and the rebels who ", "x"],
    ids=lambda piece: repr(piece),
)
def test_repetition_takes_no_more_than_linear_work(reader: Reader, piece: str) -> None:
    once, twice = (_calls(reader, piece * (length // len(piece))) for length in (3_000, 6_000))
    assert twice < 3 * once  # a pass over all pairs would take four times as much


def _calls(reader: Reader, text: str) -> int:
    """How many functions are called while a text is read: its work, whatever the machine."""
    count = 0

    def tally(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        reading = reader.read(text, published=date(2016, 10, 31))
    finally:
        sys.setprofile(None)
    check(text, reading)
    return count
