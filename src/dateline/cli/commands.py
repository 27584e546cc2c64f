"""The commands; those that read reports without a library are here."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import desk_commands, library_commands, weighing_commands  # noqa: F401 - they add their commands
from dateline.cli.app import Actors, Model, Published, app
from dateline.cli.inputs import About, from_files, from_lines
from dateline.cli.run import Run, complain
from dateline.cli.shared import ends_well
from dateline.errors import DateError
from dateline.intake.dates import parse_date

__all__ = ["app"]

if TYPE_CHECKING:
    from dateline.cli.outputs import Writer


class Format(StrEnum):
    """What readings are printed as."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class Layer(StrEnum):
    """What can be tagged alone."""

    TIMES = "times"
    PLACES = "places"
    SOURCES = "sources"
    COUNTS = "counts"
    ACTORS = "actors"


Files = Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Text files, or - for standard input.")]
JsonLines = Annotated[
    str | None,
    typer.Option("--jsonl", metavar="FILE|-", help="Read JSON Lines: a document a line, as id, text, published, …"),
]


@app.command(
    help="Read reports and print their claims.\n\nA claim is one thing that a text says happened, holds or will "
    "happen, with who says so. Relative times (“Monday”, “last week”) are told from the day of publication; a file's "
    "own date is never taken for it.",
    epilog="Examples:\n\n"
    "  dateline read report.txt --published 2016-10-31\n\n"
    "  dateline read report.txt --published '31 Oct 2016' --show-text\n\n"
    "  dateline read *.txt --format csv > claims.csv\n\n"
    "  dateline read report.txt --actors our-groups.yaml\n\n"
    "  curl -s https://example.org/report.txt | dateline read - --format json\n\n"
    "  dateline read --jsonl reports.jsonl --format jsonl > readings.jsonl",
)
def read(
    files: Files = None,
    jsonl: JsonLines = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    published: Published = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The report's headline, kept beside its claims.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    show_text: Annotated[
        bool, typer.Option("--show-text", help="Print the text too, with the evidence of the claims marked.")
    ] = False,
    model: Model = None,
    actors: Actors = None,
) -> None:
    """Read reports and print their claims."""
    with ends_well():
        names = _inputs(files, jsonl)
        if show_text and format is not Format.TABLE:
            raise typer.BadParameter("the text is shown with tables only: leave --format out", param_hint="--show-text")
        if (title is not None or url is not None) and (jsonl is not None or len(names) > 1):
            raise typer.BadParameter("several reports do not share one", param_hint="--title, --url")
        about = About(_published(published), _given(title, "--title"), _given(outlet, "--outlet"), _given(url, "--url"))
        run = Run(model, several=jsonl is not None or len(names) > 1, actors=actors or [])
        _hint_at_published(about, jsonl)
        with run.progress(names, lines=jsonl is not None) as advance:
            documents = from_lines(names[0], about, advance) if jsonl is not None else from_files(names, about)
            writer = _writer(format, run.several, show_text)
            for document, reading in run.readings(documents):
                writer.write(document, reading)
            if run.several or run.read:
                writer.close()
    raise typer.Exit(run.exit_code())


@app.command(
    help="Find one layer alone and print its spans as JSON.\n\nFor one text it prints a list of spans; for several "
    'texts, or with --jsonl, a line {"id": …, "LAYER": […]} each.',
    epilog="Examples:\n\n"
    "  dateline tag places report.txt\n\n"
    "  dateline tag times report.txt --published 2016-10-31\n\n"
    "  dateline tag sources --jsonl reports.jsonl > sources.jsonl",
)
def tag(
    layer: Annotated[Layer, typer.Argument(help="What to find.", show_default=False)],
    files: Files = None,
    jsonl: JsonLines = None,
    published: Published = None,
    model: Model = None,
    actors: Actors = None,
) -> None:
    """Find one layer alone and print its spans as JSON."""
    with ends_well():
        names = _inputs(files, jsonl)
        about = About(_published(published))
        run = Run(model, several=jsonl is not None or len(names) > 1, actors=actors or [])
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        with run.progress(names, lines=jsonl is not None) as advance:
            documents = from_lines(names[0], about, advance) if jsonl is not None else from_files(names, about)
            for document, spans in run.tags(layer.value, documents):
                if run.several:
                    sys.stdout.write(json.dumps({"id": document.id, layer.value: spans}, ensure_ascii=False) + "\n")
                else:
                    lines = ",\n".join(json.dumps(span, ensure_ascii=False) for span in spans)
                    sys.stdout.write(f"[\n{lines}\n]\n" if spans else "[]\n")
    raise typer.Exit(run.exit_code())


def _inputs(files: list[str] | None, jsonl: str | None) -> list[str]:
    if files and jsonl is not None:
        raise typer.BadParameter("give either files or --jsonl, not both", param_hint="--jsonl")
    names = [jsonl] if jsonl is not None else files or []
    if not names:
        raise typer.BadParameter("name a file, - for standard input, or --jsonl FILE", param_hint="FILE")
    if names.count("-") > 1:
        raise typer.BadParameter("standard input can be read once only", param_hint="FILE")
    return names


def _published(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return parse_date(given)
    except DateError as error:
        raise DateError(f"--published: {error}") from error


def _given(value: str | None, option: str) -> str | None:
    """An option's text, which the shell may have given in another encoding than the locale's."""
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise typer.BadParameter("it is not text in the encoding of your locale", param_hint=option) from error
    return value or None


def _hint_at_published(about: About, jsonl: str | None) -> None:
    if about.published is None and jsonl is None and sys.stderr.isatty():
        complain("without --published DATE, times such as “Monday” or “last week” cannot be told")


def _writer(format: Format, several: bool, show_text: bool) -> Writer:
    from dateline.cli import outputs  # here, so that --help need not wait for tables

    if format is Format.TABLE:
        return outputs.TableWriter(show_text)
    if format is Format.JSON:
        return outputs.JsonWriter(several)
    return outputs.JsonLinesWriter() if format is Format.JSONL else outputs.CsvWriter()
