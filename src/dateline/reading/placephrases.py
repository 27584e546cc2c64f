"""What a place phrase says: which toponym it hangs on, which road it is, how far off and in which direction it lies."""

from __future__ import annotations

from dataclasses import replace

from dateline.gazetteer.place import Place as KnownPlace
from dateline.gazetteer.place import distance_km
from dateline.lexicon.wordlists import word_list
from dateline.reading.grammar import conjuncts, phrase, prepositions
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Token
from dateline.reading.placeasides import INSTITUTIONS
from dateline.reading.placecandidates import AT, is_place
from dateline.reading.placefound import BEARINGS, ROADS, Found, breadth, is_country, of_mark
from dateline.reading.placing import SITES
from dateline.reading.roads import ends_of_road, road_at
from dateline.reading.settlements import Settlements

_CLASSIFIERS = word_list("place_classifiers")
_NAMED_BY_OF = word_list("places_named_by_of")
_SETTLEMENTS = word_list("places_referred_to")
_ANOTHER = word_list("not_the_same_place")
_UNITS_KM = {
    "km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kms": 1.0, "mile": 1.609, "mi": 1.609, "meter": 0.001, "metre": 0.001, "m": 0.001,
}  # fmt: skip
_TAIL_WITHIN = 12
_LONGEST_ROAD_KM = 800.0  # farther apart, one of the two is a namesake


class Phrases:
    """The place phrases of one report."""

    def __init__(self, marked: Marked, settlements: Settlements) -> None:
        self.marked = marked
        self._settlements = settlements
        self._tokens = marked.parsed.tokens

    def describe(self, head: Token) -> Found | None:
        """The place phrase of a head, with the toponym in it; None where the words can mean no place."""
        if head.tag.startswith(("PRP", "WDT", "WP")):
            return self._referred(head, head, head)
        mark = self.marked.places.get(head.i)
        inside = next(
            (c for c in head.children if c.dep == "nmod" and c.i in self.marked.places and c.child("prep")), None
        )
        if inside is not None and head.lemma in _CLASSIFIERS:
            return self.describe(inside)  # "near Vovchansk in Kharkiv region"
        span = phrase(head, self._tokens)
        first, last = span.first, span.last
        if mark is not None and (road := self._road_from(mark, head)):
            return road
        if mark is not None:
            # "Karama district of Mosul": the toponym with its classifier; "the village of Safina".
            last = mark.last if mark.last.i > last.i else last
            first = mark.first if mark.first.i < first.i or first.tag in ("VBN", "VBD") else first  # "bombed Awa"
            return self._with_bearing(Found(first, last, head, mark, True))
        beside = head.child("appos")
        if beside is not None and beside.i in self.marked.places and head.lemma in _SETTLEMENTS:
            return Found(first, self.marked.places[beside.i].last, head, self.marked.places[beside.i], True)
        last = self._with_where_it_lies(head, last)
        return self._by_marks(head, first, last) or self._by_settlement(head, first, last)

    def _road_from(self, mark: PlaceMark, head: Token) -> Found | None:
        """The road whose first end a toponym is, where the parser parts the two: "the Butembo–Goma highway"."""
        found = road_at(self.marked.parsed.text, mark.first.start)
        if found is None:
            return None
        name, end = found
        words = [t for t in self._tokens[mark.first.i : head.sentence.stop] if t.end <= end]
        marks = list(dict.fromkeys(self.marked.places[t.i] for t in words if t.i in self.marked.places))
        return Found(mark.first, words[-1], words[-1], mark, False, road=name, ends=_ends(marks))

    def nearer(self, found: Found) -> Found:
        """The place before one that only tells where it lies: "the Bulengo camp west of Goma", "at Bulengo, on the edge of Goma"."""
        tokens, start = self._tokens, found.head.sentence.first
        i = found.first.i - 1
        if found.bearing is not None and found.mark is not None and found.mark.last.i < found.head.i:
            return of_mark(found.mark)
        if found.exact and found.bearing is None:
            return found
        if i > start and tokens[i].dep == "prep":
            i -= 1
        if i > start and tokens[i].text == ",":
            i -= 1
        if i == found.first.i - 1 and found.bearing is None:
            return found
        while i > start and tokens[i].tag == "NN" and tokens[i].lemma in _CLASSIFIERS | {"displacement", "refugee"}:
            i -= 1
        mark = self.marked.places.get(i)
        if mark is None or mark is found.mark or is_country(mark) or breadth(of_mark(mark)) > 1:
            return found
        return of_mark(mark)

    def _with_where_it_lies(self, head: Token, last: Token) -> Token:
        """The end of a common noun's phrase with where it lies: "a cafe in Moqdadiyah", "a camp to the west of Mosul"."""
        for child in head.children:
            if child.dep != "prep" or child.lower not in AT | {"to", "outside", "of"}:
                continue
            noun = child.child("pobj") if child.i > head.i and child.right - head.i <= _TAIL_WITHIN else None
            if noun is None or not is_place(self.marked, noun) or child.right < last.i:
                continue
            # "between Gao and Kidal": both ends are part of the place.
            sub = phrase(conjuncts(noun)[-1] if child.lower == "between" else noun, self._tokens)
            last = sub.last if sub.last.i > last.i else last
            deeper = next(
                (c for c in noun.children if c.dep == "prep" and c.lower in ("of", "in") and c.i > noun.i), None
            )
            if deeper is not None and (pobj := deeper.child("pobj")) is not None:
                tail = phrase(pobj, self._tokens).last
                last = tail if tail.i > last.i else last
        return last

    def _by_marks(self, head: Token, first: Token, last: Token) -> Found | None:
        """The place by the toponyms in its phrase: one that names it, the ends of a road, the one that it lies in."""
        inner = [self.marked.places[i] for i in range(first.i, last.i + 1) if i in self.marked.places]
        marks = sorted({m.first.i: m for m in inner}.values(), key=lambda m: m.first.i)
        beside = self.marked.places.get(head.i - 1)
        if beside is not None and beside not in marks and head.lemma in _CLASSIFIERS:
            # "in Kharkiv region": the toponym before its noun, wherever the parser hung it
            return Found(beside.first, last, head, beside, True)
        if head.lemma in ROADS and (road := ends_of_road(self.marked.parsed.text, first.start, head.start, head.end)):
            return Found(first, last, head, marks[0] if marks else None, False, road=road, ends=_ends(marks))
        if head.lemma in INSTITUTIONS:
            marks = [m for m in marks if not self._settlements.asides.is_institution(m)]
        named = [m for m in marks if self._is_named_by(head, m)]
        if named:
            return self._with_bearing(Found(first, last, head, named[0], True))
        if not marks:
            return None
        narrow = next((m for m in marks if not is_country(m)), marks[0])
        return Found(first, last, head, narrow, False, _bearing(head))

    def _by_settlement(self, head: Token, first: Token, last: Token) -> Found | None:
        """The place by a settlement that was named before: "west of the city", "his village", "the town's customs house"."""
        for name, noun in prepositions(head):
            if name not in ("of", "in", "at") or noun.lemma not in _SETTLEMENTS and noun.lower != "it":
                continue
            inner = self._referred(noun, noun, noun)
            if inner is not None and inner.mark is not None:
                last = noun if noun.i > last.i else last
                return Found(first, last, head, inner.mark, False, _bearing(head))
        owner = head.child("poss")
        if owner is not None and owner.tag == "PRP$" and head.lemma in _SETTLEMENTS:
            if home := self._settlements.home(owner):
                return Found(first, last, head, home, True)
        if owner is not None and owner.lemma in _SETTLEMENTS and (owned := self._referred(owner, owner, owner)):
            if owned.mark is not None:
                return Found(first, last, head, owned.mark, False)
        return self._referred(head, first, last)

    def _is_named_by(self, head: Token, mark: PlaceMark) -> bool:
        """Is a place no more than its name and what sort it is: "Karama district", "Abu Haraz refugee camp"?"""
        between = self._tokens[mark.last.i + 1 : head.i]
        beside = mark.last.i < head.i and all(t.head is head and t.text.islower() for t in between)
        if head.lemma in _CLASSIFIERS:
            return beside or self._is_name_of(mark, head)
        # "the Kilo 9 junction": no town of that name is known beside which the junction could be
        return head.lemma in SITES and beside and not between and mark.place is None

    def _is_name_of(self, mark: PlaceMark, head: Token) -> bool:
        """Is it "the village of Safina", where the toponym names the head?"""
        if mark.first.i == head.i + 2 and self._tokens[head.i + 1].lower == "of":
            return head.lemma in _NAMED_BY_OF and head.tag != "NNS"
        return mark.first.i == head.i + 1

    def _referred(self, head: Token, first: Token, last: Token) -> Found | None:
        """ "The city", "it", "there": the last settlement that was named before, if the words can mean one."""
        pronoun = head.tag.startswith("PRP")
        if pronoun and head.lower != "it" or not pronoun and not self.marked.classes(head) & {"place", "name"}:
            return None
        if head.lemma in ROADS:
            return self._same_road(head, first, last)
        mark: PlaceMark | None = None
        determiner = next((c.lower for c in head.children if c.dep in ("det", "poss")), "")
        plain = not any(self._tells_apart(c, head) for c in head.children)
        if pronoun or head.lemma in _SETTLEMENTS and determiner in ("the", "this", "that") and plain:
            mark = self._settlements.meant(head)
        if pronoun and mark is None:
            return None
        return Found(first, last, head, mark, mark is not None)

    def _tells_apart(self, child: Token, head: Token) -> bool:
        """Does a word say which town: "the next town", "the town that fell"? "The little town", "the town, which fell" do not."""
        if child.dep in ("amod", "compound"):
            return child.lower in _ANOTHER or not child.text.islower()
        if child.dep in ("relcl", "acl"):
            return self._tokens[head.i + 1].text != ","
        return child.dep in ("nummod", "prep")

    def _same_road(self, head: Token, first: Token, last: Token) -> Found:
        """ "The road", "the same road": the last one that was named by where it leads."""
        plain = all(c.dep == "det" or c.lower == "same" for c in head.children if c.i < head.i and c.dep != "punct")
        if plain and not any(
            c.dep == "prep" and c.i > head.i and c.lower in ("to", "from", "between", "of") for c in head.children
        ):
            for token in reversed(self._tokens[: first.i]):
                if token.lemma in ROADS and (road := self.describe(token)) is not None and road.road:
                    return replace(road, first=first, last=last, head=head)
        return Found(first, last, head, None, False)

    def _with_bearing(self, found: Found) -> Found:
        """Takes in "45 km south of" before a toponym: the place is then not the toponym but lies off it."""
        tokens, i = self._tokens, found.first.i
        if (
            i < 2
            or tokens[i - 1].lower != "of"
            or tokens[i - 2].lower not in BEARINGS
            or found.mark is None
            or found.first.i != found.mark.first.i
        ):
            return found
        first, bearing, distance = tokens[i - 2], BEARINGS[tokens[i - 2].lower], None
        if i >= 4 and tokens[i - 3].text == "-" and (half := f"{tokens[i - 4].lower}-{first.lower}") in BEARINGS:
            first, bearing, i = tokens[i - 4], BEARINGS[half], i - 2
        if i >= 4 and tokens[i - 3].lemma in _UNITS_KM and (figure := _figure(tokens[i - 4].text)) is not None:
            first, distance = tokens[i - 4], figure * _UNITS_KM[tokens[i - 3].lemma]
        return Found(first, found.last, found.head, found.mark, False, bearing, distance)


def _ends(marks: list[PlaceMark]) -> tuple[KnownPlace, ...]:
    """The two places that a road joins, if both are known."""
    known = [m.place for m in marks if m.place is not None]
    if len(known) != len(marks) or len(known) != 2 or distance_km(*known) > _LONGEST_ROAD_KM:
        return ()
    return tuple(known)


def _bearing(head: Token) -> float | None:
    """ "West of the city" lies off it, "in the west of the city" is within it."""
    return None if head.child("det") is not None else BEARINGS.get(head.lower)


def _figure(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
