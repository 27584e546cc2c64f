"""Which place a claim of control speaks of, and which places lie in it."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.gazetteer.folding import bare, fold, skeleton
from dateline.gazetteer.index import Gazetteer
from dateline.gazetteer.place import Place as Known
from dateline.gazetteer.place import contains, distance_km
from dateline.library.records import StoredClaim
from dateline.model import Place
from dateline.weighing.context import other_names
from dateline.weighing.country import common_country
from dateline.weighing.words import words

# Two readings of one name within so many kilometres are one place.
_SAME_KM = 30.0
_FURTHER = frozenset({"in", "near", "outside", "on"})
# "The port", after a port was named, is that port.
_SITES = frozenset({"base", "crossing", "garrison", "junction", "outpost", "port"})
_PART_OF = re.compile(
    r"\b(?:area|block|borough|centre|center|district|neighbou?rhood|quarter|streets?|suburb)s?\s+(?:of|in)\s+(.+)$",
    re.I,
)
_ARTICLE = re.compile(r"[a-z]{2,3}[-\s’'][A-Z0-9]|\d")
_WIDE = frozenset({"admin1", "admin2", "state", "region", "country", "continent"})
_CITIES = frozenset({"city", "capital", "town"})
# What may be a part of a town; a village beside it is not.
_PARTS = frozenset({"neighbourhood", "site", "base", "airport", "bridge", "camp", "crossing"})


@dataclass(slots=True)
class Where:
    """A place that claims speak of: its names as reports write them, and what the gazetteer knows of it."""

    key: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision_km: float | None = None
    names: set[str] = field(default_factory=set)

    @property
    def known(self) -> Known | None:
        """The place in the gazetteer that dateline ships, if it is there; else what its claims say of it."""
        return _known(self.key, self.name, self.lat, self.lon, self.country, self.precision_km)


@lru_cache(maxsize=8192)
def _known(
    key: str, name: str, lat: float | None, lon: float | None, country: str | None, precision_km: float | None
) -> Known | None:
    if lat is None or lon is None:
        return None
    found = next((place for place in Gazetteer.builtin().lookup(name) if place.id == key), None)
    return found or Known(key, name, lat, lon, country or "", "", precision_km=precision_km or 5.0)


class Places:
    """The places of a library's claims of control; `of` says which is meant by a claim."""

    def __init__(self, told: Sequence[StoredClaim]) -> None:
        self.all: dict[str, Where] = {}
        self._by_name: dict[str, list[Where]] = defaultdict(list)
        self._written_in: dict[str, set[str]] = defaultdict(set)
        self._of: dict[str, tuple[str, bool]] = {}
        self._related: tuple[dict[str, list[Where]], dict[str, list[Where]]] | None = None
        by_document: dict[str, list[StoredClaim]] = defaultdict(list)
        names: dict[str, Counter[str]] = defaultdict(Counter)
        self._home = common_country(told)
        for stored in sorted(told, key=lambda s: s.id):
            by_document[stored.document.id].append(stored)
            if (place := stored.claim.place) is not None and self._resolved(place):
                self._add(self._id(place), place, names, called=other_names(place, stored.sentence))
        for stored in sorted(told, key=lambda s: s.id):
            place = stored.claim.place
            if place is not None and not self._resolved(place) and (core := self._core(place)):
                called = other_names(place, stored.sentence)
                same = next(filter(None, (self._named(name, place) for name in (core, *called))), None)
                self._add(same.key if same else f"name:{bare(fold(core))}", place, names, core, called=called)
        for key, where in self.all.items():
            if names[key]:
                where.name = min(names[key], key=lambda n: (-names[key][n], n))
        for claims in by_document.values():
            self._read(sorted(claims, key=lambda s: (s.claim.trigger.start, s.id)))

    def _resolved(self, place: Place) -> bool:
        """Is the place on the map, and not by a namesake abroad: of a library that tells of one country a place elsewhere
        that is not near any of its own and is not called as the report writes it?"""
        if not place.id:
            return False
        if self._home is None or place.country in (self._home, None) or place.lat is None or place.lon is None:
            return True
        return bool({*fold(place.name).split()} & {*fold(place.text).split()})

    def _core(self, place: Place) -> str:
        """The name of a place that is not on the map: as the report writes it, where it was taken for a namesake abroad."""
        return _core(place.model_copy(update={"name": place.text}) if place.id else place)

    def _id(self, place: Place) -> str:
        """The key of a resolved place: that of another of the same name close by, where two lists have it."""
        assert place.id is not None
        if place.id in self.all:
            return place.id
        point = _known(place.id, place.name, place.lat, place.lon, place.country, place.precision_km)
        for where in self.all.values():
            alike = skeleton(fold(place.name)) and skeleton(fold(where.name)) == skeleton(fold(place.name))
            if alike and point and where.known and distance_km(point, where.known) <= _SAME_KM:
                return where.key
        return place.id

    def _add(
        self,
        key: str,
        place: Place,
        names: dict[str, Counter[str]],
        core: str | None = None,
        *,
        called: Sequence[str] = (),
    ) -> None:
        where = self.all.get(key)
        if where is None:
            where = Where(key, core or place.name, place.lat, place.lon, place.country, place.precision_km)
            self.all[key] = where
        names[key][core or place.name] += 1
        if (written := _PART_OF.search(place.text)) and (
            outer := _core(place.model_copy(update={"text": written[1], "name": written[1]}))
        ):
            self._written_in[key].add(bare(fold(outer)))
        for name in {place.name, place.text, core or place.name, *called}:
            folded = bare(fold(name))
            if folded not in where.names:
                where.names.add(folded)
                self._by_name[folded].append(where)

    def _named(self, name: str, place: Place) -> Where | None:
        found = self._by_name.get(bare(fold(name)), [])
        if place.lat is not None and place.lon is not None:
            point = Known("", "", place.lat, place.lon, "", "")
            found = [w for w in found if w.known is None or distance_km(point, w.known) <= _SAME_KM]
        return found[0] if len(found) == 1 else None

    def _read(self, claims: list[StoredClaim]) -> None:
        """Give each claim of a report its place; "the centre of the town" is in the place named last before."""
        last: str | None = None
        for stored in claims:
            place = stored.claim.place
            if place is None:
                continue
            partial = _is_part(place, stored.sentence)
            if self._resolved(place):
                last = self._id(place)
            elif core := self._core(place):
                same = self._named(core, place)
                last = same.key if same else f"name:{bare(fold(core))}"
            elif not _points(place):
                continue
            if last:
                self._of[stored.id] = last, partial

    def of(self, stored: StoredClaim) -> tuple[Where, bool] | None:
        """(the place of a claim, whether the claim is of a part of it), or None where it tells none."""
        found = self._of.get(stored.id)
        return (self.all[found[0]], found[1]) if found and found[0] in self.all else None

    def asked(self, name: str) -> Where | None:
        """The place of a name that a person gives, as the gazetteer or any report writes it."""
        folded = bare(fold(name))
        found = self._by_name.get(folded) or [
            where
            for where in self.all.values()
            if skeleton(fold(name)) and skeleton(fold(where.name)) == skeleton(fold(name))
        ]
        if not found:
            # "Kilo 16" is the "Kilo 16 junction", where no other place is called so.
            asked = {*folded.split()}
            longer = [w for w in self.all.values() if any(asked <= {*name.split()[: len(asked)]} for name in w.names)]
            found = longer if len(longer) == 1 and asked else []
        if found:
            return min(found, key=lambda w: (bare(fold(w.name)) != folded, w.lat is None, w.key))
        near = [where.known for where in self.all.values() if where.known is not None]
        best = Gazetteer.builtin().best(name, near=near, countries={p.country for p in near if p.country})
        if best is None:
            return None
        return self.all.get(best.id) or Where(
            best.id, best.name, best.lat, best.lon, best.country, best.precision_km, {folded}
        )

    def around(self, inner: Where) -> list[Where]:
        """The places of which the inner one is a part: the city of a district, the province of a city."""
        if inner.key not in self.all:
            return [outer for outer in self.all.values() if _lies_in(inner, outer)]
        return self._relations()[0].get(inner.key, [])

    def parts(self, outer: Where) -> list[Where]:
        """The districts and sites of a town; not the towns of a province."""
        return self._relations()[1].get(outer.key, [])

    def _relations(self) -> tuple[dict[str, list[Where]], dict[str, list[Where]]]:
        """(what each place lies in, what parts each town has), worked out once; towns are sought in cells of a degree."""
        if self._related is None:
            wide = [w for w in self.all.values() if w.known is not None and w.known.type in _WIDE]
            towns: dict[tuple[int, int], list[Where]] = defaultdict(list)
            for where in self.all.values():
                if where.known is not None and where.known.type in _CITIES:
                    towns[round(where.known.lat), round(where.known.lon)].append(where)
            around: dict[str, list[Where]] = {}
            parts: dict[str, list[Where]] = defaultdict(list)
            for where in self.all.values():
                place = where.known
                if place is None:
                    around[where.key] = self._as_written(where)
                    continue
                lat, lon = round(place.lat), round(place.lon)
                near = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in towns.get((lat + i, lon + j), ())]
                around[where.key] = [outer for outer in (*wide, *near) if _lies_in(where, outer)]
                for outer in around[where.key]:
                    if outer.known is not None and outer.known.type in _CITIES:
                        parts[outer.key].append(where)
            self._related = around, parts
        return self._related

    def _as_written(self, where: Where) -> list[Where]:
        """The towns of which reports call a place a part that is on no map: "the Karama neighbourhood of Karsa"."""
        found = [outer for name in sorted(self._written_in.get(where.key, ())) for outer in self._by_name.get(name, ())]
        return [outer for outer in found if outer.known is not None and outer.known.type in _CITIES]


def _lies_in(inner: Where, outer: Where) -> bool:
    small, large = inner.known, outer.known
    if inner.key == outer.key or small is None or large is None or large.type == "country":
        return False
    if large.type in _WIDE:
        return small.type not in _WIDE and contains(large, small)
    return large.type in _CITIES and small.type in _PARTS and contains(large, small)


def _core(place: Place) -> str:
    """The name in a phrase: "Karama" of "most of the Karama district"; "" of "the centre of the town"."""
    kept: list[str] = []
    for word in place.text.split():
        if kept and word in _FURTHER:
            break  # "the port of Karsa in northern Iraq"
        if _is_name(word) and word.casefold().strip(",.'’") not in words("place_words"):
            kept.append(word)
    text = " ".join(kept)
    if place.lat is not None and bare(fold(place.name)) in bare(fold(text)) or not _is_name(place.name):
        return text
    first, _, rest = place.name.partition(" ")
    name = rest if rest and first.casefold() in words("place_words") else place.name
    if (stem := name.rpartition(" ")) and stem[0] and stem[2] in words("heights"):
        name = stem[0]
    called = {*fold(place.text).split()} & (words("place_words") - {"of", "the"} | _SITES)
    return name if text or (called and not place.id) else ""


def _is_name(word: str) -> bool:
    """Has it a capital, after its article where it has one: "al-Karama"?"""
    return word[:1].isupper() or bool(_ARTICLE.match(word))


def _points(place: Place) -> bool:
    """Is it "the town", "its centre", and not a house or a street?"""
    low = {word.strip(",.") for word in place.text.casefold().split()}
    return bool(low & (words("place_words") - {"of", "the"} | words("parts") | {"it", "there"}))


def _is_part(place: Place, sentence: str) -> bool:
    """Does a claim speak of a part of its place: "most of", "the centre of"?"""
    # "Masisi Centre" is a name
    low = {word.strip(",.") for word in place.text.split()[1:] if word.islower()} | {place.text.split()[0].casefold()}
    if low & words("parts"):
        return True
    before = [word.strip(",.") for word in sentence.partition(place.text)[0].casefold().split()[-5:]]
    return any(word in words("parts") and after in ("of", "in") for word, after in itertools.pairwise(before))
