"""The verbs that tell of an event, with the words that hang on them: "pull out", "take control", "come under fire"."""

from __future__ import annotations

from dateline.lexicon.kinds import Trigger
from dateline.lexicon.wordlists import word_list
from dateline.model import Kind
from dateline.reading.event import Event
from dateline.reading.eventcontext import EventContext, is_noted
from dateline.reading.grammar import is_passive, object_of, subject
from dateline.reading.marked import is_nominal
from dateline.reading.parsing import Token

_SAY_NOTHING = frozenset(("be", "remain", "stay", "lie"))
# These are no participles: "villagers took to the road".
_PAST_ONLY = frozenset(("beat", "blew", "chose", "drove", "fell", "gave", "ran", "threw", "took", "tore", "went"))
_LONGEST_PHRASE = 6
_DONE_TO_THINGS = frozenset((Kind.DESTROY, Kind.CAPTURE, Kind.ENCIRCLE))
_SOME = word_list("quantity_pronouns")
_DONE_TO = frozenset((Kind.KILL, Kind.INJURE, Kind.ABUSE, Kind.DETAIN, Kind.ABDUCT, Kind.DISPLACE))


class EventVerbs(EventContext):
    """Events told by a verb."""

    def _verb(self, verb: Token, candidates: tuple[Trigger, ...]) -> Event | None:
        if verb.dep in ("aux", "auxpass") or is_nominal(verb):
            return None
        words = _dependent_words(verb)
        after = self.marked.parsed.tokens[verb.i + 1 : verb.i + 2]
        for token in after:  # "shot dead three women": the parser hangs "dead" on the women
            if token.lower == "at" and self.marked.parsed.tokens[token.i + 1].lower in ("least", "most"):
                continue
            if token.tag.startswith(("JJ", "RP", "RB")):
                words.setdefault(token.lemma, []).append(token)
        who, whom = subject(verb), object_of(verb)
        if whom is None and not is_passive(verb):
            whom = self._place_after(verb)
            who = who or self._place_before(verb)
        if (figure := self._figure_before(verb, candidates)) is not None and whom is None:
            who, whom = None, figure
        if who is not None and whom is None and self._is_lost_passive(verb, who, candidates):
            # "26 were killed and 180 wounded", "dozens of women raped": a participle that the parser takes for the past.
            who, whom = None, who
        # Of a name that may be a place's or a person's the kinds that take places come first.
        loose = sorted(candidates, key=lambda t: "place" not in t.object)
        for loosely, trigger in [(False, t) for t in candidates] + [(True, t) for t in loose]:
            tokens = _match(trigger.words[1:], words)
            if tokens is None:
                continue
            if len(trigger.words) == 1 and trigger.object and "none" not in trigger.object and whom is None:
                continue
            if trigger.prep and not (trigger.prep & words.keys()):
                continue
            if self._excluded(verb, trigger, who, whom):
                continue
            thing = whom or _after_preposition(trigger, tokens)
            if not self._suits(who, trigger.subject, loosely) or not self._suits(thing, trigger.object, loosely):
                continue
            if trigger.context and not self._contexts[trigger.context](verb, trigger):
                continue
            if trigger.by_kind == "armed" and not self._by_armed(verb, who, whom):
                continue
            if whom is None and not is_passive(verb):
                whom = next((n for t in tokens if t.tag == "JJ" and (n := _several(t))), None)  # "left nine dead"
            first, last = _span(verb, tokens)
            return Event(trigger.kind, first, last, verb, trigger, who, whom, words=[verb, *tokens])
        return None

    def _is_lost_passive(self, verb: Token, who: Token, candidates: tuple[Trigger, ...]) -> bool:
        if verb.tag not in ("VBD", "VBN") or verb.lower in _PAST_ONLY or any(c.dep == "aux" for c in verb.children):
            return False
        done = [t for t in candidates if t.roles.get("subject") == "agents" and t.roles.get("object") != "none"]
        if not any(t.kind in _DONE_TO | _DONE_TO_THINGS for t in done):
            return False
        classes = self.marked.classes(who)
        if "toponym" in classes and not classes & {"armed", "state"} and any(t.kind is Kind.CAPTURE for t in done):
            return True  # "Dorin liberated, the army says": no town takes anything
        passive = (
            verb.dep == "conj" and verb.head.is_verb and is_passive(verb.head)
        )  # "nine were killed and two tanks destroyed"
        noted = (passive or verb.tag == "VBN" and is_noted(verb)) and any(t.kind in _DONE_TO_THINGS for t in candidates)
        return bool(classes & {"count", "civilian"}) or noted and bool(classes & {"thing", "vehicle", "place"})

    def _figure_before(self, verb: Token, candidates: tuple[Trigger, ...]) -> Token | None:
        """The figure of a note: "Dorin port: 3 strikes, 2 killed"."""
        if verb.tag not in ("VBN", "VBD") or any(c.dep in ("aux", "auxpass", "dobj") for c in verb.children):
            return None
        before = self.marked.parsed.tokens[verb.i - 1] if verb.i > verb.sentence.first else None
        noted = before is not None and before.tag == "CD" and is_noted(verb)
        return before if noted and any(t.kind in _DONE_TO for t in candidates) else None

    def _place_after(self, verb: Token) -> Token | None:
        """The toponym right after a verb, which the parser may take for an adverb: "have entered Mosul"."""
        for token in self.marked.parsed.tokens[verb.i + 1 : verb.i + 4]:
            if token.i in self.marked.places:
                head = self.marked.places[token.i].last
                return (
                    head
                    if head.head is verb and head.dep in ("advmod", "npadvmod", "dep", "oprd", "attr", "ccomp")
                    else None
                )
        return None

    def _place_before(self, verb: Token) -> Token | None:
        """The toponym right before a verb that the parser takes for an adverb: "Bakhmut fell to …"."""
        before = self.marked.parsed.tokens[verb.i - 1] if verb.i > verb.sentence.first else None
        if before is None or before.i not in self.marked.places or before.head is not verb:
            return None
        return before if before.dep in ("advmod", "npadvmod", "dep") else None


def _several(state: Token) -> Token | None:
    """Who is counted in "left nine dead", "leaving several dead"."""
    return next((c for c in state.children if c.dep == "nummod" or c.lower in _SOME), None)


def _span(verb: Token, tokens: list[Token]) -> tuple[Token, Token]:
    """The first and the last token of a phrase. "was", "remained" say nothing alone: what they stand with has to be in it."""
    last = max([verb, *tokens], key=lambda t: t.i)
    says_nothing = verb.lemma in _SAY_NOTHING
    first = min([verb, *(t for t in tokens if t.i > verb.i or says_nothing)], key=lambda t: t.i)
    if last.i - verb.i <= _LONGEST_PHRASE:
        return first, last
    return (min(tokens, key=lambda t: t.i), last) if says_nothing else (first, verb)


def _dependent_words(verb: Token) -> dict[str, list[Token]]:
    """The words that hang on a verb, by dictionary form: particles, object, prepositions with their nouns, complements."""
    found: dict[str, list[Token]] = {}

    def add(token: Token) -> None:
        found.setdefault(token.lemma, []).append(token)
        if token.lower != token.lemma:
            found.setdefault(token.lower, []).append(token)

    def add_noun(noun: Token) -> None:
        add(noun)
        for child in noun.children:
            if child.dep == "acl" and noun.lower == "those":
                add(child)  # "were among those killed"
            if child.dep == "conj" or child.dep == "compound" or child.dep == "prep" and child.lower == "of":
                add(child)

    for child in verb.children:
        if child.dep in (
            "prt",
            "advmod",
            "prep",
            "acomp",
            "oprd",
            "agent",
            "neg",
            "aux",
            "auxpass",
            "npadvmod",
            "amod",
            "ccomp",
            "xcomp",
            "advcl",
        ):
            if child.dep in ("aux", "auxpass") and child.lemma != "be":
                continue
            add(child)
            for grandchild in child.children:
                if grandchild.tag == "TO" and child.dep in ("xcomp", "ccomp"):
                    add(grandchild)
                if grandchild.dep == "pobj":
                    add_noun(grandchild)
                elif grandchild.dep in ("acomp", "prep", "oprd") and child.dep in (
                    "prep",
                    "advmod",
                    "xcomp",
                    "ccomp",
                    "acomp",
                ):
                    add(grandchild)
                    for noun in grandchild.children:
                        if noun.dep == "pobj":
                            add_noun(noun)
        elif child.dep in ("dobj", "attr", "nsubjpass") and not (
            child.dep == "nsubjpass" and child.tag.startswith("PRP")
        ):
            add_noun(child)
    if verb.head.is_verb and verb.dep in ("amod",):
        add(verb.head)
    return found


def _match(words: tuple[str, ...], available: dict[str, list[Token]]) -> list[Token] | None:
    tokens: list[Token] = []
    for word in words:
        # A noun after a preposition counts only with it: "came under fire", but not "claim a right to life" for "claim life".
        found = [
            t for t in available.get(word, ()) if t.dep != "pobj" or t.head.lower in words or t.head.lemma in words
        ]
        if not found:
            return None
        tokens.append(found[0])
    return tokens


def _after_preposition(trigger: Trigger, tokens: list[Token]) -> Token | None:
    """The noun after the preposition that ends a phrase: the bridge of "came over the bridge" for "come over"."""
    if len(tokens) != 1 or not trigger.object or "none" in trigger.object:
        return None
    return tokens[0].child("pobj") if tokens[0].dep == "prep" else None
