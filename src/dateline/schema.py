"""The JSON Schema of a reading, printed by `python -m dateline.schema`; docs/schema/reading.schema.json is its copy."""

from __future__ import annotations

import json
from typing import Any

from dateline.model import Reading


def reading_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `Reading.to_json` and `dateline read --format json` give."""
    schema = Reading.model_json_schema(mode="serialization")
    # A document that was given no id has none in its reading.
    schema["required"] = [name for name in schema["required"] if name != "id"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def main() -> None:
    """Print the schema."""
    print(json.dumps(reading_schema(), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
