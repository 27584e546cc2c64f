"""The roles of an event, and what may fill each of them: a slot of kinds.yaml takes a noun or leaves it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.gazetteer import Gazetteer
from dateline.lexicon.kinds import Triggers
from dateline.model import Kind
from dateline.reading.event import Event
from dateline.reading.grammar import conjuncts
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token

DOES_HARM = frozenset(
    (Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CLASH, Kind.OFFENSIVE, Kind.CAPTURE, Kind.ADVANCE)
)
STRIKES = frozenset((Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK))
_REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves", "ourselves", "myself"])
_THINGS = frozenset(("vehicle", "thing", "weapon", "artillery", "aircraft"))
_WEAPONS = frozenset(("bomb", "rocket", "missile", "weapon", "gunshot"))


@dataclass(slots=True, eq=False)
class Roles:
    """The heads of the noun phrases that fill an event's roles; `places` are those that a role makes the place."""

    agents: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)


class Slots:
    """Fills the slots that kinds.yaml names with noun phrases, each by what it is."""

    def __init__(self, marked: Marked, triggers: Triggers, gazetteer: Gazetteer) -> None:
        self.marked, self.triggers, self.gazetteer = marked, triggers, gazetteer
        self._event_nouns = triggers.event_nouns
        self._timed = {i for mark in marked.times for i in range(mark.first.i, mark.last.i + 1)}

    def _put(self, found: Roles, slot: str, head: Token | None, event: Event) -> None:
        if slot == "none" or head is None:
            return
        for each in conjuncts(head):
            self._put_one(found, slot, each, event)

    def _put_one(self, found: Roles, slot: str, head: Token, event: Event) -> None:
        core = self.marked.core(head)
        classes = self.marked.classes(head)
        if (
            head.i in self._timed
            or head.lower in _REFLEXIVE
            or head.tag in ("WP", "WDT", "WP$")
            or head.lower in ("nobody", "none")
            or any(c.dep == "det" and c.lower in ("each", "no") for c in head.children if head.lemma != "side")
        ):
            return
        if (
            core.lemma in self._event_nouns
            and not classes & {"person", "armed", "vehicle"}
            and core.i not in self.marked.actors
        ):
            if slot == "agents":
                # "assisted by coalition air strikes": whose strikes they are
                found.agents += [c for c in core.children if c.tag == "JJ" and self.gazetteer.demonym(c.text)]
                found.agents += [
                    c for c in core.children if c.dep in ("compound", "poss", "nmod") and c.i in self.marked.actors
                ]
            return
        if event.kind in (Kind.KILL, Kind.INJURE) and slot == "targets":
            # "lost 120 men and two tanks", "a toll of the war", "nine people, among them four children"
            thing = classes & _THINGS and not classes & {"person", "armed"}
            if thing or core.tag != "CD" and "vehicle" in classes or head.lower in ("them", "whom"):
                return
        acts = bool(
            classes & {"person", "armed", "group", "state", "org", "aircraft", "vehicle", "artillery", "pronoun"}
        ) or (core.is_proper and "place" not in classes)
        if event.kind in (Kind.KILL, Kind.INJURE, Kind.DESTROY) and classes & _WEAPONS:
            acts = True  # killed "by anyone or anything"
        acts = acts or slot == "agents" and not classes and event.head.is_verb and core.tag == "NNS"
        if slot == "agents":
            if acts and not ("toponym" in classes and "state" not in classes and event.kind is not Kind.AGREE):
                found.agents.append(head)
        elif slot == "targets":
            if "toponym" in classes:
                if "state" in classes and event.kind in (Kind.ACCUSE, Kind.SUPPORT, Kind.THREATEN, Kind.PROTEST):
                    found.targets.append(head)
                else:
                    found.places.append(head)
            else:
                found.targets.append(head)
                if "place" in classes and not classes & {"armed", "pronoun"}:
                    found.places.append(head)
        elif slot == "place":
            if "place" in classes and not ("armed" in classes and "toponym" not in classes) or "name" in classes:
                found.places.append(head)
            elif acts:
                found.targets.append(head)
        elif slot == "targets-or-place" and "route" in classes and head is not event.object and event.kind in STRIKES:
            found.places.append(head)  # "struck two lorries on the road"
        elif slot == "targets-or-place" and "combatant" in classes and "toponym" not in classes:
            found.targets.append(head)
        elif slot == "targets-or-place":
            if (
                "toponym" in classes
                or "name" in classes
                and event.kind in (Kind.ADVANCE, Kind.CAPTURE, Kind.ENCIRCLE)
                or event.kind in (Kind.SHELLING, Kind.AIRSTRIKE)
                and not event.head.is_verb
                and self.marked.is_bare_name(head)  # "the bombardment of Waja"
                or (
                    "place" in classes
                    and event.kind in (Kind.CAPTURE, Kind.ADVANCE, Kind.ENCIRCLE, Kind.OFFENSIVE)
                    and "armed" not in classes
                )
            ):
                found.places.append(head)
            else:
                found.targets.append(head)
                if "place" in classes and "armed" not in classes:
                    found.places.append(head)
        elif slot == "agents-or-place":
            if "armed" in classes or (acts and "place" not in classes):
                found.agents.append(head)
            elif "place" in classes:
                found.places.append(head)


def once(tokens: list[Token]) -> list[Token]:
    """The tokens, each of them once, in their order."""
    seen: set[int] = set()
    kept: list[Token] = []
    for token in tokens:
        if token.i not in seen:
            seen.add(token.i)
            kept.append(token)
    return kept
