"""Where it happened: the narrowest place of each event, as the text says it and as the gazetteer knows it.

"A camp to the west of Mosul" keeps its words; its coordinates are those of the place that the words hang on, moved by
the distance and direction that they say, with a precision that tells how loose that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from geographiclib.geodesic import Geodesic

from dateline.gazetteer.place import Place as KnownPlace
from dateline.lexicon.wordlists import word_list
from dateline.model import Kind, PassageKind, Place
from dateline.reading.grammar import conjuncts, phrase, prepositions
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Token
from dateline.reading.passages import run_in_headings
from dateline.reading.what import Event
from dateline.reading.who import Roles

_AT = word_list("prepositions_at")
_IN = word_list("prepositions_in")
_TO = word_list("prepositions_to")
_FROM = frozenset(("from", "out"))
_MOVING = frozenset((Kind.ADVANCE, Kind.DISPLACE, Kind.DEPLOY, Kind.WITHDRAW, Kind.AID))
_LEAVING = frozenset((Kind.DISPLACE, Kind.WITHDRAW, Kind.ABDUCT, Kind.CAPTURE))
_NEVER_PLACED = frozenset((Kind.SUPPORT, Kind.ACCUSE, Kind.AGREE, Kind.THREATEN))
# Of these the object is the place: "entered the compound"; elsewhere a named place tells more than "a building".
# What a gazetteer may know a place as that a text calls so; one country's town is another's city.
_CALLED = {
    "town": ("town", "city", "village"),
    "village": ("village", "town"),
    "city": ("city", "capital"),
}
_REGIONS = frozenset(
    ("region", "province", "state", "governorate", "oblast", "county", "department", "prefecture", "river")
)
_END = r"((?:(?:al|el|ad|an|ar|as|ash|at|az)-)?[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2})"
_ENDS_BEFORE = re.compile(rf"{_END}\s?[-–—]\s?{_END}\s+(?:[a-z]+\s+)?$")
_ENDS_AFTER = re.compile(
    rf",?\s+(?:that\s+|which\s+)?(?:between|from|link(?:s|ing)|connect(?:s|ing)|join(?:s|ing))\s+{_END}\s+(?:and|to|with)\s+{_END}"
)
_ENDS_WITHIN = 80
_REFERENCE_WITHIN = 12
_PARAGRAPHS_BACK = 2
# Of these one may be held and not the settlement beside it.
_SITES = word_list("sites_apart")
_PARTS_APART = frozenset(("suburb", "countryside", "outskirt", "outskirts"))
_ROADS = frozenset(("road", "highway", "route", "motorway"))
_BY_ROLE = frozenset((Kind.ADVANCE, Kind.CAPTURE, Kind.HOLD, Kind.WITHDRAW, Kind.ENCIRCLE))
_GOES_ON = frozenset(
    (
        Kind.KILL,
        Kind.INJURE,
        Kind.DESTROY,
        Kind.BOMBING,
        Kind.SHELLING,
        Kind.AIRSTRIKE,
        Kind.ATTACK,
        Kind.CLASH,
        Kind.ABUSE,
        Kind.ABDUCT,
        Kind.DETAIN,
    )
)
# What follows from an act may be told in the next paragraph; another act may be elsewhere.
_FOLLOWS = frozenset((Kind.KILL, Kind.INJURE))
# A report that tells of these in one place alone goes on there for some paragraphs.
_TOLD = frozenset(
    (
        Kind.KILL,
        Kind.INJURE,
        Kind.DESTROY,
        Kind.BOMBING,
        Kind.SHELLING,
        Kind.AIRSTRIKE,
        Kind.ATTACK,
        Kind.CAPTURE,
        Kind.WITHDRAW,
    )
)
_STORY_PARAGRAPHS = 3
_CLASSIFIERS = word_list("place_classifiers")
_NAMED_BY_OF = word_list("places_named_by_of")
_SETTLEMENTS = word_list("places_referred_to")
_BEARINGS = {
    "north": 0.0, "northeast": 45.0, "north-east": 45.0, "east": 90.0, "southeast": 135.0, "south-east": 135.0,
    "south": 180.0, "southwest": 225.0, "south-west": 225.0, "west": 270.0, "northwest": 315.0, "north-west": 315.0,
}  # fmt: skip
_UNITS_KM = {
    "km": 1.0,
    "kilometer": 1.0,
    "kilometre": 1.0,
    "kms": 1.0,
    "mile": 1.609,
    "mi": 1.609,
    "meter": 0.001,
    "metre": 0.001,
    "m": 0.001,
}
_BEARING_PRECISION = 0.35
_NEAR_KM = 10.0
_BEARING_WITHIN = 14


@dataclass(frozen=True, slots=True)
class _Found:
    """A place phrase: its tokens, the toponym within it, whether the phrase is that toponym, and its offset from it."""

    first: Token
    last: Token
    head: Token
    mark: PlaceMark | None
    exact: bool
    bearing: float | None = None
    distance_km: float | None = None
    road: str = ""


class Map:
    """The places of one report, ready to be asked for an event's."""

    def __init__(self, marked: Marked, cues: Iterable[Token] = ()) -> None:
        self.marked = marked
        self._cues = {t.i for t in cues}
        self._tokens = marked.parsed.tokens
        marks = sorted({m.first.i: m for m in marked.places.values()}.values(), key=lambda m: m.first.i)
        settlements = [m for m in marks if not _is_country(m) and not self._is_of_road(m)]
        # "Gogjali on the eastern edge of Mosul": the one that only tells where the other lies is not what "the town" means
        self._settlements = [
            m for k, m in enumerate(settlements) if not k or not self._is_reference(settlements[k - 1], m)
        ]
        self._headings = self._run_in(marks)
        self._called = self._what_called()

    def place(
        self, event: Event, roles: Roles, others: Sequence[tuple[Event, Place]] = (), *, final: bool = True
    ) -> Place | None:
        """The narrowest place that the text gives for an event, or None.

        `others` are the events that are placed already. Before the `final` asking a place that has no name is held back,
        since another event of the sentence may have one.
        """
        there = self._there(event)
        if there is not None:
            return self._make(there)
        vague: _Found | None = None
        for heads in self._candidates(event, roles):
            found = [f for f in map(self._describe, heads) if f is not None]
            if found:
                best = min(found, key=lambda f: (_breadth(f), f.first.i))
                if best.mark is not None or event.kind in _BY_ROLE:
                    return self._make(self._within(best, others))
                vague = vague or best
        if vague is not None:
            # "stormed the village of Solhan and torched homes": the homes are where the storming was.
            named = [p for o, p in others if o.head.sentence is event.head.sentence and p.lat is not None]
            if event.kind not in _BY_ROLE and (named or not final):
                return named[-1] if named else None
            return self._make(self._within(vague, others))
        if event.kind in _NEVER_PLACED:
            return None
        return self._borrowed(event, others)

    def _run_in(self, marks: list[PlaceMark]) -> dict[int, PlaceMark | None]:
        """For each paragraph the place that the heading run in before it names: "Toretsk. Around 2,500 people …".

        None where the heading is no place, or a road.
        """
        passages, text = self.marked.parsed.passages, self.marked.parsed.text
        found: dict[int, PlaceMark | None] = {}
        for number in run_in_headings(text, passages):
            heading = passages[number]
            inside = [m for m in marks if heading.start <= m.first.start < heading.end]
            if inside and not any(t.lemma in _ROADS for t in self._tokens[inside[0].last.i + 1 :][:1]):
                found[number + 1] = inside[0] if len(inside) == 1 else None
        return found

    def _only_named(self, event: Event) -> PlaceMark | None:
        """The one settlement that the event's sentence names, unless it only says where the speaker is."""
        inside = [m for m in self._settlements if m.first.sentence is event.head.sentence and not self._is_region(m)]
        if event.kind not in _TOLD or not event.head.is_verb or len(inside) != 1 or self._is_of_speaker(inside[0]):
            return None
        if self._tokens[inside[0].first.i - 1].lower in _FROM | {"of", "to", "towards", "toward"}:
            return None
        verb = next((t for t in inside[0].last.ancestors() if t.is_verb), None)
        return inside[0] if verb is None or verb.i not in self._cues else None

    def _is_reference(self, named: PlaceMark, mark: PlaceMark) -> bool:
        """Does a mark only tell where the one before it lies: "Bashiqa, the last town on the plain north of Mosul"?"""
        gap = self._tokens[named.last.i + 1 : mark.first.i]
        if not gap or len(gap) > _REFERENCE_WITHIN or named.last.sentence is not mark.first.sentence:
            return False
        return gap[-1].lower in ("of", "in", "near", "from", "the") and not any(
            t.is_verb or t.lower in ("and", "or", "as") for t in gap
        )

    def _is_of_road(self, mark: PlaceMark) -> bool:
        """Does a mark only say where a road leads?"""
        return any(above.lemma in _ROADS for above in takewhile(lambda t: not t.is_verb, mark.last.ancestors()))

    # --- candidates, the surest first

    def _candidates(self, event: Event, roles: Roles) -> Iterator[list[Token]]:
        if event.kind is Kind.HOLD and event.head.is_noun:
            yield self._beside(event.head)
        if roles.places:
            yield list(roles.places)
        if event.kind in (Kind.SUPPORT, Kind.ACCUSE):
            return
        yield [noun for name, noun in prepositions(event.head) if self._locates(event, name, noun)]
        for word in event.words:
            if word is not event.head:
                yield [noun for name, noun in prepositions(word) if self._locates(event, name, noun)]
        if event.carrier is not None:
            yield [noun for name, noun in prepositions(event.carrier) if self._locates(event, name, noun)]
        for head in (event.object, event.subject, *roles.targets):
            if head is not None and head.sentence is event.head.sentence and not self._speaks(head):
                core = self.marked.core(head)
                yield [
                    noun
                    for each in {head, core}
                    for name, noun in prepositions(each)
                    if name in _AT | {"from", "of"} and self._is_place(noun)
                ]
        if event.kind in _NEVER_PLACED:
            return
        # "detonated under a vehicle in Pattani"; "were killed 20 km southwest of Kharkiv"
        yield [
            deeper
            for _, noun in prepositions(event.head)
            for name, deeper in prepositions(noun)
            if name in _AT and self._is_place(deeper) and not self._is_of_cue(noun)
        ]
        yield self._at_bearing(event)
        # "destroyed a convoy of the militia near Abu Haraz"
        yield [
            deeper
            for head in (event.object, *roles.targets)
            if head is not None and head.sentence is event.head.sentence
            for _, noun in prepositions(head)
            for name, deeper in prepositions(noun)
            if name in _AT and "toponym" in self.marked.classes(deeper)
        ]
        # Up the sentence: "Near Mosul, five strikes …", "In Syria, … after …".
        for above in [event.head, *event.head.ancestors()]:
            if above.is_verb or above.head is above:
                # "told reporters in Baghdad that …": where it was said is not where it happened, unless it opens the sentence.
                said = above.i in self._cues
                yield [
                    noun
                    for name, noun in prepositions(above)
                    if name in _AT and self._is_place(noun) and not (said and noun.i > above.i)
                ]

    def _there(self, event: Event) -> _Found | None:
        """ "Four fighters died there": the settlement that was named last."""
        there = next((c for c in event.head.children if c.lower == "there" and c.dep == "advmod"), None)
        mark = self._last_named(there.i) if there is not None else None
        return _Found(there, there, there, mark, True) if there is not None and mark is not None else None

    def _within(self, found: _Found, others: Sequence[tuple[Event, Place]]) -> _Found:
        """The place phrase, with the settlement that a phrase without a name lies in: "the main street", "its base there"."""
        if found.mark is not None or any(t.is_proper for t in self._tokens[found.first.i : found.last.i + 1]):
            return found
        paragraph = found.head.sentence.paragraph
        mark = self._last_named(found.head.i)
        if mark is not None and paragraph - mark.last.sentence.paragraph > _PARAGRAPHS_BACK:
            mark = None
        return replace(found, mark=mark, exact=False) if mark is not None else found

    def _last_named(self, i: int) -> PlaceMark | None:
        """The settlement named last before token `i`, those left out that only tell where a speaker is."""
        heading = self._headings.get(self._tokens[i].sentence.paragraph)
        before = [
            m for m in self._settlements if m.first.i < i and not self._is_region(m) and not self._is_of_speaker(m)
        ]
        near = [m for m in before if m.first.sentence.paragraph == self._tokens[i].sentence.paragraph]
        if near or heading is not None:
            return near[-1] if near else heading
        alone = self._tokens[i].sentence.passage.kind is PassageKind.ITEM
        return before[-1] if before and not alone else None

    def _speaks(self, head: Token) -> bool:
        """Is it the one who tells: "the ministry in Bamako announced …"? Where it is says nothing of where the thing was."""
        return head.head.i in self._cues and head.dep == "nsubj"

    def _is_of_cue(self, noun: Token) -> bool:
        """Is it the one who says so: "according to the governor's office in Gedaref"?"""
        return any(
            above.i in self._cues
            for above in (noun.head, noun.head.head)
            if not above.is_verb or above.lower == "according"
        )

    def _is_of_speaker(self, mark: PlaceMark) -> bool:
        """Does a place say where the one who speaks is: "an aid worker in Lashio said"?"""
        for above in mark.last.ancestors():
            if above.is_verb:
                return False
            if above.head.i in self._cues:
                return above.dep in ("nsubj", "pobj")
        return False

    def _at_bearing(self, event: Event) -> list[Token]:
        """The toponym after a bearing that follows an event within a few words."""
        tokens = self._tokens
        stop = min(event.head.sentence.stop, event.head.i + _BEARING_WITHIN)
        return [
            self.marked.places[i].last
            for i in range(event.head.i + 2, stop)
            if i in self.marked.places and tokens[i - 1].lower == "of" and tokens[i - 2].lower in _BEARINGS
        ]

    def _beside(self, noun: Token) -> list[Token]:
        """What a stronghold or a capital is: "their stronghold Mosul", "Raqqa, the capital of …", "Mosul is the bastion"."""
        found = [c for c in noun.children if c.dep in ("appos", "compound", "nmod") and c.i in self.marked.places]
        if noun.dep == "appos":
            found.append(noun.head)
        if noun.dep in ("compound", "nmod"):
            found.append(noun.head)
        if noun.dep == "attr" and (subject := noun.head.child("nsubj")) is not None:
            found.append(subject)
        after = self._tokens[noun.i + 1 : noun.i + 3]
        found += [t for t in after if t.i in self.marked.places and t.sentence is noun.sentence and t.head is not noun]
        return [t for t in found if t.i in self.marked.places]

    def _locates(self, event: Event, name: str, noun: Token) -> bool:
        if not self._is_place(noun):
            # A name that nothing is known of, after "in" or "near", is a place that the gazetteer lacks.
            return name in _IN and "name" in self.marked.classes(noun)
        if name in _AT:
            return True
        if name in _TO:
            return event.kind in _MOVING or event.kind not in _LEAVING and "toponym" in self.marked.classes(noun)
        if name in _FROM or name == "of":
            return event.kind in _LEAVING or name == "of"
        return name in _BEARINGS

    def _is_place(self, noun: Token) -> bool:
        classes = self.marked.classes(noun)
        if noun.tag == "NN" and "toponym" not in classes and not any(c.i < noun.i for c in noun.children):
            return False  # "from house to house", "in place"
        return "place" in classes and not ("armed" in classes and "toponym" not in classes)

    def _borrowed(self, event: Event, others: Sequence[tuple[Event, Place]]) -> Place | None:
        """The place of another event of the sentence, the nearest one, or of the sentence before in the paragraph."""
        near = [(o, p) for o, p in others if o.kind not in (Kind.HOLD, Kind.SUPPORT)]
        same = [(abs(o.head.i - event.head.i), p) for o, p in near if o.head.sentence is event.head.sentence]
        if same:
            return min(same, key=lambda pair: pair[0])[1]
        heading = self._headings.get(event.head.sentence.paragraph)
        if heading is not None:
            return self._make(_Found(heading.first, heading.last, heading.last, heading, True))
        if event.kind not in _GOES_ON | {Kind.WITHDRAW} or event.trigger.actor:
            return None
        named = self._only_named(event)
        if named is not None:
            return self._make(_Found(named.first, named.last, named.last, named, True))
        # The story goes on where it was: the last event placed before in the paragraph, or in the one before it.
        paragraph = event.head.sentence.paragraph
        # Each item of a list has a place of its own.
        back = event.kind in _FOLLOWS and event.head.sentence.passage.kind is not PassageKind.ITEM
        earlier = [
            (o, p)
            for o, p in near
            if o.head.i < event.head.i and paragraph - o.head.sentence.paragraph <= _STORY_PARAGRAPHS
        ]
        before = [(o, p) for o, p in earlier if paragraph - o.head.sentence.paragraph <= back]
        if before:
            return before[-1][1]
        # A report that has told of one place alone goes on there.
        told = [p for o, p in earlier if o.kind in _TOLD or o.kind is Kind.ADVANCE]
        alone = event.kind in _TOLD and event.head.is_verb and back_in_story(event) and len({p.name for p in told}) == 1
        return told[-1] if alone else None

    # --- phrases

    def _describe(self, head: Token) -> _Found | None:
        """The place phrase of a head, with the toponym in it."""
        mark = self.marked.places.get(head.i)
        span = phrase(head, self._tokens)
        first, last = span.first, span.last
        if head.tag.startswith(("PRP", "WDT", "WP")):
            return self._referred(head, head, head)
        inside = next(
            (c for c in head.children if c.dep == "nmod" and c.i in self.marked.places and c.child("prep")), None
        )
        if inside is not None and head.lemma in _CLASSIFIERS:
            return self._describe(inside)  # "near Vovchansk in Kharkiv region"
        if mark is not None:
            # "Karama district of Mosul": the toponym with its classifier; "the village of Safina".
            last = mark.last if mark.last.i > last.i else last
            return self._with_bearing(_Found(first, last, head, mark, True))
        for child in head.children:
            # "a cafe in Moqdadiyah", "a camp to the west of Mosul": where a common noun lies is part of the place.
            if (
                child.dep == "prep"
                and child.lower in _AT | {"to", "outside", "of"}
                and child.i > head.i
                and child.right - head.i <= 12
            ):
                noun = child.child("pobj")
                if noun is not None and self._is_place(noun) and child.right >= last.i:
                    # "between Gao and Kidal": both ends are part of the place.
                    sub = phrase(conjuncts(noun)[-1] if child.lower == "between" else noun, self._tokens)
                    last = sub.last if sub.last.i > last.i else last
                    deeper = next(
                        (c for c in noun.children if c.dep == "prep" and c.lower in ("of", "in") and c.i > noun.i), None
                    )
                    if deeper is not None and (pobj := deeper.child("pobj")) is not None:
                        tail = phrase(pobj, self._tokens).last
                        last = tail if tail.i > last.i else last
        inner = [self.marked.places[i] for i in range(first.i, last.i + 1) if i in self.marked.places]
        marks = sorted({m.first.i: m for m in inner}.values(), key=lambda m: m.first.i)
        beside = self.marked.places.get(head.i - 1)
        if beside is not None and beside not in marks and head.lemma in _CLASSIFIERS:
            # "in Kharkiv region": the toponym before its noun, wherever the parser hung it
            return _Found(beside.first, last, head, beside, True)
        if head.lemma in _ROADS and (road := self._road(head, first)):
            return _Found(first, last, head, marks[0] if marks else None, False, road=road)
        named = [m for m in marks if self._is_named_by(head, m)]
        if named:
            return self._with_bearing(_Found(first, last, head, named[0], True))
        if marks:
            narrow = next((m for m in marks if not _is_country(m)), marks[0])
            bearing = None if head.child("det") is not None else _BEARINGS.get(head.lower)
            return _Found(first, last, head, narrow, False, bearing, None)
        for name, noun in prepositions(head):
            # "the centre of the town", "west of the city"
            if (
                name in ("of", "in", "at")
                and noun.lemma in _SETTLEMENTS
                and (inner_one := self._referred(noun, noun, noun))
            ):
                if inner_one.mark is not None:
                    last = noun if noun.i > last.i else last
                    # "in the west of the city" is within it, "west of the city" is not
                    bearing = None if head.child("det") is not None else _BEARINGS.get(head.lower)
                    return _Found(first, last, head, inner_one.mark, False, bearing, None)
        owner = head.child("poss")
        if owner is not None and owner.tag == "PRP$" and head.lemma in _SETTLEMENTS and (home := self._home(owner)):
            return _Found(first, last, head, home, True)
        if owner is not None and owner.lemma in _SETTLEMENTS and (owned := self._referred(owner, owner, owner)):
            if owned.mark is not None:
                return _Found(first, last, head, owned.mark, False)  # "the town's customs house"
        return self._referred(head, first, last)

    def _is_named_by(self, head: Token, mark: PlaceMark) -> bool:
        """Is a place no more than its name and what sort it is: "Karama district", "Abu Haraz refugee camp"?"""
        between = self._tokens[mark.last.i + 1 : head.i]
        beside = mark.last.i < head.i and all(t.head is head and t.text.islower() for t in between)
        if head.lemma in _CLASSIFIERS:
            return beside or self._is_name_of(mark, head)
        # "the Kilo 9 junction": no town of that name is known beside which the junction could be
        return head.lemma in _SITES and beside and not between and mark.place is None

    def _is_name_of(self, mark: PlaceMark, head: Token) -> bool:
        """Is it "the village of Safina", where the toponym names the head?"""
        if mark.first.i == head.i + 2 and self._tokens[head.i + 1].lower == "of":
            return head.lemma in _NAMED_BY_OF and head.tag != "NNS"
        return mark.first.i == head.i + 1

    def _referred(self, head: Token, first: Token, last: Token) -> _Found | None:
        """ "The city", "it", "there": the last settlement that was named before, if the words can mean one."""
        if head.tag.startswith("PRP"):
            if head.lower != "it":
                return None
        elif not self.marked.classes(head) & {"place", "name"}:
            return None
        if head.lemma in _ROADS:
            return self._same_road(head, first, last)
        mark: PlaceMark | None = None
        determiner = next((c.lower for c in head.children if c.dep in ("det", "poss")), "")
        plain = not any(c.dep in ("amod", "compound", "nummod", "prep", "relcl", "acl") for c in head.children)
        if head.tag.startswith("PRP") or (
            head.lemma in _SETTLEMENTS and determiner in ("the", "this", "that") and plain
        ):
            mark = self._meant(head)
        if head.tag.startswith("PRP") and mark is None:
            return None
        return _Found(first, last, head, mark, mark is not None)

    def _meant(self, head: Token) -> PlaceMark | None:
        """Which settlement "the town" or "it" is: one of that sort of the paragraph, of its heading, of the text before."""
        paragraph = head.sentence.paragraph
        before = [m for m in self._settlements if m.first.i < head.i]
        heading = self._headings.get(paragraph)
        if heading is not None:
            before = [heading] + [m for m in before if m.first.sentence.paragraph == paragraph]
        fitting = [m for m in before if self._is_a(m, head.lemma)]
        so_called = [
            m for m in fitting if head.lemma in self._called.get(self.marked.parsed.slice(m.first, m.last), ())
        ]
        return (so_called or fitting or before)[-1] if before else None

    def _home(self, owner: Token) -> PlaceMark | None:
        """ "A farmer from Banuko said his village …": where the ones spoken of come from, else where their story is set."""
        paragraph = owner.sentence.paragraph
        before = [m for m in self._settlements if m.first.i < owner.i and m.first.sentence.paragraph == paragraph]
        origins = [m for m in before if self._tokens[m.first.i - 1].lower in ("from", "fled", "escaped")]
        return (origins or before)[-1] if before else self._headings.get(paragraph)

    def _same_road(self, head: Token, first: Token, last: Token) -> _Found:
        """ "The road", "the same road": the last one that was named by where it leads."""
        plain = all(c.dep == "det" or c.lower == "same" for c in head.children if c.i < head.i and c.dep != "punct")
        if plain and not any(
            c.dep == "prep" and c.i > head.i and c.lower in ("to", "from", "between", "of") for c in head.children
        ):
            for token in reversed(self._tokens[: first.i]):
                if token.lemma in _ROADS and (road := self._describe(token)) is not None and road.road:
                    return replace(road, first=first, last=last, head=head)
        return _Found(first, last, head, None, False)

    def _road(self, head: Token, first: Token) -> str:
        """The name of a road by the places that it joins, in one order, whatever the text says: "Mosul-Raqqa road"."""
        text = self.marked.parsed.text
        pair = _ENDS_BEFORE.search(text, first.start, head.start) or _ENDS_AFTER.match(
            text, head.end, head.end + _ENDS_WITHIN
        )
        return "-".join(sorted(pair.groups())) + " road" if pair is not None else ""

    def _is_a(self, mark: PlaceMark, noun: str) -> bool:
        """Can "the town" be this place? By what the text calls it ("the town of Gogjali"), else by what it is known as."""
        if noun not in _CALLED:
            return True
        if self._is_region(mark):
            return False
        called = self._called.get(self.marked.parsed.slice(mark.first, mark.last))
        if called:
            return noun in called
        if mark.place is None:
            return noun != "city"
        return mark.place.type in _CALLED[noun]

    def _is_region(self, mark: PlaceMark) -> bool:
        """Is it wider than a settlement: "the Donetsk region"?"""
        after = self._tokens[mark.last.i + 1 : mark.last.i + 2]
        wide = mark.place is not None and mark.place.type in (
            "country",
            "continent",
            "region",
            "admin1",
            "state",
            "river",
            "sea",
        )
        return wide or bool(after) and after[0].lemma in _REGIONS

    def _what_called(self) -> dict[str, set[str]]:
        """What the text calls each settlement: "the town of Gogjali", "Hamam al-Alil, a riverside town"."""
        found: dict[str, set[str]] = {}
        for mark in self._settlements:
            words = [t.lemma for t in self._tokens[max(0, mark.first.i - 2) : mark.first.i]]
            after = self._tokens[mark.last.i + 1 : mark.last.i + 6]
            if len(after) > 2 and after[0].text == "," and after[1].lower in ("a", "an", "the"):
                words += [t.lemma for t in takewhile(lambda t: t.text != ",", after[1:])]
            elif after and after[0].lemma in _CALLED:
                words.append(after[0].lemma)
            if called := _CALLED.keys() & words:
                found.setdefault(self.marked.parsed.slice(mark.first, mark.last), set()).update(called)
        return found

    def _with_bearing(self, found: _Found) -> _Found:
        """Takes in "45 km south of" before a toponym: the place is then not the toponym but lies off it."""
        tokens, i = self._tokens, found.first.i
        if (
            i < 2
            or tokens[i - 1].lower != "of"
            or tokens[i - 2].lower not in _BEARINGS
            or found.mark is None
            or found.first.i != found.mark.first.i
        ):
            return found
        first, bearing, distance = tokens[i - 2], _BEARINGS[tokens[i - 2].lower], None
        if i >= 4 and tokens[i - 3].text == "-" and (half := f"{tokens[i - 4].lower}-{first.lower}") in _BEARINGS:
            first, bearing, i = tokens[i - 4], _BEARINGS[half], i - 2
        if i >= 4 and tokens[i - 3].lemma in _UNITS_KM and (figure := _figure(tokens[i - 4].text)) is not None:
            first, distance = tokens[i - 4], figure * _UNITS_KM[tokens[i - 3].lemma]
        return _Found(first, found.last, found.head, found.mark, False, bearing, distance)

    # --- the place

    def _is_site(self, found: _Found) -> bool:
        """Is a place in or at a settlement one of its own, that may be held while the settlement is not: "Goma airport"?"""
        span = self._tokens[found.first.i : found.last.i + 1]
        named = found.mark is not None and found.first.i <= found.mark.first.i <= found.last.i
        return named and (
            found.head.lemma in _SITES | _ROADS
            or any(t.lower.removesuffix("ern") in _BEARINGS for t in span[:4])
            and found.head.lemma in _PARTS_APART
        )

    def _make(self, found: _Found) -> Place:
        text = self.marked.parsed.slice(found.first, found.last)
        start, end = found.first.start, found.last.end
        known = found.mark.place if found.mark is not None else None
        if found.exact and found.mark is not None:
            name = known.name if known is not None else self.marked.parsed.slice(found.mark.first, found.mark.last)
            if known is None:
                return Place(start=start, end=end, text=text, name=name)
            return Place(
                start=start, end=end, text=text, name=name, lat=known.lat, lon=known.lon,
                country=known.country or None, id=known.id, precision_km=known.precision_km,
            )  # fmt: skip
        name = found.road or _without_article(" ".join(text.split()))
        if found.mark is not None and not found.road and found.bearing is None and not self._is_site(found):
            # "a house in Hamam al-Alil", "the centre of the town": for others the place that it is in
            name = known.name if known is not None else self.marked.parsed.slice(found.mark.first, found.mark.last)
            return Place(
                start=start, end=end, text=text, name=name, lat=known.lat if known else None, lon=known.lon if known else None,
                country=(known.country or None) if known else None, id=known.id if known else None,
                precision_km=known.precision_km if known else None,
            )  # fmt: skip
        if known is None or known.lat is None or known.lon is None:
            return Place(start=start, end=end, text=text, name=name, country=known.country if known else None)
        lat, lon, precision = known.lat, known.lon, (known.precision_km or 1.0) + _NEAR_KM * (found.bearing is not None)
        if found.distance_km is not None and found.bearing is not None:
            moved = Geodesic.WGS84.Direct(lat, lon, found.bearing, found.distance_km * 1000)
            lat, lon = round(moved["lat2"], 4), round(moved["lon2"], 4)
            precision = (known.precision_km or 1.0) + _BEARING_PRECISION * found.distance_km
        return Place(
            start=start,
            end=end,
            text=text,
            name=name,
            lat=lat,
            lon=lon,
            country=known.country or None,
            precision_km=round(precision, 1),
        )


def back_in_story(event: Event) -> bool:
    """May what a report told before say where and when this was? Not for an item of a list, which stands alone."""
    return event.head.sentence.passage.kind is PassageKind.BODY


def _breadth(found: _Found) -> int:
    """How broad a place is: named settlements first, countries last."""
    place: KnownPlace | None = found.mark.place if found.mark is not None else None
    if place is None:
        return 1
    if place.type == "country":
        return 4
    return {"region": 3, "admin1": 2}.get(place.type, 0 if found.exact else 1)


def _is_country(mark: PlaceMark) -> bool:
    return mark.place is not None and mark.place.type in ("country", "continent", "region")


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else text


def _figure(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
