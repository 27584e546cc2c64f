"""The nouns, adjectives and compounds that tell of an event: "the capture of", "12 dead", "rebel-held"."""

from __future__ import annotations

from dateline.lexicon.kinds import Trigger
from dateline.lexicon.wordlists import word_list
from dateline.reading.event import LIGHT_VERBS, Event
from dateline.reading.eventcontext import EventContext
from dateline.reading.grammar import governor, is_passive, object_of, prepositions, subject, subject_or_passive
from dateline.reading.parsing import Token

_TOLLS = word_list("toll_nouns")
_COPULAS = frozenset(("be", "remain", "stay", "become"))
# Which west is it: "launched its operation west of the city" is no compound, though the parser takes it for one.
_BEARINGS = word_list("bearings")


class EventNouns(EventContext):
    """Events told by a noun, an adjective or the second half of a compound."""

    def _noun(self, noun: Token, candidates: tuple[Trigger, ...]) -> Event | None:
        tokens = self.marked.parsed.tokens
        if (
            noun.dep in ("compound", "nmod")
            and noun.head.is_noun
            and noun.head.lemma not in ("group", "member", "operation", "leader")
            and noun.head.i == noun.i + 1
            and noun.head.lower not in _BEARINGS
        ):
            # "attack helicopters", "protest leaders", "bomb disposal": the noun only says what kind of thing another is.
            if (
                not (noun.head.is_proper and not noun.is_proper)
                and noun.head.lemma in self.marked.nouns.actors
                or noun.head.lemma in self.marked.nouns.classes
            ):
                return None
        if noun.i in self.marked.actors:
            return None
        if noun.is_proper and noun.dep in ("compound", "nmod") and noun.head.is_proper and noun.i > noun.sentence.first:
            if tokens[noun.i - 1].is_proper:
                return None  # "SSP Operations Omar Said": a title
        before = {t.lemma for t in noun.children if t.i < noun.i} | {tokens[noun.i - 1].lemma if noun.i else ""}
        following = {c.lower for c in noun.children if c.dep == "prep"}
        carrier = governor(noun)
        if carrier is not None:
            following |= {c.lower for c in carrier.children if c.dep == "prep" and c.i > noun.i}
        of = {n.i: n for name, n in prepositions(noun) if name == "of"}
        for trigger in candidates:
            size = len(trigger.words)
            if size > 1:
                stretch = tokens[max(noun.sentence.first, noun.i - size + 1) : noun.i + 1]
                if len(stretch) < size or not all(
                    w in (t.lemma, t.lower) for w, t in zip(trigger.words, stretch, strict=True)
                ):
                    continue
            else:
                stretch = [noun]
            if trigger.unless & before or trigger.unless & {
                noun.head.lemma if noun.dep in ("compound", "nmod", "amod") else ""
            }:
                continue
            if "@person" in trigger.unless and any(self._is_civil(c) for c in noun.children):
                continue
            if trigger.plural and noun.tag not in ("NNS", "NNPS"):
                continue
            if trigger.prep and not trigger.prep & following:
                continue
            if trigger.context and not self._contexts[trigger.context](noun, trigger):
                continue
            if trigger.of_kind and not self._of_kind(noun, trigger.of_kind, list(of.values())):
                continue
            if (
                trigger.object
                and not any(trigger.object & self.marked.classes(each) for each in of.values())
                and not ((poss := noun.child("poss")) is not None and trigger.object & self.marked.classes(poss))
            ):
                continue
            who = subject(carrier) if carrier is not None and carrier.lemma in LIGHT_VERBS else None
            whom = noun.head.head if trigger.context in ("held", "under") and noun.head.head.is_noun else None
            if noun.dep == "pobj" and noun.head.head.lemma == "responsibility":
                who = None  # "no group claimed responsibility for the attack": there was one
            if trigger.context == "held":
                stretch = [noun.head, noun]  # "in rebel hands"
            return Event(trigger.kind, stretch[0], noun, noun, trigger, who, whom, carrier, words=list(stretch))
        return None

    def _adjective(self, word: Token, candidates: tuple[Trigger, ...]) -> Event | None:
        if trigger_excluded := candidates[0].unless & {word.head.lemma, *(c.lemma for c in word.children)}:
            del trigger_excluded
            return None
        whom: Token | None = None
        head = word.head
        if word.dep == "pobj" and head.lower == "of" and head.head.lemma in _TOLLS and not word.child("nummod"):
            # "put the number of dead at 89"
            return Event(candidates[0].kind, word, word, word, candidates[0], None, None, None, words=[word])
        if word.dep == "amod" and head.is_noun:
            whom = head
        elif word.dep in (
            "acomp",
            "oprd",
            "attr",
            "xcomp",
            "ccomp",
            "dobj",
            "acl",
            "advmod",
            "dep",
            "conj",
            "ROOT",
            "nsubj",
            "appos",
            "advcl",
        ):
            verb = head if head.is_verb else (head.head if head.head.is_verb else None)
            if verb is not None:
                if verb.lemma in ("leave", "find", "shoot", "declare", "pronounce", "have"):
                    whom = object_of(verb)
                    inner = word.child("nsubj")
                    whom = inner or whom
                elif verb.lemma in ("be", "lie", "confirm", "report", "feel"):
                    whom = subject(verb) if not is_passive(verb) else object_of(verb)
            if word.dep == "conj" and head.tag.startswith(("JJ", "VBN")):
                # "leaving several people dead and injured"
                above = head.head
                whom = whom or (
                    object_of(above) if above.is_verb and above.lemma in ("leave", "find", "have") else None
                )
                if (figure := word.child("nummod")) is not None and figure.i == word.i - 1:
                    whom = figure  # "leaving two men dead and seven hurt": the seven are others
            if whom is None:
                whom = word.child("nsubj", "nummod") or (head if head.is_noun else None)
        if whom is None or not self.marked.classes(whom) & {"person", "armed", "count"}:
            before = self.marked.parsed.tokens[word.i - 1] if word.i > word.sentence.first else None
            if before is None or before.tag != "CD" and before.lower != "no":
                return None
            whom = before if before.tag == "CD" else None  # "3 shells, no dead"
        trigger = candidates[0]
        return Event(trigger.kind, word, word, word, trigger, None, whom, head if head.is_verb else None, words=[word])

    def _state(self, word: Token, trigger: Trigger) -> Event | None:
        """ "The road is open", and in a bulletin "Dorin road: open": the state of a thing of the class that is asked for."""
        tokens, whom = self.marked.parsed.tokens, None
        if word.i - 2 >= word.sentence.first and tokens[word.i - 1].text in (":", "-", "–", "—"):
            before = tokens[word.i - 2]
            whom = before if before.is_noun and tokens[word.i - 1].text == ":" else None
        elif (
            word.dep in ("acomp", "oprd")
            and word.head.lemma in _COPULAS
            and not any(c.lower == "for" for c in (*word.children, *word.head.children))  # "open for ten days"
        ):
            whom = subject_or_passive(word.head)
        if whom is None or not self.marked.classes(whom) & trigger.object:
            return None
        if trigger.context and not self._contexts[trigger.context](word, trigger):
            return None
        carrier = word.head if word.head.is_verb else None
        return Event(trigger.kind, word, word, word, trigger, None, whom, carrier, words=[word])

    def _compound(self, word: Token) -> Event | None:
        tokens = self.marked.parsed.tokens
        i = word.i
        if i - 2 < word.sentence.first or tokens[i - 1].text not in "-–‑":
            return None
        who = tokens[i - 2]
        if not (
            who.is_noun
            or who.tag.startswith(("JJ", "FW"))
            or who.i in self.marked.actors
            or who.i in self.marked.places
        ):
            return None
        if not (
            self.marked.is_armed(who)
            or who.is_proper
            or self.marked.classes(who) & {"armed", "state", "name", "group"}
            or who.tag == "JJ"
            and who.text[0].isupper()
        ):
            return None
        trigger = self.triggers.compounds[word.lower][0]
        whom = word.head if word.dep in ("amod", "nmod", "compound") and word.head.i > i else None
        if whom is None:
            whom = next((t for t in tokens[i + 1 : i + 5] if t.is_noun), None)
        return Event(trigger.kind, word, word, word, trigger, who, whom, words=[word])
