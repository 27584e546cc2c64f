"""Which day a report is about where a sentence does not say it: the day told before, or that of a dated statement.

"Rebels took the town on Friday. … Nine soldiers were killed": a report that has told of one day alone goes on there; an
hour ("by noon", "that morning") is one of that day. A statement that opens with its day ("Daily summary, 3 May 2019")
dates what its items tell without a day of their own. A day of publication is no such day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dateline.model import Kind, PassageKind
from dateline.reading.event import Event
from dateline.reading.grammar import is_passive
from dateline.reading.marked import Marked, TimeMark
from dateline.reading.parsing import Sentence, Token
from dateline.reading.passages import run_in_headings
from dateline.reading.placefound import is_end_of_road
from dateline.reading.timex import Timex

# What happened on a day; the rest holds, or is said, for longer.
_ACTS = frozenset(
    (
        Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CLASH,
        Kind.CAPTURE, Kind.WITHDRAW, Kind.ADVANCE, Kind.DETAIN, Kind.ABDUCT, Kind.ENCIRCLE,
    )
)  # fmt: skip
_CONSEQUENCES = frozenset((Kind.KILL, Kind.INJURE, Kind.DESTROY))
_STATES = frozenset((Kind.HOLD, Kind.NEED))
_DAYLESS = re.compile(
    r"(?:(?:the|that|same|early|late|very|small) )*"
    r"(?:dawn|daybreak|sunrise|first light|mid-?morning|morning|noon|midday|mid-?afternoon|afternoon|dusk|sunset|nightfall"
    r"|evening|night|midnight|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)$",
    re.IGNORECASE,
)
_THAT_DAY = re.compile(r"(?:that(?: same)?|the same) (?:day|morning|afternoon|evening|night|dawn)$", re.IGNORECASE)
_PARAGRAPHS_BACK = 3
_HEADING_WORDS = 25


def is_dayless(timex: Timex) -> bool:
    """Is it an hour or a part of a day whose day the text leaves to what it told before: "by noon", "that morning"?"""
    return bool(_DAYLESS.match(timex.text)) or bool(_THAT_DAY.match(timex.text))


class StoryDays:
    """The days that a report has told of, ready to be asked for the day of what has none."""

    def __init__(self, marked: Marked, dated: Iterable[tuple[Event, TimeMark]]) -> None:
        self.marked = marked
        self._told = [(e, m) for e, m in dated if e.kind not in _STATES and _one_day(m) is not None]
        self._stated = self._statement()
        self._headed = frozenset(run_in_headings(marked.parsed.text, marked.parsed.passages))

    def day_of_hour(self, event: Event, mark: TimeMark) -> TimeMark | None:
        """The mark of an hour with the day that was told last before it, or in its own sentence."""
        before = self._before(event)
        here = [m for e, m in self._told if e.head.sentence is event.head.sentence and e is not event]
        near = here or [m for _, m in before]
        found = _on(mark, _one_day(near[-1])) if near else None
        if found is not None and event.kind not in _STATES:
            self._told.append((event, found))
        return found

    def day(self, event: Event, negated: bool) -> TimeMark | None:
        """The day of an act that the text dates only by what it told before; None where there is none."""
        if event.kind in _ACTS and _is_past(event) and (not negated or event.kind in _CONSEQUENCES):
            before = self._before(event)
            if event.kind not in _CONSEQUENCES:
                # what else was done may be of another day, unless it stands close by
                before = [(e, m) for e, m in before if event.head.sentence.paragraph - e.head.sentence.paragraph <= 1]
            days = {_one_day(m) for e, m in self._told if e.head.i < event.head.i}
            timed = any(m.first.sentence is event.head.sentence and _one_day(m) is not None for m in self.marked.times)
            if before and len(days) == 1 and not timed and not self._is_elsewhere(event, before):
                return before[-1][1]
        # The body of a statement tells of other days too; its items, and what stands under a heading of its own, do not.
        listed = not self._is_body(event) or event.head.sentence.paragraph - 1 in self._headed
        if self._stated is None or negated or not listed:
            return None
        then = event.kind in _ACTS and _is_past(event) and not _is_pluperfect(event.head)
        return self._stated if then or event.kind in _STATES else None

    def _is_elsewhere(self, event: Event, told: list[tuple[Event, TimeMark]]) -> bool:
        """Does its sentence name a place that the sentences with a day do not? What is told there may be of another day."""
        places = self.marked.places

        def names(sentence: Sentence) -> set[str]:
            marks = [places[t.i] for t in sentence.tokens if t.i in places]
            marks = [m for m in marks if not is_end_of_road(m)]  # "had cut the Lashio-Muse road": no place of an event
            return {m.place.id if m.place is not None else m.last.lower for m in marks}

        known: set[str] = set()
        for other, _ in told:
            known |= names(other.head.sentence)
        return bool(names(event.head.sentence) - known)

    def _before(self, event: Event) -> list[tuple[Event, TimeMark]]:
        paragraph, item = event.head.sentence.paragraph, not self._is_body(event)
        reach = 0 if item else _PARAGRAPHS_BACK
        return [
            (e, m) for e, m in self._told if e.head.i < event.head.i and paragraph - e.head.sentence.paragraph <= reach
        ]

    def _is_body(self, event: Event) -> bool:
        return event.head.sentence.passage.kind is PassageKind.BODY

    def _statement(self) -> TimeMark | None:
        """The day that stands at the head of a statement or a daily note, before the first thing that it tells."""
        passages, text = self.marked.parsed.passages, self.marked.parsed.text
        head = [p for p in passages[:3] if len(text[p.start : p.end].split()) <= _HEADING_WORDS]
        for passage in head:
            if passage.kind not in (PassageKind.HEADLINE, PassageKind.BODY):
                continue
            inside = [m for m in self.marked.times if passage.start <= m.timex.start < passage.end]
            full = [m for m in inside if _one_day(m) is not None and re.search(r"\d{4}", m.timex.text)]
            verbs = [
                t
                for t in self.marked.parsed.tokens
                if passage.start <= t.start < passage.end and t.tag in ("VBD", "VBZ", "VBP")
            ]
            if len(full) == 1 and not verbs:
                return full[0]
            if verbs:
                return None
        return None


def _one_day(mark: TimeMark) -> date | None:
    first, last = mark.timex.first, mark.timex.last
    return first if first is not None and last is not None and last - first <= timedelta(days=1) else None


def _on(mark: TimeMark, day: date | None) -> TimeMark | None:
    if day is None:
        return None
    hour = mark.timex.value[mark.timex.value.find("T") :] if "T" in mark.timex.value else ""
    return replace(mark, timex=replace(mark.timex, value=day.isoformat() + hour, first=day, last=day))


def _is_past(event: Event) -> bool:
    """Is it told as what happened then, not as what has gone on since or goes on now?"""
    verb = event.head if event.head.is_verb else event.carrier if event.kind in _CONSEQUENCES else None
    if verb is None:
        return False
    while verb.dep in ("conj", "xcomp", "advcl", "acl") and verb.head.is_verb and verb.tag in ("VBG", "VBN", "VB"):
        if any(c.dep in ("aux", "auxpass") for c in verb.children):
            break
        verb = verb.head
    helping = [c.lower for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(h in ("has", "have", "will", "would", "may", "might", "could", "can", "is", "are", "to") for h in helping):
        return False
    return verb.tag == "VBD" or bool(set(helping) & {"was", "were", "had"}) or verb.tag == "VBN" and is_passive(verb)


def _is_pluperfect(verb: Token) -> bool:
    return any(c.dep == "aux" and c.lower == "had" for c in verb.children)
