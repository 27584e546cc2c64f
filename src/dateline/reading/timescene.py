"""What a rule for times works with: the scene set so far, the groups of a match, and what words and verbs mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.reading import timespan as cal
from dateline.reading.timespan import Span, shift
from dateline.reading.timewords import any_of, words


@dataclass(slots=True)
class Scene:
    """What a text has told so far: when it was published, and the dates that "the next day" and "July 23" hang on."""

    published: date | None
    anchor: date | None = None
    day: date | None = None
    narrative: bool = False

    @property
    def base(self) -> date | None:
        """The day that "yesterday" and "last week" are counted from."""
        return self.anchor if self.published is None or self.narrative else self.published


@dataclass(slots=True)
class Found:
    """What a rule read. `again` gives the span in another year, where the text left the year out."""

    type: str
    span: Span
    about: bool = False
    start: int | None = None
    end: int | None = None
    dated: bool = False
    again: Callable[[int], Span] | None = None
    year: int | None = None


class Match:
    """The groups of the rule that matched, by the names that the rule gives them.

    A name that it gives twice is the one that took part.
    """

    __slots__ = ("_groups", "_match", "text")

    def __init__(self, match: re.Match[str], groups: dict[str, list[str]]) -> None:
        self._match, self._groups, self.text = match, groups, match.string

    def _group(self, name: str) -> str | int:
        for group in self._groups.get(name, ()):
            if self._match.start(group) >= 0:
                return group
        return 0

    def get(self, name: str) -> str:
        """The group's text in lower case with single spaces and straight apostrophes; empty where it took no part."""
        group = self._group(name)
        return " ".join(self._match[group].lower().replace("’", "'").split()) if group else ""

    def start(self, name: str = "") -> int:
        """Where the group, or the whole match, begins."""
        return self._match.start(self._group(name))

    def end(self, name: str = "") -> int:
        """Where the group, or the whole match, ends."""
        return self._match.end(self._group(name))

    def before(self, length: int = 40) -> str:
        """What stands before the match."""
        return self.text[max(self.start() - length, 0) : self.start()]

    def after(self, length: int = 30) -> str:
        """What stands after the match."""
        return self.text[self.end() : self.end() + length]


def number_of(text: str) -> float | None:
    """The number that an amount says: "2.5", "two and a half", "twenty-one", "2 1/2", "half a", "a"."""
    if text in ("a", "an", "one", "per", "another", "a single"):
        return 1
    if text in ("half a", "half an", "a half", "half"):
        return 0.5
    if text in words().lists["pairs"]:
        return 2
    if text.endswith((" and a half", " and half")):
        whole = number_of(text.removesuffix("half").removesuffix("a ").removesuffix(" and "))
        return whole + 0.5 if whole is not None else None
    if fraction := re.fullmatch(r"(\d+) (\d)/(\d)", text):
        whole, part, of = (int(group) for group in fraction.groups())
        return whole + part / of if of else None
    if re.fullmatch(r"\d[\d,]*(\.\d+)?", text):
        return float(text.replace(",", ""))
    total = 0.0
    for word in re.split(r"[ -]", text):
        if word in words().numbers:
            total += words().numbers[word]
        elif word == "hundred":
            total = (total or 1) * 100
        elif word == "thousand":
            total = (total or 1) * 1000
        elif word not in ("a", "and"):
            return None
    return total or None


def figure(number: float | None) -> str:
    """A number as it stands in a duration's value: 2, 2.5, X where it is not known."""
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:.6g}"


def period(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: P2W, PT8H, PXD."""
    entry = words().units[unit]
    return f"P{'T' if entry.clock else ''}{figure(number and number * entry.of)}{entry.letter}"


def shift_unit(day: date | None, number: float, unit: str) -> date | None:
    """The day so many units later (earlier where negative); less than a day counts for hours only."""
    entry = words().units[unit]
    if day is None:
        return None
    if entry.clock:
        return shift(day, number, "H") if entry.letter == "H" else day
    if entry.letter in "MQY" and number != int(number):
        months = number * entry.of * {"M": 1, "Q": 3, "Y": 12}[entry.letter]
        return shift(day, months, "M")
    return shift(day, number * entry.of, entry.letter)


def unit_span(day: date, unit: str) -> Span:
    """The calendar unit that holds a day: its ISO week, month, quarter, year, decade, century, weekend."""
    name = unit.rstrip("s")
    return {
        "week": lambda: cal.week(day),
        "weekend": lambda: cal.weekend(day),
        "month": lambda: cal.month(day.year, day.month),
        "quarter": lambda: cal.quarter(day.year, (day.month + 2) // 3),
        "year": lambda: cal.year(day.year),
        "decade": lambda: cal.decade(day.year // 10 * 10),
        "century": lambda: cal.century(day.year // 100 + 1),
    }.get(name, lambda: cal.days(day))()


UNKNOWN = {
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}

CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?(?:[:.]\d\d)?\s*([ap])?", re.IGNORECASE)


def clock_value(text: str) -> str:
    """The TIMEX3 hour of a clock time ("5 p.m." → T17:00); empty where there is none such."""
    if text in words().dayparts:
        part = words().dayparts[text]
        return "T" + part
    first = text.split(" ")[0]
    if first in words().numbers:
        hour, minute, half = words().numbers[first], 0, ""
    else:
        match = CLOCK.match(text)
        if match is None:
            return ""
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half == "p" or "afternoon" in text or "evening" in text:
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""


PAST, FUTURE, UNSAID = -1, 1, 0


@cache
def _cues() -> re.Pattern[str]:
    lists = words().lists
    return re.compile(
        rf"(?P<future>(?<!\w){any_of(lists['future_cues'])}(?!\w))|(?P<past>(?<!\w){any_of(lists['past_cues'])}"
        rf"(?!\w)|\b\w{{2,}}ed\b)",
        re.IGNORECASE,
    )


ABBREVIATED = ("p.m.", "a.m.", "u.s.", "u.n.", "gen.", "lt.", "col.", "maj.", "mr.", "dr.", "sgt.", "st.")
CLAUSE_END = re.compile(r"[.;:!?\n](?=\s|$)")


def direction(match: Match) -> int:
    """On which side of the publication day it is, by the nearest verb or cue before it in its sentence, else after."""
    before = match.before(100)
    for end in reversed(list(CLAUSE_END.finditer(before))):
        if not before[: end.end()].lower().endswith(ABBREVIATED):
            before = before[end.end() :]
            break
    cues = list(_cues().finditer(before.rstrip()))
    last = cues[-1] if cues else None
    if last is None:
        after = match.after(60)
        stop = CLAUSE_END.search(after)
        last = _cues().search(after[: stop.start()] if stop else after)
    if last is None:
        return UNSAID
    return FUTURE if last.lastgroup == "future" else PAST


def year_number(text: str) -> int | None:
    """The year that "2016", "'89" or "nineteen ninety-six" names."""
    digits = text.strip("' ")
    if digits.isdigit():
        number = int(digits)
        if len(digits) == 2:
            return number + (2000 if number < 50 else 1900)
        return number or None
    pieces = re.split(r"[ -]", digits)
    values = [words().numbers.get(piece, 0) for piece in pieces]
    return 1900 + sum(values[1:]) if values and values[0] == 19 and len(values) > 1 else None


LATER = 7  # months: a story that is in November goes on to the next January, not back to the last


def day_in_year(match: Match, scene: Scene, make: Callable[[int], date | None]) -> date | None:
    """The day of a year left unsaid: the last one, or the coming one where a cue says so; in a story, of its year."""
    base = scene.base
    if base is None:
        return None
    here = make(base.year)
    if scene.narrative or scene.published is None:
        # A story goes forward: from November on, January is that of the next year.
        if here and (here - base).days < -30 * LATER:
            return make(base.year + 1)
        return here
    side = direction(match)
    past = here if here and here <= base else make(base.year - 1)
    if side == FUTURE:
        coming = here if here and here >= base else make(base.year + 1)
        # Plans are rarely made for most of a year ahead.
        return past if past and coming and (coming - base).days > 200 > 3 * (base - past).days else coming or past
    # A day of ten months ago is said with its year.
    if here and here > base and ((side == UNSAID and (here - base).days < 100) or (here - base).days < 60):
        return here
    return past or here


def month_in_year(match: Match, scene: Scene, month: int) -> int | None:
    """The year of a month that is named without one."""
    base = scene.base
    if base is None:
        return None
    if scene.narrative or scene.published is None:
        return base.year + 1 if base.month - month > LATER else base.year
    side = direction(match)
    if side == FUTURE:
        return base.year if month >= base.month else base.year + 1
    return base.year if month <= base.month else base.year - 1


def weekday_day(match: Match, scene: Scene, weekday: int, rel: str) -> date | None:
    """The day that a weekday names: the last one, today included, unless a word or a verb points forward."""
    base = scene.day if scene.narrative or scene.published is None else scene.base
    base = base or scene.base
    if rel in ("the next", "the following", "the previous", "that", "the same") and scene.day:
        base = scene.day
    if base is None:
        return None
    back = (base.isoweekday() - weekday) % 7
    ahead = (weekday - base.isoweekday()) % 7
    if rel in ("last", "the previous", "this past", "the past"):
        return shift(base, -(back or 7), "D")
    if rel in ("next", "the next", "the following", "this coming", "the coming", "coming"):
        return shift(base, ahead or 7, "D")
    if rel == "this":
        return shift(base, weekday - base.isoweekday(), "D") if direction(match) != FUTURE else shift(base, ahead, "D")
    if (scene.narrative or scene.published is None) and scene.anchor and scene.published is None:
        return shift(base, -back, "D")
    forward = direction(match) == FUTURE
    return shift(base, ahead if forward else -back, "D")
