"""The lexicon's YAML files, loaded with the mistakes of a file told all at once."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from dateline.errors import LexiconError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lexicon_file(name: str) -> Traversable:
    """The file of that name that the package ships."""
    return files("dateline.lexicon").joinpath(name)


def load_yaml(name: str) -> Any:
    """The content of a lexicon file of the package. Raises `LexiconError` where it is no YAML."""
    try:
        return yaml.load(lexicon_file(name).read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, OSError) as error:
        raise LexiconError(f"lexicon/{name} cannot be read: {error}") from error


def refuse(name: str, mistakes: list[str]) -> None:
    """Raises `LexiconError` that lists every mistake, if there is any."""
    if mistakes:
        raise LexiconError(f"lexicon/{name} has {len(mistakes)} mistakes:\n  " + "\n  ".join(mistakes))
