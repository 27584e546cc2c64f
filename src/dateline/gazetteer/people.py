"""Who in a text is a person: "Jordan said" after "Michael Jordan" is no country."""

from __future__ import annotations

from dateline.gazetteer.folding import fold
from dateline.gazetteer.page import Page


def surnames(page: Page) -> set[str]:
    """Give the folded last words of the names that stand after a title or begin with a given name."""
    found: set[str] = set()
    lists, tokens = page.lists, page.tokens
    i, n = 0, len(tokens)
    while i < n:
        s = tokens[i].sentence
        if not page.capital(i, s) or page.low(i, s) in lists.locative:
            i += 1
            continue
        j = i
        while page.capital(j + 1, s) or (page.token(j + 1) == "-" and page.capital(j + 2, s)):
            j += 1 if page.capital(j + 1, s) else 2
        run = [tokens[k].text for k in range(i, j + 1)]
        title = run[0].lower() in lists.titles or page.low(i - 1, s) in lists.titles
        given = next((k for k, w in enumerate(run[:-1]) if w.lower() in lists.given_names), None)
        known = len(run) > 1 and page.gazetteer.has(fold(page.slice(i, j)))
        place_next = page.token(j + 1) == "," and page.capital(j + 2, s) and page.low(j + 2, s) in lists.types
        if (title or (given is not None and given <= 1 and not known)) and not place_next and len(run) <= 5:
            last = run[-1].lower()
            if last not in lists.types and last not in lists.organisation_after and last not in lists.titles:
                found.add(fold(run[-1]))
        i = j + 1
    return found
