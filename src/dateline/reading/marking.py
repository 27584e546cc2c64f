"""Puts what is known of a report's words on it: the names of actors and the times."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.lexicon.actors import Actor, ActorIndex
from dateline.reading.marked import ActorMark, Marked, TimeMark
from dateline.reading.parsing import Token
from dateline.reading.timex import Timex


def mark_actors(marked: Marked, actors: ActorIndex, year: int | None) -> None:
    """Puts the names of known actors on a report of a year: of several with one name, who fits its countries and time."""
    found: list[tuple[Token, Token, tuple[Any, ...]]] = []
    for sentence in marked.parsed.sentences:
        words = [t.text for t in sentence.tokens]
        for i, j, known in actors.find(words):
            found.append((sentence.tokens[i], sentence.tokens[j - 1], known))
    countries = {c for _, _, known in found if len(known) == 1 for c in known[0].countries}
    countries |= {m.place.country for m in marked.places.values() if m.place is not None and m.place.country}
    for first, last, known in found:
        actor = ActorIndex.choose(known, countries, year) or _shared(known, marked.parsed.slice(first, last))
        mark = ActorMark(first, last, actor)
        for i in range(first.i, last.i + 1):
            marked.actors[i] = mark
            # An actor's name may hold a toponym ("Syrian Democratic Forces") and is no place.
            marked.places.pop(i, None)


def _shared(actors: tuple[Actor, ...], text: str) -> Actor:
    """An actor by the name that several share and the text does not tell apart: the name is kept, no id is forced on it."""
    kinds = {actor.kind for actor in actors}
    return Actor(id="", name=text, kind=actors[0].kind if len(kinds) == 1 else "", countries=(), side="")


def mark_times(
    marked: Marked, published: date | None, times_in: Callable[[Sequence[str], date | None], list[list[Timex]]]
) -> None:
    """Puts the time expressions of each passage on a report."""
    parsed = marked.parsed
    texts = [parsed.text[p.start : p.end] for p in parsed.passages]
    starts = [t.start for t in parsed.tokens]
    for passage, times in zip(parsed.passages, times_in(texts, published), strict=True):
        for timex in times:
            start, end = timex.start + passage.start, timex.end + passage.start
            timex = replace(timex, start=start, end=end)
            marked.timexes.append(timex)  # those of a dateline too, which has no tokens
            at = bisect_right(starts, start) - 1
            if at < 0 or parsed.tokens[at].end <= start:
                continue
            first, last = parsed.tokens[at], parsed.tokens[max(at, bisect_left(starts, end) - 1)]
            marked.times.append(TimeMark(first, last, timex))
            marked.timed.update(range(first.i, last.i + 1))
            for i in range(first.i, last.i + 1):
                marked.places.pop(i, None)  # "October 6" is no city
