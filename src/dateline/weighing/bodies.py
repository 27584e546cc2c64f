"""What a body is called, so that its names in many reports are one: "Iraq's Interior Ministry", "Ministry of Interior"."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.gazetteer.folding import fold
from dateline.gazetteer.index import Gazetteer
from dateline.lexicon.actors import Actor
from dateline.lexicon.names import load_names
from dateline.weighing.voices import actors, country_called, known
from dateline.weighing.words import words

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_SMALL = frozenset({"the", "of", "for", "and", "in", "s"})
_SORTS = frozenset(
    {"alliance", "bloc", "coalition", "faction", "group", "militia", "movement", "organisation", "organization"}
)
_WORD = re.compile(r"[\w'’&-]+|[^\w\s]")


def body_name(name: str) -> str:
    """The name without its article: "Joint Operations Command (Iraq)"."""
    return " ".join(name.split()).removeprefix("The ").removeprefix("the ")


@lru_cache(maxsize=65536)
def body_key(name: str, country: str | None = None) -> str:
    """What is equal for all names of one body. `country` tells whose a general name is: "the army"."""
    plain, country = _whose(name, country)
    actor = known(plain, country) or _named_within(plain, country) or _government(plain)
    if actor is not None:
        return f"actor:{one_voice(actor.id)}"
    first, _, last = plain.rpartition(" ")
    if last in _SORTS and first[:1].isupper():
        plain = first  # "the CSP alliance" is the CSP
    if _is_high_command(plain) and country:
        return f"body:{fold(plain).split(' of the ')[0]}:{country}"
    whose, _, called = plain.replace("’", "'").partition("'s ")
    if called and (mouthpiece := known(called.removesuffix(" agency").removesuffix(" news"))) and known(whose, country):
        return f"actor:{one_voice(mouthpiece.id)}"  # "Islamic State's Amaq agency"
    if office := _office_of(plain, country):
        own = known(" ".join(office[1]), country) if office[0].kind == "government" else None
        if own is not None:
            return f"actor:{one_voice(own.id)}"  # a government's health ministry is the country's
        return f"body:{' '.join(office[1])}:{one_voice(office[0].id)}"
    parts = sorted({part for part in fold(plain).split() if part not in _SMALL})
    if (named := {*parts} - words("kinds_of_institutions")) != {*parts} and {*parts} & words("institutions"):
        # "Ayder Referral Hospital" is "Ayder hospital"; "the provincial hospital" has no other name
        parts = sorted(named) if named - words("institutions") else parts
    key = " ".join(parts) or fold(plain)
    general = set(parts) <= words("bodies") | load_names().organisation and plain.casefold() == plain
    general = general or "ministry" in parts  # each country has one
    return f"body:{key}:{country or ''}" if general else f"body:{key}"


def one_voice(actor: str) -> str:
    """ "The army", "the military" and "the armed forces" of one country are one body when they speak."""
    country, _, which = actor.partition("-")
    return f"{country}-armed-forces" if len(country) == 2 and which in words("armed_forces") else actor


def _named_within(name: str, country: str | None) -> Actor | None:
    """The one actor in a name whose other words only say what it is: "Wagner mercenary group"."""
    tokens = _WORD.findall(name)
    found = actors().find(tokens)
    if len(found) != 1:
        return None
    first, last, among = found[0]
    rest = [*tokens[:first], *tokens[last:]]
    if any(token[:1].isupper() or not token.isalpha() for token in rest) or not {*rest} <= words("tails") | {
        "mercenary",
        "armed",
        "rebel",
        "militant",
    }:
        return None
    actor = actors().choose(among, [country] if country else [])
    return actor if actor is not None and actor.kind not in ("person", "media") else None


def _whose_it_is(name: str, country: str | None) -> Actor | None:
    """The actor whose office a body is, from its name or the brackets after it: "Sector West command (FARDC)"."""
    if (bracket := _BRACKETS.search(name)) and (actor := known(bracket[1].strip())):
        return actor
    office = _office_of(name, country)
    return office[0] if office else None


def _office_of(name: str, country: str | None) -> tuple[Actor, tuple[str, ...]] | None:
    """(the actor, what its office is called) of "TDF Central Command", "the SDF's press centre", "the staff of the TDF"."""
    tokens = [token.removesuffix("'s").removesuffix("’s") for token in _WORD.findall(body_name(name))]
    for first, last, among in actors().find(tokens):
        opens, ends = first == 0, last == len(tokens) and {*tokens[:first]} & {"of", "for"}
        rest = tokens[last:] if opens else tokens[:first]
        low = [word.casefold() for word in rest if word.casefold() not in _SMALL]
        is_office = {*low} & (words("bodies") | words("offices")) or " ".join(low) in words("press_office")
        if not (opens or ends) or not is_office:
            continue
        actor = actors().choose(among, [country] if country else [])
        if actor is not None and actor.kind not in ("person", "media"):
            return actor, tuple(sorted(low))
    return None


def _is_high_command(plain: str) -> bool:
    """Is it the "General Staff", or the "General Staff of the Armed Forces"?"""
    first, of, rest = fold(plain).partition(" of the ")
    return first in words("high_commands") and (not of or {*rest.split()} <= {"army", "and", "the", "armed", "forces"})


def _government(name: str) -> Actor | None:
    """The government that a country or its capital stands for: "Kyiv said"."""
    country = country_called(name) or Gazetteer.builtin().capital(name)
    return known("government", country) if country and name[:1].isupper() else None


def _whose(name: str, country: str | None) -> tuple[str, str | None]:
    """(the name without its country in brackets or as a possessive, the country)."""
    plain = body_name(name)
    if bracket := _BRACKETS.search(plain):
        inside = country_called(bracket[1])
        return plain[: bracket.start()], inside or country
    first, _, rest = plain.partition(" ")
    if rest and "ministry" in fold(rest).split() and (whose := Gazetteer.builtin().demonym(fold(first))):
        return rest, whose  # "the Azerbaijani Emergencies Ministry"
    if (
        first.endswith(("'s", "’s"))
        and rest
        and (whose := country_called(first[:-2]) or Gazetteer.builtin().capital(first[:-2]))
    ):
        return rest, whose
    return plain, country


def side_of(actor: Actor) -> str | None:
    """The side that an actor takes; outlets, aid and rights organisations and the like take none."""
    if actor.side != actor.id:
        return actor.side
    neutral = (
        "media",
        "aid organisation",
        "rights organisation",
        "monitor",
        "intergovernmental organisation",
        "company",
    )
    return None if actor.kind in neutral else actor.side


@lru_cache(maxsize=65536)
def side_of_body(name: str, country: str | None = None) -> str | None:
    """The side that a body takes: that of the actor, else its own name where it is an armed body or a government's."""
    plain, country = _whose(name, country)
    actor = known(plain, country) or _named_within(plain, country) or _government(plain) or _whose_it_is(name, country)
    if actor is not None:
        return side_of(actor)
    if _is_high_command(plain) and country:
        return country
    low = set(fold(plain).split())
    if low <= words("tails") | words("soldiers") | words("fighters"):
        return None  # "soldiers" may be anybody's
    if low & {"ministry", "government", "army", "military", "police", "regime"} or {"armed", "forces"} <= low:
        return country
    if country and low & words("units") and re.match(r"\d+(?:st|nd|rd|th)?\s", fold(plain)):
        return country  # a numbered corps that no list knows is one of the country's army
    return f"name:{stem(plain)}" if fold(plain).split()[-1:][0] in words("tails") | _ARMED else None


_ARMED = frozenset(
    {"army", "battalion", "brigade", "command", "corps", "division", "front", "guard", "legion", "militia", "regiment",
     "resistance", "wing"}
)  # fmt: skip


def of_whom(name: str) -> str:
    """A name without what only says that its people are meant: "Joint Force" of "Fighters of the Joint Force"."""
    head, _, body = name.partition(" of ")
    body = body.removeprefix("the ")
    many = head.split()[-1:] and head.split()[-1].casefold() in words("heads_of_many")
    return body if many and body[:1].isupper() else name


def stem(name: str) -> str:
    """A body's name without what only says that its people are meant: "islamic state" of "Islamic State fighters"."""
    parts = fold(of_whom(name)).removeprefix("the ").split()
    while len(parts) > 1 and parts[-1] in words("tails"):
        parts = parts[:-1]
    return " ".join(parts)


@lru_cache(maxsize=16384)
def side_of_words(about: str, country: str | None = None) -> str | None:
    """The side of whoever is described so: that of the first actor named in it."""
    tokens = _WORD.findall(about)
    for _, _, found in actors().find(tokens):
        actor = actors().choose(found, [country] if country else [])
        if actor is not None and actor.kind != "person" and (side := side_of(actor)):
            return side
    if country and {token.casefold() for token in tokens} & {"army", "police", "military", "government", "ministry"}:
        return country
    return None
