"""ACLED's actors: what each is called, what stands beside it as associated, and its inter code.

Actors have the names that the lexicon gives them. A force that the reports do not name is "Military Forces of Iraq" where it
is a state's, and else "Unidentified Armed Group (Iraq)"; those without arms are "Civilians (Iraq)", "Protesters (Iraq)" or
"Rioters (Iraq)", with who they are beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from dateline.exports.countries import Country, country_of
from dateline.exports.parties import EXTERNAL_KINDS, Known, allied, known
from dateline.exports.rows import Row
from dateline.model import Kind


class Inter(IntEnum):
    """ACLED's inter codes, by the numbers of its code book."""

    NONE = 0
    STATE_FORCES = 1
    REBEL_GROUP = 2
    POLITICAL_MILITIA = 3
    IDENTITY_MILITIA = 4
    RIOTERS = 5
    PROTESTERS = 6
    CIVILIANS = 7
    EXTERNAL_OR_OTHER = 8


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the two sides of an ACLED event."""

    name: str = ""
    associated: tuple[str, ...] = ()
    inter: Inter = Inter.NONE


NOBODY = Actor()
_STATE_NAMES = {"police": "Police Forces of", "government": "Government of"}
_UNNAMED = {
    "communal militia": ("Unidentified Communal Militia", Inter.IDENTITY_MILITIA),
    "criminal group": ("Unidentified Gang", Inter.POLITICAL_MILITIA),
}
_GROUPS = {
    "rebel group": Inter.REBEL_GROUP,
    "militia": Inter.POLITICAL_MILITIA,
    "communal militia": Inter.IDENTITY_MILITIA,
    "criminal group": Inter.POLITICAL_MILITIA,
}
# Who stands beside "Civilians", by kind, where the reports do not name them.
_PROFESSIONS = {
    "media": "Journalists",
    "aid organisation": "Aid Workers",
    "rights organisation": "Human Rights Defenders",
}
_ORGANISATIONS = frozenset(_PROFESSIONS) | {"company", "party", "monitor", "intergovernmental organisation"}
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


def actors(row: Row, country: Country) -> tuple[Actor, Actor]:
    """The two actors of an event: who acts, and who is acted upon or fought. The second may be nobody."""
    iso = country.iso2
    event, sub = row.codes.acled_event_type or "", row.codes.acled_sub_event_type or ""
    agents, targets = [known(party, iso) for party in row.agents], [known(party, iso) for party in row.targets]
    agents, targets = _opposed(agents, targets, battle=event == "Battles", clash=row.kind is Kind.CLASH)
    ones = [a for who in agents if (a := _actor(who, event, country, acting=True)) != NOBODY]
    others = [a for who in targets if (a := _actor(who, event, country, acting=False)) != NOBODY]
    if event in ("Protests", "Riots"):
        return _crowd(ones, others, event, country)
    if not ones and event == "Strategic developments" and others:
        ones, others = others, []
    if not ones:
        ones = [_unknown(sub, country)]
    if not others and event == "Violence against civilians":
        others = [_civilians(country)]
    if not others and event == "Battles":
        others = [_unknown("", country)]
    return _together(ones), _together(others)


def _opposed(
    agents: list[Known], targets: list[Known], *, battle: bool, clash: bool
) -> tuple[list[Known], list[Known]]:
    """Those who act and those acted upon, without the former's own among the latter: their losses are no second actor.

    Of a battle whose parties are all said to act ("X clashed with Y"), the first with its allies is one side. States stand
    together in it unless they are said to clash.
    """
    if not agents:
        return agents, targets
    first = agents[0]
    if battle and not targets:
        apart = [who for who in agents if not allied(first, who) and (clash or not (first.is_state and who.is_state))]
        return [who for who in agents if who not in apart], apart
    return agents, [who for who in targets if not any(allied(agent, who) for agent in agents)]


def interaction(one: Actor, other: Actor) -> int:
    """The two inter codes as one number, the lower first: 12 is state forces against rebels, 10 state forces alone."""
    low, high = sorted((int(one.inter), int(other.inter)))
    return high * 10 if low == 0 else low * 10 + high


def _actor(who: Known, event: str, country: Country, *, acting: bool) -> Actor:
    """One party as ACLED would have it; NOBODY where it is none, such as a thing or a weapon."""
    here = f"({country.acled_country})"
    if not who.named and "protesters" in who.sorts and "state" not in who.sorts:
        return _crowd_of(event, country)
    if not who.named and "mob" in who.sorts:
        return Actor(f"Rioters {here}", (), Inter.RIOTERS)
    if who.is_state:
        return _state(who, country)
    if who.is_armed_group:
        if who.named:
            return Actor(who.name, (), _GROUPS.get(who.kind or "", Inter.POLITICAL_MILITIA))
        name, inter = _UNNAMED.get(who.kind or "", ("Unidentified Armed Group", Inter.POLITICAL_MILITIA))
        return Actor(f"{name} {here}", (), inter)
    if who.is_civilian:
        # Who does violence is no civilian to ACLED: "unidentified men abducted …".
        if acting and event in _VIOLENT:
            return _unknown("", country)
        return _civilians(country, who)
    return NOBODY


def _state(who: Known, country: Country) -> Actor:
    home = country_of(who.state)
    external = who.kind in EXTERNAL_KINDS or (home is not None and home.iso2 != country.iso2)
    inter = Inter.EXTERNAL_OR_OTHER if external else Inter.STATE_FORCES
    if who.named:
        return Actor(who.name, (), inter)
    if who.kind in EXTERNAL_KINDS:
        return Actor(who.name[:1].upper() + who.name[1:], (), inter)
    return Actor(
        f"{_STATE_NAMES.get(who.kind or '', 'Military Forces of')} {(home or country).acled_country}", (), inter
    )


def _civilians(country: Country, who: Known | None = None) -> Actor:
    beside: tuple[str, ...] = ()
    if who is not None and who.named and who.kind in _ORGANISATIONS:
        beside = (who.name,)
    elif who is not None and who.kind in _PROFESSIONS:
        beside = (f"{_PROFESSIONS[who.kind]} ({country.acled_country})",)
    return Actor(f"Civilians ({country.acled_country})", beside, Inter.CIVILIANS)


def _crowd_of(event: str, country: Country) -> Actor:
    if event == "Riots":
        return Actor(f"Rioters ({country.acled_country})", (), Inter.RIOTERS)
    return Actor(f"Protesters ({country.acled_country})", (), Inter.PROTESTERS)


def _crowd(ones: list[Actor], others: list[Actor], event: str, country: Country) -> tuple[Actor, Actor]:
    """The crowd is the first actor of a demonstration, whoever acts in the report; others may stand beside or against it."""
    crowd = _crowd_of(event, country)
    everyone = [*ones, *others]
    against = [a for a in everyone if a.inter not in (Inter.RIOTERS, Inter.PROTESTERS, Inter.CIVILIANS)]
    if not against and event == "Riots":
        against = [a for a in others if a.inter is Inter.CIVILIANS]
    beside = tuple(dict.fromkeys(name for a in ones if a.inter is Inter.CIVILIANS for name in a.associated))
    return Actor(crowd.name, beside, crowd.inter), _together(against)


def _unknown(sub: str, country: Country) -> Actor:
    """Who acted, where no report tells: aircraft and artillery of unknown forces, else an armed group."""
    if sub == "Air/drone strike":
        return Actor("Unidentified Military Forces", (), Inter.EXTERNAL_OR_OTHER)
    return Actor(f"Unidentified Armed Group ({country.acled_country})", (), Inter.POLITICAL_MILITIA)


def _together(several: Iterable[Actor]) -> Actor:
    """The first, with the others as associated; of several, one that bears arms is first."""
    found = list(dict.fromkeys(several))
    if not found:
        return NOBODY
    first = next((a for a in found if a.inter is not Inter.CIVILIANS), found[0])
    beside = [name for a in found for name in ((a.name,) if a.name != first.name else ()) + a.associated]
    return Actor(first.name, tuple(dict.fromkeys(beside)), first.inter)
