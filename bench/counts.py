"""Measures the figures of killed and captured against coded press releases: `python bench/counts.py FOLDER`.

FOLDER holds JSON files, each a list of `{"text", "min_killed", "min_captured", …}`: the least number of insurgents that
a release reports killed and captured. That coding reads "several" as 3, "numerous" as 4 and "more than N" as N + 1; it
counts a person without a figure ("the leader") as 1 and a bare plural ("suspected insurgents") as 3. Those readings
are made here, where dateline's own differ. Prints the share of releases with exactly the coded figure.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from dateline.reading.howmany import Figure, find_figures
from dateline.reading.parsing import Parsed, Parser, Token

_VERBS = {
    "killed": frozenset(("kill", "shoot", "execute", "neutralize")),
    "captured": frozenset(("detain", "capture", "arrest", "apprehend", "take")),
}
_NOT_INSURGENTS = frozenset((
    "civilian", "soldier", "officer", "official", "personnel", "policeman", "police", "villager", "child", "woman",
    "people", "worker", "troop", "student", "elder", "weapon", "rifle", "cache", "vehicle", "compound", "ied",
    "material", "explosive", "rocket", "opium", "motorcycle", "building", "detonation",
))  # fmt: skip
_INSURGENTS = frozenset((
    "insurgent", "militant", "fighter", "leader", "facilitator", "commander", "individual", "man", "suspect",
    "associate", "other", "member", "operative", "terrorist", "bomber", "gunman", "enemy", "detainee", "expert",
    "planner", "attacker", "supplier", "financier", "male",
))  # fmt: skip


def least(parsed: Parsed, figure: Figure) -> int:
    """The figure as the coders of the releases read it."""
    words = parsed.slice(figure.first, figure.last).lower()
    return figure.low + 1 if words.startswith(("more than", "over ")) and figure.high is None else figure.low


def persons(parsed: Parsed, noun: Token, figures: dict[int, Figure]) -> int:
    """How many persons the noun phrase with this head tells of, those joined to it by "and" included."""
    total = 0
    for head in [noun, *_conjuncts(noun)]:
        figure = figures.get(head.i)
        if figure is not None and figure.part_of is not None:
            continue
        if figure is not None and not figure.article:
            if head.lemma not in _NOT_INSURGENTS:
                total += least(parsed, figure)
        elif head.lemma in _INSURGENTS or (head.is_proper and figure is None and head.dep != "nsubj"):
            lowers = {c.lower for c in head.children}
            total += 4 if "numerous" in lowers else 3 if head.tag in ("NNS", "NNPS") else 1
    return total


def _conjuncts(noun: Token) -> list[Token]:
    found = [c for c in noun.children if c.dep == "conj" and not c.is_verb]
    return found + [deeper for c in found for deeper in _conjuncts(c)]


def count(parsed: Parsed, verbs: frozenset[str]) -> int:
    """The largest figure that one sentence of the release tells of."""
    figures = {(f.unit or f.last).i: f for f in find_figures(parsed)}
    best = 0
    for sentence in parsed.sentences:
        total = 0
        for token in sentence.tokens:
            if not token.is_verb or token.lemma not in verbs or _not_told(token):
                continue
            passive = token.tag == "VBN" and token.child("nsubjpass") is not None
            target = token.child("nsubjpass") or token.child("dobj")
            if target is None and token.tag in ("VBN", "VBD") and token.dep == "acl":
                target = token.head
            if target is None and token.dep == "conj":
                target = token.head.child("nsubjpass")
            if target is None and token.tag in ("VBN", "VBD"):
                target = token.child("nsubj")
            if target is not None and (passive or token.lemma != "take" or token.child("prep") is not None):
                total += persons(parsed, target, figures)
        best = max(best, total)
    return best


def _not_told(verb: Token) -> bool:
    """An aim ("to capture a leader"), a rule, or what the insurgents did ("an attack that killed two soldiers")."""
    aims = ("to", "not", "will", "may", "could", "would", "can")
    if any(child.dep in ("aux", "neg") and child.lower in aims for child in verb.children):
        return True
    return verb.dep == "relcl" or any(up.dep == "relcl" for up in verb.ancestors())


def main(folder: Path) -> None:
    """Prints the share of releases whose killed, and whose captured, are exactly the coded ones."""
    releases: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.json")):
        releases += json.loads(path.read_text(encoding="utf-8"))
    parsed = Parser().parse([release["text"] for release in releases])
    for name, field in (("killed", "min_killed"), ("captured", "min_captured")):
        told = [count(each, _VERBS[name]) for each in parsed]
        right = sum(each == release[field] for each, release in zip(told, releases, strict=True))
        print(f"{name}: {right / len(releases):.3f} exact of {len(releases)} releases")
        if "--wrong" in sys.argv:
            for each, release in zip(told, releases, strict=True):
                if each != release[field]:
                    print(f"  {each} for {release[field]}: {' '.join(release['text'].split())[:700]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
