"""The words that weighing goes by, from words.yaml beside it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from dateline.errors import LexiconError

_FILE = "words.yaml"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every word as it stands there: a bare "no" is a word
    try:
        content = yaml.load(files("dateline.weighing").joinpath(_FILE).read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, OSError) as error:
        raise LexiconError(f"weighing/{_FILE} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise LexiconError(f"weighing/{_FILE} must be headings with lists under them")
    bad = [name for name, words in content.items() if not isinstance(words, list) or not words]
    if bad:
        raise LexiconError(f"weighing/{_FILE}: must be a list of words: {', '.join(bad)}")
    return {name: tuple(str(word) for word in words) for name, words in content.items()}


@cache
def words(name: str) -> frozenset[str]:
    """The list of that name. Raises `LexiconError` where the file is broken, `KeyError` where there is no such list."""
    return frozenset(_lists()[name])


@cache
def small_numbers() -> dict[str, str]:
    """The numbers that are written in one word, in digits."""
    return {word: str(number) for number, word in enumerate(_lists()["numbers"])}


@cache
def full_title(word: str) -> str:
    """A title in full: "governor" for "gov"."""
    pairs = dict(pair.split("=") for pair in _lists()["short_titles"])
    return pairs.get(word, word)
