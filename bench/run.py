"""Run every measure on a folder of corpora and print one table: `python bench/run.py CORPORA [REPORTS…]`.

CORPORA holds the folders times, places, sources, entities, events and counts, as bench/README.md describes them; what
is not there is left out. REPORTS are annotated reports for `claims.py` (the project's own corpus is always measured);
the folder of the first that holds .txt files is what `speed.py` reads.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
OWN = HERE.parent / "tests" / "corpus"


@dataclass(frozen=True)
class Measure:
    """A script, the folders below the corpora that it can be given, and the lines of its output that go in the table."""

    script: str
    folders: tuple[str, ...]
    lines: re.Pattern[str]


MEASURES = (
    Measure("times.py", ("times",), re.compile(r"^(\S+:)|^\s+((?:strict|relaxed|value) .*F1 \S+)", re.M)),
    Measure("places.py", ("places",), re.compile(r"^(\S+:)|^\s+(exact.*|within 161 km.*)", re.M)),
    Measure("sources.py", ("sources/polnear/dev", "sources"), re.compile(r"^()(overlap .*F1 \S+)", re.M)),
    Measure("entities.py", ("entities",), re.compile(r"^(\S+:)|^\s+(together .*)", re.M)),
    Measure("events.py", ("events",), re.compile(r"^()(.*weighted F1.*)", re.M)),
    Measure("counts.py", ("counts",), re.compile(r"^()((?:killed|captured): .*)", re.M)),
)
CLAIMS = Measure("claims.py", (), re.compile(r"^()(all facts .*)", re.M))
SPEED = Measure("speed.py", (), re.compile(r"^()((?:ratio|peak memory) .*)", re.M))


def run(measure: Measure, folder: Path) -> list[tuple[str, str]]:
    """What a script prints of one folder: (corpus, figures) for each line of the table, or the error that ended it."""
    done = subprocess.run([sys.executable, str(HERE / measure.script), str(folder)], capture_output=True, text=True)
    if done.returncode:
        return [("", f"ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")]
    rows: list[tuple[str, str]] = []
    corpus = ""
    for match in measure.lines.finditer(done.stdout):
        corpus = match.group(1).rstrip(":") if match.group(1) else corpus
        if match.group(2):
            rows.append((corpus, " ".join(match.group(2).split())))
    return rows


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="Runs every measure on a folder of corpora and prints one table.")
    parser.add_argument("corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("reports", type=Path, nargs="*", help="folders or files of annotated reports")
    options = parser.parse_args()
    jobs = [(m, options.corpora / f) for m in MEASURES for f in m.folders[:1] if (options.corpora / f).exists()]
    jobs += [(CLAIMS, path) for path in (OWN, *options.reports)]
    folders = [path for path in (*options.reports, OWN) if path.is_dir() and any(path.glob("*.txt"))]
    jobs += [(SPEED, folders[0])] if folders else []
    table = Table("measure", "corpus", "figures")
    console = Console()
    with console.status("") as status:
        for measure, folder in jobs:
            status.update(f"{measure.script} {folder}")
            for corpus, figures in run(measure, folder):
                table.add_row(measure.script, corpus or folder.name, figures)
    console.print(table)


if __name__ == "__main__":
    main()
