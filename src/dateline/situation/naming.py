"""What a holder is called: the fullest name that reports commonly give it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.gazetteer.index import Gazetteer
from dateline.library.records import StoredClaim
from dateline.model import Mention
from dateline.weighing.bodies import of_whom, one_voice
from dateline.weighing.sides import of_country
from dateline.weighing.voices import actors, people_of
from dateline.weighing.words import words

# What an actor's own name is found with: "the Islamic State group". "Special forces" is a name with its "forces".
_ADDED = frozenset({"group", "movement", "organisation", "organization"})
_TOKEN = re.compile(r"[\w'’&.]+|[^\w\s]")


def written(mention: Mention) -> str | None:
    """The name within a mention, as the report writes it: "Islamic State" of "the Islamic State group"; None where it has none."""
    tokens = _TOKEN.findall(mention.text)
    if mention.id:
        for i, j, found in actors().find(tokens):
            if any(actor.id == mention.id for actor in found):
                return _plain(_joined(mention.text, tokens, i, j), _ADDED)
        return None
    if country := of_country(mention.name):
        place = Gazetteer.builtin().country(country)
        return place.name if place else _plain(mention.name)
    return _plain(of_whom(mention.name))


def _joined(text: str, tokens: list[str], i: int, j: int) -> str:
    at, starts, ends = 0, [], []
    for token in tokens:
        start = text.index(token, at)
        at = start + len(token)
        starts.append(start)
        ends.append(at)
    return text[starts[i] : ends[j - 1]]


def _plain(name: str, tails: frozenset[str] | None = None) -> str:
    parts = name.removeprefix("The ").removeprefix("the ").split()
    while len(parts) > 1 and parts[-1].islower() and parts[-1] in (tails or words("tails")):
        parts = parts[:-1]
    return " ".join(parts)


class Names:
    """How the reports of a library write the names of actors."""

    def __init__(self, told: Sequence[StoredClaim]) -> None:
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        for stored in told:
            for mention in (*stored.claim.agents, *stored.claim.targets):
                name = written(mention) if mention.id else None
                if mention.id and name:
                    self._written[mention.id][name] += 1

    def of(self, actor: str) -> str:
        """The name of an actor of the lexicon: the commonest that is no acronym, else its own.

        The acronym stands after it in brackets where reports use it: "Congolese army (FARDC)".
        """
        country, _, which = actor.partition("-")
        if which == "government" and (own := self._government(country.upper())):
            actor = own
        written_ = self._written.get(actor, Counter())
        spelt = {name: n for name, n in written_.items() if not _acronym(name)}
        known = actors().actors.get(actor)
        return self._with_acronym(_commonest(spelt) if spelt else known.name if known else actor, actor)

    def of_side(self, side: str) -> str:
        """The name of a side of which no claim names an actor: that of its government where reports give it one."""
        if own := self._government(side):
            return self.of(own)
        if speaks_only(side) and (fighters := self._of_leader(side)):
            return self.of(fighters)
        return self._with_acronym(side_name(side), f"{side.lower()}-army" if len(side) == 2 else side)

    def _of_leader(self, side: str) -> str | None:
        """The force that reports name most of those of a leader's side: the Libyan National Army of Haftar."""
        known = actors().actors
        return self._most_written(
            one for one in self._written if one in known and known[one].side == side and not speaks_only(one)
        )

    def _government(self, side: str) -> str | None:
        """The government of a country that the reports call by a name of its own."""
        return self._most_written(one for one in self._written if self._is_government(one, side))

    def _most_written(self, named: Iterable[str]) -> str | None:
        return min(named, key=lambda one: (-self._written[one].total(), one), default=None)

    @staticmethod
    def _is_government(actor: str, side: str) -> bool:
        """Is it a government with a name of its own, and not "the Iraqi government"?"""
        known = actors().actors.get(actor)
        is_any = actor.startswith(f"{side.lower()}-")
        return known is not None and known.kind == "government" and known.side == side and not is_any

    def _with_acronym(self, name: str, actor: str) -> str:
        forces = [other for other in self._written if one_voice(other) == one_voice(actor)]
        short: Counter[str] = Counter()
        for other in sorted(forces):
            short += Counter({called: n for called, n in self._written[other].items() if _acronym(called)})
        return f"{name} ({_commonest(short)})" if short and not _acronym(name) else name

    def shown(self, mentions: Sequence[Mention]) -> str | None:
        """The name for those whom several claims mention: the actor named most, the narrower of two."""
        votes = Counter(
            mention.id or written(mention) or mention.name for mention in mentions if not speaks_only(mention.id)
        )
        if not votes:
            return None
        best = min(votes, key=lambda key: (key not in actors().actors, -votes[key], key))
        return self.of(best) if best in actors().actors else best


def _commonest(names: Mapping[str, int]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))


def speaks_only(actor: str | None) -> bool:
    """Is it a ministry, which speaks for those who hold a place, or a person, who leads them?"""
    known = actors().actors.get(actor or "")
    return known is not None and (known.kind == "person" or "-ministry-of-" in known.id)


def side_name(side: str) -> str:
    """What a side is called where no claim names it."""
    actor = actors().actors.get(side)
    if actor is not None:
        return actor.name
    if len(side) == 2 and (people := people_of(side)):
        return f"{people} army"  # it is a country's army that holds its places
    if len(side) == 2 and (country := Gazetteer.builtin().country(side)):
        return country.name
    return side.removeprefix("name:")


def _acronym(name: str) -> bool:
    return len(name.split()) == 1 and sum(c.isupper() for c in name) > 1
