"""The command line in this process, with a reader that finds the same two claims in any text that holds their words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.commands import app
from dateline.cli.run import Run
from dateline.model import Certainty, Claim, Count, Counted, Document, Kind, Mention, Place, Reading, Source, Span, When
from dateline.reading.reader import InputDocument

TEXT = (
    "Government troops entered Kalmir on Monday, an officer told Meridian. "
    "Shelling may have killed at least 20 rebels.\n"
)


def span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def canned_claims(text: str) -> tuple[Claim, ...]:
    """The claims of TEXT."""
    if "entered Kalmir" not in text:
        return ()
    monday = date(2019, 3, 11)
    entered = Claim(
        kind=Kind.ADVANCE,
        trigger=Span(**span(text, "entered")),
        agents=(Mention(**span(text, "Government troops"), name="government troops"),),
        place=Place(**span(text, "Kalmir"), name="Kalmir", lat=43.1, lon=18.2, country="BA"),
        when=When(start=monday, end=monday, value="2019-03-11", evidence=Span(**span(text, "Monday"))),
        said_by=(
            Source(**span(text, "an officer"), name="an officer"),
            Source(**span(text, "Meridian"), name="Meridian"),
        ),
    )
    killed = Claim(
        kind=Kind.KILL,
        trigger=Span(**span(text, "killed")),
        targets=(Mention(**span(text, "at least 20 rebels"), name="=rebels"),),
        counts=(Count(**span(text, "at least 20"), of=Counted.KILLED, low=20, high=None),),
        certainty=Certainty.POSSIBLE,
        certainty_evidence=Span(**span(text, "may")),
        negated=True,
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return entered.with_id(digest), killed.with_id(digest)


class CannedReader:
    """Stands in for the reader; a text that says "fail" makes it fail as a bug would."""

    def read_many(self, documents: Iterable[InputDocument]) -> Iterator[Reading]:
        for given in documents:
            if "fail" in given.text:
                raise KeyError("a bug")
            about = Document(title=given.title, outlet=given.outlet, url=given.url, published=given.published)
            digest = hashlib.sha256(given.text.encode()).hexdigest()
            yield Reading(id=given.id, document=about, text_sha256=digest, claims=canned_claims(given.text))

    def tag_many(self, layer: str, documents: Iterable[InputDocument]) -> Iterator[list[dict[str, Any]]]:
        for given in documents:
            yield [span(given.text, "Kalmir")] if "Kalmir" in given.text else []


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file that holds TEXT."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command line with the canned reader; `input` is standard input."""
    monkeypatch.setattr(Run, "_loaded", lambda self: CannedReader())
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)

    return run
