"""How much speaks for a known name being a place's here: its size, the words before and behind it, other kinds of name.

The weights are sums of small reasons; a name is taken from `ACCEPT` on, and at `SURE` it vouches for its other mentions.
"""

from __future__ import annotations

import re

from dateline.gazetteer.abbreviations import abbreviation
from dateline.gazetteer.folding import fold, without_articles
from dateline.gazetteer.page import PROPER, UNTAGGED, Page, Span
from dateline.gazetteer.place import Place

ACCEPT = 1.1
NEARLY = 0.3
SURE = 2.6
_BIG = {
    "country": 3.0, "continent": 3.0, "state": 3.0, "capital": 3.0, "region": 2.6, "sea": 2.6, "river": 2.2, "admin1": 2.4,
}  # fmt: skip
_BY_INHABITANTS = ((500_000, 2.4), (100_000, 1.9), (15_000, 1.2), (2000, 0.8), (0, 0.5))
_END_OF_NAME = re.compile(r"[.,;:!?()\[\]“”\"]")
_DATELINE = re.compile(r"\s*(?:,[^.\n]{1,40}?)?\s*(?:\([A-Z][\w ./]{1,30}\)|[—–-]{1,2})")
_SORTS_IN_CAPITALS = ("province", "governorate", "district", "county", "oblast", "city")


def weigh(page: Page, i: int, j: int, name: str) -> Span:
    """Give the candidate of tokens `i` to `j`, whose name the gazetteer has, with what speaks for it."""
    s = page.tokens[i].sentence
    ranked = page.gazetteer.ranked(name)
    folded = without_articles(fold(name))
    single = len(folded.split()) == 1
    value = max((_strength(p, w) for p, w in ranked[:12]), default=0.5) + (0.0 if single else 0.9)
    big = value >= SURE
    before, types = _before(page, i, s, big=big or _is_container(page, name))
    value += before
    behind, more = _behind(page, j, s, name, single=single)
    value += behind
    types |= more
    if _opens(page, i, j):
        value += 2.5
    beside, alone = _beside(page, i, j, s, folded, single=single, big=big)
    value += beside
    if single:
        value += _as_a_word(page, i, j, s, folded, big=big)
    first = page.tokens[i].text
    if first.isupper() and len(first) > 1 and not big and not types:
        value -= 0.8
        if single and len(first) <= 5:
            value -= 1.0  # an abbreviation rather than a name in capitals
    return Span(i, j, name, value, types=types, alone=alone)


def for_demonym(page: Page, i: int) -> float:
    """Give what speaks for a word of a country's people that starts at token `i`."""
    s, text = page.tokens[i].sentence, page.tokens[i].text
    value = 2.5
    if text.isupper() and len(text) > 3:
        value -= 0.3
    if page.low(i - 1, s) in page.lists.given_names and page.capital(i - 1, s):
        value -= 2.0
    return value


def _strength(place: Place, weight: float) -> float:
    """How well known a place is, by type and inhabitants; less where the name is not its first one."""
    if weight < 0:
        return 0.3
    big = _BIG.get(place.type)
    direct = weight > place.prior - 0.6
    if big is not None:
        return big if direct else big - 0.4
    if place.id.startswith("dateline:"):
        return 1.6
    value = next(v for least, v in _BY_INHABITANTS if place.population >= least)
    return value if direct else value - 0.5


def _before(page: Page, i: int, s: object, *, big: bool) -> tuple[float, frozenset[str]]:
    """Weigh what stands before: "in X", "the town of X", "north of X", "University of X", "Iraq's X"."""
    lists = page.lists
    before, before2 = page.low(i - 1, s), page.low(i - 2, s)
    if before in ("the", "a") and before2:
        before, before2 = before2, page.low(i - 3, s)
    if before == "of" and before2 in lists.types:
        return 2.2, lists.types[before2]
    value = 0.0
    if before == "of" and before2 in lists.compass:
        value = 2.0
    elif before == "of" and before2 in lists.organisation_of and page.tokens[i - 2].text[:1].isupper():
        value = -2.5
    elif before in lists.locative or before == "of" and before2 in lists.happenings:
        value = 1.3
    elif before == "on" and before2 in lists.made_on_places:
        value = 1.0
    elif before in lists.locative_weak or before == "-" and page.end_of_road(i):
        value = 0.6
    elif before in lists.types and not page.capital(i - 1, s):
        value = 0.8
    elif before == "," and page.capital(i - 2, s) and big:
        value = 1.0
    return value, frozenset()


def _behind(page: Page, j: int, s: object, name: str, *, single: bool) -> tuple[float, frozenset[str]]:
    """Weigh what stands behind, and the last word of the name itself: "X district", "X-based", "X, Iraq"."""
    lists = page.lists
    after, after2 = page.low(j + 1, s), page.low(j + 2, s)
    value, types = 0.0, frozenset[str]()
    if after in lists.types and (not page.capital(j + 1, s) or after in _SORTS_IN_CAPITALS):
        value, types = 1.4, lists.types[after]
    elif after == "-" and page.end_of_road(j + 2):
        value = 0.6
    elif after == "-" and after2 in ("based", "born", "area", "controlled", "held"):
        value = 1.2
    elif after == "," and page.capital(j + 2, s) and _contained(page, name, j + 2):
        value = 2.2
    last = page.tokens[j].text.lower()
    if last in lists.types and not single:
        return value + 1.0, types | lists.types[last]
    return value, types


def _opens(page: Page, i: int, j: int) -> bool:
    """Say whether it is a dateline, which opens a paragraph: "BASRA, Iraq (Wire) -"."""
    first, last = page.tokens[i], page.tokens[j]
    opens = first.start == 0 or "\n" in page.text[max(0, first.start - 3) : first.start]
    return opens and last.text.isupper() and _DATELINE.match(page.text, last.end) is not None


def _beside(page: Page, i: int, j: int, s: object, folded: str, *, single: bool, big: bool) -> tuple[float, bool]:
    """Weigh the capitalised words on either side, of whose name it may be a part; say too whether there are none."""
    lists = page.lists
    before, after = page.low(i - 1, s), page.low(j + 1, s)
    if before in ("the", "a") and page.low(i - 2, s):
        before = page.low(i - 2, s)
    previous = page.capital(i - 1, s) and page.tokens[i - 1].tag in UNTAGGED
    following = page.capital(j + 1, s) and not _END_OF_NAME.match(page.token(j + 1))
    value = 0.0
    if before in lists.titles and page.tokens[i - 1].tag != "NN":
        value = -4.0 if single else -1.0
    elif previous and before in lists.given_names:
        value = -3.0
    elif previous and page.within(i - 1, s) and not _stands_before_places(page, i - 1, s):
        value = -0.8 if big else -1.6
    if following:
        if after in lists.organisation_after:
            ranked = page.gazetteer.ranked(page.slice(i, j))
            value -= 1.0 if ranked and ranked[0][0].type == "country" else 2.6
        elif after not in lists.types and after not in lists.compass and page.tokens[j + 1].tag in UNTAGGED:
            if single and folded in lists.given_names:
                value -= 3.0
            else:
                value -= 0.4 if big else 1.4
    return value, not (previous or following)


def _as_a_word(page: Page, i: int, j: int, s: object, folded: str, *, big: bool) -> float:
    """Weigh what one word may mean besides: a person, a given name, a common word."""
    lists = page.lists
    first, last = page.tokens[i], page.tokens[j]
    ranked = page.gazetteer.ranked(page.slice(i, j))
    initial = not page.within(i - 1, s)
    value = 0.0
    if folded in page.people:
        value -= 3.0
    elif folded in lists.given_names and not big:
        value -= 1.2
    if folded in lists.common and not (ranked and ranked[0][1] > 6.5):
        value -= 2.0
    if last.tag and last.tag not in PROPER and first.tag not in PROPER and not big:
        value -= 1.5 if initial or folded in lists.common else 0.7
    if initial and not big and last.tag not in PROPER:
        value -= 0.8
    return value


def _stands_before_places(page: Page, i: int, s: object) -> bool:
    """Say whether the capitalised word at `i` may stand before a place without being part of a longer name."""
    lists = page.lists
    sorts = (lists.types, lists.compass, lists.locative, lists.locative_weak)
    return page.is_demonym(i) or any(page.low(i, s) in some for some in sorts)


def _is_container(page: Page, name: str) -> bool:
    return any(p.type in ("country", "state", "admin1") for p in page.gazetteer.lookup(name)[:3])


def _contained(page: Page, name: str, k: int) -> bool:
    """Say whether the name that starts at token `k` is a country or division that holds a place of this name."""
    if abbreviation(page, k):
        return True
    for j in reversed(list(page.ends(k))):
        other = page.slice(k, j)
        outer = [p for p in page.gazetteer.lookup(other)[:3] if p.type in ("country", "state", "admin1", "region")]
        if outer:
            inner = page.gazetteer.lookup(name)
            return any(
                o.country == p.country and (o.type != "state" or o.name == p.admin1) for o in outer for p in inner
            )
    return False
