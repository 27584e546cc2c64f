"""One run over documents: they are read in batches, what is refused is reported and counted, the rest goes on."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.cli.inputs import Incoming
from dateline.errors import DatelineError
from dateline.showing import harmless

if TYPE_CHECKING:
    from dateline.model import Reading
    from dateline.reading.reader import InputDocument, Reader

_BATCH_DOCUMENTS = 64
_BATCH_CHARACTERS = 200_000
_SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def progress_bar(what: str, total: int | None, *, unit: str = "") -> Iterator[Callable[[int], None]]:
    """Tells how far a long work is, on standard error: a bar with rate and time left on a terminal, else a line now and then.

    What it gives is told by how much the work advanced. `unit` is "bytes", or nothing for things that are counted.
    """
    if not sys.stderr.isatty():
        yield _Lines(what, total, unit).advance
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    done = DownloadColumn() if unit == "bytes" else MofNCompleteColumn()
    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), done, rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def advance(by: int) -> None:
            bar.advance(task, by)
            speed = bar.tasks[0].speed or 0
            shown = f"{speed / 1e6:.1f} MB/s" if unit == "bytes" else f"{speed:.1f}/s"
            bar.update(task, rate=shown)

        yield advance


class _Lines:
    """Plain lines for a log: one in every so many seconds."""

    def __init__(self, what: str, total: int | None, unit: str) -> None:
        self._what, self._total, self._unit = what, total, unit
        self._done = 0
        self._began = self._told = time.monotonic()

    def advance(self, by: int) -> None:
        """Count, and tell where it is time to."""
        self._done += by
        now = time.monotonic()
        if now - self._told < _SECONDS_BETWEEN_LINES or not self._done:
            return
        self._told = now
        of = left = ""
        if self._total:
            seconds = (now - self._began) * max(0, self._total - self._done) / self._done
            of, left = f" of {self._total:,}", f", {timedelta(seconds=round(seconds))} left"
        complain(f"{self._what}: {self._done:,}{of}{' ' + self._unit if self._unit else ''}{left}")


def complain(message: str) -> None:
    """Print a line for the person on standard error."""
    print(f"dateline: {harmless(message)}", file=sys.stderr)


class Run:
    """Reads documents with one reader, which is loaded when the first document is there."""

    def __init__(self, model: str | None, *, several: bool, actors: Sequence[Path] = ()) -> None:
        self.several = several
        self.read = 0
        self.refused = 0
        self._failed = False
        self._model = model
        self._actors = actors
        self._on_read: Callable[[], None] = lambda: None
        self._reader: Reader | None = None

    def readings(self, documents: Iterable[Incoming | DatelineError]) -> Iterator[tuple[Incoming, Reading]]:
        """The readings of the documents that can be read, in order."""
        return self._each(documents, lambda reader, batch: reader.read_many(batch))

    def tags(self, layer: str, documents: Iterable[Incoming | DatelineError]) -> Iterator[tuple[Incoming, Any]]:
        """The spans of a layer in the documents that can be read, in order."""
        return self._each(documents, lambda reader, batch: reader.tag_many(layer, batch))

    def reader(self) -> Reader:
        """The reader, loaded when it is first asked for."""
        return self._loaded()

    def exit_code(self) -> int:
        """What the run ends with: 0; 5 where some documents were refused; 3 where all were or there was none."""
        if not self.read:
            if self._failed:
                return 1
            if not self.refused:
                complain("there is no document to read")
            return 3
        return 5 if self.refused else 0

    @contextmanager
    def progress(self, names: list[str], *, lines: bool) -> Iterator[Callable[[int], None]]:
        """A bar on standard error while several documents are read and the output goes elsewhere than the terminal."""
        if not self.several or not sys.stderr.isatty() or sys.stdout.isatty():
            yield lambda position: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        total: int | None = len(names)
        if lines:  # the bar goes by the bytes of the file, where they are known
            total = os.path.getsize(names[0]) if os.path.isfile(names[0]) else None
        columns = (TextColumn("{task.fields[read]} read"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=total, read=0)
            self._on_read = lambda: bar.update(task, read=self.read, advance=0 if lines else 1)
            yield lambda position: bar.update(task, completed=position)

    def _each(
        self,
        documents: Iterable[Incoming | DatelineError],
        work: Callable[[Reader, list[InputDocument]], Iterable[Any]],
    ) -> Iterator[tuple[Incoming, Any]]:
        for batch in self._batches(documents):
            reader = self._loaded()
            for document, result in zip(batch, self._results(reader, batch, work), strict=True):
                if isinstance(result, Exception):
                    self._failed = True
                    self._refuse(f"cannot read {document.name}: dateline failed with {result!r}; please report it")
                    continue
                self.read += 1
                self._on_read()
                yield document, result
            sys.stdout.flush()

    def _results(self, reader: Reader, batch: list[Incoming], work: Callable[..., Iterable[Any]]) -> Iterable[Any]:
        """The result for each document; where dateline itself fails, the exception, so that the others go on."""
        inputs = [_as_input(document) for document in batch]
        try:
            return list(work(reader, inputs))
        except DatelineError:
            raise
        except Exception:
            return [self._single(reader, document, work) for document in inputs]

    def _single(self, reader: Reader, document: InputDocument, work: Callable[..., Iterable[Any]]) -> Any:
        try:
            return next(iter(work(reader, [document])))
        except Exception as error:
            if os.environ.get("DATELINE_DEBUG"):
                traceback.print_exc()
            return error

    def _batches(self, documents: Iterable[Incoming | DatelineError]) -> Iterator[list[Incoming]]:
        batch: list[Incoming] = []
        characters = 0
        for document in documents:
            if isinstance(document, DatelineError):
                self._refuse(str(document))
                continue
            if document.note:
                complain(document.note)
            batch.append(document)
            characters += len(document.text)
            if len(batch) >= _BATCH_DOCUMENTS or characters >= _BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
        if batch:
            yield batch

    def _refuse(self, message: str) -> None:
        self.refused += 1
        complain(message)

    def _loaded(self) -> Reader:
        if self._reader is None:
            from dateline.gazetteer.build import builtin_path
            from dateline.lexicon.actors import ActorIndex
            from dateline.reading.parsing import DEFAULT_MODEL
            from dateline.reading.reader import Reader  # here, for spaCy takes seconds to load

            if sys.stderr.isatty() and not builtin_path().exists():
                complain("making the index of places, once; this takes about half a minute")
            actors = ActorIndex.load(extra=self._actors)
            for warning in actors.warnings:
                complain(warning)
            self._reader = Reader(model=self._model or DEFAULT_MODEL, actors=actors)
        return self._reader


def _as_input(document: Incoming) -> InputDocument:
    from dateline.reading.reader import InputDocument

    about = document.about
    return InputDocument(
        text=document.text,
        id=document.id,
        published=about.published,
        title=about.title,
        outlet=about.outlet,
        url=about.url,
    )
