"""Which words of a text may be the name of a place: every capitalised sequence, the longest known name first."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.gazetteer.abbreviations import abbreviation
from dateline.gazetteer.evidence import ACCEPT, for_demonym, weigh
from dateline.gazetteer.folding import fold
from dateline.gazetteer.page import Page, Span
from dateline.gazetteer.strangers import described, unknown


def spans(page: Page) -> Iterator[Span]:
    """Give all candidate names, left to right, not overlapping, with the evidence for each."""
    i, n = 0, len(page.tokens)
    while i < n:
        span = _span_at(page, i)
        if span is None:
            i += 1
        else:
            yield span
            i = span.last + 1


def _span_at(page: Page, i: int) -> Span | None:
    found = abbreviation(page, i)
    if found:
        return found
    if not _may_start(page, i):
        return None
    s, lists, gazetteer = page.tokens[i].sentence, page.lists, page.gazetteer
    ends = list(page.ends(i))
    for j in reversed(ends):
        name = page.slice(i, j)
        if gazetteer.demonym(name) and (j > i or not _is_country_first(page, name)):
            return Span(i, j, name, for_demonym(page, i), "demonym")
        if fold(name) in lists.adjectives and fold(name) != "caribbean":
            return Span(i, j, name, for_demonym(page, i), "demonym")
        if gazetteer.capital(name) and not _names_a_town(page, name):
            return Span(i, j, name, -9.0)  # "the White House", "the Kremlin": a government, not a place
        if not _known(page, i, j, name) or _is_number(page, i, j):
            continue
        if _hyphened(page, j, s) and not (page.strong(name) and page.strong(page.token(j + 2))):
            continue  # "Wal-Mart"; but "Baghdad-Mosul"
        found = weigh(page, i, j, name)
        called = (
            described(page, ends[-1], s)
            or page.low(i - 1, s) == "of"
            and page.low(i - 2, s) in ("village", "town", "hamlet", "settlement")
        )
        if found.evidence < ACCEPT or j < ends[-1] and (called or not page.strong(name)):
            # "the town of Chin Shwe Haw", where a place Chin is known: what the text calls a town is the whole name
            whole = unknown(page, i, ends[-1])
            if whole is not None and whole.evidence > ACCEPT and whole.last >= j:
                return whole
        return found
    return unknown(page, i, ends[-1] if ends else i)


def _may_start(page: Page, i: int) -> bool:
    """Say whether a name may start at token `i`: with a capital or an article ("al-Bab"), not inside another name."""
    token = page.tokens[i]
    s, low = token.sentence, token.text.lower()
    article = low in page.lists.connectors and page.token(i + 1) == "-" and page.capital(i + 2, s)
    if not (token.text[:1].isupper() or (article and low not in ("of", "the", "and"))):
        return False
    if low in page.lists.beside and page.capital(i + 1, s):
        return False
    second_half = page.token(i - 1) == "-" and page.within(i - 1, s) and page.follows(i) and page.capital(i - 2, s)
    return not second_half or page.end_of_road(i)


def _known(page: Page, i: int, j: int, name: str) -> bool:
    """Say whether the gazetteer has the name, written with or without articles, in the case that the text has."""
    folded = fold(name)
    english = page.tokens[i].text.lower() in page.lists.english_articles
    if english and page.token(i + 1) != "-" and not page.gazetteer.has(folded):
        return False  # "At Bama" is no "at-Bama"
    if len(folded) <= 4 and not name.isupper():
        best = page.gazetteer.ranked(name)
        if best and best[0][0].type in ("country", "state") and fold(best[0][0].name) != folded:
            return False  # "Car" is no "CAR"
    return len(name) > 1 and name in page.gazetteer


def _is_number(page: Page, i: int, j: int) -> bool:
    """Say whether a name is a numeral, which a sentence may open with: "Forty-two" is a town too."""
    return all(t.tag == "CD" or t.text == "-" for t in page.tokens[i : j + 1])


def _names_a_town(page: Page, name: str) -> bool:
    found = page.gazetteer.lookup(name)[:3]
    return any(p.type == "capital" or (p.population > 200_000 and fold(p.name) == fold(name)) for p in found)


def _hyphened(page: Page, j: int, s: object) -> bool:
    """Say whether a name that ends at token `j` goes on behind a hyphen; "East-" and "West-" do not count."""
    if page.token(j + 1) != "-" or not page.capital(j + 2, s) or page.token(j).lower() in page.lists.compass:
        return False
    return page.follows(j + 1) and page.follows(j + 2) and not page.end_of_road(j + 2)


def _is_country_first(page: Page, name: str) -> bool:
    best = page.gazetteer.ranked(name)
    return bool(best) and best[0][0].type == "country" and best[0][1] > 8
