"""Each format has its page in docs, and each page names every column."""

import re
from pathlib import Path

import pytest

from dateline.exports import FORMATS, acled, datapackage, ged, hxl, plover
from dateline.exports.columns import CLAIMS, COLUMNS

DOCS = Path(__file__).parents[2] / "docs"
NAMES = {
    "csv": [column.name for column in (*COLUMNS, CLAIMS)],
    "acled": acled.COLUMNS,
    "ged": ged.COLUMNS,
    "plover": plover.COLUMNS,
    "hxl": [tag for _, tag, _ in hxl.COLUMNS],
    "datapackage": [
        field for name in ("claims", "mentions", "figures", "documents") for field, *_ in datapackage.TABLES[name]
    ],
}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_its_page(format):
    page = (DOCS / "exports" / f"{format}.md").read_text(encoding="utf-8")
    assert f"--format {format} " in page
    assert f"(exports/{format}.md)" in (DOCS / "exports.md").read_text(encoding="utf-8")
    assert set(NAMES.get(format, ())) <= set(re.findall(r"`([^`\n]+)`", page.replace("```", "")))


def test_there_is_no_page_of_a_format_that_is_not():
    assert {page.stem for page in (DOCS / "exports").glob("*.md")} == set(FORMATS)
