"""Find the place names in a text and tell which places they mean.

    people       whose surname a word is                                      people.py
    candidates   every capitalised sequence that the gazetteer knows          candidates.py
    evidence     what speaks for a place: "in", "the town of", ", Iraq"       evidence.py
    strangers    names that only the text says are places'                    strangers.py
    containers   which name the text puts inside which                        containers.py
    resolve      one sense a name, by countries, containment and nearness     resolve.py

What is nearly taken for a place is taken where the rest of the text speaks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.gazetteer.candidates import spans as candidates
from dateline.gazetteer.containers import put_inside
from dateline.gazetteer.evidence import ACCEPT, NEARLY, SURE
from dateline.gazetteer.folding import fold
from dateline.gazetteer.index import Gazetteer
from dateline.gazetteer.page import Page, Span
from dateline.gazetteer.people import surnames
from dateline.gazetteer.resolve import Named, resolve
from dateline.gazetteer.strangers import again
from dateline.gazetteer.toponym import Token, TokenLike, Toponym
from dateline.gazetteer.words import words

__all__ = ["Token", "TokenLike", "Toponym", "find_toponyms"]

_KNOWN_FROM = 5.5


def find_toponyms(
    text: str, tokens: Sequence[TokenLike], gazetteer: Gazetteer, *, demonyms: bool = False
) -> list[Toponym]:
    """Give the place names of a text in the order of the text, resolved where the gazetteer knows them.

    `tokens` are those of the whole text, in order; hyphens may be tokens of their own or not. With `demonyms`, words
    such as "Syrian" are given too; they count as context in any case.
    """
    page = Page(text, tokens, gazetteer, words())
    page.people = surnames(page)
    spans = list(candidates(page))
    kept = _with_other_mentions(spans, _taken(spans, page), page)
    told = {s.name: s.types for s in kept if not s.known and s.kind == "place"}
    if told:
        kept = sorted([*kept, *again(page, told, kept)], key=lambda span: span.first)
    named = [_named(span, page) for span in kept]
    put_inside(text, kept, named)
    resolve(named, gazetteer)
    return [
        Toponym(n.start, n.end, text[n.start : n.end], n.place, span.kind)
        for span, n in zip(kept, named, strict=True)
        if demonyms or span.kind == "place"
    ]


def _taken(spans: Sequence[Span], page: Page) -> list[Span]:
    """Keep what is taken for a place by its own evidence, or with that of a sure mention of the same name."""
    sure = Counter(fold(s.name) for s in spans if s.evidence >= SURE and s.kind == "place")
    kept: list[Span] = []
    for span in spans:
        folded = fold(span.name)
        if span.known and sure[folded] and folded not in page.people and span.evidence > -0.5:
            span.evidence += 1.3
        if not span.known and span.evidence < ACCEPT:
            if page.gazetteer.alike(span.name, _countries(spans, page.gazetteer)) is not None:
                span.evidence += 1.0
        if span.evidence >= ACCEPT:
            kept.append(span)
    return kept


def _with_other_mentions(spans: Sequence[Span], kept: list[Span], page: Page) -> list[Span]:
    """Keep what is nearly taken for a place where the text takes the same name for one elsewhere."""
    taken = {fold(s.name) for s in kept if s.known and s.kind == "place"} - page.people - page.lists.common
    more = [
        s
        for s in spans
        if s.known and s.kind == "place" and s.alone and NEARLY <= s.evidence < ACCEPT and fold(s.name) in taken
    ]
    return sorted([*kept, *more], key=lambda span: span.first) if more else kept


def _countries(spans: Sequence[Span], gazetteer: Gazetteer) -> frozenset[str]:
    """Give the countries that the text speaks of beyond doubt."""
    found: set[str] = set()
    for span in spans:
        if span.kind == "demonym":
            found.add(gazetteer.demonym(span.name) or "")
        elif span.evidence >= SURE:
            best = gazetteer.ranked(span.name)
            if best and best[0][1] > _KNOWN_FROM:
                found.add(best[0][0].country)
    return frozenset(found - {""})


def _named(span: Span, page: Page) -> Named:
    place = span.place
    if span.kind == "demonym":
        iso = page.gazetteer.demonym(span.name)
        region = page.lists.adjectives.get(fold(span.name))
        if iso:
            place = page.gazetteer.country(iso)
        elif region:
            place = next(iter(page.gazetteer.lookup(region)), None)
    return Named(
        start=page.tokens[span.first].start,
        end=page.tokens[span.last].end,
        name=span.name,
        types=span.types,
        place=place,
        fixed=place is not None,
        demonym=span.kind == "demonym",
    )
