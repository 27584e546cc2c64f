"""The commands that weigh the claims of a library: weigh, incidents, situation, why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import app
from dateline.cli.filters import MOST, Independent, Verdicts, day, filtered, known
from dateline.cli.run import complain
from dateline.cli.shared import AsShape, LibraryAt, Shape, ends_well, open_library, print_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.library.finding import Filter
    from dateline.library.records import StoredClaim
    from dateline.library.store import Library

_MOST = 50


def weigh_library(library: Library) -> None:
    """Weigh what is new in a library, and print how it went."""
    from dateline.weighing.keeping import weigh as weigh_claims

    def tell(step: str) -> None:
        if sys.stderr.isatty():
            complain(step)

    done = weigh_claims(library, tell)
    print(f"claims: {done.claims:,} weighed; incidents: {done.incidents:,}, {done.changed:,} of them new or changed")


@app.command(
    help="Weigh the claims of a library: join those that tell of one event into incidents, tell how many independent "
    "origins stand behind each and whether they contradict.\n\nOnly what is new since the last time is weighed.",
    epilog="Example:\n\n  dateline weigh -l mosul.dateline",
)
def weigh(library: LibraryAt) -> None:
    """Weigh the claims of a library."""
    with ends_well(), open_library(library) as opened:
        weigh_library(opened)


@app.command(
    help="List the incidents of a library: what its reports tell of one event, with the independent origins behind it.",
    epilog="Examples:\n\n"
    "  dateline incidents -l mosul.dateline --from 2016-10-30 --to 2016-11-03\n\n"
    "  dateline incidents -l mosul.dateline --verdict contested\n\n"
    "  dateline incidents -l mosul.dateline --kind airstrike --independent 2 --format json",
)
@filtered
def incidents(
    library: LibraryAt,
    wanted: Callable[[], Filter],
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to seek in its claims.")] = None,
    verdict: Verdicts = None,
    independent: Independent = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=0, max=MOST, help="Show so many; 0 for all, as JSON shows.")
    ] = None,
    format: AsShape = Shape.TABLE,
) -> None:
    """List the incidents of a library."""
    from dataclasses import replace

    with ends_well():
        from dateline.weighing.model import Verdict

        verdicts = known(verdict, Verdict, "--verdict")
        sought = replace(wanted(), words=" ".join(words or []) or None, verdicts=verdicts, independent=independent)
        with open_library(library) as opened:
            from dateline.weighing.incidents import count_incidents, find_incidents

            most = (0 if format is Shape.JSON else _MOST) if limit is None else limit
            found = list(find_incidents(opened, sought, limit=most or None))
            _hint_at_weighing(opened)
            if format is Shape.JSON:
                print_json([each.model_dump(mode="json") for each in found])
                return
            from dateline.cli.outputs import print_table
            from dateline.weighing.telling import incidents_table

            if found:
                print_table(lambda width: incidents_table(found, width))
            total = count_incidents(opened, sought)
            shown = f"{total:,} incident{'' if total == 1 else 's'}"
            print("no incident found" if not total else shown if len(found) == total else f"{len(found):,} of {shown}")


@app.command(
    help="Tell who holds which place on a day, by whose word; or, with --from and --to, what changed.",
    epilog="Examples:\n\n"
    "  dateline situation -l mosul.dateline --on 2016-11-01\n\n"
    "  dateline situation -l mosul.dateline --on 2016-11-01 --place Bashiqa --format json\n\n"
    "  dateline situation -l mosul.dateline --from 2016-10-17 --to 2016-11-03",
)
def situation(
    library: LibraryAt,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="One place.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Changes from this day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Changes up to this day.")] = None,
    format: AsShape = Shape.TABLE,
) -> None:
    """Tell who holds which place on a day."""
    with ends_well():
        if (on is None) == (since is None and until is None):
            raise typer.BadParameter("give either --on DATE, or --from DATE and --to DATE", param_hint="--on")
        if on is None and (since is None or until is None):
            raise typer.BadParameter("changes need both --from and --to", param_hint="--from")
        with open_library(library) as opened:
            from dateline.situation.claims import control_claims
            from dateline.situation.control import changes
            from dateline.situation.control import situation as situation_on

            told, of = control_claims(opened)
            _hint_at_weighing(opened)
            at = day(on, "--on")
            if at is not None:
                rows = situation_on(told, of, at, place)
                if format is Shape.JSON:
                    print_json([row.model_dump(mode="json", by_alias=True) for row in rows])
                    return
                from dateline.cli.outputs import print_table
                from dateline.situation.telling import situation_table

                if rows:
                    print_table(lambda width: situation_table(rows, width))
                else:
                    print("nothing is told of who holds it" if place else "nothing is told of who holds what")
                return
            first, last = day(since, "--from"), day(until, "--to")
            assert first is not None
            assert last is not None
            found = changes(told, of, first, last, place)
            if format is Shape.JSON:
                print_json([row.model_dump(mode="json", by_alias=True) for row in found])
                return
            from dateline.cli.outputs import print_table
            from dateline.situation.telling import changes_table

            if found:
                print_table(lambda width: changes_table(found, width))
            else:
                print("no change is told of")


@app.command(
    help="Tell why two claims were joined into one incident, or were not: what each comparison weighs.",
    epilog="Example:\n\n  dateline why -l mosul.dateline 5e0c1f2a 9ab3c4d5",
)
def why(
    library: LibraryAt,
    first: Annotated[str, typer.Argument(metavar="CLAIM", show_default=False)],
    second: Annotated[str, typer.Argument(metavar="CLAIM", show_default=False)],
    format: AsShape = Shape.TABLE,
) -> None:
    """Tell why two claims were joined or not."""
    with ends_well(), open_library(library) as opened:
        from dateline.weighing.incidents import one_incident
        from dateline.weighing.joining import explain

        a, b = opened.claim(first), opened.claim(second)
        told = [each for id in sorted({a.document.id, b.document.id}) for each in opened.claims_in(id)]
        explanation = explain(a, b, told)
        together = one_incident(opened, a.id, b.id)
        if format is Shape.JSON:
            from dataclasses import asdict

            print_json({**asdict(explanation), "one_incident": together})
            return
        from dateline.cli.outputs import print_lines, print_table
        from dateline.weighing.telling import why_sentence, why_table

        print_lines([_in_short(each) for each in (a, b)])
        if explanation.comparisons:
            print_table(lambda width: why_table(explanation, width))
        stand = {True: "They stand in one incident.", False: "They stand in different incidents.", None: ""}[together]
        print_lines([" ".join([why_sentence(explanation), stand]).strip()])


def _in_short(stored: StoredClaim) -> str:
    return f"{stored.id[:8]}  {stored.claim.kind.value}: {' '.join(stored.sentence.split())}"


def _hint_at_weighing(library: Library) -> None:
    from dateline.weighing.waiting import unweighed

    waiting = unweighed(library)
    if waiting:
        complain(f"{waiting:,} claims have not been weighed yet; run: dateline weigh -l {library.address}")
