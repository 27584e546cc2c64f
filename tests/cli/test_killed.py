"""A run that is killed at any moment, and run again, ends with the library of an undisturbed run."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import TEXT
from tests.cli.driver import Driver, driver
from tests.library.making import rows
from tests.library.pool import reports

from dateline.library.store import Library
from dateline.weighing.checking import check

CAME_IN = ("document", "claim", "mention", "raw")
WEIGHED = ("incident", "incident_claim", "pair", "signature", "weighed")
DATELINE = [sys.executable, "-c", "from dateline.cli import main; main()"]


def content(path: Path, tables: tuple[str, ...] = CAME_IN) -> dict[str, list[object]]:
    """The rows of a library without what a clock or a counter gave; and the library is sound."""
    with Library(str(path)) as library:
        assert list(check(library)) == []
        return rows(library, tables)


@pytest.fixture(scope="module")
def canned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with driver(tmp_path_factory.mktemp("driver") / "log") as started:
        yield started


def many(folder: Path, number: int) -> Path:
    """Reports, some of them versions of one page, some told twice."""
    path = folder / "many.jsonl"
    lines = []
    for n in range(number):
        given = {
            "id": f"r{n}",
            "text": f"{TEXT}Report {n // 3 * 3 if n % 3 == 2 else n}.\n",
            "outlet": f"Outlet {n % 7}",
        }
        if n % 10 == 0:
            given["url"] = f"https://example.org/{n % 20}"
        lines.append(json.dumps({**given, "published": "2019-03-12"}))
    path.write_text("\n".join(lines) + "\n")
    return path


def documents_in(path: Path) -> int:
    """How many documents a library holds that another process may be writing to; -1 before there is any library."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:
        return -1


def test_adding_that_is_killed_at_twenty_moments_and_run_again(canned: Driver, tmp_path: Path) -> None:
    given, undisturbed = many(tmp_path, 30), tmp_path / "undisturbed.dateline"
    canned.run("add", "-l", undisturbed, given)
    expected = content(undisturbed)
    assert len(expected["document"]) == 30
    seeded = random.Random(20161031)
    midway = 0
    for n in range(20):
        path = tmp_path / f"{n}.dateline"
        at, after = seeded.randint(-1, 29), seeded.uniform(0, 0.02)
        print(f"killed {after:.4f} seconds after it held {at} documents")
        canned.kill("add", "-l", path, given, when=lambda path=path, at=at: documents_in(path) >= at, after=after)  # type: ignore[misc]
        if documents_in(path) >= 0:
            midway += 0 < len(content(path)["document"]) < 30
        canned.run("add", "-l", path, given)
        assert content(path) == expected
    assert midway >= 3, "hardly any run was killed while it wrote"


def test_weighing_that_is_killed_leaves_the_incidents_as_before_or_as_after(canned: Driver, tmp_path: Path) -> None:
    first, more = tmp_path / "first.jsonl", tmp_path / "more.jsonl"
    lines = many(tmp_path, 12).read_text().splitlines(keepends=True)
    first.write_text("".join(lines[:6]))
    more.write_text("".join(lines[6:]))
    start, undisturbed = tmp_path / "start.dateline", tmp_path / "undisturbed.dateline"
    canned.run("add", "-l", start, first, "--weigh")
    canned.run("add", "-l", start, more)
    before = content(start, WEIGHED)
    shutil.copy(start, undisturbed)
    began = time.monotonic()
    canned.run("weigh", "-l", undisturbed)
    last = time.monotonic() - began
    after = content(undisturbed, WEIGHED)
    assert after != before
    seeded = random.Random(20161101)
    for n in range(6):
        path = tmp_path / f"{n}.dateline"
        shutil.copy(start, path)
        journal = tmp_path / f"{path.name}-wal"
        moment, writes = seeded.uniform(0, last), n % 2 == 1
        print(
            f"killed {f'{moment / 1000:.4f} seconds after it began to write' if writes else f'after {moment:.3f} seconds'}"
        )
        if writes:
            canned.kill(
                "weigh", "-l", path, when=lambda at=journal: at.exists() and at.stat().st_size > 0, after=moment / 1000
            )  # type: ignore[misc]
        else:
            canned.kill("weigh", "-l", path, when=lambda: True, after=moment)
        assert content(path, WEIGHED) in (before, after)
        canned.run("weigh", "-l", path)
        assert content(path, WEIGHED) == after


def real_reports(folder: Path) -> Path:
    path = folder / "real.jsonl"
    path.write_text(
        "".join(json.dumps({"id": each.id, "text": each.text, "outlet": each.outlet}) + "\n" for each in reports())
    )
    return path


def test_the_real_reader_may_be_killed_too(tmp_path: Path) -> None:
    given = real_reports(tmp_path)
    with driver(tmp_path / "log", real=True) as runs:
        undisturbed = tmp_path / "undisturbed.dateline"
        runs.run("add", "-l", undisturbed, given)
        expected = content(undisturbed)
        assert len(expected["claim"]) > 8
        for at in (0, 3):
            path = tmp_path / f"{at}.dateline"
            runs.kill("add", "-l", path, given, when=lambda path=path, at=at: documents_in(path) >= at)  # type: ignore[misc]
            runs.run("add", "-l", path, given)
            assert content(path) == expected


def test_two_that_add_to_one_library_at_once_both_succeed(tmp_path: Path) -> None:
    given = real_reports(tmp_path)
    path = tmp_path / "both.dateline"
    (tmp_path / "more.txt").write_text("Rebels shelled the port of Aden on Monday, police said.")
    runs = [
        subprocess.Popen(
            [*DATELINE, "add", "-l", str(path), *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for paths in ([given, tmp_path / "more.txt"], [tmp_path / "more.txt", given])
    ]
    for run in runs:
        _, told = run.communicate(timeout=300)
        assert run.returncode == 0, told.decode()
        assert all(line.startswith("dateline: adding: ") for line in told.decode().splitlines())
    found = content(path)
    assert len(found["document"]) == len(reports()) + 1
    assert len({dict(row)["id"] for row in found["document"]}) == len(found["document"])  # type: ignore[call-overload]
