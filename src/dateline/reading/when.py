"""When it happened: which time expression is about which event. The expressions themselves are read in timex.py.

A time dates the event of its own clause and of clauses that go on from it; the time of a report ("reported Monday")
dates the report alone. A publication day is never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from dateline.model import Kind, PassageKind, Span, When
from dateline.reading.event import Event
from dateline.reading.howsure import how_sure
from dateline.reading.marked import Marked, TimeMark
from dateline.reading.parsing import Token
from dateline.reading.storydays import StoryDays, is_dayless

_SHARING = frozenset(
    [
        "conj",
        "xcomp",
        "advcl",
        "pcomp",
        "prep",
        "dobj",
        "nsubj",
        "nsubjpass",
        "pobj",
        "agent",
        "attr",
        "ccomp",
        "compound",
        "npadvmod",
        "oprd",
        "dep",
        "appos",
        "nmod",
        "poss",
    ]
)
# Standing relations: a time in the sentence dates something else, unless it hangs on the word itself.
_DAYS = re.compile(r"P(\d+)([DW])")
_UNDATED = frozenset((Kind.HOLD, Kind.SUPPORT))
_FOLLOWS = frozenset((Kind.KILL, Kind.INJURE, Kind.DESTROY))
_DATED_BY_LEAD = frozenset(
    (*_FOLLOWS, Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CLASH, Kind.CAPTURE, Kind.DETAIN)
)


class Calendar:
    """The times of one report, by sentence, ready to be asked for an event's."""

    def __init__(self, marked: Marked, cues: Iterable[Token]) -> None:
        self.marked = marked
        self._cues = {t.i for t in cues}
        self._by_sentence: dict[int, list[tuple[TimeMark, Token]]] = {}
        self._hours: dict[int, list[tuple[TimeMark, Token]]] = {}
        for mark in marked.times:
            if is_dayless(mark.timex):
                self._hours.setdefault(mark.first.sentence.i, []).append((mark, _root(mark)))
            elif mark.timex.first is not None and mark.timex.last is not None:
                self._by_sentence.setdefault(mark.first.sentence.i, []).append((mark, _root(mark)))

    def whens(self, events: list[Event]) -> list[When | None]:
        """The days on which the text says each event happened, or None where it does not say."""
        found = [self._apart(event) or self._own(event, self._by_sentence) for event in events]
        dated = [
            (e, m)
            for e, m in zip(events, found, strict=True)
            if m is not None and e.kind not in _UNDATED and e.kind is not Kind.ACCUSE
        ]
        leads = self._leads(dated)
        story = StoryDays(self.marked, dated)
        for k, event in enumerate(events):
            hour = self._own(event, self._hours) if found[k] is None else None
            if hour is not None:
                found[k] = story.day_of_hour(event, hour) or (hour if hour.timex.first is not None else None)
            if found[k] is None and event.kind in _FOLLOWS:
                found[k] = _lent(event, dated)
            if (
                found[k] is None
                and event.head.sentence.passage.kind is PassageKind.ITEM
                and event.kind in _DATED_BY_LEAD
            ):
                found[k] = leads.get(event.head.sentence.paragraph)
            if found[k] is None:
                found[k] = story.day(event, how_sure(event).negated)
        return [_when(mark) for mark in found]

    def _own(self, event: Event, times: dict[int, list[tuple[TimeMark, Token]]]) -> TimeMark | None:
        best: tuple[int, int, TimeMark] | None = None
        for mark, root in times.get(event.head.sentence.i, ()):
            distance = self._distance(event, root)
            if distance is not None:
                candidate = (distance, abs(root.i - event.head.i), mark)
                if best is None or candidate[:2] < best[:2]:
                    best = candidate
        return best[2] if best else None

    def _apart(self, event: Event) -> TimeMark | None:
        """ "The town was quiet on Tuesday, a day after the army left it": the day before that of the main clause."""
        verb = event.head
        while verb.dep in ("conj", "xcomp") and verb.head.is_verb:
            verb = verb.head
        link = next((c for c in verb.children if c.dep == "mark" and c.lower in ("after", "before")), None)
        if link is None or verb.dep != "advcl":
            return None
        span = next((t for t in self.marked.timexes if 0 <= link.start - t.end <= 1), None)
        length = _DAYS.fullmatch(span.value) if span is not None else None
        if span is None or length is None:
            return None
        days = timedelta(days=int(length[1]) * (7 if length[2] == "W" else 1) * (-1 if link.lower == "after" else 1))
        for mark, root in self._by_sentence.get(verb.sentence.i, ()):
            first = mark.timex.first
            if first is not None and first == mark.timex.last and not any(t is verb for t in root.ancestors()):
                if any(t is verb.head for t in root.ancestors()):
                    day = first + days
                    return replace(mark, timex=replace(span, value=day.isoformat(), type="DATE", first=day, last=day))
        return None

    def _leads(self, dated: list[tuple[Event, TimeMark]]) -> dict[int, TimeMark]:
        """For each item of a list the time of the paragraph that leads it in, where that has but one."""
        by_paragraph: dict[int, set[TimeMark]] = {}
        for event, mark in dated:
            by_paragraph.setdefault(event.head.sentence.paragraph, set()).add(mark)
        found: dict[int, TimeMark] = {}
        lead: TimeMark | None = None
        for number, passage in enumerate(self.marked.parsed.passages):
            if passage.kind is PassageKind.ITEM:
                if lead is not None:
                    found[number] = lead
            elif passage.kind is PassageKind.BODY:
                marks = by_paragraph.get(number, set())
                lead = next(iter(marks)) if len(marks) == 1 else None
        return found

    def _distance(self, event: Event, time: Token) -> int | None:
        """How far a time stands from an event in the grammar; None where it dates something else."""
        heads = {event.head.i}
        if event.carrier is not None and event.carrier.i not in self._cues:
            heads.add(event.carrier.i)
        if time.i in heads:
            return 0
        # From the time up to the verb, or to the event's noun, that it dates.
        steps, dated = 0, time
        for above in time.ancestors():
            steps += 1
            if above.i in heads:
                return steps
            dated = above
            if above.is_verb:
                break
        if event.kind in _UNDATED and not event.head.is_verb or event.kind is Kind.SUPPORT:
            return None
        if event.head.dep == "relcl" and any(t is event.head.head for t in time.ancestors()):
            return steps + 4
        if not dated.is_verb and dated.head is not dated:
            return None
        if self._is_before_speaker(event, time, dated):
            return steps + 3
        if dated.i in self._cues:
            # "Northeast of Baghdad on Sunday, police said a bomber killed …": what opens the sentence frames what is told.
            if not self._frames(time, dated):
                return None
        # From the event up to that verb, through clauses that share its time.
        climb, token = 0, event.head
        while climb < 8:
            if token is dated:
                return steps + 2 * climb
            if token.head is token or token.dep not in _SHARING and not (token.dep == "acl" and event.kind in _FOLLOWS):
                break
            if (
                token.dep == "conj"
                and token.is_verb
                and any(c.dep in ("nsubj", "nsubjpass") for c in token.children)
                and time.i > dated.i
            ):
                break
            token = token.head
            climb += 1
        # A verb that hangs under the event: "started an offensive to retake the city on October 17".
        climb, token = 0, dated
        while climb < 4 and token.head is not token:
            if token.dep in ("relcl", "ccomp") or (token.dep == "advcl" and token.tag in ("VBD", "VBZ", "VBP")):
                return None
            if token.dep == "conj" and not (event.kind in _FOLLOWS and token.tag == event.head.tag):
                return None
            token = token.head
            climb += 1
            if token.i in heads:
                return steps + 3 * climb
        return None

    def _is_before_speaker(self, event: Event, time: Token, cue: Token) -> bool:
        """ "Rebels took the town, on Friday, a witness said": a time before the one who speaks dates what is told."""
        speaker = cue.child("nsubj")
        apart = cue is event.head.head or cue.head is event.head
        return cue.is_verb and apart and speaker is not None and event.head.i < time.i < speaker.left

    def _frames(self, time: Token, cue: Token) -> bool:
        first = cue.sentence.tokens[0]
        opener = next((t for t in (time, *time.ancestors()) if t.head is cue), None)
        if opener is None or opener.right > cue.i or opener.left > first.i + 8:
            return False
        return any(t.i in self.marked.places for t in cue.sentence.tokens[: opener.right - first.i + 1])


def _lent(event: Event, dated: list[tuple[Event, TimeMark]]) -> TimeMark | None:
    """Deaths, wounds and damage happened when what caused them did: the time of the nearest event of the sentence, or of

    the sentence before in the same paragraph.
    """
    here = [
        (abs(o.head.i - event.head.i), k, m) for k, (o, m) in enumerate(dated) if o.head.sentence is event.head.sentence
    ]
    if here:
        return min(here)[2]
    before = [
        m
        for o, m in dated
        if o.head.sentence.paragraph == event.head.sentence.paragraph and o.head.sentence.i == event.head.sentence.i - 1
    ]
    return before[-1] if before else None


def _when(mark: TimeMark | None) -> When | None:
    if mark is None or mark.timex.first is None or mark.timex.last is None:
        return None
    timex = mark.timex
    evidence = Span(start=timex.start, end=timex.end, text=timex.text)
    return When(start=mark.timex.first, end=mark.timex.last, value=timex.value, evidence=evidence)


def _root(mark: TimeMark) -> Token:
    """The token of a time expression that the rest of it hangs on."""
    token = mark.last
    for _ in range(8):
        if token.head is token or not mark.first.i <= token.head.i <= mark.last.i:
            break
        token = token.head
    return token
