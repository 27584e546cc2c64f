"""Who had a place last, going through what is said of it day by day. docs/situation.md gives the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.situation.evidence import Evidence, Says

# A side that was said to have left no longer before than this concedes what its enemy took then.
_JUST_BEFORE = timedelta(days=3)


@dataclass(slots=True)
class State:
    """Who has a place: `holder` by the last word, `before` the side in undisputed possession before it."""

    holder: str | None = None
    since: date | None = None
    before: str | None = None
    word: date = date.min
    sure: bool = False
    pro: list[Evidence] = field(default_factory=list)
    contra: list[Evidence] = field(default_factory=list)
    disputes: list[Evidence] = field(default_factory=list)
    inside: dict[str, Evidence] = field(default_factory=dict)
    left: bool = False
    gone: dict[str, Evidence] = field(default_factory=dict)


def state_on(all_: Sequence[Evidence], on: date) -> State:
    """The state on a day, from all the evidence that speaks for that day or one before it."""
    state = State()
    heard = [one for one in all_ if one.start <= on]
    for one in sorted(heard, key=lambda e: (min(e.end, on), e.says, e.start, e.claim)):
        _hear(state, one, min(one.end, on))
    return state


def _hear(state: State, one: Evidence, day: date) -> None:
    if one.says is Says.NOT_TAKEN:
        _denied(state, one)
    elif one.says is Says.LEAVES:
        _left(state, one, day)
    elif one.side is None:
        return
    elif one.says is Says.INSIDE:
        _inside(state, one)
    elif one.side == state.holder:
        _confirmed(state, one, day)
    elif one.says is Says.TAKES or state.holder is None:
        _taken(state, one, day)
    elif one.says in (Says.STILL_HOLDS, Says.HOLDS_PART) or one.own or day <= state.word:
        # It never fell, or not all of it; or the side that is said to have lost it says that it has it.
        if one.says is not Says.HELD_BEFORE:
            _disputed(state, one)
        elif state.before is None:
            state.before = one.side
    elif one.says is not Says.HELD_BEFORE:
        _taken(state, one, day)


def _taken(state: State, one: Evidence, day: date) -> None:
    """A new holder, undisputed so far; whoever is said to be inside still is."""
    # On one day each side has it by its own word alone.
    rivals = [e for e in state.pro if e.own and e.says is Says.HOLDS and e.end >= day] if one.own else []
    state.contra += state.pro + state.disputes
    if state.holder is not None and not state.disputes:
        state.before = state.holder
    state.disputes = rivals
    state.holder, state.since, state.word = one.side, one.known_from, day
    conceded = [e for side, e in state.gone.items() if side != one.side and e.end >= day - _JUST_BEFORE]
    state.sure = not one.own or bool(conceded)
    state.pro = [one, *conceded]
    state.left = False
    state.gone.pop(one.side or "", None)
    state.inside.pop(one.side or "", None)
    if one.says is Says.TAKES:
        state.inside.clear()


def _confirmed(state: State, one: Evidence, day: date) -> None:
    if state.left and one.says is Says.TAKES:
        state.left = False
    state.pro.append(one)
    state.sure = state.sure or not one.own
    if one.says not in (Says.HELD_BEFORE, Says.HOLDS_PART) and not one.own and day > state.word:
        # A later word of someone else settles what was disputed; one on a part of the place leaves others in the rest.
        settled = [d for d in state.disputes if d.end < day and d.start < day]
        state.contra += settled
        state.disputes = [d for d in state.disputes if d not in settled]
        if one.says in (Says.HOLDS, Says.TAKES):
            state.inside = {side: e for side, e in state.inside.items() if e.end >= day}
    state.word = max(state.word, day)


def _denied(state: State, one: Evidence) -> None:
    """ "The town has not fallen": against whoever is said to have taken it."""
    if state.holder is None or one.origin.side == state.holder or (one.side and one.side != state.holder):
        return
    if state.before is None and one.origin.side:
        state.before = one.origin.side
    if any(
        not e.own and e.says in (Says.HOLDS, Says.TAKES) and e.start > one.start and e.end >= one.end for e in state.pro
    ):
        state.contra.append(one)  # a third party's word of a later day than the denial speaks of
        return
    state.disputes.append(one)


def _disputed(state: State, one: Evidence) -> None:
    if any(e.origin.key == one.origin.key and e.says is Says.TAKES and e.end >= one.end for e in state.pro):
        return  # its own teller says that it has fallen since
    if state.before is None:
        state.before = one.side if any(e.says is Says.TAKES for e in state.pro) else state.holder
    state.disputes.append(one)


def _inside(state: State, one: Evidence) -> None:
    if one.side != state.holder and one.side is not None:
        state.inside[one.side] = one


def _left(state: State, one: Evidence, day: date) -> None:
    if one.side is None:
        return
    state.inside.pop(one.side, None)
    foe = one.origin.side is not None and one.origin.side != one.side
    state.disputes = [d for d in state.disputes if d.side != one.side or foe]
    if not foe:
        state.gone[one.side] = one
    if one.side != state.holder:
        if state.holder is not None and not foe:
            state.sure = True  # the loser concedes, or a bystander tells that it left
            state.pro.append(one)
        return
    if foe:
        return  # that the enemy has run is a boast until somebody has taken the place
    entered = max(state.inside.values(), key=lambda e: (e.end, e.claim), default=None)
    state.before = state.holder
    state.contra += state.pro + [d for d in state.disputes if d not in state.contra]
    state.disputes = []
    if entered is not None:
        state.holder, state.since, state.word, state.sure = entered.side, day, day, True
        state.pro = [entered, one]
        state.inside.pop(entered.side or "", None)
    else:
        state.holder, state.since, state.word, state.sure, state.left = None, day, day, False, True
        state.pro = [one]
