"""Where an event was that says no place of its own: where another of its sentence was, or where the story is."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lexicon.wordlists import word_list
from dateline.model import Kind, PassageKind, Place
from dateline.reading.parsing import Parsed
from dateline.reading.placefound import of_mark
from dateline.reading.placing import place_of
from dateline.reading.settlements import TOLD, Settlements
from dateline.reading.what import Event
from dateline.reading.who import Roles

Placed = Sequence[tuple[Event, Place]]

_GOES_ON = frozenset(
    (
        Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.BOMBING, Kind.SHELLING, Kind.AIRSTRIKE, Kind.ATTACK, Kind.CLASH, Kind.ABUSE,
        Kind.ABDUCT, Kind.DETAIN, Kind.WITHDRAW,
    )
)  # fmt: skip
# What follows from an act may be told in the next paragraph; another act may be elsewhere.
_FOLLOWS = frozenset((Kind.KILL, Kind.INJURE))
_STORY_PARAGRAPHS = 3
_HURT = word_list("the_hurt")


def borrowed(event: Event, others: Placed, settlements: Settlements, parsed: Parsed) -> Place | None:
    """The place of another event of the sentence, the nearest one, or of the sentence before in the paragraph."""
    near = [(o, p) for o, p in others if o.kind not in (Kind.HOLD, Kind.SUPPORT)]
    same = [(abs(o.head.i - event.head.i), p) for o, p in near if o.head.sentence is event.head.sentence]
    if same:
        return min(same, key=lambda pair: pair[0])[1]
    heading = settlements.headings.get(event.head.sentence.paragraph)
    if heading is not None:
        return place_of(of_mark(heading), parsed)
    if event.kind not in _GOES_ON or event.trigger.actor:
        return None
    named = settlements.only_named(event)
    return place_of(of_mark(named), parsed) if named is not None else _gone_on(event, near)


def of_wounded(event: Event, roles: Roles) -> bool:
    """ "Three of the injured had died in Idlib": where they were treated is not where they were hit."""
    if event.kind is not Kind.KILL:
        return False
    below = [c.child("pobj") for t in roles.targets for c in t.children if c.lower == "of"]
    return any(t is not None and (t.lemma in _HURT or t.lower in _HURT) for t in (*roles.targets, *below))


def of_the_act(event: Event, others: Placed, settlements: Settlements, parsed: Parsed) -> Place | None:
    """Where the act was that an event only follows from: what was told of before it, or what the heading names."""
    told = [(o, p) for o, p in others if o.kind not in (Kind.HOLD, Kind.SUPPORT)]
    heading = settlements.headings.get(event.head.sentence.paragraph)
    return place_of(of_mark(heading), parsed) if heading is not None else _gone_on(event, told)


def _gone_on(event: Event, near: Placed) -> Place | None:
    """The place where the story was: of the last event placed before in the paragraph, or in the one before it."""
    paragraph = event.head.sentence.paragraph
    # Each item of a list has a place of its own.
    back = event.kind in _FOLLOWS and event.head.sentence.passage.kind is not PassageKind.ITEM
    earlier = [
        (o, p)
        for o, p in near
        if o.head.i < event.head.i and paragraph - o.head.sentence.paragraph <= _STORY_PARAGRAPHS
    ]
    before = [(o, p) for o, p in earlier if paragraph - o.head.sentence.paragraph <= back]
    if before:
        return before[-1][1]
    # A report that has told of one place alone goes on there.
    told = [p for o, p in earlier if o.kind in TOLD or o.kind is Kind.ADVANCE]
    body = event.head.sentence.passage.kind is PassageKind.BODY  # an item of a list stands alone
    alone = body and event.kind in TOLD and event.head.is_verb and len({p.name for p in told}) == 1
    return told[-1] if alone else None
