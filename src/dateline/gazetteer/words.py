"""The word lists that recognition works with, from words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dateline.errors import LexiconError
from dateline.gazetteer.folding import fold

_LISTS = (
    "locative", "locative_weak", "compass", "organisation_after", "organisation_of", "titles", "given_names", "common", "happenings",
    "connectors", "english_articles", "describing", "behind_descriptions", "done_to_places", "falling", "made_on_places", "moved",
    "beside", "ends_of_names", "behind_names", "prepositions", "roads", "close_to",
)  # fmt: skip
_MAPS = ("adjectives", "abbreviations")


@dataclass(frozen=True)
class Words:
    """Words around names; lower case, but for the keys of `adjectives` (folded) and `abbreviations` (as written)."""

    locative: frozenset[str]
    locative_weak: frozenset[str]
    compass: frozenset[str]
    organisation_after: frozenset[str]
    organisation_of: frozenset[str]
    titles: frozenset[str]
    given_names: frozenset[str]
    common: frozenset[str]
    happenings: frozenset[str]
    connectors: frozenset[str]
    english_articles: frozenset[str]
    describing: frozenset[str]
    behind_descriptions: frozenset[str]
    done_to_places: frozenset[str]
    falling: frozenset[str]
    made_on_places: frozenset[str]
    moved: frozenset[str]
    beside: frozenset[str]
    ends_of_names: frozenset[str]
    behind_names: frozenset[str]
    prepositions: frozenset[str]
    roads: frozenset[str]
    close_to: frozenset[str]
    types: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, str]
    abbreviations: Mapping[str, str]


def parse(text: str) -> Words:
    """Read the lists from YAML. Raises LexiconError with every mistake in it at once."""
    try:
        data: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as e:
        raise LexiconError(f"words.yaml is not YAML: {e}") from e
    if not isinstance(data, dict):
        raise LexiconError("words.yaml must be headings with lists under them")
    mistakes = [f"lacks {k}" for k in (*_LISTS, "types", *_MAPS) if k not in data]
    mistakes += [f"has an unknown heading {k!r}" for k in data if k not in (*_LISTS, "types", *_MAPS)]
    for k in _LISTS:
        mistakes += [
            f"{k}: {w!r} is not a text (put it in quotes)" for w in data.get(k) or [] if not isinstance(w, str)
        ]
    for k in _MAPS:
        pairs = (data.get(k) or {}).items()
        mistakes += [
            f"{k}: {a!r}: {b!r} are not texts" for a, b in pairs if not isinstance(a, str) or not isinstance(b, str)
        ]
    if mistakes:
        raise LexiconError(f"words.yaml has {len(mistakes)} mistake(s):\n" + "\n".join(f"- {m}" for m in mistakes))
    lists = {k: frozenset(w.lower() for w in data[k]) for k in _LISTS}
    return Words(
        **lists,
        types={k: frozenset(v) for k, v in data["types"].items()},
        adjectives={fold(k): v for k, v in data["adjectives"].items()},
        abbreviations=dict(data["abbreviations"]),
    )


@cache
def words() -> Words:
    """Give the built-in lists."""
    return parse((resources.files("dateline.gazetteer") / "words.yaml").read_text(encoding="utf-8"))
