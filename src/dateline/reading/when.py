"""When it happened: which time expression is about which event. The expressions themselves are read in timex.py.

A time dates the event of its own clause and of clauses that go on from it; the time of a report ("reported Monday")
dates the report alone. A publication day is never filled in.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Span, When
from dateline.reading.marked import Marked, TimeMark
from dateline.reading.parsing import Token
from dateline.reading.what import Event

_SHARING = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "dobj", "nsubj", "nsubjpass", "pobj", "agent", "attr", "ccomp", "acl", "compound", "npadvmod", "oprd", "dep", "appos", "amod", "nmod", "poss"))


class Calendar:
    """The times of one report, by sentence, ready to be asked for an event's."""

    def __init__(self, marked: Marked, cues: Iterable[Token]) -> None:
        self.marked = marked
        self._cues = {t.i for t in cues}
        self._by_sentence: dict[int, list[tuple[TimeMark, Token]]] = {}
        for mark in marked.times:
            if mark.timex.first is not None and mark.timex.last is not None:
                self._by_sentence.setdefault(mark.first.sentence.i, []).append((mark, _root(mark)))

    def when(self, event: Event) -> When | None:
        """The days on which the text says the event happened, or None where it does not say."""
        best: tuple[int, int, TimeMark] | None = None
        for mark, root in self._by_sentence.get(event.head.sentence.i, ()):
            distance = self._distance(event, root)
            if distance is not None:
                candidate = (distance, abs(root.i - event.head.i), mark)
                if best is None or candidate[:2] < best[:2]:
                    best = candidate
        if best is None:
            return None
        timex = best[2].timex
        if timex.first is None or timex.last is None:
            return None
        evidence = Span(start=timex.start, end=timex.end, text=timex.text)
        return When(start=timex.first, end=timex.last, value=timex.value, evidence=evidence)

    def _distance(self, event: Event, time: Token) -> int | None:
        """How far a time stands from an event in the grammar; None where it dates something else."""
        heads = {event.head.i}
        if event.carrier is not None:
            heads.add(event.carrier.i)
        # From the time up to the verb or the event noun that it dates.
        steps, token = 0, time
        dated: Token | None = None
        if time.i in heads:
            return 0
        for above in time.ancestors():
            steps += 1
            if above.i in heads:
                return steps
            if above.is_verb or above.head is above:
                dated = above
                break
            token = above
        del token
        if dated is None or dated.i in self._cues:
            return None
        # From the event up to that verb, through clauses that share its time.
        climb, token = 0, event.head
        while climb < 8:
            if token is dated:
                return steps + 2 * climb
            if token.head is token or token.dep in ("relcl",) or (token.dep not in _SHARING):
                break
            if token.dep == "conj" and token.is_verb and any(c.dep in ("nsubj", "nsubjpass") for c in token.children) and time.i > dated.i:
                break
            if token.dep in ("ccomp", "advcl", "acl") and token.is_verb and time.i > dated.i and time.i > token.i:
                pass
            token = token.head
            climb += 1
        # A verb that hangs under the event: "started an offensive to retake the city on October 17".
        climb, token = 0, dated
        while climb < 4 and token.head is not token:
            if token.dep in ("relcl", "ccomp", "conj") or (token.dep == "advcl" and token.tag in ("VBD", "VBZ", "VBP")):
                return None
            token = token.head
            climb += 1
            if token.i in heads:
                return steps + 3 * climb
        return None


def _root(mark: TimeMark) -> Token:
    """The token of a time expression that the rest of it hangs on."""
    token = mark.last
    for _ in range(8):
        if token.head is token or not mark.first.i <= token.head.i <= mark.last.i:
            break
        token = token.head
    return token
