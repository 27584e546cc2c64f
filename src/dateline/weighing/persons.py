"""Which named people of many reports are one person.

Names are compared without titles and particles. Two full names are one person where all their words agree, but for
vowels that were written otherwise in Latin letters ("Mahmoud Sattouf", "Mahmud Sattuf") and for one word that is only
spelt otherwise; a surname alone is the one person in that country whose full name ends in it, and
where there are several it stays by itself. People who speak for different bodies are different people. The answer
depends on the set of people alone, not on their order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dateline.gazetteer.folding import fold
from dateline.weighing.words import words

# Two spellings of one name in Latin letters share so much: "Wissam" and "Wisam", "Haidar" and "Haydar".
_SPELT_ALIKE = 0.8
_LONG_ENOUGH = 5
_VOWELS = re.compile(r"[aeiouwy]+")
_TWICE = re.compile(r"(.)\1+")
_OPEN = frozenset({"a", "aa", "e"})


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """A person as a report names them: the folded words of the name, the country told of, the key of their office.

    `guessed` tells that whose office it is was taken from the country that the report tells of: "the Defence Ministry".
    """

    name: tuple[str, ...]
    country: str = ""
    office: str = ""
    guessed: bool = False


def person(name: str, country: str | None, office: str | None) -> Person:
    """A person of that name as reports write it, without titles: "Wissam al-Araji"."""
    parts = [part for part in fold(name).split() if part not in words("particles")]
    return Person(tuple(parts or fold(name).split()), country or "", office or "")


def same_people(people: Iterable[Person]) -> dict[Person, Person]:
    """For each the one that stands for all that are the same person: the fullest name, with an office if any has one."""
    everyone = sorted(set(people))
    parent = {one: one for one in everyone}

    def top(one: Person) -> Person:
        while parent[one] != one:
            one = parent[one]
        return one

    full = [one for one in everyone if len(one.name) > 1]
    blocks: dict[tuple[int, str], list[Person]] = defaultdict(list)
    for one in full:
        for end in (0, -1):
            blocks[end, _sound(one.name[end])].append(one)
    for block in blocks.values():
        for i, one in enumerate(block):
            for other in block[i + 1 :]:
                if _same(one, other) and top(one) != top(other):
                    parent[max(top(one), top(other))] = min(top(one), top(other))
    groups: dict[Person, list[Person]] = defaultdict(list)
    for one in full:
        groups[top(one)].append(one)
    heads = {one: _head(group) for group in groups.values() for one in group}
    by_surname: dict[str, set[Person]] = defaultdict(set)
    for one, head in heads.items():
        by_surname[_sound(one.name[-1])].add(head)
    for one in everyone:
        if len(one.name) == 1:
            heads[one] = _by_surname(one, by_surname.get(_sound(one.name[0]), set()), heads)
    return heads


def _head(group: list[Person]) -> Person:
    fullest = max(group, key=lambda one: (len(one.name), one.name))
    offices = sorted({one.office for one in group if one.office and not one.guessed})
    offices = offices or sorted({one.office for one in group if one.office})
    offices = [one for one in offices if not any(is_office_of(other, one) for other in offices)]
    countries = sorted({one.country for one in group if one.country})
    return Person(fullest.name, (countries or [""])[0], (offices or [""])[0])


def _by_surname(one: Person, bearers: set[Person], heads: dict[Person, Person]) -> Person:
    fitting = [head for head in bearers if _fit(one.country, head.country) and _offices_fit(one.office, head.office)]
    if len(fitting) > 1 and one.office:
        fitting = [head for head in fitting if head.office == one.office] or fitting
    return fitting[0] if len(fitting) == 1 else one


def _fit(a: str, b: str) -> bool:
    return not a or not b or a == b


def _offices_fit(a: str, b: str) -> bool:
    """Are two offices one, or one told more fully than the other: "the miners' union", "the Karsa miners' union"?"""
    if _fit(a, b) or is_office_of(a, b) or is_office_of(b, a):
        return True
    short, long = sorted((set(a.split(":")[1].split()), set(b.split(":")[1].split())), key=len)
    return a.startswith("body:") and b.startswith("body:") and len(short) > 1 and short < long


def is_office_of(office: str, actor: str) -> bool:
    """Are these the keys of an office and of its actor: of "the TDF's central command" and the TDF?"""
    return actor.startswith("actor:") and office.startswith("body:") and office.endswith(actor.removeprefix("actor"))


def _offices_alike(a: Person, b: Person) -> bool:
    """Do the offices fit, or are they one office of two countries of which one was only guessed?"""
    if _offices_fit(a.office, b.office):
        return True
    kinds = {office.removeprefix("actor:").partition("-")[2] for office in (a.office, b.office)}
    return (a.guessed or b.guessed) and len(kinds) == 1 and kinds != {""}


def _same(a: Person, b: Person) -> bool:
    if not _offices_alike(a, b) or not (_fit(a.country, b.country) or (a.office and b.office)):
        return False
    short, long = sorted((tuple(map(_sound, a.name)), tuple(map(_sound, b.name))), key=len)
    if set(short) <= set(long):
        return short[0] == long[0] or short[-1] == long[-1]
    if len(short) != len(long):
        return False
    different = [(x, y) for x, y in zip(a.name, b.name, strict=True) if _sound(x) != _sound(y)]
    return len(different) == 1 and _spelt_alike(*different[0])


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """A word as it sounds in any of its spellings in Latin letters: "Mahmoud" and "Mahmud", "Mohammed" and "Muhammad".

    Double letters count once; of the vowels only an open, a front and a back one are told apart, since "Hassan" and
    "Hussein" are two names.
    """
    first, rest = word[:1], _VOWELS.sub(lambda run: _vowel(run[0]), word[1:])
    return _TWICE.sub(r"\1", (_vowel(first) if first in "aeiou" else first) + rest).replace("q", "k")


def _vowel(run: str) -> str:
    if set(run) & {"o", "u", "w"}:
        return "o"
    return "a" if run in _OPEN else "i"


def _spelt_alike(a: str, b: str) -> bool:
    if a[0] != b[0] or min(len(a), len(b)) < _LONG_ENOUGH:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SPELT_ALIKE
