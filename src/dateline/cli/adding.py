"""One run of `dateline add`: what comes in goes into the library, what cannot be taken is told, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.run import Run, complain, progress_bar
from dateline.cli.shared import open_library
from dateline.errors import DatelineError
from dateline.intake.received import About, Received, measure, receive
from dateline.library.adding import Tally, add_all
from dateline.library.store import Added, Library

if TYPE_CHECKING:
    from dateline.intake.download import Validators
    from dateline.intake.fetching import Fetched


class Adding:
    """A run over paths and addresses."""

    def __init__(self, address: str, model: str | None, actors: Sequence[Path], *, allow_private: bool) -> None:
        self._address = address
        self._run = Run(model, several=True, actors=actors)
        self._allow_private = allow_private
        self._said: dict[str, Validators] = {}
        self._unchanged = 0

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
            for url, said in self._said.items():
                library.fetched(url, said)
        print(summary(tally, self._unchanged))
        if tally.refused:
            return 5 if tally.documents else 3
        if not tally.documents and not urls and not feeds:
            complain("there is no report to add")
            return 3
        return 0

    def _all(
        self,
        library: Library,
        paths: list[str],
        urls: list[str],
        feeds: list[str],
        about: About,
        at: Callable[[int], None],
    ) -> Iterator[Received | DatelineError]:
        """Every document; what is on disk first."""
        yield from receive(paths, about, at)
        if not urls and not feeds:
            return
        from dateline.intake.fetching import fetch_feed, fetch_url  # here, for few runs fetch

        seen = library.validators()
        private = self._allow_private
        for url in urls:
            try:
                yield from self._given(fetch_url(url, about=about, allow_private=private, seen=seen.get(url)))
            except DatelineError as error:
                yield error
        for feed in feeds:
            for fetched in fetch_feed(feed, about=about, allow_private=private, seen=seen):
                if isinstance(fetched, DatelineError):
                    yield fetched
                else:
                    yield from self._given(fetched)

    def _given(self, fetched: Fetched) -> Iterator[Received | DatelineError]:
        """What an address gave; what its server said is kept at the end, where all of it could be taken."""
        self._unchanged += fetched.unchanged
        if fetched.validators and not any(isinstance(each, DatelineError) for each in fetched.documents):
            self._said[fetched.url] = fetched.validators
        yield from fetched.documents


def summary(tally: Tally, unchanged: int = 0) -> str:
    """What became of the reports, in a sentence."""
    parts = [f"{tally.by[Added.NEW]:,} new"]
    if versions := tally.by[Added.NEW_VERSION]:
        parts.append(f"{versions:,} new version{'' if versions == 1 else 's'}")
    if tally.by[Added.KNOWN]:
        parts.append(f"{tally.by[Added.KNOWN]:,} known already")
    if unchanged:
        parts.append(f"{unchanged:,} unchanged at {'its' if unchanged == 1 else 'their'} address")
    if tally.unread:
        parts.append(f"{tally.unread:,} in other languages, kept unread")
    if tally.refused:
        parts.append(f"{tally.refused:,} refused")
    return f"reports: {', '.join(parts)}; claims: {tally.claims:,} new"
