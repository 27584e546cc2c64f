"""How much of one report another tells again, in its own words but sentence for sentence in the same order.

A rewrite without credit changes nearly every word that it can, what is quoted too ("had fled towards the hills", "had
run off towards the hills"), and keeps the run of the story. Two reporters who saw or heard the same thing tell it in
orders of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.weighing.sentences import RETOLD, Sentence, likeness, sentences

# So much of each report's words must be told again, what is quoted included; and so much of what is not quoted.
_SHARE = 0.5
_OWN_SHARE = 0.35
_SENTENCES_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Run:
    """The longest run of sentences that two reports have in common: how many, and the share of each report's words."""

    count: int
    first: float
    second: float


def in_order(first: Sequence[Sentence], second: Sequence[Sentence]) -> Run:
    """The sentences that two reports both tell, in one order; those that make up most words."""
    # best[j] is (words, sentences, words of the first, words of the second) with the sentences up to j of the second.
    best = [(0, 0, 0, 0)] * (len(second) + 1)
    for a in first:
        row = [best[0]]
        for j, b in enumerate(second):
            chosen = max(best[j + 1], row[j])
            if likeness(a, b) >= RETOLD:
                words, count, one, other = best[j]
                size = (len(a.words), len(b.words))
                chosen = max(chosen, (words + sum(size), count + 1, one + size[0], other + size[1]))
            row.append(chosen)
        best = row
    _, count, one, other = best[-1]
    return Run(count, one / max(1, _length(first)), other / max(1, _length(second)))


def _length(of: Sequence[Sentence]) -> int:
    return sum(len(s.words) for s in of)


def is_retold(one: str, other: str) -> bool:
    """Is one of two reports the other told again in other words?"""
    own = in_order(sentences(one), sentences(other))
    if min(own.first, own.second) < _OWN_SHARE:
        return False
    whole = in_order(sentences(one, quoted=True), sentences(other, quoted=True))
    return whole.count >= _SENTENCES_AT_LEAST and min(whole.first, whole.second) >= _SHARE
