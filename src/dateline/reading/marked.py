"""A parsed report with what is known of its words: the actors, places, times and figures in it, and what each noun is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.gazetteer.place import Place as KnownPlace
from dateline.gazetteer.words import words as gazetteer_words
from dateline.lexicon.actors import Actor
from dateline.lexicon.nouns import ARMED_KINDS, ActorNoun, Nouns, load_nouns
from dateline.lexicon.wordlists import word_list
from dateline.reading.howmany import Figure
from dateline.reading.parsing import Parsed, Token
from dateline.reading.timex import Timex

_PERSON_PRONOUNS = frozenset(
    ["he", "she", "him", "her", "his", "hers", "himself", "herself", "i", "me", "my", "who", "whom"]
)
_GROUP_PRONOUNS = frozenset(["they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"])
_THING_PRONOUNS = frozenset(["it", "its", "itself", "this", "that", "which"])
_SOME = word_list("quantity_pronouns")


@dataclass(frozen=True, slots=True)
class ActorMark:
    """The name of a known actor; `actor` is None where several share the name and the text does not tell which."""

    first: Token
    last: Token
    actor: Actor


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A toponym; `place` is None where the gazetteer does not know it."""

    first: Token
    last: Token
    place: KnownPlace | None


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A time expression on its tokens."""

    first: Token
    last: Token
    timex: Timex


@dataclass(slots=True, eq=False)
class Marked:
    """A parsed report and the marks on it, by the index of each token that a mark covers."""

    parsed: Parsed
    actors: dict[int, ActorMark] = field(default_factory=dict)
    places: dict[int, PlaceMark] = field(default_factory=dict)
    dateline: PlaceMark | None = None
    times: list[TimeMark] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    nouns: Nouns = field(default_factory=load_nouns)
    timexes: list[Timex] = field(default_factory=list)
    timed: set[int] = field(default_factory=set)
    _classes: dict[int, frozenset[str]] = field(default_factory=dict)

    def classes(self, head: Token) -> frozenset[str]:
        """What the noun phrase under this head is, in the words of things.yaml and actor_nouns.yaml, and

        `armed`, `person`, `group`, `state` (a government or a country acting), `toponym`, `name` (a proper noun that
        nothing else is known of), `count` (a figure without its noun), `pronoun`, `event`, `denied` ("no water").
        """
        known = self._classes.get(head.i)
        if known is None:
            self._classes[head.i] = frozenset()
            known = self._classes[head.i] = frozenset(self._classify(head))
        return known

    def forget(self, head: Token) -> None:
        """Lets a word be asked anew what it is, after a mark was put on it."""
        self._classes.pop(head.i, None)

    def core(self, head: Token) -> Token:
        """The noun that says what is meant: "civilians" of "dozens of civilians", the head itself elsewhere."""
        for _ in range(4):
            if (
                head.lemma in self.nouns.classes
                and "unit" in self.nouns.classes[head.lemma]
                or head.tag == "CD"
                or head.lower in _SOME
            ):
                of = next((c for c in head.children if c.lower == "of" and c.dep == "prep"), None)
                noun = of.child("pobj") if of is not None else None
                if noun is not None:
                    head = noun
                    continue
            break
        return head

    def actor_noun(self, head: Token) -> ActorNoun | None:
        """The generic actor that a noun names: "suicide bomber" and "rebel forces" by both of their words."""
        actors, tokens = self.nouns.actors, self.parsed.tokens
        before = tokens[head.i - 1] if head.i > head.sentence.first else None
        if before is not None and before.head is head and before.dep in ("compound", "amod", "nmod"):
            both = actors.get(f"{before.lemma} {head.lemma}") or actors.get(f"{before.lower} {head.lemma}")
            if both is not None:
                return both
            if head.lemma in _UNITS or head.lemma in ("force", "fighter", "troop"):
                whose = actors.get(before.lemma)
                if whose is not None and whose.armed:
                    return whose
        return actors.get(head.lemma) or actors.get(head.lower)

    def _classify(self, head: Token) -> set[str]:
        core = self.core(head)
        if core is not head:
            inner = set(self.classes(core)) or {"count", "person"}
            return inner | ({"group"} if head.lemma in ("member", "group", "unit") else set())
        found: set[str] = set()
        if head.i in self.timed:
            return {"time"}
        if head.tag.startswith(("VBN", "VBD", "JJ")) and is_nominal(head):
            # "the accused", "the wounded"
            return {"person", "count"} | ({"dead"} if head.lower in _THE_DEAD else set())
        mark = self.actors.get(head.i)
        noun = self.actor_noun(head)
        lemma = head.lemma
        if mark is not None and mark.last.i >= head.i:
            found |= _actor_classes(mark.actor.kind)
        if noun is not None and (head.is_noun or head.tag in ("JJ", "VBN")):
            found |= _actor_classes(noun.kind) | noun.tags | {"person"}
            if noun.armed:
                found.add("armed")
        if noun is not None or lemma in _UNITS:
            if any(c.dep in ("compound", "amod", "poss", "nmod") and self._is_armed_modifier(c) for c in head.children):
                found |= {"armed", "person", "group"}
        if lemma == "side" and any(c.lower in _WHICH_SIDES for c in head.children):
            found = {"group", "person", "armed"}  # "both sides"
        if head.is_proper and head.lower in _BODIES and mark is None:
            found |= {"group", "person", "armed"}  # "the Northern Front": a group that the lexicon lacks
        if (
            lemma in _DESCRIPTIONS
            and head.tag != "NNS"
            and all(c.dep in ("det", "case", "poss") for c in head.children if c.i < head.i)
        ):
            found |= {"group", "person", "armed"}  # "the group killed …": one named before
        if head.tag == "CD" and (same := self._counted_before(head)) is not None:
            found |= self.classes(same)  # "Fourteen soldiers were killed, six gave themselves up"
        if lemma == "number" and any(c.dep == "acl" and c.tag == "VBN" for c in head.children):
            found |= {"count", "person"}  # "the number killed"
        if lemma == "one" and head.is_noun and (same := self._meant_by_one(head)) is not None:
            found |= self.classes(same)  # "held the northern quarters and the army the southern ones"
        if lemma in _MEN and head.tag == "NNS" and any(c.tag == "PRP$" for c in head.children):
            found |= {"group", "person", "armed"}  # "my men", "our boys": those whom the speaker leads
        if lemma in _MEN and head.tag == "NNS" and self._of_armed(head):
            found |= {"group", "person", "armed"}  # "42 men of our special forces"
        if "armed" in found:
            found.add("combatant")
        place = self.places.get(head.i)
        if place is not None and mark is None:
            found |= {"place", "toponym"}
            if place.place is None or place.place.type in ("country", "capital"):
                found.add("state")
        found |= (self.nouns.classes.get(lemma) or self.nouns.classes.get(head.lower, frozenset())) - {"unit"}
        for words, name in self.nouns.multiword.get(lemma, ()):
            before = self.parsed.tokens[max(0, head.i - len(words) + 1) : head.i]
            if [t.lemma for t in before] == list(words[:-1]):
                found.add(name)
        if any(c.lower in _DENYING and c.dep in ("det", "neg", "preconj", "cc") for c in head.children):
            found.add("denied")
        if "building" in found or "vehicle" in found or "bomb" in found or "weapon" in found:
            found.add("thing")
        if mark is None and _ROAD.fullmatch(head.text) and any(c.lower == "the" for c in head.children):
            found.add("route")  # "the M5"
        if "building" in found or "route" in found:
            found.add("place")
        if head.tag.startswith(("PRP", "WP", "WDT", "DT")):
            found |= _pronoun_classes(head.lower)
        elif head.tag == "CD" or head.lower in _SOME or head.lower in ("nobody", "none", "one"):
            found |= {"count", "person"}
        elif not found and head.is_proper:
            found |= {"name", "person"}
        elif not found and any(c.dep == "compound" and c.i in self.actors for c in head.children):
            found |= {"group"}
        return found

    def _counted_before(self, figure: Token) -> Token | None:
        """Of whom a figure alone that is a subject tells: those counted in the clause before it."""
        if figure.dep not in ("nsubj", "nsubjpass") or any(c.dep in ("prep", "amod") for c in figure.children):
            return None
        before = reversed(self.parsed.tokens[max(figure.sentence.first, figure.i - _REACH) : figure.i])
        return next(
            (
                t
                for t in before
                if t.dep in ("nsubj", "nsubjpass", "dobj") and any(c.dep == "nummod" for c in t.children)
            ),
            None,
        )

    def _meant_by_one(self, one: Token) -> Token | None:
        """The noun before it in the sentence that "the southern ones" stands for."""
        if not any(c.dep == "amod" for c in one.children):
            return None
        before = self.parsed.tokens[max(one.sentence.first, one.i - _REACH) : one.i]
        return next((t for t in reversed(before) if t.dep == one.dep and t.tag == one.tag), None)

    def _of_armed(self, head: Token) -> bool:
        of = next((c.child("pobj") for c in head.children if c.lower == "of" and c.dep == "prep"), None)
        return of is not None and "armed" in self.classes(of) and "pronoun" not in self.classes(of)

    def _is_armed_modifier(self, token: Token) -> bool:
        mark = self.actors.get(token.i)
        if mark is not None:
            return mark.actor.kind in ARMED_KINDS
        return token.tag in ("JJ", "NNP") and token.text[:1].isupper() and token.head.lemma == "unit"  # "Russian units"

    def is_bare_name(self, head: Token) -> bool:
        """Is it a name of which nothing tells whether a place or a person bears it: "seized Banuko", "took Kal Doro"?"""
        if head.tag != "NNP" or self.classes(head) != {"name", "person"}:
            return False
        if any(not self._may_be_of_a_place(c) for c in head.children):
            return False
        if head.lower in gazetteer_words().given_names:
            return False
        # the surname of one who is named in full elsewhere
        return not any(
            t.text == head.text and t is not head and any(c.dep == "compound" and c.tag == "NNP" for c in t.children)
            for t in self.parsed.tokens
        )

    def _may_be_of_a_place(self, child: Token) -> bool:
        """Can a word that hangs on a name be one of a place's: "Karmir Shuka", "Tumi, a smaller village up the valley"?"""
        if child.dep == "compound":
            return child.tag == "NNP" and child.lower not in gazetteer_words().given_names | _TITLES
        if child.dep == "appos":
            return "place" in self.classes(child)
        return child.dep not in ("nummod", "amod", "relcl") or _is_thing_clause(child)

    def is_armed(self, head: Token) -> bool:
        """Is it an armed actor, a state, or a name or pronoun that may stand for one?"""
        return bool(self.classes(head) & {"armed", "state"})


# What an actor's name may stand before: "Iraqi Army units", "IS targets" are theirs, "Iraqi Army soldiers" are armed anyway.
_WHICH_SIDES = frozenset(("two", "both", "each", "either", "warring", "opposing", "rival", "three"))
_TITLES = word_list("ranks")
_THE_DEAD = frozenset(("dead", "killed", "slain", "fallen", "deceased"))
_DENYING = frozenset(("no", "neither", "little"))
_BODIES = word_list("armed_bodies")
_NONSTATE = frozenset(("rebel group", "militia", "communal militia", "criminal group"))
_DESCRIPTIONS = word_list("group_descriptions")
_MEN = word_list("men_of_someone")
# How many words back a figure or "the southern ones" may stand for.
_REACH = 40
# The number of a road; weapons and aircraft have others ("T-72", "F-16").
_ROAD = re.compile(r"(?:[ABEMN]|AH|NH|RN|RP)-?\d{1,3}")
_UNITS = word_list("parts_of_actors")


def _is_thing_clause(clause: Token) -> bool:
    """ "X, which the army has held": no person."""
    return clause.dep == "relcl" and any(t.lower == "which" for t in clause.children)


def is_nominal(token: Token) -> bool:
    """Is a participle or an adjective used as a noun: "the accused were charged", "treated the wounded"?"""
    return token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and any(
        c.dep in ("det", "nummod", "poss") for c in token.children
    )


def _actor_classes(kind: str) -> set[str]:
    if kind in ARMED_KINDS:
        own = {"police"} if kind == "police" else {"nonstate"} if kind in _NONSTATE else set()
        return {"armed", "person", "group"} | own
    if kind == "government":
        return {"state", "group", "person"}
    if kind == "person":
        return {"person"}
    if kind == "civilians":
        return {"person", "civilian"}
    if kind in ("aid organisation", "intergovernmental organisation", "rights organisation"):
        return {"org", "group", "aider"}
    return {"org", "group"}


def _pronoun_classes(lower: str) -> set[str]:
    if lower in _PERSON_PRONOUNS:
        return {"pronoun", "person"}
    if lower in _GROUP_PRONOUNS:
        return {"pronoun", "person", "armed", "group"}
    if lower in _THING_PRONOUNS:
        return {"pronoun", "thing", "group", "place"}
    return {"count", "person"}
