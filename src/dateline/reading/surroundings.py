"""What stands around a cue: noun phrases, quotations, the clauses before and after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dateline.reading.attribution import MARKS, Attribution, Quote, Range, coordinated, find_quotes
from dateline.reading.cues import Cues
from dateline.reading.parsing import Parsed, Sentence, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PAUSES = frozenset({",", '"', "?", "!", "-", "--", "–", "—", "...", "…", "'", "''"})
ENDS = frozenset({".", "!", "?", ";", "…", "..."})
_EDGES = frozenset({",", '"', "-", "–", "—", "''", "``", "[", "]"})


class Surroundings:
    """The parts of attributions by their place: bounds of noun phrases, cues, quotations and clauses."""

    def __init__(self, parsed: Parsed, cues: Cues) -> None:
        self.parsed, self.tokens, self.cues = parsed, parsed.tokens, cues
        self.quotes = list(find_quotes(parsed))
        self.quote_starts = [q.first for q in self.quotes]
        self.found: list[Attribution] = []
        self.colons: set[int] = set()
        self.last_block: dict[int, list[tuple[int, int]]] = {}

    def _add(
        self, head: Token | None, cue: Range, content: list[Range], says: bool = True, source: Range | None = None
    ) -> Attribution | None:
        content = [piece for piece in content if piece[0].i <= piece[1].i]
        if not content:
            return None
        heads = coordinated(head) if head else []
        if head and source is None:
            source = self._noun_phrase(head, cue)
        content = [self._whole_quotes(piece) for piece in content]
        made = Attribution(source, head, cue, content, says, None, None, heads)
        for hole in (source, cue):
            if hole is not None:
                made.content = [p for piece in made.content for p in self._cut(piece, hole)]
        if not made.content:
            return None
        self.found.append(made)
        return made

    def _whole_quotes(self, piece: Range) -> Range:
        """The piece up to the end of a quotation that begins in it."""
        quote = self._quote_at(piece[1].i)
        if (
            quote is None
            and piece[1].i + 1 < len(self.tokens)
            and self.tokens[piece[1].i + 1].text in (".", "?", "!", ",")
        ):
            quote = self._quote_at(piece[1].i + 1)
        if quote is None or quote.first < piece[0].i or quote.last <= piece[1].i:
            return piece
        return piece[0], self.tokens[quote.last]

    def _cut(self, piece: Range, hole: Range) -> Iterator[Range]:
        first, last = piece[0].i, piece[1].i
        if hole[1].i < first or hole[0].i > last:
            yield piece
            return
        if first < hole[0].i:
            yield piece[0], self.tokens[hole[0].i - 1]
        if hole[1].i < last:
            yield self.tokens[hole[1].i + 1], piece[1]

    def _noun_phrase(self, head: Token, cue: Range) -> Range:
        """The subtree of the head on its own side of the cue."""
        first, last = head.left, head.right
        if head.i < cue[0].i:
            last = min(last, cue[0].i - 1)
        elif head.i > cue[1].i:
            first = max(first, cue[1].i + 1)
        while (
            last > head.i
            and self.tokens[last].text in (",", '"', "-", "–", "—")
            and (self.tokens[last].text != "," or not any(t.text == "," for t in self.tokens[head.i : last]))
        ):
            last -= 1
        while last > head.i and head.i > cue[1].i and self.tokens[last].text in (",", ".", '"'):
            last -= 1
        while first < head.i and (self.tokens[first].text in _EDGES or self.tokens[first].lower in self.cues.focus):
            first += 1
        while last > head.i and self.tokens[last].tag == "_SP":
            last -= 1
        return self.tokens[first], self.tokens[last]

    def _cue_range(self, verb: Token) -> Range:
        """The verb with its auxiliaries, adverbs, particle, and "in a statement" right after it."""
        first = last = verb.i
        for child in reversed([c for c in verb.children if c.i < verb.i]):
            if child.dep in ("aux", "auxpass", "neg", "advmod") and child.right == first - 1 and child.tag != "WRB":
                first = child.left
        for child in verb.children:
            if child.i == last + 1 and child.dep in ("prt", "neg"):
                last = child.i
            elif (
                child.left == last + 1
                and child.dep == "prep"
                and child.lower in ("in", "on")
                and child.right - child.i < 8
            ):
                pobj = child.child("pobj")
                if pobj and pobj.lemma in self.cues.media:
                    last = pobj.i
        return self.tokens[first], self.tokens[last]

    def _after(self, verb: Token, block_last: int, clauses: list[Token]) -> int:
        """The number of the token after the cue, whom it told, when and where: "said on Monday in Baghdad"."""
        after = block_last + 1
        limit = clauses[0].left if clauses else verb.sentence.stop
        for child in verb.children:
            if child.i > verb.i and child.left < after <= child.right < limit and child.dep == "prep":
                after = (
                    child.right + 1
                    if not any(t.tag in FINITE or t.text == "," for t in self.tokens[after : child.right + 1])
                    else after
                )
            elif child.i > verb.i and child.left == after and child.right < limit:
                if child.dep in ("dobj", "dative", "nsubj") and verb.lemma not in self.cues.told:
                    continue
                if child.dep in ("prep", "npadvmod", "advmod", "dobj", "dative", "prt", "nsubj") and not any(
                    t.tag in FINITE for t in self.tokens[child.left : child.right + 1]
                ):
                    after = child.right + 1
        return after

    def _stop(self, sentence: Sentence) -> int:
        """The number of the sentence's last token before its final stop; a closing quotation mark stays in."""
        last = sentence.stop - 1
        while last > sentence.first and self.tokens[last].text in ENDS:
            last -= 1
        return last

    def _quote_at(self, i: int) -> Quote | None:
        k = bisect_right(self.quote_starts, i) - 1
        return self.quotes[k] if k >= 0 and self.quotes[k].last >= i else None

    def _closes_quote(self, i: int, sentence: Sentence, goes_on: bool) -> bool:
        """Does token `i`, before a source and its cue, close a quotation that they belong to?"""
        quote = self._quote_at(i) if self.tokens[i].text in MARKS else None
        if quote is None or quote.last != i:
            return False
        if self.tokens[i].sentence is sentence and i > sentence.first:
            return True
        here = self.tokens[i].sentence.paragraph == sentence.paragraph
        return here and not goes_on and self.tokens[i - 1].text in ("?", "!", ",", "—", "…")

    def _before_next_cue(self, first: int, last: int) -> int:
        """The last token before a semicolon, or ", but", behind which someone else is heard."""
        for i in range(first + 1, last - 1):
            mark = self.tokens[i].text
            if mark == ";" and self._quote_at(i) is None and any(self._is_cue(t) for t in self.tokens[i : last + 1]):
                return i - 1
            if (
                mark == ","
                and self.tokens[i + 1].lower in ("but", "while", "whereas", "and")
                and self._quote_at(i) is None
            ):
                heard = next(
                    (t for t in self.tokens[i + 2 : min(i + 14, last)] if t.tag in FINITE or t.text == ","), None
                )
                if (
                    heard is not None
                    and self.cues.verbs.get(heard.lemma, {}).get("clause") == "yes"
                    and heard.child("nsubj")
                ):
                    return i - 1
        return last

    def _until_as(self, first: int, last: int) -> Range:
        """A thing told, without a clause behind it that tells what went on meanwhile."""
        for i in range(first + 1, last):
            if self.tokens[i].lower in ("as", "while") and self.tokens[i].dep == "mark":
                last = i - 1
                break
        return self.tokens[first], self.tokens[last]

    def _has_finite(self, first: int, last: int) -> bool:
        return any(t.tag in FINITE for t in self.tokens[first : last + 1])

    def _has_clause(self, first: int, last: int) -> bool:
        """Is there a finite verb, or a subject of what the tagger took for a participle?"""
        return any(t.tag in FINITE or t.dep in ("nsubj", "nsubjpass", "expl") for t in self.tokens[first : last + 1])

    def _around(self, sentence: Sentence, block_first: int, after: int, quoted: bool) -> list[Range]:
        """What stands before a cue, and what goes on behind it: "The bridge, he said, was destroyed"."""
        tokens = self.tokens
        last = block_first - 1
        while last > sentence.first and tokens[last].text in (",", "-", "--", "–", "—"):
            last -= 1
        first = sentence.first
        for start, stop in self.last_block.get(sentence.i, ()):
            # An earlier cue of the sentence that closed its own words; cues side by side are told one in the other.
            if stop + 3 < block_first and start > first and self._has_clause(stop, block_first):
                first = stop
        self.last_block.setdefault(sentence.i, []).append((block_first, after))
        while (first < last and tokens[first].text in (",", ";")) or (
            tokens[first].lower in ("and", "but") and first < last and first != sentence.first
        ):
            first += 1
        quote = self._quote_at(last)
        if quote is not None and quote.first < first:
            first = quote.first
        earlier = self._quote_at(first)
        if earlier is not None and earlier.first < first:
            first = earlier.first
        pieces: list[Range] = []
        if first <= last < block_first:
            pieces.append((tokens[first], tokens[last]))
        stop = self._stop(sentence)
        closed = after <= stop and tokens[after].text == ";" and self._before_next_cue(after - 1, stop) < stop
        if after <= stop and tokens[after].text in (",", ";", "-", "–", "—") and not closed:
            start = after + 1
            if start <= stop:
                opening = self._quote_at(start)
                word = tokens[start]
                if opening is not None and opening.first == start:
                    pieces.append((word, tokens[opening.last]))
                elif (
                    not quoted
                    and word.lower not in self.cues.own_remark
                    and not self._is_cue(word)
                    and (
                        word.lower in self.cues.going_on
                        or word.tag == "VBG"
                        or tokens[after].text == ";"
                        or not self._has_finite(first, last)
                        or not pieces
                    )
                    and not self._cue_between(start, stop)
                ):
                    pieces.append((word, tokens[stop]))
        return pieces

    def _is_cue(self, token: Token) -> bool:
        return (token.lemma in self.cues.verbs and token.is_verb) or token.lower in self.cues.phrases

    def _cue_between(self, first: int, last: int) -> bool:
        return self.tokens[last].lemma in ("say", "report", "add") and last - first < 6

    def _after_colon(self, colon: int, sentence: Sentence) -> list[Range]:
        """The rest of the sentence, with the quotation that it opens; at a paragraph's end, the next paragraph."""
        tokens = self.tokens
        start = colon + 1
        if start >= len(tokens):
            return []
        if start < sentence.stop or tokens[start].sentence.paragraph == sentence.paragraph:
            quote = self._quote_at(start)
            last = self._stop(tokens[start].sentence)
            if quote is not None and quote.first == start:
                last = quote.last
            return [(tokens[start], tokens[last])] if last >= start else []
        following = tokens[start].sentence
        if following.paragraph - sentence.paragraph > 2:
            return []
        last = start
        while last + 1 < len(tokens) and tokens[last + 1].sentence.paragraph == following.paragraph:
            last += 1
        quote = self._quote_at(start)
        return [(tokens[start], tokens[quote.last if quote is not None and quote.first == start else last])]

    def _before(self, sentence: Sentence, block_first: int) -> list[Range]:
        last = block_first - 1
        while last > sentence.first and self.tokens[last].text == ",":
            last -= 1
        return [(self.tokens[sentence.first], self.tokens[last])] if last > sentence.first else []

    def _block_start(self, verb: Token, subject: Token | None) -> int:
        return min(subject.left if subject is not None else verb.i, verb.i)
