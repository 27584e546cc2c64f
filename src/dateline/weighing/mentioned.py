"""The bodies that a report has named so far, so that "its spokesman" and "the force" can be told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.gazetteer.folding import fold
from dateline.lexicon.actors import STATE_KINDS, Actor
from dateline.model import Claim
from dateline.weighing.sides import is_named
from dateline.weighing.voices import actors, known, media, with_country
from dateline.weighing.words import words

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-Z\"“])")
_TOKEN = re.compile(r"[\w.’'-]*\w|[^\w\s]")
_SMALL = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "by", "to", "from", "with", "for", "and", "or", "but", "as", "that", "its",
     "their", "his", "her", "our", "said", "when", "while", "after", "before"}
)  # fmt: skip
_ARMED = frozenset({"rebel group", "militia", "communal militia", "state forces", "police", "coalition", "party"})
# What a noun can point at, by the kind of the body: "the monitor" after the Observatory was named.
_KINDS = {
    **dict.fromkeys(("force", "forces", "group", "movement", "militia", "front", "alliance", "faction"), _ARMED),
    **dict.fromkeys(words("rebels"), frozenset({"rebel group", "militia", "communal militia"})),
    **dict.fromkeys(("monitor", "watchdog"), frozenset({"monitor", "rights organisation"})),
    "charity": frozenset({"aid organisation"}),
}


class Mentioned:
    """Named bodies in the order of the text: where each stands, its name and its kind."""

    def __init__(self, found: Sequence[tuple[int, str, str | None]]) -> None:
        self._found = sorted(found, key=lambda one: (one[0], one[1], one[2] or ""))

    def last(
        self, before: int, noun: str | None = None, *, since: int = 0, under_arms: bool | None = None
    ) -> str | None:
        """The name of the last body that stands before an offset and that `noun` can point at, or None.

        `since` is the offset from which it must stand; `under_arms` whether it bears arms, where that matters.
        """
        stop = bisect_left(self._found, before, key=lambda one: one[0])
        for start, name, kind in reversed(self._found[:stop]):
            if start < since:
                return None
            if under_arms is not None and under_arms is not (kind in _ARMED or kind in STATE_KINDS):
                continue
            if noun is None or noun in fold(name).split() or kind in _KINDS.get(noun, ()):
                return name
        return None


def bodies_before(claims: Sequence[Claim]) -> Mentioned:
    """The bodies that the claims of one report name."""
    found: list[tuple[int, str, str | None]] = []
    for claim in claims:
        found += [
            (mention.start, mention.name, mention.kind)
            for mention in (*claim.agents, *claim.targets)
            if mention.kind != "person" and (mention.id or (is_named(mention.name) and _names_body(mention.name)))
        ]
        for source in claim.said_by:
            name = _body_of(with_country(source.text, source.name))
            if (_names_body(name) or _is_body_noun(name)) and not media(name):
                actor = known(name)
                found.append((source.start, name, actor.kind if actor else None))
    return Mentioned(found)


def _names_body(name: str) -> bool:
    actor = known(name)
    if actor is not None:
        return actor.kind != "person"
    low = fold(name).split()
    return any(t[:1].isupper() for t in name.split()) and bool(set(low) & (words("bodies") | words("pointing")))


def _body_of(name: str) -> str:
    """The body of a source that is a person of it: "CSP alliance" of "Amin Haddad of the CSP alliance"."""
    first, of, body = name.partition(" of the ")
    is_person = of and known(name) is None and all(word[:1].isupper() for word in first.split())
    return body if is_person and not _names_body(first) else name


def owner(text: str, at: int) -> str | None:
    """Whose "its" is that stands at an offset: the first body in its own sentence so far, else in the one before."""
    paragraph = text[:at].rsplit("\n\n", 1)[-1]
    for sentence in reversed(SENTENCE_END.split(paragraph)[-2:]):
        tokens = _TOKEN.findall(sentence)
        named = [(i, " ".join(tokens[i:j])) for i, j, found in actors().find(tokens) if _speaks(found)]
        nouns = [
            (i, _phrase(tokens, i))
            for i, token in enumerate(tokens)
            if token in words("bodies") - words("tails") - {"staff"}
            or (token.casefold() in words("offices") and i and tokens[i - 1][:1].isupper())
        ]
        if named or nouns:
            return min([*named, *nouns])[1]
    return None


def _speaks(found: Sequence[Actor]) -> bool:
    return not any(actor.kind in ("person", "media") for actor in found)


def _phrase(tokens: Sequence[str], i: int) -> str:
    """A body's noun with the words before it: "eastern command"."""
    first = i
    while first and i - first < 3 and tokens[first - 1][0].isalpha() and tokens[first - 1].casefold() not in _SMALL:
        if tokens[first][0].isupper() and tokens[first - 1].islower():
            break
        first -= 1
    return " ".join(tokens[first : i + 1])


def _is_body_noun(name: str) -> bool:
    """Is it "the coalition", which a report can go on to speak of as "it"?"""
    return fold(name) in words("bodies")
