"""Runs the command line in children of one process that has loaded everything, so that a run that is to be killed starts
at once. `python -m tests.cli.driver` takes a JSON list of arguments a line; it answers with the child's process id, and
when that has ended, with its status. The reader is the canned one, or, where "real" is given, the real one.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Driver:
    """The process that forks the runs."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self.log = log

    def start(self, *arguments: object) -> int:
        """Start a run; its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(self.log), *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        return int(self._answer())

    def end(self) -> int:
        """Wait until it has ended: its exit code, or the negative number of the signal that ended it."""
        return os.waitstatus_to_exitcode(int(self._answer()))

    def run(self, *arguments: object) -> float:
        """Run undisturbed; how many seconds it took."""
        began = time.monotonic()
        self.start(*arguments)
        code = self.end()
        assert code == 0, self.log.read_text()
        return time.monotonic() - began

    def kill(self, *arguments: object, after: float) -> int:
        """Run, and kill it by SIGKILL after so many seconds."""
        process = self.start(*arguments)
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)  # the driver has not waited for it, so the id is still its own
        return self.end()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        assert answer, "the driver ended"
        return answer


@contextlib.contextmanager
def driver(log: Path, *, real: bool = False) -> Iterator[Driver]:
    """A driver; the output of its runs goes to the file `log`."""
    command = [sys.executable, "-m", "tests.cli.driver", *(["real"] if real else [])]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield Driver(process, log)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


def moments(seed: int, number: int, last: float) -> list[float]:
    """So many random moments up to `last` seconds; what is printed is shown where a test fails."""
    seeded = random.Random(seed)
    drawn = [seeded.uniform(0, last) for _ in range(number)]
    print(f"seed {seed}: killed after {', '.join(f'{each:.3f}' for each in drawn)} seconds of {last:.3f}")
    return drawn


def serve(real: bool) -> None:
    """Fork a run for each line of standard input."""
    from tests.cli.conftest import CannedReader

    import dateline.exports
    import dateline.intake.contents
    import dateline.library.adding
    import dateline.library.weighed  # noqa: F401 - loaded before the fork
    from dateline.cli.run import Run

    if real:
        from dateline.reading.reader import Reader

        reader = Reader()
        Run._loaded = lambda self: reader  # type: ignore[method-assign]
    else:
        Run._loaded = lambda self: CannedReader()  # type: ignore[method-assign, assignment, return-value]
    for line in sys.stdin:
        log, *arguments = json.loads(line)
        process = os.fork()
        if not process:
            _child(log, arguments)
        print(process, flush=True)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        print(os.waitpid(process, 0)[1], flush=True)


def _child(log: str, arguments: Sequence[str]) -> None:
    from dateline.cli import main

    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.argv = ["dateline", *arguments]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve("real" in sys.argv[1:])
