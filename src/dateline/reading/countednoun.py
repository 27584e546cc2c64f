"""Which noun a figure counts: "50 of its own members", "three of the five bridges", "two officers' cars"."""

from __future__ import annotations

from dateline.reading.numerals import Number, at
from dateline.reading.parsing import Token


def find_unit(tokens: list[Token], number: Number) -> tuple[Token | None, int]:
    """The noun counted; and the token after a whole that the figure is taken from ("three of the five bridges")."""
    last, stop = tokens[number.stop - 1], number.stop
    end = last.sentence.stop
    if stop >= end or tokens[stop].text == ",":
        return None, stop
    after = tokens[stop].lower
    if last.lower == "of":
        return _noun_after(tokens, stop, end), stop
    if after == "of" or (after in ("more", "others", "other") and at(tokens, stop + 1, end, ("of",))):
        return _noun_of(tokens, stop + (1 if after == "of" else 2), end)
    for token in (last, tokens[number.start]):
        head = token.head
        while head.i < stop and head.head is not head and head.dep in ("nummod", "quantmod", "compound"):
            head = head.head
        if head.i >= stop and head.tag == "CD" and head.head.is_noun:
            head = head.head
        if stop <= head.i < end and head.is_noun and token.dep not in ("nsubj", "conj", "dep", "appos", "npadvmod"):
            return _outer(tokens, head, end), stop
    return _noun_after(tokens, stop, end), stop


def _outer(tokens: list[Token], noun: Token, end: int) -> Token:
    """What is counted by "two officers' cars", "138 tank, artillery and mortar shells": the last noun."""
    outer = noun.head
    if not (outer.is_noun and noun.i < outer.i < end and noun.dep in ("poss", "nmod")):
        return noun
    nouns = all(t.is_noun or t.tag in ("POS", "CC", ",", "JJ") for t in tokens[noun.i : outer.i])
    return outer if nouns and (noun.dep == "poss" or noun.tag == "NN") else noun


def _noun_of(tokens: list[Token], k: int, end: int) -> tuple[Token | None, int]:
    """The noun of "dozens of X", "50 of its own members", "three of the five bridges"; None for "three of them"."""
    stop = k
    while k < end and tokens[k].tag in ("DT", "PRP$", "PDT", "CD", "JJS", "RBS", "IN") and k < stop + 6:
        if tokens[k].tag == "IN" and not (k + 2 < end and tokens[k + 2].tag == "CD"):
            break
        k += 1
        if tokens[k - 1].tag == "CD":
            stop = k
    return _noun_after(tokens, k, end), stop


def _noun_after(tokens: list[Token], k: int, end: int) -> Token | None:
    """The head of the noun phrase that begins at `k`, by word classes alone."""
    noun: Token | None = None
    for token in tokens[k : min(end, k + 10)]:
        if token.is_noun:
            if noun is not None and noun.tag == "NNS" and token.is_proper:
                break
            noun = token
        elif token.tag == "POS":
            noun = None
        elif noun is not None:
            if token.text != "-":
                break
        elif token.tag in ("VBN", "VBG"):
            following = tokens[token.i + 1] if token.i + 1 < end else None
            if following is None or not (following.is_noun or following.tag.startswith("JJ")):
                break
        elif not (token.tag.startswith("JJ") or token.tag in ("HYPH", "RBR", "CD", "PRP$") or token.text in "-/"):
            break
    return noun
