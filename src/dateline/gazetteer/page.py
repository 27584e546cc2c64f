"""The words of one text around a name, and what the gazetteer says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.gazetteer.folding import fold
from dateline.gazetteer.index import LONGEST_NAME, Gazetteer
from dateline.gazetteer.place import Place
from dateline.gazetteer.toponym import TokenLike
from dateline.gazetteer.words import Words

PROPER = frozenset({"NNP", "NNPS"})
UNTAGGED = PROPER | {""}
_QUOTES = ("'", "’", "‘")


@dataclass(slots=True)
class Span:
    """A candidate: tokens `first` to `last`, what speaks for a place, and the types that the text says it is of."""

    first: int
    last: int
    name: str
    evidence: float
    kind: Literal["place", "demonym"] = "place"
    known: bool = True
    types: frozenset[str] = frozenset()
    place: Place | None = None
    alone: bool = True


@dataclass(slots=True)
class Page:
    """One text, its tokens, the gazetteer and the word lists; `people` are the folded surnames of those it names."""

    text: str
    tokens: Sequence[TokenLike]
    gazetteer: Gazetteer
    lists: Words
    people: set[str] = field(default_factory=set)

    def token(self, i: int) -> str:
        """Give the text of a token, "" beyond either end."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def within(self, i: int, sentence: object) -> bool:
        """Say whether there is a token `i` in this sentence."""
        return 0 <= i < len(self.tokens) and self.tokens[i].sentence == sentence

    def low(self, i: int, sentence: object) -> str:
        """Give the text of a token of this sentence in lower case, "" beyond the sentence."""
        return self.tokens[i].text.lower() if self.within(i, sentence) else ""

    def capital(self, i: int, sentence: object) -> bool:
        """Say whether a token of this sentence has a capital."""
        return self.within(i, sentence) and self.tokens[i].text[:1].isupper()

    def slice(self, first: int, last: int) -> str:
        """Give the words of the text from token `first` to token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def follows(self, i: int) -> bool:
        """Say whether no space parts token `i` from the one before."""
        return self.tokens[i].start == self.tokens[i - 1].end

    def ends(self, i: int) -> Iterator[int]:
        """Give the tokens on which a name that starts at `i` may end."""
        s = self.tokens[i].sentence
        words_in, j = 0, i
        while self.within(j, s) and words_in < LONGEST_NAME:
            text = self.tokens[j].text
            if text[:1].isupper() or (j > i and text.isdigit() and len(text) < 3):
                words_in += 1
                if j == i or text.lower() not in self.lists.connectors:
                    yield j
            elif (text == "-" and j > i and self.follows(j)) or (
                text in _QUOTES and self.within(j + 1, s) and self.follows(j + 1)
            ):
                pass
            elif text.lower() in self.lists.connectors and (j > i or self.token(j + 1) == "-"):
                words_in += 1
            elif j > i and self.tokens[j - 1].text in (*_QUOTES, "-") and self.follows(j):
                yield j
            else:
                return
            if text.endswith(".") and len(text) > 4:
                return
            j += 1

    def end_of_road(self, i: int) -> bool:
        """Say whether the name that starts at token `i` is the second end of a road: "Sake" of "the Goma-Sake road"."""
        for k in range(i + 1, i + 6):
            if self.token(k).lower() in self.lists.roads:
                return True
            if not (self.token(k)[:1].isupper() or self.token(k) == "-" or self.token(k - 1) == "-"):
                return False
        return False

    def strong(self, name: str) -> bool:
        """Say whether a name is a well-known place's or a people's."""
        best = self.gazetteer.ranked(name)
        return self.gazetteer.demonym(name) is not None or bool(best and best[0][1] > 5.0)

    def is_demonym(self, i: int) -> bool:
        """Say whether a token is a word for the people of a country or region."""
        return self.gazetteer.demonym(self.token(i)) is not None or fold(self.token(i)) in self.lists.adjectives
