"""Whom a source's words mean: "he", "the statement" or a surname alone become the name given elsewhere in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lexicon.names import load_names
from dateline.model import PassageKind
from dateline.reading.cues import Cues
from dateline.reading.parsing import Parsed, Token

_PERSONS = frozenset({"he", "she", "him", "her", "i"})
# What opens a sentence before its subject: "Earlier the governor said".
_FORE = frozenset(("earlier", "later", "meanwhile", "however", "separately", "then", "afterwards", "elsewhere"))
_CLOSE = 12
_HEAD_TOKENS = 12
_FIRST_MENTIONS = 20
_BACK = 40


@dataclass(frozen=True, slots=True, eq=False)
class SourceRef:
    """One link of a chain: its first and last token in the text, and the name that they mean."""

    first: Token
    last: Token
    name: str


@dataclass(frozen=True, slots=True)
class _Heard:
    """A speaker named earlier in the text."""

    i: int
    name: str
    person: bool
    plural: bool
    words: frozenset[str]


class Speakers:
    """The speakers of a text in its order, to tell whom a later pronoun, surname or "the statement" means."""

    def __init__(self, parsed: Parsed, said: Iterable[Token], cues: Cues) -> None:
        self._parsed, self._cues = parsed, cues
        self._names: dict[int, str] = {}
        self._proper: dict[str, list[Token]] = {}
        for token in parsed.tokens:
            if token.is_proper:
                self._proper.setdefault(token.lower, []).append(token)
        self._heard: list[_Heard] = []
        self._dateline = " ".join(
            parsed.text[p.start : p.end] for p in parsed.passages if p.kind is PassageKind.DATELINE
        ).lower()
        self._dateline += " ".join(
            parsed.text[a.start : a.end] for a in parsed.asides if a.before < _HEAD_TOKENS
        ).lower()
        for head in sorted({token.i: token for token in said}.values(), key=lambda token: token.i):
            name = self._name(head)
            self._names[head.i] = name
            plain = self._resolved_by_itself(head)
            if plain:
                person = self._is_person(head)
                self._heard.append(_Heard(head.i, name, person, head.tag in ("NNS", "NNPS"), self._words(head)))

    def refs(self, heads: list[Token], recipient: tuple[Token, Token] | None) -> list[SourceRef]:
        """The links for coordinated sources, and after them the outlet told."""
        found = []
        for head in heads:
            first, last = core(self._parsed, head, self._cues)
            found.append(SourceRef(first, last, self._names.get(head.i) or self._name(head)))
        if recipient is not None:
            name = without_determiner(self._parsed, *recipient)
            if name.lower() not in self._dateline:
                found.append(SourceRef(recipient[0], recipient[1], name))
        return found

    def _resolved_by_itself(self, head: Token) -> bool:
        return head.tag not in ("PRP", "DT", "WP", "CD", "PRP$") and not self._is_anaphor(head)

    def _is_anaphor(self, head: Token) -> bool:
        """ "the statement", "the sources": a definite noun phrase of two words that points back."""
        for child in head.children:
            named = child.child("pobj") if child.dep == "prep" else None
            if child.dep == "appos" and child.is_proper or child.dep == "prep" and child.lower == "of":
                return False  # "the founder of the group, Yevgeny Prigozhin"
            if child.lower in ("in", "at", "near") and named is not None and named.is_proper:
                return False  # "the hospital in Taiz"
        return head.tag in ("NN", "NNS") and head.left == head.i - 1 and self._parsed.tokens[head.left].lower == "the"

    def _words(self, head: Token) -> frozenset[str]:
        first, last = max(head.left, head.i - 12), min(head.right, head.i + 12)
        return frozenset(t.lower for t in self._parsed.tokens[first : last + 1])

    def _is_person(self, head: Token) -> bool:
        tokens = self._parsed.tokens
        words = tokens[head.left : head.i]
        if head.tag == "NN":
            return head.lemma.endswith(
                ("man", "woman", "person", "er", "or", "ist", "ent", "chief", "head", "official", "general", "governor")
            )
        return (
            any(w.lower.rstrip(".") in self._cues.titles for w in words)
            or any(c.dep == "appos" for c in head.children)
            or len(words) in (1, 2, 3)
        )

    def _name(self, head: Token) -> str:
        lower = head.lower
        if head.tag in ("PRP", "PRP$"):
            return self._pronoun(head, lower) or head.text
        if head.tag == "NN" and (named := self._apposed_after_of(head)) is not None:
            return self._person_name(named)
        if self._is_anaphor(head):
            return self._anaphor(head)
        if head.tag == "CD" or head.tag in ("NN", "NNS"):
            apposed = next((c for c in head.children if c.dep == "appos" and (c.is_proper)), None)
            if apposed is not None and apposed.i > head.i:
                return self._person_name(apposed)
            if lower in ("one", "another"):
                return next((self._person_name(c) for c in head.children if c.dep == "appos"), head.text)
        if head.is_proper and not head.text.islower():  # "the health ministry in Sanaa": no name, whatever its tag
            return self._person_name(head)
        if head.lemma in self._cues.media or self._cues.nouns.get(head.lemma):
            maker = next((c.child("pobj") for c in head.children if c.lower in ("from", "by") and c.i > head.i), None)
            if maker is not None and maker.is_proper:
                return self._person_name(maker)
        first, last = core(self._parsed, head, self._cues)
        return without_determiner(self._parsed, first, last)

    def _apposed_after_of(self, head: Token) -> Token | None:
        """ "the head of the hospital, Lena Osman": the parser may hang the name on the hospital."""
        for child in head.children:
            if (
                child.lower == "of"
                and child.dep == "prep"
                and (whole := child.child("pobj")) is not None
                and not whole.is_proper
            ):
                named = next((c for c in whole.children if c.dep == "appos" and c.is_proper), None)
                if named is not None and self._parsed.tokens[named.left - 1].text == ",":
                    return named
        return None

    def _person_name(self, head: Token) -> str:
        """The name without titles; a surname alone becomes the full name given before."""
        tokens = self._parsed.tokens
        first = head.i
        while first > head.left and tokens[first - 1].sentence is head.sentence and _is_name_part(tokens[first - 1]):
            first -= 1
        last = head.i
        titled = [
            k
            for k in range(first, last)
            if tokens[k].lower.rstrip(".") in self._cues.titles or tokens[k].lower in self._cues.titles
        ]
        if head.lower in load_names().organisation:
            titled = []  # "the Interior Ministry" has no title
        # "Iraqi army": the words before the last title belong to the title only where a name is left after it.
        begin = titled[-1] + 1 if titled and tokens[titled[-1] + 1].text != "-" else first
        if begin > last:
            begin = first
        pp = next(
            (c for c in head.children if c.lower in ("of", "for") and c.i == last + 1 and c.right - c.i <= 6), None
        )
        if pp is not None and not titled and not any(t.text in (",", '"') for t in tokens[pp.i : pp.right + 1]):
            last = pp.right
        name = without_determiner(self._parsed, tokens[begin], tokens[last])
        if last == head.i and first >= head.i - 2:
            name = self._fuller(name, head.i)
        return name

    def _fuller(self, name: str, i: int) -> str:
        """The first longer name before this one that ends in it: a surname alone stands for it."""
        if len(name.split()) > 1:
            return name
        tokens = self._parsed.tokens
        for token in self._proper.get(name.split("-")[-1].casefold(), ())[:_FIRST_MENTIONS]:
            if token.i >= i:
                break
            first = token.i
            while (
                first > token.sentence.first
                and _is_name_part(tokens[first - 1])
                and tokens[first - 1].lower.rstrip(".") not in self._cues.titles
            ):
                first -= 1
            full = self._parsed.slice(tokens[first], token).lstrip("- ")
            if len(full) > len(name) and len(full.split()) <= 4:
                return full
        return name

    def _pronoun(self, head: Token, lower: str) -> str | None:
        person = lower in _PERSONS
        plural = lower in ("they", "we", "them")
        near = self._nearby_subject(head, person, plural)
        limit = head.sentence.first if head.dep == "dobj" else head.i
        earlier = self._before(limit)
        for heard in reversed(earlier):
            if (
                (person and heard.person and not heard.plural)
                or (plural and heard.plural)
                or (not person and not plural and not heard.person and not heard.plural)
            ):
                if near is not None and near[0] > heard.i:
                    return near[1]
                return heard.name
        if near is not None:
            return near[1]
        return earlier[-1].name if earlier else None

    def _before(self, i: int) -> list[_Heard]:
        """The last speakers before token `i`."""
        stop = bisect_left(self._heard, i, key=lambda heard: heard.i)
        return self._heard[max(0, stop - _BACK) : stop]

    def _nearby_subject(self, head: Token, person: bool, plural: bool) -> tuple[int, str] | None:
        """The subject of the sentence before, or of the main clause of this one."""
        sentences = self._parsed.sentences
        here = head.sentence
        for sentence in (here, sentences[here.i - 1] if here.i else here):
            subjects = [
                t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass") and t.i < head.i and t is not head
            ]
            for subject in reversed(subjects):
                named = (
                    subject
                    if subject.is_proper
                    else next((c for c in subject.children if c.dep == "appos" and c.is_proper), None)
                )
                if person and named is not None and len(self._person_name(named).split()) > 1:
                    return subject.i, self._person_name(named)
                if not person and not plural and subject.is_proper and subject.lower in load_names().organisation:
                    return subject.i, self._person_name(subject)
                if plural and subject.tag in ("NNS", "NNPS"):
                    return subject.i, without_determiner(self._parsed, *core(self._parsed, subject, self._cues))
        return None

    def _anaphor(self, head: Token) -> str:
        """ "the statement" → who made it; "the sources" → the sources named before, else the words themselves."""
        own = head.text
        earlier = self._before(head.i)
        if head.lemma in self._cues.media:
            for heard in reversed(earlier[-_CLOSE:]):
                if not heard.plural:
                    return heard.name
        if head.lemma in self._cues.titles and head.tag == "NN":
            for heard in reversed(earlier):
                if heard.person and head.lower in heard.words:
                    return heard.name
        if head.lower in load_names().organisation:
            for token in reversed(self._proper.get(head.lower, ())):
                if token.i < head.i:
                    return self._person_name(token)
        return own


def core(parsed: Parsed, head: Token, cues: Cues) -> tuple[Token, Token]:
    """The noun phrase without what follows a comma and without clauses: "an officer of the US-trained troops"."""
    tokens = parsed.tokens
    first = head.left
    while first < head.i and (tokens[first].text in (",", '"', "-", "–", "—", "''") or tokens[first].lower in _FORE):
        first += 1
    speech = head.lemma in cues.media or bool(cues.nouns.get(head.lemma))
    conj = [
        c.left
        for c in head.children
        if (
            c.dep in ("conj", "cc", "appos", "relcl", "acl", "punct")
            and c.i > head.i
            and not (c.dep == "appos" and not c.is_proper and tokens[c.left - 1].is_proper)  # "of CBCA Ndosho hospital"
        )
        or (speech and c.dep == "prep")
    ]
    last = next((k - 1 for k in range(head.i + 1, head.right) if tokens[k].text == ","), head.right)
    for stop in conj:
        last = min(last, stop - 1)
    while last > head.i and tokens[last].tag == "_SP":
        last -= 1
    return tokens[first], tokens[max(last, head.i)]


def without_determiner(parsed: Parsed, first: Token, last: Token) -> str:
    """The words from one token to another without "the", "a" or "some" before them."""
    while first.i < last.i and first.lower in ("the", "a", "an", "some", "this", "that", "these", "those"):
        first = parsed.tokens[first.i + 1]
    return " ".join(parsed.slice(first, last).split())


def is_outlet(parsed: Parsed, told: Token, cues: Cues) -> bool:
    """Is the one told an outlet, rather than a person, a crowd or a council?"""
    words = parsed.tokens[told.left : told.i + 1]
    if told.lemma in cues.not_outlets or told.lower in cues.not_outlets or words[0].lower in ("this", "our", "my"):
        return False
    if told.lemma in cues.outlets:
        return True
    return told.is_proper and not any(w.lower.rstrip(".") in cues.titles for w in words[:-1])


def _is_name_part(token: Token) -> bool:
    return (
        token.is_proper
        or (token.text in ("-", "'") and token.dep == "punct")
        or token.lower in ("al", "el", "ul", "bin", "ibn", "abu", "de", "van", "von", "bint")
    )
