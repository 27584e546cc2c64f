"""A document a line; a bad line says why and stops no other."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.intake import jsonlines
from dateline.intake.jsonlines import Line, read_lines

GOOD = {"id": "a", "text": "Troops entered.", "published": "2016-10-31", "title": "T", "outlet": "O", "url": "U"}


def lines(*given: object) -> list[Line | DatelineError]:
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in given)
    return list(read_lines(io.BytesIO(raw), "f.jsonl"))


def test_every_member_is_taken() -> None:
    assert lines(GOOD) == [Line(1, "Troops entered.", "a", date(2016, 10, 31), "T", "O", "U")]


def test_text_alone_is_enough_and_other_members_are_passed_over() -> None:
    assert lines({"text": "Troops entered.", "id": None, "url": "", "lang": ["en"]}) == [Line(1, "Troops entered.")]


def test_a_whole_number_as_id_becomes_a_string() -> None:
    (line,) = lines({"text": "Troops entered.", "id": 17})
    assert isinstance(line, Line)
    assert line.id == "17"


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    found = lines(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r", b"", b"  ", GOOD)
    assert [line.number for line in found if isinstance(line, Line)] == [1, 4]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b'{"text": "cut', "not JSON"),
        (b"\xff\xfe{", "UTF-16"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        ([1], "not a JSON object"),
        ({"id": "a"}, 'no "text"'),
        ({"text": None}, '"text" is null'),
        ({"text": 5}, '"text" is a number'),
        ({"text": ["a"]}, '"text" is a list'),
        ({"text": "a", "id": {}}, '"id" is an object'),
        ({"text": "a", "id": True}, '"id" is true or false'),
        ({"text": "a", "published": 2016}, '"published" is a number'),
        ({"text": "a", "published": "soon"}, "'soon' is not a day"),
        ({"text": ""}, "empty"),
        ({"text": " \n"}, "only white space"),
        ({"text": "a\x00b"}, "NUL"),
        (b'{"text": "\\ud800"}', "half a surrogate pair"),
        (b'{"text": "a", "outlet": "\\udc00"}', "half a surrogate pair"),
        ({"text": "Войска обстреляли город"}, "Cyrillic"),
        ({"text": "a" * 1_000_001}, "longer than"),
        (b"[" * 200_000, "nesting too deep"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "a number is too long"),
    ],
)
def test_a_bad_line_says_why_by_its_number(line: object, cause: str) -> None:
    before, found, after = lines(GOOD, line, GOOD) if line != b"\xff\xfe{" else (GOOD, *lines(line, GOOD))
    assert isinstance(found, DatelineError)
    assert str(found).startswith(f"cannot read line {2 if before is not GOOD else 1} of f.jsonl: ")
    assert cause in str(found)
    assert isinstance(after, Line)


def test_a_line_without_end_is_passed_over_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "MAX_LINE", 1000)
    found, after = lines(b"x" * 3_000_000, GOOD)
    assert "longer than 1,000 bytes" in str(found)
    assert isinstance(after, Line)
    assert after.number == 2


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_no_bytes_break_it(given: list[bytes]) -> None:
    for found in read_lines(io.BytesIO(b"\n".join(given)), "f"):
        assert isinstance(found, Line | DatelineError)
