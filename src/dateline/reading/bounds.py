"""Between which bounds a figure lies ("at least 20", "12 or more"), and which whole it is a part of ("including three")."""

from __future__ import annotations

from dateline.lexicon.quantities import Numbers, Phrases
from dateline.reading.figure import Figure
from dateline.reading.numerals import at
from dateline.reading.parsing import Token

_PARTS_REACH = 10
BOUND_RANK = {"about": 0, "most": 1, "least": 2}


def bound_before(tokens: list[Token], start: int, numbers: Numbers) -> tuple[int, str | None]:
    """Where a figure begins with the words that bound it, and how; `least` wins over `most`, `most` over `about`."""
    begin, best, first = start, None, tokens[start].sentence.first
    for _ in range(3):
        at_article = begin == start and begin - 1 > first and tokens[begin - 1].lower in ("a", "another", "the")
        size, bound = _phrase_before(tokens, begin, first, numbers.bounds)
        if bound is None and at_article:
            size, bound = _phrase_before(tokens, begin - 1, first, numbers.bounds)
            size += 1
        if bound is None:
            break
        begin -= size
        best = bound if best is None else max(best, bound, key=BOUND_RANK.__getitem__)
    return begin, best


def _phrase_before(tokens: list[Token], begin: int, first: int, bounds: Phrases) -> tuple[int, str | None]:
    if begin > first:
        for phrase, bound in bounds.get(tokens[begin - 1].lower, ()):
            if begin - len(phrase) >= first and at(tokens, begin - len(phrase), begin, phrase):
                return len(phrase), bound
    return 0, None


def bound_after(tokens: list[Token], last: int, numbers: Numbers) -> tuple[int, str | None]:
    """Where a figure ends with the words that bound it behind ("12 or more"), and how."""
    end = tokens[last].sentence.stop
    if last + 1 < end:
        for phrase, bound in numbers.bounds_after.get(tokens[last + 1].lower, ()):
            k = last + 1 + len(phrase)
            # In "killed 12, at least 5 of them children" the bound belongs to what follows it.
            belongs = phrase[0] != "at" or k >= end or tokens[k].tag not in ("CD", "DT")
            if belongs and at(tokens, last + 1, end, phrase):
                return last + len(phrase), bound
    return last, None


def whole_of(tokens: list[Token], figure: Figure, found: list[Figure], numbers: Numbers) -> Figure | None:
    """The figure that this one is a part of: "including three", "of whom three", "three of them", lists of these."""
    before: Figure | None = None
    for other in reversed(found[-_PARTS_REACH:]):
        if other.first.sentence is not figure.first.sentence:
            return None
        if not other.article and not other.measure:
            before = other
            break
    if before is None:
        return None
    whole = before.part_of or before
    between = tokens[before.last.i + 1 : figure.first.i]
    lowers = [token.lower for token in between]
    if any(word in numbers.lists["including"] for word in lowers) or "whom" in lowers:
        return whole
    after = [token.lower for token in tokens[figure.last.i + 1 : figure.last.i + 3]]
    if after[:1] == ["of"] and after[1:] in (["whom"], ["them"], ["those"]):
        return whole
    listed = before.part_of is not None and not any(t.tag in ("VBD", "VBZ", "VBP") for t in between)
    return whole if listed and {"and", ","} & set(lowers) else None
