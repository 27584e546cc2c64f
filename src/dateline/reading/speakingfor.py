"""For whom one speaks who says "we": the force of an officer or a spokesman, or the body that published the statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.lexicon.actors import Actor, ActorIndex
from dateline.lexicon.nouns import ARMED_KINDS
from dateline.lexicon.wordlists import word_list
from dateline.reading.cues import load_cues
from dateline.reading.grammar import Phrase
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token
from dateline.reading.speakers import SourceRef

_BODIES = word_list("armed_bodies")
_PARTS = word_list("parts_of_actors") | {"line", "post", "side"}
_RANKS = word_list("ranks")
_HIS = frozenset(("his", "her"))
_FIRST_PERSON = frozenset(("we", "us", "our", "ours", "my", "ourselves"))
_SPEAKING_KINDS = ARMED_KINDS | {"government"}
# An outlet of such a name speaks for no side, whatever else is in its name.
_NEWS = load_cues().outlets - {"media", "outlet"}


class Whom(NamedTuple):
    """Whom a mention means: a name, and the lexicon's id, kind and side where it knows the actor."""

    name: str
    id: str | None = None
    kind: str | None = None
    side: str | None = None

    @classmethod
    def of(cls, actor: Actor) -> Whom:
        """A known actor."""
        return cls(actor.name, actor.id or None, actor.kind or None, actor.side or None)


def outlet_body(outlet: str | None, actors: ActorIndex) -> Whom | None:
    """The body that an outlet is, where a force, a ministry or an organisation publishes by itself; None for the press."""
    words = (outlet or "").replace("(", " ").replace(")", " ").replace("-", " - ").split()
    if not words or any(word.lower() in _NEWS for word in words):
        return None
    for first, last, found in actors.find(words):
        # "Central Command" within "TDF Central Command" is what the body is called, and no other body of that name.
        is_all = first == 0 or words[first - 1].lower() in ("the", "of") or f"({words[first]}" in (outlet or "")
        if not is_all or any(actor.kind == "media" for actor in found):
            continue
        return Whom.of(found[0]) if len(found) == 1 else Whom(" ".join(words[first:last]))
    return Whom(" ".join((outlet or "").split())) if words[-1].lower() in _BODIES else None


class SpeakingFor:
    """For each word of a report the body for which whoever says it speaks.

    `said_by` gives the chain of sources of a word, innermost first; `outlet` is the body that published the report.
    """

    def __init__(self, marked: Marked, said_by: Callable[[Token], list[SourceRef]], outlet: Whom | None) -> None:
        self._marked, self._said_by, self._outlet = marked, said_by, outlet

    def means_own(self, head: Token) -> bool:
        """Does a mention mean the speaker's own: "we", "our forces", "our positions", and of an officer "his men"?"""
        if head.lower in _FIRST_PERSON:
            return True
        owner = head.child("poss")
        armed = "armed" in self._marked.classes(head) or head.lemma in _PARTS
        if owner is None or not armed:
            return False
        return owner.lower in _FIRST_PERSON or owner.lower in _HIS and self.person(head) is not None

    def body(self, token: Token) -> Whom | None:
        """The body of whoever says a word: of the innermost source, or of the outlet in its own voice."""
        for ref in self._said_by(token):
            return self._of_source(ref)
        return self._outlet

    def person(self, token: Token) -> SourceRef | None:
        """Who says a word, where it is one person or office that speaks for others: "a spokesman said they had left"."""
        for ref in self._said_by(token)[:1]:
            if ref.last.lower in ("he", "she") or ref.last.tag in ("NN", "NNP") and ref.last.lemma not in _BODIES:
                return ref
        return None

    def owner(self, token: Token) -> Token | None:
        """The pronoun in "its spokesman said we …", whose antecedent they speak for."""
        ref = next(iter(self._said_by(token)), None)
        owner = self._head(ref).child("poss") if ref is not None else None
        return owner if owner is not None and owner.lower in ("its", "their") else None

    def _of_source(self, ref: SourceRef) -> Whom | None:
        found = self._in_phrase(self._head(ref))
        surname = ref.name.split()[-1] if ref.name else ""
        for token in self._marked.parsed.tokens[: ref.first.i]:
            if found is None and token.text == surname and token.is_noun and surname[:1].isupper():
                found = self._in_phrase(token)
        # Whom a body's own statement quotes speaks for it, unless a force that is known by name says otherwise.
        return found if found is not None and found.id else self._outlet or found

    def _head(self, ref: SourceRef) -> Token:
        tokens = self._marked.parsed.tokens[ref.first.i : ref.last.i + 1]
        return next((t for t in tokens if not ref.first.i <= t.head.i <= ref.last.i or t.head is t), ref.last)

    def _in_phrase(self, head: Token) -> Whom | None:
        """The force that a noun phrase with its appositions names: "Karsan army spokesman Adam Reel, of the Third Corps"."""
        tokens = self._marked.parsed.tokens
        while head.dep in ("appos", "compound") and head.head.is_noun:
            head = head.head
        span = [t for t in tokens[head.left : head.right + 1] if not _in_clause(t, head)]
        for token in span:
            mark = self._marked.actors.get(token.i)
            if mark is not None and mark.actor.kind in _SPEAKING_KINDS:
                return Whom.of(mark.actor)
        for token in span:
            noun = self._marked.nouns.actors.get(token.lemma)
            if noun is None or not noun.armed or not token.is_noun or token.lemma in _RANKS:
                continue
            if token is not head or noun.lemma in _BODIES:
                phrase = Phrase(_first_of_name(token, tokens), token, token)
                return Whom(" ".join(phrase.text(self._marked.parsed).split()), None, noun.kind)
        return None


def _in_clause(token: Token, head: Token) -> bool:
    while token is not head and token.head is not token:
        if token.dep in ("relcl", "acl", "conj"):
            return True
        token = token.head
    return False


def _first_of_name(token: Token, tokens: list[Token]) -> Token:
    """The first token of "government army" in "the government army spokesman"."""
    first = token.i
    while first > token.sentence.first and (
        tokens[first - 1].tag == "JJ" or tokens[first - 1].dep in ("compound", "amod")
    ):
        first -= 1
    return tokens[first]
