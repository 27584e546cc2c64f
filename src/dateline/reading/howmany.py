"""How many: the figures of a text, their bounds, and what they count.

The bounds follow docs/claims.md: "50" is 50 to 50, "at least 20" is 20 and more, "up to 300" is 0 to 300, and a vague
word takes the least figure that the code books of conflict data sets (ACLED, UCDP) read into it: "several" is 3 and
more, "dozens" 12 and more. Dates, times, ages, money, shares and the numbers in names ("Highway 1") are no figures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.lexicon.quantities import Numbers, Units, load_numbers, load_units
from dateline.reading.bounds import BOUND_RANK, bound_after, bound_before, whole_of
from dateline.reading.counted import PEOPLE, count_for, outcome_of, what_is_counted
from dateline.reading.countednoun import find_unit
from dateline.reading.figure import Figure
from dateline.reading.nofigure import before_of, is_no_figure
from dateline.reading.numerals import DIGITS, Number, read_number
from dateline.reading.parsing import Parsed, Token

__all__ = ["Figure", "count_for", "find_figures", "tag_counts"]


def find_figures(parsed: Parsed) -> list[Figure]:
    """The figures of a text, in order; no two share a token.

    `parsed.slice(figure.first, figure.last)` is the figure as the text says it. Raises `LexiconError` where
    numbers.yaml or units.yaml breaks its format.
    """
    numbers, units = load_numbers(), load_units()
    tokens, starters = parsed.tokens, numbers.starters
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.tag == "CD" or token.lower in starters or token.lower[0] in DIGITS:
            number = read_number(parsed, i, numbers)
            if number is not None:
                figure, i = _make(parsed, number, found, numbers, units)
                if figure is not None:
                    found.append(figure)
                continue
        i += 1
    return found


def tag_counts(parsed: Parsed) -> list[dict[str, Any]]:
    """The figures of a text on their own, in order: `{start, end, text, of, low, high}` as in docs/claims.md.

    Offsets are code points, the end exclusive, `text` that exact slice. `of` is what the sentence says became of those
    counted ("12 were killed"). A bare article ("a soldier") is a figure only where something became of them, and a
    measure never is. Raises `LexiconError` where a lexicon file breaks its format.
    """
    found: list[dict[str, Any]] = []
    for figure in find_figures(parsed):
        outcome = outcome_of(figure)
        if figure.measure or (figure.article and outcome is None):
            continue
        thing = figure.of == "other" and figure.unit is not None and outcome in ("abducted", "detained")
        of = outcome if outcome and not thing and figure.of in (*PEOPLE, "other") else figure.of
        start, end, low, high = figure.first.start, figure.last.end, figure.low, figure.high
        found.append({"start": start, "end": end, "text": parsed.text[start:end], "of": of, "low": low, "high": high})
    return found


def _make(
    parsed: Parsed, number: Number, found: list[Figure], numbers: Numbers, units: Units
) -> tuple[Figure | None, int]:
    """The figure that a number makes, None where it counts nothing; and the token to go on with."""
    tokens = parsed.tokens
    if number.article:
        return _article(tokens, number, numbers, units), number.stop
    last, after = bound_after(tokens, number.stop - 1, numbers)
    number = replace(number, stop=last + 1)
    unit, stop = find_unit(tokens, number)
    if stop < tokens[number.start].sentence.stop and tokens[stop].lower in units.measures:
        unit = tokens[stop]
    listed = _is_listed(tokens, number, found)
    if is_no_figure(tokens, number, unit, numbers, units, listed=listed):
        return None, number.stop
    half = _half_before(tokens, number)
    if half is not None:
        number = replace(number, start=half, low=round(number.low / 2), high=number.high and round(number.high / 2))
    first, before = bound_before(tokens, number.start, numbers)
    low, high = number.low, number.high
    bound = max((b for b in (before, after) if b), key=BOUND_RANK.__getitem__, default=None)
    if bound == "least" and low > 0:
        low, high = low, None
    elif bound == "most" and high is not None:
        low = 0
    if low != high and high is not None and number.low and first > tokens[first].sentence.first:
        first -= tokens[first - 1].lower in ("between", "from")
    figure = Figure(tokens[first], tokens[last], low, high, unit)
    figure.measure = unit is not None and not number.size and {unit.lemma, unit.lower} & units.measures != set()
    figure.of = "fighters" if number.size else what_is_counted(tokens, figure, number, numbers, units)
    figure.part_of = whole_of(tokens, figure, found, numbers)
    if figure.part_of is not None and unit is None and figure.of == "other":
        figure.of = figure.part_of.of
    figure.article = bound is None and tokens[number.start].lower == "one" and _at_of(tokens, number.stop)
    return figure, max(stop, last + 1)


def _half_before(tokens: list[Token], number: Number) -> int | None:
    """The token "half" in "half of the 40 hostages"."""
    k, first = before_of(tokens, number)
    return k if k >= first and tokens[k].lower == "half" else None


def _is_listed(tokens: list[Token], number: Number, found: list[Figure]) -> bool:
    """Does it go on with the parts of a whole: "56 villages, 42 of them in the north and 14 in the south"?"""
    before = found[-1] if found else None
    if before is None or before.part_of is None or before.last.sentence is not tokens[number.start].sentence:
        return False
    return tokens[number.start - 1].lower in ("and", ",")


def _at_of(tokens: list[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].lower == "of"


def _article(tokens: list[Token], number: Number, numbers: Numbers, units: Units) -> Figure | None:
    article, lists = tokens[number.start], numbers.lists
    unit = article.head
    if unit.lemma in lists["times"] or unit.lemma in lists["money"] or unit.lemma in lists["not_one"]:
        return None
    if unit.lemma in lists["collectives"] and any(c.lower == "of" and c.i > unit.i for c in unit.children):
        return None
    if any((t.tag == "CD" and t.head is unit) or t.lower in lists["ordinals"] for t in tokens[number.stop : unit.i]):
        return None
    figure = Figure(article, article, 1, 1, unit, article=True)
    figure.measure = unit.lemma in units.measures
    figure.of = what_is_counted(tokens, figure, number, numbers, units)
    return figure
