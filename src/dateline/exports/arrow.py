"""Rows as Arrow record batches, for the formats that are made of them: a few thousand rows at a time, whatever the number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from dateline.exports.columns import COLUMNS, record
from dateline.exports.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa

BATCH: Final = 2_000


class Batches:
    """Batches of rows, made as they are asked for; `number` is how many rows there were so far.

    `error` is what went wrong in giving one: a reader in C only says that something did.
    """

    def __init__(self, rows: Iterable[Row], schema: pa.Schema, make: Callable[[Row], dict[str, Any]]) -> None:
        self.number = 0
        self.error: Exception | None = None
        self._rows, self._schema, self._make = rows, schema, make

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        left = iter(self._rows)
        try:
            while rows := list(islice(left, BATCH)):
                self.number += len(rows)
                yield pa.RecordBatch.from_pylist([self._make(row) for row in rows], schema=self._schema)
        except Exception as error:
            self.error = error
            raise


def flat_fields() -> list[pa.Field]:
    """The flat columns as Arrow fields."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return [pa.field(column.name, types[column.type], metadata={"comment": column.meaning}) for column in COLUMNS]


def flat(row: Row) -> dict[str, Any]:
    """The values of the flat columns."""
    return {column.name: column.of(row) for column in COLUMNS}


def nested_fields() -> list[pa.Field]:
    """The lists of a row as Arrow fields: agents, targets, figures, and its claims with all their evidence."""
    import pyarrow as pa

    text, number, day = pa.string(), pa.int64(), pa.date32()
    span = {"start": number, "end": number, "text": text}
    party = {"name": text, "id": text, "kind": text, "side": text}
    mention = _struct(span | party)
    at = {"lat": pa.float64(), "lon": pa.float64(), "country": text, "id": text, "precision_km": pa.float64()}
    codes = dict.fromkeys(
        ("plover_event", "plover_mode", "cameo_root", "acled_event_type", "acled_sub_event_type"), text
    )
    claim = {
        "id": text,
        "kind": text,
        "trigger": _struct(span),
        "agents": pa.list_(mention),
        "targets": pa.list_(mention),
        "place": _struct(span | {"name": text} | at),
        "when": _struct({"start": day, "end": day, "value": text, "evidence": _struct(span)}),
        "counts": pa.list_(_struct(span | {"of": text, "low": number, "high": number})),
        "said_by": pa.list_(_struct(span | {"name": text, "id": text})),
        "certainty": text,
        "certainty_evidence": _struct(span),
        "negated": pa.bool_(),
        "negation_evidence": _struct(span),
        "passage": text,
        "codes": _struct(codes | {"ucdp_type": number}),
    }
    document = {
        "id": text,
        "given_id": text,
        "title": text,
        "outlet": text,
        "url": text,
        "published": day,
        "language": text,
        "version": number,
        "latest": pa.bool_(),
    }
    figure = {"of": text, "low": number, "high": number, "who": text, "origin": text, "as_of": day}
    stored = {"id": text, "stance": text, "document": _struct(document), "sentence": text, "claim": _struct(claim)}
    return [
        pa.field("agent_list", pa.list_(_struct(party))),
        pa.field("target_list", pa.list_(_struct(party))),
        pa.field("figure_list", pa.list_(_struct(figure))),
        pa.field("origin_list", pa.list_(text)),
        pa.field("claims", pa.list_(_struct(stored))),
    ]


def nested(row: Row) -> dict[str, Any]:
    """The values of the lists of a row."""
    whole = record(row)
    lists = {f"{name}_list": whole[f"{name}s"] for name in ("agent", "target", "figure", "origin")}
    return lists | {"claims": whole["claims"]}


def with_days(value: Any, type: pa.DataType) -> Any:
    """The value with the ISO days in it as days, wherever the type has one."""
    import pyarrow as pa

    if value is None:
        return None
    if pa.types.is_date(type):
        return date.fromisoformat(value) if isinstance(value, str) else value
    if pa.types.is_list(type):
        return [with_days(each, type.value_type) for each in value]
    if pa.types.is_struct(type):
        return {field.name: with_days(value.get(field.name), field.type) for field in type}
    return value


def _struct(fields: dict[str, Any]) -> Any:
    import pyarrow as pa

    return pa.struct(list(fields.items()))
