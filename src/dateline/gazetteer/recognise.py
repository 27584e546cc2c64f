"""Find the place names in a text and tell which places they mean.

Recognition looks every capitalised sequence up in the gazetteer and weighs the evidence around it: words that stand
before places ("in", "the town of"), words that follow them ("district", ", Iraq"), and what speaks for another kind of
name (titles, given names, "Post", "University of"). Resolution then reads the whole text: one sense a name, the
countries and divisions that the text speaks of, containment ("Karama, Nineveh"), nearness to places already told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from dateline.gazetteer.folding import fold, without_articles
from dateline.gazetteer.index import LONGEST_NAME, Gazetteer
from dateline.gazetteer.place import Place
from dateline.gazetteer.resolve import Named, resolve
from dateline.gazetteer.words import Words, words


class TokenLike(Protocol):
    """A token: its text, offsets in the whole text, Penn Treebank tag ("" where unknown), number of its sentence."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def tag(self) -> str: ...
    @property
    def sentence(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Token:
    """A token, for callers that have none of their own."""

    text: str
    start: int
    end: int
    tag: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text: `text[start:end]`, code points, end exclusive.

    `place` is None where the text marks a name as a place's that the gazetteer does not know. `kind` is "demonym" for
    words of a country's or region's people ("Syrian"), whose `place` is that country or region.
    """

    start: int
    end: int
    text: str
    place: Place | None
    kind: Literal["place", "demonym"] = "place"

    def as_dict(self) -> dict[str, object]:
        """Give the JSON that `dateline tag places` prints for it."""
        p = self.place
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "name": p.name if p else self.text,
            "lat": round(p.lat, 5) if p else None,
            "lon": round(p.lon, 5) if p else None,
            "country": p.country or None if p else None,
            "id": p.id if p else None,
            "precision_km": p.precision_km if p else None,
        }


_ACCEPT = 1.1
_NEARLY = 0.3
_SURE = 2.6
_CONNECTORS = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "les",
        "el",
        "al",
        "ez",
        "es",
        "ash",
        "az",
        "ar",
        "as",
        "ad",
        "an",
        "at",
        "ed",
        "er",
        "en",
        "et",
        "ul",
        "du",
        "del",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "e",
        "i",
        "y",
        "y",
        "and",
        "bin",
        "abu",
        "um",
    ]
)
# Of the Arabic articles' spellings, those that are English words at the start of a name.
_ENGLISH_WORDS = frozenset(["an", "at", "as", "ad", "ed", "es", "et", "en", "er", "us"])
# "Gang Dau Yang, a military camp": a name so described is a place's.
_DESCRIBING = frozenset(
    [
        "village",
        "town",
        "city",
        "district",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "settlement",
        "hamlet",
        "camp",
        "outpost",
    ]
)
# Before a name these tell of a place, where "captured" may tell of a person.
_DONE_TO_PLACES = frozenset(
    [
        "shelled",
        "shelling",
        "bombed",
        "bombing",
        "retook",
        "recaptured",
        "overran",
        "encircled",
        "besieged",
        "bombarded",
        "fled",
        "fleeing",
        "stormed",
        "seized",
        "entered",
        "struck",
    ]
)
_FALLING = frozenset(["fell", "landed", "rained", "marched", "advanced"])
# "an air strike on X", "the march on X"
_MADE_ON_PLACES = frozenset(
    [
        "march",
        "advance",
        "assault",
        "offensive",
        "strike",
        "strikes",
        "airstrike",
        "airstrikes",
        "raid",
        "raids",
        "attack",
        "attacks",
        "bombardment",
        "shelling",
        "siege",
    ]
)
# "withdrew from X", "pulled out to X"
_MOVED = frozenset(
    [
        "withdraw",
        "withdrew",
        "withdrawn",
        "retreat",
        "retreated",
        "advance",
        "advanced",
        "pushed",
        "moved",
        "escaped",
        "fled",
        "out",
        "back",
    ]
)
# "Nearby X was taken": at the head of a sentence such a word looks like a part of the name.
_BESIDE = frozenset(["nearby", "neighbouring", "neighboring", "adjacent", "adjoining"])
_PROPER = frozenset({"NNP", "NNPS"})
_BIG = {
    "country": 3.0,
    "continent": 3.0,
    "state": 3.0,
    "capital": 3.0,
    "region": 2.6,
    "sea": 2.6,
    "river": 2.2,
    "admin1": 2.4,
}
_END_OF_NAME = re.compile(r"[.,;:!?()\[\]“”\"]")
_DATELINE = re.compile(r"\s*(?:,[^.\n]{1,40}?)?\s*(?:\([A-Z][\w ./]{1,30}\)|[—–-]{1,2})")
_PLACED = r"(?:the |an? )?(?:(?:[a-z-]*(?:north|south|east|west|central)[a-z-]*|rural|neighbou?ring) )?"
_SORT = (
    r"(?:province|governorate|state|city|town|village|district|sub-?district|region|area|countryside|part|outskirts)"
)
# "Karama, Nineveh", "Karama (Nineveh)", "Karama in the east of Nineveh", "Karama, a town in Nineveh";
# not "Paris, the US"
_BETWEEN = re.compile(
    rf"(?:, ?| \(|(?: [a-z]+)?,? (?:in|of|at|near|on) {_PLACED}(?:{_SORT} (?:in|of) {_PLACED})?"
    rf"|, {_PLACED}{_SORT} (?:in|of) {_PLACED})"
)


@dataclass(slots=True)
class _Span:
    first: int
    last: int
    name: str
    evidence: float
    kind: Literal["place", "demonym"] = "place"
    known: bool = True
    types: frozenset[str] = frozenset()
    place: Place | None = None
    alone: bool = True


@dataclass(slots=True)
class _Reader:
    text: str
    tokens: Sequence[TokenLike]
    gazetteer: Gazetteer
    lists: Words
    people: set[str] = field(default_factory=set)

    def token(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def low(self, i: int, sentence: object) -> str:
        return self.tokens[i].text.lower() if self._in(i, sentence) else ""

    def _in(self, i: int, sentence: object) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].sentence == sentence

    def capital(self, i: int, sentence: object) -> bool:
        return self._in(i, sentence) and self.tokens[i].text[:1].isupper()

    def slice(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]

    # -- people -----------------------------------------------------------------------------------------------------

    def find_people(self) -> None:
        """Collect surnames: the last word after a title or a given name, so that "Jordan said" may be told."""
        i, n = 0, len(self.tokens)
        while i < n:
            s = self.tokens[i].sentence
            if not self.capital(i, s) or self.low(i, s) in self.lists.locative:
                i += 1
                continue
            j = i
            while self.capital(j + 1, s) or (
                self.token(j + 1) in ("-", ".") and self.capital(j + 2, s) and self.token(j + 1) == "-"
            ):
                j += 1 if self.capital(j + 1, s) else 2
            run = [self.tokens[k].text for k in range(i, j + 1)]
            title = run[0].lower() in self.lists.titles or self.low(i - 1, s) in self.lists.titles
            given = next((k for k, w in enumerate(run[:-1]) if w.lower() in self.lists.given_names), None)
            known = len(run) > 1 and self.gazetteer.has(fold(self.slice(i, j)))
            place_next = self.token(j + 1) == "," and self.capital(j + 2, s) and self.low(j + 2, s) in self.lists.types
            if (title or (given is not None and given <= 1 and not known)) and not place_next and len(run) <= 5:
                last = run[-1].lower()
                if (
                    last not in self.lists.types
                    and last not in self.lists.organisation_after
                    and last not in self.lists.titles
                ):
                    self.people.add(fold(run[-1]))
            i = j + 1

    # -- candidates -------------------------------------------------------------------------------------------------

    def spans(self) -> Iterator[_Span]:
        """Give all candidate names, left to right, not overlapping, with the evidence for each."""
        i, n = 0, len(self.tokens)
        while i < n:
            span = self.span_at(i)
            if span is None:
                i += 1
            else:
                yield span
                i = span.last + 1

    def span_at(self, i: int) -> _Span | None:
        token = self.tokens[i]
        s = token.sentence
        found = self.abbreviation(i)
        if found:
            return found
        article = token.text.lower() in _CONNECTORS and self.token(i + 1) == "-" and self.capital(i + 2, s)
        if not (token.text[:1].isupper() or (article and token.text.lower() not in ("of", "the", "and"))):
            return None
        if token.text.lower() in _BESIDE and self.capital(i + 1, s):
            return None
        if (
            self.token(i - 1) == "-"
            and self._in(i - 1, s)
            and self.tokens[i - 1].end == token.start
            and self.capital(i - 2, s)
        ):
            return None  # the second half of a hyphenated name
        ends = list(self.ends(i))
        for j in reversed(ends):
            name = self.slice(i, j)
            words_in = j - i + 1
            if self.gazetteer.demonym(name) and (words_in > 1 or not self.is_place_first(name)):
                return _Span(i, j, name, self.demonym_evidence(i, j), "demonym")
            if fold(name) in self.lists.adjectives and fold(name) != "caribbean":
                return _Span(i, j, name, self.demonym_evidence(i, j), "demonym")
            if self.gazetteer.capital(name) and not self.names_a_town(name):
                return _Span(i, j, name, -9.0)  # "the White House", "the Kremlin": a government, not a place
            if not self.known(i, j, name):
                continue
            if self.hyphened(j, s) and not (self.strong(name) and self.strong(self.token(j + 2))):
                continue  # "Wal-Mart"; but "Baghdad-Mosul"
            found = self.weigh(i, j, name)
            called = (
                self.described(ends[-1], s)
                or self.low(i - 1, s) == "of"
                and self.low(i - 2, s) in ("village", "town", "hamlet", "settlement")
            )
            if found.evidence < _ACCEPT or j < ends[-1] and (called or not self.strong(name)):
                # "the town of Chin Shwe Haw", where a place Chin is known: what the text calls a town is the whole name
                whole = self.unknown(i, ends[-1])
                if whole is not None and whole.evidence > _ACCEPT and whole.last >= j:
                    return whole
            return found
        return self.unknown(i, ends[-1] if ends else i)

    def known(self, i: int, j: int, name: str) -> bool:
        """Say whether the gazetteer has the name, written with or without articles, in the case that the text has."""
        folded = fold(name)
        if (
            self.tokens[i].text.lower() in _ENGLISH_WORDS
            and self.token(i + 1) != "-"
            and not self.gazetteer.has(folded)
        ):
            return False  # "At Bama" is no "at-Bama"
        if len(folded) <= 4 and not name.isupper():
            best = self.gazetteer.ranked(name)
            if best and best[0][0].type in ("country", "state") and fold(best[0][0].name) != folded:
                return False  # "Car" is no "CAR"
        return len(name) > 1 and name in self.gazetteer

    def names_a_town(self, name: str) -> bool:
        found = self.gazetteer.lookup(name)[:3]
        return any(p.type == "capital" or (p.population > 200_000 and fold(p.name) == fold(name)) for p in found)

    def hyphened(self, j: int, s: object) -> bool:
        """Say whether a name that ends at token `j` goes on behind a hyphen; "East-" and "West-" do not count."""
        if self.token(j + 1) != "-" or not self.capital(j + 2, s) or self.token(j).lower() in self.lists.compass:
            return False
        return self.tokens[j].end == self.tokens[j + 1].start and self.tokens[j + 1].end == self.tokens[j + 2].start

    def strong(self, name: str) -> bool:
        best = self.gazetteer.ranked(name)
        return self.gazetteer.demonym(name) is not None or bool(best and best[0][1] > 5.0)

    def is_place_first(self, name: str) -> bool:
        best = self.gazetteer.ranked(name)
        return bool(best) and best[0][0].type == "country" and best[0][1] > 8

    def ends(self, i: int) -> Iterator[int]:
        """Give the tokens on which a name that starts at `i` may end."""
        s = self.tokens[i].sentence
        words_in, j = 0, i
        while self._in(j, s) and words_in < LONGEST_NAME:
            text = self.tokens[j].text
            if text[:1].isupper() or (j > i and text.isdigit() and len(text) < 3):
                words_in += 1
                if j == i or text.lower() not in _CONNECTORS:
                    yield j
            elif (text == "-" and j > i and self.tokens[j].start == self.tokens[j - 1].end) or (
                text in ("'", "’", "‘") and self._in(j + 1, s) and self.tokens[j + 1].start == self.tokens[j].end
            ):
                pass
            elif text.lower() in _CONNECTORS and (j > i or self.token(j + 1) == "-"):
                words_in += 1
            elif (
                j > i
                and self.tokens[j - 1].text in ("'", "’", "‘", "-")
                and self.tokens[j].start == self.tokens[j - 1].end
            ):
                yield j
            else:
                return
            if text.endswith(".") and len(text) > 4:
                return
            j += 1

    def abbreviation(self, i: int) -> _Span | None:
        token = self.tokens[i]
        for last in (i, i + 1):
            if not self._in(last, token.sentence):
                continue
            name = self.slice(i, last)
            if last == i + 1 and not (name.endswith(".") or "." in name):
                continue
            full = self.lists.abbreviations.get(name)
            if full is None:
                continue
            comma = self.token(i - 1) == "," and i >= 2 and self.tokens[i - 2].text[:1].isupper()
            inner = name.count(".") > 1
            if not comma and not inner:
                continue
            place = next((p for p in self.gazetteer.lookup(full) if p.type == "state"), None)
            if place:
                return _Span(i, last, name, 4.0, place=place)
        return None

    def demonym_evidence(self, i: int, j: int) -> float:
        s = self.tokens[i].sentence
        value = 2.5
        if self.tokens[i].text.isupper() and len(self.tokens[i].text) > 3:
            value -= 0.3
        if self.low(i - 1, s) in self.lists.given_names and self.capital(i - 1, s):
            value -= 2.0
        return value

    # -- evidence ---------------------------------------------------------------------------------------------------

    def weigh(self, i: int, j: int, name: str) -> _Span:
        s = self.tokens[i].sentence
        lists = self.lists
        ranked = self.gazetteer.ranked(name)
        folded = without_articles(fold(name))
        first, last = self.tokens[i], self.tokens[j]
        single = len(folded.split()) == 1
        value = max((self.strength(p, w) for p, w in ranked[:12]), default=0.5)
        if not single:
            value += 0.9
        types: frozenset[str] = frozenset()
        after, after2 = self.low(j + 1, s), self.low(j + 2, s)
        before, before2 = self.low(i - 1, s), self.low(i - 2, s)
        if before in ("the", "a") and before2:
            before, before2 = before2, self.low(i - 3, s)
        big = value >= 2.6
        initial = not self._in(i - 1, s)

        # what stands before
        if before == "of" and before2 in lists.types:
            value += 2.2
            types = lists.types[before2]
        elif before == "of" and before2 in lists.compass:
            value += 2.0
        elif before == "of" and before2 in lists.organisation_of and self.tokens[i - 2].text[:1].isupper():
            value -= 2.5
        elif before in lists.locative or before == "of" and before2 in lists.happenings:
            value += 1.3
        elif before == "on" and before2 in _MADE_ON_PLACES:
            value += 1.0
        elif before in lists.locative_weak:
            value += 0.6
        elif before in lists.types and not self.capital(i - 1, s):
            value += 0.8
        elif before == "," and self.capital(i - 2, s) and (big or self.container(i, name)):
            value += 1.0

        # what follows
        own_type = last.text.lower() in lists.types and not single
        if after in lists.types and (
            not self.capital(j + 1, s) or after in ("province", "governorate", "district", "county", "oblast", "city")
        ):
            value += 1.4
            types = types | lists.types[after]
        elif after == "-" and after2 in ("based", "born", "area", "controlled", "held"):
            value += 1.2
        elif after == "," and self.capital(j + 2, s) and self.contained(name, j + 2):
            value += 2.2
        if own_type:
            types = types | lists.types[last.text.lower()]
            value += 1.0

        # a dateline opens a paragraph
        opens = first.start == 0 or "\n" in self.text[max(0, first.start - 3) : first.start]
        if opens and last.text.isupper() and _DATELINE.match(self.text, last.end):
            value += 2.5

        # another kind of name
        previous_name = self.capital(i - 1, s) and self.tokens[i - 1].tag in ("NNP", "NNPS", "")
        next_name = self.capital(j + 1, s) and not _END_OF_NAME.match(self.token(j + 1))
        if before in lists.titles and self.tokens[i - 1].tag != "NN":
            value -= 4.0 if single else 1.0
        elif previous_name and before in lists.given_names and self._in(i - 1, s):
            value -= 3.0
        elif previous_name and not initial and not self.stands_before_places(i - 1, s):
            value -= 0.8 if big else 1.6
        if next_name:
            if after in lists.organisation_after:
                value -= 1.0 if ranked and ranked[0][0].type == "country" else 2.6
            elif (
                after not in lists.types
                and after not in lists.compass
                and self.tokens[j + 1].tag in ("NNP", "NNPS", "")
            ):
                if single and folded in lists.given_names:
                    value -= 3.0
                else:
                    value -= 0.4 if big else 1.4
        if single:
            if folded in self.people:
                value -= 3.0
            elif folded in lists.given_names and not big:
                value -= 1.2
            if folded in lists.common and not (ranked and ranked[0][1] > 6.5):
                value -= 2.0
            if last.tag and last.tag not in _PROPER and first.tag not in _PROPER and not big:
                value -= 1.5 if initial or folded in lists.common else 0.7
            if initial and not big and last.tag not in _PROPER:
                value -= 0.8
        if first.text.isupper() and len(first.text) > 1 and not big and not types:
            value -= 0.8
            if single and len(first.text) <= 5:
                value -= 1.0  # an abbreviation rather than a name in capitals
        return _Span(i, j, name, value, types=types, alone=not (previous_name or next_name))

    def stands_before_places(self, i: int, s: object) -> bool:
        """Say whether the capitalised word at `i` may stand before a place without being part of a longer name."""
        lists = (self.lists.types, self.lists.compass, self.lists.locative, self.lists.locative_weak)
        return self.is_demonym(i) or any(self.low(i, s) in some for some in lists)

    def is_demonym(self, i: int) -> bool:
        return self.gazetteer.demonym(self.token(i)) is not None or fold(self.token(i)) in self.lists.adjectives

    def strength(self, place: Place, weight: float) -> float:
        if weight < 0:
            return 0.3
        big = _BIG.get(place.type)
        direct = weight > place.prior - 0.6
        if big is not None:
            return big if direct else big - 0.4
        if place.id.startswith("dateline:"):
            return 1.6
        people = place.population
        value = (
            2.4
            if people >= 500_000
            else 1.9
            if people >= 100_000
            else 1.2
            if people >= 15_000
            else 0.8
            if people >= 2000
            else 0.5
        )
        return value if direct else value - 0.5

    def container(self, i: int, name: str) -> bool:
        return any(p.type in ("country", "state", "admin1") for p in self.gazetteer.lookup(name)[:3])

    def contained(self, name: str, k: int) -> bool:
        """Say whether the name that starts at token `k` is a country or division that holds a place of this name."""
        if self.abbreviation(k):
            return True
        for j in reversed(list(self.ends(k))):
            other = self.slice(k, j)
            outer = [p for p in self.gazetteer.lookup(other)[:3] if p.type in ("country", "state", "admin1", "region")]
            if outer:
                inner = self.gazetteer.lookup(name)
                return any(
                    o.country == p.country and (o.type != "state" or o.name == p.admin1) for o in outer for p in inner
                )
        return False

    def unknown(self, i: int, j: int) -> _Span | None:
        """Give a name that the gazetteer lacks where the text itself says that it is a place's."""
        s = self.tokens[i].sentence
        lists = self.lists
        token = self.tokens[i]
        while j > i and not self.tokens[j].text[:1].isupper():
            j -= 1
        if token.tag not in ("NNP", "NNPS", "") and self.token(i + 1) != "-":
            return None
        before, before2, after = self.low(i - 1, s), self.low(i - 2, s), self.low(j + 1, s)
        if before == "the":
            before, before2 = before2, self.low(i - 3, s)
        j = next((k - 1 for k in range(i + 1, j) if self.tokens[k].text.lower() == "and"), j)
        name = self.slice(i, j)
        last = self.tokens[j].text.lower()
        if self.capital(i - 1, s) and before not in lists.locative and before not in lists.compass | _BESIDE:
            return None
        types: frozenset[str] = frozenset()
        value = 0.0
        if before == "of" and before2 in lists.types and before2 not in ("state", "department", "area"):
            value, types = 2.0, lists.types[before2]
        elif (
            0 < j - i <= 3
            and "of" not in name.split()
            and last
            in (
                "county",
                "parish",
                "district",
                "province",
                "governorate",
                "oblast",
                "village",
                "valley",
                "island",
                "river",
            )
        ):
            value, types = 2.0, lists.types[last]
        elif after in (
            "district",
            "province",
            "governorate",
            "village",
            "neighbourhood",
            "neighborhood",
            "quarter",
            "suburb",
            "oblast",
            "subdistrict",
            "raion",
            "town",
        ):
            value, types = 1.8, lists.types[after]
        elif before == "of" and before2 in lists.compass:
            value = 1.7
        elif self.described(j, s):
            value = 1.8
        elif (
            token.tag in _PROPER
            and (before == "near" or token.text.lower() not in lists.given_names - {"abu"})
            and (
                before == "near"
                or before in _DONE_TO_PLACES
                or before in _BESIDE
                or before == "on"
                and before2 in _FALLING | _MADE_ON_PLACES
                or before == "of"
                and before2 in ("most", "much", "rest", "streets")
            )
        ) or (
            token.tag in _PROPER
            and before in ("from", "into", "towards", "toward", "to")
            and before2 in _MOVED
            and token.text.lower() not in lists.given_names - {"abu"}
        ):
            value = 1.2
        elif before in ("in", "at") and token.tag in _PROPER:
            value = 1.0
        if value == 0.0 or fold(name) in self.people or fold(name).split()[-1:] == ["war"]:
            return None
        edges = {token.text.lower(), last} - lists.types.keys() - (_CONNECTORS if j > i else set())
        if any(w in lists.titles for w in edges) or all(w in lists.common for w in edges):
            return None
        return _Span(i, j, name, value, known=False, types=types)

    def described(self, j: int, s: object) -> bool:
        """Say whether the words behind a name tell what it is: "Gang Dau Yang, a military camp on the road"."""
        if self.token(j + 1) != "," or self.low(j + 2, s) not in ("a", "an", "the", "another"):
            return False
        for k in range(j + 3, j + 7):
            word = self.low(k, s)
            if word in _DESCRIBING:
                return self.token(k + 1).isdigit() or self.low(k + 1, s) in (
                    "",
                    "of",
                    "in",
                    "on",
                    "near",
                    "at",
                    "outside",
                    "south",
                    "north",
                    "east",
                    "west",
                    "to",
                    "about",
                    "some",
                    "that",
                    "which",
                    "where",
                    ",",
                    ".",
                )
            if not word.isalpha() or word in ("of", "a", "an", "the", "and"):
                return False
        return False

    def again(self, names: dict[str, frozenset[str]], taken: Sequence[_Span]) -> Iterator[_Span]:
        """Give the other mentions of names that the text says are places' that the gazetteer lacks."""
        covered = {i for span in taken for i in range(span.first, span.last + 1)}
        firsts = {name.split()[0] for name in names}
        for i, token in enumerate(self.tokens):
            if token.text not in firsts or i in covered or self.capital(i - 1, token.sentence):
                continue
            for j in self.ends(i):
                name = self.slice(i, j)
                if name in names and not self.capital(j + 1, token.sentence) and j not in covered:
                    yield _Span(i, j, name, _ACCEPT, known=False, types=names[name])


def find_toponyms(
    text: str, tokens: Sequence[TokenLike], gazetteer: Gazetteer, *, demonyms: bool = False
) -> list[Toponym]:
    """Give the place names of a text in the order of the text, resolved where the gazetteer knows them.

    `tokens` are those of the whole text, in order; hyphens may be tokens of their own or not. With `demonyms`, words
    such as "Syrian" are given too; they count as context in any case.
    """
    reader = _Reader(text, tokens, gazetteer, words())
    reader.find_people()
    spans = list(reader.spans())
    sure = Counter(fold(s.name) for s in spans if s.evidence >= _SURE and s.kind == "place")
    kept: list[_Span] = []
    for span in spans:
        folded = fold(span.name)
        if span.known and sure[folded] and folded not in reader.people and span.evidence > -0.5:
            span.evidence += 1.3
        if not span.known and span.evidence < _ACCEPT:
            found = gazetteer.alike(span.name, _countries(spans, gazetteer))
            if found is not None:
                span.evidence += 1.0
        if span.evidence >= _ACCEPT:
            kept.append(span)
    kept = _with_other_mentions(spans, kept, reader)
    told = {s.name: s.types for s in kept if not s.known and s.kind == "place"}
    if told:
        kept = sorted([*kept, *reader.again(told, kept)], key=lambda span: span.first)
    named = [_named(span, reader) for span in kept]
    _containers(kept, named, reader)
    resolve(named, gazetteer)
    return [
        Toponym(n.start, n.end, text[n.start : n.end], n.place, span.kind)
        for span, n in zip(kept, named, strict=True)
        if demonyms or span.kind == "place"
    ]


def _with_other_mentions(spans: Sequence[_Span], kept: list[_Span], reader: _Reader) -> list[_Span]:
    """Keep what is nearly taken for a place where the text takes the same name for one elsewhere."""
    taken = {fold(s.name) for s in kept if s.known and s.kind == "place"} - reader.people - reader.lists.common
    more = [
        s
        for s in spans
        if s.known and s.kind == "place" and s.alone and _NEARLY <= s.evidence < _ACCEPT and fold(s.name) in taken
    ]
    return sorted([*kept, *more], key=lambda span: span.first) if more else kept


def _countries(spans: Sequence[_Span], gazetteer: Gazetteer) -> frozenset[str]:
    found: set[str] = set()
    for span in spans:
        if span.kind == "demonym":
            found.add(gazetteer.demonym(span.name) or "")
        elif span.evidence >= _SURE:
            best = gazetteer.ranked(span.name)
            if best and best[0][1] > 5.5:
                found.add(best[0][0].country)
    return frozenset(found - {""})


def _named(span: _Span, reader: _Reader) -> Named:
    place = span.place
    if span.kind == "demonym":
        iso = reader.gazetteer.demonym(span.name)
        region = reader.lists.adjectives.get(fold(span.name))
        if iso:
            place = reader.gazetteer.country(iso)
        elif region:
            place = next(iter(reader.gazetteer.lookup(region)), None)
    return Named(
        start=reader.tokens[span.first].start,
        end=reader.tokens[span.last].end,
        name=span.name,
        types=span.types,
        place=place,
        fixed=place is not None,
        demonym=span.kind == "demonym",
    )


def _containers(spans: Sequence[_Span], named: Sequence[Named], reader: _Reader) -> None:
    """Note which name the text puts inside which: "Karama, Nineveh", "a village in the east of Anbar"."""
    for (a, x), (b, y) in zip(zip(spans, named, strict=True), list(zip(spans, named, strict=True))[1:], strict=False):
        if a.kind == "place" and b.kind == "place" and y.start - x.end < 60:
            gap = reader.text[x.end : y.start]
            if _BETWEEN.fullmatch(gap):
                x.inside = y
