"""Which names that no gazetteer knows are places for a report: those at which its own events were.

"Our units captured Ngungu" makes a place of Ngungu for the rest of the report, so that "that village" may mean it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.lexicon.names import load_names
from dateline.lexicon.wordlists import word_list
from dateline.model import Kind
from dateline.reading.grammar import prepositions
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Token
from dateline.reading.what import Event
from dateline.reading.who import Roles

_IN = word_list("prepositions_in")
_OF_PLACES = frozenset((Kind.ADVANCE, Kind.CAPTURE, Kind.HOLD, Kind.WITHDRAW, Kind.ENCIRCLE))
_ON_PLACES = frozenset((Kind.ATTACK, Kind.SHELLING, Kind.AIRSTRIKE, Kind.BOMBING))
_UNKNOWN = frozenset(("name", "person"))
_CLASSIFIERS = word_list("place_classifiers") | {"hill"}
_DWELLERS = word_list("people_of_places")
_ENDS = frozenset(("center", "centre", "junction", "market", "mission", "square", "town"))
_BETWEEN = 2


def learn_places(marked: Marked, events: Iterable[Event], roles: Iterable[Roles]) -> None:
    """Marks the names that the events of a report take for places, wherever they stand in it."""
    names = {
        tuple(t.text for t in name)
        for event, role in zip(events, roles, strict=True)
        for head in _taken(marked, event, role)
        if (name := _name(marked, head))
    }
    names |= {tuple(t.text for t in name) for name in _opening(marked)}
    names |= {tuple(t.text for t in name) for name in _named_sites(marked)}
    names |= {tuple(t.text for t in name) for name in _dwelt_in(marked)}
    for words in sorted(names, key=len, reverse=True):
        _mark(marked, words)


def _taken(marked: Marked, event: Event, role: Roles) -> Iterator[Token]:
    """The words by which an event says where it was."""
    if event.kind in _OF_PLACES:
        yield from role.places
    if event.kind in _ON_PLACES and event.head.is_verb and event.object is not None:
        yield event.object
    for word in (*event.words, event.carrier, event.object, *role.targets, *role.places):
        if word is not None and word.sentence is event.head.sentence:
            yield from (c for c in word.children if c.dep == "appos" and "place" in marked.classes(word))
            of_place = "place" in marked.classes(word)
            yield from (noun for name, noun in prepositions(word) if name in _IN or name == "of" and of_place)


def _opening(marked: Marked) -> Iterator[list[Token]]:
    """ "In Masisi Centre, the rebels …": a name that a sentence opens with, to say where it was."""
    for sentence in marked.parsed.sentences:
        comma = next((t for t in sentence.tokens[2:6] if t.text == ","), None)
        if comma is not None and sentence.tokens[0].lower in _IN and sentence.tokens[1].tag == "NNP":
            name = _name(marked, marked.parsed.tokens[comma.i - 1])
            if name and name[0] is sentence.tokens[1]:
                yield name


def _named_sites(marked: Marked) -> Iterator[list[Token]]:
    """ "The Bulengo displacement camp": the name before what sort of place it is."""
    tokens = marked.parsed.tokens
    for noun in tokens:
        if noun.lemma not in _CLASSIFIERS or noun.tag != "NN":
            continue
        i = noun.i - 1
        if i > noun.sentence.first and tokens[i].tag == "NNP" and (name := _name(marked, tokens[i])):
            yield name  # "Kiuli hill"
            continue
        while i > noun.sentence.first and noun.i - i <= _BETWEEN and tokens[i].tag == "NN":
            i -= 1
        if i > noun.sentence.first and (name := _name(marked, tokens[i])) and tokens[name[0].i - 1].lower == "the":
            yield name


def _dwelt_in(marked: Marked) -> Iterator[list[Token]]:
    """ "Residents of Silvanya", "the mayor of Silvanya"."""
    for noun in marked.parsed.tokens:
        if noun.lemma in _DWELLERS:
            yield from (
                name for of, place in prepositions(noun) if of in ("of", "in") and (name := _name(marked, place))
            )


def _name(marked: Marked, head: Token) -> list[Token]:
    """The capitalised words of a name of which nothing else is known, [] where it is none."""
    tokens = marked.parsed.tokens
    if head.tag != "NNP" or not _may_be_place(marked, head) or head.i in marked.places or head.i in marked.timed:
        return []
    first = head.i
    while first > head.sentence.first and _is_of_name(marked, tokens[first - 1], tokens[first]):
        first -= 1
    if head.lower in load_names().peoples:
        return []  # "the Kashmiri town"
    after = tokens[head.i + 1 : head.i + 2]
    if after and (after[0].tag == "NNP" or after[0].text in ("'s", "-")) or not head.text[:1].isupper():
        return []
    return tokens[first : head.i + 1]


def _is_of_name(marked: Marked, before: Token, token: Token) -> bool:
    """Is a word a part of the name that goes on with the next: "Caño Seco", "Pont-Sondé"?"""
    if _is_marked(marked, before.i):
        return False
    return before.tag == "NNP" or (before.text == "-" or token.text == "-") and before.end == token.start


def _may_be_place(marked: Marked, head: Token) -> bool:
    """Is it a name of which nothing is known, or one that ends on a word for a place: "Masisi Centre"?"""
    classes = marked.classes(head)
    return classes == _UNKNOWN or "place" in classes and head.lemma in _ENDS and head.child("compound") is not None


def _is_marked(marked: Marked, i: int) -> bool:
    return i in marked.places or i in marked.actors or i in marked.timed


def _mark(marked: Marked, words: tuple[str, ...]) -> None:
    tokens = marked.parsed.tokens
    for i, token in enumerate(tokens):
        stretch = tokens[i : i + len(words)]
        if token.text != words[0] or tuple(t.text for t in stretch) != words:
            continue
        beside = [*tokens[i - 1 : i], *tokens[i + len(words) : i + len(words) + 1]]
        if any(_is_marked(marked, t.i) for t in stretch) or any(
            t.tag == "NNP" and t.sentence is token.sentence and t.i not in marked.timed for t in beside
        ):
            continue
        mark = PlaceMark(stretch[0], stretch[-1], None)
        for each in stretch:
            marked.places[each.i] = mark
            marked.forget(each)
