"""What happened: the words that tell of an event or a state of the field, each with its kind.

A word is taken in its sense: by what its subject and object are, by the words around it, by what the text is about.
kinds.yaml says which; nothing here knows a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.lexicon.kinds import Trigger, Triggers
from dateline.lexicon.wordlists import word_list
from dateline.model import Kind, PassageKind
from dateline.reading.about import topic
from dateline.reading.grammar import conjuncts, governor, is_passive, object_of, prepositions, subject
from dateline.reading.marked import Marked, is_nominal
from dateline.reading.parsing import Token

# Verbs that only carry the noun that tells the event: "launched an offensive", "came under attack".
LIGHT_VERBS = word_list("light_verbs")
# "one strike engaged a unit": these only say what the strike that is their subject did.
STRIKING_VERBS = word_list("striking_verbs")


# Which west is it: "launched its operation west of the city" is no compound, though the parser takes it for one.
_BEARINGS = word_list("bearings")
DAYS = word_list("weekdays")
_DONE_TO = frozenset((Kind.KILL, Kind.INJURE, Kind.ABUSE, Kind.DETAIN, Kind.ABDUCT))


@dataclass(slots=True, eq=False)
class Event:
    """A trigger in the text: its first and last token, the word its arguments hang on, and what kinds.yaml says of it.

    `subject` and `object` are heads of noun phrases, in the active voice whatever the text has. `carrier` is the verb
    that carries a noun ("launched" an offensive).
    """

    kind: Kind
    first: Token
    last: Token
    head: Token
    trigger: Trigger
    subject: Token | None = None
    object: Token | None = None
    carrier: Token | None = None
    words: list[Token] = field(default_factory=list)


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
    return _without_doubles(found)


class _Finder:
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
            "never": lambda token, _: False,
        }

    def at(self, token: Token) -> Event | None:
        lemma = token.lemma
        if token.is_verb or (token.tag == "JJ" and token.lower.endswith("ed")):
            if token.lower in self.triggers.compounds and (event := self._compound(token)) is not None:
                return event
            verbs = self.triggers.verbs.get(lemma) if token.is_verb or token.dep in ("acomp", "oprd") else None
            if verbs is not None and (event := self._verb(token, verbs)) is not None:
                return event
        if token.is_noun or token.tag == "VBG" or token.lower == "onward":
            nouns = self.triggers.nouns.get(lemma) or self.triggers.nouns.get(token.lower)
            if nouns is not None and (token.is_noun or token.dep in ("pobj", "dobj", "nsubj", "pcomp", "ROOT")):
                return self._noun(token, nouns)
        if token.tag.startswith(("JJ", "VBN", "VBD", "NN")) and token.lower in self.triggers.adjectives:
            return self._adjective(token, self.triggers.adjectives[token.lower])
        return None

    # --- verbs

    def _verb(self, verb: Token, candidates: tuple[Trigger, ...]) -> Event | None:
        if verb.dep in ("aux", "auxpass") or is_nominal(verb):
            return None
        words = _dependent_words(verb)
        after = self.marked.parsed.tokens[verb.i + 1 : verb.i + 2]
        for token in after:  # "shot dead three women": the parser hangs "dead" on the women
            if token.tag.startswith(("JJ", "RP", "RB")):
                words.setdefault(token.lemma, []).append(token)
        who, whom = subject(verb), object_of(verb)
        if whom is None and not is_passive(verb):
            whom = self._place_after(verb)
            who = who or self._place_before(verb)
        if who is not None and whom is None and self._is_lost_passive(verb, who, candidates):
            # "26 were killed and 180 wounded", "dozens of women raped": a participle that the parser takes for the past.
            who, whom = None, who
        for loosely, trigger in [(False, t) for t in candidates] + [(True, t) for t in candidates]:
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
            last = max([verb, *tokens], key=lambda t: t.i)
            first = min([verb, *(t for t in tokens if t.i > verb.i)], key=lambda t: t.i)
            if last.i - verb.i > 6:
                last = verb
            return Event(trigger.kind, first, last, verb, trigger, who, whom, words=[verb, *tokens])
        return None

    def _is_lost_passive(self, verb: Token, who: Token, candidates: tuple[Trigger, ...]) -> bool:
        if verb.tag not in ("VBD", "VBN") or any(c.dep == "aux" for c in verb.children):
            return False
        if not any(t.kind in _DONE_TO and t.roles.get("subject") == "agents" for t in candidates):
            return False
        return bool(self.marked.classes(who) & {"count", "civilian"})

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

    def _suits(self, head: Token | None, allowed: frozenset[str], loosely: bool) -> bool:
        if not allowed or "any" in allowed:
            return True
        if head is None:
            return "none" in allowed
        return any(self._suits_one(each, allowed, loosely) for each in conjuncts(head))

    def _suits_one(self, head: Token, allowed: frozenset[str], loosely: bool) -> bool:
        classes = self.marked.classes(head)
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

    def _excluded(self, verb: Token, trigger: Trigger, who: Token | None, whom: Token | None) -> bool:
        if not trigger.unless:
            return False
        near = {
            c.lemma for c in verb.children if c.dep in ("prt", "prep", "advmod", "dobj", "attr", "nsubj", "nsubjpass")
        }
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

    # --- nouns

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
            return Event(trigger.kind, stretch[0], noun, noun, trigger, who, None, carrier, words=list(stretch))
        return None

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

    def _of_armed(self, token: Token, _: Trigger) -> bool:
        return any(name in ("of", "from", "by") and self.marked.is_armed(noun) for name, noun in prepositions(token))

    # --- adjectives, compounds

    def _adjective(self, word: Token, candidates: tuple[Trigger, ...]) -> Event | None:
        if trigger_excluded := candidates[0].unless & {word.head.lemma, *(c.lemma for c in word.children)}:
            del trigger_excluded
            return None
        whom: Token | None = None
        head = word.head
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
                if verb.lemma in ("leave", "find", "shoot", "declare", "have"):
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
            if whom is None:
                whom = word.child("nsubj", "nummod") or (head if head.is_noun else None)
        if whom is None or not self.marked.classes(whom) & {"person", "armed", "count"}:
            before = self.marked.parsed.tokens[word.i - 1] if word.i > word.sentence.first else None
            if before is None or before.tag != "CD":
                return None
            whom = before
        trigger = candidates[0]
        return Event(trigger.kind, word, word, word, trigger, None, whom, head if head.is_verb else None, words=[word])

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
                elif grandchild.dep in ("acomp", "prep", "oprd") and child.dep in ("prep", "advmod", "xcomp", "ccomp"):
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


def _is_told_by_verb(event: Event, by_head: dict[int, Event], events: list[Event]) -> bool:
    """Is a noun or a second verb only a part of what another word of the sentence tells already?

    "destroyed a VBIED" and "detonated explosives" tell of one thing each; so do "a suicide bomber … blew himself up",
    "tortured and humiliated", "landmines and bombs", "the massacre was the killing of …".
    """
    head = event.head
    if head.lemma in STRIKING_VERBS and event.subject is not None and event.subject is not head:
        strike = by_head.get(event.subject.i)
        if (
            strike is not None
            and strike.kind in (Kind.AIRSTRIKE, Kind.SHELLING, Kind.ATTACK, Kind.BOMBING)
            and not strike.trigger.actor
            and not strike.trigger.device
        ):
            return True
    if event.kind is Kind.ATTACK and head.lemma in ("shoot", "stab", "hack"):
        # "shot and killed": one deed
        if any(
            c.dep == "conj"
            and (o := by_head.get(c.i)) is not None
            and o.kind in (Kind.KILL, Kind.INJURE)
            and o.subject is event.subject
            for c in head.children
        ):
            return True
    if event.trigger.actor:
        return any(o is not event and o.kind is event.kind and o.head.sentence is head.sentence for o in events)
    other = by_head.get(event.carrier.i) if event.carrier is not None else None
    if other is not None and other is not event:
        told = other.kind is event.kind or event.trigger.device and not _is_dated(head)
        if head.dep in ("dobj", "conj", "nsubjpass", "appos", "nsubj", "pobj") and told:
            return True
    if event.trigger.device and event.carrier is not None and event.carrier.lemma in _HANDLING_VERBS:
        return True
    if head.is_verb and head.dep in ("xcomp", "advcl"):
        # "took to the streets to protest"
        above = by_head.get(head.head.i)
        if above is not None and above.kind is event.kind and event.object is None:
            return True
    first = by_head.get(head.head.i) if head.dep == "conj" else None
    if first is not None and first.kind is event.kind and first is not event:
        return (
            (event.object is None or event.object is first.object) and not _has_other_subject(head, first)
            if head.is_verb
            else not list(prepositions(head)) or not list(prepositions(first.head))
        )
    if head.dep == "attr" and head.head.lemma == "be":
        return any(
            c.dep == "nsubj" and (o := by_head.get(c.i)) is not None and o.kind is event.kind
            for c in head.head.children
        )
    return False


def _is_dated(noun: Token) -> bool:
    """ "killed by Monday's car bomb in Qayyarah": a bomb that has a day is an event, not only a means."""
    owner = noun.child("poss")
    return owner is not None and owner.lower in DAYS


def _has_other_subject(verb: Token, first: Event) -> bool:
    """ "30 fighters were killed and four civilians died": the second verb tells of others."""
    own = verb.child("nsubj", "nsubjpass")
    return own is not None and own.tag not in ("PRP", "WP", "WDT") and own not in (first.subject, first.object)


_HANDLING_VERBS = word_list("handling_verbs")


def _without_doubles(events: list[Event]) -> list[Event]:
    """One event where two triggers are one thing: "used as human shields", "carried out suicide bombings"."""
    taken: set[int] = set()
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (-len(e.words), e.head.i)):
        if any(t.i in taken for t in event.words):
            continue
        taken.update(t.i for t in event.words)
        kept.append(event)
    by_head = {event.head.i: event for event in kept}
    kept = [event for event in kept if not _is_told_by_verb(event, by_head, kept)]
    return sorted(kept, key=lambda e: e.head.i)
