"""The commands of the desk: desk, history, people."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import app
from dateline.cli.run import complain
from dateline.cli.shared import AsShape, LibraryAt, Shape, ends_well, open_library, print_json

if TYPE_CHECKING:
    from dateline.library.people import Person

_MOST = 50

people_app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(
    people_app,
    name="people",
    help="Let people work at a library on PostgreSQL: each with a name, a password and a role.\n\n"
    "A reader looks, a coder judges too, an editor also settles disagreements and undoes the judgements of others.",
)


class RoleName(StrEnum):
    """What a person may do."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"


Name = Annotated[str, typer.Argument(metavar="NAME", help="The person's name.", show_default=False)]


@app.command(
    help="Judge a library in the browser.\n\nServes a page on this machine alone, prints its address with a token that "
    "lets one browser in, once, and opens it. On PostgreSQL, once `dateline people add` has added somebody, people sign "
    "in with their passwords.",
    epilog="Examples:\n\n"
    "  dateline desk -l mosul.dateline\n\n"
    "  dateline desk -l mosul.dateline --tiles iraq.pmtiles --no-browser\n\n"
    "  dateline desk -l postgresql://localhost/mosul --public https://desk.example.org --no-browser",
)
def desk(
    library: LibraryAt,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help="The port; 8477, or a free one, unless given.")
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; other than this machine only where people sign in.")
    ] = "127.0.0.1",
    public: Annotated[
        str | None,
        typer.Option("--public", metavar="URL", help="The address of a proxy before it, as https://desk.example.org"),
    ] = None,
    tiles: Annotated[
        str | None,
        typer.Option(
            "--tiles", metavar="URL|FILE", help="A better base map: https://…/{z}/{x}/{y}.png, or a PMTiles file."
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
) -> None:
    """Judge a library in the browser."""
    with ends_well():
        from dateline.desk.serving import serve  # here, so that --help need not wait for the server

        with open_library(library) as opened:
            serve(opened, host=host, port=port, public=public, tiles=tiles, browser=not no_browser, tell=complain)


@app.command(
    help="List what people decided, the newest first.",
    epilog="Examples:\n\n"
    "  dateline history -l mosul.dateline\n\n"
    "  dateline history -l mosul.dateline --claim 1f3a5c7e90b2d4f6\n\n"
    "  dateline history -l postgresql://localhost/mosul --disagreements --format json",
)
def history(
    library: LibraryAt,
    claim: Annotated[str | None, typer.Option("--claim", metavar="ID", help="Only about this claim.")] = None,
    incident: Annotated[str | None, typer.Option("--incident", metavar="ID", help="Only about this incident.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only of this person.")] = None,
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="Only about claims that people judge differently.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Show so many; 0 for all.")] = _MOST,
    format: AsShape = Shape.TABLE,
) -> None:
    """List what people decided."""
    with ends_well(), open_library(library) as opened:
        from dateline.library import judgements, telling

        claim = opened.claim(claim).id if claim else None
        with opened.reading() as connection:
            total, found = judgements.history(
                connection, claim=claim, incident=incident, by=by, disagreements=disagreements, limit=limit or None
            )
        if format is Shape.JSON:
            print_json([telling.judgement_as_json(each) for each in found])
            return
        if found:
            from dateline.cli.outputs import print_table

            print_table(lambda _: telling.judgements_table(found))
        shown = f", {len(found):,} shown" if len(found) < total else ""
        print(f"{total:,} judgement{'' if total == 1 else 's'}{shown}")


@people_app.command("list", help="List who works at a library.")
def people_list(library: LibraryAt, format: AsShape = Shape.TABLE) -> None:
    """List who works at a library."""
    with ends_well(), open_library(library) as opened:
        from dateline.library import people

        found = people.people(opened)
        if format is Shape.JSON:
            print_json([_person_as_json(each) for each in found])
            return
        for each in found:
            _print_person(each)


@people_app.command("add", help="Let one more person in. The password is asked for, or read from standard input.")
def people_add(
    library: LibraryAt,
    name: Name,
    role: Annotated[RoleName, typer.Option("--role", help="What they may do.")] = RoleName.CODER,
) -> None:
    """Let one more person in."""
    with ends_well(), open_library(library) as opened:
        from dateline.library import people

        _print_person(people.add(opened, name, people.Role(role.value), _password()))


@people_app.command("change", help="Give a person another role or password, or let them in no more, or again.")
def people_change(
    library: LibraryAt,
    name: Name,
    role: Annotated[RoleName | None, typer.Option("--role", help="What they may do from now on.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    out: Annotated[bool, typer.Option("--out", help="Let them in no more; what they decided stays.")] = False,
    back: Annotated[bool, typer.Option("--in", help="Let them in again.")] = False,
) -> None:
    """Give a person another role or password."""
    if out and back:
        raise typer.BadParameter("give one of the two", param_hint="--in, --out")
    with ends_well(), open_library(library) as opened:
        from dateline.library import people

        changed = people.change(
            opened,
            name,
            role=people.Role(role.value) if role else None,
            password=_password() if password else None,
            active=True if back else False if out else None,
        )
        _print_person(changed)


def _password() -> str:
    """A password, asked for twice on a terminal; else the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _person_as_json(each: Person) -> dict[str, object]:
    return {"name": each.name, "role": each.role.value, "active": each.active, "signs_in": each.signs_in}


def _print_person(each: Person) -> None:
    from dateline.showing import harmless

    signs_in = "" if each.signs_in else ", at this machine only"
    print(f"{harmless(each.name)}: {each.role.value}{signs_in}{'' if each.active else ', let in no more'}")
