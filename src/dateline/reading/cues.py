"""The lexicon of attribution: verbs, nouns and phrases that say who said so, from `lexicon/cues.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.errors import LexiconError

_FILE = "cues.yaml"
_FRAMES = frozenset({"clause", "quote", "object", "infinitive", "of", "about", "call", "figure"})
_TELLS = {True: "yes", False: "no", "document": "document", "witness": "witness"}
_WORD_LISTS = (
    "receive",
    "documents",
    "seen_in",
    "media",
    "outlets",
    "not_outlets",
    "titles",
    "standing",
    "days",
    "told",
    "own_remark",
    "going_on",
    "focus",
    "nouns_of",
    "seeing",
    "own_staff",
    "figures",
    "accounts",
)
_PASSIVES = ("words", "before_as", "after_as")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase before a source: its lower-case words; `participle` if it hangs on another telling ("…, citing X")."""

    words: tuple[str, ...]
    participle: bool
    names_only: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """What `cues.yaml` says. `verbs` gives for a lemma its frames, each with how far its subject vouches."""

    verbs: dict[str, dict[str, str]]
    withs: dict[str, frozenset[str]]
    nouns: dict[str, bool]
    attitudes: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    phrases: dict[str, tuple[Phrase, ...]]
    passives: frozenset[str]
    before_as: frozenset[str]
    after_as: frozenset[str]
    receive: frozenset[str]
    documents: frozenset[str]
    seen_in: frozenset[str]
    media: frozenset[str]
    outlets: frozenset[str]
    not_outlets: frozenset[str]
    titles: frozenset[str]
    standing: frozenset[str]
    figures: frozenset[str]
    accounts: frozenset[str]
    days: frozenset[str]
    told: frozenset[str]
    own_remark: frozenset[str]
    going_on: frozenset[str]
    focus: frozenset[str]
    nouns_of: frozenset[str]
    seeing: frozenset[str]
    own_staff: frozenset[str]


@cache
def load_cues() -> Cues:
    """The lexicon that comes with the package. Raises `LexiconError` with every mistake in it."""
    return parse_cues((files("dateline.lexicon") / _FILE).read_text(encoding="utf-8"))


def parse_cues(source: str) -> Cues:
    """A lexicon of cues from the text of a YAML file. Raises `LexiconError` that lists every mistake found."""
    try:
        data = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise LexiconError(f"{_FILE}: not YAML: {error}") from error
    if not isinstance(data, dict):
        raise LexiconError(f"{_FILE}: must be a mapping with the keys verbs, nouns, phrases and word lists")
    wrong: list[str] = []
    known = {"verbs", "nouns", "attitudes", "particles", "phrases", "passives", *_WORD_LISTS}
    wrong += [f"unknown key {key!r}" for key in data if key not in known]
    wrong += [f"missing key {key!r}" for key in sorted(known) if key not in data]
    lists = {key: _words(data.get(key), key, wrong) for key in _WORD_LISTS if key in data}
    passives = data.get("passives")
    passives = passives if isinstance(passives, dict) else {}
    if "passives" in data and set(passives) != set(_PASSIVES):
        wrong.append(f"passives: must have exactly the keys {', '.join(_PASSIVES)}")
    passive = {key: _words(passives.get(key), f"passives.{key}", wrong) for key in _PASSIVES if key in passives}
    withs: dict[str, frozenset[str]] = {}
    verbs = _verbs(_entries(data, "verbs", wrong), withs, wrong)
    nouns = _nouns(_entries(data, "nouns", wrong), wrong)
    leads, particles = _mapping(data, "attitudes", wrong), _mapping(data, "particles", wrong)
    phrases = _phrases(_entries(data, "phrases", wrong), wrong)
    if wrong:
        raise LexiconError(f"{_FILE}:\n" + "\n".join(f"  - {mistake}" for mistake in wrong))
    return Cues(
        verbs,
        withs,
        nouns,
        leads,
        particles,
        phrases,
        passive["words"],
        passive["before_as"],
        passive["after_as"],
        **lists,
    )


def _words(value: Any, where: str, wrong: list[str]) -> frozenset[str]:
    if not isinstance(value, str) or not value.split():
        wrong.append(f"{where}: must be words parted by spaces, not {value!r}")
        return frozenset()
    if value != value.lower():
        wrong.append(f"{where}: words must be in lower case: {' '.join(w for w in value.split() if w != w.lower())}")
    return frozenset(value.split())


def _mapping(data: dict[str, Any], key: str, wrong: list[str]) -> dict[str, frozenset[str]]:
    """A part of the file that gives for each word the words that go with it."""
    value = data.get(key, {})
    if not isinstance(value, dict):
        wrong.append(f"{key}: must be a mapping of words to words")
        return {}
    return {str(word): _words(words, f"{key}, {word}", wrong) for word, words in value.items()}


def _entries(data: dict[str, Any], key: str, wrong: list[str]) -> list[dict[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list):
        wrong.append(f"{key}: must be a list")
        return []
    wrong += [
        f"{key}: entry {number} must be a mapping" for number, e in enumerate(value, 1) if not isinstance(e, dict)
    ]
    return [entry for entry in value if isinstance(entry, dict)]


def _verbs(
    groups: list[dict[str, Any]], withs: dict[str, frozenset[str]], wrong: list[str]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for group in groups:
        where = f"verbs, group {group.get('group')!r}"
        frames = group.get("takes")
        if not isinstance(frames, list) or not frames or not set(map(str, frames)) <= _FRAMES:
            wrong.append(f"{where}: takes must be a list out of {', '.join(sorted(_FRAMES))}, not {frames!r}")
            frames = []
        given = group.get("tells")
        tells = _TELLS.get(given) if isinstance(given, (bool, str)) else None
        if tells is None:
            wrong.append(f"{where}: tells must be yes, no, document or witness, not {group.get('tells')!r}")
        prepositions: frozenset[str] = frozenset()
        if "about" in frames:
            prepositions = _words(group.get("with"), f"{where}: with", wrong)
        elif "with" in group:
            wrong.append(f"{where}: with is for verbs that take about")
        for word in _words(group.get("words"), where, wrong):
            if prepositions:
                withs[word] = withs.get(word, frozenset()) | prepositions
            for frame in frames:
                # A verb in two groups with one frame vouches for what the first of them says.
                found.setdefault(word, {}).setdefault(str(frame), tells or "no")
    return found


def _nouns(groups: list[dict[str, Any]], wrong: list[str]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for group in groups:
        where = f"nouns, group {group.get('group')!r}"
        if not isinstance(group.get("source"), bool):
            wrong.append(f"{where}: source must be yes or no, not {group.get('source')!r}")
        for word in _words(group.get("words"), where, wrong):
            if word in found:
                wrong.append(f"{where}: {word!r} stands in another group too")
            found[word] = group.get("source") is True
    return found


def _phrases(entries: list[dict[str, Any]], wrong: list[str]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for entry in entries:
        words = tuple(str(entry.get("words", "")).split())
        where = f"phrases, {' '.join(words)!r}"
        if not words:
            wrong.append(f"phrases: an entry has no words: {entry!r}")
            continue
        if entry.get("at") not in ("preposition", "participle"):
            wrong.append(f"{where}: at must be preposition or participle, not {entry.get('at')!r}")
        phrase = Phrase(words, entry.get("at") == "participle", entry.get("names_only") is True)
        found[words[0]] = tuple(sorted((*found.get(words[0], ()), phrase), key=lambda p: -len(p.words)))
    return found
