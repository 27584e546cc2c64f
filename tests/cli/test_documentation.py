"""Every command and option is documented, what is documented exists, and the schema in docs is today's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import typer

from dateline import errors
from dateline.cli.commands import app
from dateline.cli.outputs import COLUMNS
from dateline.model import Certainty, Counted, Kind
from dateline.schema import reading_schema

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "command-line.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def options_of(command: Any) -> set[str]:
    """The options of a command and of the commands that it holds."""
    own = {option for param in command.params for option in param.opts if option.startswith("-")}
    return own.union(*map(options_of, getattr(command, "commands", {}).values()))


def sections() -> dict[str, str]:
    parts = re.split(r"^## dateline (\w+)$", PAGE, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    assert set(sections()) == set(COMMANDS)


def test_every_option_is_documented_and_every_documented_option_exists() -> None:
    for name, section in sections().items():
        options = options_of(COMMANDS[name])
        tables = "\n".join(line for line in section.splitlines() if line.startswith("| `-"))
        assert set(re.findall(r"`(--?[a-z-]+)", tables)) == options


def test_every_option_named_anywhere_exists() -> None:
    known = {"--help", "--version"}.union(*map(options_of, COMMANDS.values()))
    for page in [*DOCS.glob("*.md"), *ROOT.glob("README.md"), *ROOT.glob("examples/*.md")]:
        for command in re.findall(r"^\$ dateline (.*)", page.read_text(encoding="utf-8"), flags=re.M):
            assert set(re.findall(r"(?<!\S)--[a-z-]+", command)) <= known, (page, command)


def test_every_column_of_the_csv_is_documented() -> None:
    assert set(COLUMNS) <= set(re.findall(r"`(\w+)`", PAGE))


def test_every_error_is_documented_with_its_exit_code() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, errors.DatelineError):
            assert f"`{name}`" in page or f".{name}`" in page
            assert f"| {value.exit_code} |" in page


def test_every_word_of_the_model_is_explained() -> None:
    page = (DOCS / "claims.md").read_text(encoding="utf-8")
    for word in [*Kind, *Certainty, *Counted]:
        assert f"`{word.value}`" in page


def test_the_schema_is_todays() -> None:
    kept = (DOCS / "schema" / "reading.schema.json").read_text(encoding="utf-8")
    assert json.loads(kept) == reading_schema(), "run: python -m dateline.schema > docs/schema/reading.schema.json"
