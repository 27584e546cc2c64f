"""Fills in what the page leaves out of a correction: a place of the gazetteer by its id, an actor of the lexicon by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.desk.places import place_of
from dateline.errors import JudgementError
from dateline.lexicon.actors import Actor
from dateline.weighing.voices import actors

_MOST_ACTORS = 20


def filled(field: str | None, value: Any) -> Any:
    """The value of a correction with what the gazetteer and the lexicon know of it. Raises JudgementError."""
    if field == "place" and isinstance(value, Mapping) and value.get("place_id") is not None:
        return _placed(value)
    if field in ("agents", "targets") and isinstance(value, list):
        return [_known(each) if isinstance(each, Mapping) else each for each in value]
    return value


def _placed(value: Mapping[str, Any]) -> dict[str, Any]:
    found = place_of(str(value["place_id"]))
    if found is None:
        raise JudgementError(f"the gazetteer has no place {str(value['place_id'])[:80]!r}; choose one that it lists")
    kept = {name: each for name, each in value.items() if name in ("start", "end", "text")}
    return {
        **kept,
        "name": found.name,
        "lat": found.lat,
        "lon": found.lon,
        "country": found.country or None,
        "id": found.id,
        "precision_km": found.precision_km,
    }


def _known(value: Mapping[str, Any]) -> dict[str, Any]:
    """The mention with the id, the kind and the side that the lexicon has for its name, unless it brings an id."""
    name = value.get("name") or value.get("text")
    if value.get("id") is not None or not isinstance(name, str) or len(name) > 300:
        return dict(value)
    actor = actors().resolve(name)
    if actor is None:
        return dict(value)
    return {**value, "name": actor.name, "id": actor.id, "kind": actor.kind, "side": actor.side}


def actors_named(words: str) -> list[Actor]:
    """The actors whose name begins with these words, or has them in it; those that begin with them first."""
    sought = words.casefold().strip()
    if not sought:
        return []
    found = [each for each in actors().actors.values() if sought in each.name.casefold()]
    found.sort(key=lambda each: (not each.name.casefold().startswith(sought), len(each.name), each.id))
    resolved = actors().resolve(words)
    first = [resolved] if resolved is not None else []
    return [*first, *(each for each in found if each is not resolved)][:_MOST_ACTORS]
