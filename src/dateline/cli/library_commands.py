"""The commands of the library: add, find, show, export, check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import Actors, Model, Published, app
from dateline.cli.filters import MOST, Independent, Verdicts, day, filtered
from dateline.cli.run import complain
from dateline.cli.shared import AsShape, LibraryAt, Shape, ends_well, open_library, print_json
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.library.finding import Filter
    from dateline.library.store import Library

_MOST = 50


@app.command(
    help="Take reports into a library.\n\nTakes text, HTML, PDF, Word files (.docx), RSS and Atom feeds, JSON Lines, WARC "
    "files, and folders of these. A report that is in the library already changes nothing. What cannot be taken is named "
    "with its cause, and the rest goes on.",
    epilog="Examples:\n\n"
    "  dateline add -l mosul.dateline reports/\n\n"
    "  dateline add -l mosul.dateline report.txt --published 2016-10-31 --outlet Reuters\n\n"
    "  dateline add -l mosul.dateline --url https://example.org/report.html\n\n"
    "  dateline add -l mosul.dateline --feed https://example.org/rss.xml --weigh\n\n"
    "  dateline add -l postgresql://localhost/mosul reports.jsonl",
)
def add(
    library: LibraryAt,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files and folders.")] = None,
    url: Annotated[list[str] | None, typer.Option(metavar="URL", help="Fetch a page; may be repeated.")] = None,
    feed: Annotated[list[str] | None, typer.Option(metavar="URL", help="Fetch a feed; may be repeated.")] = None,
    published: Published = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The headline of reports that have none.")] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Who published reports that do not say it.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses of this machine and its network too.")
    ] = False,
    weigh: Annotated[
        bool, typer.Option("--weigh", help="Weigh the claims afterwards, as `dateline weigh` does.")
    ] = False,
    model: Model = None,
    actors: Actors = None,
) -> None:
    """Take reports into a library."""
    with ends_well():
        if not (paths or url or feed):
            raise typer.BadParameter("name a file or folder, or give --url or --feed", param_hint="PATH")
        from dateline.cli.adding import Adding

        adding = Adding(library, model, actors or [], allow_private=allow_private)
        code = adding.run(paths or [], url or [], feed or [], day(published, "--published"), title, outlet)
        if weigh:
            from dateline.cli.weighing_commands import weigh_library

            with open_library(library) as opened:
                weigh_library(opened)
    raise typer.Exit(code)


@app.command(
    help="Find claims in a library.\n\nEverything that is asked for must hold. Words are sought in the sentence that tells "
    "the claim, in its names and in the report's title; words in double quotes stand together.",
    epilog="Examples:\n\n"
    "  dateline find -l mosul.dateline car bomb\n\n"
    "  dateline find -l mosul.dateline --kind capture --kind withdraw --from 2016-10-17 --to 2016-11-03\n\n"
    "  dateline find -l mosul.dateline --near 36.34,43.13,25 --said-by 'Joint Operations Command'\n\n"
    "  dateline find -l mosul.dateline --documents Qayyarah\n\n"
    "  dateline find -l mosul.dateline --actor 'Islamic State' --format json",
)
@filtered
def find(
    library: LibraryAt,
    wanted: Callable[[], Filter],
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to seek.")] = None,
    documents: Annotated[bool, typer.Option("--documents", "-d", help="List reports, and not claims.")] = False,
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help="Seek in earlier versions of reports too.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, max=MOST, help="Show so many; 0 for all.")] = _MOST,
    format: AsShape = Shape.TABLE,
) -> None:
    """Find claims in a library."""
    from dataclasses import replace

    with ends_well():
        # what is shown is what was read, so that is what is sought
        sought = replace(wanted(), words=" ".join(words or []) or None, all_versions=all_versions, as_read=True)
        with open_library(library) as opened:
            if documents:
                _print_documents(opened, sought, limit or None, format)
            else:
                _print_claims(opened, sought, limit or None, format)


def _print_claims(library: Library, sought: Filter, limit: int | None, shape: Shape) -> None:
    from dateline.library.finding import count_claims, find_claims

    if shape is Shape.JSON:
        from dateline.library.telling import claim_as_json

        print_json([claim_as_json(each) for each in find_claims(library, sought, limit=limit)])
        return
    from dateline.cli.outputs import print_table
    from dateline.library.telling import found_table

    total, found = count_claims(library, sought), list(find_claims(library, sought, limit=limit))
    if found:
        print_table(lambda width: found_table(found, width))
    print(_told(len(found), total, "claim"))


def _print_documents(library: Library, sought: Filter, limit: int | None, shape: Shape) -> None:
    from dateline.library.finding import find_documents

    found = list(find_documents(library, sought, limit=None if limit is None else limit + 1))
    more = limit is not None and len(found) > limit
    found = found[:limit]
    if shape is Shape.JSON:
        from dateline.library.telling import document_as_json

        print_json([{**document_as_json(document), "claims": claims} for document, claims in found])
        return
    from dateline.cli.outputs import print_table
    from dateline.library.telling import documents_table

    if found:
        print_table(lambda width: documents_table(found, width))
    print(f"the first {len(found)} reports; --limit 0 shows all" if more else _told(len(found), len(found), "report"))


def _told(shown: int, total: int, what: str) -> str:
    if not total:
        return f"no {what} found"
    plural = what if total == 1 else f"{what}s"
    return f"{total:,} {plural}" if shown == total else f"{shown:,} of {total:,} {plural}; --limit 0 shows all"


@app.command(
    help="Show a claim or a report, with its evidence marked in the text.",
    epilog="Examples:\n\n"
    "  dateline show -l mosul.dateline 5e0c1f2a     the first figures of an id are enough\n\n"
    "  dateline show -l mosul.dateline r04-afp.txt\n\n"
    "  dateline show -l mosul.dateline 5e0c1f2a --format json",
)
def show(
    library: LibraryAt,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim or a report.", show_default=False)],
    format: AsShape = Shape.TABLE,
    raw: Annotated[bool, typer.Option("--raw", help="Print a report's own bytes, as they came in.")] = False,
) -> None:
    """Show a claim or a report, with its evidence marked in the text."""
    with ends_well(), open_library(library) as opened:
        from dateline.cli.showing import show_claim, show_document, sought

        claim, document = sought(opened, id)
        if raw:
            sys.stdout.buffer.write(opened.raw(document.raw_sha256))
        elif claim is not None:
            show_claim(claim, document, as_json=format is Shape.JSON)
        else:
            show_document(opened, document, as_json=format is Shape.JSON)


@app.command(
    help="Write what is in a library in a table that the field uses.\n\nA row is an incident, or with --per claim a claim. "
    "Corrections that people made are applied unless --as-read is given. The formats: csv, jsonl, parquet, geojson, gpkg, "
    "acled, ged, plover, hxl, datapackage; docs/exports.md tells of each.",
    epilog="Examples:\n\n"
    "  dateline export -l mosul.dateline --format acled -o mosul-acled.csv\n\n"
    "  dateline export -l mosul.dateline --format geojson --kind airstrike -o strikes.geojson\n\n"
    "  dateline export -l mosul.dateline --format csv --per claim --from 2016-10-17 -o claims.csv\n\n"
    "  dateline export -l mosul.dateline --format jsonl -o - | head",
)
@filtered
def export(
    library: LibraryAt,
    wanted: Callable[[], Filter],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE|-", help="Where to write.", show_default=False)
    ],
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="What to write.", show_default=False)],
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to seek, as `find` does.")] = None,
    verdict: Verdicts = None,
    independent: Independent = None,
    per: Annotated[str | None, typer.Option("--per", metavar="WORD", help="incident (the default) or claim.")] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="Leave out what people corrected.")] = False,
) -> None:
    """Write what is in a library in a table that the field uses."""
    with ends_well():
        from dateline.cli.exporting import write

        write(library, wanted(), words or [], verdict, independent, format, output, per, as_read=as_read)


@app.command(
    help="Check that a library is sound: every hash, every reference, every index.",
    epilog="Example:\n\n  dateline check -l mosul.dateline",
)
def check(library: LibraryAt) -> None:
    """Check that a library is sound."""
    from dateline.cli.run import progress_bar

    with ends_well(), open_library(library) as opened:
        from dateline.weighing.checking import check as checked

        faults = 0
        with progress_bar("checking", opened.count()[0]) as advance:
            for fault in checked(opened, advance):
                faults += 1
                complain(fault)
        documents, claims = opened.count()
    if faults:
        complain(f"{faults} fault(s); go back to a copy of the library, or add the reports anew to a new one")
        raise typer.Exit(6)
    print(f"{library} is sound: {documents:,} reports, {claims:,} claims")


@app.command(
    help="Read the reports of a library anew, with the version of dateline that is installed.\n\nClaims that come out as "
    "before stay as they are, new ones are added, and those that no longer come out are set aside, unless a person "
    "judged them.",
    epilog="Example:\n\n  dateline reread -l mosul.dateline",
)
def reread(library: LibraryAt, model: Model = None, actors: Actors = None) -> None:
    """Read the reports of a library anew."""
    from dateline.cli.run import Run, progress_bar

    with ends_well(), open_library(library) as opened:
        from dateline.library.rereading import reread as read_anew

        run = Run(model, several=True, actors=actors or [])
        added = gone = failed = 0
        with progress_bar("reading", opened.count()[0]) as advance:
            for outcome in read_anew(opened, run.reader):
                advance(1)
                if isinstance(outcome, DatelineError):
                    failed += 1
                    complain(str(outcome))
                else:
                    added, gone = added + outcome.added, gone + outcome.set_aside
        print(f"{added:,} claims are new, {gone:,} were set aside; now run: dateline weigh -l {library}")
    raise typer.Exit(5 if failed else 0)
