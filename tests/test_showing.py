"""How claims are shown to a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from dateline.model import Claim, Count, Counted, Kind, Mention, Place, Reading, Span, When
from dateline.showing import claims_table, figure, harmless, interval, marked_text


def a_span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (50, 50, "50 killed"),
        (20, None, "20+ killed"),
        (0, 300, "up to 300 killed"),
        (500, 700, "500–700 killed"),
        (1_500_000, 1_500_000, "1,500,000 killed"),
        (0, 0, "0 killed"),
        (0, None, "0+ killed"),
    ],
)
def test_a_count_in_figures(low: int, high: int | None, shown: str) -> None:
    assert figure(Count(start=0, end=1, text="x", of=Counted.KILLED, low=low, high=high)) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2016-10-31", "2016-10-31", "2016-10-31"),
        ("2016-02-01", "2016-02-29", "2016-02"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("9999-01-01", "9999-12-31", "9999"),
        ("2016-10-24", "2016-10-30", "2016-10-24 – 2016-10-30"),
        ("2016-10-01", "2016-11-30", "2016-10-01 – 2016-11-30"),
        ("2015-01-01", "2016-12-31", "2015-01-01 – 2016-12-31"),
    ],
)
def test_an_interval_of_days(start: str, end: str, shown: str) -> None:
    words = Span(start=0, end=1, text="x")
    when = When(start=date.fromisoformat(start), end=date.fromisoformat(end), value="x", evidence=words)
    assert interval(when) == shown


@given(st.text())
def test_harmless_text_holds_no_control_characters(text: str) -> None:
    shown = harmless(text)
    assert not any((ord(char) < 32 and char not in "\t\n") or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    shown.encode()


def test_harmless_leaves_ordinary_writing_alone() -> None:
    text = "Señor Muñoz’s “café” – 10 °C 👨‍👩‍👧 قصف\tand\nso on"
    assert harmless(text) == text


TEXT = "Troops [1] entered\r\nKalmir\x1b town."


def marked(*spans: tuple[int, int]) -> Reading:
    agents = tuple(Mention(**a_span(TEXT, start, end).model_dump(), name="x") for start, end in spans)
    return Reading(text_sha256="0", claims=(Claim(kind=Kind.ADVANCE, trigger=a_span(TEXT, 11, 18), agents=agents),))


def test_marks_nest_and_crossing_ones_are_left_out() -> None:
    shown = marked_text(TEXT, marked((0, 18), (7, 14), (0, 6)), colour=False).plain
    # "[1] ent" crosses the trigger, which begins later and so is left out.
    assert shown == "[[Troops|who] [[1] ent|who]ered|who]\nKalmir␛ town."


def test_one_stretch_may_be_evidence_of_several_things() -> None:
    assert marked_text(TEXT, marked((11, 18)), colour=False).plain == "Troops [1] [entered|advance, who]\nKalmir␛ town."


def test_colours_change_no_character() -> None:
    shown = marked_text(TEXT, marked((0, 6)), colour=True)
    assert shown.plain == "Troops [1] entered\nKalmir␛ town."
    assert {str(part.style) for part in shown.spans} == {"bold green", "bold reverse"}


def test_doubt_and_denial_alone_stand_out() -> None:
    table = claims_table(marked((0, 6)), 200)
    (cell,) = [cell for column in table.columns if column.header == "how sure" for cell in column.cells]
    assert isinstance(cell, Text)
    assert (cell.plain, cell.style, [str(part.style) for part in cell.spans]) == ("stated", "", ["dim"])


def test_a_place_shows_its_country_once() -> None:
    place = Place(**a_span(TEXT, 20, 26).model_dump(), name="IQ", country="IQ")
    reading = Reading(text_sha256="0", claims=(Claim(kind=Kind.ADVANCE, trigger=a_span(TEXT, 11, 18), place=place),))
    cells = [str(cell) for column in claims_table(reading, 200).columns for cell in column.cells]
    assert "IQ" in cells
