"""What a person puts in the place of what was read in a field of a claim, and the claim with it.

Invariant: a value that is kept fits the claim model, and each of its spans is exactly that slice of the document's text.
Where no words of the text say it, as with a point chosen on a map, the span is empty and stands where the claim's does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dateline.codes import Codes
from dateline.coding import codes
from dateline.errors import JudgementError
from dateline.library.records import StoredClaim
from dateline.model import Certainty, Claim, Count, Kind, Mention, Place, Source, Span, When

__all__ = ["FIELDS", "checked", "codes_by", "corrected", "with_corrections"]

# The fields that a person may correct; certainty and negation are kept with the words that they stand on.
FIELDS = ("kind", "agents", "targets", "place", "when", "counts", "said_by", "certainty", "negated")

_MOST = 100  # actors, figures or speakers of one claim
_LONGEST = 2_000
_TYPES: Mapping[str, TypeAdapter[Any]] = {
    "kind": TypeAdapter(Kind),
    "agents": TypeAdapter(tuple[Mention, ...]),
    "targets": TypeAdapter(tuple[Mention, ...]),
    "place": TypeAdapter(Place | None),
    "when": TypeAdapter(When | None),
    "counts": TypeAdapter(tuple[Count, ...]),
    "said_by": TypeAdapter(tuple[Source, ...]),
    "certainty": TypeAdapter(Certainty),
    "negated": TypeAdapter(bool),
}
_EVIDENCE = {"certainty": "certainty_evidence", "negated": "negation_evidence"}


def checked(field: str, value: Any, claim: Claim, text: str) -> Any:
    """The value as it is kept with a judgement, in JSON's types: complete, and true to the text.

    `value` has the form of the field in the claim model, less what can be filled in: a span may be left out (then the
    field keeps the words that it stood on, or an empty span), a name is else the span's text, a day is its own end. Of
    certainty and negation it is the word alone, or `{"value": …, "evidence": span}`. `text` is the document's. Raises
    JudgementError.
    """
    if field not in FIELDS:
        raise JudgementError(f"{field!r} is no field that can be corrected; take one of {', '.join(FIELDS)}")
    try:
        full = _FILL[field](value, claim) if field in _FILL else value
        if field in _EVIDENCE:
            kept = _TYPES[field].validate_python(full["value"], strict=field == "negated")
            evidence = None if full["evidence"] is None else Span.model_validate(full["evidence"])
            spans: list[Span] = [] if evidence is None else [evidence]
            dumped: Any = {
                "value": _TYPES[field].dump_python(kept, mode="json"),
                "evidence": evidence and evidence.model_dump(mode="json"),
            }
        else:
            kept = _TYPES[field].validate_python(full)
            spans = _spans(kept)
            dumped = _TYPES[field].dump_python(kept, mode="json")
            _limits(field, kept)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (field, *first["loc"]))
        raise JudgementError(f"{where}: {first['msg']}; docs/claims.md says what a claim may hold") from error
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise JudgementError(
            f"{field}: the value does not have the form of the field; see docs/judgements.md"
        ) from error
    for span in spans:
        if text[span.start : span.end] != span.text:
            raise JudgementError(
                f"{field}: the text does not read {span.text[:60]!r} from {span.start} to {span.end}; choose the words again"
            )
    return dumped


def corrected(claim: Claim, corrections: Mapping[str, Any], sentence: str = "") -> Claim:
    """The claim with the corrections of its fields, as `checked` gave them; its id stays that of the claim as read.

    `sentence` is the sentence that tells the claim; its codes in the code books of the field are told anew from it.
    """
    if not corrections:
        return claim
    content = claim.model_dump(mode="python")
    for field, value in corrections.items():
        if field in _EVIDENCE:
            content[field] = value["value"]
            content[_EVIDENCE[field]] = value["evidence"]
        else:
            content[field] = value
    changed = Claim.model_validate(content)
    return changed.model_copy(update={"codes": codes_by(changed, sentence)})


def codes_by(claim: Claim, sentence: str) -> Codes:
    """The codes of a claim by the sentence that tells it, or by its own words where that does not hold its trigger."""
    at = sentence.find(claim.trigger.text)
    if at < 0:
        return codes(claim)
    # the codes look at the words around the trigger, by its place in the text that is given
    trigger = Span(start=at, end=at + len(claim.trigger.text), text=claim.trigger.text)
    return codes(claim.model_copy(update={"trigger": trigger}), sentence)


def with_corrections(stored: StoredClaim, corrections: Mapping[str, Any] | None) -> StoredClaim:
    """A claim of a library with the corrections of its fields; the claim itself where there are none."""
    if not corrections:
        return stored
    return replace(stored, claim=corrected(stored.claim, corrections, stored.sentence))


def _limits(field: str, kept: Any) -> None:
    if isinstance(kept, tuple) and len(kept) > _MOST:
        raise JudgementError(f"{field}: {len(kept)} entries are too many; a claim takes {_MOST}")
    named = kept if isinstance(kept, tuple) else (kept,)
    for each in named:
        name = getattr(each, "name", "-")
        if not name.strip() or len(name) > _LONGEST:
            raise JudgementError(f"{field}: a name is empty or too long; choose words, or write a name")
    if isinstance(kept, Place):
        if (kept.lat is None) != (kept.lon is None):
            raise JudgementError("place: a latitude and a longitude come together; give both or none")
        if kept.lat is not None and kept.lon is not None and not (-90 <= kept.lat <= 90 and -180 <= kept.lon <= 180):
            raise JudgementError("place: the point is not on the earth; latitude -90 to 90, longitude -180 to 180")
        if kept.precision_km is not None and not 0 <= kept.precision_km <= 20_040:
            raise JudgementError("place: a precision is 0 to 20040 kilometres")
        if kept.country is not None and not (
            len(kept.country) == 2 and kept.country.isascii() and kept.country.isupper()
        ):
            raise JudgementError("place: a country is its ISO 3166-1 code, as IQ")
    if isinstance(kept, When) and kept.end < kept.start:
        raise JudgementError("when: the last day comes before the first")
    for each in named:
        if isinstance(each, Count):
            if each.low < 0 or each.low > 10**12 or (each.high is not None and not each.low <= each.high <= 10**12):
                raise JudgementError("counts: a figure is at least 0, and its upper bound no less than its lower one")


def _spans(kept: Any) -> list[Span]:
    each = kept if isinstance(kept, tuple) else (kept,)
    return [one.evidence if isinstance(one, When) else one for one in each if isinstance(one, Span | When)]


def _span(value: Mapping[str, Any] | None, else_from: Span | None, claim: Claim) -> dict[str, Any]:
    """The span that a value brings, or that of the field as read, or an empty one where the claim is told."""
    if value is not None and value.get("start") is not None:
        return {"start": value["start"], "end": value["end"], "text": value["text"]}
    if else_from is not None:
        return {"start": else_from.start, "end": else_from.end, "text": else_from.text}
    return {"start": claim.trigger.start, "end": claim.trigger.start, "text": ""}


def _named(value: Mapping[str, Any], claim: Claim) -> dict[str, Any]:
    span = _span(value, None, claim)
    rest = {key: each for key, each in value.items() if key not in ("start", "end", "text")}
    return {**rest, "name": value.get("name") or span["text"], **span}


def _counted(value: Mapping[str, Any], claim: Claim) -> dict[str, Any]:
    return {**value, **_span(value, None, claim), "high": value.get("high")}


def _place(value: Mapping[str, Any] | None, claim: Claim) -> Any:
    if value is None:
        return None
    span = _span(value, claim.place, claim)
    rest = {key: each for key, each in value.items() if key not in ("start", "end", "text")}
    return {**rest, "name": value.get("name") or span["text"], **span}


def _when(value: Mapping[str, Any] | None, claim: Claim) -> Any:
    if value is None:
        return None
    start, end = str(value["start"]), str(value.get("end") or value["start"])
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    shown = start if first == last else f"{start}/{end}"
    evidence = _span(value.get("evidence"), claim.when.evidence if claim.when else None, claim)
    return {"start": first, "end": last, "value": value.get("value") or shown, "evidence": evidence}


def _with_evidence(value: Any, claim: Claim) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        return {"value": value, "evidence": None}
    return {"value": value["value"], "evidence": value.get("evidence")}


_FILL: Mapping[str, Callable[[Any, Claim], Any]] = {
    "agents": lambda value, claim: [_named(each, claim) for each in value],
    "targets": lambda value, claim: [_named(each, claim) for each in value],
    "said_by": lambda value, claim: [_named(each, claim) for each in value],
    "counts": lambda value, claim: [_counted(each, claim) for each in value],
    "place": _place,
    "when": _when,
    "certainty": _with_evidence,
    "negated": _with_evidence,
}
