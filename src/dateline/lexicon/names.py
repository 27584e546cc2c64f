"""Words that tell what an unknown name or a description is: names.yaml, with the peoples of demonyms.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

import yaml

from dateline.errors import LexiconError
from dateline.lexicon.files import lexicon_file, load_yaml, refuse

_LISTS = (
    "organisation", "organisation_first", "not_organisation", "other", "title", "title_part", "given", "kin",
    "collective", "plural", "person", "of_whom", "not_actor", "not_person", "landmark", "place", "peoples",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameWords:
    """Lower-case words, each list as names.yaml explains it; `organisation` and `peoples` hold plurals too."""

    organisation: frozenset[str]
    organisation_first: frozenset[str]
    not_organisation: frozenset[str]
    other: frozenset[str]
    title: frozenset[str]
    given: frozenset[str]
    kin: frozenset[str]
    collective: frozenset[str]
    plural: frozenset[str]
    title_part: frozenset[str]
    person: frozenset[str]
    of_whom: frozenset[str]
    not_actor: frozenset[str]
    not_person: frozenset[str]
    landmark: frozenset[str]
    place: frozenset[str]
    peoples: frozenset[str]


@cache
def load_names() -> NameWords:
    """The lists that the package ships. Raises `LexiconError` with every mistake of the file."""
    return read_names(lexicon_file("names.yaml"))


def read_names(path: Traversable) -> NameWords:
    """The lists of a file of the form of names.yaml. Raises `LexiconError` with every mistake of the file."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every word as it stands there: a bare "no" is a word
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, OSError) as error:
        raise LexiconError(f"lexicon/{path.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise LexiconError(f"lexicon/{path.name} must be headings with lists under them")
    mistakes = [f"lacks {name!r}" for name in _LISTS if name not in content]
    mistakes += [f"has an unknown heading {name!r}" for name in content if name not in _LISTS]
    for name, words in content.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            mistakes.append(f"{name}: must be a list of words")
    refuse(path.name, mistakes)
    lists = {name: frozenset(str(word).lower() for word in content[name]) for name in _LISTS}
    lists["organisation"] |= {word[:-1] + "ies" if word.endswith("y") else word + "s" for word in lists["organisation"]}
    lists["peoples"] |= {word + "s" for word in lists["peoples"] if not word.endswith("s")}
    for country in load_yaml("demonyms.yaml"):
        lists["peoples"] |= {str(word).lower() for word in country.get("demonyms", ())}
    return NameWords(**lists)
