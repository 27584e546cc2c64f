"""Which figures of a sentence belong to a claim, and what they count on it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.wordlists import word_list
from dateline.model import Count, Kind
from dateline.reading.howmany import Figure, count_for
from dateline.reading.marked import Marked
from dateline.reading.what import Event
from dateline.reading.who import Roles

# "a" counts one only where one is what is counted: a man killed, a tank destroyed.
_COUNTS_ONE = frozenset((Kind.DESTROY, Kind.AIRSTRIKE, Kind.KILL, Kind.INJURE, Kind.ABDUCT, Kind.DETAIN, Kind.ABUSE))
_COUNTS_AGENTS = frozenset((Kind.ADVANCE, Kind.DEPLOY, Kind.OFFENSIVE, Kind.PROTEST, Kind.WITHDRAW, Kind.NEED))
_COUNTS_PLACES = frozenset((Kind.CAPTURE, Kind.HOLD, Kind.ADVANCE, Kind.WITHDRAW, Kind.OFFENSIVE, Kind.ENCIRCLE))
_SHOTS = frozenset(("rocket", "missile", "bomb", "gunshot"))
# "put the number of wounded at 24", "the toll has risen to 16"
_TOLLED = frozenset((Kind.KILL, Kind.INJURE, Kind.DETAIN, Kind.ABDUCT, Kind.DISPLACE))
_TOLLS = word_list("toll_nouns")
_PUTTING = word_list("verbs_before_tolls")
_TOLL_WITHIN = 6
_COUNTS_PARTS = frozenset((Kind.KILL, Kind.INJURE))


def claim_counts(marked: Marked, event: Event, roles: Roles) -> Iterator[Count]:
    """The figures on the trigger, the targets, the agents and the place of an event."""
    units: dict[int, str] = {}
    role: str | None
    shots = [t for t in (event.subject, event.object) if t is not None and marked.classes(t) & _SHOTS]
    places = roles.places if event.kind in _COUNTS_PLACES else []
    agents = roles.agents if event.kind in _COUNTS_AGENTS else []
    for role, heads in (
        ("place", places),
        ("agent", agents),
        ("target", roles.targets),
        ("trigger", [*event.words, *shots]),
    ):
        for head in heads:
            units[head.i] = role
            units[marked.core(head).i] = role
    for figure in marked.figures:
        if figure.first.sentence is not event.head.sentence or figure.high == 0:
            continue  # "no casualties" is told by the negation
        role = _role_of(figure, units) or ("trigger" if _is_put_at(figure, event, marked) else None)
        if role is None and figure.part_of is not None and event.kind in _COUNTS_PARTS:
            role = _role_of(figure.part_of, units)
        if role is None or figure.article and not (role == "target" and event.kind in _COUNTS_ONE):
            continue
        if figure.measure and event.kind not in (Kind.CAPTURE, Kind.HOLD):
            continue
        start, end = figure.first.start, figure.last.end
        of = count_for(figure, event.kind.value, role)
        yield Count(start=start, end=end, text=marked.parsed.text[start:end], of=of, low=figure.low, high=figure.high)  # type: ignore[arg-type]


def _is_put_at(figure: Figure, event: Event, marked: Marked) -> bool:
    """ "The number of people killed by the bomb has gone up from nine to 15", "put the toll at 12": what the toll stands at."""
    tokens, sentence = marked.parsed.tokens, event.head.sentence
    i = figure.first.i
    if event.kind not in _TOLLED or i - 1 <= sentence.first or tokens[i - 1].lower not in ("at", "to", "as"):
        return False
    toll = next((t for t in reversed(tokens[sentence.first : i - 1]) if t.lemma in _TOLLS and t.is_noun), None)
    if toll is None or not any(t.is_verb and t.lemma in _PUTTING for t in tokens[sentence.first : i - 1]):
        return False
    if any(toll.i < f.first.i < i and tokens[f.first.i - 1].lower == "at" for f in marked.figures):
        return False  # "Moscow put it at 89, Kyiv at up to 400": another's
    return toll.i <= event.head.i < i and event.head.i - toll.i <= _TOLL_WITHIN


def _role_of(figure: Figure, units: dict[int, str]) -> str | None:
    if figure.unit is not None and figure.unit.i in units:
        return units[figure.unit.i]
    return next((units[i] for i in range(figure.first.i, figure.last.i + 1) if i in units), None)
