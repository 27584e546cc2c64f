"""Whatever is changed behind a library's back, `check` tells it; and of a sound one it tells nothing."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.library.conftest import small_library
from tests.library.making import Report

from dateline.errors import LibraryError
from dateline.library.finding import Filter, find_claims
from dateline.library.judgements import Action, Subject
from dateline.library.judging import Decision, judge, undo
from dateline.library.store import Library
from dateline.weighing.checking import check
from dateline.weighing.incidents import find_incidents
from dateline.weighing.keeping import reweigh, weigh


def judged(library: Library) -> None:
    """Weigh the library, judge a few things, undo one, and weigh again."""
    weigh(library)
    first, second, *_ = find_claims(library, Filter())
    judge(library, Decision("ada", Action.ACCEPT, Subject.CLAIM, first.id, why="I saw it; “fine”"))
    judge(library, Decision("ada", Action.REJECT, Subject.CLAIM, second.id))
    one, other, *_ = find_incidents(library, Filter())
    merged = judge(library, Decision("ben", Action.MERGE, Subject.INCIDENT, one.id, incidents=[other.id]))
    reweigh(library, [one.id, other.id])
    assert list(check(library)) == []
    undo(library, merged.id, "ben")
    weigh(library)


def test_a_sound_library_has_no_fault(filled: Library) -> None:
    advanced: list[int] = []
    assert list(check(filled, advanced.append)) == []
    assert sum(advanced) == 6
    judged(filled)
    assert list(check(filled)) == []


def test_an_empty_library_is_sound(library: Library) -> None:
    assert list(check(library)) == []


def test_checking_changes_nothing(sqlite_library: Library) -> None:
    for report in small_library():
        report.add_to(sqlite_library)
    sqlite_library.close()
    before = Path(sqlite_library.address).read_bytes()
    with Library(sqlite_library.address) as again:
        assert list(check(again)) == []
    assert Path(sqlite_library.address).read_bytes() == before


RAW_OF_R1 = "WHERE sha256 = (SELECT raw_sha256 FROM document WHERE given_id = 'r1')"
R1 = "(SELECT id FROM document WHERE given_id = 'r1')"
OF_R1 = f"document_id = {R1}"

# What is done to a library, and words of the fault that is told for it.
TAMPERED = {
    "raw bytes": (f"UPDATE raw SET packed = :packed {RAW_OF_R1}", "are not what their hash says"),
    "raw bytes that are no zlib": (f"UPDATE raw SET packed = :broken {RAW_OF_R1}", "are damaged"),
    "size": (f"UPDATE raw SET size = size + 1 {RAW_OF_R1}", "are not what their hash says"),
    "text": (
        "UPDATE document SET text = replace(text, 'Mosul', 'Tikrit') WHERE given_id = 'r1'",
        "report r1: its text is not what its hash says",
    ),
    "outlet": ("UPDATE document SET outlet = 'AFP' WHERE given_id = 'r1'", "report r1: its title, outlet, address or day"),
    "day": ("UPDATE document SET published = '2016-11-02' WHERE given_id = 'r1'", "report r1: its title, outlet, address or day"),
    "title": ("UPDATE document SET title = NULL WHERE given_id = 'r1'", "report r1: its title, outlet, address or day"),
    "series": (
        "UPDATE document SET series = '0123456789abcdef' WHERE given_id = 'r1'",
        "report r1: it is kept among the versions of another report",
    ),
    "two latest": ("UPDATE document SET latest = true WHERE given_id = 'r2'", "report r2: two versions of it are both the latest"),
    "no latest": ("UPDATE document SET latest = false WHERE given_id = 'r2'", "has no latest one"),
    "content": (f"UPDATE claim SET content = '{{}}' WHERE {OF_R1} AND kind = 'advance'", "it cannot be read"),
    "negated in content": (
        "UPDATE claim SET content = replace(CAST(content AS text), '\"negated\": false', '\"negated\": true'){cast} "
        f"WHERE {OF_R1} AND kind = 'advance'",
        "its content is not what its id says",
    ),
    "kind": (f"UPDATE claim SET kind = 'attack' WHERE {OF_R1} AND kind = 'advance'", "what it is sought by is not what it says"),
    "latitude": (f"UPDATE claim SET lat = 0 WHERE {OF_R1} AND kind = 'advance'", "what it is sought by is not what it says"),
    "day of a claim": (f"UPDATE claim SET when_end = NULL WHERE {OF_R1} AND kind = 'advance'", "what it is sought by is not what it says"),
    "mention": ("UPDATE mention SET name = 'nobody' WHERE name = 'Sami Harbi'", "what it is sought by is not what it says"),
    "mention gone": ("DELETE FROM mention WHERE name = 'Sami Harbi'", "what it is sought by is not what it says"),
    "verdict": ("UPDATE incident SET verdict = 'corroborated' WHERE kind = 'protest'", "incident .*: what it is sought by is not"),
    "incident's content": ("UPDATE incident SET content = '[]' WHERE kind = 'protest'", "incident .*: it cannot be read"),
    "member": (
        "DELETE FROM incident_claim WHERE claim_id = (SELECT id FROM claim WHERE kind = 'protest')",
        "its claims are not those that it names",
    ),
    "judgement": ("UPDATE judgement SET by = 'eve'", "judgement .*: what it says is not what its id says"),
    "judgement's action": ("UPDATE judgement SET action = 'praise'", "judgement .*: it cannot be read: 'praise'"),
    "judgement's claims": ("DELETE FROM judgement_claim", "judgement .*: what it says is not what its id says"),
}  # fmt: skip
# What a foreign key forbids, done where it is looked away from.
LOST = {
    "raw": ("DELETE FROM raw", "document name a raw that is not in"),
    "document": ("DELETE FROM document WHERE given_id = 'r1'", "claim name a document that is not in"),
    "claim": ("DELETE FROM claim WHERE kind = 'protest'", "incident_claim name a claim that is not in"),
    "claim with mentions": ("DELETE FROM claim WHERE kind = 'attack'", "mention name a claim that is not in"),
    "judged claim": ("DELETE FROM claim WHERE kind = 'advance'", "judgement_claim name a claim that is not in"),
    "incident": ("DELETE FROM incident", "incident_claim name a incident that is not in"),
    "copy": ("UPDATE signature SET copy_of = 'nosuch'", "signature name a document that is not in"),
}
VALUES = {"packed": zlib.compress(b"other bytes"), "broken": b"\x00\x01"}


def weighed_and_judged(library: Library) -> None:
    for report in small_library():
        report.add_to(library)
    weigh(library)
    claim = next(find_claims(library, Filter(kinds=("advance",))))
    judge(library, Decision("ada", Action.ACCEPT, Subject.CLAIM, claim.id))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that was weighed and judged, to be copied."""
    path = tmp_path_factory.mktemp("kept") / "kept.dateline"
    with Library(str(path), create=True) as library:
        weighed_and_judged(library)
    return path


@pytest.fixture
def sound(kept: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of it of one's own."""
    shutil.copy(kept, tmp_path)
    with Library(str(tmp_path / kept.name)) as library:
        yield library


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_told(sound: Library, what: str) -> None:
    tamper(sound, what)


@pytest.mark.parametrize("what", ["text", "negated in content", "judgement", "verdict"])
def test_what_was_changed_on_a_server_is_told(postgresql: str, what: str) -> None:
    with Library(postgresql, create=True) as library:
        weighed_and_judged(library)
        tamper(library, what)


def tamper(library: Library, what: str) -> None:
    assert list(check(library)) == []
    statement, fault = TAMPERED[what]
    statement = statement.replace("{cast}", "::json" if library.on_server else "")
    with library.writing() as connection:
        used = {name: value for name, value in VALUES.items() if f":{name}" in statement}
        assert connection.execute(text(statement.replace("::", r"\:\:")), used).rowcount >= 1
    told = list(check(library))
    assert [each for each in told if matches(fault, each)], told


def matches(pattern: str, told: str) -> bool:
    first, _, rest = pattern.partition(".*")
    return first in told and rest in told


@pytest.mark.parametrize("what", LOST)
def test_what_is_missing_is_told(sound: Library, what: str) -> None:
    statement, fault = LOST[what]
    with sound.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        assert connection.exec_driver_sql(statement).rowcount >= 1
    told = list(check(sound))
    assert [each for each in told if fault in each], told


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO claim_words (claim_words, rowid, words) SELECT 'delete', n, words FROM claim WHERE kind = 'protest'",
        "INSERT INTO claim_words (claim_words) VALUES ('delete-all')",
        "INSERT INTO claim_words (rowid, words) VALUES (1, 'more words')",
        "UPDATE claim SET words = 'other words' WHERE kind = 'protest'",
        "DELETE FROM claim_words_data",
    ],
)
def test_a_full_text_index_that_is_not_that_of_the_texts_is_told(sound: Library, statement: str) -> None:
    with sound.writing() as connection:
        connection.execute(text(statement))
    assert [each for each in check(sound) if "the full-text index claim_words" in each]


def test_evidence_that_is_not_in_the_text_is_told(library: Library) -> None:
    report = Report("Troops shelled the port.", {"id": "x"}).claim("shelling", "shelled")
    claim = report.claims[0].model_copy(
        update={"trigger": report.claims[0].trigger.model_copy(update={"text": "SHELLED"})}
    )
    report.claims = [claim.with_id(report.reading.text_sha256)]
    report.add_to(library)
    (fault,) = check(library)
    assert "its evidence is not in the text where it should be" in fault


def test_a_file_that_is_damaged_is_told(kept: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(kept, tmp_path))
    data = bytearray(path.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    for start in range(page * 8, len(data), page):  # the first pages stay, so that it opens
        data[start : start + 64] = b"\xff" * 64
    path.write_bytes(data)
    faults: list[str] = []
    try:
        with Library(str(path)) as library:
            faults += check(library)
    except LibraryError as error:
        faults.append(str(error))
    assert faults
    assert any("damaged" in fault or "malformed" in fault for fault in faults), faults


def test_each_tampering_is_of_the_small_library() -> None:
    assert json.dumps([report.about.get("id") for report in small_library()]) == '["r1", "r2", "r2", "r3", "r4", "r5"]'
