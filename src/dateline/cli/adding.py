"""One run of `dateline add`: what comes in goes into the library, what cannot be taken is told, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dateline.cli.run import Run, complain, progress_bar
from dateline.cli.shared import open_library
from dateline.errors import DatelineError
from dateline.intake.received import About, Received, measure, receive
from dateline.library.adding import Tally, add_all
from dateline.library.store import Added, Library


class Adding:
    """A run over paths and addresses."""

    def __init__(self, address: str, model: str | None, actors: Sequence[Path], *, allow_private: bool) -> None:
        self._address = address
        self._run = Run(model, several=True, actors=actors)
        self._allow_private = allow_private

    def run(
        self,
        paths: list[str],
        urls: list[str],
        feeds: list[str],
        published: date | None,
        title: str | None,
        outlet: str | None,
    ) -> int:
        """Add it all; the exit code of docs/errors.md."""
        about = About(published, title, outlet)
        tally = Tally()
        with open_library(self._address, create=True) as library:
            size = measure(paths) if paths else 0
            with progress_bar("adding", size or None, unit="bytes" if paths else "") as advance:
                told = 0

                def at(done: int) -> None:
                    nonlocal told
                    advance(done - told)
                    told = done

                documents = self._all(library, paths, urls, feeds, about, at)
                for outcome in add_all(library, documents, self._run.reader, tally):
                    if isinstance(outcome, DatelineError):
                        complain(str(outcome))
                    elif outcome.received.note:
                        complain(outcome.received.note)
        print(summary(tally))
        if tally.refused:
            return 5 if tally.documents else 3
        if not tally.documents and not urls and not feeds:
            complain("there is no report to add")
            return 3
        return 0

    def _all(
        self, library: Library, paths: list[str], urls: list[str], feeds: list[str], about: About, at: object
    ) -> Iterator[Received | DatelineError]:
        yield from receive(paths, about, at)  # type: ignore[arg-type]


def summary(tally: Tally) -> str:
    """What became of the reports, in a sentence."""
    parts = [f"{tally.by[Added.NEW]:,} new"]
    if tally.by[Added.NEW_VERSION]:
        parts.append(f"{tally.by[Added.NEW_VERSION]:,} new versions")
    if tally.by[Added.KNOWN]:
        parts.append(f"{tally.by[Added.KNOWN]:,} known already")
    if tally.unread:
        parts.append(f"{tally.unread:,} in other languages, kept unread")
    if tally.refused:
        parts.append(f"{tally.refused:,} refused")
    return f"reports: {', '.join(parts)}; claims: {tally.claims:,} new"
