"""The words of time, loaded from `lexicon/times.yaml` and checked.

`words()` loads the file once. A file that lacks a list, or holds one of the wrong shape, raises ValueError naming
every fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: its TIMEX3 letter, how many of that letter it is, and whether it is less than a day."""

    letter: str
    of: int
    clock: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `times.yaml`; all keys are in lower case."""

    months: dict[str, int]
    month_names: tuple[str, ...]
    month_shorts: tuple[str, ...]
    ambiguous_months: frozenset[str]
    weekdays: dict[str, int]
    weekday_names: tuple[str, ...]
    weekday_shorts: tuple[str, ...]
    seasons: dict[str, str]
    ambiguous_seasons: frozenset[str]
    dayparts: dict[str, str]
    units: dict[str, Unit]
    reach: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    parts: dict[str, str]
    sets: dict[str, str]
    holidays: dict[str, dict[str, Any]]
    lists: dict[str, tuple[str, ...]]


LISTS = [
    "ambiguous_months",
    "month_leads",
    "ambiguous_seasons",
    "vague_amounts",
    "pairs",
    "present",
    "present_adjectives",
    "past",
    "past_adjectives",
    "future",
    "counted",
    "counted_places",
    "lasting",
    "future_cues",
    "past_cues",
]
TABLES = [
    "seasons",
    "dayparts",
    "units",
    "vague_reach",
    "numbers",
    "ordinals",
    "parts",
    "amount_modifiers",
    "sets",
    "holidays",
]


def any_of(choices: Iterable[str]) -> str:
    """A regular expression, without captures, for any of the words; the longest first; either apostrophe."""
    ordered = sorted(set(choices), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("'", "['’]") for word in ordered) + ")"


def check(data: dict[str, Any]) -> list[str]:
    """What is wrong with the data of `times.yaml`, a line each; empty where nothing is."""
    faults = [f"{name}: a list of words is missing" for name in LISTS if not isinstance(data.get(name), list)]
    faults += [f"{name}: a table is missing" for name in TABLES if not isinstance(data.get(name), dict)]
    for name, length in (("months", 12), ("weekdays", 7)):
        entries = data.get(name)
        if (
            not isinstance(entries, list)
            or len(entries) != length
            or not all(isinstance(e, dict) and "name" in e for e in entries)
        ):
            faults.append(f"{name}: {length} entries with a name are needed")
    if faults:
        return faults
    faults += [f"{name}: {w!r} is not a word" for name in LISTS for w in data[name] if not isinstance(w, str)]
    for word, unit in data["units"].items():
        if not isinstance(unit, dict) or set(unit) != {"letter", "of", "clock"} or unit["letter"] not in "SMHDWQY":
            faults.append(f"units: {word}: letter (one of SMHDWQY), of and clock are needed")
    for word, season in data["seasons"].items():
        if not isinstance(season, dict) or season.get("code") not in ("SP", "SU", "FA", "WI"):
            faults.append(f"seasons: {word}: code must be SP, SU, FA or WI")
    for word, rule in data["holidays"].items():
        if not isinstance(rule, dict) or len(rule) != 1 or not set(rule) <= {"day", "nth", "easter", "hijri"}:
            faults.append(f"holidays: {word}: one of day, nth, easter, hijri is needed")
    return faults


@cache
def words() -> Words:
    """The words, loaded once; raises ValueError with every fault of the file."""
    data = yaml.safe_load(files("dateline").joinpath("lexicon/times.yaml").read_text(encoding="utf-8"))
    if faults := check(data):
        raise ValueError("lexicon/times.yaml: " + "; ".join(faults))
    months = {name.lower(): i for i, entry in enumerate(data["months"], 1) for name in [entry["name"], *entry["short"]]}
    weekdays = {
        name.lower(): i for i, entry in enumerate(data["weekdays"], 1) for name in [entry["name"], *entry["short"]]
    }
    lists = {name: tuple(data[name]) for name in LISTS}
    lists |= {f"amount_{name}": tuple(listed) for name, listed in data["amount_modifiers"].items()}
    units = {name: Unit(**unit) for name, unit in data["units"].items()}
    units |= {_plural(name): unit for name, unit in units.items()}
    return Words(
        months=months,
        month_names=tuple(entry["name"] for entry in data["months"]),
        month_shorts=tuple(short for entry in data["months"] for short in entry["short"]),
        ambiguous_months=frozenset(name.lower() for name in data["ambiguous_months"]),
        weekdays=weekdays,
        weekday_names=tuple(entry["name"] for entry in data["weekdays"]),
        weekday_shorts=tuple(short for entry in data["weekdays"] for short in entry["short"]),
        seasons={name: season["code"] for name, season in data["seasons"].items()},
        ambiguous_seasons=frozenset(data["ambiguous_seasons"]),
        dayparts=data["dayparts"],
        units=units,
        reach=data["vague_reach"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        parts={word: part for part, listed in data["parts"].items() for word in listed},
        sets=data["sets"],
        holidays={name.lower(): rule for name, rule in data["holidays"].items()},
        lists=lists,
    )


def _plural(unit: str) -> str:
    """The plural of a unit of time."""
    return unit[:-1] + "ies" if unit.endswith("y") and not unit.endswith("ay") else unit + "s"
