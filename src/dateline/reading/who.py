"""Who did it to whom: the actors and the targets of each event, through the dependency parse by the frames of kinds.yaml.

What the text tells once is shared: the agent of an attack killed whom the attack killed. Whom a mention means, a
pronoun or "the group", is asked of coreference.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.gazetteer import Gazetteer
from dateline.lexicon.kinds import Triggers
from dateline.lexicon.wordlists import word_list
from dateline.model import Kind, PassageKind
from dateline.reading.event import LIGHT_VERBS, STRIKING_VERBS, Event
from dateline.reading.grammar import by_agent, conjuncts, is_passive, object_of, prepositions, subject
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token

_SUFFERING_VERBS = word_list("suffering_verbs")
_ON_THE_PATIENT = frozenset(
    (Kind.KILL, Kind.INJURE, Kind.ABDUCT, Kind.DETAIN, Kind.ABUSE, Kind.DISPLACE, Kind.NEED, Kind.CAPTURE, Kind.DESTROY)
)
_DOES_HARM = frozenset(
    (Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK, Kind.CLASH, Kind.OFFENSIVE, Kind.CAPTURE, Kind.ADVANCE)
)
_STRIKES = frozenset((Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK))
_CONSEQUENCES = frozenset((Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.ABDUCT, Kind.ABUSE))
_REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves", "ourselves", "myself"])
_POSSESSIVES = frozenset(["its", "their", "his", "her", "our", "my", "your"])
_WEAPONS = frozenset(("bomb", "rocket", "missile", "weapon", "gunshot"))
_HOLDING_VERBS = word_list("holding_verbs")
_SENTENCES_BACK = 4


@dataclass(slots=True, eq=False)
class Roles:
    """The heads of the noun phrases that fill an event's roles; `places` are those that a role makes the place."""

    agents: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)


class Cast:
    """The events of one report and who plays which role in them."""

    def __init__(self, marked: Marked, triggers: Triggers, gazetteer: Gazetteer) -> None:
        self.marked, self.triggers, self.gazetteer = marked, triggers, gazetteer
        self._event_nouns = triggers.event_nouns
        self._timed = {i for mark in marked.times for i in range(mark.first.i, mark.last.i + 1)}

    # --- roles

    def roles(self, event: Event) -> Roles:
        """Who fills which role of an event, by its own grammar alone."""
        found = Roles()
        if event.head.is_verb and not event.trigger.actor:
            self._verb_roles(event, found)
        else:
            self._noun_roles(event, found)
        if len(found.agents) > 1:
            found.agents = [t for t in found.agents if t.lower not in _POSSESSIVES] or found.agents
        found.agents = _once(found.agents)
        found.targets = [t for t in _once(found.targets) if t not in found.agents]
        return found

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
            if word.is_noun:
                possessor = word.child("poss")
                if possessor is not None and roles.get("of", "none") != "none":
                    self._put(found, roles["of"], possessor, event)
                elif roles.get("of") == "agents":
                    for child in word.children:
                        if child.dep in ("compound", "nmod", "amod") and self.marked.is_armed(child):
                            found.agents.append(child)
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
        for companion in self._companions(event.subject):
            if not is_passive(event.head):
                self._put(found, "agents" if found.agents else "none", companion, event)
        for companion in self._companions(event.object):
            if is_passive(event.head) or event.object is not event.subject:
                self._put(found, "targets" if found.targets else "none", companion, event)

    def _lost_by(self, event: Event, found: Roles) -> None:
        """Whom a place is taken from: "a village from IS", "ISIL-held terrain"."""
        for place in conjuncts(event.object) if event.object is not None else ():
            for name, noun in prepositions(place):
                if name == "from" and self.marked.is_armed(noun):
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

    def _noun_roles(self, event: Event, found: Roles) -> None:
        roles, noun, kind = event.trigger.roles, event.head, event.kind
        if event.trigger.actor:
            found.agents.append(noun)
        if event.object is not None:
            self._put(found, roles.get("object", "none"), event.object, event)
        for child in noun.children:
            if event.trigger.actor:
                break
            if child.dep in ("compound", "poss", "nmod", "amod") and child.i < event.first.i or child.dep == "poss":
                self._modifier(event, child, found)
        for word in event.words[:-1]:
            for child in word.children:
                if child.dep in ("compound", "nmod", "poss", "amod") and child.i < event.first.i:
                    self._modifier(event, child, found)
        if kind is Kind.PROTEST:
            tokens = self.marked.parsed.tokens[max(noun.sentence.first, noun.i - 3) : noun.i]
            if len(tokens) == 3 and tokens[0].lower == "anti" and tokens[1].text == "-":
                found.targets.append(tokens[2])
        own: set[str] = set()
        nouns = [noun, *(c for c in noun.children if c.dep == "conj" and c.lemma in self._event_nouns)]
        for name, other in [pair for each in nouns for pair in prepositions(each)]:
            own.add(name)
            self._put(found, self._noun_slot(event, name, other), other, event)
        for child in noun.children:
            if (
                child.dep in ("acl", "relcl")
                and child.is_verb
                and child.lemma in LIGHT_VERBS | {"involve", "target", "hit", "kill", "blame", "pit"}
            ):
                agent = by_agent(child)
                if agent is not None and child.lemma not in ("claim",):
                    self._put(found, "agents", agent, event)
                if child.lemma == "involve" and (whom := child.child("dobj")) is not None:
                    self._put(found, "agents", whom, event)
                if child.lemma == "target" and (whom := child.child("dobj")) is not None:
                    self._put(found, roles.get("object", "none"), whom, event)
        carrier = event.carrier
        if carrier is None or event.trigger.actor or kind is Kind.HOLD:
            return
        if (
            kind in _STRIKES
            and noun.dep == "pobj"
            and noun.head.dep == "agent"
            and carrier.lemma in STRIKING_VERBS | {"destroy", "damage"}
        ):
            self._put(found, "targets-or-place", object_of(carrier), event)
        if kind in _STRIKES and noun.dep == "nsubj" and carrier.lemma in STRIKING_VERBS | {"destroy", "damage"}:
            # "15 strikes engaged five units": what the strikes hit is their target.
            self._put(found, "targets", object_of(carrier), event)
        if carrier.lemma == "subject":
            # "subjected villagers to detention and torture"
            self._put(found, "agents", subject(carrier), event)
            self._put(found, "targets", carrier.child("dobj") or object_of(carrier), event)
        elif kind in (Kind.AGREE, Kind.PROTEST) and carrier.lemma not in _HOLDING_VERBS:
            pass
        elif (
            carrier.lemma
            in LIGHT_VERBS | {"engage", "participate", "intensify", "back", "repel", "thwart", "foil", "survive"}
            or kind in (Kind.AGREE, Kind.PROTEST)
            or (kind is Kind.SUPPORT and noun.dep == "pobj" and noun.head.lower == "in")
        ):
            who = event.subject or subject(carrier)
            if who is not None and who is not noun:
                slot = roles.get("subject", "agents")
                if carrier.lemma in _SUFFERING_VERBS and slot == "agents" and noun.dep in ("dobj", "conj"):
                    slot = "targets"
                if (
                    noun.dep not in ("nsubj", "nsubjpass")
                    and carrier.lemma not in ("claim", "deny", "report", "announce", "see", "witness")
                    or carrier.lemma == "announce"
                    and not found.agents
                ):
                    self._put(found, slot, who, event)
            for name, other in prepositions(carrier):
                if (
                    other.i > noun.i
                    and name not in own
                    and name in ("on", "against", "with", "at", "by", "into", "between")
                    and other is not noun
                ):
                    self._put(found, self._noun_slot(event, name, other), other, event)
        elif noun.dep == "nsubjpass" and (agent := by_agent(carrier)) is not None:
            self._put(found, "agents", agent, event)

    def _noun_slot(self, event: Event, name: str, noun: Token) -> str:
        slot = event.trigger.roles.get(name, "none")
        if name == "of" and event.trigger.actor:
            return "none"
        if (
            name == "of"
            and slot == "agents-or-place"
            and event.kind in _DOES_HARM
            and not self.marked.classes(noun) & {"armed", "state", "place", "person"}
        ):
            return "none"
        return slot

    def _modifier(self, event: Event, child: Token, found: Roles) -> None:
        """A noun or adjective before the event's noun: "IS attack", "Israel's strikes", "Russian shelling", "Mosul operation"."""
        mark = self.marked.actors.get(child.i)
        if mark is not None and mark.last is not child:
            if mark.last.head is not child.head:
                return
            child = mark.last
        classes = self.marked.classes(child)
        kind = event.kind
        if child.lower in ("its", "their", "his", "her", "our", "whose"):
            if kind not in (Kind.NEED,):
                found.agents.append(child) if kind not in (
                    Kind.KILL,
                    Kind.INJURE,
                    Kind.ABDUCT,
                    Kind.DETAIN,
                ) else found.targets.append(child)
            return
        if child.tag.startswith("JJ") and child.i not in self.marked.actors:
            if kind in _DOES_HARM | {Kind.DEPLOY, Kind.SUPPORT, Kind.WITHDRAW} and self.gazetteer.demonym(child.text):
                found.agents.append(child)
            return
        if (
            "armed" in classes
            or ("state" in classes and child.dep == "poss")
            or (classes & {"state"} and "toponym" not in classes)
        ):
            found.agents.append(child)
        elif classes & {"person", "group", "aircraft"} and child.dep in ("poss", "compound") and "count" not in classes:
            if kind in _ON_THE_PATIENT and kind not in (Kind.CAPTURE, Kind.DESTROY):
                found.targets.append(child)
            elif "name" not in classes or child.dep == "poss":
                found.agents.append(child)
        elif "place" in classes and "place" in (event.trigger.roles.get("in"), event.trigger.roles.get("of", "")[-5:]):
            found.places.append(child)

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
            or any(c.dep == "det" and c.lower in ("each", "no") for c in head.children)
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
                if "place" in classes and "armed" not in classes:
                    found.places.append(head)
        elif slot == "place":
            if "place" in classes and not ("armed" in classes and "toponym" not in classes) or "name" in classes:
                found.places.append(head)
            elif acts:
                found.targets.append(head)
        elif slot == "targets-or-place" and "route" in classes and head is not event.object and event.kind in _STRIKES:
            found.places.append(head)  # "struck two lorries on the road"
        elif slot == "targets-or-place" and "combatant" in classes and "toponym" not in classes:
            found.targets.append(head)
        elif slot == "targets-or-place":
            if (
                "toponym" in classes
                or "name" in classes
                and event.kind in (Kind.ADVANCE, Kind.CAPTURE, Kind.ENCIRCLE)
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

    def all_roles(self, events: list[Event]) -> list[Roles]:
        """Who fills which role of each event of the report, shared between events where the text tells it once."""
        by_head = {event.head.i: event for event in events}
        found = [self.roles(event) for event in events]
        roles = {event.head.i: role for event, role in zip(events, found, strict=True)}
        for event in events:
            self._share(event, roles[event.head.i], by_head, roles)
        pairs = list(zip(events, found, strict=True))
        for k, (event, role) in enumerate(pairs):
            if not role.agents:
                role.agents = self._told_before(event, pairs[max(0, k - 30) : k])
        for role in found:
            role.agents = [t for t in _once(role.agents) if t not in role.targets]
        return found

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
                    and other.kind in _DOES_HARM | {Kind.KILL, Kind.INJURE}
                    and other.kind is not Kind.CLASH
                ):
                    own.agents += [a for a in roles[other.head.i].agents if a not in own.targets]
            own.agents += self._who_clashed(event, own, causes, events, roles)
            if not own.agents:
                own.agents += self._whose_act_it_followed(event, own, events, roles)
            if not own.agents and event.head.is_verb:
                struck = [
                    roles[o.head.i].agents
                    for o in events.values()
                    if o.head.sentence is event.head.sentence and o.kind in _STRIKES and roles[o.head.i].agents
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
        if event.kind in _DOES_HARM and not event.head.is_verb and not own.agents:
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
            if act is not None and act.kind in _STRIKES | {Kind.OFFENSIVE, Kind.CAPTURE, Kind.ADVANCE}:
                return [a for a in roles[act.head.i].agents if a not in own.targets]
        return []

    def _told_before(self, event: Event, before: list[tuple[Event, Roles]]) -> list[Token]:
        """ "The execution was carried out …", an item of a list of strikes: by those whose act of the kind was told before."""
        if event.head.is_verb or event.kind not in _DOES_HARM | {Kind.KILL}:
            return []
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


def _once(tokens: list[Token]) -> list[Token]:
    seen: set[int] = set()
    kept: list[Token] = []
    for token in tokens:
        if token.i not in seen:
            seen.add(token.i)
            kept.append(token)
    return kept
