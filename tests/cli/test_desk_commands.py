"""The commands of the desk: what is printed of decisions and people, and what the desk refuses to start with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.servers import postgresql, postgresql_server  # noqa: F401 - fixtures
from tests.stories import claim_in, fill
from typer.testing import CliRunner, Result

from dateline.cli.commands import app
from dateline.library.judgements import Action, Subject
from dateline.library.judging import Decision, judge, undo
from dateline.library.people import authenticate
from dateline.library.store import Library

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *arguments, input=None: CliRunner().invoke(app, [str(each) for each in arguments], input=input)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "stories.dateline"
    with Library(str(path), create=True) as library:
        fill(library)
    return path


def test_history_lists_what_was_decided(filled: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "judged.dateline"
    shutil.copy(filled, path)
    with Library(str(path)) as library:
        id = claim_in(library, "post", "capture")
        first = judge(library, Decision("Ada", Action.REJECT, Subject.CLAIM, id, why="A retraction\x1b[31m followed."))
        judge(library, Decision("Ben", Action.CORRECT, Subject.CLAIM, id, field="kind", value="advance"))
        undo(library, first.id, "Ada")
    told = run("history", "-l", path)
    assert told.exit_code == 0
    assert "2 judgements" in told.stdout
    assert "undone by" in told.stdout
    assert "\x1b[31m" not in told.stdout
    found = json.loads(run("history", "-l", path, "--format", "json").stdout)
    assert [(each["by"], each["action"]) for each in found] == [("Ben", "correct"), ("Ada", "reject")]
    assert found[1]["undone_by"] == "Ada"
    assert len(json.loads(run("history", "-l", path, "--by", "Ben", "--format", "json").stdout)) == 1
    assert run("history", "-l", path, "--claim", "ffff0000").exit_code == 6


def test_a_library_in_a_file_has_no_people_to_add(filled: Path, run: Run) -> None:
    told = run("people", "add", "-l", filled, "Ada", input="long enough to do\n")
    assert told.exit_code == 6
    assert "PostgreSQL" in told.stderr


def test_people_are_added_changed_and_listed(postgresql: str, run: Run) -> None:  # noqa: F811
    Library(postgresql, create=True).close()
    assert run("people", "add", "-l", postgresql, "Ada", "--role", "editor", input="long enough to do\n").exit_code == 0
    assert run("people", "add", "-l", postgresql, "Ben", input="too short\n").exit_code == 6
    assert run("people", "add", "-l", postgresql, "Ben", input="quite long enough\n").stdout == "Ben: coder\n"
    assert run("people", "change", "-l", postgresql, "Ben", "--role", "reader", "--out").exit_code == 0
    found = json.loads(run("people", "list", "-l", postgresql, "--format", "json").stdout)
    assert [(each["name"], each["role"], each["active"]) for each in found] == [
        ("Ada", "editor", True),
        ("Ben", "reader", False),
    ]
    assert "let in no more" in run("people", "list", "-l", postgresql).stdout
    assert (
        run("people", "change", "-l", postgresql, "Ben", "--in", "--password", input="a new one of his\n").exit_code
        == 0
    )
    with Library(postgresql) as library:
        assert authenticate(library, "Ben", "a new one of his") is not None
    assert run("people", "change", "-l", postgresql, "Zoe", "--role", "coder").exit_code == 6


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "without asking who they are"),
        (["--tiles", "nothing.pmtiles"], "nothing.pmtiles"),
        (["--tiles", "https://tiles.example/{z}.png"], "{x}"),
        (["--public", "desk.example.org"], "--public"),
    ],
)
def test_a_desk_that_would_not_do_is_not_started(filled: Path, run: Run, options: list[str], words: str) -> None:
    told = run("desk", "-l", filled, "--no-browser", *options)
    assert told.exit_code == 3
    assert words in told.stderr


def test_a_port_that_is_taken_is_told(filled: Path, run: Run) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = run("desk", "-l", filled, "--no-browser", "--port", taken.getsockname()[1])
    assert told.exit_code == 3
    assert "another --port" in told.stderr
