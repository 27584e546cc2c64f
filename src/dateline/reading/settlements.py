"""Which settlement a report means by "the town", "there" or "his village": those that it names, the nearest first.

The paragraph is asked before its heading, and that before the paragraphs above; a settlement that is named only to say
where a speaker is, or where another place lies, comes after all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from dateline.lexicon.wordlists import word_list
from dateline.model import Kind, PassageKind
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Token
from dateline.reading.passages import run_in_headings
from dateline.reading.placeasides import Asides, follows_who
from dateline.reading.placefound import ROADS, is_country, is_end_of_road
from dateline.reading.what import Event

# What a gazetteer may know a place as that a text calls so, the fittest first; one country's town is another's city.
_CALLED = {
    "town": ("town", "city", "village", "neighbourhood"),
    "village": ("village", "town", "neighbourhood"),
    "hamlet": ("village", "town", "neighbourhood"),
    "city": ("city", "capital"),
}
_SORTS = word_list("places_referred_to")
# What is called so is no town, no village and no city.
_APART = frozenset(("camp", "hill", "island"))
_REGIONS = frozenset(
    ("region", "province", "state", "governorate", "oblast", "county", "department", "prefecture", "river")
)
_WIDE = frozenset(("country", "continent", "region", "admin1", "state", "river", "sea"))
_FROM = frozenset(("from", "out"))
# What a report tells of when it tells of one place.
TOLD = frozenset(
    (
        Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.BOMBING, Kind.SHELLING, Kind.AIRSTRIKE, Kind.ATTACK, Kind.CAPTURE, Kind.WITHDRAW,
    )
)  # fmt: skip


class Settlements:
    """The settlements that one report names; `cues` are the indices of the words that say that someone says something."""

    def __init__(self, marked: Marked, cues: set[int]) -> None:
        self.marked = marked
        self._cues = cues
        self._tokens = marked.parsed.tokens
        self.asides = Asides(marked, cues)
        marks = sorted({m.first.i: m for m in marked.places.values()}.values(), key=lambda m: m.first.i)
        self.headings = self._run_in(marks)
        asides = self.asides
        marks = [m for m in marks if not (is_country(m) or is_end_of_road(m) or asides.is_of_institution(m))]
        # "Gogjali on the eastern edge of Mosul": the one that only tells where the other lies is not what "the town" means
        self.named = [m for k, m in enumerate(marks) if not k or not asides.is_reference(marks[k - 1], m)]
        self._called = self._what_called()

    def last_named(self, i: int, *, wide: bool = False) -> PlaceMark | None:
        """The settlement named last before token `i`, those left out that only tell where a speaker is.

        Each item of a list stands alone. A region is taken only if `wide`, and where its paragraph names no settlement.
        """
        sentence = self._tokens[i].sentence
        alone = sentence.passage.kind is PassageKind.ITEM and sentence.paragraph not in self.headings
        for group in islice(self._nearest_first(i), 1 if alone else None):
            heads = group[:1] == [self.headings.get(self._tokens[i].sentence.paragraph)]
            fitting = [m for m in group if heads or not self.asides.is_aside(m)]
            settled = [m for m in fitting if heads or not self._is_region(m)]
            if settled or wide and fitting:
                return (settled or fitting)[-1]
        return None

    def here(self, i: int) -> PlaceMark | None:
        """Where the one who writes is: the heading's place, the dateline's; None in a quotation."""
        if self.marked.parsed.quotation_of(self._tokens[i]) is not None:
            return None
        return self.headings.get(self._tokens[i].sentence.paragraph) or self.marked.dateline

    def only_named(self, event: Event) -> PlaceMark | None:
        """The one settlement that the event's sentence names, unless it only says where the speaker is."""
        inside = [m for m in self.named if m.first.sentence is event.head.sentence and not self._is_region(m)]
        if event.kind not in TOLD or not event.head.is_verb or len(inside) != 1 or self.asides.is_aside(inside[0]):
            return None
        if self._tokens[inside[0].first.i - 1].lower in _FROM | {"of", "to", "towards", "toward"}:
            return None
        if inside[0].first.i > event.head.i and follows_who(event.head, inside[0].first):
            return None
        verb = next((t for t in inside[0].last.ancestors() if t.is_verb), None)
        return inside[0] if verb is None or verb.i not in self._cues else None

    def meant(self, head: Token) -> PlaceMark | None:
        """Which settlement "the town" or "it" is: one of that sort, of the nearest paragraph that names one."""
        groups = list(self._nearest_first(head.i))[: 2 if head.lower == "it" else None]
        loose: PlaceMark | None = None
        for group in groups:
            fitting = [
                m for m in group if self._is_a(m, head.lemma) and (self._is_origin(m) or not self.asides.is_aside(m))
            ]
            so_called = [m for m in fitting if head.lemma in self._names_for(m)]
            sure = so_called or [m for m in fitting if self._is_plainly(m, head.lemma)]
            if so_called or sure and loose is None:
                return sure[-1]
            loose = loose or (fitting[-1] if fitting else None)
        if loose is not None:
            return loose
        every = [m for group in groups for m in reversed(group)]
        likeliest = next((m for m in every if self._is_a(m, head.lemma)), None)
        if likeliest is None and head.lower != "it":
            likeliest = self.here(head.i)
        return likeliest or next(iter(every), None)

    def _is_origin(self, mark: PlaceMark) -> bool:
        """ "A farmer from Banuko", "residents of Alamata": where those who speak live is what they speak of."""
        return (
            mark.first.i > 0 and self._tokens[mark.first.i - 1].lower in ("from", "of") and mark.last.head.head.is_noun
        )

    def home(self, owner: Token) -> PlaceMark | None:
        """ "A farmer from Banuko said his village …": where the ones spoken of come from, else where their story is set."""
        paragraph = owner.sentence.paragraph
        before = [m for m in self.named if m.first.i < owner.i and m.first.sentence.paragraph == paragraph]
        origins = [m for m in before if self._tokens[m.first.i - 1].lower in ("from", "fled", "escaped")]
        return (origins or before)[-1] if before else self.headings.get(paragraph)

    def _nearest_first(self, i: int) -> Iterator[list[PlaceMark]]:
        """The settlements named before token `i`, paragraph by paragraph; a paragraph under a heading stands alone."""
        sentence = self._tokens[i].sentence
        before = [m for m in self.named if m.first.i < i]
        yield [m for m in before if m.first.sentence.paragraph == sentence.paragraph]
        if sentence.paragraph in self.headings:
            heading = self.headings[sentence.paragraph]
            yield [heading] if heading is not None else []
            return
        for paragraph in sorted({m.first.sentence.paragraph for m in before} - {sentence.paragraph}, reverse=True):
            yield [m for m in before if m.first.sentence.paragraph == paragraph]

    def _run_in(self, marks: list[PlaceMark]) -> dict[int, PlaceMark | None]:
        """For each paragraph the place that the heading run in before it names: "Toretsk. Around 2,500 people …".

        None where the heading is no place, or a road.
        """
        passages, text = self.marked.parsed.passages, self.marked.parsed.text
        found: dict[int, PlaceMark | None] = {}
        for number in run_in_headings(text, passages):
            heading = passages[number]
            inside = [m for m in marks if heading.start <= m.first.start < heading.end]
            if inside and not any(t.lemma in ROADS for t in self._tokens[inside[0].last.i + 1 :][:1]):
                found[number + 1] = inside[0] if len(inside) == 1 else None
        return found

    def _is_a(self, mark: PlaceMark, noun: str) -> bool:
        """Can "the town" be this place? By what the text calls it ("the town of Gogjali"), else by what it is known as."""
        if noun not in _CALLED:
            return True
        if self._is_region(mark):
            return False
        called = self._names_for(mark) & (_CALLED.keys() | _APART)
        if called:
            return noun in called
        if mark.place is None:
            return noun != "city"
        return mark.place.type in _CALLED[noun]

    def _is_plainly(self, mark: PlaceMark, noun: str) -> bool:
        """Is nothing known of it that speaks against "the village"?"""
        return noun not in _CALLED or mark.place is None or mark.place.type in _CALLED[noun][:2]

    def _is_region(self, mark: PlaceMark) -> bool:
        """Is it wider than a settlement: "the Donetsk region"?"""
        after = self._tokens[mark.last.i + 1 : mark.last.i + 2]
        wide = mark.place is not None and mark.place.type in _WIDE
        return wide or bool(after) and after[0].lemma in _REGIONS

    def _names_for(self, mark: PlaceMark) -> set[str]:
        return self._called.get(self.marked.parsed.slice(mark.first, mark.last), set())

    def _what_called(self) -> dict[str, set[str]]:
        """What the text calls each settlement: "the town of Gogjali", "Hamam al-Alil, a riverside town"."""
        found: dict[str, set[str]] = {}
        for mark in self.named:
            words = [t.lemma for t in self._tokens[max(0, mark.first.i - 2) : mark.first.i]]
            after = self._tokens[mark.last.i + 1 : mark.last.i + 6]
            if len(after) > 2 and after[0].text == "," and after[1].lower in ("a", "an", "the"):
                words += [t.lemma for t in takewhile(lambda t: t.text != ",", after[1:])]
            elif after:
                words += [t.lemma for t in takewhile(lambda t: t.is_noun and t.text.islower(), after[:2])]
            if called := _SORTS & set(words):
                found.setdefault(self.marked.parsed.slice(mark.first, mark.last), set()).update(called)
        return found
