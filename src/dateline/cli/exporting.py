"""One run of `dateline export`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dateline.cli.filters import known
from dateline.cli.run import complain, progress_bar
from dateline.cli.shared import open_library
from dateline.exports.formats import FORMATS, export
from dateline.exports.selecting import Per, provenance, rows
from dateline.library.finding import Filter, count_claims
from dateline.weighing.incidents import count_incidents
from dateline.weighing.model import Verdict
from dateline.weighing.waiting import unweighed

if TYPE_CHECKING:
    from dateline.exports.rows import Row
    from dateline.library.store import Library


def write(
    address: str,
    wanted: Filter,
    words: list[str],
    verdict: list[str] | None,
    independent: int | None,
    format: str,
    output: str,
    per: str | None,
    *,
    as_read: bool,
) -> None:
    """Write the rows that are wanted to a file or standard output, and tell how many there were."""
    if format not in FORMATS:
        raise typer.BadParameter(f"{format!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    verdicts = known(verdict, Verdict, "--verdict")
    sought = replace(wanted, words=" ".join(words) or None, verdicts=verdicts, independent=independent, as_read=as_read)
    with open_library(address) as library:
        chosen = _per(per, library)
        waiting = unweighed(library)
        if chosen is Per.INCIDENT and waiting:
            complain(f"{waiting:,} claims have not been weighed yet and are left out; run: dateline weigh -l {address}")
        number = (count_incidents if chosen is Per.INCIDENT else count_claims)(library, sought)
        left_out: Counter[str] = Counter()
        with progress_bar("writing", number) as advance:

            def counted() -> Iterator[Row]:
                for row in rows(library, sought, chosen, corrections=not as_read):
                    yield row
                    advance(1)

            target = sys.stdout.buffer if output == "-" else Path(output)
            written = export(format, counted(), target, about=provenance(library, sought, chosen), left_out=left_out)
    for reason, times in left_out.most_common():
        complain(f"{times:,} left out: {reason}")
    if output != "-":
        print(f"{written:,} row{'' if written == 1 else 's'} in {output}")


def _per(given: str | None, library: Library) -> Per:
    """What a row is: as asked for, else an incident, or a claim where nothing has been weighed."""
    if given:
        return Per(known([given], Per, "--per")[0])
    if count_incidents(library, Filter()):
        return Per.INCIDENT
    complain("nothing has been weighed yet, so a row is a claim")
    return Per.CLAIM
