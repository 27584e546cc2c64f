"""The command line: it parses arguments, calls the library and prints; spaCy is loaded once there is a text to read."""

import os
import signal
import sys

from dateline.cli import commands


def main() -> None:
    """Run the command line with the arguments of the process; what it ends with is documented in docs/errors.md."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when whoever reads the output has gone
    if sys.stdout is None:  # closed by the caller
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it stays open until the process ends
    try:
        commands.app(prog_name="dateline")
    except KeyboardInterrupt:  # during start-up, before a command has begun
        raise SystemExit(130) from None
