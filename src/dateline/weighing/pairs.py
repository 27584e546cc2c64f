"""Which tellings could be of one event, and how much speaks for it: splink's scoring over comparisons of the field.

The model is fixed (weights.yaml), so that the same two tellings get the same weight whatever else is in the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dateline.weighing.weights import weights

if TYPE_CHECKING:
    from splink import Linker
    from splink.internals.comparison_creator import ComparisonCreator

_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("id", pa.string()),  # that of the first claim
        ("document", pa.string()),
        ("fresh", pa.bool_()),  # is it to be scored against the others?
        ("acts", _TEXTS),  # the kinds of the claims that tell of the act
        ("kinds", _TEXTS),  # the kinds of all its claims
        ("alike", _TEXTS),  # the kinds that reports use for such acts
        ("denies", _TEXTS),  # the kinds that it speaks against
        ("once", pa.bool_()),  # is it a thing that a side does to a place once?
        ("harmful", pa.bool_()),  # could people have been hurt and things destroyed by it?
        ("lasting", pa.bool_()),  # is it a state?
        ("one_holder", pa.bool_()),  # is it a matter of who holds a place?
        ("first", pa.int32()),  # days, counted from 1 January of the year 1
        ("last", pa.int32()),
        ("own_time", pa.bool_()),  # do the claims themselves say when, and where?
        ("own_place", pa.bool_()),
        ("wide", pa.bool_()),  # is the span longer than a week?
        ("place", pa.string()),  # id, else the bare name
        ("place_names", _TEXTS),  # by their consonants
        ("said", pa.string()),  # what the text calls it, where it is named and on the map
        ("way", pa.bool_()),  # is it a road?
        ("place_words", _TEXTS),  # the words of the name, null where there is none
        ("said_words", _TEXTS),  # those that the text calls it by
        ("spoken", _TEXTS),  # the words of names in the act's sentences that may tell where it was, by their consonants
        ("at", pa.list_(pa.float64())),  # the point, in kilometres from the middle of the Earth
        ("width", pa.float64()),  # kilometres
        ("agents", _TEXTS),
        ("agent_sides", _TEXTS),
        ("agent_sorts", _TEXTS),
        ("agent_general", pa.bool_()),
        ("targets", _TEXTS),
        ("target_sides", _TEXTS),
        ("target_sorts", _TEXTS),
        ("target_general", pa.bool_()),
        ("sites", _TEXTS),
        ("counted", _TEXTS),  # what its figures count
        ("figures", _TEXTS),
        ("telling_figures", _TEXTS),
        ("killed_low", pa.int64()),
        ("killed_high", pa.int64()),
        ("injured_low", pa.int64()),
        ("injured_high", pa.int64()),
        ("words", _TEXTS),  # the beginnings of its words, those aside that other comparisons look at
        ("sentences", _TEXTS),  # its longer sentences, folded
        ("denied", pa.bool_()),
        ("planned", pa.bool_()),
        ("keys", _TEXTS),
    ]
)

_KM = "list_distance(at_l, at_r)"
_WIDTHS = "(width_l + width_r)"
_NARROWER = "least(coalesce(width_l, 0), coalesce(width_r, 0))"
_WIDER = "greatest(width_l, width_r)"
_SAME_NAME = "list_has_any(place_names_l, place_names_r)"
_NAME_WITHIN = (
    "((at_l is null or at_r is null) and way_l = way_r and coalesce("
    "list_has_all(place_words_l, place_words_r) or list_has_all(place_words_r, place_words_l), false))"
)
_NOT_FAR = f"coalesce({_KM} <= {_WIDTHS} + 5, true)"
_SAME_POINT = f"coalesce({_KM} < 0.2 and {_WIDER} <= 6, false)"
# Does one's words for the act name the place of the other, a place and no country?
_TOLD = {
    one: f"coalesce(list_has_all(spoken_{one}, place_words_{other}) or list_has_all(spoken_{one}, said_words_{other}), false)"
    f" and coalesce(width_{other}, 0) <= 30"
    for one, other in ("lr", "rl")
}
_NAMED = f"({_TOLD['l']} or {_TOLD['r']})"
_MENTIONED = (
    "(" + " or ".join(f"((not own_place_{side} or way_{side}) and {told})" for side, told in _TOLD.items()) + ")"
)
_DENIED = "(list_has_any(denies_l, acts_r) <> list_has_any(denies_r, acts_l))"
_GAP = "greatest(first_l - last_r, first_r - last_l)"
_SPAN = "(greatest(last_l, last_r) - least(first_l, first_r))"
# Of fewer words than these, the same ones say little.
_FEW_WORDS = 6
_JACCARD = "(len(list_intersect(words_l, words_r)) / len(list_distinct(list_concat(words_l, words_r))))"


def _any(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


def _none(*columns: str) -> str:
    return " or ".join(f"len({column}_{side}) = 0" for column in columns for side in "lr")


def _apart(count: str) -> str:
    return f"(coalesce({count}_high_l < {count}_low_r, false) or coalesce({count}_high_r < {count}_low_l, false))"


def _far(count: str) -> str:
    return (
        f"(coalesce({count}_high_l * 3 < {count}_low_r, false) or coalesce({count}_high_r * 3 < {count}_low_l, false))"
    )


def _actors(role: str) -> dict[str, str]:
    fits = f"({role}_general_l or {role}_general_r) and {_any(role + '_sorts')}"
    return {"same": _any(f"{role}s"), "same_side": _any(f"{role}_sides"), "compatible": fits}


# People and things are no rivals: the convoy that was hit can be that of the militia.
_PEOPLE_AND_THINGS = f"((len(target_sorts_l) = 0) <> (len(target_sorts_r) = 0) and not {_any('targets')})"

# For each comparison when it says nothing, and when each of its levels applies, the first that does; the last is "else".
# fmt: off
COMPARISONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "act": ("false", {
        "same": _any("acts"),
        "alike": "list_has_any(alike_l, acts_r) or list_has_any(alike_r, acts_l)",
        "consequence": f"({_none('acts')}) and {_any('kinds')}",
        "follows": "(len(acts_l) = 0 and harmful_r) or (len(acts_r) = 0 and harmful_l) or (len(acts_l) = 0 and len(acts_r) = 0)",
        "different": "",
    }),
    "time": ("first_l is null or first_r is null", {
        "same_day": f"{_SPAN} <= 0 or ({_SPAN} <= 1 and (first_l = first_r or last_l = last_r) and own_time_l and own_time_r)",
        "overlap": f"{_GAP} <= 0 and {_SPAN} <= 4",
        "lasting": f"lasting_l and lasting_r and {_GAP} <= 3",
        "once": f"once_l and once_r and {_GAP} <= 2",
        "long_overlap": f"{_GAP} <= 0",
        "nearly": f"{_GAP} <= 1 and not (own_time_l and own_time_r)",
        "perhaps": f"{_GAP} <= 3 and not (own_time_l and own_time_r)",
        "next_day": f"{_GAP} = 1",
        "three_days": f"{_GAP} <= 3",
        "apart": "",
    }),
    "place": (f"(place_l is null or place_r is null) and not {_MENTIONED}", {
        "same_region": f"place_l = place_r and {_NARROWER} > 15",
        "same_town": f"place_l = place_r and {_NARROWER} > 6",
        "same": f"place_l = place_r or ({_SAME_NAME} and {_NOT_FAR}) or {_SAME_POINT}",
        "same_said": f"said_l = said_r or {_SAME_NAME}",
        "mentioned": _MENTIONED,
        "inside": f"{_NAME_WITHIN} or coalesce({_WIDER} >= 2.5 * {_NARROWER} and {_KM} <= {_WIDTHS}, false)",
        "site_named": f"(at_l is null or at_r is null) and {_NAMED}",
        "named": _NAMED,
        "unsure": "not (own_place_l and own_place_r)",
        "unlocated": "at_l is null or at_r is null",
        "near": f"{_KM} <= {_WIDTHS} + 10",
        "apart": "",
    }),
    "agents": (_none("agents"), {
        "same": _actors("agent")["same"],
        "same_side": _actors("agent")["same_side"],
        "another_holder": "one_holder_l and one_holder_r and len(agent_sides_l) > 0 and len(agent_sides_r) > 0 "
        f"and denied_l = denied_r and not {_DENIED}",
        "compatible": _actors("agent")["compatible"],
        "another_side": "len(agent_sides_l) > 0 and len(agent_sides_r) > 0",
        "different": "",
    }),
    "targets": (f"{_none('targets')} or {_PEOPLE_AND_THINGS}", {**_actors("target"), "different": ""}),
    "site": (_none("sites"), {"same": _any("sites"), "different": ""}),
    "figures": (f"not {_any('counted')}", {
        "equal": _any("telling_figures"),
        "equal_small": _any("figures"),
        "of_a_battle": "one_holder_l and one_holder_r",
        "far": f"{_far('killed')} or {_far('injured')}",
        "close": f"{_apart('killed')} or {_apart('injured')}",
        "overlap": "",
    }),
    "text": (f"least(len(words_l), len(words_r)) < {_FEW_WORDS} and not {_any('sentences')}", {
        "copied": f"{_any('sentences')} or {_JACCARD} >= 0.75",
        "much": f"{_JACCARD} >= 0.4",
        "some": f"{_JACCARD} >= 0.12",
        "little": "",
    }),
    "standing": ("false", {
        "planned": "planned_l <> planned_r",
        "denied": _DENIED,
        "alike": "",
    }),
}
# fmt: on

# Two tellings of one report are told apart by the report itself. A key by the month is for spans that are long.
_BLOCKING = (
    "l.keys = r.keys and l.document <> r.document and (l.fresh or r.fresh) "
    "and (l.wide or r.wide or starts_with(l.keys, 'd'))"
)


_BATCH = 2000


@cache
def settings(explaining: bool = False) -> Any:
    """The model as splink takes it; `explaining` keeps the level of each comparison beside the weight.

    Raises `LexiconError` where weights.yaml lacks a comparison or a level, or has one too many.
    """
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule
    from splink.comparison_library import CustomComparison

    from dateline.errors import LexiconError

    model = weights()
    named = {name: set(levels) for name, (_, levels) in COMPARISONS.items()}
    if named != {name: set(levels) for name, levels in model.comparisons.items()}:
        raise LexiconError(f"weighing/weights.yaml must have these comparisons and levels, and no others: {named}")
    comparisons: list[ComparisonCreator | dict[str, Any]] = []
    for name, (nothing, conditions) in COMPARISONS.items():
        levels: list[dict[str, Any]] = [
            {"sql_condition": nothing, "label_for_charts": "not told", "is_null_level": True}
        ]
        for level, condition in conditions.items():
            level_weights = model.comparisons[name][level]
            levels.append(
                {
                    "sql_condition": condition or "ELSE",
                    "label_for_charts": level,
                    "m_probability": level_weights.m,
                    "u_probability": level_weights.u,
                }
            )
        comparisons.append(CustomComparison(output_column_name=name, comparison_levels=list(levels)))
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[CustomRule(_BLOCKING, arrays_to_explode=["keys"])],
        probability_two_random_records_match=model.prior,
        retain_matching_columns=explaining,
        retain_intermediate_calculation_columns=explaining,
    )


def linker(rows: Iterable[Mapping[str, Any]], explaining: bool = False) -> Linker:
    """A splink linker over rows of features.py, in a database of its own in memory."""
    from splink import DuckDBAPI, Linker

    return Linker(DuckDBAPI().register(_table(rows)), settings(explaining), log_level=50)


def _table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The rows as a table, built some at a time: as objects of Python they take ten times as much memory."""
    left, parts = iter(rows), []
    while part := list(islice(left, _BATCH)):
        parts.append(pa.RecordBatch.from_pylist(part, schema=SCHEMA))
    return pa.Table.from_batches(parts, schema=SCHEMA)


def scored(rows: Iterable[Mapping[str, Any]], least: float) -> list[tuple[str, str, float]]:
    """The pairs of rows that share a key, at least one of them fresh, with the match weights that are at least `least`."""
    found = linker(rows).inference.predict(threshold_match_weight=least, warning_mode="never")
    columns = found.as_dict()
    pairs = zip(columns["id_l"], columns["id_r"], columns["match_weight"], strict=True)
    return sorted((min(a, b), max(a, b), round(weight, 4)) for a, b, weight in pairs)
