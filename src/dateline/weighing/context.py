"""Where and when a claim is meant, from its report: what a claim does not say itself is taken from those around it.

This is for joining alone. A claim stays as it was read, and nothing taken from its report is ever shown as its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from dateline.gazetteer.folding import bare, fold
from dateline.lexicon.actors import STATE_KINDS
from dateline.lexicon.nouns import ARMED_KINDS, load_nouns
from dateline.library.records import StoredClaim
from dateline.model import Claim, Kind, Mention, PassageKind, Place
from dateline.weighing.weights import families, words

# A place or a day carries over so many characters from the end of the sentence that tells it: about two paragraphs.
_REACH = 500
# A day is taken from another claim where that claim is sure of it to within so many days.
_NARROW = 3
# News is of the day on which it is published or the day before, where it does not say.
_FRESH = timedelta(days=1)
# A time that is told as a night, in TimeML.
_NIGHT = "TNI"
# So many characters may stand between two sentences that follow one another.
_NEXT_SENTENCE = 5
# A road told by its ends; a place that somebody has. Then words that all begin with a capital.
_ENDS = r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
_ROAD = re.compile(rf"\b(?:road|highway|motorway|route) (?:between|from|linking) {_ENDS} (?:and|to|with) {_ENDS}")
_HELD = re.compile(rf"{_ENDS} (?:remains?|remained|stays?|stayed|is|was) (?:still )?(?:under|in)\b")
_NAME = re.compile(r"[A-Z][\w'’-]+(?:[\s-](?:al-)?[A-Z][\w'’-]+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as its report means it. `start` and `end` are the offsets of its sentence in the text.

    `place` is None where the report names none that others could know. `own_place` and `own_time` tell that the claim
    itself says them: it names the place, and does not speak of "the town". `guessed` tells that the place is named in
    another sentence, or only as where somebody speaks.
    """

    stored: StoredClaim
    start: int
    end: int
    place: Place | None = None
    first: date | None = None
    last: date | None = None
    own_place: bool = False
    own_time: bool = False
    guessed: bool = False

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.stored.id

    @property
    def kind(self) -> Kind:
        """The claim's kind; a capture where the village that was taken was read as somebody taken prisoner."""
        return Kind.CAPTURE if _takes_village(self.stored.claim) else self.stored.claim.kind

    @property
    def comment(self) -> bool:
        """Does it stand in an editor's comment?"""
        return self.stored.claim.passage is PassageKind.COMMENT

    def gap(self, other: Told) -> int:
        """How many characters lie between the sentences of two claims; 0 where it is one sentence."""
        return max(0, self.start - other.end, other.start - self.end)


def in_context(report: Sequence[StoredClaim]) -> list[Told]:
    """The claims of one report in the order of its text, each with the place and the days that it is meant to have."""
    told = [_own(claim) for claim in sorted(report, key=lambda c: (c.claim.trigger.start, c.claim.trigger.end, c.id))]
    for i, one in enumerate(told):
        if one.place is None:
            told[i] = replace(one, place=_place_from(told, i))
        elif one.guessed and (beside := _beside(told, one)):
            told[i] = replace(one, place=beside[0].place)
    for i, one in enumerate(told):
        if not one.own_time:
            told[i] = _with_days(told, i)
    return told


def meant(place: Place | None) -> Place | None:
    """The place that another report could name too: Mosul for "a house in Mosul", None for "their street"."""
    if place is None:
        return place
    part = _part_of_town().match(said(place))
    if part is not None and fold(part["name"]) not in fold(place.name):
        # "the al-Rumi quarter of the port of Karsa" lies in Karsa and has a name of its own
        return place.model_copy(update={"name": part["name"], "id": None})
    if place.id is not None:
        return place
    parts = _without_site(place.name.split())
    joints = [i for i, word in enumerate(parts[:-1]) if word.lower() in words("site_joiners")]
    if joints and not any(word.lower() in words("directions") for word in parts[: joints[-1] + 1]):
        joint = _after_of(parts, joints) or joints[-1] + 1
        named = next((i for i in range(joint, len(parts)) if parts[i][0].isupper()), None)
        if named is not None and not parts[0][0].isupper():
            stop = next((i for i in joints if i > named), len(parts))
            return place.model_copy(update={"name": " ".join(parts[named:stop])})
    if place.lat is None and not any(letter.isupper() for letter in place.name):
        return None
    return place.model_copy(update={"name": " ".join(parts)})


def _after_of(parts: list[str], joints: list[int]) -> int | None:
    """Where the name begins in "border port of Orlan in Karsa": after the "of" that a name follows at once."""
    return next((i + 1 for i in joints if parts[i].lower() == "of" and parts[i + 1][0].isupper()), None)


@cache
def _part_of_town() -> re.Pattern[str]:
    """A part of a town that has a name, told with the town."""
    parts = "|".join(sorted(words("town_parts")))
    return re.compile(rf"(?P<name>(?:al-|el-)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*) (?:{parts}) (?:of|in)\s")


def _without_site(name: list[str]) -> list[str]:
    """ "Orlan" of "Orlan displacement camp": the words up to the last with a capital, where a sort of site follows it.

    A road is told of by its whole name.
    """
    classes = load_nouns().classes.get(name[-1], frozenset())
    if not classes & {"place", "building", "post"} or "route" in classes:
        return name
    last = max((i for i, word in enumerate(name) if word[0].isupper()), default=-1)
    return name[: last + 1] or name


def _own(stored: StoredClaim) -> Told:
    claim = stored.claim
    within = max(0, stored.sentence.find(claim.trigger.text))
    start = max(0, claim.trigger.start - within)
    end = max(start + len(stored.sentence), claim.trigger.end)
    place = meant(claim.place)
    if (
        place is not None
        and claim.kind in families().consequences
        and words("taken_to") & set(fold(place.text).split())
    ):
        place = None  # the dead and the wounded are counted where they are taken, and not where it happened
    # A place of another sentence, or of whoever speaks ("the ministry in Karsa said"), is a guess.
    named = place is not None and _is_named(place) and start <= place.start < end
    named = named and place is not None and not any(s.start <= place.start < s.end for s in claim.said_by)
    guessed = place is not None and _is_named(place) and not named
    if (not named or claim.kind is Kind.ENCIRCLE) and (hit := _named_so(stored)) is not None:
        place, named, guessed = hit, True, False
    first, last = _days(claim)
    # So is a day that another sentence tells.
    own_time = claim.when is not None and first is not None
    own_time = own_time and (claim.when.evidence is None or start <= claim.when.evidence.start < end)  # type: ignore[union-attr]
    return Told(stored, start, end, place, first, last, named, own_time, guessed)


def _takes_village(claim: Claim) -> bool:
    """Is it "they have seized Orlan", of a village that is on no map?"""
    taken = claim.kind is Kind.DETAIN and claim.trigger.text.lower() in words("takes") and not claim.counts
    armed = any(m.kind in ARMED_KINDS or m.kind in STATE_KINDS or m.id for m in claim.agents)
    return taken and armed and [_is_name(m) for m in claim.targets] == [True]


def _is_name(mention: Mention) -> bool:
    return mention.id is None and mention.kind is None and _NAME.fullmatch(mention.text) is not None


def _named_so(stored: StoredClaim) -> Place | None:
    """The place that the sentence names though it was not read as one, None where it names none.

    "A drone struck Orlan"; "Orlan remains under their control"; "the road between Orlan and Karsa has been cut".
    """
    claim, sentence = stored.claim, stored.sentence
    known = families()
    if claim.kind in known.fighting | known.control or _takes_village(claim):
        hit = next((m for m in claim.targets if _is_name(m)), None)
        if hit is not None:
            return Place(start=hit.start, end=hit.end, text=hit.text, name=hit.name)
    found = None
    if claim.kind is Kind.ENCIRCLE:
        found = _ROAD.search(sentence)
        name = "{} {} road".format(*found.groups()) if found else ""
    elif claim.kind is Kind.HOLD and claim.place is None:
        found = _HELD.match(sentence)
        name = found.group(1) if found else ""
    if found is None or any(m.text in found.group() for m in claim.agents):
        return None
    start = claim.trigger.start - max(0, sentence.find(claim.trigger.text)) + found.start()
    return Place(start=max(0, start), end=max(0, start) + len(found.group()), text=found.group(), name=name)


def _days(claim: Claim) -> tuple[date | None, date | None]:
    """The days that a claim gives itself, None where it gives none or points back ("that morning")."""
    when = claim.when
    if when is None or when.start is None or when.end is None:
        return None, None
    # "Now" is when somebody spoke: what happened then happened when the rest of the account did.
    if when.value == "PRESENT_REF" and claim.kind not in families().states:
        return None, None
    evidence = fold(when.evidence.text).split() if when.evidence else []
    named = words("weekdays").intersection(evidence)
    if evidence and not named and (evidence[0] in words("points_back") or evidence[:2] == ["the", "same"]):
        return None, None
    if not when.value.endswith(_NIGHT):
        return when.start, when.end
    # A night is part of two days: "on Tuesday night" is before Wednesday, "overnight" mostly began the day before.
    if named or any(word.isdigit() for word in evidence) or "tonight" in evidence:
        return when.start, when.start + timedelta(days=1)
    return when.start - timedelta(days=1), when.end


def _is_named(place: Place) -> bool:
    """Is the place named in the text, and not "the town" that was named before?"""
    return any(letter.isupper() for letter in said(place))


def said(place: Place) -> str:
    """The words of the text for a place, without an article before them."""
    return place.text.removeprefix("The ").removeprefix("the ")


def other_names(place: Place, sentence: str) -> list[str]:
    """What else its sentence calls a place, in brackets after it: "Girmizi Bazar (Karmir Shuka)"."""
    after = re.search(rf"{re.escape(said(place))}\s*\(((?:[A-Z][\w'’-]+\s?){{1,4}})\)", sentence)
    before = re.search(rf"({_NAME.pattern})\s*\({re.escape(said(place))}\)", sentence)
    return [found[1].strip() for found in (after, before) if found]


def _place_from(told: Sequence[Told], i: int) -> Place | None:
    """The place of another claim: of one that the phrase refers back to, of the same sentence, or of the one before."""
    one = told[i]
    phrase = one.stored.claim.place
    before = [t for t in reversed(told[:i]) if t.own_place and t.gap(one) <= _REACH and t.comment == one.comment]
    if phrase is not None:
        noun = fold(phrase.name).split()[-1:]
        for t in before:
            # "the same road" after "the Mosul-Raqqa road"
            if t.place is not None and noun and noun[0] in fold(f"{t.place.text} {t.place.name}").split():
                return t.place
    struck = families().fighting | families().control
    just_told = [
        t
        for t in told[:i][-1:]
        if one.kind in families().consequences and t.kind in struck and t.gap(one) <= _NEXT_SENTENCE and t.place
    ]
    return next((t.place for t in (*_beside(told, one), *just_told, *before)), None)


def _beside(told: Sequence[Told], one: Told) -> list[Told]:
    """The claims of the same sentence that name a place, the nearest first."""
    same = [t for t in told if t.own_place and t.gap(one) == 0 and t.comment == one.comment]
    return sorted(same, key=lambda t: abs(t.stored.claim.trigger.start - one.stored.claim.trigger.start))


def _with_days(told: Sequence[Told], i: int) -> Told:
    """The claim with the days of another: of its sentence, or of the last one about its place; else those of news."""
    one = told[i]
    lasting = families().states
    dated = [
        t
        for t in told
        if t.own_time and t.kind not in lasting and t.comment == one.comment and _width(t) <= _NARROW
        if t.gap(one) == 0
        or one.first is None
        and t.end <= one.start
        and t.gap(one) <= _REACH
        and place_key(t.place) == place_key(one.place)
    ]
    if dated and one.kind not in lasting:
        nearest = min(
            dated, key=lambda t: (t.gap(one), abs(t.stored.claim.trigger.start - one.stored.claim.trigger.start))
        )
        return replace(one, first=nearest.first, last=nearest.last)
    published = one.stored.document.published
    return one if one.first is not None or published is None else replace(one, first=published - _FRESH, last=published)


def _width(told: Told) -> int:
    return (told.last - told.first).days if told.first and told.last else 0


def place_key(place: Place | None) -> str:
    """What a place is known by: its id in the gazetteer, else its bare name; "" for none."""
    if place is None:
        return ""
    return place.id or plain_name(place.name)


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """The words of a place's name that say which it is, in one order: "Mosul-Raqqa road", "the road between Raqqa and Mosul"."""
    kept = [word for word in bare(fold(name)).split() if word not in words("joiners")]
    return " ".join(sorted(kept) if len(kept) > 2 else kept) or fold(name)
