"""What a common noun is: an actor of some kind (actor_nouns.yaml), a place, a vehicle, a weapon … (things.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lexicon.files import load_yaml, refuse

# The kinds whose members bear arms for a side; what makes "armed" of a description.
ARMED_KINDS = frozenset(
    (
        "state forces",
        "police",
        "rebel group",
        "militia",
        "communal militia",
        "criminal group",
        "coalition",
        "peacekeepers",
    )
)


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A generic word for an actor: "troops", "militants", "residents"."""

    lemma: str
    kind: str
    armed: bool
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Nouns:
    """`actors` by dictionary form; `classes` the classes of things by dictionary form."""

    actors: Mapping[str, ActorNoun]
    classes: Mapping[str, frozenset[str]]
    multiword: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def load_nouns() -> Nouns:
    """The nouns that the package ships. Raises `LexiconError` with every mistake of a file."""
    things, actors = load_yaml("things.yaml"), load_yaml("actor_nouns.yaml")
    classes: dict[str, set[str]] = {}
    multiword: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    mistakes = [
        f"{name}: must be a list of words" for name, words in things.items() if not isinstance(words, list | dict)
    ]
    for name, words in things.items():
        for word in words if isinstance(words, list) else ():
            parts = tuple(str(word).replace("-", " - ").split())
            if len(parts) > 1:
                multiword.setdefault(parts[-1], []).append((parts, name))
            else:
                classes.setdefault(parts[0], set()).add(name)
    refuse("things.yaml", mistakes)
    return Nouns(
        actors=_actor_nouns(actors),
        classes={word: frozenset(names) for word, names in classes.items()},
        multiword={word: tuple(each) for word, each in multiword.items()},
    )


def _actor_nouns(content: Any) -> dict[str, ActorNoun]:
    entries = content.get("nouns", content) if isinstance(content, dict) else content
    found: dict[str, ActorNoun] = {}
    mistakes: list[str] = []
    for entry in entries:
        if (
            not isinstance(entry, dict)
            or not isinstance(entry.get("lemma"), str)
            or not isinstance(entry.get("kind"), str)
        ):
            mistakes.append(f"{entry!r}: needs a lemma and a kind")
            continue
        tags = frozenset(entry.get("tags", ()))
        noun = ActorNoun(entry["lemma"], entry["kind"], bool(entry.get("armed")), tags)
        found[entry["lemma"].lower()] = noun
        if isinstance(entry.get("plural"), str):
            found.setdefault(entry["plural"].lower(), noun)
    refuse("actor_nouns.yaml", mistakes)
    return found
