"""Denials of what was told before: "The rebels said they had taken the town. The army denied the report."

A denial names what it denies by a word ("the claim", "it"); what was claimed stands in a sentence before it. Where the
sentence itself tells what is denied ("denied that it had shelled the camp"), howsure.py says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.event import Event
from dateline.reading.howsure import word_lists
from dateline.reading.marked import Marked
from dateline.reading.parsing import Sentence, Token

_POINTING = frozenset(("it", "this", "that", "them", "these", "which", "those"))
_NAMING = frozenset(("call", "label", "brand", "describe", "declare", "dismiss", "reject", "denounce"))
_SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies; `told` is the noun or pronoun for what is denied, `first` to `last` the words of both."""

    word: Token
    told: Token
    first: Token
    last: Token

    @property
    def both(self) -> bool:
        """Does it deny two things told: "both claims", "the two reports"?"""
        return any(c.lower in ("both", "two") for c in self.told.children)


def find_denials(marked: Marked) -> Iterator[Denial]:
    """The denials of a text that point back, in order."""
    for sentence in marked.parsed.sentences:
        for token in sentence.tokens:
            if (denial := _by_verb(token) or _by_be(token) or _by_truth(token) or _by_not_so(token)) is not None:
                yield denial


def denied(denial: Denial, told: list[Event]) -> list[Event]:
    """Those of the events that others tell which a denial points back to: what the nearest sentence with any tells first.

    "Both claims" are those of the two nearest sentences, or the two of one.
    """
    here = denial.word.sentence
    found: list[Event] = []
    for back in range(_SENTENCES_BACK + 1):
        near = [
            e
            for e in told
            if e.head.i < denial.first.i and e.head.sentence.i == here.i - back and _is_beside(e.head.sentence, here)
        ]
        found = near[: 1 if found or not denial.both or back else 2] + found
        if len(found) >= (2 if denial.both else 1):
            break
    return found


def _is_beside(one: Sentence, other: Sentence) -> bool:
    return 0 <= other.paragraph - one.paragraph <= 1


def _by_verb(verb: Token) -> Denial | None:
    """ "denied the report", "dismissed it as propaganda", "the claim was rejected", "called the claim false"."""
    words = word_lists("negated")
    if not verb.is_verb or any(c.dep == "neg" or c.tag == "MD" for c in verb.children):
        return None
    thing = verb.child("nsubjpass", "dobj")
    clause = verb.child("ccomp", "oprd")
    if thing is None and clause is not None and verb.lemma in _NAMING:
        thing = clause.child("nsubj")
    if thing is not None and _points_back(thing):
        called = _false_word(verb, thing) if verb.lemma in _NAMING else None
        if verb.lemma in words["rejecters"] or called is not None:
            ends = sorted((verb, thing, called or verb), key=lambda t: t.i)
            return Denial(verb, thing, ends[0], ends[-1])
    if verb.dep == "relcl" and verb.lemma in words["rejecters"] and verb.head.lemma in words["told"]:
        if not any(c.dep in ("dobj", "nsubjpass") and c.tag not in ("WDT", "WP") for c in verb.children):
            return Denial(verb, verb.head, verb, verb)  # "…, a claim the army denied"
    return None


def _by_be(verb: Token) -> Denial | None:
    """ "The claim is false", "both reports were lies", "the account was not true"."""
    thing, said = verb.child("nsubj"), verb.child("acomp", "attr")
    if verb.lemma != "be" or thing is None or said is None or not _points_back(thing):
        return None
    words = word_lists("negated")
    no = any(c.dep == "neg" for c in verb.children)
    untrue = words["unless_true"] if no else words["adjectives"] | words["falsehoods"]
    if said.lower not in untrue and said.lemma not in untrue:
        return None
    return Denial(verb, thing, min(verb, said, key=lambda t: t.i), max(verb, said, key=lambda t: t.i))


def _by_truth(noun: Token) -> Denial | None:
    """ "There was no truth in the claim"."""
    if noun.lemma != "truth" or not any(c.lower in ("no", "any", "little") for c in noun.children):
        return None
    about = next((c.child("pobj") for c in noun.children if c.lower in ("in", "to")), None)
    return Denial(noun, about, noun, about) if about is not None and _points_back(about) else None


def _by_not_so(word: Token) -> Denial | None:
    """ "Not so, says the army's spokesman", at the head of a sentence."""
    tokens = word.sentence.tokens
    opening = [t for t in tokens[:4] if t.text != '"']
    if word.lower != "not" or opening[:1] != [word] or len(opening) < 3:
        return None
    so = opening[1]
    return Denial(word, so, word, so) if so.lower in ("so", "true") and opening[2].text in (",", ".", "!") else None


def _points_back(thing: Token) -> bool:
    """Is it a bare "the claim", "both reports", "it", without words of its own that say what was told?"""
    if thing.lower in _POINTING and thing.tag in ("PRP", "DT", "WDT"):
        return True
    if thing.lemma not in word_lists("negated")["told"] or not thing.is_noun:
        return False
    if any(c.lower in ("such", "any", "all") for c in thing.children):
        return False  # "rejected such reports": of a sort, not the one told before
    return not any(
        c.dep in ("acl", "relcl", "ccomp") or c.dep == "prep" and c.lower in ("of", "about", "on")
        for c in thing.children
    )


def _false_word(verb: Token, thing: Token) -> Token | None:
    """What a report is called: "called the claim false", "rejected the report as propaganda"."""
    words = word_lists("negated")
    for child in (*verb.children, *thing.children):
        named = child.child("pobj", "amod") if child.lower == "as" else child
        if named is not None and named is not thing and named.lemma in words["adjectives"] | words["falsehoods"]:
            return named
    return None
