"""What a name names: the runs of capitals in a report as known actors, bodies, persons, peoples, places.

A run is told by what it holds (an actor or place that is known, a title, a first name, the last word of a body's
name), then by what stands around it. What neither tells is left alone: a name is never forced onto an actor.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.lexicon.nouns import ARMED_KINDS
from dateline.reading.describing import acts, is_human_noun
from dateline.reading.marked import PlaceMark
from dateline.reading.mentions import DESCRIPTION, LOCATION, NAME, ORGANISATION, PERSON, Mention, Mentions
from dateline.reading.parsing import Sentence, Token

# The article in Arabic names, with its assimilated forms, and what joins the parts of names elsewhere.
_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "es", "ez", "ed", "ud", "ul"))
_PARTICLES = _ARTICLES | {
    "bin", "ibn", "bint", "ould", "abu", "ben", "ag", "de", "von", "van", "der", "del", "da", "dos", "di", "du", "la", "le",
}  # fmt: skip
_OF = frozenset(("of", "for"))
_ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9&]|\.(?=[A-Z]))*[A-Z0-9](?:s|\.)?$")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)$")
_INITIAL = re.compile(r"[A-Z]\.?$")
_CLITICS = frozenset(("s", "re", "ve", "ll", "d", "m", "t"))
_NO_NAME = frozenset(("PRP", "PRP$", "DT", "WDT", "WP", "WRB"))
_NO_START = _NO_NAME | {"IN", "CC", "MD", "TO", "RB", "EX", "UH"}
_OPENERS = frozenset(('"', "'", ":", "-", "•", "*"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# Where a name of two or three words that nothing else is known of is a person's.
_TELLING = _SUBJECTS | {"appos", "dobj", "attr", "oprd"}
_OF_PERSONS = frozenset(("by", "with", "as", "against"))
_LOCATIVE = frozenset(("in", "near", "at", "outside", "inside", "around"))
_LONGEST_PERSON = 4


def is_acronym(text: str) -> bool:
    """Is it written as the short name of a body is: "SDF", "F.B.I.", "IDPs"?"""
    return bool(_ACRONYM.match(text))


class Namer:
    """Finds the names of one report and puts them into its mentions."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions, self.marked, self.tokens = mentions, mentions.marked, mentions.tokens
        self.words = mentions.words
        self._heads = self.words.organisation | self.words.title
        self._surnames: dict[str, Mention] = {}
        self._bodies: dict[str, str] = {}
        self._unsure: list[tuple[int, int]] = []

    def find(self) -> None:
        """Finds the names that tell themselves, then those that others explain ("Colville" after "Rupert Colville")."""
        for sentence in self.marked.parsed.sentences:
            i = sentence.first
            while i < sentence.stop:
                if not self._opens(self.tokens[i], sentence):
                    i += 1
                    continue
                last = self._run(i, sentence.stop)
                self._tell(i, last)
                i = last + 1
        for first, last in self._unsure:
            self._tell_by_context(first, last)

    # --- runs of capitals

    def _opens(self, token: Token, sentence: Sentence) -> bool:
        """May a name start here?"""
        i = token.i
        if i in self.marked.actors:
            return True
        if token.lower in _ARTICLES and i + 1 < sentence.stop and self.tokens[i + 1].text == "-":
            return self._particle(i, sentence.stop) > 0  # "al-Ghuraba Brigades"
        if not token.text[0].isupper():
            follows = i + 1 < sentence.stop and token.text[0].isdigit() and self._capital(i + 1)
            return follows and bool(_NUMBERED.match(token.text))
        if i in self.marked.places:
            return True
        if self.mentions.timed[i] or token.tag in _NO_START or i > sentence.first and self._follows_hyphen(i):
            return False
        if i == sentence.first or self.tokens[i - 1].text in _OPENERS:
            follows = i + 1 < sentence.stop and self._capital(i + 1)
            return token.is_proper or follows or token.lower in self.mentions.given
        return True

    def _follows_hyphen(self, i: int) -> bool:
        return self.tokens[i - 1].text == "-" and self.tokens[i - 1].end == self.tokens[i].start

    def _capital(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text[0].isupper() and not self.mentions.timed[i] and token.tag not in _NO_NAME

    def _run(self, i: int, stop: int) -> int:
        """The last token of the run of capitals that starts at token `i`."""
        tokens = self.tokens
        mark = self.marked.actors.get(i)
        j = mark.last.i if mark is not None else i
        headed = tokens[i].lower in self._heads
        has_of = False
        while j + 1 < stop:
            mark = self.marked.actors.get(j + 1)
            after = tokens[j + 1]
            if mark is not None:
                j = mark.last.i
            elif self._capital(j + 1) or headed and after.text.isdigit() and len(after.text) < 4:
                j += 1
            elif after.text in ("-", "–", "'") and j + 2 < stop and self._joined(j):
                j += 2
            elif (step := self._particle(j + 1, stop)) > 0:
                j += step
            elif after.lower in _OF and self._takes_of(j, has_of) and (k := self._after_of(j + 2, stop)) > 0:
                j, has_of = k, True
            elif after.lower in ("and", "&") and has_of and j + 2 < stop and self._capital(j + 2):
                j += 2
            else:
                break
            headed = headed or tokens[j].lower in self._heads
        return j

    def _joined(self, j: int) -> bool:
        """Does the hyphen or apostrophe after token `j` hold two parts of one name together?"""
        a, b, c = self.tokens[j : j + 3]
        close = a.end == b.start and b.end == c.start
        if b.text == "'":
            return close and c.lower not in _CLITICS
        return c.text[0].isupper() and (close or a.lower in _ARTICLES)

    def _particle(self, i: int, stop: int) -> int:
        """How many tokens a particle at `i` and the capital after it take: "bin Laden", "al - Ansari"; 0 for none."""
        if self.tokens[i].lower not in _PARTICLES or i + 1 >= stop:
            return 0
        if self.tokens[i + 1].text == "-":
            return 3 if i + 2 < stop and self._capital(i + 2) else 0
        return 2 if self._capital(i + 1) else 0

    def _takes_of(self, j: int, has_of: bool) -> bool:
        """May "of …" after token `j` belong to the name? Not after the full name of a known actor, or after a bracket."""
        close = self.tokens[j + 1].start - self.tokens[j].end <= 1
        return close and (has_of or self.tokens[j].lower in self._heads and j not in self.marked.actors)

    def _after_of(self, i: int, stop: int) -> int:
        """The capital after "of" or "of the" where `i` is the token after "of"; 0 for none."""
        if i < stop and self.tokens[i].lower == "the":
            i += 1
        return i if i < stop and self._capital(i) else 0

    # --- what a run is

    def _tell(self, first: int, last: int) -> None:
        """Tells what a run names: the whole, or one part after another."""
        while first <= last:
            mark, place = self.marked.actors.get(first), self.marked.places.get(first)
            if mark is not None and mark.last.i >= last:
                self._known(mark.first.i, mark.last.i)
                return
            lowers = [t.lower for t in self.tokens[first : last + 1]]
            if self._whole(first, last, lowers):
                return
            if mark is not None:
                self._known(first, mark.last.i)
                first = mark.last.i + 1
            elif place is not None:
                self._place(place)
                first = place.last.i + 1
            elif lowers[0] in self.words.peoples:
                self._people(first, last)
                first += 1
            else:
                stop = next(
                    (i for i in range(first, last + 1) if i in self.marked.actors or i in self.marked.places), last + 1
                )
                self._unknown(first, stop - 2 if stop <= last and self.tokens[stop - 1].text == "-" else stop - 1)
                first = stop

    def _whole(self, first: int, last: int, lowers: list[str]) -> bool:
        """Tells a run as one name by its first or last word or by a title in it, if it can."""
        words, end = self.words, self.tokens[last]
        if self._titled(first, last, lowers):
            return True
        if last > first and lowers[-1] in words.landmark and lowers[0] not in words.other:
            self.mentions.put(Mention(first, last, LOCATION, NAME))
            return True
        if lowers[-1] in words.other or lowers[0] in words.other:
            for i in range(first, last + 1):
                mark = self.marked.actors.get(i)
                if mark is not None and mark.first.i == i:
                    self._known(i, mark.last.i)
            return True
        if self._is_body(first, last, lowers):
            self._body(first, last)
            return True
        if last > first and end.tag in ("NNS", "NNPS") and is_human_noun(self.mentions, end):
            self.mentions.put(Mention(first, last, ORGANISATION, DESCRIPTION))
            return True
        return False

    def _titled(self, first: int, last: int, lowers: list[str]) -> bool:
        """Tells a person by a title: "Foreign Secretary", "Minister for Trade", "Gen. Wissam Araji"."""
        k = max((k for k, word in enumerate(lowers) if word in self.words.title), default=None)
        if k is None:
            return False
        if lowers[0] in self.words.organisation and lowers[1:2] == ["of"]:
            self._body(first, last)  # "the Office of the Prosecutor"
            return True
        if k == len(lowers) - 1 or any(word in _OF for word in lowers[k:]):
            if k == 0 and lowers[0] in self.words.title_part:
                return False
            self.mentions.put(Mention(first, last, PERSON, DESCRIPTION, kind="person"))
            return True
        marks = (self.marked.actors.get(i) for i in range(first + k + 1, last + 1))
        if lowers[-1] in self.words.organisation or any(
            mark is not None and mark.actor.kind != "person" for mark in marks
        ):
            return False
        self._person(first, last, first + k + 1)
        return True

    def _is_body(self, first: int, last: int, lowers: list[str]) -> bool:
        organisation = self.words.organisation
        if len(lowers) == 1:
            # "the Department", "Coalition aircraft": a body named before, or known to every reader
            the = first > 0 and self.tokens[first - 1].lower == "the"
            return lowers[0] in organisation and (the or lowers[0] in self.words.collective)
        place = self.marked.places.get(last)
        if place is not None and place.place is not None and place.first.i == first:
            return False
        if lowers[-1] in organisation or lowers[0] in self.words.organisation_first or _NUMBERED.match(lowers[0]):
            return True
        if lowers[-1].isdigit():
            return any(word in organisation for word in lowers)
        return any(a in organisation and b in _OF for a, b in pairwise(lowers))

    # --- each sort of name

    def _known(self, first: int, last: int) -> None:
        actor = self.marked.actors[first].actor
        sort = PERSON if actor.kind == "person" else ORGANISATION
        self.mentions.put(Mention(first, last, sort, NAME, actor.id, actor.kind, actor.name))

    def _body(self, first: int, last: int) -> None:
        """A body that no list knows; "the Centre" is the one that was named in full before."""
        end = self.tokens[last]
        noun = self.marked.nouns.actors.get(end.lower)
        # A brigade may be anyone's; a ministry is a government's.
        kind = noun.kind if noun is not None and noun.kind not in ARMED_KINDS else None
        mention = Mention(first, last, ORGANISATION, NAME, kind=kind)
        if last > first:
            self._bodies[end.lower] = self.mentions.text(first, last)
        elif end.lower in self._bodies:
            mention.name = self._bodies[end.lower]
        self.mentions.put(mention)

    def _person(self, first: int, last: int, name: int) -> None:
        """A person; the name starts at token `name`, a title before it."""
        mention = Mention(first, last, PERSON, NAME, kind="person", name=self.mentions.text(name, last))
        mark = self.marked.actors.get(last)
        if mark is not None and mark.actor.kind == "person":
            mention.id, mention.name = mark.actor.id, mark.actor.name
        if last > first:
            self._surnames.setdefault(self.tokens[last].lower, mention)
        self.mentions.put(mention)

    def _people(self, first: int, last: int) -> None:
        """ "Syrians", "Yazidis"; but "Syrian" before a noun, or before the rest of a name, is no one."""
        token = self.tokens[first]
        plural = token.tag in ("NNPS", "NNS") or token.tag == "NNP" and token.lower.endswith("s")
        if first == last and plural and token.dep not in ("compound", "amod", "nmod"):
            self.mentions.put(Mention(first, last, ORGANISATION, NAME, kind="civilians"))

    def _place(self, mark: PlaceMark) -> None:
        """A place, or the country that acts under its name; a capital stands for its government as a subject alone."""
        first, last, place = mark.first.i, mark.last.i, mark.place
        name = place.name if place is not None else None
        sort = place.type if place is not None else ""
        if (sort == "country" or sort == "capital" and mark.last.dep == "nsubj") and acts(self.mentions, mark.last):
            self.mentions.put(Mention(first, last, ORGANISATION, NAME, None, "government", name))
        else:
            self.mentions.put(Mention(first, last, LOCATION, NAME, place.id if place is not None else None, None, name))

    def _unknown(self, first: int, last: int) -> None:
        """A name that holds nothing known: a person's by its form, a body's by its capitals."""
        if last < first:
            return
        tokens = self.tokens[first : last + 1]
        lowers = [t.lower for t in tokens]
        if len(tokens) > 1:
            kin = lowers[0] in self.words.kin or lowers[-2] in self.words.kin
            named = lowers[0] in self.mentions.given and tokens[-1].is_proper
            if kin or named or any(_INITIAL.match(t.text) for t in tokens[1:-1]):
                self._person(first, last, first)
                return
        elif is_acronym(tokens[0].text):
            if (
                sum(map(str.isdigit, lowers[0])) < 2
                and lowers[0] not in self.words.not_organisation
                and not _shouts(tokens[0].sentence)
            ):
                self.mentions.put(Mention(first, last, ORGANISATION, NAME))
            return
        self._unsure.append((first, last))

    # --- by what stands around

    def _tell_by_context(self, first: int, last: int) -> None:
        """A name that its form does not tell: a person named before, or one by what the sentence says of it."""
        tokens, words = self.tokens[first : last + 1], self.words
        end = tokens[-1]
        if len(end.text) < 2 or end.lower in words.organisation or {end.lower, tokens[0].lower} & words.not_person:
            return
        full = self._surnames.get(end.lower)
        if full is not None:
            self.mentions.put(Mention(first, last, PERSON, NAME, full.id, full.kind, full.name))
            return
        proper = all(t.is_proper or t.lower in _PARTICLES or t.text in ("-", "'") for t in tokens)
        if not end.is_proper or len(tokens) > _LONGEST_PERSON or not proper:
            return
        head = end
        while head.dep in ("compound", "flat") and first <= head.head.i <= last and head.head is not head:
            head = head.head
        before = head.head.lower if head.dep == "pobj" else ""
        if before in _LOCATIVE and head is end:
            self.mentions.put(Mention(first, last, LOCATION, NAME))
            return
        whole = 1 < len(tokens) < _LONGEST_PERSON and head is end and (head.dep in _TELLING or before in _OF_PERSONS)
        if whole or self._is_human(head, last):
            self._person(first, last, first)

    def _is_human(self, head: Token, last: int) -> bool:
        """Has the name an age, does it do something, does a noun for persons explain it, does something belong to it?"""
        after = [t.text for t in self.tokens[last + 1 : last + 4]]
        if len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3 and after[2] in (",", "."):
            return True
        opens = self.tokens[last].i == head.sentence.first  # where any word has a capital
        if head.dep == "poss" or head.dep in (("nsubj",) if opens else _SUBJECTS) and head.head.is_verb:
            return True
        explained = [head.head] if head.dep == "appos" else [c for c in head.children if c.dep == "appos"]
        return any(is_human_noun(self.mentions, other) or other.lemma in self.words.title for other in explained)


def _shouts(sentence: Sentence) -> bool:
    """Is the sentence all in capitals, so that capitals mean nothing in it?"""
    return len(sentence.tokens) > 3 and not any(t.text.islower() for t in sentence.tokens)
