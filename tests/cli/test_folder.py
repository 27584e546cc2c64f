"""A folder of every form of report, of which some files are broken, goes into a library by a real process."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.intake.brokenness import BROKEN, CAUSES, Expected, make_folder

from dateline.library.finding import Filter, find_documents
from dateline.library.store import Library
from dateline.weighing.checking import check

GIB = 1 << 30
# What wait4 tells of a child counts the memory of the process that forked it too, so the child keeps its own account.
ACCOUNT = (
    "import atexit, os\n"
    "def account():\n"
    "    peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
    "    open(os.environ['DATELINE_TEST_PEAK'], 'w').write(peak[0])\n"
    "if os.path.exists('/proc/self/status'):\n"
    "    atexit.register(account)\n"
)
PEAK = Path(tempfile.mkdtemp()) / "peak"
os.environ["DATELINE_TEST_PEAK"] = str(PEAK)

# The whole command line, with a reader that finds nothing where reading is not what is tested.
RUN = {
    "real": ACCOUNT + "from dateline.cli import main; main()",
    "canned": (
        ACCOUNT + "from dateline.cli.run import Run\n"
        "from tests.cli.conftest import CannedReader\n"
        "import dateline.cli.run as run\n"
        "Run._loaded = lambda self: CannedReader()\n"
        "run._SECONDS_BETWEEN_LINES = 0.2\n"
        "from dateline.cli import main\n"
        "main()\n"
    ),
}
ROOT = Path(__file__).parents[2]


def peak_memory(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Wait for a process: its exit code, and the most memory that it held, in bytes."""
    code = process.wait()
    return code, int(PEAK.read_text()) * 1024 if PEAK.exists() else 0


def all_is_in_and_named(expected: Expected, library: Path, told: str, out: str) -> None:
    with Library(str(library)) as opened:
        assert opened.count()[0] == expected.documents
        kept = {opened.document(record.id).origin for record, _ in find_documents(opened, Filter())}
        assert list(check(opened)) == []
    missing = [file for file in expected.good if not any(each == file or each.startswith(f"{file} ") for each in kept)]
    assert missing == []
    lines = [line for line in told.splitlines() if line.startswith("dateline: cannot read ")]
    assert len(lines) == len(expected.broken)
    for name, way in expected.broken.items():
        (line,) = (line for line in lines if f" {name}" in line)
        assert CAUSES[way] in line
    assert f"reports: {expected.documents:,} new, {len(expected.broken)} refused" in out


def test_two_thousand_files_of_which_sixty_are_broken(tmp_path: Path) -> None:
    folder, library, errors = tmp_path / "reports", tmp_path / "all.dateline", tmp_path / "errors"
    folder.mkdir()
    expected = make_folder(folder, good=1_940, broken=60)
    assert set(expected.broken.values()) == set(BROKEN)
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN["canned"], "add", "-l", str(library), str(folder)],
            stdout=subprocess.PIPE, stderr=stream, cwd=ROOT,
        )  # fmt: skip
        assert process.stdout is not None
        out = process.stdout.read().decode()
        code, memory = peak_memory(process)
    told = errors.read_text("utf-8")
    assert code == 5, told
    all_is_in_and_named(expected, library, told, out)
    assert memory < 1.5 * GIB
    progress = [line for line in told.splitlines() if line.startswith("dateline: adding: ")]
    assert progress
    assert all(
        re.fullmatch(r"dateline: adding: [\d,]+ of [\d,]+ bytes, (\d+ days?, )?\d+:\d\d:\d\d left", line)
        for line in progress
    )
    assert "\x1b" not in told


def test_a_terminal_shows_a_bar_with_rate_and_time_left(tmp_path: Path) -> None:
    folder, library = tmp_path / "reports", tmp_path / "all.dateline"
    folder.mkdir()
    expected = make_folder(folder, good=100, broken=10)
    outer, inner = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    process = subprocess.Popen(
        [sys.executable, "-c", RUN["real"], "add", "-l", str(library), str(folder)],
        stdout=subprocess.PIPE, stderr=inner, env=environ, cwd=ROOT,
    )  # fmt: skip
    os.close(inner)
    shown = b""
    while select.select([outer], [], [], 300)[0]:
        try:
            piece = os.read(outer, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(outer)
    assert process.stdout is not None
    out = process.stdout.read().decode()
    code, memory = peak_memory(process)
    assert code == 5
    assert memory < 1.5 * GIB
    told = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown.decode()).replace("\r", "\n")
    all_is_in_and_named(expected, library, told, out)
    assert re.search(r"adding ━*.* [\d.]+/[\d.]+ MB [\d.]+ MB/s (\d+:\d\d:\d\d|-:--:--)", told), told[:2000]
