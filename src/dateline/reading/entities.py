"""Every actor that a text names or describes: bodies, persons, peoples; and the places, for those who want them too.

Known actors come from the lexicon. A name that the lexicon lacks is told by what it is made of ("Desert Falcons
Brigade", "Gen. Wissam Araji") and by what stands around it ("said Rupert Colville", "Ali Zeyd, 26"); it keeps its own
name and has no id, for it is better to know no one than to take one group for another. After ACE (Linguistic Data
Consortium, English Annotation Guidelines for Entities 6.6) a mention is a name, a description ("government forces",
"the president") or a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dateline.lexicon.nouns import ARMED_KINDS
from dateline.reading.describing import describe
from dateline.reading.marked import Marked
from dateline.reading.mentions import DESCRIPTION, LOCATION, NAME, ORGANISATION, PERSON, PRONOUN, Mention, Mentions
from dateline.reading.naming import Namer, is_acronym
from dateline.reading.parsing import Aside, Token

_PRONOUNS = {
    **dict.fromkeys(("i", "me", "myself", "he", "him", "himself", "she", "her", "herself"), PERSON),
    **dict.fromkeys(("we", "us", "ourselves", "they", "them", "themselves"), ORGANISATION),
}
_SPEAKING = frozenset(("i", "me", "myself", "we", "us", "ourselves"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_MODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "npadvmod"))
_CONTAINERS = frozenset(("country", "state", "admin1", "region"))
_SENTENCES_BACK = 3
_REMEMBERED = 4
# Names that "they" may stand for.
_MANY = ARMED_KINDS | {"civilians", "government", "party"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention: `text[start:end]` of the report, code points, end exclusive.

    `type` is organisation, person or location; a country that acts, and a people, is an organisation. `form` is name,
    description or pronoun. `name` is whom it means as far as that is known, `id` and `kind` are the lexicon's; the
    `id` of a location is the gazetteer's.
    """

    start: int
    end: int
    type: str
    name: str
    id: str | None = None
    kind: str | None = None
    form: str = NAME


def find_entities(marked: Marked, *, descriptions: bool = True) -> list[Entity]:
    """Every mention of an actor or a place, in the order of the text, none inside another.

    With `descriptions`, mentions by a common noun or a pronoun are given too, else names alone.
    """
    mentions = Mentions(marked)
    Namer(mentions).find()
    asides = _short_names(mentions)
    if descriptions:
        _describe(mentions)
    found = mentions.in_order()
    _antecedents(mentions, found)
    return sorted([*_entities(mentions, found), *_asides(mentions, asides)], key=lambda e: e.start)


def tag_actors(marked: Marked) -> list[dict[str, Any]]:
    """The actors of a report as `dateline tag actors` prints them: `start`, `end`, `text`, `type`, `name`, `id`, `kind`.

    Places are left out; `dateline tag places` has them.
    """
    text = marked.parsed.text
    return [
        {
            "start": e.start,
            "end": e.end,
            "text": text[e.start : e.end],
            "type": e.type,
            "name": e.name,
            "id": e.id,
            "kind": e.kind,
        }
        for e in find_entities(marked)
        if e.type != LOCATION
    ]


def _describe(mentions: Mentions) -> None:
    """Puts in the descriptions and pronouns around the names."""
    for token in mentions.tokens:
        if token.tag[:2] == "NN":
            if token.i not in mentions.at:
                describe(mentions, token)
        elif token.tag == "PRP" and token.i not in mentions.at:
            sort = _PRONOUNS.get(token.lower)
            if sort is not None and (len(token.text) == 1 or not token.text.isupper()):  # "US" is no "us"
                mentions.put(Mention(token.i, token.i, sort, PRONOUN))


def _antecedents(mentions: Mentions, found: list[Mention]) -> None:
    """Whom "he" and "they" mean: the last ones told of, of those of one sentence the subject.

    An object is not whom the subject of its sentence is ("the army drove them out"), unless it says so ("themselves").
    """
    latest: dict[str, list[Mention]] = {PERSON: [], ORGANISATION: []}
    for mention in found:
        token = mentions.tokens[mention.last]
        if mention.form == PRONOUN:
            other = None if token.lower in _SPEAKING else _antecedent(mentions, token, latest[mention.type])
            if other is not None:
                mention.name, mention.id, mention.kind = mentions.name_of(other), other.id, other.kind
        elif mention.type != LOCATION and token.dep not in _MODIFIERS:
            if mention.type == ORGANISATION and mention.form != DESCRIPTION and mention.kind not in _MANY:
                continue  # "they" is seldom a ministry or an agency
            ranked = latest[mention.type]
            below = bool(ranked) and _is_subject(mentions, ranked[0], token)
            ranked.insert(1 if below else 0, mention)
            del ranked[_REMEMBERED:]


def _antecedent(mentions: Mentions, token: Token, ranked: list[Mention]) -> Mention | None:
    """The first of those told of before that the pronoun may mean."""
    for other in ranked:
        if token.sentence.i - mentions.tokens[other.last].sentence.i > _SENTENCES_BACK:
            continue
        if (
            token.dep in _SUBJECTS
            or token.lower.endswith(("self", "selves"))
            or not _is_subject(mentions, other, token)
        ):
            return other
    return None


def _is_subject(mentions: Mentions, mention: Mention, token: Token) -> bool:
    """Is it the subject of a clause of the sentence that the token stands in?"""
    last = mentions.tokens[mention.last]
    return last.sentence is token.sentence and last.dep in _SUBJECTS


def _entities(mentions: Mentions, found: list[Mention]) -> Iterator[Entity]:
    """The mentions with their offsets, "Ramadi, Iraq" as one."""
    pending: Entity | None = None
    before: Mention | None = None
    for mention in found:
        end = mentions.tokens[mention.last].end
        if pending is not None and before is not None and _holds(mentions, mention, before):
            pending = replace(pending, end=end)
        else:
            if pending is not None:
                yield pending
            start = mentions.tokens[mention.first].start
            name = mentions.name_of(mention)
            pending = Entity(start, end, mention.type, name, mention.id, mention.kind, mention.form)
        before = mention
    if pending is not None:
        yield pending


def _holds(mentions: Mentions, mention: Mention, before: Mention) -> bool:
    """Is it the country or the province in "Ramadi, Iraq"?"""
    if mention.type != LOCATION or before.type != LOCATION or mention.first != before.last + 2:
        return False
    outer, inner = mentions.marked.places.get(mention.first), mentions.marked.places.get(before.last)
    if outer is None or outer.place is None or outer.place.type not in _CONTAINERS:
        return False
    comma = mentions.tokens[mention.first - 1].text == ","
    return comma and (inner is None or inner.place is None or inner.place.type not in _CONTAINERS)


def _short_names(mentions: Mentions) -> list[tuple[Aside, Mention]]:
    """The short names in brackets after long ones, "the Free Idlib Army (FIA)"; "the FIA" further on is the same."""
    text = mentions.marked.parsed.text
    asides: list[tuple[Aside, Mention]] = []
    known: dict[str, Mention] = {}
    for aside in mentions.marked.parsed.asides:
        long, short = mentions.at.get(aside.before), text[aside.start : aside.end]
        if long is not None and long.type == ORGANISATION and is_acronym(short):
            known.setdefault(short, long)
            asides.append((aside, long))
    for mention in mentions.in_order() if known else ():
        long = known.get(mentions.text(mention.first, mention.last))
        if long is not None and mention.id is None:
            mention.name, mention.id, mention.kind = mentions.name_of(long), long.id, long.kind
    return asides


def _asides(mentions: Mentions, asides: list[tuple[Aside, Mention]]) -> Iterator[Entity]:
    """The short names in brackets as mentions of their own, but for those inside another one."""
    for aside, long in asides:
        before, after = mentions.at.get(aside.before), mentions.at.get(aside.before + 1)
        if before is None or before is not after:
            yield Entity(aside.start, aside.end, ORGANISATION, mentions.name_of(long), long.id, long.kind)
