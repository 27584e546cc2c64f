"""Stretches of the calendar: a TIMEX3 value and the days that it covers.

The values follow TIMEX3 (TimeML 1.2.1, after ISO 8601): `2016-10-31`, `2016-W44`, `2016-W44-WE`, `2016-10`, `2016-Q4`,
`2016-H2`, `2016-SU`, `2016`, `199` (the 1990s), `19` (the 20th century). Every function here takes any whole number and
gives None, or a span with no days, where the calendar of `datetime` (years 1 to 9999) has no such day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A TIMEX3 value with the first and last day that it covers, both None where it names no known days."""

    value: str
    first: date | None = None
    last: date | None = None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day (31 February, year 0)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def shift(day: date, amount: float, letter: str) -> date | None:
    """The day that lies `amount` units after `day` (before it where negative); None outside of the calendar.

    `letter` is that of TIMEX3: D, W, M, Q, Y, or H, which counts as 24th parts of a day. A month's end is kept
    within the month: a month after 31 January is the last day of February.
    """
    try:
        if letter in "DWH":
            return day + timedelta(days=amount * {"D": 1, "W": 7, "H": 1 / 24}[letter])
        months = round(amount * {"M": 1, "Q": 3, "Y": 12}[letter])
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def days(day: date) -> Span:
    """The one day."""
    return Span(day.isoformat(), day, day)


def week(day: date) -> Span:
    """The ISO week, Monday to Sunday, that holds `day`."""
    year, number, weekday = day.isocalendar()
    monday = shift(day, 1 - weekday, "D")
    return Span(f"{year:04d}-W{number:02d}", monday, monday and shift(monday, 6, "D"))


def weekend(day: date) -> Span:
    """Saturday and Sunday of the ISO week that holds `day`."""
    whole = week(day)
    return Span(whole.value + "-WE", whole.last and shift(whole.last, -1, "D"), whole.last)


def _months(value: str, year: int, month: int, count: int) -> Span:
    """A span of whole months from the first day of a month on."""
    first = make_date(year, month, 1)
    after = first and shift(first, count, "M")
    last = after - timedelta(days=1) if after else make_date(9999, 12, 31)
    return Span(value, first, last) if first else Span(value)


def month(year: int, number: int) -> Span:
    """A whole month."""
    return _months(f"{year:04d}-{number:02d}", year, number, 1)


def quarter(year: int, number: int) -> Span:
    """A quarter of the calendar year."""
    return _months(f"{year:04d}-Q{number}", year, 3 * number - 2, 3)


def half(year: int, number: int) -> Span:
    """A half of the calendar year."""
    return _months(f"{year:04d}-H{number}", year, 6 * number - 5, 6)


def season(year: int, code: str) -> Span:
    """A northern meteorological season; winter runs from December of `year` into the next year."""
    return _months(f"{year:04d}-{code}", year, SEASON_STARTS[code], 3)


def year(number: int) -> Span:
    """A whole year."""
    return _months(f"{number:04d}", number, 1, 12)


def decade(first_year: int) -> Span:
    """Ten years from `first_year`, which ends in 0."""
    return _months(f"{first_year // 10:03d}", first_year, 1, 120)


def century(number: int) -> Span:
    """The `number`th century as TIMEX3 counts it: the 20th is 1900 to 1999, value `19`."""
    first_year = (number - 1) * 100
    return _months(f"{number - 1:02d}", max(first_year, 1), 1, 1200)


def part(span: Span, name: str) -> Span:
    """A part of a span (`early`, `mid`, `late`, `first-half`, `second-half`); the value stays that of the whole.

    Early, mid and late are thirds: "early November" runs to the 10th, "late 2016" from September on.
    """
    if span.first is None or span.last is None:
        return span
    length = (span.last - span.first).days + 1
    if name in ("first-half", "second-half"):
        cut = span.first + timedelta(days=length // 2)
        if len(span.value) == 4 and span.value.isdigit():
            return half(int(span.value), 1 if name == "first-half" else 2)
        return Span(span.value, span.first, cut) if name == "first-half" else Span(span.value, cut, span.last)
    if length < 3 or name not in ("early", "mid", "late"):
        return span
    one, two = _thirds(span.first, span.last, length)
    return {
        "early": Span(span.value, span.first, one - timedelta(days=1)),
        "mid": Span(span.value, one, two - timedelta(days=1)),
        "late": Span(span.value, two, span.last),
    }[name]


def _thirds(first: date, last: date, length: int) -> tuple[date, date]:
    """The first days of the second and the last third; thirds of a year or more are cut between months."""
    if length > 300:
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return shift(first, count // 3, "M") or first, shift(first, count // 3 * 2, "M") or first
    if 28 <= length <= 31:
        return first + timedelta(days=10), first + timedelta(days=20)
    return first + timedelta(days=length // 3), first + timedelta(days=length - length // 3)


def nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date | None:
    """The `nth` weekday (Monday is 1) of a month; -1 is the last."""
    if nth > 0:
        start = make_date(year_number, month_number, 1)
        return start and shift(start, (weekday - start.isoweekday()) % 7 + 7 * (nth - 1), "D")
    end = month(year_number, month_number).last
    return end and shift(end, -((end.isoweekday() - weekday) % 7), "D")


def hijri_day(year_number: int, month_number: int, day: int) -> date | None:
    """The day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30).

    Countries begin a month when they see the moon, so that a day's difference is usual.
    """
    days_before = (month_number - 1) * 29 + month_number // 2 + (year_number - 1) * 354 + (3 + 11 * year_number) // 30
    try:
        return date.fromordinal(227014 + days_before + day - 1)
    except (ValueError, OverflowError):
        return None
