"""The reader: a text goes in, a reading comes out. This page is the whole way of a text, top to bottom.

    passages   what part of the report is this?                       passages.py
    parsing    sentences, tokens, grammar                             parsing.py, mending.py
    marks      known actors, places, times, figures, who is quoted    marking.py, placemarks.py, timex.py, howmany.py, whosaid.py
    what       the events and states that the words tell of           what.py, gapping.py
    who        agents and targets, coreference                        who.py, coreference.py, speakingfor.py
    where      the narrowest place                                    where.py
    when       the days                                               when.py
    how many   the figures of each claim                              howmany.py
    who said   the chain of those who say it, innermost first         whosaid.py
    how sure   certainty, negation                                    howsure.py, denials.py

Reading is pure: the same text, publication date, lexicon and gazetteer give the same reading, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.coding import codes
from dateline.errors import EncodingError
from dateline.gazetteer import Gazetteer
from dateline.gazetteer.recognise import Toponym, find_toponyms
from dateline.lexicon.actors import ActorIndex
from dateline.lexicon.kinds import Triggers, load_triggers
from dateline.model import Claim, Document, Reading
from dateline.reading.claiming import make_claim, with_denials
from dateline.reading.coreference import Names
from dateline.reading.howmany import Figure, find_figures
from dateline.reading.howsure import Sureness, how_sure
from dateline.reading.layersalone import TAGGERS, all_words
from dateline.reading.marked import Marked
from dateline.reading.marking import mark_actors, mark_times
from dateline.reading.parsing import DEFAULT_MODEL, Parsed, Parser, Token
from dateline.reading.placemarks import mark_places
from dateline.reading.speakingfor import SpeakingFor, outlet_body
from dateline.reading.timex import Timex, find_times_in
from dateline.reading.what import Event, find_events
from dateline.reading.when import Calendar
from dateline.reading.where import Map
from dateline.reading.who import Cast
from dateline.reading.whosaid import Attribution, SourceRef, chains, find_attributions

_BATCH_CHARACTERS = 60_000
LAYERS = ("times", "places", "sources", "counts", "actors")


@dataclass(frozen=True, slots=True)
class InputDocument:
    """A report as it comes in: its text, and what is known of where it was published, and when."""

    text: str
    id: str | None = None
    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """What answers each question: functions and classes of this package, any of which another can stand in for.

    A learned tagger of times, say, is given as `Reader(layers=Layers(times=tagger))`; each has to take and give what
    the one that it replaces takes and gives.
    """

    times: Callable[[Sequence[str], date | None], list[list[Timex]]] = find_times_in
    toponyms: Callable[[str, Sequence[Any], Gazetteer], list[Toponym]] = find_toponyms
    figures: Callable[[Parsed], list[Figure]] = find_figures
    attributions: Callable[[Parsed], list[Attribution]] = find_attributions
    events: Callable[[Marked, Triggers], list[Event]] = find_events
    cast: Callable[[Marked, Triggers, Gazetteer], Cast] = Cast
    names: Callable[[Marked, SpeakingFor], Names] = Names
    map: Callable[[Marked, Iterable[Token]], Map] = Map
    calendar: Callable[[Marked, Iterable[Token]], Calendar] = Calendar
    sureness: Callable[[Event], Sureness] = how_sure


class Reader:
    """Reads reports; the model, the lexicon and the gazetteer are loaded once, when it is made.

    `model` names an installed spaCy pipeline for English; `layers` can put others in the place of single layers. Raises
    `ModelError`, `LexiconError` or `GazetteerError` where one of the three cannot be loaded.
    """

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        gazetteer: Gazetteer | None = None,
        actors: ActorIndex | None = None,
        layers: Layers | None = None,
    ) -> None:
        self.layers = layers or Layers()
        self.parser = Parser(model)
        self.gazetteer = gazetteer or Gazetteer.builtin()
        self.actors = actors or ActorIndex.load()
        self.triggers: Triggers = load_triggers()

    def read(
        self,
        text: str,
        *,
        published: date | None = None,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        id: str | None = None,
    ) -> Reading:
        """The reading of one text. Offsets count the code points of `text` as it is given.

        Raises `EncodingError` where the text holds a lone surrogate, which no encoding can carry.
        """
        return next(self.read_many([InputDocument(text, id, published, title, outlet, url)]))

    def read_many(self, documents: Iterable[InputDocument]) -> Iterator[Reading]:
        """The readings of many documents, in their order, parsed in batches; memory does not grow with their number."""
        for batch in _batches(documents):
            for document, marked in zip(batch, self._mark(batch), strict=True):
                yield self._read(document, marked)

    def tag(self, layer: str, text: str, *, published: date | None = None) -> list[dict[str, Any]]:
        """One layer alone: the spans of `times`, `places`, `sources`, `counts` or `actors`, as docs/command-line.md has them."""
        return next(self.tag_many(layer, [InputDocument(text, published=published)]))

    def tag_many(self, layer: str, documents: Iterable[InputDocument]) -> Iterator[list[dict[str, Any]]]:
        """One layer of many documents, in their order. Raises `ValueError` where there is no such layer."""
        if layer not in LAYERS:
            raise ValueError(f"no such layer: {layer!r}; the layers are {', '.join(LAYERS)}")
        for batch in _batches(documents):
            for marked in self._mark(batch):
                yield self._tag_places(marked) if layer == "places" else TAGGERS[layer](marked)

    def _tag_places(self, marked: Marked) -> list[dict[str, Any]]:
        """Every toponym, those of datelines and in brackets too, though no claim stands on them."""
        parsed = marked.parsed
        return [t.as_dict() for t in self.layers.toponyms(parsed.text, all_words(parsed), self.gazetteer)]

    # --- marks

    def _mark(self, batch: list[InputDocument]) -> Iterator[Marked]:
        for document in batch:
            _refuse_surrogates(document)
        for document, parsed in zip(batch, self.parser.parse([d.text for d in batch]), strict=True):
            marked = Marked(parsed)
            mark_places(marked, self.layers.toponyms(parsed.text, parsed.tokens, self.gazetteer), self.gazetteer)
            mark_actors(marked, self.actors, document.published.year if document.published else None)
            mark_times(marked, document.published, self.layers.times)
            marked.figures = [f for f in self.layers.figures(parsed) if f.first.i not in marked.places]
            yield marked

    # --- claims

    def _read(self, document: InputDocument, marked: Marked) -> Reading:
        text_hash = hashlib.sha256(document.text.encode()).hexdigest()
        claims = tuple(
            claim.with_id(text_hash).model_copy(update={"codes": codes(claim, document.text)})
            for claim in self._claims(marked, document.outlet)
        )
        about = Document(title=document.title, outlet=document.outlet, url=document.url, published=document.published)
        passages = tuple(marked.parsed.passages)
        return Reading(id=document.id, document=about, text_sha256=text_hash, passages=passages, claims=claims)

    def _claims(self, marked: Marked, outlet: str | None) -> Iterator[Claim]:
        layers = self.layers
        events = layers.events(marked, self.triggers)
        if not events:
            return
        attributions = layers.attributions(marked.parsed)
        said_by = _without_outlet(chains(marked.parsed, attributions), outlet)
        cues = [t for a in attributions if a.cue is not None for t in a.cue]
        voice = SpeakingFor(marked, said_by, outlet_body(outlet, self.actors))
        cast, names = layers.cast(marked, self.triggers, self.gazetteer), layers.names(marked, voice)
        calendar, atlas = layers.calendar(marked, cues), layers.map(marked, cues)
        roles = cast.all_roles(events)
        places = atlas.places(events, roles)
        whens = calendar.whens(events)
        claims = {
            event.head.i: make_claim(marked, event, role, names, layers.sureness(event), when, place, said_by)
            for event, role, when, place in zip(events, roles, whens, places, strict=True)
        }
        yield from with_denials(marked, events, claims, said_by)


def _without_outlet(
    said_by: Callable[[Token], list[SourceRef]], outlet: str | None
) -> Callable[[Token], list[SourceRef]]:
    """The chains without the outlet that published the text: it says all of it."""
    if outlet is None or not outlet.strip():
        return said_by
    own = outlet.strip().casefold()
    return lambda token: [ref for ref in said_by(token) if ref.name.casefold() != own]


def _batches(documents: Iterable[InputDocument]) -> Iterator[list[InputDocument]]:
    """Batches of documents of about equal length, so that many short ones share a pass through the model."""
    batch: list[InputDocument] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _refuse_surrogates(document: InputDocument) -> None:
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        where = f"document {document.id!r}: " if document.id else ""
        raise EncodingError(
            f"{where}the text holds a lone surrogate (U+{ord(document.text[error.start]):04X}) at character {error.start}, "
            "half of a character that no text can hold; decode the source again, or remove it."
        ) from None
