"""`dateline read`: what it prints in every format, and what it ends with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import Result

from dateline.cli.outputs import COLUMNS
from dateline.model import Reading

Invoke = Callable[..., Result]


def jsonl(*documents: object) -> str:
    return "".join((given if isinstance(given, str) else json.dumps(given)) + "\n" for given in documents)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 139, 140, 200])
def test_a_table_fits_its_width_and_shows_every_field(
    invoke: Invoke, report: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(report.parent)
    result = invoke("read", "report.txt", "--published", "2019-03-12")
    assert result.exit_code == 0
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= width
    assert "\x1b" not in result.stdout
    assert "advance" in result.stdout
    if width >= 80:
        for shown in ("published 2019-03-12, 2 claims", "2019-03-11", "government troops", "Kalmir, BA", "=rebels"):
            assert shown in result.stdout
        for shown in ("20+ killed", "not, possible", "an officer ←"):
            assert shown in result.stdout


def test_a_table_is_80_columns_wide_where_there_is_no_terminal(invoke: Invoke, report: Path) -> None:
    lines = invoke("read", report).stdout.splitlines()
    assert max(len(line) for line in lines[1:]) == 80


def test_show_text_marks_the_evidence(invoke: Invoke, report: Path) -> None:
    shown = invoke("read", report, "--show-text").stdout
    assert shown.startswith(
        "[Government troops|who] [entered|advance] [Kalmir|where] on [Monday|when], [an officer|says] told "
        "[Meridian|says]. Shelling [may|possible] have [killed|kill] [[at least 20|how many] rebels|whom].\n"
    )
    assert "2 claims" in " ".join(shown.split())


def test_a_text_without_claims_says_so(invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("calm.txt").write_text("It rained.")
    result = invoke("read", "calm.txt")
    assert (result.exit_code, result.stdout) == (0, "calm.txt: no claims found\n")


def test_json_is_one_reading(invoke: Invoke, report: Path) -> None:
    result = invoke("read", report, "--format", "json", "--published", "12 Mar 2019", "--title", "T", "--outlet", "O")
    reading = Reading.model_validate_json(result.stdout)
    assert reading.id is None
    assert "id" not in json.loads(result.stdout)
    assert reading.document.model_dump(mode="json") == {
        "title": "T",
        "outlet": "O",
        "url": None,
        "published": "2019-03-12",
    }
    assert [claim.kind for claim in reading.claims] == ["advance", "kill"]


def test_json_of_several_files_is_a_list_with_their_paths(invoke: Invoke, report: Path) -> None:
    readings = json.loads(invoke("read", report, report, "--format", "json").stdout)
    assert [reading["id"] for reading in readings] == [str(report)] * 2


def test_jsonl_of_several_files_is_a_line_each(invoke: Invoke, report: Path) -> None:
    lines = invoke("read", report, report, "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(report)] * 2


def test_csv_is_a_row_a_claim(invoke: Invoke, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(invoke("read", report, "--format", "csv").stdout)))
    assert tuple(rows[0]) == COLUMNS
    entered, killed = rows
    assert (entered["kind"], entered["place"], entered["lat"], entered["when_start"]) == (
        *("advance", "Kalmir", "43.1"),
        "2019-03-11",
    )
    assert entered["said_by"] == "an officer; Meridian"
    assert (killed["counts"], killed["certainty"], killed["negated"]) == ("20+ killed", "possible", "true")
    assert killed["targets"] == "'=rebels"  # no formula for a spreadsheet


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv", "table"])
def test_json_lines_are_read_in_order_with_their_ids(invoke: Invoke, report: Path, kind: str) -> None:
    text = report.read_text()
    given = jsonl(*({"id": f"r{n}", "text": text} for n in range(150)))
    result = invoke("read", "--jsonl", "-", "--format", kind, input=given)
    ids = [f"r{n}" for n in range(150)]
    assert result.exit_code == 0
    if kind == "jsonl":
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ids
    elif kind == "json":
        assert [reading["id"] for reading in json.loads(result.stdout)] == ids
    elif kind == "csv":
        found = [row["document"] for row in csv.DictReader(io.StringIO(result.stdout))]
        assert found == [name for name in ids for _ in range(2)]
    else:
        assert [line.split(":")[0] for line in result.stdout.splitlines() if "2 claims" in line] == ids


def test_options_hold_for_lines_that_do_not_say_it_themselves(invoke: Invoke) -> None:
    given = jsonl({"text": "It rained."}, {"text": "It rained.", "published": "2020-01-02", "outlet": "Own"})
    result = invoke("read", "--jsonl", "-", "-f", "jsonl", "--published", "2019-01-01", "--outlet", "O", input=given)
    about = [json.loads(line)["document"] for line in result.stdout.splitlines()]
    assert [(each["published"], each["outlet"]) for each in about] == [("2019-01-01", "O"), ("2020-01-02", "Own")]


def test_bad_lines_are_reported_and_the_others_read(invoke: Invoke) -> None:
    given = jsonl(
        {"id": "a", "text": "It rained."}, "broken", {"id": "b", "text": 5}, {"id": "c", "text": "It poured."}
    )
    result = invoke("read", "--jsonl", "-", "-f", "jsonl", input=given)
    assert result.exit_code == 5
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert "line 2 of standard input: it is not JSON" in result.stderr
    assert 'line 3 of standard input: "text" is a number' in result.stderr


def test_where_no_line_can_be_read_it_says_so(invoke: Invoke) -> None:
    assert invoke("read", "--jsonl", "-", "-f", "jsonl", input="broken\n").exit_code == 3
    result = invoke("read", "--jsonl", "-", "-f", "json", input="\n")
    assert (result.exit_code, result.stdout) == (3, "[]\n")
    assert "there is no document to read" in result.stderr


def test_a_file_that_cannot_be_read_stops_no_other(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    result = invoke("read", tmp_path / "missing.txt", report, "-f", "json")
    assert result.exit_code == 5
    assert len(json.loads(result.stdout)) == 1
    assert "missing.txt: there is no such file" in result.stderr


def test_one_text_that_cannot_be_read_prints_nothing(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("read", tmp_path / "missing.txt", "-f", "json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("dateline: cannot read ")


def test_standard_input_is_read(invoke: Invoke) -> None:
    result = invoke("read", "-", input=b"\xef\xbb\xbfIt rained.\r\n")
    assert result.stdout == "standard input: no claims found\n"
    assert invoke("read", "-", input=b"").exit_code == 3


def test_a_failure_of_the_reader_names_the_text_and_stops_no_other(invoke: Invoke) -> None:
    given = jsonl({"id": "a", "text": "It rained."}, {"id": "b", "text": "fail"}, {"id": "c", "text": "It poured."})
    result = invoke("read", "--jsonl", "-", "-f", "jsonl", input=given)
    assert result.exit_code == 5
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert "cannot read b: dateline failed with KeyError" in result.stderr
    assert invoke("read", "--jsonl", "-", input=jsonl({"text": "fail"})).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "a.txt", "--jsonl", "b.jsonl"),
        ("read", "-", "-"),
        ("read", "a.txt", "--format", "xml"),
        ("read", "a.txt", "--format", "json", "--show-text"),
        ("read", "a.txt", "b.txt", "--title", "T"),
        ("read", "--jsonl", "b.jsonl", "--url", "U"),
        ("read", "a.txt", "--published", "10/11/2016"),
        ("tag", "weather", "a.txt"),
        ("tag", "times"),
        ("write",),
    ],
)
def test_wrong_arguments_end_with_2(invoke: Invoke, arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_what_was_assumed_of_the_encoding_is_told(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("The army’s café burned.".encode("cp1252"))
    result = invoke("read", path, "-f", "jsonl")
    assert "old.txt is not UTF-8; it was read as Windows-1252" in result.stderr
    assert result.exit_code == 0


def test_a_hostile_name_and_text_reach_the_terminal_harmless(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m\nname.txt"
    path.write_text("It \x1b]0;owned\x07 rained \u202e backwards \x9b1m here.")
    result = invoke("read", path, "--show-text")
    assert not set("\x1b\x07\u202e\x9b") & set(result.stdout)
    assert "␛]0;owned␇ rained ‹U+202E› backwards ‹U+009B›1m" in result.stdout
    missing = invoke("read", str(path) + "x")
    assert "\x1b" not in missing.stderr
    assert len(missing.stderr.splitlines()) == 1


def test_markup_in_a_text_is_shown_as_it_is(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "markup.txt"
    path.write_text("It [bold]rained[/bold] :smile: [link=x]here.")
    assert "It [bold]rained[/bold] :smile: [link=x]here." in invoke("read", path, "--show-text").stdout


def test_tag_gives_a_list_for_one_text(invoke: Invoke, report: Path) -> None:
    result = invoke("tag", "places", report)
    assert json.loads(result.stdout) == [{"start": 26, "end": 32, "text": "Kalmir"}]
    assert json.loads(invoke("tag", "places", "-", input="It rained.").stdout) == []


def test_tag_gives_a_line_for_each_of_several(invoke: Invoke, report: Path) -> None:
    expected = [{"start": 26, "end": 32, "text": "Kalmir"}]
    lines = invoke("tag", "places", report, report).stdout.splitlines()
    assert [json.loads(line) for line in lines] == [{"id": str(report), "places": expected}] * 2
    given = jsonl({"id": "a", "text": report.read_text()}, "bad", {"text": "It rained."})
    result = invoke("tag", "places", "--jsonl", "-", input=given)
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"id": "a", "places": expected},
        {"id": None, "places": []},
    ]
    assert result.exit_code == 5
