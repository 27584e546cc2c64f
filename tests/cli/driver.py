"""Runs the command line in children of one process that has loaded everything, so that a run that is to be killed starts
at once. `python -m tests.cli.driver` takes a JSON list of arguments a line and answers with the child's process id; to the
next line it answers with the status that the child ended with. The reader is the canned one, or with "real" the real one.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Driver:
    """The process that forks the runs."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self.log = log

    def start(self, *arguments: object) -> int:
        """Start a run; its process id, which is its own until `end` is called."""
        return int(self._ask([str(self.log), *map(str, arguments)]))

    def end(self) -> int:
        """Wait until it has ended: its exit code, or the negative number of the signal that ended it."""
        return os.waitstatus_to_exitcode(int(self._ask(["end"])))

    def run(self, *arguments: object) -> None:
        """Run undisturbed."""
        self.start(*arguments)
        code = self.end()
        assert code == 0, self.log.read_text()

    def kill(self, *arguments: object, when: Callable[[], bool], after: float = 0) -> int:
        """Run, and kill it by SIGKILL so many seconds after `when` has come true, or let it end before that."""
        process = self.start(*arguments)
        stat = Path(f"/proc/{process}/stat")
        while not when() and stat.read_text().rpartition(") ")[2][0] != "Z":
            time.sleep(0.004)
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
        return self.end()

    def _ask(self, what: list[str]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
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


def serve(real: bool) -> None:
    """Fork a run for each line of standard input."""
    import duckdb  # noqa: F401 - all of these are loaded before the fork
    import splink  # noqa: F401
    from tests.cli.conftest import CannedReader

    import dateline.exports
    import dateline.intake.contents
    import dateline.library.adding
    import dateline.weighing.keeping  # noqa: F401
    from dateline.cli.run import Run
    from dateline.intake.language import language_of

    if real:
        from dateline.reading.reader import Reader

        reader = Reader()
        Run._loaded = lambda self: reader  # type: ignore[method-assign]
    else:
        Run._loaded = lambda self: CannedReader()  # type: ignore[method-assign, assignment, return-value]
    language_of("The model that tells languages apart is loaded before the fork, for a text of many words. " * 3)
    for line in sys.stdin:
        log, *arguments = json.loads(line)
        process = os.fork()
        if not process:
            _child(log, arguments)
        print(process, flush=True)
        sys.stdin.readline()  # it is asked how it ended
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
