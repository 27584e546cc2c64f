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
from dateline.exports.formats import FORMATS
from dateline.library.tables import metadata
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


def test_every_table_of_a_library_and_every_column_is_documented_and_no_other() -> None:
    parts = re.split(r"^### (\w+)$", (DOCS / "library.md").read_text(encoding="utf-8"), flags=re.M)
    documented = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert set(documented) == set(metadata.tables)
    for name, section in documented.items():
        rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        columns = [column for row in rows for column in re.findall(r"`(\w+)`", row)]
        assert sorted(columns) == sorted(metadata.tables[name].columns.keys()), name


def test_every_format_of_export_has_a_page_and_every_page_a_format() -> None:
    assert {path.stem for path in (DOCS / "exports").glob("*.md")} == set(FORMATS)
    overview = (DOCS / "exports.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"[`{name}`](exports/{name}.md)" in overview
        assert f"`{name}`" in sections()["export"]


def test_every_link_between_the_pages_leads_to_a_page_and_a_heading() -> None:
    for page in [*DOCS.glob("**/*.md"), *ROOT.glob("*.md")]:
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            path, _, heading = link.partition("#")
            if "://" in link or link.startswith("mailto:"):
                continue
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), (page, link)
            if heading and target.suffix == ".md":
                assert heading in headings(target), (page, link)


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as Markdown renderers make them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found}


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
