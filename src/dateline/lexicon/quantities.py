"""How English says how many (numbers.yaml), and what a figure counts by its noun (units.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lexicon.files import load_yaml, refuse
from dateline.model import Counted

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

_BOUNDS = ("least", "most", "about")
_NUMBER_TABLES = ("words", "scales", "suffixes", "vague")
_NUMBER_LISTS = (
    "vague_multipliers", "vague_before_scale", "range_links", "change_verbs", "size_words", "labels", "small_labels",
    "named_after", "currencies", "money", "shares", "times", "age_words", "not_one", "collectives", "ordinals",
    "months", "stands_alone", "toll_words", "including",
)  # fmt: skip
_COUNTED = tuple(str(of) for of in Counted)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words, bounds and the neighbours that make a number no figure; see the comments of numbers.yaml.

    `bounds` holds the phrases before a figure by their last word, `bounds_after` those after it by their first word,
    longer ones first; `phrases` the ready-made figures by their first word. `starters` are the words, apart from
    digits, with which a figure can begin.
    """

    words: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    vague: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int, int | None], ...]]
    bounds: Phrases
    bounds_after: Phrases
    lists: Mapping[str, frozenset[str]]
    starters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Units:
    """What nouns count (`of`, by dictionary form or two words); what verbs and outcomes say becomes of those counted.

    `structures` are the places that are property where something is done to them; `measures` count no things.
    """

    of: Mapping[str, str]
    structures: frozenset[str]
    measures: frozenset[str]
    outcomes: Mapping[str, str]
    verbs: Mapping[str, str]
    subject_verbs: Mapping[str, str]


@cache
def load_numbers() -> Numbers:
    """The number words that the package ships. Raises `LexiconError` with every mistake of the file."""
    return make_numbers(load_yaml("numbers.yaml"))


@cache
def load_units() -> Units:
    """The unit nouns that the package ships. Raises `LexiconError` with every mistake of the file."""
    return make_units(load_yaml("units.yaml"))


def make_numbers(content: Any) -> Numbers:
    """The number words in a file's content. Raises `LexiconError` with every mistake of it."""
    mistakes = _sections(content, {*_NUMBER_TABLES, *_NUMBER_LISTS, "phrases", "bounds", "bounds_after"})
    refuse("numbers.yaml", mistakes)
    for name in _NUMBER_TABLES:
        if not isinstance(content[name], dict):
            mistakes.append(f"{name}: must be words with their numbers")
            continue
        for word, value in content[name].items():
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                mistakes.append(f"{name}: {word!r} must have a whole number from 0 up, not {value!r}")
    for name in _NUMBER_LISTS:
        mistakes += _word_mistakes(name, content[name])
    for name in ("bounds", "bounds_after"):
        mistakes += _sections(content[name], set(_BOUNDS), f"{name}.")
        if isinstance(content[name], dict):
            for bound, words in content[name].items():
                mistakes += _word_mistakes(f"{name}.{bound}", words)
    mistakes += _phrase_mistakes(content["phrases"])
    refuse("numbers.yaml", mistakes)
    phrases: dict[str, list[tuple[tuple[str, ...], int, int | None]]] = {}
    for phrase, bounds in content["phrases"].items():
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append((parts, bounds["low"], bounds.get("high")))
    tables = [content[name] for name in ("words", "scales", "vague")]
    starters = {word for table in tables for word in table} | set(phrases) | set(content["vague_before_scale"])
    return Numbers(
        **{name: content[name] for name in _NUMBER_TABLES},
        phrases={word: tuple(sorted(each, key=lambda entry: -len(entry[0]))) for word, each in phrases.items()},
        bounds=_by_word(content["bounds"], -1),
        bounds_after=_by_word(content["bounds_after"], 0),
        lists={name: frozenset(content[name]) for name in _NUMBER_LISTS},
        starters=frozenset(starters - {"some"} | {"a", "an", "both", "no", "none"}),
    )


def make_units(content: Any) -> Units:
    """The unit nouns in a file's content. Raises `LexiconError` with every mistake of it."""
    counted = [of for of in _COUNTED if of != "other"]
    tables = ("outcomes", "verbs", "subject_verbs")
    mistakes = _sections(content, {*counted, "structures", "measures", *tables})
    refuse("units.yaml", mistakes)
    of: dict[str, str] = {}
    for name in counted:
        mistakes += _word_mistakes(name, content[name])
        for word in content[name] if isinstance(content[name], list) else ():
            if word in of and of[word] != name:
                mistakes.append(f"{name}: {word!r} stands under {of[word]} too")
            of[word] = name
    for name in ("structures", "measures"):
        mistakes += _word_mistakes(name, content[name])
    flat: dict[str, dict[str, str]] = {}
    for table in tables:
        flat[table] = {}
        if not isinstance(content[table], dict):
            mistakes.append(f"{table}: must be lists of words by what becomes of those counted")
            continue
        for name, words in content[table].items():
            if name not in _COUNTED:
                mistakes.append(f"{table}: {name!r} is none of {', '.join(_COUNTED)}")
            mistakes += _word_mistakes(f"{table}.{name}", words)
            flat[table].update(dict.fromkeys(words if isinstance(words, list) else (), name))
    refuse("units.yaml", mistakes)
    structures, measures = frozenset(content["structures"]), frozenset(content["measures"])
    return Units(of=of, structures=structures, measures=measures, **flat)


def _sections(content: Any, expected: set[str], where: str = "") -> list[str]:
    if not isinstance(content, dict):
        return [f"{where or 'the file'}: must be sections with their names"]
    missing = [f"{where}{name}: is missing" for name in sorted(expected - content.keys())]
    return missing + [f"{where}{name}: is no section of this file" for name in content if name not in expected]


def _word_mistakes(name: str, words: Any) -> list[str]:
    if not isinstance(words, list):
        return [f"{name}: must be a list of words"]
    found = []
    for n, word in enumerate(words):
        if not isinstance(word, str) or word != word.lower().strip() or not word:
            found.append(f"{name}: {word!r} must be a word in lower case, in quotation marks if need be")
        elif word in words[:n]:
            found.append(f"{name}: {word!r} stands there twice")
    return found


def _phrase_mistakes(phrases: Any) -> list[str]:
    if not isinstance(phrases, dict):
        return ["phrases: must be phrases with their bounds"]
    found = []
    for phrase, bounds in phrases.items():
        low, high = (bounds.get("low"), bounds.get("high")) if isinstance(bounds, dict) else (None, None)
        if not isinstance(low, int) or (high is not None and (not isinstance(high, int) or high < low)):
            found.append(f"phrases: {phrase!r} needs a whole number `low`, and a `high` that is no less or left out")
    return found


def _by_word(bounds: dict[str, list[str]], place: int) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for bound, phrases in bounds.items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            found.setdefault(parts[place], []).append((parts, bound))
    return {word: tuple(sorted(each, key=lambda entry: -len(entry[0]))) for word, each in found.items()}
