"""Incidents as a table for a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from dateline.showing import cell, days, figures, plain_table
from dateline.weighing.model import Incident, Verdict
from dateline.weighing.why import Explanation

_WIDE = 140
_ID_FIGURES = 8
_STYLES = {Verdict.CORROBORATED: "green", Verdict.CONTESTED: "bold red", Verdict.SINGLE_SOURCE: "dim"}


def incidents_table(found: Sequence[Incident], width: int) -> Table:
    """Incidents as a table that fits into `width` columns: a row each, or two where it is narrow."""
    if width >= _WIDE:
        headers = ("id", "kind", "who", "whom", "where", "when", "how many, by whom", "verdict", "origins")
        table = plain_table([(h, 0 if h in ("id", "kind", "when", "verdict") else 1) for h in headers])
        for each in found:
            table.add_row(_id(each), Text(each.kind.value, "bold"), _who(each), _whom(each), _where(each), _when(each),
                          _figures(each), _verdict(each), _origins(each))  # fmt: skip
        return table
    table = plain_table(
        [("id\nverdict", 0), ("kind\nwhen", 0), ("who\nwhom", 1), ("where\nhow many", 1), ("origins", 1)]
    )
    for each in found:
        table.add_row(_id(each), Text(each.kind.value, "bold"), _who(each), _where(each), _origins(each))
        table.add_row(_verdict(each), _when(each), _whom(each), _figures(each), "")
    return table


def why_table(told: Explanation, width: int) -> Table:
    """The comparisons of two claims as a table: what each says, in what they agree or differ, and what that weighs."""
    table = plain_table([("", 0), ("the first", 1), ("the second", 1), ("which is", 1), ("weight", 0)])
    for each in told.comparisons:
        table.add_row(each.comparison, cell(each.left), cell(each.right), each.level, f"{each.weight:+.1f}")
    table.add_row(
        "before all else", "", "", "how seldom two claims are of one event", f"{told.prior:+.1f}", style="dim"
    )
    table.add_row("together", "", "", f"one event from {told.threshold:+.1f}", f"{told.total:+.1f}", style="bold")
    return table


def why_sentence(told: Explanation) -> str:
    """Whether the two claims would be joined, looked at by themselves, and the rules that decide it beside the weights."""
    said = "By themselves they would be joined." if told.joined else "By themselves they would not be joined."
    return " ".join([said, *(f"{rule[:1].upper()}{rule[1:].rstrip('.')}." for rule in told.rules)])


def _id(each: Incident) -> Text:
    return Text(each.id[:_ID_FIGURES])


def _who(each: Incident) -> Text:
    return cell(", ".join(dict.fromkeys(actor.name for actor in each.agents)))


def _whom(each: Incident) -> Text:
    return cell(", ".join(dict.fromkeys(actor.name for actor in each.targets)))


def _where(each: Incident) -> Text:
    place = each.place
    return cell("" if place is None else f"{place.name}, {place.country}" if place.country else place.name)


def _when(each: Incident) -> Text:
    return Text(days(each.when.start, each.when.end) if each.when else "", "cyan")


def _verdict(each: Incident) -> Text:
    return Text(each.verdict.value, _STYLES[each.verdict])


def _origins(each: Incident) -> Text:
    names = dict.fromkeys(origin.name for origin in each.origins)
    return cell(f"{each.independent}: {', '.join(names)}" if names else "none")


def _figures(each: Incident) -> Text:
    """Each figure with its origins, those that say the same together."""
    said: dict[str, list[str]] = {}
    for told in each.figures:
        said.setdefault(figures(told.low, told.high, told.of.value), []).append(told.origin)
    if len(said) == 1:
        return cell(next(iter(said)))
    return cell("; ".join(f"{number} ({', '.join(dict.fromkeys(by))})" for number, by in said.items()))
