"""The exports' lists of codes and words: files beside this one, checked when they are loaded."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import yaml

from dateline.errors import LexiconError


def _text(name: str) -> str:
    try:
        return files("dateline.exports").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"exports/{name} cannot be read: {error}") from error


def load_yaml(name: str) -> Any:
    """The content of a YAML file of the exports. Raises `LexiconError` where it is none."""
    try:
        return yaml.safe_load(_text(name))
    except yaml.YAMLError as error:
        raise LexiconError(f"exports/{name} cannot be read: {error}") from error


def load_table(name: str) -> list[dict[str, str]]:
    """The lines of a tab-separated file of the exports, by the names of its head."""
    return list(csv.DictReader(_text(name).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def refuse(name: str, mistakes: list[str]) -> None:
    """Raises `LexiconError` that lists every mistake, if there is any."""
    if mistakes:
        raise LexiconError(f"exports/{name} has {len(mistakes)} mistakes:\n  " + "\n  ".join(mistakes))
