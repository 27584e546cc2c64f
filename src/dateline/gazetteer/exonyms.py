"""By which name a town is shown: the one that English reports use, without the marks of scholarly transliterations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dateline.errors import LexiconError

_FILE = "exonyms.yaml"
_SORTS = {"names": dict, "quarters": list, "other_script": list}
_APOSTROPHES = re.compile("[’'‘`´ʿʾʻʼʹʺ′″‛]")


@dataclass(frozen=True)
class Exonyms:
    """English names by the number of a town in GeoNames, the numbers of mere quarters, countries of another script."""

    names: Mapping[int, str]
    quarters: frozenset[int]
    other_script: frozenset[str]


def parse(text: str) -> Exonyms:
    """Read the lists from YAML. Raises LexiconError with every mistake in it at once."""
    try:
        data: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as e:
        raise LexiconError(f"{_FILE} is not YAML: {e}") from e
    if (
        not isinstance(data, dict)
        or set(data) != set(_SORTS)
        or not all(isinstance(data[k], t) for k, t in _SORTS.items())
    ):
        raise LexiconError(f"{_FILE} must have names (a number and a name each), quarters and other_script (lists)")
    mistakes = [f"{k!r}: {v!r} is not a number and a name" for k, v in data["names"].items() if not _is_entry(k, v)]
    mistakes += [f"quarters: {q!r} is not a number" for q in data["quarters"] if not isinstance(q, int)]
    mistakes += [f"other_script: {c!r} is not a country (quote 'NO')" for c in data["other_script"] if not _is_code(c)]
    if mistakes:
        raise LexiconError(f"{_FILE} has {len(mistakes)} mistake(s):\n" + "\n".join(f"- {m}" for m in mistakes))
    return Exonyms(data["names"], frozenset(data["quarters"]), frozenset(data["other_script"]))


def _is_entry(number: object, name: object) -> bool:
    return isinstance(number, int) and isinstance(name, str) and bool(name.strip())


def _is_code(country: object) -> bool:
    return isinstance(country, str) and len(country) == 2 and country.isupper()


@cache
def exonyms() -> Exonyms:
    """Give the built-in lists."""
    return parse((resources.files("dateline") / "lexicon" / _FILE).read_text(encoding="utf-8"))


def without_marks(name: str, country: str) -> str:
    """Give a name as a report prints it: without marks and apostrophes where the country has a script of its own.

    >>> without_marks("Jalālābād", "AF"), without_marks("Wik’ro", "ET"), without_marks("Cúcuta", "CO")
    ('Jalalabad', 'Wikro', 'Cúcuta')
    """
    if country not in exonyms().other_script:
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("", plain).strip()
    return plain[:1].upper() + plain[1:] if plain else name
