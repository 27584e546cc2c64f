"""Who holds what, and what changed, as tables for a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from dateline.showing import cell, plain_table
from dateline.situation.model import Change, Control, Status

_STYLES = {Status.HELD: "green", Status.CLAIMED: "yellow", Status.CONTESTED: "bold red"}


def situation_table(rows: Sequence[Control], width: int) -> Table:
    """A row a place: who holds it, how sure that is, since when, and how many claims say so and say otherwise."""
    table = plain_table([("place", 1), ("holder", 1), ("status", 0), ("since", 0), ("for", 0), ("against", 0)])
    for row in rows:
        table.add_row(
            cell(row.place.name),
            _holder(row),
            Text(row.status.value, _STYLES[row.status]),
            row.since.isoformat() if row.since else "",
            str(len(row.for_)),
            str(len(row.against)),
        )
    return table


def changes_table(found: Sequence[Change], width: int) -> Table:
    """A row a change: the day, the place, and how it stood before and after."""
    table = plain_table([("day", 0), ("place", 1), ("before", 1), ("after", 1)])
    for change in found:
        table.add_row(change.on.isoformat(), cell(change.place.name), _state(change.before), _state(change.after))
    return table


def _holder(row: Control) -> Text:
    shown = cell(row.holder or "nobody is said to")
    others = [name for name in row.claimants if name != row.holder]
    if others:
        shown.append(f" (said also of {cell(', '.join(others)).plain})", "dim")
    return shown


def _state(row: Control | None) -> Text:
    if row is None:
        return Text("not told of", "dim")
    return Text.assemble(_holder(row), ", ", (row.status.value, _STYLES[row.status]))
