"""Which names that the gazetteer lacks are a place's, because the text itself says so: "the village of X", "near X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.gazetteer.evidence import ACCEPT
from dateline.gazetteer.folding import fold
from dateline.gazetteer.page import PROPER, UNTAGGED, Page, Span

_UNTELLING = ("state", "department", "area")  # "the department of X" is an office


def unknown(page: Page, i: int, j: int) -> Span | None:
    """Give the name from token `i` on, to `j` at most, where the text says that it is a place's; else None."""
    s, lists, token = page.tokens[i].sentence, page.lists, page.tokens[i]
    while j > i and not (page.tokens[j].text[:1].isupper() or page.tokens[j].text.isdigit()):
        j -= 1  # "Kilo 16" keeps its figure
    if token.tag not in UNTAGGED and page.token(i + 1) != "-":
        return None
    if token.text.lower() in lists.prepositions:
        return None  # "In Kharkiv oblast", at the head of a sentence
    before = page.low(i - 1, s)
    if before == "the":
        before = page.low(i - 2, s)
    j = next((k - 1 for k in range(i + 1, j) if page.tokens[k].text.lower() == "and"), j)
    if page.capital(i - 1, s) and before not in lists.locative and before not in lists.compass | lists.beside:
        return None
    name = page.slice(i, j)
    value, types = _said(page, i, j, s, name)
    if value == 0.0 or fold(name) in page.people or fold(name).split()[-1:] == ["war"]:
        return None
    last = page.tokens[j].text.lower()
    edges = {token.text.lower(), last} - lists.types.keys() - (lists.connectors if j > i else set())
    if any(w in lists.titles for w in edges) or all(w in lists.common for w in edges):
        return None
    return Span(i, j, name, value, known=False, types=types)


def _said(page: Page, i: int, j: int, s: object, name: str) -> tuple[float, frozenset[str]]:
    """How plainly the text says that a name is a place's, the plainest first, and the types that it gives it."""
    lists, token = page.lists, page.tokens[i]
    before, before2, after = page.low(i - 1, s), page.low(i - 2, s), page.low(j + 1, s)
    if before == "the":
        before, before2 = before2, page.low(i - 3, s)
    last = page.tokens[j].text.lower()
    if before == "of" and before2 in lists.types and before2 not in _UNTELLING:
        return 2.0, lists.types[before2]
    if 0 < j - i <= 3 and "of" not in name.split() and last in lists.ends_of_names:
        return 2.0, lists.types[last]
    if after in lists.behind_names:
        return 1.8, lists.types[after]
    if before == "of" and before2 in lists.compass:
        return 1.7, frozenset()
    if described(page, j, s):
        return 1.8, frozenset()
    proper = token.tag in PROPER
    if proper and (before in lists.close_to or not _is_given(page, i) and _done_to(page, before, before2)):
        return 1.2, frozenset()
    if before in ("in", "at") and proper:
        return 1.0, frozenset()
    return 0.0, frozenset()


def _is_given(page: Page, i: int) -> bool:
    low = page.tokens[i].text.lower()
    return low in page.lists.given_names and low != "abu"


def _done_to(page: Page, before: str, before2: str) -> bool:
    """Say whether the words before a name tell of what is done to places, or of moves between them."""
    lists = page.lists
    return (
        before in lists.done_to_places | lists.beside
        or before == "on"
        and before2 in lists.falling | lists.made_on_places
        or before == "of"
        and before2 in ("most", "much", "rest", "streets")
        or before in ("from", "into", "towards", "toward", "to")
        and before2 in lists.moved
    )


def described(page: Page, j: int, s: object) -> bool:
    """Say whether the words behind a name tell what it is: "Gang Dau Yang, a military camp on the road"."""
    if page.token(j + 1) != "," or page.low(j + 2, s) not in ("a", "an", "the", "another"):
        return False
    for k in range(j + 3, j + 7):
        word = page.low(k, s)
        if word in page.lists.describing:
            return page.token(k + 1).isdigit() or page.low(k + 1, s) in ("", *page.lists.behind_descriptions)
        if not word.isalpha() or word in ("of", "a", "an", "the", "and"):
            return False
    return False


def again(page: Page, names: dict[str, frozenset[str]], taken: Sequence[Span]) -> Iterator[Span]:
    """Give the other mentions of names that the text says are places' that the gazetteer lacks."""
    covered = {i for span in taken for i in range(span.first, span.last + 1)}
    firsts = {name.split()[0] for name in names}
    for i, token in enumerate(page.tokens):
        if token.text not in firsts or i in covered or page.capital(i - 1, token.sentence):
            continue
        for j in page.ends(i):
            name = page.slice(i, j)
            if name in names and not page.capital(j + 1, token.sentence) and j not in covered:
                yield Span(i, j, name, ACCEPT, known=False, types=names[name])
