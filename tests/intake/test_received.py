"""Each document comes with what it says of itself, and with what the options say where it does not."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DatelineError, EncodingError, InputError
from dateline.intake.received import About, Received, receive

ABOUT = About(date(2020, 1, 2), "A title", "An outlet", "https://given.example/")
GERMAN = (
    "Die Armee hat die Stadt am Montag beschossen, sagte ein Sprecher der Armee am Abend, und zwanzig Menschen wurden "
    "dabei nach Angaben der Behörden in der Stadt verletzt."
)


def one(path: Path, about: About | None = None) -> Received:
    (found,) = receive([str(path)], about)
    assert isinstance(found, Received), found
    return found


def test_a_text_is_kept_as_it_is_with_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbfTroops entered.\r\n")
    found = one(path)
    assert found.text == "Troops entered.\r\n"
    assert found.raw == path.read_bytes()
    assert (found.name, found.origin) == (str(path), str(path))
    assert (found.media_type, found.language) == ("text/plain", "en")
    assert (found.published, found.published_from, found.id) == (None, None, None)


def test_a_files_own_day_is_never_that_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Troops entered.")
    assert one(path).published is None


def test_options_tell_what_a_document_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Troops entered.")
    found = one(path, ABOUT)
    assert (found.published, found.published_from) == (date(2020, 1, 2), "given")
    assert (found.title, found.outlet, found.url) == ("A title", "An outlet", "https://given.example/")


def test_what_a_document_says_of_itself_counts_for_more_than_options(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    own = {"id": "a", "text": "Troops left.", "published": "2016-10-31", "title": "T", "outlet": "O", "url": "U"}
    path.write_text(json.dumps(own) + "\n" + json.dumps({"text": "Troops came."}))
    first, second = receive([str(path)], ABOUT)
    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert (first.id, first.published, first.title, first.outlet, first.url) == ("a", date(2016, 10, 31), "T", "O", "U")
    assert first.raw == json.dumps(own).encode()
    assert first.name == f"line 1 of {path}"
    assert (second.published, second.outlet) == (date(2020, 1, 2), "An outlet")


def test_a_report_in_another_language_is_kept_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "bericht.txt"
    path.write_text(GERMAN, encoding="utf-8")
    assert one(path).language == "de"
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"text": "Войска обстреляли город."}))
    assert one(lines).language == "und"


def test_one_thing_that_cannot_be_taken_stops_no_other(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Troops entered.")
    bad.write_bytes(b"T\x00r\x00")
    first, second, third, fourth = receive([str(bad), str(tmp_path / "none"), str(good), str(tmp_path / "a\0b")])
    assert isinstance(first, EncodingError)
    assert isinstance(second, InputError)
    assert isinstance(third, Received)
    assert isinstance(fourth, InputError)


def test_json_that_is_not_in_lines_is_taken_too(tmp_path: Path) -> None:
    several, single = tmp_path / "several.json", tmp_path / "single.json"
    several.write_text(json.dumps([{"text": "Troops left.", "id": 4}, {"id": "b"}, {"text": "They came."}], indent=1))
    single.write_text(json.dumps({"text": "Troops left."}, indent=1))
    first, second, third = receive([str(several)])
    assert isinstance(first, Received)
    assert (first.id, first.name) == ("4", f"document 1 of {several}")
    assert isinstance(second, DatelineError)
    assert "document 2 of" in str(second)
    assert isinstance(third, Received)
    assert one(single).raw == single.read_bytes()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Troops entered.\nThey left.", "standard input"),
        (b'{"text": "Troops entered.\\nThey left."}\n\n', "line 1 of standard input"),
        (b'{\n"text": "Troops entered.\\nThey left."}', "standard input"),
    ],
)
def test_standard_input_is_text_or_json(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = receive(["-"])
    assert isinstance(found, Received)
    assert (found.name, found.text) == (name, "Troops entered.\nThey left.")


def test_lines_of_standard_input_are_given_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.BytesIO):
        given = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.given += 1
            return b'{"text": "Troops entered."}\n' if self.given < 3 else b""

    stream = Slow()
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": stream}))
    found = receive(["-"])
    assert isinstance(next(found), Received)
    assert stream.given == 1


def test_titles_are_fit_for_a_database(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Two\n lines&#0;</title></head><body><p>Troops entered the town on Monday.</p></body></html>"
    )
    assert one(path).title in ("Two lines", "Two lines�")
