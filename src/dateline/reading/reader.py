"""The reader: a text goes in, a reading comes out. This page is the whole way of a text, top to bottom.

    passages   what part of the report is this?                       passages.py
    parsing    sentences, tokens, grammar                             parsing.py
    marks      known actors, places, times, figures, who is quoted    actors, gazetteer, timex.py, howmany.py, whosaid.py
    what       the events and states that the words tell of           what.py
    who        agents and targets, coreference                        who.py
    where      the narrowest place                                    where.py
    when       the days                                               when.py
    how many   the figures of each claim                              howmany.py
    who said   the chain of those who say it, innermost first         whosaid.py
    how sure   certainty, negation                                    howsure.py

Reading is pure: the same text, publication date, lexicon and gazetteer give the same reading, byte for byte.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.coding import codes
from dateline.errors import EncodingError
from dateline.gazetteer import Gazetteer
from dateline.gazetteer.recognise import Toponym, find_toponyms
from dateline.lexicon.actors import Actor, ActorIndex
from dateline.lexicon.kinds import Triggers, load_triggers
from dateline.lexicon.nouns import Nouns
from dateline.lexicon.wordlists import word_list
from dateline.model import Claim, Count, Document, Kind, Mention, Place, Reading, Source, Span, When
from dateline.reading.coreference import Names
from dateline.reading.entities import tag_actors
from dateline.reading.howmany import Figure, count_for, find_figures, tag_counts
from dateline.reading.howsure import Sureness, how_sure
from dateline.reading.marked import ActorMark, Marked, PlaceMark, TimeMark
from dateline.reading.parsing import DEFAULT_MODEL, Parsed, Parser, Token
from dateline.reading.passages import run_in_headings
from dateline.reading.timex import Timex, find_times_in
from dateline.reading.what import Event, find_events
from dateline.reading.when import Calendar
from dateline.reading.where import Map
from dateline.reading.who import Cast, Roles
from dateline.reading.whosaid import Attribution, SourceRef, chains, find_attributions, outermost

_BATCH_CHARACTERS = 60_000
# "a" counts one only where one is what is counted: a man killed, a tank destroyed.
_COUNTS_ONE = frozenset((Kind.DESTROY, Kind.AIRSTRIKE, Kind.KILL, Kind.INJURE, Kind.ABDUCT, Kind.DETAIN, Kind.ABUSE))
_COUNTS_AGENTS = frozenset((Kind.ADVANCE, Kind.DEPLOY, Kind.OFFENSIVE, Kind.PROTEST, Kind.WITHDRAW, Kind.NEED))
_COUNTS_PLACES = frozenset((Kind.CAPTURE, Kind.HOLD, Kind.ADVANCE, Kind.WITHDRAW, Kind.OFFENSIVE, Kind.ENCIRCLE))
_SHOTS = frozenset(("rocket", "missile", "bomb", "gunshot"))
# "put the number of wounded at 24", "the toll has risen to 16"
_TOLLED = frozenset((Kind.KILL, Kind.INJURE, Kind.DETAIN, Kind.ABDUCT, Kind.DISPLACE))
_TOLLS = word_list("toll_nouns")
_PUTTING = word_list("verbs_before_tolls")
_TOLL_WITHIN = 6
_COUNTS_PARTS = frozenset((Kind.KILL, Kind.INJURE))
_BODIES = word_list("armed_bodies")
_QUALIFIERS = word_list("place_qualifiers")
_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az"))
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
    names: Callable[[Marked], Names] = Names
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
                yield self._tag_places(marked) if layer == "places" else _TAGGERS[layer](marked)

    def _tag_places(self, marked: Marked) -> list[dict[str, Any]]:
        """Every toponym, those of datelines and in brackets too, though no claim stands on them."""
        parsed = marked.parsed
        return [t.as_dict() for t in self.layers.toponyms(parsed.text, _all_words(parsed), self.gazetteer)]

    # --- marks

    def _mark(self, batch: list[InputDocument]) -> Iterator[Marked]:
        for document in batch:
            _refuse_surrogates(document)
        for document, parsed in zip(batch, self.parser.parse([d.text for d in batch]), strict=True):
            marked = Marked(parsed)
            self._mark_places(marked)
            self._mark_actors(marked, document.published.year if document.published else None)
            _mark_times(marked, document.published, self.layers.times)
            marked.figures = [f for f in self.layers.figures(parsed) if f.first.i not in marked.places]
            yield marked

    def _mark_actors(self, marked: Marked, year: int | None) -> None:
        found: list[tuple[Token, Token, tuple[Any, ...]]] = []
        for sentence in marked.parsed.sentences:
            words = [t.text for t in sentence.tokens]
            for i, j, actors in self.actors.find(words):
                found.append((sentence.tokens[i], sentence.tokens[j - 1], actors))
        countries = {c for _, _, actors in found if len(actors) == 1 for c in actors[0].countries}
        countries |= {m.place.country for m in marked.places.values() if m.place is not None and m.place.country}
        for first, last, actors in found:
            actor = ActorIndex.choose(actors, countries, year) or _shared(actors, marked.parsed.slice(first, last))
            mark = ActorMark(first, last, actor)
            for i in range(first.i, last.i + 1):
                marked.actors[i] = mark
                # An actor's name may hold a toponym ("Syrian Democratic Forces") and is no place.
                marked.places.pop(i, None)

    def _mark_places(self, marked: Marked) -> None:
        tokens = marked.parsed.tokens
        starts = {t.start: t.i for t in tokens}
        for toponym in self.layers.toponyms(marked.parsed.text, tokens, self.gazetteer):
            first = last = starts[toponym.start]
            while last + 1 < len(tokens) and tokens[last + 1].start < toponym.end:
                last += 1
            if tokens[last].lower in _BODIES:
                continue  # "the Northern Front"
            mark = PlaceMark(tokens[first], tokens[last], toponym.place)
            if _is_qualified(tokens, first, toponym):
                # "Upper Nour": not the village of Nour
                first -= 1
                mark = PlaceMark(tokens[first], tokens[last], None)
            end = _name_goes_on(tokens, first, last, toponym, marked.nouns)
            if end > last:
                # "Bir al-Abed": a place of which the gazetteer knows only a namesake of the first word.
                mark, last = PlaceMark(tokens[first], tokens[end], None), end
            if _is_numbered(tokens, last, mark, marked.nouns):
                mark, last = PlaceMark(tokens[first], tokens[last + 1], None), last + 1
            for i in range(first, last + 1):
                marked.places[i] = mark
        self._mark_headings(marked)

    def _mark_headings(self, marked: Marked) -> None:
        """Takes a heading that is run in before a paragraph for a place, if it is one of a country that the text is about.

        "Toretsk. Around 2,500 people …": nothing in such a heading itself says that it is a place.
        """
        countries = {m.place.country for m in marked.places.values() if m.place is not None and m.place.country}
        unknown: list[list[Token]] = []
        placed = False
        for number in run_in_headings(marked.parsed.text, marked.parsed.passages):
            tokens = [
                t for s in marked.parsed.sentences if s.paragraph == number for t in s.tokens if t.text.strip(".:")
            ]
            tokens = tokens[1:] if tokens and tokens[0].lower == "the" else tokens
            if not tokens or any(t.i in marked.places for t in tokens):
                placed = placed or bool(tokens)
                continue
            known = [place for place, _ in self.gazetteer.ranked(marked.parsed.slice(tokens[0], tokens[-1]))]
            place = next((p for p in known if p.country in countries), known[0] if known and not countries else None)
            if place is not None:
                placed = True
                for token in tokens:
                    marked.places[token.i] = PlaceMark(tokens[0], tokens[-1], place)
            elif all(t.is_proper for t in tokens):
                unknown.append(tokens)
        # Beside headings that are places a name that nothing is known of is one too.
        for tokens in unknown if placed else ():
            for token in tokens:
                marked.places[token.i] = PlaceMark(tokens[0], tokens[-1], None)

    # --- claims

    def _read(self, document: InputDocument, marked: Marked) -> Reading:
        text_hash = hashlib.sha256(document.text.encode()).hexdigest()
        claims = tuple(
            claim.with_id(text_hash).model_copy(update={"codes": codes(claim, document.text)})
            for claim in self._claims(marked)
        )
        about = Document(title=document.title, outlet=document.outlet, url=document.url, published=document.published)
        passages = tuple(marked.parsed.passages)
        return Reading(id=document.id, document=about, text_sha256=text_hash, passages=passages, claims=claims)

    def _claims(self, marked: Marked) -> Iterator[Claim]:
        layers = self.layers
        events = layers.events(marked, self.triggers)
        if not events:
            return
        attributions = layers.attributions(marked.parsed)
        said_by = chains(marked.parsed, attributions)
        cues = [t for a in attributions if a.cue is not None for t in a.cue]
        cast, names = layers.cast(marked, self.triggers, self.gazetteer), layers.names(marked)
        calendar, atlas = layers.calendar(marked, cues), layers.map(marked, cues)
        roles = cast.all_roles(events)
        placed: list[tuple[Event, Place]] = []
        for event, role in zip(events, roles, strict=True):
            place = atlas.place(event, role, final=False)
            if place is not None:
                placed.append((event, place))
        for event, role, when in zip(events, roles, calendar.whens(events), strict=True):
            yield _claim(marked, event, role, names, layers.sureness(event), when, atlas, placed, said_by)


def _claim(
    marked: Marked,
    event: Event,
    roles: Roles,
    names: Names,
    sureness: Sureness,
    when: When | None,
    atlas: Map,
    placed: list[tuple[Event, Place]],
    said_by: Callable[[Token], list[SourceRef]],
) -> Claim:
    place = next((p for e, p in placed if e is event), None) or atlas.place(event, roles, placed)
    parsed = marked.parsed
    return Claim(
        kind=event.kind,
        trigger=_span(parsed, event.first, event.last),
        agents=tuple(_mentions(names, roles.agents)),
        targets=tuple(_mentions(names, roles.targets)),
        place=place,
        when=when,
        counts=tuple(_counts(marked, event, roles)),
        said_by=tuple(
            Source(start=s.first.start, end=s.last.end, text=parsed.slice(s.first, s.last), name=s.name)
            for s in said_by(event.head)
            if not _is_of_rejected(s, sureness)
        ),
        certainty=sureness.certainty,
        certainty_evidence=_span_of(sureness.certainty_word, parsed),
        negated=sureness.negated,
        negation_evidence=_span_of(sureness.negation_word, parsed),
        passage=event.head.sentence.passage.kind,
    )


def _is_of_rejected(source: SourceRef, sureness: Sureness) -> bool:
    """ "The enemy's reports of its capture are false": who made the reports does not say that they are."""
    word = sureness.negation_word
    if word is None or not word.tag.startswith("JJ") or word.head.lemma != "be":
        return False
    told = word.head.child("nsubj")
    return told is not None and told.left <= source.first.i <= source.last.i <= told.right


def _mentions(names: Names, heads: list[Token]) -> Iterator[Mention]:
    seen: set[tuple[int, int]] = set()
    for head in heads:
        mention = names.mention(head)
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention


def _counts(marked: Marked, event: Event, roles: Roles) -> Iterator[Count]:
    """The figures on the trigger, the targets, the agents and the place of an event."""
    units: dict[int, str] = {}
    role: str | None
    shots = [t for t in (event.subject, event.object) if t is not None and marked.classes(t) & _SHOTS]
    places = roles.places if event.kind in _COUNTS_PLACES else []
    agents = roles.agents if event.kind in _COUNTS_AGENTS else []
    for role, heads in (
        ("place", places),
        ("agent", agents),
        ("target", roles.targets),
        ("trigger", [*event.words, *shots]),
    ):
        for head in heads:
            units[head.i] = role
            units[marked.core(head).i] = role
    for figure in marked.figures:
        if figure.first.sentence is not event.head.sentence or figure.high == 0:
            continue  # "no casualties" is told by the negation
        role = _role_of(figure, units) or ("trigger" if _is_put_at(figure, event, marked) else None)
        if role is None and figure.part_of is not None and event.kind in _COUNTS_PARTS:
            role = _role_of(figure.part_of, units)
        if role is None or figure.article and not (role == "target" and event.kind in _COUNTS_ONE):
            continue
        if figure.measure and event.kind not in (Kind.CAPTURE, Kind.HOLD):
            continue
        start, end = figure.first.start, figure.last.end
        of = count_for(figure, event.kind.value, role)
        yield Count(start=start, end=end, text=marked.parsed.text[start:end], of=of, low=figure.low, high=figure.high)  # type: ignore[arg-type]


def _is_put_at(figure: Figure, event: Event, marked: Marked) -> bool:
    """ "The number of people killed by the bomb has gone up from nine to 15", "put the toll at 12": what the toll stands at."""
    tokens, sentence = marked.parsed.tokens, event.head.sentence
    i = figure.first.i
    if event.kind not in _TOLLED or i - 1 <= sentence.first or tokens[i - 1].lower not in ("at", "to"):
        return False
    toll = next((t for t in reversed(tokens[sentence.first : i - 1]) if t.lemma in _TOLLS and t.is_noun), None)
    if toll is None or not any(t.is_verb and t.lemma in _PUTTING for t in tokens[sentence.first : i - 1]):
        return False
    return toll.i <= event.head.i < i and event.head.i - toll.i <= _TOLL_WITHIN


def _role_of(figure: Figure, units: dict[int, str]) -> str | None:
    if figure.unit is not None and figure.unit.i in units:
        return units[figure.unit.i]
    return next((units[i] for i in range(figure.first.i, figure.last.i + 1) if i in units), None)


def _is_qualified(tokens: list[Token], first: int, toponym: Toponym) -> bool:
    """Does a capitalised word before a small place make another place of it?"""
    if first == tokens[first].sentence.first or toponym.place is None or toponym.place.type not in ("village", "town"):
        return False
    before = tokens[first - 1]
    return before.tag == "NNP" and before.dep == "compound" and before.lower in _QUALIFIERS


def _is_numbered(tokens: list[Token], last: int, mark: PlaceMark, nouns: Nouns) -> bool:
    """Is a number a part of the name: "the Kilo 9 junction", which is not the town of Kilo?"""
    after = tokens[last + 1 : last + 3]
    if len(after) < 2 or not after[0].text.isdigit() or len(after[0].text) > 3 or after[1].tag != "NN":
        return False
    small = mark.place is None or mark.place.type in ("village", "town", "city")
    return small and "place" in nouns.classes.get(after[1].lemma, frozenset())


def _shared(actors: tuple[Actor, ...], text: str) -> Actor:
    """An actor by the name that several share and the text does not tell apart: the name is kept, no id is forced on it."""
    kinds = {actor.kind for actor in actors}
    return Actor(id="", name=text, kind=actors[0].kind if len(kinds) == 1 else "", countries=(), side="")


def _name_goes_on(tokens: list[Token], first: int, last: int, toponym: Toponym, nouns: Nouns) -> int:
    """The last token of a name that goes on with an article after a known toponym, `last` itself where it does not."""
    after = tokens[last + 1 : last + 4]
    if (
        toponym.place is not None
        and after
        and after[0].tag == "NNP"
        and tokens[last].dep == "compound"
        and tokens[last].head is after[0]
    ):
        word = after[0].lower
        known = word in nouns.actors or word in nouns.classes or word in _BODIES
        if not known and toponym.place.type in ("village", "town", "city") and last == first:
            return last + 1
    if len(after) == 3 and after[0].lower in _ARTICLES and after[1].text == "-" and after[2].text[:1].isupper():
        return last + 3
    return last


def _mark_times(
    marked: Marked, published: date | None, times_in: Callable[[Sequence[str], date | None], list[list[Timex]]]
) -> None:
    parsed = marked.parsed
    texts = [parsed.text[p.start : p.end] for p in parsed.passages]
    starts = [t.start for t in parsed.tokens]
    for passage, times in zip(parsed.passages, times_in(texts, published), strict=True):
        for timex in times:
            start, end = timex.start + passage.start, timex.end + passage.start
            timex = replace(timex, start=start, end=end)
            marked.timexes.append(timex)  # those of a dateline too, which has no tokens
            at = bisect_right(starts, start) - 1
            if at < 0 or parsed.tokens[at].end <= start:
                continue
            first, last = parsed.tokens[at], parsed.tokens[max(at, bisect_left(starts, end) - 1)]
            marked.times.append(TimeMark(first, last, timex))
            marked.timed.update(range(first.i, last.i + 1))
            for i in range(first.i, last.i + 1):
                marked.places.pop(i, None)  # "October 6" is no city


def _span(parsed: Parsed, first: Token, last: Token) -> Span:
    return Span(start=first.start, end=last.end, text=parsed.slice(first, last))


def _span_of(token: Token | None, parsed: Parsed) -> Span | None:
    return _span(parsed, token, token) if token is not None else None


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


# --- layers alone


def _tag_times(marked: Marked) -> list[dict[str, Any]]:
    return [{key: getattr(t, key) for key in ("start", "end", "text", "type", "value")} for t in marked.timexes]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that the parser did not see, of a dateline, a credit or an aside in brackets."""

    text: str
    start: int
    end: int
    tag: str
    sentence: object


_WORD = re.compile(r"\w+(?:['’.]\w+)*|[^\w\s]")


def _all_words(parsed: Parsed) -> list[Any]:
    """The tokens of a text and the words between them that have none, in order."""
    words: list[Any] = []
    position = 0
    for token in [*parsed.tokens, None]:
        stop = token.start if token is not None else len(parsed.text)
        if stop - position > 1:
            sentence = object()
            words += [
                _Word(m.group(), m.start(), m.end(), "NNP" if m.group()[0].isupper() else "", sentence)
                for m in _WORD.finditer(parsed.text, position, stop)
            ]
        if token is not None:
            words.append(token)
            position = token.end
    return words


def _tag_sources(marked: Marked) -> list[dict[str, Any]]:
    def offsets(pair: tuple[Token, Token] | None) -> dict[str, int] | None:
        return {"start": pair[0].start, "end": pair[1].end} if pair else None

    return [
        {"source": offsets(a.source), "cue": offsets(a.cue), "content": [offsets(c) for c in a.content]}
        for a in outermost(find_attributions(marked.parsed))
    ]


_TAGGERS: dict[str, Callable[[Marked], list[dict[str, Any]]]] = {
    "times": _tag_times,
    "sources": _tag_sources,
    "counts": lambda marked: tag_counts(marked.parsed),
    "actors": tag_actors,
}
