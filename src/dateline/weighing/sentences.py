"""The sentences that a report's writer wrote, and how alike two of them are.

What is between quotation marks is left out: two reporters at one press conference quote the same words, and neither
has copied the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from dateline.gazetteer.folding import fold, skeleton
from dateline.model import PassageKind
from dateline.reading.passages import find_passages, find_quotations
from dateline.weighing.words import small_numbers, words

# Fewer words than these say too little to tell where they come from.
WORDS_AT_LEAST = 6
# Of two sentences' words so large a share must stand in both, in one order, for one to be the other reworded.
ALIKE = 0.55
# So much is left where every word that can be was changed; it tells only with the sentences around it.
RETOLD = 0.42
_READ = frozenset({PassageKind.BODY, PassageKind.ITEM})
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


@dataclass(frozen=True)
class Sentence:
    """A sentence as its words: `words` are folded, `raw` as they are written."""

    raw: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def bag(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers, in digits."""
        return frozenset(
            digits for word in self.words for digits in re.findall(r"\d+", small_numbers().get(word, word))
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Its words with a capital that is not the sentence's own, however they are spelt in Latin letters; no days and
        months, which are written anew, and no titles, which may be left out."""
        return frozenset(
            skeleton(word) or word
            for raw, word in zip(self.raw[1:], self.words[1:], strict=True)
            if _is_capital(raw) and word not in words("days") | words("ranks")
        )


@lru_cache(maxsize=65536)
def sentence(text: str) -> Sentence:
    """One sentence, whatever stands in it."""
    pairs = [(raw, fold(raw.removesuffix("'s").removesuffix("’s"))) for raw in re.findall(r"[^\W_][\w.'’-]*", text)]
    kept = [(raw, word) for raw, word in pairs if word]
    return Sentence(tuple(raw for raw, _ in kept), tuple(word for _, word in kept))


@lru_cache(maxsize=4096)
def sentences(text: str, *, quoted: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a report's paragraphs, in order; those of a few words are left out, and all that is quoted unless
    `quoted` asks for it too."""
    return tuple(found for found in map(sentence, _pieces(text, quoted)) if len(found.words) >= WORDS_AT_LEAST)


def _pieces(text: str, with_quotations: bool) -> Iterator[str]:
    quoted = [] if with_quotations else find_quotations(text)
    for passage in find_passages(text):
        if passage.kind not in _READ:
            continue
        own, at = "", passage.start
        for quotation in quoted:
            if quotation.end > passage.start and quotation.start < passage.end:
                own += text[at : max(at, quotation.start)] + " "
                at = max(at, quotation.end)
        own += text[at : passage.end] if at < passage.end else ""
        yield from _END.split(own)


def likeness(a: Sentence, b: Sentence) -> float:
    """How much of two sentences is the same words in the same order, from 0 to 1.

    Sentences that name different things or numbers are not alike, however much of their form they share: "a bomb in
    Tikrit killed four" is not "a bomb in Baiji killed nine".
    """
    if a.words == b.words:
        return 1.0
    if 4 * len(a.bag & b.bag) < len(a.bag | b.bag):
        return 0.0
    if _apart(a.names, b.names) or _apart(a.numbers, b.numbers):
        return 0.0
    return SequenceMatcher(None, a.words, b.words, autojunk=False).ratio()


def _is_capital(raw: str) -> bool:
    return raw[:1].isupper() or bool(re.match(r"[a-z]{2}-[A-Z]", raw))


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and 2 * len(a & b) < min(len(a), len(b))
