"""The side of an actor that a claim names."""

from __future__ import annotations

from dateline.lexicon.names import load_names
from dateline.model import Mention
from dateline.weighing.bodies import stem


def side_of_mention(mention: Mention) -> str | None:
    """The id of the principal that it fights for, else its own; of a body that no lexicon knows, its name.

    None for those whose side the report does not tell: "soldiers", "gunmen", "residents".
    """
    if mention.side or mention.id:
        return mention.side or mention.id
    return f"name:{stem(mention.name)}" if is_named(mention.name) else None


def is_named(name: str) -> bool:
    """Is it a proper name, and not "men" or "Soldiers"?"""
    parts = name.split()
    named = [part for part in parts if part[:1].isupper()]
    return len(named) > 1 or (len(named) == 1 and len(parts) > 1 and not parts[0][:1].isupper()) or _acronym(parts)


def _acronym(parts: list[str]) -> bool:
    return (
        len(parts) == 1
        and len(parts[0]) > 1
        and parts[0].isupper()
        and parts[0].casefold() not in load_names().not_organisation
    )
