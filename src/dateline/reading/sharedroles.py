"""Roles that the text tells once for several events: the attack killed 30, so whoever attacked killed them."""

from __future__ import annotations

from dateline.model import Kind, PassageKind
from dateline.reading.event import Event
from dateline.reading.grammar import is_passive, prepositions, subject
from dateline.reading.parsing import Token
from dateline.reading.roles import DOES_HARM, STRIKES, Roles, Slots

_CONSEQUENCES = frozenset((Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.ABDUCT, Kind.ABUSE))
_SENTENCES_BACK = 4


class SharedRoles(Slots):
    """The agents that an event takes over from another."""

    def _share(self, event: Event, own: Roles, events: dict[int, Event], roles: dict[int, Roles]) -> None:
        """Deaths, wounds and damage are by whoever struck: "the attack killed 30", "killed 30 in an attack by rebels"."""
        if event.kind is Kind.PROTEST and not own.agents:
            crowd = [
                t
                for t in event.head.sentence.tokens
                if t.is_noun and "protesters" in self.marked.classes(t) and t.i not in events
            ]
            own.agents += crowd[:1]
        if event.kind in _CONSEQUENCES and not own.agents:
            causes = [event.subject] if event.subject is not None else []
            causes += [
                noun for name, noun in prepositions(event.head) if name in ("in", "during", "by", "from", "after")
            ]
            if event.subject is None or event.head.dep in ("xcomp", "conj", "acl"):
                causes += [t for t in event.head.ancestors() if t.i in events][:1]
            for cause in causes:
                other = events.get(self.marked.core(cause).i)
                if (
                    other is not None
                    and other is not event
                    and other.kind in DOES_HARM | {Kind.KILL, Kind.INJURE}
                    and other.kind is not Kind.CLASH
                ):
                    own.agents += [a for a in roles[other.head.i].agents if a not in own.targets]
            own.agents += self._who_clashed(event, own, causes, events, roles)
            if not own.agents:
                own.agents += self._whose_act_it_followed(event, own, events, roles)
            if not own.agents and event.head.is_verb and "body" not in event.trigger.words:
                struck = [
                    roles[o.head.i].agents
                    for o in events.values()
                    if o.head.sentence is event.head.sentence and o.kind in STRIKES and roles[o.head.i].agents
                ]
                if struck and all(agents == struck[0] for agents in struck):
                    own.agents += [a for a in struck[0] if a not in own.targets]
            weapon = event.subject
            if (
                not own.agents
                and weapon is not None
                and event.head.is_verb
                and self.marked.classes(weapon) & {"bomb", "rocket", "weapon"}
                | {self.marked.core(weapon).lemma} & self._event_nouns
            ):
                own.agents.append(weapon)
        if event.kind in DOES_HARM and not event.head.is_verb and not own.agents:
            verb = event.carrier
            if (
                verb is not None
                and (other := events.get(verb.i)) is not None
                and other.kind in _CONSEQUENCES | {Kind.DETAIN, Kind.CAPTURE}
            ):
                # "killed 38 people in an attack on a base"
                path = event.head
                while path.head is not verb and path.head is not path:
                    path = path.head
                if path.lower in ("in", "during"):
                    own.agents += roles[other.head.i].agents
                    if event.kind is Kind.CLASH:
                        own.agents += [t for t in roles[other.head.i].targets if self.marked.is_armed(t)]
            elif (
                verb is not None
                and verb.lemma in ("claim", "admit", "take", "deny")
                and event.head.dep == "pobj"
                and event.head.head.head.lemma == "responsibility"
            ):
                self._put(own, "agents", subject(verb), event)

    def _who_clashed(
        self, event: Event, own: Roles, causes: list[Token], events: dict[int, Event], roles: dict[int, Roles]
    ) -> list[Token]:
        """ "62 were injured in clashes with police": by the police; and both sides clashed."""
        for cause in causes:
            clash = events.get(self.marked.core(cause).i)
            if clash is not None and clash.kind is Kind.CLASH and clash is not event and is_passive(event.head):
                others = [a for a in roles[clash.head.i].agents if a not in own.targets]
                if any(name == "with" for name, _ in prepositions(clash.head)):
                    roles[clash.head.i].agents += [t for t in own.targets if t not in roles[clash.head.i].agents]
                    return others if not own.agents else []
        return []

    def _whose_act_it_followed(
        self, event: Event, own: Roles, events: dict[int, Event], roles: dict[int, Roles]
    ) -> list[Token]:
        """ "were injured after police broke up the rally", "died when a shell landed"."""
        for clause in event.head.children:
            act = events.get(clause.i) if clause.dep == "advcl" else None
            if act is not None and act.kind in STRIKES | {Kind.OFFENSIVE, Kind.CAPTURE, Kind.ADVANCE}:
                return [a for a in roles[act.head.i].agents if a not in own.targets]
        return []

    def _told_before(self, event: Event, before: list[tuple[Event, Roles]]) -> list[Token]:
        """ "The execution was carried out …", an item of a list of strikes: by those whose act of the kind was told before."""
        if event.head.is_verb or event.kind not in DOES_HARM | {Kind.KILL}:
            return []
        if event.trigger.roles.get("subject") == "targets":
            return []  # "the loss of the town": not by those who took another one before
        determiner = next((c.lower for c in event.head.children if c.dep == "det"), "")
        item = event.head.sentence.passage.kind is PassageKind.ITEM
        if not item and determiner not in ("the", "this", "these"):
            return []
        for other, roles in reversed(before):
            if (
                other.kind is event.kind
                and roles.agents
                and (item or event.head.sentence.i - other.head.sentence.i <= _SENTENCES_BACK)
            ):
                return list(roles.agents)
        return []
