"""Measures the figures of killed and captured against coded press releases: `python bench/counts.py FOLDER [--wrong]`.

FOLDER holds JSON files, each a list of `{"text", "min_killed", "min_captured", …}`: the least number of insurgents
that a release reports killed and captured. The claims of each release are added up as its coders did. That coding
reads "several" as 3, "numerous" as 4 and "more than N" as N + 1; it counts a person without a figure ("the leader") as
1 and a bare plural ("suspected insurgents") as 3; it gives one total for a release, in which what is told twice counts
once. Those readings are made here, where dateline's own differ. Prints the share of releases with exactly that figure.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.coding import sentence_around
from dateline.model import Certainty, Claim, Count, Counted, Kind, Mention
from dateline.reading.reader import InputDocument, Reader

_KINDS = {"killed": (Kind.KILL,), "captured": (Kind.DETAIN, Kind.ABDUCT)}
_OF = {"killed": Counted.KILLED, "captured": Counted.DETAINED}
_TOLD = (Certainty.STATED, Certainty.ALLEGED)
_REBELS = ("rebel group", "militia", "criminal group")

# Whom the coders do not count: those who are no insurgents, and those whom the insurgents are said to have killed.
_OTHERS = re.compile(
    r"\b(?:civilians?|soldiers?|servicem[ae]n|service members?|officers?|officials?|personnel|police\w*|villagers?|"
    r"child\w*|wom[ae]n|boys?|girls?|elders?|troops?|general|governor|contractors?|forces?|"
    r"weapons?|rifles?|caches?|vehicles?|motorcycles?|materials?|drugs?|opium|IEDs?)\b",
    re.I,
)
_WEAPONS = re.compile(r"\b(attacks?|IEDs?|bombs?|bombings?|bombers?|devices?|explosions?)\b", re.I)
_PLURAL = re.compile(r"\b(?!(?:his|this|was)\b)(?:\w+(?<!s)s|men|others|them|those)\b", re.I)
_KNOWN = re.compile(
    r"^(?:the|this|that|these|those|both|all|his|him|he|she|her|it|they|them|their|who|an?other of)\b", re.I
)
_ANEW = re.compile(r"\b(?:additional|another|other|others|also|second|more|later|separate|meanwhile|elsewhere)\b", re.I)


def least(count: Count) -> int:
    """The figure as the coders read it."""
    words = count.text.lower()
    if words == "numerous":
        return 4
    return count.low + 1 if words.startswith(("more than", "over ")) and count.high is None else count.low


def persons(claim: Claim, of: Counted) -> int:
    """How many insurgents a claim tells of."""
    counts = [count for count in claim.counts if count.of is of]
    total, seen = 0, set()
    for target in claim.targets:
        inside = [count for count in counts if target.start <= count.start < target.end]
        seen.update(inside)
        if not _OTHERS.search(_head(target)):
            total += max((least(count) for count in inside), default=_bare(target))
    if not claim.targets:
        total += max((least(count) for count in counts), default=0)
    return total


def _head(target: Mention) -> str:
    return re.split(r"\b(?:of|in|for|from|who|with|near)\b", target.text)[0]


def _bare(target: Mention) -> int:
    """A mention without a figure: a bare plural is 3, a person 1."""
    head = _head(target)
    if "numerous" in head.lower():
        return 4
    return 3 if _PLURAL.search(head) else 1


def _counts(claim: Claim, kinds: tuple[Kind, ...]) -> bool:
    if claim.kind not in kinds or claim.negated or claim.certainty not in _TOLD:
        return False
    if any(target.kind in _REBELS for target in claim.targets):
        return True
    by_rebels = any(agent.kind in _REBELS or _WEAPONS.search(agent.text) for agent in claim.agents)
    return not by_rebels and bool(claim.targets or claim.counts)


def total(claims: Iterable[Claim], text: str, name: str) -> int:
    """The coders' figure for a release: its sentences' figures, those that only tell again what was told left out."""
    sentences: dict[str, list[Claim]] = {}
    for claim in claims:
        if _counts(claim, _KINDS[name]):
            sentence = sentence_around(text, claim.trigger.start, claim.trigger.end)
            sentences.setdefault(sentence, []).append(claim)
    figure = 0
    for sentence, told in sentences.items():
        here = sum(persons(claim, _OF[name]) for claim in told)
        known = all(_KNOWN.match(target.text) for claim in told for target in claim.targets)
        if known and figure and not any(claim.counts for claim in told):
            continue  # "killed the insurgents", who were counted before
        anew = _ANEW.search(sentence) is not None and not known
        figure = figure + here if anew and figure else max(figure, here)
    return figure


def main(folder: Path, *, wrong: bool) -> None:
    """Prints the share of releases whose killed, and whose captured, are exactly the coded ones."""
    releases: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.json")):
        releases += json.loads(path.read_text(encoding="utf-8"))
    readings = list(Reader().read_many(InputDocument(text=release["text"]) for release in releases))
    for name, field in (("killed", "min_killed"), ("captured", "min_captured")):
        told = [
            total(reading.claims, release["text"], name) for reading, release in zip(readings, releases, strict=True)
        ]
        right = sum(each == release[field] for each, release in zip(told, releases, strict=True))
        print(f"{name}: {right / len(releases):.3f} exact of {len(releases)} releases")
        if wrong:
            for each, release in zip(told, releases, strict=True):
                if each != release[field]:
                    print(f"  {each} for {release[field]}: {' '.join(release['text'].split())[:700]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), wrong="--wrong" in sys.argv)
