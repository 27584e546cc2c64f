"""What joining knows as data: the weights of each comparison, the kinds that go together, and a few words.

The files are weights.yaml, families.yaml and joining_words.yaml; each says at its head what it holds. They are checked when they
are first read, and every mistake is told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

import yaml

from dateline.errors import LexiconError
from dateline.model import Kind

_SUM_OFF = 0.001


@dataclass(frozen=True, slots=True)
class Level:
    """What two tellings can be to one another in a comparison; `m` and `u` as the head of weights.yaml says."""

    m: float
    u: float
    says: str

    @property
    def weight(self) -> float:
        """The match weight: log2 of m over u."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Weights:
    """The model of weights.yaml: `comparisons` maps the name of each to its levels by name, in their order."""

    prior: float
    threshold: float
    floor: float
    comparisons: Mapping[str, Mapping[str, Level]]

    @property
    def prior_weight(self) -> float:
        """The prior as a match weight: log2 of its odds."""
        return log2(self.prior / (1 - self.prior))


@dataclass(frozen=True, slots=True)
class Families:
    """The kinds of families.yaml: what is an act, what follows, what lasts, and what can be one event."""

    consequences: frozenset[Kind]
    fighting: frozenset[Kind]
    control: frozenset[Kind]
    others: frozenset[Kind]
    states: frozenset[Kind]
    one_holder: frozenset[Kind]
    once: frozenset[Kind]
    alike: Mapping[Kind, frozenset[Kind]]
    families: Mapping[Kind, tuple[str, ...]]


@cache
def weights() -> Weights:
    """The weights that the package ships. Raises `LexiconError` with every mistake of the file."""
    return read_weights(_load("weights.yaml"))


def read_weights(content: Any, name: str = "weights.yaml") -> Weights:
    """The weights of a loaded file. Raises `LexiconError` with every mistake in it."""
    if not isinstance(content, dict) or not isinstance(content.get("comparisons"), dict):
        _refuse(name, ["it must have `comparisons`, each with its levels"])
    mistakes = [f"no such field: {key}" for key in content if key not in ("prior", "threshold", "floor", "comparisons")]
    numbers = {key: content.get(key) for key in ("prior", "threshold", "floor")}
    mistakes += [f"{key}: must be a number" for key, value in numbers.items() if not isinstance(value, int | float)]
    if isinstance(numbers["prior"], float) and not 0 < numbers["prior"] < 1:
        mistakes.append("prior: must lie between 0 and 1")
    found: dict[str, dict[str, Level]] = {}
    for comparison, levels in content["comparisons"].items():
        if not isinstance(levels, dict) or not levels:
            mistakes.append(f"{comparison}: must map the name of each level to m, u and says")
            continue
        found[comparison] = {}
        for level, fields in levels.items():
            if not _is_level(fields):
                mistakes.append(f"{comparison}: {level}: needs m and u between 0 and 1, and says")
                continue
            found[comparison][level] = Level(float(fields["m"]), float(fields["u"]), fields["says"])
        for side in ("m", "u"):
            total = sum(getattr(level, side) for level in found[comparison].values())
            if abs(total - 1) > _SUM_OFF:
                mistakes.append(f"{comparison}: the {side} of its levels come to {total:.4g} and must come to 1")
    _refuse(name, mistakes)
    return Weights(float(numbers["prior"]), float(numbers["threshold"]), float(numbers["floor"]), found)


def _is_level(fields: Any) -> bool:
    if not isinstance(fields, dict) or set(fields) != {"m", "u", "says"} or not isinstance(fields["says"], str):
        return False
    return all(isinstance(fields[side], int | float) and 0 < fields[side] < 1 for side in ("m", "u"))


@cache
def families() -> Families:
    """The families that the package ships. Raises `LexiconError` with every mistake of the file."""
    return read_families(_load("families.yaml"))


def read_families(content: Any, name: str = "families.yaml") -> Families:
    """The families of a loaded file. Raises `LexiconError` with every mistake in it."""
    known = {
        "consequences": list,
        "acts": dict,
        "states": list,
        "one_holder": list,
        "once": list,
        "alike": list,
        "families": dict,
    }
    if not isinstance(content, dict) or any(not isinstance(content.get(key), of) for key, of in known.items()):
        _refuse(name, [f"it must have {', '.join(known)}"])
    acts = content["acts"]
    mistakes = [f"no such field: {key}" for key in content if key not in known]
    mistakes += [f"acts: must have {key}" for key in ("fighting", "control", "others") if key not in acts]
    lists = {key: content[key] for key in ("consequences", "states", "one_holder", "once")} | acts | content["families"]
    lists |= {f"alike: {pair}": pair for pair in content["alike"]}
    mistakes += [f"{key}: no such kind: {kind}" for key, kinds in lists.items() for kind in kinds if not _is_kind(kind)]
    mistakes += [f"alike: {pair}: must be two kinds" for pair in content["alike"] if len(pair) != 2]
    _refuse(name, mistakes)
    alike: dict[Kind, set[Kind]] = {kind: set() for kind in Kind}
    for one, other in content["alike"]:
        alike[Kind(one)].add(Kind(other))
        alike[Kind(other)].add(Kind(one))
    of: dict[Kind, tuple[str, ...]] = {}
    for kind in Kind:
        of[kind] = tuple(family for family, kinds in content["families"].items() if kind in kinds) or (str(kind),)
    return Families(
        consequences=_kinds(content["consequences"]),
        fighting=_kinds(acts["fighting"]),
        control=_kinds(acts["control"]),
        others=_kinds(acts["others"]),
        states=_kinds(content["states"]),
        one_holder=_kinds(content["one_holder"]),
        once=_kinds(content["once"]),
        alike={kind: frozenset(kinds) for kind, kinds in alike.items()},
        families=of,
    )


@cache
def words(name: str) -> frozenset[str]:
    """The list of that name of joining_words.yaml. Raises `LexiconError` where the file is broken, `KeyError` where it has none."""
    return frozenset(str(word) for word in _word_lists()[name])


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """The groups of words of that name of joining_words.yaml. Raises as `words` does."""
    return tuple(tuple(str(word) for word in group) for group in _word_lists()[name])


def _word_lists() -> dict[str, list[Any]]:
    content = _load("joining_words.yaml")
    if not isinstance(content, dict):
        _refuse("joining_words.yaml", ["it must map the name of each list to its words"])
    bad = [f"{name}: must be a list" for name, value in content.items() if not isinstance(value, list)]
    _refuse("joining_words.yaml", bad)
    return content  # type: ignore[no-any-return]


def _kinds(names: Iterable[str]) -> frozenset[Kind]:
    return frozenset(Kind(name) for name in names)


def _is_kind(name: Any) -> bool:
    return isinstance(name, str) and name in list(Kind)


def _load(name: str) -> Any:
    try:
        return yaml.safe_load(files("dateline.weighing").joinpath(name).read_text(encoding="utf-8"))
    except (yaml.YAMLError, OSError) as error:
        raise LexiconError(f"weighing/{name} cannot be read: {error}") from error


def _refuse(name: str, mistakes: list[str]) -> None:
    if mistakes:
        raise LexiconError(f"weighing/{name} has {len(mistakes)} mistakes:\n  " + "\n  ".join(mistakes))
