"""The side of an actor that a claim names."""

from __future__ import annotations

from dateline.gazetteer.index import Gazetteer
from dateline.lexicon.names import load_names
from dateline.model import Mention
from dateline.weighing.bodies import stem
from dateline.weighing.words import words


def side_of_mention(mention: Mention) -> str | None:
    """The id of the principal that it fights for, else its own; of a body that no lexicon knows, its name.

    None for those whose side the report does not tell: "soldiers", "gunmen", "residents".
    """
    if mention.side or mention.id:
        return mention.side or mention.id
    if country := of_country(mention.name):
        return country
    return f"name:{stem(mention.name)}" if is_named(mention.name) else None


def of_country(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country whose people are meant by "Ukrainian soldiers"."""
    words_ = stem(name).split()
    return Gazetteer.builtin().demonym(words_[-1]) if len(words_) == 1 else None


def is_named(name: str) -> bool:
    """Is it a proper name, and not "men", "Soldiers" or "Units of the brigade"?"""
    parts = name.split()
    if parts and parts[0].casefold() in words("tails") | words("soldiers") | words("fighters"):
        return False
    named = [part for part in parts if part[:1].isupper()]
    return len(named) > 1 or (len(named) == 1 and len(parts) > 1 and not parts[0][:1].isupper()) or _acronym(parts)


def _acronym(parts: list[str]) -> bool:
    if len(parts) != 1 or len(parts[0]) < 2 or not parts[0].isupper():
        return False
    return parts[0].casefold() not in load_names().not_organisation
