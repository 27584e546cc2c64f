"""Which state an abbreviation of the press stands for: "Alexandria, La."."""

from __future__ import annotations

from dateline.gazetteer.page import Page, Span


def abbreviation(page: Page, i: int) -> Span | None:
    """Give the state that an abbreviation at token `i` stands for, after a comma or with its full stops."""
    token = page.tokens[i]
    for last in (i, i + 1):
        if not page.within(last, token.sentence):
            continue
        name = page.slice(i, last)
        if last == i + 1 and not (name.endswith(".") or "." in name):
            continue
        full = page.lists.abbreviations.get(name)
        if full is None:
            continue
        comma = page.token(i - 1) == "," and i >= 2 and page.tokens[i - 2].text[:1].isupper()
        inner = name.count(".") > 1
        if not comma and not inner:
            continue
        place = next((p for p in page.gazetteer.lookup(full) if p.type == "state"), None)
        if place:
            return Span(i, last, name, 4.0, place=place)
    return None
