"""Whom a figure counts: civilians, one side's soldiers, the other's fighters; and which figures can contradict."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.gazetteer.folding import fold
from dateline.library.records import StoredClaim
from dateline.model import Count, Mention
from dateline.weighing.sides import side_of_mention
from dateline.weighing.words import words

_SORTS = ("children", "women", "civilians", "soldiers", "fighters", "people")
_ARMED = frozenset({"soldiers", "fighters"})
_BEFORE_TRIGGER = 3


@dataclass(frozen=True, slots=True, order=True)
class Whom:
    """Those counted: what sort of people they are ("people" where the report tells no more), and whose."""

    sort: str
    side: str = ""
    text: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What is equal for two figures that count the same people."""
        return self.side or self.sort, "" if self.side else self.side


def whom(stored: StoredClaim, count: Count | None) -> Whom:
    """Whom a figure of a claim counts; without a figure, whom the claim is about."""
    claim = stored.claim
    target = _target(claim.targets, count)
    if target is not None:
        sort = _sort(target.text) or _sort(target.name)
        side = (side_of_mention(target) or "") if target.kind not in ("civilians", None) or sort in _ARMED else ""
        text = target.name if target.id else _uncounted(target.text)
        return Whom(sort or ("fighters" if side else "people"), side, text or None)
    # "no civilian deaths": who died stands before the word that tells of it.
    before = stored.sentence.partition(claim.trigger.text)[0].split()[-_BEFORE_TRIGGER:]
    sort = _sort(count.text) if count else ""
    return Whom(sort or _sort(" ".join(before)) or "people", "", (sort or _sort(" ".join(before))) or None)


def _target(targets: tuple[Mention, ...], count: Count | None) -> Mention | None:
    if count is not None:
        inside = [t for t in targets if t.start <= count.start < t.end or count.start <= t.start < count.end]
        after = [t for t in targets if 0 <= t.start - count.end <= 2]
        if inside or after:
            return (inside or after)[0]
    return targets[0] if targets else None


def _sort(text: str) -> str:
    found = set(fold(text).split())
    return next((sort for sort in _SORTS if found & words(sort)), "")


def _uncounted(text: str) -> str:
    return (
        re.sub(
            r"^(?:at least|about|some|around|nearly|up to|more than)?\s*(?:[\d,.]+|[A-Za-z-]+)\s+(?:of\s+)?", "", text
        )
        or text
    )


def added(count: Count, sentence: str) -> bool:
    """Does it add to what was told before: "another six", "six more", "six of the wounded"?"""
    figure = re.escape(count.text)
    before = "|".join(map(re.escape, sorted(words("increments") - {"more"})))
    of_them = "|".join(sorted(words("hurt")))
    return bool(
        re.search(rf"\b(?:{before})\s+{figure}\b", sentence, re.I)
        or re.search(rf"(?<!\w){figure}\s+(?:\w+\s+)?more\b(?!\s+than)", sentence, re.I)
        or re.search(
            rf"(?<!\w){figure}\s+of\s+(?:the\s+|those\s+|its\s+|their\s+)?(?:\w+\s+)?(?:{of_them})\b", sentence, re.I
        )
        or re.match(r"(?:another|a further|further)\b", count.text, re.I)
    )


def comparable(a: Whom, b: Whom) -> bool:
    """Do the two figures count the same people, so that they must agree? Civilians are people; soldiers are others."""
    if a.side and b.side:
        return a.side == b.side
    sorts = {a.sort, b.sort}
    if len(sorts) == 1:
        return True
    return sorts == {"people", "civilians"} and not (a.side or b.side)
