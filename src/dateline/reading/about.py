"""What a text is about: is it of the field, all of it or some paragraphs, or of another one that borrows its words?

Sport, business, kitchen and cinema are full of attacks and shots. A text is taken for one of armed conflict by how
densely the words of conflict and the armed actors stand in it, against the words of any one other domain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.files import load_yaml, refuse
from dateline.lexicon.nouns import ARMED_KINDS
from dateline.reading.marked import Marked
from dateline.reading.parsing import Token

# Measured on reports and on texts of other domains: reports have 3.6 such words in a hundred or more, the others 2 or less.
_DENSE = 0.03
_DENSE_HERE = 0.035
_FEWEST_HERE = 3
_SHORT = 160
_WINDOW = 80
_FEWEST_OF_OTHER = 4
# How many words of conflict a word of another domain outweighs.
_OUTWEIGHS = {"far_domains": 3.0, "near_domains": 1.5}


@dataclass(frozen=True, slots=True)
class Topic:
    """`paragraphs` are the numbers of those that are of the field; `density` the share of its words among all."""

    paragraphs: frozenset[int]
    density: float


@cache
def _topics() -> tuple[frozenset[str], Mapping[str, frozenset[tuple[str, float]]]]:
    content = load_yaml("topics.yaml")
    mistakes = [f"no such part: {part}" for part in content if part not in ("conflict", *_OUTWEIGHS)]
    refuse("topics.yaml", mistakes)
    domains: dict[str, set[tuple[str, float]]] = {}
    for part, weight in _OUTWEIGHS.items():
        for domain, words in content[part].items():
            for word in words:
                domains.setdefault(str(word), set()).add((domain, weight))
    return frozenset(content["conflict"]), {word: frozenset(names) for word, names in domains.items()}


def topic(marked: Marked) -> Topic:
    """Which paragraphs of a text are about armed conflict or unrest, and how densely."""
    conflict, domains = _topics()
    hot, length, other = Counter[int](), Counter[int](), Counter[tuple[str, float]]()
    for token in marked.parsed.tokens:
        paragraph = token.sentence.paragraph
        length[paragraph] += 1
        other.update(domains.get(token.lower, ()))
        hot[paragraph] += token.lemma in conflict or _is_armed(marked, token) or _ends_phrase(marked, token)
    total, words = sum(hot.values()), max(1, sum(length.values()))
    outweighed = any(n >= _FEWEST_OF_OTHER and total < weight * n for (_, weight), n in other.items())
    if not total or outweighed:
        return Topic(frozenset(), 0.0)
    if words <= _SHORT or total / words >= _DENSE:
        return Topic(frozenset(length), total / words)
    return Topic(frozenset(p for p in length if _is_hot_here(p, hot, length)), total / words)


def _ends_phrase(marked: Marked, token: Token) -> bool:
    """Does a word of conflict that is written as two end here: "air strike"?"""
    if token.i == token.sentence.first:
        return False
    return f"{marked.parsed.tokens[token.i - 1].lemma} {token.lemma}" in _topics()[0]


def _is_armed(marked: Marked, token: Token) -> bool:
    mark = marked.actors.get(token.i)
    if mark is not None:
        return mark.first is token and mark.actor.kind in ARMED_KINDS
    noun = marked.nouns.actors.get(token.lemma)
    return noun is not None and noun.armed and token.is_noun


def _is_hot_here(paragraph: int, hot: Counter[int], length: Counter[int]) -> bool:
    """Do the words around a paragraph, its neighbours taken in until there are enough, speak of conflict?"""
    order = sorted(length)
    at = order.index(paragraph)
    words, found = length[paragraph], hot[paragraph]
    step = 1
    while words < _WINDOW and step <= 2:
        for neighbour in (at - step, at + step):
            if 0 <= neighbour < len(order):
                words += length[order[neighbour]]
                found += hot[order[neighbour]]
        step += 1
    return found >= _FEWEST_HERE and found / max(1, words) >= _DENSE_HERE
