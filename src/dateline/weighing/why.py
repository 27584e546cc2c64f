"""Why two claims are told to be of one incident, or of two: the match weight of each comparison, in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.library.records import StoredClaim
from dateline.weighing.contradictions import forbidden
from dateline.weighing.features import row
from dateline.weighing.pairs import COMPARISONS, linker
from dateline.weighing.weights import weights
from dateline.weighing.within import Telling, tellings

_NOT_TOLD = "not told by both"


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: what each of the two says, the level that applies in words, and its match weight."""

    comparison: str
    left: str
    right: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two claims would be joined or not, looked at by themselves.

    `total` is the sum of `prior` and the weights of `comparisons`, the log2 of the odds that the two reports tell of one
    event; above `threshold` they are joined unless one of `rules` forbids it. Between claims of one report the report
    itself decides: there are no comparisons, and `rules` says why. In an incident of many claims the weights between all
    of them count, so that two claims may stand in one incident, or in two, by way of others.
    """

    a: str
    b: str
    comparisons: tuple[Compared, ...]
    prior: float
    total: float
    threshold: float
    joined: bool
    rules: tuple[str, ...]


def explain(a: StoredClaim, b: StoredClaim, told: Sequence[StoredClaim] = ()) -> Explanation:
    """Why the two claims would be joined or not. `told` are the other claims of their reports, which give a claim the
    place and the day that it does not say itself, and tell what the act was and what followed."""
    claims = {claim.id: claim for claim in (*told, a, b)}
    reports = {a.document.id, b.document.id}
    found = list(tellings(claim for claim in claims.values() if claim.document.id in reports))
    left, right = (next(t for t in found if any(m.id == one.id for m in t.members)) for one in (a, b))
    if a.document.id == b.document.id:
        return _in_one_report(a, b, left, right)
    rows = [row(left), row(right)]
    prediction = _prediction(rows)
    compared = []
    for name, (_, conditions) in COMPARISONS.items():
        # splink counts levels down from the first to 0 for "else", and gives -1 where the comparison says nothing
        gamma = prediction[f"gamma_{name}"]
        level = list(conditions)[len(conditions) - 1 - gamma] if gamma >= 0 else None
        known = weights().comparisons[name]
        words, weight = (known[level].says, known[level].weight) if level else (_NOT_TOLD, 0.0)
        compared.append(
            Compared(name, _says(name, rows[0], left), _says(name, rows[1], right), words, round(weight, 2))
        )
    total = float(prediction["match_weight"])
    rules = _rules(left, right)
    model = weights()
    return Explanation(
        a=a.id,
        b=b.id,
        comparisons=tuple(compared),
        prior=round(model.prior_weight, 2),
        total=round(total, 2),
        threshold=model.threshold,
        joined=total > model.threshold and not rules,
        rules=rules,
    )


def _in_one_report(a: StoredClaim, b: StoredClaim, left: Telling, right: Telling) -> Explanation:
    rules = [reason for one in (a, b) if (reason := left.reasons.get(one.id))] if left is right else []
    rules += (
        [] if left is right else ["the report itself tells the two apart, as different acts, places, days or actors"]
    )
    model = weights()
    return Explanation(a.id, b.id, (), round(model.prior_weight, 2), 0.0, model.threshold, left is right, tuple(rules))


def _rules(left: Telling, right: Telling) -> tuple[str, ...]:
    rules = []
    if any(t.members[0].comment for t in (left, right)):
        rules.append("an editor's comment is joined to nothing")
    if forbidden([left, right])[0, 1]:
        rules.append("the two name days or places that cannot be one, or one of them tells of a plan")
    return tuple(rules)


def _prediction(rows: list[dict[str, Any]]) -> Mapping[str, Any]:
    """The one pair of the rows as splink scores it, whether they share a key or not."""
    shared = [{**fields, "fresh": True, "keys": ["d"]} for fields in rows]
    records = linker(shared, explaining=True).inference.predict(warning_mode="never").as_record_list()
    return dict(records[0])


def _says(name: str, fields: Mapping[str, Any], telling: Telling) -> str:
    """What a telling says in a comparison, for a person to read."""
    listed = {
        "act": fields["acts"] or fields["kinds"],
        "agents": fields["agents"],
        "targets": fields["targets"],
        "site": fields["sites"],
        "figures": fields["figures"],
    }
    if name in listed:
        return ", ".join(listed[name])
    if name == "time":
        days = [date.fromordinal(fields[key]).isoformat() for key in ("first", "last") if fields[key]]
        return " to ".join(dict.fromkeys(days))
    if name == "place":
        places = (t.place.name for t in (*telling.acts, *telling.members) if t.place)
        return next(places, "")
    if name == "text":
        return telling.members[0].stored.sentence
    return "denied" if fields["denied"] else "to come" if fields["planned"] else "happened"
