"""Which triggers tell the same thing: "used as human shields", "tortured and humiliated", "the massacre was the killing of"."""

from __future__ import annotations

from dateline.lexicon.wordlists import word_list
from dateline.model import Kind
from dateline.reading.event import STRIKING_VERBS, Event
from dateline.reading.eventcontext import is_dated
from dateline.reading.grammar import prepositions
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token

_HANDLING_VERBS = word_list("handling_verbs")


def without_doubles(events: list[Event], marked: Marked) -> list[Event]:
    """One event where two triggers are one thing: "used as human shields", "carried out suicide bombings"."""
    taken: set[int] = set()
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (-len(e.words), e.head.i)):
        if any(t.i in taken for t in event.words):
            continue
        taken.update(t.i for t in event.words)
        kept.append(event)
    by_head = {event.head.i: event for event in kept}
    kept = [event for event in kept if not _is_told_by_verb(event, by_head, kept, marked)]
    return sorted(kept, key=lambda e: e.head.i)


def _is_told_by_verb(event: Event, by_head: dict[int, Event], events: list[Event], marked: Marked) -> bool:
    """Is a noun or a second verb only a part of what another word of the sentence tells already?

    "destroyed a VBIED" and "detonated explosives" tell of one thing each; so do "a suicide bomber … blew himself up",
    "tortured and humiliated", "landmines and bombs", "the massacre was the killing of …".
    """
    head = event.head
    if head.lemma == "toll" and any(o.kind is event.kind and o.head.i in _after_of(head) for o in events):
        return True  # "a toll of 20 dead"
    if head.lemma in ("toll", "loss") and event.carrier is not None:
        # "the toll of the war has reached 4,000 dead"
        reach = range(head.i + 1, event.carrier.right + 1)
        if any(o.kind is event.kind and o.head.lower == "dead" and o.head.i in reach for o in events):
            return True
    if event.gapped:
        return False
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
        told = other.kind is event.kind or event.trigger.device and not is_dated(head, marked)
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


def _has_other_subject(verb: Token, first: Event) -> bool:
    """ "30 fighters were killed and four civilians died": the second verb tells of others."""
    own = verb.child("nsubj", "nsubjpass")
    return own is not None and own.tag not in ("PRP", "WP", "WDT") and own not in (first.subject, first.object)


def _after_of(noun: Token) -> range:
    """The numbers of the tokens of an "of …" after a noun."""
    of = next((c for c in noun.children if c.lower == "of" and c.i > noun.i), None)
    return range(of.i + 1, of.right + 1) if of is not None else range(0)
