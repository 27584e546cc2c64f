"""Where it happened: the narrowest place of each event, as the text says it and as the gazetteer knows it.

    candidates     which words may say where it was                   placecandidates.py
    phrases        which toponym, road or bearing they tell of        placephrases.py, roads.py
    settlements    what "the town" or "there" means                   settlements.py
    story          where an event was that says no place of its own   storyplace.py
    placing        the name and the coordinates                       placing.py

"A camp to the west of Mosul" keeps its words; its coordinates are those of the place that the words hang on, moved by
the distance and direction that they say, with a precision that tells how loose that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Kind, Place
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token
from dateline.reading.placecandidates import NEVER_PLACED, Candidates
from dateline.reading.placefound import Found, breadth
from dateline.reading.placephrases import Phrases
from dateline.reading.placing import place_of
from dateline.reading.settlements import Settlements
from dateline.reading.storyplace import Placed, borrowed
from dateline.reading.what import Event
from dateline.reading.who import Roles

_BY_ROLE = frozenset((Kind.ADVANCE, Kind.CAPTURE, Kind.HOLD, Kind.WITHDRAW, Kind.ENCIRCLE))
_PARAGRAPHS_BACK = 2


class Map:
    """The places of one report, ready to be asked for an event's."""

    def __init__(self, marked: Marked, cues: Iterable[Token] = ()) -> None:
        self._parsed = marked.parsed
        said = {t.i for t in cues}
        self._candidates = Candidates(marked, said)
        self._settlements = Settlements(marked, said)
        self._phrases = Phrases(marked, self._settlements)

    def place(self, event: Event, roles: Roles, others: Placed = (), *, final: bool = True) -> Place | None:
        """The narrowest place that the text gives for an event, or None.

        `others` are the events that are placed already. Before the `final` asking a place that has no name is held back,
        since another event of the sentence may have one.
        """
        there = self._there(event)
        if there is not None:
            return place_of(there, self._parsed)
        vague: Found | None = None
        for heads in self._candidates.of(event, roles):
            found = [f for f in map(self._phrases.describe, heads) if f is not None]
            if found:
                best = min(found, key=lambda f: (breadth(f), f.first.i))
                # "militants killed a nun in Chipene": a name that nothing is known of is a place's there
                if best.mark is not None or event.kind in _BY_ROLE or best.head.is_proper:
                    return place_of(self._within(best), self._parsed)
                vague = vague or best
        if vague is not None:
            # "stormed the village of Solhan and torched homes": the homes are where the storming was.
            named = [p for o, p in others if o.head.sentence is event.head.sentence and p.lat is not None]
            if event.kind not in _BY_ROLE and (named or not final):
                return named[-1] if named else None
            return place_of(self._within(vague), self._parsed)
        if event.kind in NEVER_PLACED:
            return None
        return borrowed(event, others, self._settlements, self._parsed)

    def _there(self, event: Event) -> Found | None:
        """ "Four fighters died there": the settlement that was named last."""
        there = next((c for c in event.head.children if c.lower == "there" and c.dep == "advmod"), None)
        mark = self._settlements.last_named(there.i) if there is not None else None
        return Found(there, there, there, mark, True) if there is not None and mark is not None else None

    def _within(self, found: Found) -> Found:
        """The place phrase, with the settlement that a phrase without a name lies in: "the main street", "its base there"."""
        if found.mark is not None or any(t.is_proper for t in self._parsed.tokens[found.first.i : found.last.i + 1]):
            return found
        mark = self._settlements.last_named(found.head.i)
        if mark is None or found.head.sentence.paragraph - mark.last.sentence.paragraph > _PARAGRAPHS_BACK:
            return found
        return replace(found, mark=mark, exact=False)
