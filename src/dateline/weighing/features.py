"""A telling as a row of a table: what the comparisons look at, and the keys by which two tellings are looked at together.

Invariant: a row depends on its report alone, never on what else a library holds, so that reports added one by one are
scored as they would be all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import cos, floor, radians, sin
from typing import Any

from dateline.gazetteer.folding import fold, skeleton
from dateline.lexicon.nouns import load_nouns
from dateline.model import Claim, Counted, Kind, Mention, Place
from dateline.weighing.alike import head_noun, heads, is_way, same_thing, sides, singular, sort_of
from dateline.weighing.context import Told, other_names, place_key, plain_name, said
from dateline.weighing.weights import families, words
from dateline.weighing.within import Telling, is_kept, is_loss, is_repelled, to_come

_EARTH_KM = 6371.0
# Places up to so wide are points on the map; up to so wide, towns; beyond, areas.
POINT_KM, TOWN_KM, AREA_KM = 6.0, 15.0, 30.0
_CELL_KM = 20.0
_KM_A_DEGREE = 111.2
# Spans of up to so many days are looked at day by day, longer ones month by month.
_NARROW_DAYS = 6
# Where the day is not told it may be off by so many.
_UNSURE_DAYS = 2
_MOST_MONTHS = 24
# A figure from here on is telling enough to be looked at together with others of no known place.
_TELLING_FIGURE = 3
_STEM = 5
# A loss is owned to within so many days.
_ADMITTED = timedelta(days=7)
# A sentence of so many characters is not said twice by chance.
_LONG = 40
_WORD = re.compile(r"[a-z]{3,}")
_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*")
_MEANS = frozenset(("aircraft", "artillery", "rocket", "missile", "bomb", "gunshot", "weapon"))
_SITE_CLASSES = frozenset(("building", "post", "route"))


def row(telling: Telling) -> dict[str, Any]:
    """The telling as a row; see `SCHEMA` of pairs.py for its fields."""
    main = telling.acts or telling.members
    claims = [t.stored.claim for t in telling.members]
    acts = sorted({str(t.kind) for t in telling.acts})
    kinds = sorted({str(c.kind) for c in claims})
    place = _place(main)
    first, last = _days(main)
    names = _names(telling)
    known = families()
    agents = [m for t in main for m in _doers(t) if not _is_ours(m)]
    # Those who fell in a battle for a place are of either side; whoever was hit by a strike says which strike it was.
    hit = telling.acts if any(t.kind in known.one_holder for t in telling.acts) else telling.members
    targets = [m for t in hit for m in _sufferers(t)]
    figures = sorted({(str(k.of), k.low, k.high if k.high is not None else -1) for c in claims for k in c.counts})
    wide = first is not None and last is not None and (last - first).days > _NARROW_DAYS
    fields: dict[str, Any] = {
        "id": telling.id,
        "document": telling.document,
        "acts": acts,
        "kinds": kinds,
        "alike": sorted({str(k) for t in telling.acts for k in _alike(t)}),
        "denies": sorted({str(k) for t in telling.acts for k in _denies(t)}),
        "once": any(t.kind in known.once for t in telling.acts),
        "harmful": any(t.kind in known.fighting | known.control for t in telling.acts),
        "one_holder": any(t.kind in known.one_holder for t in telling.acts),
        "wide": wide,
        **where_and_when(telling),
        "spoken": sorted(
            {_by_sound(word) for name in _named_where(main) | (set() if place else names) for word in name.split()}
        ),
        **_actor_fields("agent", agents),
        **_actor_fields("target", [m for m in targets if not _is_site(m)]),
        "sites": sorted(_sites(main, place)),
        "counted": sorted({of for of, _, _ in figures}),
        "figures": [f"{of} {low} {high}" for of, low, high in figures],
        "telling_figures": [f"{of} {low} {high}" for of, low, high in figures if low >= _TELLING_FIGURE],
        **_range("killed", claims, Counted.KILLED),
        **_range("injured", claims, Counted.INJURED),
        "words": sorted(_stems(telling, place)),
        "sentences": sorted({s for t in telling.members if len(s := fold(t.stored.sentence)) >= _LONG}),
        "denied": any(t.stored.claim.negated for t in telling.acts),
        "planned": bool(main) and to_come(main[0]),
    }
    comment = telling.members[0].comment
    fields["keys"] = [] if comment else sorted(set(_keys(telling, fields, names, place, first, last)))
    return fields


def where_and_when(telling: Telling) -> dict[str, Any]:
    """The fields of the row that tell where and when it was, and whether it lasts."""
    main = telling.acts or telling.members
    first, last = _days(main)
    return {
        "first": first.toordinal() if first else None,
        "last": last.toordinal() if last else None,
        "own_time": any(t.own_time for t in main),
        "own_place": any(t.own_place for t in main),
        "lasting": bool(telling.acts) and all(t.kind in families().states for t in telling.acts),
        **_place_fields(_place(main), [t.stored.sentence for t in main]),
    }


def _place(main: list[Told]) -> Place | None:
    """The place that an act is given by name, else the one that it is meant to have."""
    return next((t.place for t in main if t.place and t.own_place), next((t.place for t in main if t.place), None))


def _days(main: list[Told]) -> tuple[date | None, date | None]:
    """The narrowest days that an act is given by itself, else those that it is meant to have."""
    dated = [t for t in main if t.own_time]
    if not dated and all(is_loss(t) for t in main) and (published := main[0].stored.document.published):
        return published - _ADMITTED, published  # what is admitted may have happened days ago
    dated = dated or [t for t in main if t.first]
    spans = [(t.first, t.last) for t in dated if t.first and t.last]
    return min(spans, key=lambda s: (s[1] - s[0], s[0])) if spans else (None, None)


def _alike(told: Told) -> frozenset[Kind]:
    """The kinds by which other reports may tell of the act; the loss of a place is its taking, told by the other side."""
    known = families().alike[told.kind]
    if is_loss(told) or is_kept(told):
        return known | {Kind.CAPTURE}
    return known | {Kind.CAPTURE, Kind.ADVANCE} if is_repelled(told) else known


def _denies(told: Told) -> frozenset[Kind]:
    """The kinds of claims that it speaks against: "still holds the village" says that it was not taken."""
    if told.stored.claim.negated:
        return families().alike[told.kind] | {told.kind}
    if is_repelled(told):
        return frozenset((Kind.CAPTURE, Kind.ADVANCE))
    return frozenset((Kind.CAPTURE,)) if is_kept(told) else frozenset()


def _doers(told: Told) -> tuple[Mention, ...]:
    claim = told.stored.claim
    # The parties to a fight are told in either order; those who lose a place did not take it.
    if claim.kind is Kind.CLASH:
        return (*claim.agents, *claim.targets)
    return () if is_loss(told) else claim.agents


def _is_ours(mention: Mention) -> bool:
    """Is it "our forces", "his men": whose they are is told elsewhere?"""
    return mention.id is None and mention.text.lower().split()[0] in words("whose")


def _sufferers(told: Told) -> tuple[Mention, ...]:
    claim = told.stored.claim
    if claim.kind is Kind.CLASH:
        return ()
    # What is shelled may be the place itself.
    at = told.place
    return tuple(m for m in claim.targets if at is None or m.end <= at.start or at.end <= m.start)


def _place_fields(place: Place | None, sentences: Iterable[str]) -> dict[str, Any]:
    name = plain_name(place.name) if place else ""
    located = place is not None and place.lat is not None and place.lon is not None
    return {
        "place": place_key(place) or None,
        "place_names": _called(place, sentences) if place else [],
        "said": plain_name(said(place)) if place and place.id and any(map(str.isupper, said(place))) else None,
        "way": place is not None and is_way(place),
        "place_words": sorted({_by_sound(word) for word in name.split()}) or None,
        "said_words": sorted({_by_sound(word) for word in plain_name(said(place)).split()}) if place else None,
        "at": _on_globe(place.lat, place.lon) if located and place else None,  # type: ignore[arg-type]
        "width": (place.precision_km or POINT_KM) if located and place else None,
    }


def _called(place: Place, sentences: Iterable[str]) -> list[str]:
    """The names of a place, the gazetteer's and the text's, by their consonants where transliterations differ in the rest."""
    names = [place.name]
    if place.id is not None and not words("joiners").intersection(fold(said(place)).split()):
        names.append(said(place))
    names += [name for sentence in sentences for name in other_names(place, sentence)]
    plain = [plain_name(name) for name in names if any(letter.isupper() for letter in name)]
    return sorted({skeleton(name) or name for name in plain})


def _by_sound(word: str) -> str:
    """A word of a name by its consonants, itself where these are too few to tell it."""
    return skeleton(word) or word


def _on_globe(lat: float, lon: float) -> list[float]:
    """The point in kilometres from the middle of the Earth: chords are as good as arcs between places that are close."""
    p, q = radians(lat), radians(lon)
    return [round(_EARTH_KM * x, 3) for x in (cos(p) * cos(q), cos(p) * sin(q), sin(p))]


def _actor_fields(role: str, mentions: Iterable[Mention]) -> dict[str, Any]:
    given = [m for m in mentions if not _is_means(m)]
    return {
        f"{role}s": sorted(heads(given)),
        f"{role}_sides": sorted(sides(given)),
        f"{role}_sorts": sorted({sort for m in given if (sort := sort_of(m))}),
        # A general word ("militants", "civilians") can mean those of any name.
        f"{role}_general": bool(given) and not any(m.id for m in given),
    }


def _range(name: str, claims: list[Claim], of: Counted) -> dict[str, int | None]:
    figures = [k for c in claims for k in c.counts if k.of is of]
    if not figures:
        return {f"{name}_low": None, f"{name}_high": None}
    open_ended = any(k.high is None for k in figures)
    return {
        f"{name}_low": min(k.low for k in figures),
        f"{name}_high": None if open_ended else max(k.high for k in figures if k.high is not None),
    }


def _is_means(mention: Mention) -> bool:
    """Is it what the act was done with, a jet or a missile, which any side has?"""
    return mention.id is None and bool(load_nouns().classes.get(head_noun(mention.name), frozenset()) & _MEANS)


def _is_site(mention: Mention) -> bool:
    classes = load_nouns().classes.get(head_noun(mention.name), frozenset())
    return mention.id is None and bool(classes & _SITE_CLASSES) and sort_of(mention) is None


def _sites(main: list[Told], place: Place | None) -> set[str]:
    """The sorts of sites that an act is told to have hit, a market, a checkpoint; else those that its sentences name."""
    aimed_at = [m.name for t in main for m in t.stored.claim.targets if _is_site(m)]
    aimed_at += [t.stored.claim.place.name for t in main if t.stored.claim.place and t.stored.claim.place.id is None]
    given = {site for name in aimed_at for site in _sites_in(name, place)}
    return given or {site for t in main for site in _sites_in(_without_sources(t), place)}


def _without_sources(told: Told) -> str:
    text = told.stored.sentence
    for source in told.stored.claim.said_by:
        text = text.replace(source.text, " ")
    return text


def _sites_in(text: str, place: Place | None) -> Iterator[str]:
    known, named = load_nouns().classes, set(fold(place.name).split()) if place else set()
    spoken = fold(text).split()
    for i, word in enumerate(spoken):
        noun = same_thing(singular(word))
        if noun not in known or noun in named or noun in words("vague_sites"):
            continue
        if known[noun] & _SITE_CLASSES and "to" not in spoken[i + 1 : i + 2]:  # "from house to house"
            yield noun


def _names(telling: Telling) -> set[str]:
    """The runs of words with a capital in its sentences, folded; those of the title too where no claim gives a place."""
    sentences = dict.fromkeys(t.stored.sentence for t in telling.members)
    if not any(t.place for t in telling.members):
        sentences[telling.members[0].stored.document.title or ""] = None
    return {
        fold(run) for sentence in sentences for run in _CAPITALS.findall(sentence) if fold(run) not in words("empty")
    }


def _named_where(main: list[Told]) -> set[str]:
    """The names in the sentences of the act that may tell where it was: not "near Orlan", nor who did it."""
    found = set()
    for told in main:
        claim = told.stored.claim
        people = {fold(m.text) for m in (*claim.agents, *claim.targets) if m.id is not None}
        for match in _CAPITALS.finditer(told.stored.sentence):
            name, before = fold(match.group()), fold(told.stored.sentence[: match.start()]).split()[-2:]
            if name not in words("empty") and not words("beside").intersection(before) and name not in people:
                found.add(name)
    return found


def _stems(telling: Telling, place: Place | None) -> set[str]:
    """The beginnings of the words that its sentences are made of, empty words aside.

    So are the words for the act, its agents and its place: other comparisons look at these.
    """
    told = [place.text, place.name] if place else []
    for claim in (t.stored.claim for t in telling.members):
        told += [claim.trigger.text, *(m.text for m in claim.agents)]
    empty = words("empty").union(fold(" ".join(told)).split())
    sentences = dict.fromkeys(t.stored.sentence for t in telling.members)
    return {word[:_STEM] for sentence in sentences for word in _WORD.findall(fold(sentence)) if word not in empty}


def _keys(
    telling: Telling,
    fields: dict[str, Any],
    names: set[str],
    place: Place | None,
    first: date | None,
    last: date | None,
) -> Iterator[str]:
    """What another telling must share one of to be looked at together with this one: where, when and what sort of thing."""
    if first is None or last is None:
        return
    groups = {family for t in telling.members for family in families().families[t.kind]}
    if not telling.acts or fields["harmful"]:
        groups.add("violence")
    where = list(_where(fields, place))
    if place is not None and (fields["width"] or 0) > AREA_KM:
        details = (*fields["telling_figures"], *fields["agents"], *fields["sites"])
        where = [f"{place_key(place)} {detail}" for detail in details]
    if place is None:
        where += [skeleton(name) or name for name in names]
        where += [f"?{detail}" for detail in fields["agents"]]
    # The names in its sentences may be where it was; what it shares may be a figure, or the sort of site.
    loose = [*fields["spoken"], *(fields["place_words"] or ())]
    loose += [f"?{detail}" for detail in (*fields["telling_figures"], *fields["sites"])]
    wide, after = bool(fields["wide"]), 1 if fields["own_time"] else _UNSURE_DAYS
    days, months = list(_days_of(first, last, wide, after)), list(_months_of(first, last))
    for group in groups:
        for spot in where:
            yield from (f"{when}|{group}|{spot}" for when in (*days, *months))
        for spot in loose:
            yield from (f"{when}|{group}|{spot}" for when in (months if wide else days))


def _where(fields: dict[str, Any], place: Place | None) -> Iterator[str]:
    if place is None:
        return
    yield from fields["place_names"]
    if place.lat is None:
        # "the Orlan market", on no map, may be told of as Orlan
        parts = fields["place_words"] or []
        yield from (skeleton(part) or part for part in parts if singular(part) not in load_nouns().classes)
    if place.lat is not None and place.lon is not None:
        yield from _cells(place.lat, place.lon, min(fields["width"], AREA_KM))


def _cells(lat: float, lon: float, width: float) -> set[str]:
    """The cells of a grid of about 20 km that a place touches."""
    step = _CELL_KM / _KM_A_DEGREE
    across = step / max(0.1, cos(radians(round(lat))))
    reach = min(width, _CELL_KM / 2) / _CELL_KM
    rows = {floor(lat / step - reach), floor(lat / step + reach)}
    return {f"{r}:{c}" for r in rows for c in {floor(lon / across - reach), floor(lon / across + reach)}}


def _days_of(first: date, last: date, wide: bool, after: int) -> Iterator[str]:
    """The days of a short span and so many after it, so that neighbouring days meet; none of a long one."""
    if not wide:
        yield from (f"d{day}" for day in range(first.toordinal(), last.toordinal() + 1 + after))


def _months_of(first: date, last: date) -> Iterator[str]:
    """The months of a span, so that long spans meet others."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    yield from (f"m{month}" for month in (months if len(months) <= _MOST_MONTHS else (months[0], months[-1])))
