"""What an attribution is, and the quotations of a text as the finding of attributions needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.reading.parsing import Parsed, Token

Range = tuple[Token, Token]
MARKS = frozenset({'"', "''", "``"})


@dataclass(slots=True, eq=False)
class Attribution:
    """A source said something: `source` the first and last token of its noun phrase, `head` its head noun.

    `content` holds the pieces of what is attributed, in order; `recipient` the outlet told ("told Reuters").
    `says` is false for thoughts and wishes, which vouch for nothing. `within` is the attribution that this one is told
    in where its place in the text does not show it ("Alsumaria, citing its sources"). `heads` are the heads of
    coordinated sources.
    """

    source: Range | None
    head: Token | None
    cue: Range | None
    content: list[Range]
    says: bool = True
    recipient: Range | None = None
    within: Attribution | None = None
    heads: list[Token] = field(default_factory=list)

    def covers(self, i: int) -> bool:
        """Is the token of this number part of what is attributed?"""
        return any(first.i <= i <= last.i for first, last in self.content)


@dataclass(slots=True)
class Quote:
    """A quotation of several words: the numbers of its first and last token, the marks included."""

    first: int
    last: int
    opens_sentence: bool


def coordinated(head: Token) -> list[Token]:
    """The heads of "state media and a monitoring group"."""
    shared = next((c for c in head.children if c.dep == "conj" and c.tag in ("NNS", "NN") and c.i > head.i), None)
    if (
        shared is not None
        and head.tag == "NN"
        and shared.tag == "NNS"
        and not any(c.dep in ("det", "poss") for c in head.children)
    ):
        return [shared]
    heads = [head]
    for one in heads:
        heads += [c for c in one.children if c.dep == "conj" and c.is_noun and c.i > one.i]
        if len(heads) > 6:
            break
    return heads


def find_quotes(parsed: Parsed) -> Iterator[Quote]:
    """The quotations of several words, by their marks; a mark that closes nothing opens nothing."""
    text, tokens = parsed.text, parsed.tokens
    opened: Token | None = None
    previous: Token | None = None
    for token in tokens:
        if opened is not None and previous is not None and token.sentence.paragraph != opened.sentence.paragraph:
            yield from _quote(parsed, opened, previous)
            opened = None
        if token.text in MARKS:
            mark = '"' if token.text != '"' else text[token.start]
            run = token.start
            while run < len(text) and text[run] in "\"“”„«»'":
                run += 1
            tight = run < len(text) and not text[run].isspace()
            first = token.start == 0 or not (text[token.start - 1].isalnum() or text[token.start - 1] in ".,!?…;:%)’'")
            opens = mark in "“„«" or (mark == '"' and tight and first)
            if opened is None and opens:
                opened = token
            elif opened is not None and (mark in "”»" or mark == '"' or (mark == "“" and not tight)):
                yield from _quote(parsed, opened, token)
                opened = None
        previous = token
    if opened is not None and previous is not None:
        yield from _quote(parsed, opened, previous)


def _quote(parsed: Parsed, first: Token, last: Token) -> Iterator[Quote]:
    words = last.i - first.i - 1
    if words >= 2:
        before = parsed.tokens[first.i - 1] if first.i > first.sentence.first else None
        yield Quote(first.i, last.i, (before is None or before.text in (":", '"')) and words >= 3)
