"""Claims as a person likes to see them: a table, and the text with the evidence of its claims marked.

What a text says reaches a terminal only through `harmless`: a report can hold characters that move the cursor or turn
the direction of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from dateline.model import Claim, Count, Place, Reading, Source, When

# From this width on a claim takes one row; below it two.
_WIDE = 140
_MISLEADING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)
_STYLES = {
    "who": "bold green",
    "whom": "magenta",
    "where": "blue",
    "when": "cyan",
    "how many": "yellow",
    "says": "italic bright_black",
}
_KIND_STYLE = "bold"
_DOUBT_STYLE = "yellow"
_NOT_STYLE = "bold red"


def harmless(text: str) -> str:
    """The text with every character that could mislead a terminal shown as a sign: ESC as ␛, others as ‹U+202E›."""
    return _MISLEADING.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def claims_table(reading: Reading, width: int) -> Table:
    """The claims of a reading, numbered, as a table that fits into `width` columns."""
    return _wide_table(reading.claims) if width >= _WIDE else _two_row_table(reading.claims, width)


def plain_table(columns: Sequence[tuple[str, int]]) -> Table:
    """An empty table with a header for each column, and its share of the width that is left, 0 for what it needs."""
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold", show_edge=False, expand=True
    )
    for header, ratio in columns:
        table.add_column(header, ratio=ratio or None, overflow="fold")
    return table


def _wide_table(claims: tuple[Claim, ...]) -> Table:
    table = plain_table([])
    table.add_column("", justify="right", style="dim", no_wrap=True)
    for header, ratio in (("kind", 0), ("who", 5), ("whom", 5), ("where", 4)):
        table.add_column(header, ratio=ratio or None, overflow="fold")
    for header, ratio in (("when", 0), ("how many", 3), ("how sure", 0), ("who says so", 5)):
        table.add_column(header, ratio=ratio or None, overflow="fold")
    for number, claim in enumerate(claims, 1):
        row = Row(claim)
        cells = (row.kind, row.who, row.whom, row.where, row.when, row.how_many, row.how_sure, row.says)
        table.add_row(str(number), *cells)
    return table


def _two_row_table(claims: tuple[Claim, ...], width: int) -> Table:
    """A claim in two rows: kind, who, whom, where; under them how sure, when, how many, who says so."""
    table = plain_table([])
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column("kind\nhow sure", overflow="fold", min_width=min(11, width // 6))
    for header in ("who\nwhen", "whom\nhow many", "where\nwho says so"):
        table.add_column(header, ratio=1, overflow="fold")
    for number, claim in enumerate(claims, 1):
        row = Row(claim)
        table.add_row(str(number), row.kind, row.who, row.whom, row.where)
        table.add_row("", row.how_sure, row.when, row.how_many, row.says)
    return table


def _chain(said_by: Sequence[Source]) -> str:
    """The speakers, innermost first: "an officer and residents" side by side, "an officer ← Reuters" one through another."""
    shown = ""
    for before, source in zip((None, *said_by), said_by, strict=False):
        beside = before is not None and 0 < source.start - before.end <= _AND_LENGTH
        shown += ("" if before is None else " and " if beside else " ← ") + source.name
    return shown


# "X, Y and Z said": so few characters stand between speakers of one level.
_AND_LENGTH = 5


class Row:
    """The cells of a claim."""

    def __init__(self, claim: Claim) -> None:
        self.kind = Text(claim.kind.value, _KIND_STYLE)
        self.who = cell(", ".join(dict.fromkeys(agent.name for agent in claim.agents)))
        self.whom = cell(", ".join(dict.fromkeys(target.name for target in claim.targets)))
        self.where = cell(_place(claim.place) if claim.place else "")
        self.when = Text(interval(claim.when) if claim.when else "", _STYLES["when"])
        self.how_many = Text(", ".join(figure(count) for count in claim.counts), _STYLES["how many"])
        self.how_sure = Text().append("not, " if claim.negated else "", _NOT_STYLE)
        self.how_sure.append(claim.certainty.value, _DOUBT_STYLE if claim.certainty.value != "stated" else "dim")
        self.says = cell(_chain(claim.said_by))


def cell(text: str) -> Text:
    """A text of a report on one line, harmless to a terminal."""
    return Text(harmless(" ".join(text.split())))


def _place(place: Place) -> str:
    return f"{place.name}, {place.country}" if place.country and place.country != place.name else place.name


def figure(count: Count) -> str:
    """A count in figures: "50 killed", "20+ killed", "up to 300 injured", "500–700 displaced"."""
    return figures(count.low, count.high, count.of.value)


def figures(low: int, high: int | None, of: str) -> str:
    """A figure between two bounds, the upper one open where it is None, and what it counts."""
    if high is None:
        number = f"{low:,}+"
    elif low == high:
        number = f"{low:,}"
    else:
        number = f"{low:,}–{high:,}" if low else f"up to {high:,}"
    return f"{number} {of}"


def interval(when: When) -> str:
    """The days of a claim, as `days` shows them."""
    return days(when.start, when.end)


def days(start: date, end: date) -> str:
    """An interval of days: a day, a whole month ("2016-10") or year ("2016"), else its first and last day."""
    if start == end:
        return start.isoformat()
    if start.day == 1 and (end == end.max or (end + timedelta(days=1)).day == 1):
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        if start.year == end.year and start.month == 1 and end.month == 12:
            return str(start.year)
    return f"{start.isoformat()} – {end.isoformat()}"


def marked_text(text: str, reading: Reading, *, colour: bool) -> Text:
    """The text with the evidence of its claims marked: by colours, or as `[entered|advance]`.

    Marks lie within each other or apart; of two that cross, the one that begins later is left out.
    """
    shown = Text()
    position = 0
    open_marks: list[tuple[int, list[str]]] = []

    def put(until: int) -> None:
        nonlocal position
        style = _style(open_marks[-1][1]) if colour and open_marks else ""
        shown.append(harmless(text[position:until].replace("\r\n", "\n")), style)
        position = until

    def close(before: int) -> None:
        while open_marks and open_marks[-1][0] <= before:
            put(open_marks[-1][0])
            _, labels = open_marks.pop()
            if not colour:
                shown.append(f"|{', '.join(labels)}]")

    for start, end, labels in _marks(reading):
        close(start)
        if open_marks and end > open_marks[-1][0]:
            continue
        put(start)
        if not colour:
            shown.append("[")
        open_marks.append((end, labels))
    close(len(text))
    put(len(text))
    return shown


def legend() -> Text:
    """What the colours of `marked_text` mean."""
    shown = Text().append("what happened", "bold reverse")
    for label, style in _STYLES.items():
        shown.append("  ").append("who says so" if label == "says" else label, style)
    return shown.append("  ").append("doubt", _DOUBT_STYLE).append("  ").append("not", _NOT_STYLE)


def _style(labels: list[str]) -> str:
    for label in labels:
        if label in _STYLES:
            return _STYLES[label]
        if label == "not":
            return _NOT_STYLE
        if label in ("alleged", "possible", "planned", "conditional"):
            return _DOUBT_STYLE
    return "bold reverse"


def _marks(reading: Reading) -> Iterator[tuple[int, int, list[str]]]:
    """Each stretch of evidence once, with all that it is evidence of; the outer of two nested ones first."""
    labels: dict[tuple[int, int], dict[str, None]] = {}
    for claim in reading.claims:
        for label, start, end in _evidence(claim):
            if start < end:
                labels.setdefault((start, end), {})[label] = None
    for (start, end), found in sorted(labels.items(), key=lambda item: (item[0][0], -item[0][1])):
        yield start, end, list(found)


def _evidence(claim: Claim) -> Iterator[tuple[str, int, int]]:
    yield claim.kind.value, claim.trigger.start, claim.trigger.end
    for label, spans in (
        ("who", claim.agents),
        ("whom", claim.targets),
        ("where", (claim.place,)),
        ("when", (claim.when.evidence if claim.when else None,)),
        ("how many", claim.counts),
        ("says", claim.said_by),
        (claim.certainty.value, (claim.certainty_evidence,)),
        ("not", (claim.negation_evidence,)),
    ):
        for span in spans:
            if span is not None:
                yield label, span.start, span.end
