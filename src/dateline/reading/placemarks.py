"""Where the names of places stand in a report: each toponym with the words that belong to it, and headings that are places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.gazetteer import Gazetteer
from dateline.gazetteer.recognise import Toponym
from dateline.lexicon.nouns import Nouns
from dateline.lexicon.wordlists import word_list
from dateline.model import PassageKind
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Sentence, Token
from dateline.reading.passages import run_in_headings

_BODIES = word_list("armed_bodies")
_WRITTEN_AT = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}")
_TOPICS = word_list("heading_topics")
_ABSTRACT = ("tion", "tions", "ment", "ments", "ing", "ism", "ity", "ties", "ics", "ary", "ian", "ness")
_QUALIFIERS = word_list("place_qualifiers")
_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az"))


def mark_places(marked: Marked, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> None:
    """Puts the toponyms of a report on it, each with the words that belong to its name."""
    tokens = marked.parsed.tokens
    starts = {t.start: t.i for t in tokens}
    for toponym in toponyms:
        first = last = starts[toponym.start]
        while last + 1 < len(tokens) and tokens[last + 1].start < toponym.end:
            last += 1
        if tokens[last].lower in _BODIES:
            continue  # "the Northern Front"
        mark = PlaceMark(tokens[first], tokens[last], toponym.place)
        if _is_qualified(tokens, first, toponym):
            # "Upper Nour": not the village of Nour
            first -= 1
            mark = PlaceMark(tokens[first], tokens[last], None)
        end = _name_goes_on(tokens, first, last, toponym, marked.nouns)
        if end > last:
            # "Bir al-Abed": a place of which the gazetteer knows only a namesake of the first word.
            mark, last = PlaceMark(tokens[first], tokens[end], None), end
        if _is_numbered(tokens, last, mark, marked.nouns):
            mark, last = PlaceMark(tokens[first], tokens[last + 1], None), last + 1
        for i in range(first, last + 1):
            marked.places[i] = mark
    _mark_headings(marked, gazetteer)
    _mark_dateline(marked, gazetteer)


def _mark_dateline(marked: Marked, gazetteer: Gazetteer) -> None:
    """Keeps where the report was written, which "here" and "this town" may mean though no event is placed by it."""
    parsed = marked.parsed
    for number, passage in enumerate(parsed.passages):
        if passage.kind is not PassageKind.DATELINE:
            continue
        city = _WRITTEN_AT.match(parsed.text, passage.start, passage.end)
        if city is not None:
            sentence = Sentence(-1, 0, 0, passage, number)
            token = Token(-1, city.group(), city.group().lower(), "NNP", "ROOT", city.start(), city.end(), sentence)
            token.head = token
            known = gazetteer.ranked(city.group())
            countries = {m.place.country for m in marked.places.values() if m.place is not None}
            place = next((p for p, _ in known if p.country in countries), known[0][0] if known else None)
            marked.dateline = PlaceMark(token, token, place)
        return


def _mark_headings(marked: Marked, gazetteer: Gazetteer) -> None:
    """Takes a heading that is run in before a paragraph for a place, if it is one of a country that the text is about.

    "Toretsk. Around 2,500 people …": nothing in such a heading itself says that it is a place.
    """
    countries = {m.place.country for m in marked.places.values() if m.place is not None and m.place.country}
    unknown: list[list[Token]] = []
    placed = False
    for number in run_in_headings(marked.parsed.text, marked.parsed.passages):
        tokens = [t for s in marked.parsed.sentences if s.paragraph == number for t in s.tokens if t.text.strip(".:")]
        tokens = tokens[1:] if tokens and tokens[0].lower == "the" else tokens
        placed = placed or _is_of_place(marked, number + 1)
        if not tokens or any(t.i in marked.places for t in tokens):
            placed = placed or bool(tokens)
            continue
        known = [place for place, _ in gazetteer.ranked(marked.parsed.slice(tokens[0], tokens[-1]))]
        place = next((p for p in known if p.country in countries), known[0] if known and not countries else None)
        if place is not None:
            placed = True
            for token in tokens:
                marked.places[token.i] = PlaceMark(tokens[0], tokens[-1], place)
        elif all(t.is_proper or _may_be_name(marked, t) for t in tokens):
            unknown.append(tokens)
    # Beside headings that are places, or that "the town" goes back to, a name that nothing is known of is one too.
    for tokens in unknown if placed else ():
        for token in tokens:
            marked.places[token.i] = PlaceMark(tokens[0], tokens[-1], None)


def _may_be_name(marked: Marked, word: Token) -> bool:
    """Is a capitalised word of a heading, which the tagger sees without a sentence, none that a subject has: "Casualties"?"""
    known = word.lemma in marked.nouns.actors or word.lemma in marked.nouns.classes or word.lower in _TOPICS
    return word.text[:1].isupper() and not known and not word.lower.endswith(_ABSTRACT)


def _is_of_place(marked: Marked, paragraph: int) -> bool:
    """Does a paragraph speak of "the town" without having named one?"""
    tokens = [t for s in marked.parsed.sentences if s.paragraph == paragraph for t in s.tokens]
    meant = next((t for t in tokens if t.lower in ("town", "village", "city") and _is_known_one(t)), None)
    return meant is not None and not any(t.i in marked.places for t in tokens if t.i < meant.i)


def _is_known_one(noun: Token) -> bool:
    """Is it "the town" or "this village", not "the town of Kobo"?"""
    return any(c.lower in ("the", "this") for c in noun.children) and noun.child("prep", "relcl") is None


def _is_qualified(tokens: list[Token], first: int, toponym: Toponym) -> bool:
    """Does a capitalised word before a small place make another place of it?"""
    if first == tokens[first].sentence.first or toponym.place is None or toponym.place.type not in ("village", "town"):
        return False
    before = tokens[first - 1]
    return before.tag == "NNP" and before.dep == "compound" and before.lower in _QUALIFIERS


def _is_numbered(tokens: list[Token], last: int, mark: PlaceMark, nouns: Nouns) -> bool:
    """Is a number a part of the name: "the Kilo 9 junction", which is not the town of Kilo?"""
    after = tokens[last + 1 : last + 3]
    if len(after) < 2 or not after[0].text.isdigit() or len(after[0].text) > 3 or after[1].tag != "NN":
        return False
    small = mark.place is None or mark.place.type in ("village", "town", "city")
    return small and "place" in nouns.classes.get(after[1].lemma, frozenset())


def _name_goes_on(tokens: list[Token], first: int, last: int, toponym: Toponym, nouns: Nouns) -> int:
    """The last token of a name that goes on with an article after a known toponym, `last` itself where it does not."""
    after = tokens[last + 1 : last + 4]
    if (
        toponym.place is not None
        and after
        and after[0].tag == "NNP"
        and tokens[last].dep == "compound"
        and tokens[last].head is after[0]
    ):
        word = after[0].lower
        known = word in nouns.actors or word in nouns.classes or word in _BODIES
        if not known and toponym.place.type in ("village", "town", "city") and last == first:
            return last + 1
    if len(after) == 3 and after[0].lower in _ARTICLES and after[1].text == "-" and after[2].text[:1].isupper():
        return last + 3
    return last
