"""The words that tell of each kind of claim, from kinds.yaml, made ready for looking up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dateline.lexicon.files import load_yaml, refuse
from dateline.model import Kind

_LISTS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "compounds": "compound"}
_FIELDS = {
    "say",
    "object",
    "subject",
    "prep",
    "not",
    "roles",
    "context",
    "of_kind",
    "by_kind",
    "self",
    "device",
    "plural",
    "negated",
    "kind",
}
# A thing that is an event only where it is counted, dated or noted: "35 corpses", "Monday's rockets".
_THING_CONTEXTS = ("counted", "dated", "noted")
_SLOTS = {"agents", "targets", "place", "targets-or-place", "agents-or-place", "agents-over-subject", "none"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of a kind of claim; the fields are described at the head of kinds.yaml."""

    kind: Kind
    words: tuple[str, ...]
    roles: Mapping[str, str]
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    context: str = ""
    of_kind: str = ""
    by_kind: str = ""
    actor: bool = False
    device: bool = False
    plural: bool = False
    negated: bool = False

    @property
    def weight(self) -> tuple[int, int]:
        """How much it asks for: of two triggers that match, the one that asks for more is meant."""
        return len(self.words), bool(self.object) + bool(self.subject) + bool(self.prep) + bool(self.context)


@dataclass(frozen=True, slots=True)
class Triggers:
    """The triggers by the word to look for first: a verb's own, a noun's last, a compound's second half.

    `event_nouns` tell of an event by themselves ("attack"), not only in a phrase ("front line position").
    """

    verbs: dict[str, tuple[Trigger, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[Trigger, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[Trigger, ...]] = field(default_factory=dict)
    compounds: dict[str, tuple[Trigger, ...]] = field(default_factory=dict)
    event_nouns: frozenset[str] = frozenset()


@cache
def load_triggers() -> Triggers:
    """The triggers that the package ships. Raises `LexiconError` with every mistake of the file."""
    return read_triggers(load_yaml("kinds.yaml"))


def read_triggers(content: Any, name: str = "kinds.yaml") -> Triggers:
    """The triggers of a loaded file. Raises `LexiconError` with every mistake in it."""
    mistakes: list[str] = []
    found: dict[str, dict[str, list[Trigger]]] = {part: {} for part in _LISTS.values()}
    if not isinstance(content, dict):
        refuse(name, ["it must map each kind to its roles and words"])
    for kind, body in content.items():
        if kind not in list(Kind) or not isinstance(body, dict):
            mistakes.append(f"{kind}: no such kind, or no mapping")
            continue
        roles = body.get("roles", {})
        mistakes += [f"{kind}: roles: no such slot: {slot}" for slot in roles.values() if slot not in _SLOTS]
        mistakes += [f"{kind}: no such list: {key}" for key in body if key not in (*_LISTS, "roles")]
        for key, part in _LISTS.items():
            for entry in body.get(key) or []:
                for trigger in _triggers(Kind(kind), roles, entry, mistakes):
                    at = trigger.words[-1] if part == "noun" else trigger.words[0]
                    found[part].setdefault(at, []).append(trigger)
    refuse(name, mistakes)
    ready = {
        part: {word: tuple(sorted(each, key=lambda t: t.weight, reverse=True)) for word, each in words.items()}
        for part, words in found.items()
    }
    event_nouns = frozenset(
        word
        for word, each in ready["noun"].items()
        if any(len(t.words) == 1 and t.context not in _THING_CONTEXTS for t in each)
    )
    return Triggers(ready["verb"], ready["noun"], ready["adjective"], ready["compound"], event_nouns)


def _triggers(kind: Kind, roles: dict[str, str], entry: Any, mistakes: list[str]) -> Iterator[Trigger]:
    fields = {"say": entry} if isinstance(entry, str) else entry
    if not isinstance(fields, dict) or not isinstance(fields.get("say"), str):
        mistakes.append(f"{kind}: a word must be text, or a mapping with say: {entry!r}")
        return
    where = f"{kind}: {fields['say']}"
    mistakes += [f"{where}: no such field: {key}" for key in fields if key not in _FIELDS]
    own = fields.get("roles", {})
    mistakes += [f"{where}: no such slot: {slot}" for slot in own.values() if slot not in _SLOTS]
    lists = {key: fields.get(key, []) for key in ("object", "subject", "prep", "not")}
    bad = [
        key for key, value in lists.items() if not isinstance(value, list) or not all(isinstance(v, str) for v in value)
    ]
    if bad:
        mistakes.append(f"{where}: must be lists of words: {', '.join(bad)}")
        return
    yield Trigger(
        kind=Kind(fields.get("kind", kind)),
        words=tuple(fields["say"].lower().replace("-", " - ").split()),
        roles={**roles, **own},
        object=frozenset(lists["object"]),
        subject=frozenset(lists["subject"]),
        prep=frozenset(lists["prep"]),
        unless=frozenset(lists["not"]),
        context=fields.get("context", ""),
        of_kind=fields.get("of_kind", ""),
        by_kind=fields.get("by_kind", ""),
        actor=bool(fields.get("self")),
        device=bool(fields.get("device")),
        plural=bool(fields.get("plural")),
        negated=bool(fields.get("negated")),
    )
