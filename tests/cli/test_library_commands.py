"""add, find, show, check, export, weigh, incidents, why and reread: what they print, and what they end with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from tests.cli.conftest import TEXT
from typer.testing import Result

Invoke = Callable[..., Result]
REPORTS = [
    {"id": "m1", "text": TEXT, "title": "Kalmir entered", "outlet": "Meridian", "published": "2019-03-12", "url": "https://example.org/1"},
    {"id": "w1", "text": TEXT, "outlet": "Wire", "published": "2019-03-12"},
    {"id": "fr", "text": "Les troupes gouvernementales sont entrées dans la ville de Kalmir lundi, a dit un officier à notre "
     "journal, et les habitants ont quitté leurs maisons dans la nuit.", "outlet": "Le Fanal"},
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path, invoke: Invoke) -> Path:
    """A library of three reports, one of them in French."""
    path = tmp_path / "test.dateline"
    given = tmp_path / "reports.jsonl"
    given.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    result = invoke("add", "-l", path, given)
    assert result.exit_code == 0, result.output
    assert result.stdout == "reports: 3 new, 1 in other languages, kept unread; claims: 4 new\n"
    return path


def found(invoke: Invoke, library: Path, *arguments: object) -> list[dict[str, Any]]:
    result = invoke("find", "-l", library, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def ended(result: Result, code: int, *words: str) -> None:
    assert result.exit_code == code, result.output
    for each in words:
        assert each in result.stderr
    assert "Traceback" not in result.output


# --- add --------------------------------------------------------------------------------------------------------------


def test_adding_again_changes_nothing(invoke: Invoke, library: Path, tmp_path: Path) -> None:
    result = invoke("add", "-l", library, tmp_path / "reports.jsonl")
    assert result.exit_code == 0
    assert result.stdout == "reports: 0 new, 3 known already, 1 in other languages, kept unread; claims: 0 new\n"


def test_a_changed_page_is_a_new_version(invoke: Invoke, library: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.jsonl"
    again.write_text(json.dumps({**REPORTS[0], "text": f"{TEXT}It rained.\n"}) + "\n")
    result = invoke("add", "-l", library, again)
    assert (result.exit_code, result.stdout) == (0, "reports: 0 new, 1 new version; claims: 2 new\n")
    assert [each["document"]["version"] for each in found(invoke, library, "--outlet", "meridian")] == [2, 2]
    assert len(found(invoke, library, "--outlet", "meridian", "--all-versions")) == 4


def test_options_say_what_files_do_not(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    library = tmp_path / "one.dateline"
    options = ("--published", "12 Mar 2019", "--outlet", "Meridian", "--title", "Kalmir")
    assert invoke("add", "-l", library, report, *options).exit_code == 0
    about = found(invoke, library)[0]["document"]
    assert (about["published"], about["outlet"], about["title"]) == ("2019-03-12", "Meridian", "Kalmir")


def test_standard_input_is_taken(invoke: Invoke, tmp_path: Path) -> None:
    library = tmp_path / "one.dateline"
    result = invoke("add", "-l", library, "-", input=TEXT)
    assert (result.exit_code, result.stdout) == (0, "reports: 1 new; claims: 2 new\n")
    ended(invoke("add", "-l", library, "-", input=""), 3, "standard input")


def test_some_that_cannot_be_taken_end_with_5_and_all_with_3(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    library = tmp_path / "one.dateline"
    damaged = tmp_path / "a.pdf"
    damaged.write_bytes(b"%PDF-1.7 and no more")
    ended(invoke("add", "-l", library, damaged), 3, "a.pdf")
    result = invoke("add", "-l", library, damaged, report, tmp_path / "none.txt")
    ended(result, 5, "a.pdf", "none.txt", "there is no such file")
    assert result.stdout == "reports: 1 new, 2 refused; claims: 2 new\n"
    (tmp_path / "empty").mkdir()
    ended(invoke("add", "-l", library, tmp_path / "empty"), 3, "there is no report to add")


def test_a_report_at_which_dateline_fails_is_kept_and_named(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    library = tmp_path / "one.dateline"
    bad = tmp_path / "bad.txt"
    bad.write_text("They fail to reach the port before the night comes.")
    ended(invoke("add", "-l", library, bad, report), 5, "bad.txt: dateline failed with KeyError", "kept unread")
    assert [each["claims"] for each in found(invoke, library, "--documents")] == [0, 2]


def test_add_needs_something_to_add_and_days_that_are_days(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    library = tmp_path / "one.dateline"
    ended(invoke("add", "-l", library), 2, "name a file or folder")
    ended(invoke("add", report), 2, "--library")
    ended(invoke("add", "-l", library, report, "--published", "10/11/2016"), 2, "--published:", "not a day")
    assert not library.exists()


def test_adding_can_weigh_at_once(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    library = tmp_path / "one.dateline"
    result = invoke("add", "-l", library, report, "--weigh")
    assert result.exit_code == 0
    assert "claims: 2 weighed; incidents: 1, 1 of them new or changed" in result.stdout


# --- find -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 120, 140, 200])
def test_tables_fit_their_width(invoke: Invoke, library: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in (("find",), ("find", "--documents"), ("incidents",)):
        result = invoke(*arguments, "-l", library)
        assert result.exit_code == 0
        assert all(cell_len(line) <= width for line in result.stdout.splitlines()), result.stdout
        assert not any(line.endswith(" ") for line in result.stdout.splitlines())


def test_a_table_shows_what_a_claim_says_and_where(
    invoke: Invoke, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = invoke("find", "-l", library, "--kind", "advance").stdout
    first = found(invoke, library)[0]["id"]
    for words in (
        first[:8],
        "advance",
        "government troops",
        "Kalmir",
        "2019-03-11",
        "stated",
        "an officer",
        "Meridian, 2019-03-12",
    ):
        assert words in shown
    assert shown.endswith("\n2 claims\n")


def test_a_table_of_reports_says_what_was_not_read(invoke: Invoke, library: Path) -> None:
    shown = invoke("find", "-l", library, "--documents").stdout
    for words in ("m1", "w1", "2019-03-12", "Kalmir entered", "Le Fanal", "not read:", "3 reports"):
        assert words in shown


def test_json_is_the_claim_with_its_report(invoke: Invoke, library: Path) -> None:
    (claim,) = found(invoke, library, "--outlet", "Meridian", "--kind", "advance")
    assert claim["document"] == {
        "id": "m1", "key": claim["document"]["key"], "title": "Kalmir entered", "outlet": "Meridian",
        "url": "https://example.org/1", "published": "2019-03-12", "language": "en", "version": 1, "latest": True,
    }  # fmt: skip
    assert claim["sentence"] == "Government troops entered Kalmir on Monday, an officer told Meridian."
    assert TEXT[claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"] == "entered"
    assert found(invoke, library, "nosuchword") == []


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (("troops",), 2), (("TROOPS", "entered"), 2), (('"may have killed"',), 2), (("nosuch",), 0),
        (("--kind", "advance", "--kind", "kill"), 4), (("-k", "kill"), 2), (("--place", "kalmir"), 2), (("--place", "BA"), 2),
        (("--near", "43.1,18.2,1"), 2), (("--near", "-43.1,18.2,1"), 0), (("--actor", "government troops"), 2),
        (("--said-by", "meridian"), 2), (("--outlet", "wire"), 2), (("--from", "2019-03-11"), 2), (("--from", "12 Mar 2019"), 0),
        (("--to", "2019-03-11"), 2), (("--certainty", "possible"), 2), (("--certainty", "stated", "--outlet", "wire"), 1),
    ],
)  # fmt: skip
def test_each_filter_finds(invoke: Invoke, library: Path, arguments: tuple[str, ...], number: int) -> None:
    assert len(found(invoke, library, *arguments)) == number
    shown = invoke("find", "-l", library, *arguments).stdout.splitlines()[-1]
    assert shown == ("no claim found" if not number else f"{number} claim{'s' if number > 1 else ''}")


def test_a_limit_shows_so_many_and_says_so(invoke: Invoke, library: Path) -> None:
    assert invoke("find", "-l", library, "-n", "1").stdout.splitlines()[-1] == "1 of 4 claims; --limit 0 shows all"
    assert invoke("find", "-l", library, "-n", "0").stdout.splitlines()[-1] == "4 claims"
    assert (
        invoke("find", "-l", library, "-d", "-n", "1").stdout.splitlines()[-1]
        == "the first 1 reports; --limit 0 shows all"
    )
    assert len(found(invoke, library, "-n", "3")) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--kind", "party"), 2, "'party' is none of advance"), (("--certainty", "sure"), 2, "'sure' is none of stated"),
        (("--near", "Mosul"), 3, "write LAT,LON,KM"), (("--near", "91,0,1"), 3, "no circle on the earth"),
        (("--from", "10/11/2016"), 2, "--from: "), (("--to", "tomorrow"), 2, "--to: "), (("--format", "xml"), 2, "xml"),
        (("--limit", "-1"), 2, "--limit"), (("--limit", "1" + "0" * 30), 2, "--limit"), (("--place", "!!"), 3, "write a name"),
        (('"',), 3, "holds no word"),
    ],
)  # fmt: skip
def test_what_cannot_be_sought_is_told(
    invoke: Invoke, library: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ended(invoke("find", "-l", library, *arguments), code, words)


def test_words_in_another_encoding_than_the_locale_s_do_no_harm(invoke: Invoke, library: Path) -> None:
    for arguments in (("caf\udce9",), ("--place", "caf\udce9"), ("--outlet", "\udce9t\udce9")):
        result = invoke("find", "-l", library, *arguments)
        assert (result.exit_code, result.stdout) == (0, "no claim found\n")


@pytest.mark.parametrize(
    "command", ["find", "show", "check", "weigh", "incidents", "reread", "export", "why", "situation"]
)
def test_a_library_that_is_not_there_ends_with_6(invoke: Invoke, tmp_path: Path, command: str) -> None:
    more = {
        "show": ["x"], "export": ["--format", "csv", "-o", tmp_path / "x.csv"], "why": ["aaaa", "bbbb"],
        "situation": ["--on", "2019-03-11"],
    }  # fmt: skip
    ended(invoke(command, "-l", tmp_path / "none.dateline", *more.get(command, [])), 6, "there is no library at")
    other = tmp_path / "other.txt"
    other.write_text("no library\n" * 100)
    ended(invoke(command, "-l", other, *more.get(command, [])), 6, "the file is no library of dateline")
    assert not (tmp_path / "none.dateline").exists()


# --- show -------------------------------------------------------------------------------------------------------------


def test_a_claim_is_shown_with_its_evidence_in_the_text(invoke: Invoke, library: Path) -> None:
    claim = found(invoke, library, "--kind", "advance")[0]
    shown = invoke("show", "-l", library, claim["id"][:8]).stdout
    assert "m1: Kalmir entered; Meridian; published 2019-03-12; https://example.org/1" in shown
    assert "[Government troops|who] [entered|advance] [Kalmir|where] on [Monday|when]" in shown
    assert "[killed|kill]" not in shown, "only the evidence of this claim is marked"
    assert f"claim {claim['id']}" in shown
    assert json.loads(invoke("show", "-l", library, claim["id"], "-f", "json").stdout) == claim


def test_a_report_is_shown_with_all_its_claims(invoke: Invoke, library: Path) -> None:
    shown = invoke("show", "-l", library, "w1").stdout
    assert "[entered|advance]" in shown
    assert "[killed|kill]" in shown
    told = json.loads(invoke("show", "-l", library, "w1", "-f", "json").stdout)
    assert (told["id"], told["text"], len(told["claims"]), told["media_type"]) == (
        "w1",
        TEXT,
        2,
        "application/x-ndjson",
    )
    assert "kept, not read: it is in another language (fr)" in invoke("show", "-l", library, "fr").stdout


def test_a_report_s_own_bytes_come_out_as_they_came_in(invoke: Invoke, library: Path) -> None:
    result = invoke("show", "-l", library, "w1", "--raw")
    assert json.loads(result.stdout_bytes) == REPORTS[1]


def test_an_id_that_is_not_there_is_told(invoke: Invoke, library: Path) -> None:
    ended(invoke("show", "-l", library, "nosuch"), 6, "there is no", "nosuch", "dateline find")
    ended(invoke("why", "-l", library, "nosuch", "nosuch"), 6, "there is no claim nosuch")


# --- check ------------------------------------------------------------------------------------------------------------


def test_a_sound_library_is_said_to_be(invoke: Invoke, library: Path) -> None:
    result = invoke("check", "-l", library)
    assert (result.exit_code, result.stdout) == (0, f"{library} is sound: 3 reports, 4 claims\n")


def test_the_faults_of_a_library_are_named_and_end_with_6(invoke: Invoke, library: Path) -> None:
    with sqlite3.connect(library) as connection:
        connection.execute("UPDATE document SET outlet = 'AFP' WHERE given_id = 'm1'")
    ended(invoke("check", "-l", library), 6, "report m1: its title, outlet", "1 fault(s)", "go back to a copy")


# --- export -----------------------------------------------------------------------------------------------------------


def test_an_export_without_weighing_has_a_row_a_claim(invoke: Invoke, library: Path, tmp_path: Path) -> None:
    result = invoke("export", "-l", library, "--format", "csv", "-o", tmp_path / "out.csv", "--kind", "advance")
    assert (result.exit_code, result.stdout) == (0, f"2 rows in {tmp_path / 'out.csv'}\n")
    assert "nothing has been weighed yet, so a row is a claim" in result.stderr
    assert len((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()) == 3


def test_an_export_after_weighing_has_a_row_an_incident(invoke: Invoke, library: Path, tmp_path: Path) -> None:
    invoke("weigh", "-l", library)
    out = tmp_path / "out.jsonl"
    result = invoke("export", "-l", library, "--format", "jsonl", "-o", out)
    assert result.exit_code == 0
    number = len(json.loads(invoke("incidents", "-l", library, "-f", "json").stdout))
    assert result.stdout == f"{number} row{'' if number == 1 else 's'} in {out}\n"
    invoke("export", "-l", library, "--format", "jsonl", "-o", out, "--per", "claim")
    assert len(out.read_text("utf-8").splitlines()) == 4
    result = invoke("export", "-l", library, "--format", "jsonl", "-o", "-", "--per", "claim", "--outlet", "wire")
    assert len(result.stdout.splitlines()) == 2


def test_what_cannot_be_exported_is_told(invoke: Invoke, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    ended(invoke("export", "-l", library, "--format", "docx", "-o", out), 2, "'docx' is none of csv")
    ended(invoke("export", "-l", library, "--format", "csv"), 2, "--output")
    ended(invoke("export", "-l", library, "--format", "csv", "-o", out, "--per", "week"), 2, "'week' is none of")
    ended(invoke("export", "-l", library, "--format", "csv", "-o", out, "--verdict", "sure"), 2, "'sure' is none of")
    ended(invoke("export", "-l", library, "--format", "csv", "-o", tmp_path / "no" / "out.csv"), 1, "out.csv")
    ended(invoke("export", "-l", library, "--format", "csv", "-o", tmp_path), 1, str(tmp_path))
    assert out.read_text() == "mine"


# --- weigh, incidents, why, situation ---------------------------------------------------------------------------------


def test_incidents_are_listed_and_filtered(invoke: Invoke, library: Path) -> None:
    before = invoke("incidents", "-l", library)
    assert before.stdout == "no incident found\n"
    assert "4 claims have not been weighed yet; run: dateline weigh" in before.stderr
    assert invoke("weigh", "-l", library).stdout.startswith("claims: 4 weighed; incidents: ")
    assert invoke("weigh", "-l", library).stdout.startswith("claims: 0 weighed; incidents: ")
    told = json.loads(invoke("incidents", "-l", library, "--place", "Kalmir", "--format", "json").stdout)
    assert {claim["document"]["id"] for each in told for claim in each["claims"]} == {"m1", "w1"}
    for each in told:
        assert set(each) >= {
            "id",
            "kind",
            "place",
            "when",
            "agents",
            "targets",
            "claims",
            "origins",
            "independent",
            "verdict",
            "figures",
        }
    shown = invoke("incidents", "-l", library, "--place", "Kalmir").stdout
    assert "advance" in shown
    assert shown.splitlines()[-1].endswith(("incident", "incidents"))
    for arguments in (("--independent", "9"), ("--verdict", "contested", "--outlet", "wire", "--independent", "5")):
        assert invoke("incidents", "-l", library, *arguments).stdout == "no incident found\n"
    ended(invoke("incidents", "-l", library, "--verdict", "sure"), 2, "'sure' is none of single-source")
    ended(invoke("incidents", "-l", library, "--independent", "1" + "0" * 30), 2, "--independent")


def test_why_tells_how_two_claims_were_compared(invoke: Invoke, library: Path) -> None:
    invoke("weigh", "-l", library)
    first, second = (each["id"] for each in found(invoke, library, "--kind", "advance"))
    shown = invoke("why", "-l", library, first[:8], second).stdout
    assert first[:8] in shown
    assert "incident" in shown.splitlines()[-1]
    told = json.loads(invoke("why", "-l", library, first, second, "-f", "json").stdout)
    assert told["one_incident"] is True


def test_the_situation_needs_a_day_or_two(invoke: Invoke, library: Path) -> None:
    ended(invoke("situation", "-l", library), 2, "give either --on DATE, or --from DATE and --to DATE")
    ended(invoke("situation", "-l", library, "--on", "2019-03-11", "--from", "2019-03-11"), 2, "give either")
    ended(invoke("situation", "-l", library, "--from", "2019-03-11"), 2, "both --from and --to")
    ended(invoke("situation", "-l", library, "--on", "some day"), 2, "--on: ")
    invoke("weigh", "-l", library)
    for arguments in (
        ("--on", "2019-03-12"),
        ("--from", "2019-03-01", "--to", "2019-03-31"),
        ("--on", "2019-03-12", "--place", "Nowhere"),
    ):
        assert invoke("situation", "-l", library, *arguments).exit_code == 0
        assert isinstance(json.loads(invoke("situation", "-l", library, *arguments, "-f", "json").stdout), list)


# --- reread -----------------------------------------------------------------------------------------------------------


def test_reading_anew_tells_what_changed(invoke: Invoke, library: Path) -> None:
    result = invoke("reread", "-l", library)
    assert result.exit_code == 0
    assert result.stdout == f"0 claims are new, 0 were set aside; now run: dateline weigh -l {library}\n"


def test_reading_anew_names_what_fails(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    library = tmp_path / "one.dateline"
    bad = tmp_path / "bad.txt"
    bad.write_text("They fail to reach the port before the night comes.")
    invoke("add", "-l", library, bad, report)
    ended(invoke("reread", "-l", library), 5, "dateline failed with KeyError")
