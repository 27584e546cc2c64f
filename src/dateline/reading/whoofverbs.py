"""Who does what a verb says, and to whom: its subject, its object, the nouns after its prepositions."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Kind
from dateline.reading.event import Event
from dateline.reading.grammar import conjuncts, is_passive, prepositions
from dateline.reading.parsing import Token
from dateline.reading.roles import Roles, Slots

_OWNERS = frozenset(("ours", "theirs"))
_WHOSE = frozenset(("compound", "nmod", "amod", "poss"))


class VerbRoles(Slots):
    """The roles of events told by a verb."""

    def _verb_roles(self, event: Event, found: Roles) -> None:
        roles = event.trigger.roles
        compound = (
            len(event.words) == 1
            and event.first.lower in self.triggers.compounds
            and event.subject is not None
            and event.subject.i < event.head.i
            and event.head.i - event.subject.i == 2
        )
        if event.subject is not None:
            self._put(found, "agents" if compound else roles.get("subject", "none"), event.subject, event)
        idiom = {t.i for t in event.words[1:]}
        if event.object is not None and event.object is not event.subject and event.object.i not in idiom:
            slot = roles.get("object", "none")
            if slot == "agents-over-subject":
                if self.marked.classes(event.object) & {"armed", "vehicle", "person", "group"}:
                    found.agents.clear()
                    slot = "agents"
                else:
                    slot = "none"
            self._put(found, slot, event.object, event)
        for name, noun in prepositions(event.head):
            if noun.i in idiom:
                for inner, deeper in prepositions(noun):
                    self._put(found, roles.get(inner, "none"), deeper, event)
                continue
            if name == "by" and is_passive(event.head):
                continue
            self._put(found, roles.get(name, "none"), noun, event)
        for word in event.words[1:]:
            if word.lower in _OWNERS:
                found.agents.append(word)
            elif word.dep in ("acomp", "oprd"):
                for name, noun in prepositions(word):  # "is free of militants"
                    self._put(found, roles.get(name, "none"), noun, event)
            elif word.is_noun:
                possessor = word.child("poss")
                if possessor is not None and possessor.tag == "PRP$" and roles.get("of") == "place":
                    pass  # "fought their way": no place is theirs
                elif possessor is not None and roles.get("of", "none") != "none":
                    self._put(found, roles["of"], possessor, event)
                elif (of := roles.get("of", "none")) in ("agents", "targets"):
                    for child in word.children:
                        if child.dep in ("compound", "nmod", "amod") and self._is_holder(child):
                            (found.agents if of == "agents" else found.targets).append(child)
                for name, noun in prepositions(word):
                    self._put(found, roles.get(name, "none"), noun, event)
                # "took three engineers hostage": the parser makes one noun phrase of it.
                taken = next(
                    (c for c in word.children if c.dep == "compound" and "person" in self.marked.classes(c)), None
                )
                if taken is not None and roles.get("object") == "targets" and not found.targets:
                    found.targets.append(taken)
                if word.lemma == "body" and not found.targets and event.kind is Kind.KILL:
                    found.targets.append(word)
        if event.kind is Kind.CAPTURE and event.object is not None:
            self._lost_by(event, found)
        if not found.agents:
            for flag in (event.subject, event.object, *event.words[1:]):
                if flag is not None and "flag" in self.marked.classes(flag):
                    whose = [c for c in flag.children if c.dep in _WHOSE]
                    whose += [noun for name, noun in prepositions(flag) if name == "of"]
                    found.agents += [each for each in whose if self._is_holder(each)]
        for companion in self._companions(event.subject):
            if not is_passive(event.head):
                self._put(found, "agents" if found.agents else "none", companion, event)
        for companion in self._companions(event.object):
            if is_passive(event.head) or event.object is not event.subject:
                self._put(found, "targets" if found.targets else "none", companion, event)

    def _is_holder(self, modifier: Token) -> bool:
        """ "In rebel hands", "under Turkish control", "in GNA hands": does it say whose?"""
        if self.marked.is_armed(modifier):
            return True
        classes = self.marked.classes(modifier)
        if modifier.tag.startswith("JJ"):
            return self.gazetteer.demonym(modifier.text) is not None
        return bool(classes & {"state", "group"}) or modifier.is_proper and "name" in classes

    def _lost_by(self, event: Event, found: Roles) -> None:
        """Whom a place is taken from: "a village from IS", "ISIL-held terrain"."""
        for place in conjuncts(event.object) if event.object is not None else ():
            for name, noun in prepositions(place):
                cleared = name == "of" and event.head.lemma in ("clear", "cleanse", "purge", "rid", "sweep")
                if (name == "from" or cleared) and self.marked.is_armed(noun):
                    found.targets.append(noun)
            for child in [*place.children, *(c for n, p in prepositions(place) if n == "of" for c in p.children)]:
                if (
                    child.lower in self.triggers.compounds
                    and (holder := child.child("npadvmod", "compound", "nsubj", "nmod")) is not None
                ):
                    self._put(found, "targets", holder, event)

    def _companions(self, head: Token | None) -> Iterator[Token]:
        """ "Government forces, along with tribal fighters, …": who acts together with the subject."""
        for name in ("along", "alongside", "together"):
            if head is not None:
                for child in [*head.children, *head.head.children]:
                    if child.lower == name and head.i < child.i < head.i + 8:
                        inner = child.child("prep") if child.lower != "alongside" else child
                        noun = inner.child("pobj") if inner is not None else None
                        if noun is not None:
                            yield noun
