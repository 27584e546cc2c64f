"""`--actors`: a person's own actors, end to end through a real process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

DATELINE = [sys.executable, "-c", "from dateline.cli import main; main()"]
TEXT = "KLF fighters attacked an army post in Mosul on Monday and killed two soldiers."


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DATELINE, *arguments], input=TEXT, capture_output=True, text=True)


def test_a_person_s_own_actors_are_known(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- id: kalmir-front\n  name: Kalmir Liberation Front\n  aliases: [KLF]\n  kind: rebel group\n  countries: [IQ]\n"
    )
    result = run("read", "-", "--actors", str(own), "--format", "json")
    assert result.returncode == 0, result.stderr
    agents = json.loads(result.stdout)["claims"][0]["agents"]
    assert [(a["text"], a["name"], a["id"]) for a in agents] == [
        ("KLF fighters", "Kalmir Liberation Front", "kalmir-front")
    ]


def test_a_broken_line_of_a_dictionary_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.actors"
    theirs.write_text("KALMIR_LIBERATION_FRONT_ [IRQREB]\n+KLF_\nBROKEN_LINE_ [IRQ\n")
    result = run("tag", "actors", "-", "--actors", str(theirs))
    assert result.returncode == 0
    assert "theirs.actors, line 3" in result.stderr
    assert "Kalmir Liberation Front" in {span["name"] for span in json.loads(result.stdout)}


def test_a_file_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    result = run("read", "-", "--actors", str(tmp_path / "none.yaml"))
    assert result.returncode == 4
    assert result.stderr.startswith("dateline: ")
    assert "Traceback" not in result.stderr
