"""Questions about two places, two spans of days or two lists of actors that the rules within a report ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from geographiclib.geodesic import Geodesic

from dateline.gazetteer.folding import fold
from dateline.lexicon.actors import STATE_KINDS
from dateline.lexicon.nouns import ARMED_KINDS, load_nouns
from dateline.lexicon.wordlists import word_list
from dateline.model import Mention, Place
from dateline.weighing.context import plain_name
from dateline.weighing.weights import groups, words

# One place can hold another where it is so many times as wide.
_WIDER = 2.5
_DEFAULT_KM = 5.0


def distance_km(a: Place, b: Place) -> float | None:
    """The distance of two places in kilometres on the WGS 84 ellipsoid, None where one is on no map."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return float(Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon, Geodesic.DISTANCE)["s12"]) / 1000


def one_place(a: Place | None, b: Place | None) -> bool:
    """Can the two be one place, or one within the other? Yes where either is not known."""
    if a is None or b is None:
        return True
    if a.id is not None and a.id == b.id or plain_name(a.name) == plain_name(b.name):
        return True
    apart = distance_km(a, b)
    if apart is None:
        # "the Orlan market", which is on no map, is in Orlan; the Orlan road is not.
        names = [set(plain_name(place.name).split()) for place in (a, b)]
        return (names[0] <= names[1] or names[1] <= names[0]) and not (is_way(a) or is_way(b))
    small, wide = sorted((a.precision_km or _DEFAULT_KM, b.precision_km or _DEFAULT_KM))
    return apart < 0.2 or (wide >= _WIDER * small and apart <= wide + small)


def is_way(place: Place) -> bool:
    """Is it a road, which touches more places than one?"""
    last = fold(place.name).split()[-1:]
    return bool(last) and "route" in load_nouns().classes.get(singular(last[0]), ())


def share_days(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    """Do two spans of days overlap? Yes where one is not known."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return True
    return a[0] <= b[1] and b[0] <= a[1]


def heads(mentions: Iterable[Mention]) -> frozenset[str]:
    """What the mentions are known by: the ids of known actors, the noun of what else is named.

    Words that could mean anybody ("men", "people"), figures alone and "the town" are left out.
    """
    return frozenset(head for head in (m.id or head_noun(m.name) for m in mentions) if head)


@lru_cache(maxsize=65536)
def head_noun(name: str) -> str:
    """The noun that says what a phrase is about, in its dictionary form: "fighter" of "two of our fighters"; "" where none does."""
    parts = fold(name).split(" of ")
    if len(parts) > 1 and _says_how_many(parts[0].split()[-1]):
        parts = parts[1:]
    phrase = parts[0]
    for word in (" in ", " at ", " near ", " from ", " on ", " with ", " who ", " that "):
        phrase = phrase.split(word)[0]
    noun = phrase.split()[-1] if phrase.split() else ""
    if _says_how_many(noun) or noun in words("anyone") or singular(noun) in word_list("place_classifiers"):
        return ""
    return same_thing(singular(noun))


def _says_how_many(word: str) -> bool:
    return word.isdigit() or word in words("numbers") or word in word_list("quantity_pronouns")


@lru_cache(maxsize=65536)
def same_thing(noun: str) -> str:
    """The first of the words that reports use for one thing: "house" for "apartment"; the noun itself where there is none."""
    return next((group[0] for group in groups("same_things") if noun in group), noun)


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The dictionary form of a noun that the lexicon knows, the word itself where it knows none."""
    nouns = load_nouns()
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    if word in nouns.actors:
        return nouns.actors[word].lemma.lower()
    known = (nouns.actors, nouns.classes, *groups("same_things"))
    return next((form for form in forms if any(form in each for each in known)), word)


def sides(mentions: Iterable[Mention]) -> frozenset[str]:
    """The sides of the mentions that have one."""
    return frozenset(m.side for m in mentions if m.side)


def sort_of(mention: Mention) -> str | None:
    """ "state", "irregular" or "unarmed" for people and bodies, None for a thing and for whoever is not known."""
    noun = load_nouns().actors.get(head_noun(mention.name))
    # "The River Brigade" is what it is known as, whatever a brigade mostly is.
    kind = mention.kind if mention.id is not None or noun is None else noun.kind
    if kind is None:
        return None
    if kind in STATE_KINDS or kind in ("coalition", "peacekeepers"):
        return "state"
    return "irregular" if kind in ARMED_KINDS or mention.id is None and noun is not None and noun.armed else "unarmed"
