"""The mentions of actors and places while they are being gathered: `Mention`, and `Mentions`, which holds them.

Invariant: no two mentions share a token.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.gazetteer.words import words
from dateline.lexicon.names import load_names
from dateline.reading.marked import Marked

ORGANISATION, PERSON, LOCATION = "organisation", "person", "location"
NAME, DESCRIPTION, PRONOUN = "name", "description", "pronoun"


@dataclass(slots=True, eq=False)
class Mention:
    """A mention by the indices of its first and last token; `name` where it means more than its words say."""

    first: int
    last: int
    type: str
    form: str
    id: str | None = None
    kind: str | None = None
    name: str | None = None


class Mentions:
    """The mentions of one report, by the index of each token that one covers, and what all who look for them need."""

    def __init__(self, marked: Marked) -> None:
        self.marked, self.tokens = marked, marked.parsed.tokens
        self.words = load_names()
        self.given = self.words.given | words().given_names
        self.at: dict[int, Mention] = {}
        self.timed = bytearray(len(self.tokens))
        for mark in marked.times:
            for i in range(mark.first.i, mark.last.i + 1):
                self.timed[i] = 1

    def put(self, mention: Mention) -> None:
        """Takes a mention in; those that share a token with it go."""
        for i in range(mention.first, mention.last + 1):
            other = self.at.get(i)
            if other is not None:
                for k in range(other.first, other.last + 1):
                    del self.at[k]
        for i in range(mention.first, mention.last + 1):
            self.at[i] = mention

    def in_order(self) -> list[Mention]:
        """The mentions in the order of the text."""
        return sorted({id(m): m for m in self.at.values()}.values(), key=lambda m: m.first)

    def text(self, first: int, last: int) -> str:
        """The characters of the report from one token to another, white space made single spaces."""
        return " ".join(self.marked.parsed.slice(self.tokens[first], self.tokens[last]).split())

    def name_of(self, mention: Mention) -> str:
        """Whom it means; else its own words, without the article."""
        if mention.name is not None:
            return mention.name
        first = mention.first
        while first < mention.last and self.tokens[first].tag in ("DT", "PRP$", "PDT"):
            first += 1
        return self.text(first, mention.last)
