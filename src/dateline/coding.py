"""What a claim is in the code books of the field: PLOVER, CAMEO, ACLED and UCDP, as lexicon/crosswalk.yaml has it.

Pure: the same claim and text give the same codes. Where the line is a judgement call, docs/crosswalk.md says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.codes import ACLED_EVENT_TYPES, Codes
from dateline.lexicon.crosswalk import NOBODY, SCHEMES, Crosswalk, Rule, load_crosswalk, plain
from dateline.model import Claim, Kind, Mention, Span

__all__ = ["Codes", "codes", "disrupted_weapons", "main_code", "table"]

# Where a sentence ends: a mark before white space and no lower-case letter, or an empty line.
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?![a-z])|\n\s*\n")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Capt|Cpt|Sgt|Cpl|Brig|Rep|Sen|Gov|No|vs|etc"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec))\.\s+$"
)
_REACH = 600


def codes(claim: Claim, text: str = "") -> Codes:
    """The codes of a claim; a field is null where that code book has no code for it.

    `text` is the text that the claim's offsets point into: the sentence of the trigger tells with what weapon, say.
    Without it only the claim's own words are looked at.

    >>> from dateline.model import Claim, Kind, Span
    >>> claim = Claim(kind=Kind.AIRSTRIKE, trigger=Span(start=0, end=9, text="airstrike"))
    >>> codes(claim).acled_sub_event_type
    'Air/drone strike'
    """
    crosswalk = load_crosswalk()
    seen = _Seen(claim, text, crosswalk)
    given = {}
    for scheme in SCHEMES:
        rules = crosswalk.by_kind[scheme, claim.kind.value]
        given[scheme] = next((rule.give for rule in rules if seen.fits(rule)), None)
    event, _, mode = str(given["plover"] or "").partition("/")
    acled, ucdp = given["acled"], given["ucdp"]
    return Codes(
        plover_event=event or None,
        plover_mode=mode or None,
        cameo_root=str(given["cameo"]) if given["cameo"] else None,
        acled_event_type=ACLED_EVENT_TYPES[str(acled)] if acled else None,
        acled_sub_event_type=str(acled) if acled else None,
        ucdp_type=int(ucdp) if ucdp else None,
    )


def main_code(claims: Iterable[Claim], text: str = "") -> Codes | None:
    """The codes of the main event of a report, or None where it tells of nothing that ACLED codes.

    Of the claims with an ACLED code the one told first, among those of the highest rank in the list `main` of
    crosswalk.yaml. Weapons found or seized, which no kind of claim tells of, count as one that is told where the text says so.
    """
    ranks = load_crosswalk().main
    told = [(claim.trigger.start, codes(claim, text)) for claim in claims]
    found = [(ranks[each.acled_sub_event_type], at, each) for at, each in told if each.acled_sub_event_type is not None]
    weapons = disrupted_weapons(text)
    if weapons is not None:
        found.append((ranks["Disrupted weapons use"], weapons.start, _DISRUPTED))
    return min(found, key=lambda each: each[:2])[2] if found else None


_DISRUPTED = Codes(
    plover_event="COERCE",
    plover_mode="seize",
    cameo_root="17",
    acled_event_type="Strategic developments",
    acled_sub_event_type="Disrupted weapons use",
)
_NEAR = 45
_PASSIVE = re.compile(r" (?:is|are|was|were|been|being|be)(?: \w+ly| also)?$")
# What parts a verb from what it does not act upon: "seized the town with heavy guns".
_PARTED = re.compile(r" (?:with|in|at|from|after|before|near|during|by|as|while|where|when|that|who|which) ")


def disrupted_weapons(text: str) -> Span | None:
    """The first sentence of the text that tells of weapons found, seized or defused; None where none does.

    ACLED's "Disrupted weapons use", which is no kind of claim. What was done stands before the weapons ("seized
    rifles"), or after them in the passive ("a bomb was defused").
    """
    crosswalk = load_crosswalk()
    start = 0
    for sentence in sentences(text):
        found = _disrupted(plain(sentence), crosswalk)
        if found:
            return Span(start=start, end=start + len(sentence), text=sentence)
        start += len(sentence)
    return None


def _disrupted(sentence: str, crosswalk: Crosswalk) -> bool:
    weapons = crosswalk.words["weapons"].spans(sentence)
    for start, end in crosswalk.words["stopping"].spans(sentence) if weapons else ():
        passive = _PASSIVE.search(sentence, 0, start) is not None
        for first, last in weapons:
            before, after = 0 <= start - last <= _NEAR, 0 <= first - end <= _NEAR
            if before and (passive or start - last <= 1):  # "a bomb was found", "a bomb found under a bridge"
                return True
            if after and not passive and _PARTED.search(sentence, end, first + 1) is None:
                return True
    return False


def sentences(text: str) -> list[str]:
    """The sentences of a text, by its punctuation."""
    found, start = [], 0
    for match in _END.finditer(text):
        if not _SHORT.search(text, max(0, match.start() - 6), match.end()):
            found.append(text[start : match.end()])
            start = match.end()
    return [*found, text[start:]]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds text[start:end], by its punctuation."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin, stop = low, high
    for match in _END.finditer(text, low, high):
        if _SHORT.search(text, max(0, match.start() - 6), match.end()):
            continue
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end:
            stop = match.end()
            break
    return text[begin:stop]


class _Seen:
    """A claim with what its rules ask of it, each looked up at most once."""

    def __init__(self, claim: Claim, text: str, crosswalk: Crosswalk) -> None:
        self.claim, self.text, self.crosswalk = claim, text, crosswalk
        self.trigger = plain(claim.trigger.text)
        self._said: str | None = None
        self._groups: dict[tuple[str, bool], bool] = {}
        self._sorts: tuple[list[frozenset[str]], list[frozenset[str]]] | None = None

    def fits(self, rule: Rule) -> bool:
        """Does every condition of the rule hold? The cheap ones are looked at first."""
        claim = self.claim
        if rule.negated is not None and rule.negated is not claim.negated:
            return False
        if rule.certainty and claim.certainty.value not in rule.certainty:
            return False
        if rule.trigger and not any(self._has(group, trigger=True) for group in rule.trigger):
            return False
        if rule.agents and not self._any(claim.agents, 0, rule.agents):
            return False
        if rule.targets and not self._any(claim.targets, 1, rule.targets):
            return False
        if rule.between and not self._between(*rule.between):
            return False
        if rule.said and not any(self._has(group) for group in rule.said):
            return False
        return not any(self._has(group) for group in rule.unsaid)

    def _has(self, group: str, *, trigger: bool = False) -> bool:
        known = self._groups.get((group, trigger))
        if known is None:
            words = self.trigger if trigger else self._sentence()
            known = self._groups[group, trigger] = self.crosswalk.words[group].in_(words)
        return known

    def _sentence(self) -> str:
        if self._said is None:
            claim = self.claim
            at = claim.trigger
            said = sentence_around(self.text, at.start, at.end) if self.text else at.text
            self._said = plain(" | ".join([said, *(m.text for m in (*claim.agents, *claim.targets))]))
        return self._said

    def _sorts_of(self, side: int) -> list[frozenset[str]]:
        if self._sorts is None:
            self._sorts = (
                [_sorts(m, self.crosswalk) for m in self.claim.agents],
                [_sorts(m, self.crosswalk) for m in self.claim.targets],
            )
        return self._sorts[side]

    def _any(self, mentions: tuple[Mention, ...], side: int, wanted: tuple[str, ...]) -> bool:
        if not mentions:
            return NOBODY in wanted
        return any(sort in sorts for sorts in self._sorts_of(side) for sort in wanted)

    def _between(self, one: str, other: str) -> bool:
        """Does an actor of one sort act upon one of the other, or, in a clash, fight another agent of it?"""
        claim, agents, targets = self.claim, self._sorts_of(0), self._sorts_of(1)
        names = [m.name for m in (*claim.agents, *claim.targets)]
        each = [*agents, *targets]
        against = range(0 if claim.kind is Kind.CLASH else len(agents), len(each))
        return any(
            names[i] != names[j] and (one in each[i] and other in each[j] or other in each[i] and one in each[j])
            for i in range(len(agents))
            for j in against
            if i != j
        )


def _sorts(mention: Mention, crosswalk: Crosswalk) -> frozenset[str]:
    text = plain(mention.text)
    return frozenset(name for name, sort in crosswalk.sorts.items() if sort.takes(mention.kind, text))


# --- the table of docs/crosswalk.md -----------------------------------------------------------------------------------

_TITLES: Mapping[str, str] = {"plover": "PLOVER", "cameo": "CAMEO", "acled": "ACLED", "ucdp": "UCDP"}


def table() -> str:
    """The rules of the crosswalk as tables in Markdown, one a code book, in the order in which they are tried."""
    lines: list[str] = []
    for scheme, rules in load_crosswalk().rules.items():
        lines += [f"### {_TITLES[scheme]}", "", "| when | code | why |", "|---|---|---|"]
        lines += [f"| {rule.when} | {'–' if rule.give is None else rule.give} | {rule.why} |" for rule in rules]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(), end="")
