"""The options by which claims and incidents are sought, the same for every command that has them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.errors import DateError
from dateline.intake.dates import parse_date

if TYPE_CHECKING:
    from dateline.library.finding import Filter

# More than any library holds, and no more than a database counts to.
MOST = 1_000_000_000

Kinds = Annotated[
    list[str] | None, typer.Option("--kind", "-k", metavar="KIND", help="What happened; may be repeated.")
]
PlaceName = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Where, or a country's two letters.")]
NearPoint = Annotated[
    str | None, typer.Option("--near", metavar="LAT,LON,KM", help="Within so many kilometres of a point.")
]
ActorName = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who did it, or to whom.")]
SaidBy = Annotated[str | None, typer.Option("--said-by", metavar="NAME", help="Who says so, anywhere in the chain.")]
OutletName = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="On this day or later.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="On this day or earlier.")]
Certainties = Annotated[
    list[str] | None, typer.Option("--certainty", metavar="WORD", help="How surely it is told; may be repeated.")
]

Verdicts = Annotated[
    list[str] | None,
    typer.Option("--verdict", metavar="WORD", help="single-source, corroborated or contested; may be repeated."),
]
Independent = Annotated[
    int | None,
    typer.Option("--independent", metavar="N", min=0, max=MOST, help="With at least so many independent origins."),
]


def day(given: str | None, option: str) -> date | None:
    """The day that an option gives. Raises DateError, with the option's name."""
    if given is None:
        return None
    try:
        return parse_date(given)
    except DateError as error:
        raise DateError(f"{option}: {error}") from error


def known(given: list[str] | None, words: type[StrEnum], option: str) -> tuple[str, ...]:
    """The words that an option gives, each of which must be one of `words`."""
    for each in given or ():
        if each not in set(words):
            raise typer.BadParameter(f"{each!r} is none of {', '.join(words)}", param_hint=option)
    return tuple(given or ())


def _options(
    kind: Kinds = None,
    place: PlaceName = None,
    near: NearPoint = None,
    actor: ActorName = None,
    said_by: SaidBy = None,
    outlet: OutletName = None,
    since: Since = None,
    until: Until = None,
    certainty: Certainties = None,
) -> Filter:
    from dateline.library.finding import Filter, Near
    from dateline.model import Certainty, Kind

    return Filter(
        kinds=known(kind, Kind, "--kind"),
        place=place or None,
        near=Near.parse(near) if near else None,
        actor=actor or None,
        said_by=said_by or None,
        outlet=outlet or None,
        since=day(since, "--from"),
        until=day(until, "--to"),
        certainty=known(certainty, Certainty, "--certainty"),
    )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of this module; it takes them as one argument, `wanted`, which gives the filter."""
    own, given = inspect.signature(command), inspect.signature(_options)
    kept = [_evaluated(p, command.__globals__) for name, p in own.parameters.items() if name != "wanted"]
    added = [_evaluated(p, globals()) for p in given.parameters.values()]

    @functools.wraps(command)
    def run(**arguments: Any) -> None:
        chosen = {name: arguments.pop(name) for name in given.parameters}
        command(**arguments, wanted=lambda: _options(**chosen))

    run.__signature__ = inspect.Signature([*kept, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in [*kept, *added]}
    return run


def _evaluated(parameter: inspect.Parameter, names: dict[str, Any]) -> inspect.Parameter:
    """The parameter with its annotation as a value, which typer needs; written out, it is a string."""
    return parameter.replace(annotation=eval(parameter.annotation, names))
