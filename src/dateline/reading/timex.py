"""When the text says: time expressions, their TIMEX3 values, and the days that they denote.

`find_times` reads one piece of text, `find_times_in` the paragraphs of a document, carrying the date last told of
from one to the next. Values follow TIMEX3 of TimeML 1.2.1. Spans leave out prepositions ("since", "on") and take in
articles and modifiers ("the end of 2014", "nearly two weeks"), as its guidelines ask.

How it works: runs of words that time expressions are made of are looked for by their words alone; at each word of
such a run the rules of `timerules` that can begin there are tried, in the order of their table. What is read is kept
in the scene for the expressions after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.reading.timedates import join
from dateline.reading.timerules import DIGIT, beginnings, ready, vocabulary
from dateline.reading.timescene import Found, Match, Scene
from dateline.reading.timespan import Span


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: `text` is exactly `text[start:end]` of the text that was read.

    `type` and `value` are those of TIMEX3. `first` and `last` bound the days on which an event so dated happened,
    both included; both None where the expression names none. Both ends of a range ("May 28-30") carry the days of
    the whole range; after "since" the days run to the publication date, after "until" and "by" from it. `about`
    is set where the text itself is loose ("a year ago").
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: date | None
    last: date | None
    about: bool


LEAD = re.compile(
    r"\b(since|until|till|by)(?: about| around| at least| as early as| early| late)?\s+(?:the\s+)?$", re.IGNORECASE
)
BETWEEN = re.compile(r"\b(from|between)\s+(?:early\s|late\s|the\s)*$", re.IGNORECASE)
LINK = re.compile(r"\s?[-–—/]\s?|\s(?:to|through|until|till|and|or)\s(?:the\s)?", re.IGNORECASE)


def _bounded(found: Found, text: str, start: int, scene: Scene) -> Span:
    """The days after "since", "until" and "by"."""
    span, published = found.span, scene.published
    lead = LEAD.search(text, max(start - 30, 0), start)
    if (
        lead is None
        or published is None
        or span.first is None
        or span.last is None
        or found.type in ("SET", "DURATION")
    ):
        return span
    word = lead[1].lower()
    if word == "since":
        return Span(span.value, span.first, published) if span.first <= published else span
    if span.last > published:
        return Span(span.value, published, span.last)
    return span


def _scan(text: str, scene: Scene) -> list[Timex]:
    """The expressions of one text; the scene goes on with what it tells."""
    found: list[tuple[int, int, Found]] = []
    for run in _runs(text):
        at = found[-1][1] if found else 0
        for start, word in run:
            if start < at:
                continue
            for one_start, one_end, one in _read(text, start, word, scene):
                found.append((one_start, one_end, one))
                _remember(one, scene)
                at = one_end
    _link(text, found)
    times = []
    for start, end, one in found:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",-"):
            end -= 1
        span = _bounded(one, text, start, scene)
        times.append(Timex(start, end, text[start:end], one.type, span.value, span.first, span.last, one.about))
    return times


WORD = re.compile(r"[^\W_]+")
GAP = 4


def _runs(text: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of neighbouring words that expressions are made of, with their offsets, where one is a sign of time."""
    known = vocabulary()
    run: list[tuple[int, str]] = []
    signed, last = False, 0
    for match in WORD.finditer(text):
        word = match.group()
        sign = known.get(word)
        if sign is None and word[0].isdecimal():
            following = text[match.end() : match.end() + 2]
            sign = (
                (len(word) == 4 and word[0] in "12")
                or not word.isdecimal()
                or (following[:1] in SEPARATORS and following[1:].isdecimal())
            )
        if sign is None:
            if signed:
                yield run
            if run:
                run, signed = [], False
            continue
        start = match.start()
        if run and start - last > GAP:
            if signed:
                yield run
            run, signed = [], False
        run.append((start, word))
        signed = signed or sign
        last = match.end()
    if signed:
        yield run


SEPARATORS = ("/", ".", ":", "-", "–", "—")


def _read(text: str, start: int, word: str, scene: Scene) -> list[tuple[int, int, Found]]:
    """What the first rule that fits finds at the beginning of a word."""
    before = text[start - 1] if start else " "
    if before in "$£€" or (before in ".," and start > 1 and text[start - 2].isdecimal()):
        return []
    begin = start
    if word[0].isdecimal():
        rules = beginnings()[DIGIT]
        if before in "'’" and (start < 2 or not text[start - 2].isalnum()):
            begin = start - 1
    else:
        rules = beginnings().get(word.lower(), ())
    for rule in rules:
        prepared = ready(rule)
        match = prepared.pattern.match(text, begin) or (prepared.pattern.match(text, start) if begin != start else None)
        if match is None:
            continue
        read = rule.handler(Match(match, prepared.groups), scene)
        if read is not None:
            several = read if isinstance(read, list) else [read]
            return [
                (match.start() if one.start is None else one.start, match.end() if one.end is None else one.end, one)
                for one in several
            ]
    return []


def _remember(found: Found, scene: Scene) -> None:
    """Keeps the day or the period as what later expressions hang on."""
    span = found.span
    if span.first is None or span.last is None or found.type in ("SET", "DURATION") or span.value.endswith("_REF"):
        return
    if len(span.value) >= 10 and span.first == span.last:
        scene.day = scene.anchor = span.first
    elif found.dated and len(span.value) >= 4:
        scene.anchor = span.first


def _link(text: str, found: list[tuple[int, int, Found]]) -> None:
    """Ranges: "from January to March 2016" shares its year, and both ends take the days of the whole."""
    for (start, end, one), (after, _, two) in pairwise(found):
        if after - end > 12 or one.type not in ("DATE", "TIME") or two.type not in ("DATE", "TIME"):
            continue
        link = LINK.fullmatch(text, end, after)
        if link is None:
            continue
        if one.again and two.year is not None:
            span = one.again(two.year)
            if span.first and two.span.last and span.first > two.span.last:
                span = one.again(two.year - 1)
            one.span = span
        word = link[0].strip().lower()
        lead = BETWEEN.search(text, max(start - 20, 0), start)
        between = lead and word != "or" and (lead[1].lower() == "between") == (word == "and")
        meet = word == "and" and one.span.last and two.span.first and (two.span.first - one.span.last).days == 1
        if between or meet or word in ("to", "through", "until", "till", "-", "–", "—"):
            join(one, two)


def find_times(text: str, published: date | None, anchor: date | None = None) -> list[Timex]:
    """The time expressions of a text, in its order, none overlapping another.

    `published` is the day that "today", "Monday" and "last week" are counted from. `anchor` is a day told of
    before the text, which "the following day" hangs on; without a publication date it also gives "July 23" its
    year. Raises nothing, whatever the text.

    >>> [(t.text, t.value) for t in find_times("On Monday, a week after 23 October.", date(2016, 10, 31))]
    [('Monday', '2016-10-31'), ('a week', 'P1W'), ('23 October', '2016-10-23')]
    """
    return _scan(text, Scene(published, anchor, anchor))


def find_times_in(texts: Sequence[str], published: date | None) -> list[list[Timex]]:
    """The time expressions of each paragraph of a document, the dates told of carried from one to the next.

    A document without a publication date is read as a story: months and days without a year belong to the year
    last named.
    """
    scene = Scene(published)
    return [_scan(text, scene) for text in texts]
