"""What stands around a word that tells of an event: what its subject and object are, what the sentence is about.

kinds.yaml says what each word asks for.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.lexicon.kinds import Trigger, Triggers
from dateline.lexicon.wordlists import word_list
from dateline.model import PassageKind
from dateline.reading.grammar import conjuncts, prepositions
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token

# These bring relief only where the sentence says that it is relief.
_DAYS = word_list("weekdays")
_NEAR = frozenset(("prt", "prep", "advmod", "dobj", "attr", "nsubj", "nsubjpass", "oprd"))
_AMOUNTS = word_list("quantity_pronouns")
_CARRIERS = frozenset(("convoy", "truck", "support", "service"))


class EventContext:
    """What a trigger may ask of the words around it."""

    def __init__(self, marked: Marked, triggers: Triggers, density: float) -> None:
        self.marked, self.triggers, self.density = marked, triggers, density
        self.event_nouns = triggers.event_nouns
        self._contexts: dict[str, Callable[[Token, Trigger], bool]] = {
            "armed": self._near_armed,
            "armed-both": self._near_armed,
            "armed-of": self._of_armed,
            "protest": lambda token, _: any(
                t.lemma in ("protest", "protester", "demonstrator", "demonstration", "street")
                for t in token.sentence.tokens
            ),
            "explosive": lambda token, _: any(
                t.lemma
                in (
                    "explode",
                    "detonate",
                    "kill",
                    "lay",
                    "plant",
                    "clear",
                    "step",
                    "anti",
                    "blow",
                    "suicide",
                    "strike",
                    "target",
                    "vest",
                )
                for t in token.sentence.tokens
            ),
            "displaced": lambda token, _: any(
                "civilian" in marked.classes(c.child("pobj") or c) for c in token.children if c.lower == "of"
            ),
            "dated": lambda token, _: is_dated(token, marked),
            "now": lambda token, _: _is_now(token),
            "held": self._is_in_hands,
            "under": lambda token, _: token.dep == "pobj" and token.head.lower == "under",
            "relief": lambda token, _: any(
                "relief" in marked.classes(t) for t in token.sentence.tokens if t.is_noun and t.lemma not in _CARRIERS
            ),
            "counted": lambda token, _: _is_counted(token),
            "noted": lambda token, _: _is_counted(token) and is_noted(token),
            "never": lambda token, _: False,
        }

    def _suits(self, head: Token | None, allowed: frozenset[str], loosely: bool) -> bool:
        if not allowed or "any" in allowed:
            return True
        if head is None:
            return "none" in allowed
        return any(self._suits_one(each, allowed, loosely) for each in conjuncts(head))

    def _suits_one(self, head: Token, allowed: frozenset[str], loosely: bool) -> bool:
        classes = self.marked.classes(head)
        if head.lower == "it" and "armed" in allowed and self._is_force_named_before(head):
            return True
        # "has seized Banuko": a bare name may be a place's as well as a person's; the kinds that take places come first.
        unsure = "person" in allowed and "place" not in allowed and self.marked.is_bare_name(head)
        if allowed & classes and not (unsure and not loosely):
            return True
        # A country or a government acts through its forces; a name that nothing is known of may be a group's.
        if loosely and "armed" in allowed and ("state" in classes and "place" not in allowed or "name" in classes):
            return True
        if loosely and "person" in allowed and not classes and any(c.dep == "nummod" for c in head.children):
            return True  # "killed two rangers": a noun that nothing is known of, counted
        if (
            loosely
            and "place" in allowed
            and "name" in classes
            and head.tag == "NNP"
            and not allowed & {"person", "thing"}
        ):
            return True
        return "event" in allowed and head.lemma in self.event_nouns

    def _is_force_named_before(self, it: Token) -> bool:
        """ "The army said it still held the town": is the subject before "it" an armed body?"""
        sentences = self.marked.parsed.sentences
        for sentence in (it.sentence, *sentences[max(0, it.sentence.i - 1) : it.sentence.i]):
            for token in reversed(sentence.tokens):
                if token.i < it.i and token.dep in ("nsubj", "nsubjpass") and token.is_noun:
                    return "armed" in self.marked.classes(token) and token.tag != "NNS"
        return False

    def _excluded(self, verb: Token, trigger: Trigger, who: Token | None, whom: Token | None) -> bool:
        if not trigger.unless:
            return False
        near = {c.lemma for c in verb.children if c.dep in _NEAR}
        near |= {noun.lemma for name, noun in prepositions(verb) if trigger.roles.get(name, "")[-5:] == "place"}
        for head in (who, whom):
            if head is not None:
                near |= {head.lemma} | {c.lemma for c in head.children if c.dep in ("compound", "amod", "nmod", "poss")}
        return bool(trigger.unless & near)

    def _by_armed(self, verb: Token, who: Token | None, whom: Token | None) -> bool:
        if verb.tag == "VBN" and whom is not None and who is None and verb.dep in ("amod", "acl"):
            return self.marked.is_armed(whom) and any(c.dep == "npadvmod" for c in verb.children)
        return any(h is not None and bool(self.marked.classes(h) & {"armed", "state", "group"}) for h in (whom,)) or (
            who is not None and self.marked.is_armed(who)
        )

    def _is_civil(self, modifier: Token) -> bool:
        """Is a modifier a person or a party that is not armed: "the Clinton campaign"?"""
        classes = self.marked.classes(modifier)
        return (
            modifier.dep in ("compound", "poss") and "person" in classes and not classes & {"armed", "state", "pronoun"}
        )

    def _of_kind(self, noun: Token, wanted: str, of: list[Token]) -> bool:
        near = [*of, *(c for c in noun.children if c.dep in ("compound", "poss", "amod", "nmod"))]
        if wanted == "place-or-armed" and any("toponym" in self.marked.classes(t) for t in near):
            return True
        return any("armed" in self.marked.classes(t) or self._is_group_word(t) for t in near)

    def _is_group_word(self, token: Token) -> bool:
        # "the group's self-proclaimed caliphate", "their capital": whose it is stands in another sentence.
        return token.lemma in ("group", "caliphate", "rebel", "militant") or any(
            self._is_group_word(c) for c in token.children if c.dep in ("poss", "compound")
        )

    def _near_armed(self, token: Token, _: Trigger) -> bool:
        if self.density >= 0.03:
            return True
        return any(
            "armed" in self.marked.classes(t)
            for t in token.sentence.tokens
            if t is not token and (t.is_noun or t.i in self.marked.actors)
        )

    def _is_in_hands(self, hands: Token, _: Trigger) -> bool:
        """ "The last town in rebel hands", "in the hands of the army": hands that hold, not those that do."""
        if hands.dep != "pobj" or hands.head.lower != "in":
            return False
        whose = [c for c in hands.children if c.dep in ("poss", "compound", "nmod", "amod")]
        whose += [noun for name, noun in prepositions(hands) if name == "of"]
        return any(self.marked.classes(each) & {"armed", "state"} for each in whose)

    def _of_armed(self, token: Token, _: Trigger) -> bool:
        return any(name in ("of", "from", "by") and self.marked.is_armed(noun) for name, noun in prepositions(token))


def is_dated(noun: Token, marked: Marked) -> bool:
    """ "Monday's car bomb", "the rockets of 18 January": a weapon that has a day is an event, not only a means."""
    owner = noun.child("poss")
    whens = [owner] if owner is not None else []
    whens += [n for name, n in prepositions(noun) if name == "of"]
    return any(t.lower in _DAYS or t.i in marked.timed for t in whens)


def is_noted(word: Token) -> bool:
    """Is it of a note that lacks its verb: an item, a headline, what stands behind a colon?"""
    if word.sentence.passage.kind in (PassageKind.ITEM, PassageKind.HEADLINE):
        return True
    return any(t.text == ":" for t in word.sentence.tokens[: word.i - word.sentence.first])


def _is_counted(noun: Token) -> bool:
    """ "35 corpses", "dozens of bodies": a number of them, not the word alone."""
    if noun.tag not in ("NNS", "NNPS") and noun.child("nummod") is None:
        return False
    return noun.child("nummod") is not None or (
        noun.dep == "pobj"
        and noun.head.lower == "of"
        and (noun.head.head.tag == "CD" or noun.head.head.lower in _AMOUNTS)
    )


def _is_now(verb: Token) -> bool:
    """Does a verb tell what holds at present: "is still occupied", "occupies", "had occupied since May"?"""
    if verb.tag in ("VBZ", "VBP") or any(c.lower == "since" and c.child("pobj") for c in verb.children):
        return True
    be = verb.child("auxpass")
    if be is None:
        return verb.head.lemma in ("remain", "stay", "be") and verb.head.tag in ("VBZ", "VBP")
    return be.lower in ("is", "are", "'s")
