"""Which settlement a report means by "the town", "there" or "his village": those that it names, in their order."""

from __future__ import annotations

from itertools import takewhile

from dateline.model import Kind, PassageKind
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Token
from dateline.reading.passages import run_in_headings
from dateline.reading.placefound import ROADS, is_country, is_end_of_road
from dateline.reading.what import Event

# What a gazetteer may know a place as that a text calls so; one country's town is another's city.
_CALLED = {
    "town": ("town", "city", "village"),
    "village": ("village", "town"),
    "city": ("city", "capital"),
}
_REGIONS = frozenset(
    ("region", "province", "state", "governorate", "oblast", "county", "department", "prefecture", "river")
)
_WIDE = frozenset(("country", "continent", "region", "admin1", "state", "river", "sea"))
_FROM = frozenset(("from", "out"))
_REFERENCE_WITHIN = 12
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
        marks = sorted({m.first.i: m for m in marked.places.values()}.values(), key=lambda m: m.first.i)
        self.headings = self._run_in(marks)
        marks = [m for m in marks if not is_country(m) and not is_end_of_road(m)]
        # "Gogjali on the eastern edge of Mosul": the one that only tells where the other lies is not what "the town" means
        self.named = [m for k, m in enumerate(marks) if not k or not self._is_reference(marks[k - 1], m)]
        self._called = self._what_called()

    def last_named(self, i: int) -> PlaceMark | None:
        """The settlement named last before token `i`, those left out that only tell where a speaker is."""
        heading = self.headings.get(self._tokens[i].sentence.paragraph)
        before = [m for m in self.named if m.first.i < i and not self._is_region(m) and not self._is_of_speaker(m)]
        near = [m for m in before if m.first.sentence.paragraph == self._tokens[i].sentence.paragraph]
        if near or heading is not None:
            return near[-1] if near else heading
        alone = self._tokens[i].sentence.passage.kind is PassageKind.ITEM
        return before[-1] if before and not alone else None

    def only_named(self, event: Event) -> PlaceMark | None:
        """The one settlement that the event's sentence names, unless it only says where the speaker is."""
        inside = [m for m in self.named if m.first.sentence is event.head.sentence and not self._is_region(m)]
        if event.kind not in TOLD or not event.head.is_verb or len(inside) != 1 or self._is_of_speaker(inside[0]):
            return None
        if self._tokens[inside[0].first.i - 1].lower in _FROM | {"of", "to", "towards", "toward"}:
            return None
        verb = next((t for t in inside[0].last.ancestors() if t.is_verb), None)
        return inside[0] if verb is None or verb.i not in self._cues else None

    def meant(self, head: Token) -> PlaceMark | None:
        """Which settlement "the town" or "it" is: one of that sort of the paragraph, of its heading, of the text before."""
        paragraph = head.sentence.paragraph
        before = [m for m in self.named if m.first.i < head.i]
        heading = self.headings.get(paragraph)
        if heading is not None:
            before = [heading] + [m for m in before if m.first.sentence.paragraph == paragraph]
        fitting = [m for m in before if self._is_a(m, head.lemma)]
        so_called = [
            m for m in fitting if head.lemma in self._called.get(self.marked.parsed.slice(m.first, m.last), ())
        ]
        return (so_called or fitting or before)[-1] if before else None

    def home(self, owner: Token) -> PlaceMark | None:
        """ "A farmer from Banuko said his village …": where the ones spoken of come from, else where their story is set."""
        paragraph = owner.sentence.paragraph
        before = [m for m in self.named if m.first.i < owner.i and m.first.sentence.paragraph == paragraph]
        origins = [m for m in before if self._tokens[m.first.i - 1].lower in ("from", "fled", "escaped")]
        return (origins or before)[-1] if before else self.headings.get(paragraph)

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

    def _is_reference(self, named: PlaceMark, mark: PlaceMark) -> bool:
        """Does a mark only tell where the one before it lies: "Bashiqa, the last town on the plain north of Mosul"?"""
        gap = self._tokens[named.last.i + 1 : mark.first.i]
        if not gap or len(gap) > _REFERENCE_WITHIN or named.last.sentence is not mark.first.sentence:
            return False
        return gap[-1].lower in ("of", "in", "near", "from", "the") and not any(
            t.is_verb or t.lower in ("and", "or", "as") for t in gap
        )

    def _is_of_speaker(self, mark: PlaceMark) -> bool:
        """Does a place say where the one who speaks is: "an aid worker in Lashio said"?"""
        for above in mark.last.ancestors():
            if above.is_verb:
                return False
            if above.head.i in self._cues:
                return above.dep in ("nsubj", "pobj")
        return False

    def _is_a(self, mark: PlaceMark, noun: str) -> bool:
        """Can "the town" be this place? By what the text calls it ("the town of Gogjali"), else by what it is known as."""
        if noun not in _CALLED:
            return True
        if self._is_region(mark):
            return False
        called = self._called.get(self.marked.parsed.slice(mark.first, mark.last))
        if called:
            return noun in called
        if mark.place is None:
            return noun != "city"
        return mark.place.type in _CALLED[noun]

    def _is_region(self, mark: PlaceMark) -> bool:
        """Is it wider than a settlement: "the Donetsk region"?"""
        after = self._tokens[mark.last.i + 1 : mark.last.i + 2]
        wide = mark.place is not None and mark.place.type in _WIDE
        return wide or bool(after) and after[0].lemma in _REGIONS

    def _what_called(self) -> dict[str, set[str]]:
        """What the text calls each settlement: "the town of Gogjali", "Hamam al-Alil, a riverside town"."""
        found: dict[str, set[str]] = {}
        for mark in self.named:
            words = [t.lemma for t in self._tokens[max(0, mark.first.i - 2) : mark.first.i]]
            after = self._tokens[mark.last.i + 1 : mark.last.i + 6]
            if len(after) > 2 and after[0].text == "," and after[1].lower in ("a", "an", "the"):
                words += [t.lemma for t in takewhile(lambda t: t.text != ",", after[1:])]
            elif after and after[0].lemma in _CALLED:
                words.append(after[0].lemma)
            if called := _CALLED.keys() & words:
                found.setdefault(self.marked.parsed.slice(mark.first, mark.last), set()).update(called)
        return found
