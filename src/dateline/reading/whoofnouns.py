"""Who does what a noun says, and to whom: "Russian shelling of the town", "the army launched an attack on"."""

from __future__ import annotations

from dateline.lexicon.wordlists import word_list
from dateline.model import Kind
from dateline.reading.event import LIGHT_VERBS, STRIKING_VERBS, Event
from dateline.reading.grammar import by_agent, object_of, prepositions, subject
from dateline.reading.howsure import word_lists
from dateline.reading.parsing import Token
from dateline.reading.roles import DOES_HARM, STRIKES, Roles, Slots

_SUFFERING_VERBS = word_list("suffering_verbs")
_ON_THE_PATIENT = frozenset(
    (Kind.KILL, Kind.INJURE, Kind.ABDUCT, Kind.DETAIN, Kind.ABUSE, Kind.DISPLACE, Kind.NEED, Kind.CAPTURE, Kind.DESTROY)
)
_LAID_AT = {"attribute": "to", "ascribe": "to", "blame": "on", "pin": "on"}
_SUFFERED = frozenset(("loss", "casualty", "fatality"))
_TOLLS = word_list("toll_nouns")
_BESIDE = frozenset(("after", "before", "since", "during", "despite", "following"))
_HOLDING_VERBS = word_list("holding_verbs")


class NounRoles(Slots):
    """The roles of events told by a noun."""

    def _noun_roles(self, event: Event, found: Roles) -> None:
        roles, noun, kind = event.trigger.roles, event.head, event.kind
        if event.trigger.actor:
            found.agents.append(noun)
        if event.object is not None:
            self._put(found, roles.get("object", "none"), event.object, event)
        for child in noun.children:
            if event.trigger.actor:
                break
            before = child.i < noun.i and all(child is not word for word in event.words)
            if child.dep in ("compound", "poss", "nmod", "amod") and before or child.dep == "poss":
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
        for child in noun.children:
            if child.dep == "acl" and child.lemma in _LAID_AT:
                for name, whom in prepositions(child):  # "an attack attributed to gunmen", "blamed on them"
                    self._put(found, "agents" if name == _LAID_AT[child.lemma] else "none", whom, event)
        carrier = event.carrier
        if carrier is None or event.trigger.actor or kind is Kind.HOLD:
            return
        if (
            kind in STRIKES
            and noun.dep == "pobj"
            and noun.head.dep == "agent"
            and carrier.lemma in STRIKING_VERBS | {"destroy", "damage"}
        ):
            self._put(found, "targets-or-place", object_of(carrier), event)
        if kind in STRIKES and noun.dep == "nsubj" and carrier.lemma in STRIKING_VERBS | {"destroy", "damage"}:
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
            if who is not None and who is not noun and not _is_only_told(noun):
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
            and event.kind in DOES_HARM
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
        whose = event.trigger.context in ("held", "under") and self.marked.is_armed(child)  # "in rebel hands"
        if child.tag.startswith("JJ") and child.i not in self.marked.actors and not whose:
            if kind in DOES_HARM | {Kind.DEPLOY, Kind.SUPPORT, Kind.WITHDRAW} and self.gazetteer.demonym(child.text):
                found.agents.append(child)
            return
        if (
            "armed" in classes
            or ("state" in classes and child.dep == "poss")
            or (classes & {"state"} and "toponym" not in classes)
        ):
            suffers = kind is Kind.KILL and event.head.lemma in _SUFFERED  # "the army's losses"
            (found.targets if suffers else found.agents).append(child)
        elif classes & {"person", "group", "aircraft"} and child.dep in ("poss", "compound") and "count" not in classes:
            if kind in _ON_THE_PATIENT and kind not in (Kind.CAPTURE, Kind.DESTROY):
                found.targets.append(child)
            elif "name" not in classes or child.dep == "poss":
                found.agents.append(child)
        elif "place" in classes and "place" in (event.trigger.roles.get("in"), event.trigger.roles.get("of", "")[-5:]):
            found.places.append(child)


def _is_only_told(noun: Token) -> bool:
    """ "gave a death toll", "spoke after the attack", "carried reports of shelling": the subject tells it, and did not do it."""
    if noun.lemma in _TOLLS:
        return True
    over = noun.head
    if noun.dep != "pobj":
        return False
    return over.lower in _BESIDE or over.lower == "of" and over.head.lemma in word_lists("negated")["told"]
