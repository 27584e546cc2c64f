"""In whose voice is a report told: the agency that it credits, else its outlet."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.gazetteer.folding import fold
from dateline.lexicon.actors import Actor, ActorIndex
from dateline.lexicon.files import load_yaml
from dateline.model import PassageKind
from dateline.reading.passages import find_passages
from dateline.weighing.words import words

_IN_DATELINE = re.compile(r"\(([^()]{2,60})\)")
_SOURCE_LINE = re.compile(r"(?:source|sources|©|copyright)\s*:?\s*(?:\d{4}\s+)?(?:by\s+)?(.{2,60}?)[\])\s.]*$", re.I)
_LAST_WORDS = re.compile(r"(?:\(|[-–—]\s?)([A-Z][\w. /-]{1,40}?)\)?\s*$")
_DATE = re.compile(r"\d")


@cache
def actors() -> ActorIndex:
    """The actors that dateline knows, by name."""
    return ActorIndex.load()


@cache
def _demonyms() -> dict[str, str]:
    return {row["iso"]: row["demonyms"][0] for row in load_yaml("demonyms.yaml") if row.get("demonyms")}


@cache
def _countries() -> dict[str, str]:
    rows = load_yaml("demonyms.yaml")
    return {fold(name): row["iso"] for row in rows for name in (row["name"], *row.get("aliases", ()))}


def country_called(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country of that name."""
    return _countries().get(fold(name)) or _countries().get(fold(name).removeprefix("the "))


def with_country(text: str, name: str) -> str:
    """A source's name with the country that its words give it: "Turkey's Defence Ministry", where `name` lacks it."""
    owner, _, rest = text.replace("’", "'").partition("'s ")
    is_its = rest.endswith(name) and country_called(owner) is not None
    return f"{owner}'s {name}" if is_its else name


def people_of(country: str) -> str | None:
    """What the people of a country are called, by its ISO 3166-1 alpha-2 code: "Iraqi"."""
    return _demonyms().get(country)


@lru_cache(maxsize=65536)
def known(name: str, country: str | None = None) -> Actor | None:
    """The actor that a name means; in a country "Interior Ministry" and "army" mean the country's own."""
    index = actors()
    places = [country] if country else []
    found = index.resolve(name, places)
    if found is None and country in _demonyms():
        found = index.resolve(f"{_demonyms()[country]} {name}", places)
    return found


def media(name: str) -> Actor | None:
    """The news organisation of that name."""
    found = actors().resolve(name)
    return found if found is not None and found.kind == "media" else None


@lru_cache(maxsize=16384)
def is_press(name: str) -> bool:
    """Does an outlet of that name report what others know? A ministry, a relief body, a monitor tell what they know."""
    if media(name):
        return True
    return known(name) is None and not {*fold(name).split()} & words("knowing_bodies")


def outlet_key(name: str) -> str:
    """What is the same for two spellings of one outlet's name."""
    actor = media(name)
    return actor.id if actor else fold(name).removeprefix("the ")


def same_outlet(a: str | None, b: str | None) -> bool:
    """Do the two names mean one outlet?"""
    return bool(a and b) and outlet_key(a or "") == outlet_key(b or "")


@lru_cache(maxsize=16384)
def credit(text: str) -> str | None:
    """The agency that a report gives as its own source, as it is written there: "BAGHDAD, Oct 31 (Reuters) -".

    Found in the brackets of a dateline, in a line such as "Source: AFP", and at the very end.
    """
    passages = find_passages(text)
    for passage in passages:
        words = text[passage.start : passage.end]
        if passage.kind is PassageKind.DATELINE:
            for inside in reversed(_IN_DATELINE.findall(words)):
                if not _DATE.search(inside) and inside[:1].isupper():
                    return " ".join(inside.split())
        elif passage.kind is PassageKind.CREDIT and (line := _SOURCE_LINE.match(words.lstrip("[( "))):
            if media(line[1].strip()):
                return line[1].strip()
    if passages and (last := _LAST_WORDS.search(text[passages[-1].start : passages[-1].end])):
        name = last[1].strip().rstrip(".")
        if media(name):
            return name
    return None
