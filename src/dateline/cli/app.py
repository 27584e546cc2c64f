"""The program itself, and the options that several commands have."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turns reports of conflicts into claims: who did what to whom, where, when, how many, and who says so.",
    epilog="Start with:  dateline read report.txt --published 2016-10-31",
)


Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="The day of publication, as 2016-10-31 or 31 Oct 2016: what “Monday” is told from."
    ),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="Another English pipeline of spaCy that is installed.")]
Actors = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        help="Actors of your own, in YAML or a CAMEO dictionary (.txt, .actors); may be repeated.",
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass
