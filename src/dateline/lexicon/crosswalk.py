"""The crosswalk from kinds of claim to the codes of the field, from crosswalk.yaml, checked and made ready for use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.codes import ACLED_EVENT_TYPES, CAMEO, PLOVER, UCDP
from dateline.lexicon.actors import KINDS
from dateline.lexicon.files import load_yaml, refuse
from dateline.model import Certainty, Kind

SCHEMES = ("plover", "cameo", "acled", "ucdp")
NOBODY = "nobody"
_LISTS = ("kind", "certainty", "trigger", "said", "unsaid", "agents", "targets", "between")
# Whatever is no letter or digit parts words, so that "tear-gas" is "tear gas" and "IED," is "IED".
_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A group of words and phrases. `in_` tells whether a plain text (see `plain`) holds one of them."""

    pattern: re.Pattern[str]

    def in_(self, text: str) -> bool:
        """Does the text hold a word of the group outside the phrases that are excepted?"""
        return any(match.lastgroup == "word" for match in self.pattern.finditer(text))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in the text the words of the group stand."""
        return [match.span() for match in self.pattern.finditer(text) if match.lastgroup == "word"]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of actor: by the kind of an actor in the lexicon, or by words of what the text calls it."""

    kinds: frozenset[str]
    words: Words | None
    unless: Words | None

    def takes(self, kind: str | None, text: str) -> bool:
        """Is an actor of this kind, whom the plain text calls so, of this sort?"""
        if self.unless is not None and self.unless.in_(text):
            return False
        return kind in self.kinds or self.words is not None and self.words.in_(text)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the crosswalk: the code it gives to a claim for which every condition holds; an empty one always does."""

    give: str | int | None
    kind: frozenset[str]
    certainty: frozenset[str]
    negated: bool | None
    trigger: tuple[str, ...]
    said: tuple[str, ...]
    unsaid: tuple[str, ...]
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    between: tuple[str, ...]
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The rules of each scheme in their order, all and by kind of claim; the groups of words; the sorts of actor; the

    rank of each ACLED sub-event type among those that a report may be filed under, 0 first.
    """

    words: Mapping[str, Words]
    sorts: Mapping[str, Sort]
    rules: Mapping[str, tuple[Rule, ...]]
    by_kind: Mapping[tuple[str, str], tuple[Rule, ...]]
    main: Mapping[str, int]


def plain(text: str) -> str:
    """The text in lower case with one blank around each word, as groups of words look for them."""
    return f" {_GAPS.sub(' ', text.lower()).strip()} "


@cache
def load_crosswalk() -> Crosswalk:
    """The crosswalk that the package ships. Raises `LexiconError` with every mistake of the file."""
    return read_crosswalk(load_yaml("crosswalk.yaml"))


def read_crosswalk(content: Any, name: str = "crosswalk.yaml") -> Crosswalk:
    """The crosswalk of a loaded file. Raises `LexiconError` with every mistake in it, all at once."""
    parts = {"words", "actors", "main", *SCHEMES}
    if not isinstance(content, dict) or content.keys() != parts:
        refuse(name, [f"it must have these parts and no others: {', '.join(sorted(parts))}"])
    mistakes: list[str] = []
    words = {
        key: _words(value, f"words: {key}", mistakes) for key, value in _mapping(content["words"], "words", mistakes)
    }
    sorts = {
        key: _sort(value, f"actors: {key}", mistakes) for key, value in _mapping(content["actors"], "actors", mistakes)
    }
    rules = {scheme: tuple(_rules(content[scheme], scheme, words.keys(), sorts.keys(), mistakes)) for scheme in SCHEMES}
    used = {group for each in rules.values() for rule in each for group in (*rule.trigger, *rule.said, *rule.unsaid)}
    mistakes += [f"words: {group}: no rule asks for it" for group in words if group not in used | _ASKED_BY_CODE]
    mistakes += [f"words: {group} is missing" for group in sorted(_ASKED_BY_CODE - words.keys())]
    main = [_texts(tier, "main", mistakes) for tier in content["main"]] if isinstance(content["main"], list) else []
    if sorted(sub for tier in main for sub in tier) != sorted(ACLED_EVENT_TYPES):
        mistakes.append("main: its lists must hold each sub-event type of ACLED once")
    refuse(name, mistakes)
    by_kind = {(s, k.value): tuple(r for r in rules[s] if not r.kind or k in r.kind) for s in SCHEMES for k in Kind}
    return Crosswalk(words, sorts, rules, by_kind, {sub: rank for rank, tier in enumerate(main) for sub in tier})


# The groups that coding.disrupted_weapons looks for.
_ASKED_BY_CODE = frozenset(("weapons", "stopping"))


def _mapping(value: Any, where: str, mistakes: list[str]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    else:
        mistakes.append(f"{where}: it must map names to lists")


def _texts(value: Any, where: str, mistakes: list[str]) -> list[str]:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    mistakes.append(f"{where}: it must be a list of words")
    return []


def _words(value: Any, where: str, mistakes: list[str]) -> Words:
    if isinstance(value, dict):
        mistakes += [f"{where}: no such field: {key}" for key in value if key not in ("words", "except")]
        unless = _texts(value.get("except", []), f"{where}: except", mistakes)
        value = value.get("words")
    else:
        unless = []
    return _group(_texts(value, where, mistakes), unless)


def _group(words: list[str], unless: list[str]) -> Words:
    # The excepted phrases come first: where one stands the words within it are passed over.
    alternatives = [f"(?P<excepted>{_either(unless)})"] if unless else []
    return Words(re.compile(" (?:" + "|".join([*alternatives, f"(?P<word>{_either(words)})"]) + ")(?= )"))


def _either(words: list[str]) -> str:
    """A pattern for any of the words, the longer first, each as `plain` writes it, with a star for any letters."""
    return "|".join(_word(word) for word in sorted(words, key=len, reverse=True))


def _word(word: str) -> str:
    return r"\w*".join(_GAPS.sub(" ", part.lower()) for part in word.strip().split("*"))


def _sort(value: Any, where: str, mistakes: list[str]) -> Sort:
    if not isinstance(value, dict):
        mistakes.append(f"{where}: it must be a mapping with kinds, words or except")
        return Sort(frozenset(), None, None)
    mistakes += [f"{where}: no such field: {key}" for key in value if key not in ("kinds", "words", "except")]
    kinds = _texts(value.get("kinds", []), f"{where}: kinds", mistakes)
    mistakes += [f"{where}: no such kind of actor: {kind}" for kind in kinds if kind not in KINDS]
    words = _texts(value.get("words", []), f"{where}: words", mistakes)
    unless = _texts(value.get("except", []), f"{where}: except", mistakes)
    return Sort(frozenset(kinds), _group(words, []) if words else None, _group(unless, []) if unless else None)


def _rules(value: Any, scheme: str, groups: Any, sorts: Any, mistakes: list[str]) -> Iterator[Rule]:
    if not isinstance(value, list):
        mistakes.append(f"{scheme}: it must be a list of rules")
        return
    known = {
        "kind": [kind.value for kind in Kind],
        "certainty": [certainty.value for certainty in Certainty],
        "trigger": groups,
        "said": groups,
        "unsaid": groups,
        "agents": [*sorts, NOBODY],
        "targets": [*sorts, NOBODY],
        "between": sorts,
    }
    for number, entry in enumerate(value, 1):
        where = f"{scheme}: rule {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("when"), dict) or "give" not in entry:
            mistakes.append(f"{where}: it needs when and give")
            continue
        mistakes += [f"{where}: no such field: {key}" for key in entry if key not in ("when", "give", "why")]
        when = entry["when"]
        mistakes += [f"{where}: no such condition: {key}" for key in when if key not in (*_LISTS, "negated")]
        asked = {key: _texts(when.get(key, []), f"{where}: {key}", mistakes) for key in _LISTS}
        mistakes += [f"{where}: {key}: not known: {v}" for key in _LISTS for v in asked[key] if v not in known[key]]
        if asked["between"] and len(asked["between"]) != 2:
            mistakes.append(f"{where}: between: it must name two sorts of actor")
        if not isinstance(when.get("negated", False), bool):
            mistakes.append(f"{where}: negated: it must be true or false")
        if not _is_code(scheme, entry["give"]):
            mistakes.append(f"{where}: no such code: {entry['give']!r}")
        yield Rule(
            give=entry["give"],
            kind=frozenset(asked["kind"]),
            certainty=frozenset(asked["certainty"]),
            negated=when.get("negated"),
            trigger=tuple(asked["trigger"]),
            said=tuple(asked["said"]),
            unsaid=tuple(asked["unsaid"]),
            agents=tuple(asked["agents"]),
            targets=tuple(asked["targets"]),
            between=tuple(asked["between"]),
            when="; ".join(f"{key}: {_shown(value)}" for key, value in when.items()),
            why=str(entry.get("why", "")),
        )


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).lower()


def _is_code(scheme: str, code: Any) -> bool:
    if code is None:
        return True
    if scheme == "ucdp":
        return code in UCDP and not isinstance(code, bool)
    if not isinstance(code, str):
        return False
    if scheme == "plover":
        event, _, mode = code.partition("/")
        return event in PLOVER and (not mode or mode in PLOVER[event])
    return code in CAMEO if scheme == "cameo" else code in ACLED_EVENT_TYPES
