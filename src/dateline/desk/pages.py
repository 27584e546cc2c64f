"""Pages that the server writes itself, from templates in which everything that reports say is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dateline.desk.telling import link
from dateline.showing import harmless

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["harmless"] = lambda text: harmless(str(text)) if text is not None else ""
    environment.filters["link"] = link
    return environment


def page(template: str, /, **values: Any) -> str:
    """The page of a template, with its values."""
    return _environment().get_template(template).render(**values)
