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

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.model import Kind, Place
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token
from dateline.reading.placeasides import INSTITUTIONS
from dateline.reading.placecandidates import NEVER_PLACED, Candidates
from dateline.reading.placefound import Found, breadth, is_end_of_road
from dateline.reading.placelearned import learn_places
from dateline.reading.placephrases import Phrases
from dateline.reading.placing import place_of
from dateline.reading.settlements import Settlements
from dateline.reading.storyplace import Placed, borrowed, of_the_act, of_wounded
from dateline.reading.what import Event
from dateline.reading.who import Roles

_BY_ROLE = frozenset((Kind.ADVANCE, Kind.CAPTURE, Kind.HOLD, Kind.WITHDRAW, Kind.ENCIRCLE))
_PARAGRAPHS_BACK = 2


class Map:
    """The places of one report, ready to be asked for an event's."""

    def __init__(self, marked: Marked, cues: Iterable[Token] = ()) -> None:
        self._marked = marked
        self._parsed = marked.parsed
        self._cues = {t.i for t in cues}
        self._survey()

    def _survey(self) -> None:
        self._candidates = Candidates(self._marked, self._cues)
        self._settlements = Settlements(self._marked, self._cues)
        self._phrases = Phrases(self._marked, self._settlements)

    def places(self, events: Sequence[Event], roles: Sequence[Roles]) -> list[Place | None]:
        """The narrowest place that the text gives for each event, None where it gives none.

        Those that say theirs plainly are asked first; a place that has no name is taken only where no other event of
        the sentence has one, and who says none at all is where the others were.
        """
        learn_places(self._marked, events, roles)
        self._survey()
        found = [self.place(event, role, final=False) for event, role in zip(events, roles, strict=True)]
        others = list(found)
        for k, (event, role) in enumerate(zip(events, roles, strict=True)):
            if found[k] is None:
                known = [(e, p) for e, p in zip(events, others, strict=True) if p is not None]
                place = found[k] = self.place(event, role, known)
                if place is not None and (place.lat is not None or place.name[:1].isupper()):
                    others[k] = place  # "the house": nothing else is said to have been there
        return found

    def place(self, event: Event, roles: Roles, others: Placed = (), *, final: bool = True) -> Place | None:
        """The narrowest place that the text gives for an event, or None.

        `others` are the events that are placed already. Before the `final` asking a place that has no name is held back,
        since another event of the sentence may have one.
        """
        there = self._there(event)
        if there is not None:
            return place_of(there, self._parsed)
        if of_wounded(event, roles):
            act = of_the_act(event, others, self._settlements, self._parsed) if final else None
            if act is not None or not final:
                return act
        vague: Found | None = None
        wide: Found | None = None
        for heads in self._candidates.of(event, roles):
            best = self._best(heads)
            if best is not None:
                if best.mark is not None and breadth(best) > 1 and heads != roles.places:
                    wide = wide or best  # "struck the market of this town in southern Tigray"
                elif vague is None and event.kind in _BY_ROLE and (best.mark is None or best.road):
                    vague = best  # "overran the outpost at Ler Kaw", "cut the road at Karintak"
                elif vague is not None and event.kind in _BY_ROLE and not _is_at(best):
                    continue
                elif best.mark is not None or event.kind in _BY_ROLE or best.head.is_proper:
                    return place_of(self._within(best), self._parsed)
                else:
                    vague = vague or best
        if vague is not None and event.kind in _BY_ROLE:
            return place_of(self._within(vague), self._parsed)
        if wide is not None:
            return place_of(wide, self._parsed)
        for heads in self._candidates.above(event):
            best = self._best(heads)
            if best is not None:
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

    def _best(self, heads: list[Token]) -> Found | None:
        """The narrowest place among phrases that are alike sure."""
        found = [self._phrases.nearer(f) for f in map(self._phrases.describe, heads) if f is not None]
        return min(found, key=lambda f: (breadth(f), f.first.i)) if found else None

    def _there(self, event: Event) -> Found | None:
        """ "Four fighters died there", "near here": the settlement that was named last, where the one who writes is."""
        beside = [event.head, *(c for c in event.head.children if c.dep == "prep")]
        for word in (c for each in beside for c in each.children if c.dep in ("advmod", "pcomp", "pobj")):
            if word.lower not in ("there", "here", "nearby"):
                continue
            here = word.lower == "here"
            mark = self._settlements.here(word.i) if here else self._settlements.last_named(word.i, wide=True)
            if mark is not None:
                return Found(word, word, word, mark, True)
        return None

    def _within(self, found: Found) -> Found:
        """The place phrase, with the settlement that a phrase without a name lies in: "the main street", "its base there"."""
        named = any(t.is_proper for t in self._parsed.tokens[found.first.i : found.last.i + 1])
        if found.mark is not None or named and found.head.lemma not in INSTITUTIONS:
            return found
        mark = self._settlements.last_named(found.head.i)
        if mark is None or found.head.sentence.paragraph - mark.last.sentence.paragraph > _PARAGRAPHS_BACK:
            return found
        return replace(found, mark=mark, exact=False)


def _is_at(found: Found) -> bool:
    """Is it a settlement by its name, and not one that a road only leads to?"""
    return found.mark is not None and found.exact and found.bearing is None and not is_end_of_road(found.mark)
