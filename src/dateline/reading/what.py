"""What happened: the words that tell of an event or a state of the field, each with its kind.

A word is taken in its sense: by what its subject and object are, by the words around it, by what the text is about.
kinds.yaml says which; nothing here knows a word.
"""

from __future__ import annotations

from dateline.lexicon.kinds import Triggers
from dateline.model import PassageKind
from dateline.reading.about import topic
from dateline.reading.event import Event
from dateline.reading.eventnouns import EventNouns
from dateline.reading.eventverbs import EventVerbs
from dateline.reading.gapping import gapped
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token
from dateline.reading.toldtwice import without_doubles

__all__ = ["Event", "find_events"]


def find_events(marked: Marked, triggers: Triggers) -> list[Event]:
    """The events that a text tells of, in the order of their triggers. Empty for a text that is about something else."""
    about = topic(marked)
    if not about.paragraphs:
        return []
    finder = _Finder(marked, triggers, about.density)
    found: list[Event] = []
    for sentence in marked.parsed.sentences:
        if sentence.passage.kind is PassageKind.CREDIT or sentence.paragraph not in about.paragraphs:
            continue
        for token in sentence.tokens:
            event = finder.at(token)
            if event is not None:
                found.append(event)
                found.extend(gapped(marked, event))
    return without_doubles(found, marked)


class _Finder(EventVerbs, EventNouns):
    """Asks of each word whether it tells of an event."""

    def at(self, token: Token) -> Event | None:
        lemma = token.lemma
        if token.is_verb or (token.tag == "JJ" and token.lower.endswith("ed")):
            if token.lower in self.triggers.compounds and (event := self._compound(token)) is not None:
                return event
            verbs = self.triggers.verbs.get(lemma) if token.is_verb or _is_participle(token) else None
            if verbs is not None and (event := self._verb(token, verbs)) is not None:
                return event
        if token.is_noun or token.tag == "VBG" or token.lower == "onward":
            nouns = self.triggers.nouns.get(lemma) or self.triggers.nouns.get(token.lower)
            if nouns is not None and (token.is_noun or token.dep in ("pobj", "dobj", "nsubj", "pcomp", "ROOT")):
                return self._noun(token, nouns)
        adjectives = self.triggers.adjectives.get(token.lower)
        if adjectives is None:
            return None
        if adjectives[0].object:
            return self._state(token, adjectives[0])
        if token.tag.startswith(("JJ", "VBN", "VBD", "NN")):
            return self._adjective(token, adjectives)
        return None


def _is_participle(word: Token) -> bool:
    """Is what the parser takes for an adjective what was done to something: "left the bridge damaged", "Dorin liberated"?"""
    return word.dep in ("acomp", "oprd") or word.dep in ("ROOT", "ccomp") and word.child("nsubj") is not None
