"""Which words may say where an event was, the surest first: "in X" at the verb before "in X" at the object's side."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.wordlists import word_list
from dateline.model import Kind
from dateline.reading.grammar import prepositions
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token
from dateline.reading.placeasides import follows_who
from dateline.reading.placefound import BEARINGS
from dateline.reading.what import Event
from dateline.reading.who import Roles

AT = word_list("prepositions_at")
_IN = word_list("prepositions_in")
_TO = word_list("prepositions_to")
_FROM = frozenset(("from", "out"))
_MOVING = frozenset((Kind.ADVANCE, Kind.DISPLACE, Kind.DEPLOY, Kind.WITHDRAW, Kind.AID))
_LEAVING = frozenset((Kind.DISPLACE, Kind.WITHDRAW, Kind.ABDUCT, Kind.CAPTURE))
NEVER_PLACED = frozenset((Kind.SUPPORT, Kind.ACCUSE, Kind.AGREE, Kind.THREATEN))
_BEARING_WITHIN = 14


class Candidates:
    """What may say where the events of one report were; `cues` are the words that say that someone says something."""

    def __init__(self, marked: Marked, cues: set[int]) -> None:
        self.marked = marked
        self._cues = cues
        self._tokens = marked.parsed.tokens

    def of(self, event: Event, roles: Roles) -> Iterator[list[Token]]:
        """The heads of the phrases that may say where an event was, the surest first; those alike sure together."""
        for heads in self._of(event, roles):
            # "killed, says Dr Faraj, who runs the hospital in Bria": where someone works is not where it was
            yield [h for h in heads if not (h.i > event.head.i and follows_who(event.head, h))]

    def _of(self, event: Event, roles: Roles) -> Iterator[list[Token]]:
        if event.kind is Kind.HOLD and event.head.is_noun:
            yield self._beside(event.head)
        if roles.places:
            yield list(roles.places)
        if event.kind in (Kind.SUPPORT, Kind.ACCUSE):
            return
        yield [noun for name, noun in prepositions(event.head) if self._locates(event, name, noun)]
        for word in event.words:
            if word is not event.head:
                yield [noun for name, noun in prepositions(word) if self._locates(event, name, noun)]
        if event.carrier is not None:
            yield [noun for name, noun in prepositions(event.carrier) if self._locates(event, name, noun)]
        for head in (event.object, event.subject, *roles.targets):
            if head is not None and head.sentence is event.head.sentence and not self._speaks(head):
                core = self.marked.core(head)
                yield [
                    noun
                    for each in {head, core}
                    for name, noun in prepositions(each)
                    if name in AT | {"from", "of"} and is_place(self.marked, noun)
                ]
        if event.kind in NEVER_PLACED:
            return
        # "detonated under a vehicle in Pattani"; "were killed 20 km southwest of Kharkiv"
        yield [
            deeper
            for _, noun in prepositions(event.head)
            for name, deeper in prepositions(noun)
            if name in AT and is_place(self.marked, deeper) and not self._is_of_cue(noun)
        ]
        yield self._at_bearing(event)
        # "destroyed a convoy of the militia near Abu Haraz"
        yield [
            deeper
            for head in (event.object, *roles.targets)
            if head is not None and head.sentence is event.head.sentence
            for _, noun in prepositions(head)
            for name, deeper in prepositions(noun)
            if name in AT and "toponym" in self.marked.classes(deeper)
        ]

    def above(self, event: Event) -> Iterator[list[Token]]:
        """The heads of the phrases up the sentence: "Near Mosul, five strikes …", "In Syria, … after …"."""
        if event.kind in NEVER_PLACED:
            return
        for above in [event.head, *event.head.ancestors()]:
            if above.is_verb or above.head is above:
                # "told reporters in Baghdad that …": where it was said is not where it happened, unless it opens the sentence.
                said = above.i in self._cues
                yield [
                    noun
                    for name, noun in prepositions(above)
                    if name in AT and is_place(self.marked, noun) and not (said and noun.i > above.i)
                ]

    def _locates(self, event: Event, name: str, noun: Token) -> bool:
        if not is_place(self.marked, noun):
            # A name that nothing is known of, after "in" or "near", is a place that the gazetteer lacks.
            return name in _IN and "name" in self.marked.classes(noun)
        if name in AT:
            return True
        if name in _TO:
            return event.kind in _MOVING or event.kind not in _LEAVING and "toponym" in self.marked.classes(noun)
        if name in _FROM or name == "of":
            return event.kind in _LEAVING or name == "of"
        return name in BEARINGS

    def _speaks(self, head: Token) -> bool:
        """Is it the one who tells: "the ministry in Bamako announced …"? Where it is says nothing of where the thing was."""
        return head.head.i in self._cues and head.dep == "nsubj"

    def _is_of_cue(self, noun: Token) -> bool:
        """Is it the one who says so: "according to the governor's office in Gedaref"?"""
        return any(
            above.i in self._cues
            for above in (noun.head, noun.head.head)
            if not above.is_verb or above.lower == "according"
        )

    def _at_bearing(self, event: Event) -> list[Token]:
        """The toponym after a bearing that follows an event within a few words."""
        tokens = self._tokens
        stop = min(event.head.sentence.stop, event.head.i + _BEARING_WITHIN)
        return [
            self.marked.places[i].last
            for i in range(event.head.i + 2, stop)
            if i in self.marked.places and tokens[i - 1].lower == "of" and tokens[i - 2].lower in BEARINGS
        ]

    def _beside(self, noun: Token) -> list[Token]:
        """What a stronghold or a capital is: "their stronghold Mosul", "Raqqa, the capital of …", "Mosul is the bastion"."""
        found = [c for c in noun.children if c.dep in ("appos", "compound", "nmod") and c.i in self.marked.places]
        if noun.dep == "appos":
            found.append(noun.head)
        if noun.dep in ("compound", "nmod"):
            found.append(noun.head)
        if noun.dep == "attr" and (subject := noun.head.child("nsubj")) is not None:
            found.append(subject)
        after = self._tokens[noun.i + 1 : noun.i + 3]
        found += [t for t in after if t.i in self.marked.places and t.sentence is noun.sentence and t.head is not noun]
        return [t for t in found if t.i in self.marked.places]


def is_place(marked: Marked, noun: Token) -> bool:
    """Can a noun phrase be where something happened?"""
    classes = marked.classes(noun)
    if noun.tag == "NN" and "toponym" not in classes and not any(c.i < noun.i for c in noun.children):
        return False  # "from house to house", "in place"
    return "place" in classes and not ("armed" in classes and "toponym" not in classes)
