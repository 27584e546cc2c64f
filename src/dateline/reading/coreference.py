"""Whom a mention means: the name of a noun phrase, and the antecedent of a pronoun or of "the group".

Coreference goes by recency and agreement among the actors named before (after Hobbs 1978 and Lappin and Leass 1994:
subjects first, the nearest first). A mention keeps the words of the report; only its name is resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dateline.lexicon.nouns import ARMED_KINDS
from dateline.lexicon.wordlists import word_list
from dateline.model import Mention
from dateline.reading.grammar import Phrase, conjuncts, phrase, prepositions, subject
from dateline.reading.marked import ActorMark, Marked
from dateline.reading.parsing import Token
from dateline.reading.speakingfor import SpeakingFor, Whom

_LEADING = frozenset(("DT", "PRP$", "PDT", "CD", "WDT", "WP$"))
_DESCRIPTIONS = word_list("group_descriptions")
_KINDS_OF_FORCES = word_list("kinds_of_forces")
_MEN = word_list("men_of_someone")
_OFFICES = word_list("offices")
_PARTS = word_list("parts_of_actors")
_SHORT = re.compile(r"[A-Z][A-Za-z&-]{0,3}[A-Z]{1,6}s?")
_SENTENCES_BACK = 4


class Names:
    """The actors that one report names, in order, ready to be asked whom a mention means."""

    def __init__(self, marked: Marked, voice: SpeakingFor | None = None) -> None:
        self.marked, self.voice = marked, voice
        self._actors = [t for s in marked.parsed.sentences for t in s.tokens if self._may_act(t)]
        self._at = [t.i for t in self._actors]
        self._abbreviated = self._abbreviations()

    def _may_act(self, token: Token) -> bool:
        if not (token.is_noun or token.i in self.marked.actors) or token.dep in ("compound", "nmod", "amod"):
            return False
        classes = self.marked.classes(token)
        return bool(classes & {"person", "armed", "group", "state"}) and "count" not in classes

    def mention(self, head: Token) -> Mention:
        """The noun phrase of a head as a mention: what the text says, whom it means, and the lexicon's id where known."""
        span = self._phrase(head)
        actor, name = self._known(head, span) or self._own(head), None
        if actor is None:
            other = self._antecedent(head)
            if other is not None:
                actor = self._known(other, self._phrase(other)) or self._own(other)
                name = self._plain(self._phrase(other)) if actor is None else None
        noun = self.marked.actor_noun(self.marked.core(head))
        plain = self._plain(span)
        if actor is None:
            kind = noun.kind if noun is not None else None
            actor = Whom(name or self._abbreviated.get(plain, plain), None, kind, None)
        text = span.text(self.marked.parsed)
        return Mention(
            start=span.first.start, end=span.last.end, text=text,
            name=actor.name, id=actor.id, kind=actor.kind, side=actor.side,
        )  # fmt: skip

    def _own(self, head: Token) -> Whom | None:
        """The speaker's own force: "we", "our troops"; and "they" where a spokesman tells of his own."""
        if self.voice is None:
            return None
        if self.voice.means_own(head):
            owner = self.voice.owner(head)
            whose = self.antecedent(owner) if owner is not None else None
            return (self._known(whose, self._phrase(whose)) if whose is not None else None) or self.voice.body(head)
        they = head.lower in ("they", "them", "their") and self.marked.parsed.quotation_of(head) is None
        person = self.voice.person(head) if they else None
        if person is None:
            return None
        named = self.antecedent(head)
        heard = named is None or named.sentence is not head.sentence or person.first.i <= named.i <= person.last.i
        return self.voice.body(head) if heard else None

    def _abbreviations(self) -> dict[str, str]:
        """The short names that the text brings in itself: "the Council for Free Towns (CFT)"."""
        found: dict[str, str] = {}
        tokens = self.marked.parsed.tokens
        for aside in self.marked.parsed.asides:
            short = self.marked.parsed.text[aside.start : aside.end].strip()
            head = tokens[aside.before]
            while head.dep == "pobj" and head.head.head.is_proper:
                head = head.head.head
            if _SHORT.fullmatch(short) and head.is_noun and head.i not in self.marked.actors:
                full = self._plain(phrase(head, tokens))
                initials = "".join(word[0] for word in re.findall(r"\w+", full) if word[0].isupper())
                if len(full) > len(short) and initials[:1] == short[:1]:
                    found[short] = full
        return found

    def _phrase(self, head: Token) -> Phrase:
        mark = self.marked.actors.get(head.i)
        if head.tag.startswith("PRP"):
            return Phrase(head, head, head)
        span = phrase(head, self.marked.parsed.tokens)
        if mark is not None and mark.last.i > span.last.i:
            span = Phrase(span.first, mark.last, head)
        found = span
        before = self.marked.parsed.tokens[span.first.i - 1] if span.first.i > head.sentence.first else None
        if before is not None and before.i > 0 and before.lower == "to":
            span, before = Phrase(before, span.last, head), self.marked.parsed.tokens[before.i - 1]
        if span.first.lower == "to" and before is not None and before.lower == "up":
            return Phrase(before, span.last, head)
        return found

    def _known(self, head: Token, span: Phrase) -> Whom | None:
        mark = self.marked.actors.get(head.i) or self._known_by_members(head, span)
        if mark is not None:
            return Whom.of(mark.actor)
        place = self.marked.places.get(head.i)
        if place is not None and place.place is not None:
            return Whom(place.place.name, None, "government", place.place.country or None)
        return None

    def _known_by_members(self, head: Token, span: Phrase) -> ActorMark | None:
        """The actor whose members are named: "IS fighters", "members of the FARC"; one commander is not the group."""
        noun = self.marked.actor_noun(head)
        several = head.tag in ("NNS", "NNPS") or head.lemma in _PARTS or head.lemma in _DESCRIPTIONS
        if (
            not several
            or (noun is None and head.lemma not in _PARTS | _DESCRIPTIONS)
            or (noun is not None and not noun.armed)
        ):
            return None
        for token in reversed(self.marked.parsed.tokens[span.first.i : head.i]):
            near = self.marked.actors.get(token.i)
            if near is not None and near.actor.kind in ARMED_KINDS:
                return near
        for name, whole in prepositions(head):
            mark = self.marked.actors.get(whole.i)
            if name in ("of", "from") and mark is not None and mark.actor.kind in ARMED_KINDS:
                return mark
        return None

    def _plain(self, span: Phrase) -> str:
        tokens = span.tokens(self.marked.parsed)
        while len(tokens) > 1 and (
            tokens[0].tag in _LEADING
            and tokens[0].tag != "CD"
            or tokens[0].lower in ("some", "any", "such", "other")
            and tokens[0].dep != "nsubj"
        ):
            tokens = tokens[1:]
        return " ".join(self.marked.parsed.slice(tokens[0], tokens[-1]).split())

    # --- coreference

    def _antecedent(self, head: Token) -> Token | None:
        lower = head.lower
        if head.tag.startswith("PRP") and lower != "who":
            return self.antecedent(head)
        if head.dep == "dobj" and head.head.lemma == "lose" and (lower == "men" or self.marked.is_armed(head)):
            return subject(head.head)  # "the brigade lost 14 men": its own
        if head.is_proper or head.lemma not in self.marked.nouns.actors.keys() | _DESCRIPTIONS | _MEN:
            return None
        modifiers = [c for c in head.children if c.i < head.i]
        owner = next((c for c in modifiers if c.lower in ("its", "their", "his", "her") and c.dep == "poss"), None)
        if owner is not None and self.marked.is_armed(head):
            if owner.lower in ("its", "their"):
                return self.antecedent(owner, armed=True)  # "its fighters": of the group named before
            return self._side_of(
                self.antecedent(owner) or _teller(owner)
            )  # "his fighters": of the side that he speaks for or fights on
        if not modifiers or any(
            c.dep not in ("det",) or c.lower not in ("the", "this", "these", "that") for c in modifiers
        ):
            return None
        if any(c.dep in ("prep", "relcl", "acl") for c in head.children):
            return None
        noun = self.marked.nouns.actors.get(head.lemma)
        wanted = noun.kind if noun is not None and noun.armed else ("group" if head.lemma in _DESCRIPTIONS else "")
        if not wanted:
            return None
        for other in self._before(head):
            mark = self.marked.actors.get(other.i) or self._known_by_members(other, self._phrase(other))
            known = mark.actor.kind if mark is not None else None
            if wanted == "group":
                if known in ("rebel group", "militia", "criminal group", "communal militia"):
                    return other
            elif (
                known == wanted
                or (wanted == "rebel group" and known == "militia")
                or (wanted == "state forces" and known == "coalition" and lower == "coalition")
                or wanted == "state forces"
                and known is None
                and other.lemma in ("force", "troop", "army")
                and any(_says_whose(c) for c in other.children if c.i < other.i)
            ):
                return other
        return None

    def _side_of(self, person: Token | None) -> Token | None:
        """The armed actor that the words for a person name: "Amin, the Front's spokesman", "a fighter of the Front"."""
        if person is None:
            return None
        words = person.head if person.dep == "appos" else person
        for token in self.marked.parsed.tokens[words.left : words.right + 1]:
            mark = self.marked.actors.get(token.i)
            if token.is_verb or token.dep == "relcl":
                break
            if token is not person and mark is not None and mark.actor.kind in ARMED_KINDS:
                return mark.last
            if token is not person and token.dep == "poss" and self.marked.classes(token) & {"armed"}:
                return token
        return None

    def antecedent(self, pronoun: Token, *, armed: bool = False) -> Token | None:
        """Whom a personal or possessive pronoun means among the actors named before it, or None.

        `armed` asks for an actor that can have fighters, so that "its fighters" are never a newspaper's.
        """
        lower = pronoun.lower
        person = lower in ("he", "she", "him", "her", "his", "himself", "herself")
        plural = lower in ("they", "them", "their", "themselves")
        thing = lower in ("it", "its", "itself")
        if not (person or plural or thing):
            return None
        best: Token | None = None
        doer = self._doer(pronoun)
        for other in self._before(pronoun):
            classes = self.marked.classes(other)
            if armed and not classes & {"armed", "state"}:
                continue
            if person:
                fits = other.is_proper and "person" in classes and "group" not in classes
            elif plural:
                one = any(c.lower == "one" for c in other.children)
                fits = other.tag in ("NNS", "NNPS") or "group" in classes and not one or len(conjuncts(other)) > 1
            else:
                fits = ("group" in classes or "state" in classes) and other.tag not in ("NNS",)
                fits = fits and other.lemma not in _OFFICES
            if not fits or other is doer or _same_clause(other, pronoun) or plural and self._are_foes(other, pronoun):
                continue
            if pronoun.dep == "dobj" and pronoun.head.dep == "conj" and other.head is pronoun.head.head:
                return other  # "separated the men and shot them"
            if other.dep in ("nsubj", "nsubjpass", "agent") or other.dep == "pobj" and other.head.lower == "by":
                return other
            best = best or other
            if other.sentence.i < pronoun.sentence.i - 1:
                break
        return best

    def _doer(self, pronoun: Token) -> Token | None:
        """Who does what is done to a pronoun, who is another: "the soldiers took the men away; they shot them"."""
        verb = pronoun.head.head if pronoun.dep == "pobj" else pronoun.head
        if pronoun.dep not in ("dobj", "pobj") or not verb.is_verb:
            return None
        who = subject(verb)
        if who is None or who is pronoun or not who.tag.startswith("PRP") or who.dep not in ("nsubj", "nsubjpass"):
            return who
        return self.antecedent(who)

    def _are_foes(self, other: Token, pronoun: Token) -> bool:
        """ "Our forces … They shelled our positions": who does something to us is not us."""
        lost = subject(other.head) if other.dep == "dobj" and other.head.lemma == "lose" else None
        if self.voice is None or not self.voice.means_own(lost or other):
            return False
        verb = pronoun.head
        return verb.is_verb and any(
            t.lower in ("our", "us") for t in self.marked.parsed.tokens[verb.i : verb.right + 1]
        )

    def _before(self, token: Token) -> Iterator[Token]:
        """The actors named before a token, nearest first, at most a few sentences back; the subjects of a sentence first."""
        low = token.sentence.i - _SENTENCES_BACK
        for other in reversed(self._actors[: bisect_left(self._at, token.i)]):
            if other.sentence.i < low:
                return
            yield other


def _teller(pronoun: Token) -> Token | None:
    """Who tells what a pronoun stands in: the fighter of "one fighter said his comrades had left"."""
    clause = next((t for t in pronoun.ancestors() if t.dep == "ccomp" and t.head.is_verb), None)
    return clause.head.child("nsubj") if clause is not None else None


def _says_whose(modifier: Token) -> bool:
    """Does a word before "forces" say whose they are ("Iraqi forces"), not only of what sort ("paramilitary forces")?"""
    return modifier.tag in ("JJ", "NNP") and modifier.text[:1].isupper() and modifier.lower not in _KINDS_OF_FORCES


def _same_clause(a: Token, b: Token) -> bool:
    """Are both arguments of one verb, so that they cannot be one actor?"""
    verb = b.head
    if a.head is verb and verb.is_verb:
        return True
    while verb.dep == "conj" and verb.head.is_verb and b.dep == "dobj":
        verb = verb.head
        if a.head is verb and a.dep in ("nsubj", "nsubjpass"):
            return True
    return False
