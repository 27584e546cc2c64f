"""Every actor that a text names or describes: bodies, persons, peoples; and the places, for those who want them too.

Known actors come from the lexicon. A name that the lexicon lacks is told by what it is made of ("Desert Falcons
Brigade", "Gen. Wissam Araji") and by what stands around it ("said Rupert Colville", "Ali Zeyd, 26"); it keeps its own
name and has no id, for it is better to know no one than to take one group for another. After ACE (Linguistic Data
Consortium, English Annotation Guidelines for Entities 6.6) a mention is a name, a description ("government forces",
"the president") or a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dateline.gazetteer.words import words
from dateline.lexicon.names import load_names
from dateline.lexicon.nouns import ActorNoun
from dateline.reading.grammar import phrase
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Sentence, Token

ORGANISATION, PERSON, LOCATION = "organisation", "person", "location"
NAME, DESCRIPTION, PRONOUN = "name", "description", "pronoun"

_ARTICLES = frozenset("al el ad an ar as ash at az es ez ed ud ul".split())
_PARTICLES = frozenset("bin ibn bint ould abu de von van der del da dos di du la le ben ag".split()) | _ARTICLES
_OF = frozenset(("of", "for"))
_PRONOUNS = {
    **dict.fromkeys("i me he him she her himself herself myself".split(), PERSON),
    **dict.fromkeys("we us they them ourselves themselves".split(), ORGANISATION),
}
_ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9&]|\.(?=[A-Z]))*[A-Z0-9](?:s|\.)?$")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)$")
_MODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "npadvmod", "quantmod", "nummod"))
_INITIAL = re.compile(r"[A-Z]\.?$")
_SAYING = frozenset("say tell add state note report claim declare warn explain insist announce tweet write recall stress".split())
_ACTED_ON = frozenset(
    "support accuse urge condemn congratulate thank help assist arm back warn ask join fight attack blame threaten tell invade "
    "ally press call sanction fund advise criticise criticize defeat".split()
)
_TOWARDS = frozenset("by with between against among".split())
_VEHICLES = frozenset(("vehicle", "aircraft", "artillery"))


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention: `text[start:end]` of the report, code points, end exclusive.

    `type` is organisation, person or location; a country that acts, and a people, is an organisation. `form` is name,
    description or pronoun. `name` is whom it means as far as that is known, `id` and `kind` are the lexicon's.
    """

    start: int
    end: int
    type: str
    name: str
    id: str | None = None
    kind: str | None = None
    form: str = NAME


def tag_actors(marked: Marked) -> list[dict[str, Any]]:
    """The actors of a report as `dateline tag actors` prints them: places are left out."""
    text = marked.parsed.text
    return [
        {"start": e.start, "end": e.end, "text": text[e.start : e.end], "type": e.type, "name": e.name, "id": e.id, "kind": e.kind}
        for e in find_entities(marked)
        if e.type != LOCATION
    ]


def find_entities(marked: Marked, *, descriptions: bool = True) -> list[Entity]:
    """Every mention of an actor or a place, in the order of the text, none inside another.

    With `descriptions`, mentions by a common noun or a pronoun are given too, else names alone.
    """
    finder = _Finder(marked)
    finder.find(descriptions)
    return finder.entities()


@dataclass(slots=True)
class _Mention:
    """A mention by the indices of its first and last token, before it has an offset."""

    first: int
    last: int
    type: str
    form: str
    id: str | None = None
    kind: str | None = None
    name: str | None = None


class _Finder:
    def __init__(self, marked: Marked) -> None:
        self.marked, self.tokens = marked, marked.parsed.tokens
        self.names, self.lists = load_names(), words()
        self.given = self.names.given | self.lists.given_names
        self.timed = bytearray(len(self.tokens))
        for mark in marked.times:
            for i in range(mark.first.i, mark.last.i + 1):
                self.timed[i] = 1
        self.found: list[_Mention] = []
        self.at: dict[int, _Mention] = {}
        self.surnames: dict[str, str] = {}
        self.acronyms: dict[str, str] = {}
        self.unsure: list[tuple[int, int]] = []

    def find(self, descriptions: bool) -> None:
        """Finds names first, then what they leave: descriptions around them, pronouns."""
        for sentence in self.marked.parsed.sentences:
            self._names(sentence)
        for first, last in self.unsure:
            self._second_mention(first, last)
        if descriptions:
            for token in self.tokens:
                if token.tag[:2] == "NN":
                    if token.i not in self.at or self.at[token.i].last > token.i:
                        self._description(token)
                elif token.tag == "PRP":
                    kind = _PRONOUNS.get(token.lower)
                    if kind is not None and token.i not in self.at:
                        self._put(_Mention(token.i, token.i, kind, PRONOUN))

    def _put(self, mention: _Mention) -> None:
        """Takes a mention in; those that lie inside it go."""
        for i in range(mention.first, mention.last + 1):
            other = self.at.get(i)
            if other is not None and other is not mention:
                for k in range(other.first, other.last + 1):
                    self.at.pop(k, None)
        for i in range(mention.first, mention.last + 1):
            self.at[i] = mention

    # --- names

    def _names(self, sentence: Sentence) -> None:
        i, stop = sentence.first, sentence.stop
        while i < stop:
            token = self.tokens[i]
            if token.text[0].islower() and i not in self.marked.actors or not self._opens(token, sentence):
                i += 1
                continue
            last = self._run(i, stop)
            self._classify(i, last)
            i = last + 1

    def _opens(self, token: Token, sentence: Sentence) -> bool:
        """May a name start here?"""
        i = token.i
        if i in self.marked.actors or i in self.marked.places:
            return True
        if self.timed[i]:
            return False
        if not token.text[0].isupper():
            return bool(_NUMBERED.match(token.text)) and i + 1 < sentence.stop and self._capital(i + 1)
        if token.tag in ("PRP", "PRP$", "DT", "IN", "WDT", "WP", "CC", "WRB", "MD", "TO", "RB", "EX", "UH"):
            return False
        if i == sentence.first or self.tokens[i - 1].text in ('"', "'", ":", "-", "•", "*"):
            follows = i + 1 < sentence.stop and self._capital(i + 1)
            return token.is_proper or follows or token.lower in self.given
        return True

    def _capital(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text[0].isupper() and not self.timed[i] and token.tag not in ("PRP", "PRP$", "DT", "WDT", "WP", "WRB")

    def _run(self, i: int, stop: int) -> int:
        """The last token of the run of capitals that starts at token `i`."""
        tokens, j = self.tokens, i
        mark = self.marked.actors.get(i)
        if mark is not None:
            j = mark.last.i
        body = tokens[i].lower in self.names.organisation or tokens[i].lower in self.names.title
        while j + 1 < stop:
            mark = self.marked.actors.get(j + 1)
            if mark is not None:
                j = mark.last.i
                continue
            after = tokens[j + 1]
            lower = after.lower
            if self._capital(j + 1) or after.text.isdigit() and body and len(after.text) < 4:
                j += 1
            elif after.text in ("-", "–", "'") and j + 2 < stop and self._joined(j):
                j += 2
            elif lower in _PARTICLES and j + 2 < stop and (self._capital(j + 2) or tokens[j + 2].text == "-" and j + 3 < stop and self._capital(j + 3)):
                j += 2 if tokens[j + 2].text != "-" else 3
            elif lower in _OF and body and j + 2 < stop and tokens[j].lower in self.names.organisation | self.names.title:
                k = j + 2 if tokens[j + 2].lower != "the" else j + 3
                if k >= stop or not self._capital(k):
                    break
                j = k
            elif lower in ("and", "&") and j + 2 < stop and self._capital(j + 2) and any(t.lower in _OF for t in tokens[i:j]):
                j += 2
            else:
                break
            body = body or tokens[j].lower in self.names.organisation or tokens[j].lower in self.names.title
        return j

    def _joined(self, j: int) -> bool:
        """Does a hyphen or apostrophe after token `j` hold two parts of one name together?"""
        a, b, c = self.tokens[j : j + 3]
        close = a.end == b.start and b.end == c.start
        if b.text == "'":
            return close and c.lower not in ("s", "re", "ve", "ll", "d", "m", "t")
        return c.text[0].isupper() and (close or a.lower in _ARTICLES)

    def _classify(self, first: int, last: int) -> None:
        """What a run of capitals names: the whole, or one part after another."""
        marked, tokens, names = self.marked, self.tokens, self.names
        while first <= last:
            mark = marked.actors.get(first)
            if mark is not None and mark.last.i == last:
                return self._known(mark.first.i, mark.last.i)
            end = tokens[last]
            lowers = [t.lower for t in tokens[first : last + 1]]
            titles = [k for k, word in enumerate(lowers) if word in names.title]
            if titles:
                k = titles[-1]
                if k == len(lowers) - 1 or lowers[k + 1] in _OF or any(w in _OF for w in lowers):
                    if lowers[k] not in ("staff", "first", "chief", "resident", "senior", "crown") or k:
                        return self._person(first, last, DESCRIPTION)
                elif lowers[-1] not in names.organisation:
                    for i in range(first + k + 1, last + 1):
                        if i in marked.actors and marked.actors[i].actor.kind != "person":
                            break
                    else:
                        return self._person(first, last, NAME, first + k + 1)
            if lowers[-1] in names.other or lowers[0] in names.other:
                inner = next((i for i in range(first, last + 1) if i in marked.actors), None)
                if inner is not None:
                    self._known(inner, marked.actors[inner].last.i)
                return None
            if self._is_body(first, last, lowers):
                return self._put(_Mention(first, last, ORGANISATION, NAME))
            if mark is not None:
                self._known(first, mark.last.i)
                first = mark.last.i + 1
                continue
            place = marked.places.get(first)
            if place is not None:
                self._place(place)
                first = place.last.i + 1
                continue
            if lowers[0] in names.peoples:
                if first == last:
                    if end.tag in ("NNPS", "NNS") or (end.dep in ("nsubj", "dobj", "pobj", "conj", "nsubjpass") and end.is_noun and lowers[0].endswith("s")):
                        self._put(_Mention(first, last, ORGANISATION, NAME, kind="civilians"))
                    return None
                first += 1
                continue
            inner = next((i for i in range(first, last + 1) if i in marked.actors or i in marked.places), None)
            stop = last if inner is None else inner - 1
            if stop >= first and tokens[stop].text == "-":
                stop -= 1
            if stop >= first:
                self._unknown(first, stop)
            if inner is None:
                return None
            first = inner
        return None

    def _is_body(self, first: int, last: int, lowers: list[str]) -> bool:
        organisation = self.names.organisation
        if len(lowers) < 2:
            return False
        place = self.marked.places.get(last)
        if place is not None and place.first.i == first:
            return False
        if lowers[-1] in organisation:
            return True
        if lowers[-1].isdigit() or _NUMBERED.match(lowers[0]):
            return any(word in organisation for word in lowers) or bool(_NUMBERED.match(lowers[0]))
        return any(a in organisation and b in _OF for a, b in zip(lowers, lowers[1:], strict=False))

    def _known(self, first: int, last: int) -> None:
        actor = self.marked.actors[first].actor
        kind = PERSON if actor.kind == "person" else ORGANISATION
        self._put(_Mention(first, last, kind, NAME, actor.id, actor.kind, actor.name))

    def _person(self, first: int, last: int, form: str, name: int | None = None) -> None:
        if first > 0 and form == NAME and name is not None and name > last:
            return
        mention = _Mention(first, last, PERSON, form, kind="person")
        if form == NAME:
            start = first if name is None else name
            mark = self.marked.actors.get(last)
            if mark is not None and mark.actor.kind == "person":
                mention.id, mention.name = mark.actor.id, mark.actor.name
            else:
                mention.name = self._text(start, last)
                if last > start or name is not None:
                    self.surnames.setdefault(self.tokens[last].lower, mention.name)
        self._put(mention)

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.marked.parsed.slice(self.tokens[first], self.tokens[last]).split())

    def _unknown(self, first: int, last: int) -> None:
        """A name that holds nothing known: a person by its form or by what is around it, a body by its capitals."""
        tokens, names = self.tokens, self.names
        token, end = tokens[first], tokens[last]
        lowers = [t.lower for t in tokens[first : last + 1]]
        several = last > first
        if several and (lowers[0] in self.given and end.is_proper or lowers[0] in names.kin or lowers[-2] in names.kin):
            return self._person(first, last, NAME)
        if several and any(_INITIAL.match(t.text) for t in tokens[first + 1 : last]):
            return self._person(first, last, NAME)
        if not several and _ACRONYM.match(token.text) and len(token.text) > 1:
            if lowers[0] in names.not_organisation or self._shouts(token.sentence):
                return None
            return self._put(_Mention(first, last, ORGANISATION, NAME))
        self.unsure.append((first, last))
        return None

    def _shouts(self, sentence: Sentence) -> bool:
        return not any(t.text.islower() for t in sentence.tokens) and len(sentence.tokens) > 3

    def _second_mention(self, first: int, last: int) -> None:
        """A name that its form does not tell: a person named before, or one by what the sentence says of it."""
        tokens = self.tokens
        end = tokens[last]
        full = self.surnames.get(end.lower)
        if full is not None:
            mention = _Mention(first, last, PERSON, NAME, kind="person", name=full)
            return self._put(mention)
        if not end.is_proper or last - first > 3 or not all(t.is_proper or t.lower in _PARTICLES or t.text in "-'" for t in tokens[first : last + 1]):
            return None
        head = end
        while head.dep in ("compound", "flat") and head.head is not head and head.head.i <= last and head.head.i >= first:
            head = head.head
        if self._is_human(head, last):
            self._person(first, last, NAME)
        return None

    def _is_human(self, head: Token, last: int) -> bool:
        tokens = self.tokens
        after = tokens[last + 1 : last + 4]
        if len(after) == 3 and after[0].text == "," and after[1].text.isdigit() and len(after[1].text) < 3 and after[2].text in ",.":
            return True
        verb = head.head
        if head.dep == "nsubj" and verb.is_verb and verb.i > head.i or head.dep == "nsubj" and verb.lemma in _SAYING:
            return True
        for other in (*head.children, verb):
            if other.dep == "appos" or head.dep == "appos":
                noun = self.marked.nouns.actors.get(other.lemma)
                if noun is not None and noun.kind in ("person", "civilians") or other.lemma in self.names.title:
                    return True
        return head.dep == "poss"

    # --- places and states

    def _place(self, mark: PlaceMark) -> None:
        first, last = mark.first.i, mark.last.i
        place = mark.place
        state = place is not None and place.type in ("country", "capital")
        if state and self._acts(mark.last):
            kind = "government"
            self._put(_Mention(first, last, ORGANISATION, NAME, None, kind, place.name if place else None))
        else:
            self._put(_Mention(first, last, LOCATION, NAME, place.id if place else None, None, place.name if place else None))

    def _acts(self, head: Token) -> bool:
        """Does the name of a country stand for those who act for it?"""
        for _ in range(6):
            if head.dep != "conj" or head.head.i >= head.i:
                break
            head = head.head
        above = head.head
        if head.dep in ("nsubj", "agent"):
            return True
        if head.dep == "poss":
            return True
        if head.dep == "dobj":
            return above.lemma in _ACTED_ON
        if head.dep == "pobj":
            return above.lower in _TOWARDS
        return False

    # --- descriptions

    def _description(self, head: Token) -> None:
        """The noun phrase of a common noun that means actors or a place."""
        if head.dep in ("compound", "nmod", "amod", "npadvmod") and head.head.i > head.i and head.head.i - head.i < 6:
            return
        if self.timed[head.i]:
            return
        found = self._sort(head)
        if found is None:
            return
        kind, noun = found
        span = phrase(head, self.tokens)
        first, last = span.first.i, span.last.i
        last = self._cut(head, last)
        first = self._trim(first, head.i)
        mention = _Mention(first, last, kind, DESCRIPTION, kind=noun.kind if noun is not None else None)
        for i in range(first, head.i + 1):
            inner = self.at.get(i)
            if inner is None:
                continue
            if inner.first < first or inner.last > last:
                return
            if inner.id is not None and kind == ORGANISATION and inner.type == ORGANISATION:
                mention.id, mention.kind, mention.name = inner.id, inner.kind, inner.name
        self._put(mention)

    def _trim(self, first: int, head: int) -> int:
        while first < head and self.tokens[first].tag in (",", ":", "CC", "HYPH", "``", "''", "POS"):
            first += 1
        return first

    def _cut(self, head: Token, last: int) -> int:
        """Where a description ends: with its noun, or with a place after "of"."""
        return head.i if last <= head.i or last not in self.marked.places else last

    def _sort(self, head: Token) -> tuple[str, ActorNoun | None] | None:
        names, marked = self.names, self.marked
        lemma = head.lemma
        plural = head.tag in ("NNS", "NNPS")
        noun = marked.nouns.actors.get(lemma) or marked.nouns.actors.get(head.lower)
        if head.is_proper and head.i in marked.actors:
            return None
        if noun is not None and marked.nouns.classes.get(lemma, frozenset()) & _VEHICLES:
            noun = None
        if noun is not None:
            if plural or lemma in names.collective:
                return ORGANISATION, noun
            return PERSON, noun
        if lemma in names.collective:
            return ORGANISATION, None
        if plural and (lemma in names.people or head.lower in names.people):
            return ORGANISATION, None
        if lemma in names.people or lemma in names.title:
            return PERSON, None
        if lemma in names.place:
            return LOCATION, None
        return None

    # --- the result

    def entities(self) -> list[Entity]:
        found = list({id(m): m for m in self.at.values()}.values())
        found.sort(key=lambda m: m.first)
        out = []
        for m in found:
            start, end = self.tokens[m.first].start, self.tokens[m.last].end
            out.append(Entity(start, end, m.type, m.name or self._plain(m), m.id, m.kind, m.form))
        out += self._asides()
        out.sort(key=lambda e: e.start)
        return out

    def _plain(self, mention: _Mention) -> str:
        first = mention.first
        while first < mention.last and self.tokens[first].tag in ("DT", "PRP$", "PDT"):
            first += 1
        return self._text(first, mention.last)

    def _asides(self) -> Iterator[Entity]:
        """ "the Free Idlib Army (FIA)": the short name in brackets after a long one."""
        text = self.marked.parsed.text
        for aside in self.marked.parsed.asides:
            inner = text[aside.start : aside.end]
            before = self.at.get(aside.before)
            if before is None or not _ACRONYM.match(inner):
                continue
            if before.type == ORGANISATION:
                yield Entity(aside.start, aside.end, ORGANISATION, before.name or self._plain(before), before.id, before.kind)
