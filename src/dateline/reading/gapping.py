"""The second half of a sentence that leaves its verb out: "the army holds the north and the rebels the south"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Kind
from dateline.reading.event import Event
from dateline.reading.marked import Marked
from dateline.reading.mending import hang
from dateline.reading.parsing import Token

# Who has what: in these two armed actors part a place between them.
_SHARED = frozenset((Kind.HOLD, Kind.CAPTURE))
_BETWEEN = ("DT", "JJ", "PRP$", "CD", "POS")


def gapped(marked: Marked, event: Event) -> Iterator[Event]:
    """The events that go on from one told by a verb, without the verb; their words are hung where they belong."""
    verb, place = event.head, event.object
    if event.kind not in _SHARED or not verb.is_verb or place is None or place.i < verb.i or event.subject is None:
        return
    tokens = [t for t in verb.sentence.tokens if t.i > place.i]
    for token in tokens:
        if token.is_verb or token.tag in ("MD", "WDT", "WP") or token.text == ";":
            return
        if token.is_noun and "armed" in marked.classes(token) and _opens(token, verb):
            what = _right_behind(token, tokens)
            if what is None or not marked.classes(what) & {"place", "toponym"}:
                return
            hang(what, verb, "conj")
            hang(token, what, "nsubj")
            words = [token, what]
            yield Event(event.kind, token, what, what, event.trigger, token, what, verb, words, gapped=True)


def _opens(noun: Token, verb: Token) -> bool:
    """Does "and" or a comma stand before a noun and its modifiers?"""
    tokens = verb.sentence.tokens
    k = noun.i - tokens[0].i - 1
    while k > 0 and (tokens[k].tag in _BETWEEN or tokens[k].is_noun):
        k -= 1
    return tokens[k].text == "," or tokens[k].lower in ("and", "while", "but")


def _right_behind(noun: Token, tokens: list[Token]) -> Token | None:
    """The noun phrase that follows a noun with nothing between."""
    after = [t for t in tokens if t.i > noun.i]
    k = 0
    while k < len(after) and after[k].tag in _BETWEEN and after[k].lower not in ("one", "ones"):
        k += 1
    if k == len(after) or not (after[k].is_noun or after[k].lower in ("one", "ones")):
        return None
    while k + 1 < len(after) and after[k + 1].is_noun:
        k += 1
    bare = after[0] is after[k] and not after[k].is_proper and after[k].lower not in ("half", "most", "all")
    return None if bare else after[k]
