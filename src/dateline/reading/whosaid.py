"""Who says so: attributions (a source, a cue, what is attributed) and, for a word, the chain of those who vouch for it.

Invariant: the words of a source or a cue are never content of their own attribution. Spans follow the conventions of
the attribution corpora PARC3 and PolNeAR: a source is the whole noun phrase with its appositions, a cue is the verb
with its auxiliaries and "in a statement", content takes its quotation marks and its "that" along.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dateline.reading.cues import Cues, Phrase, load_cues
from dateline.reading.parsing import Parsed, Sentence, Token
from dateline.reading.speakers import SourceRef, Speakers, is_outlet

__all__ = ["Attribution", "SourceRef", "chains", "find_attributions", "outermost"]

Range = tuple[Token, Token]

_SUBJECTS = ("nsubj", "csubj")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGES = frozenset({",", '"', "-", "–", "—", "''", "``", "[", "]"})
_FOCUS = frozenset({"even", "virtually", "also", "only", "meanwhile", "however", "but", "and"})
_SUBJECT_TAGS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "JJ", "EX"})
_HUMAN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ent", "person")
_WITHIN_NAME = frozenset({"compound", "det", "amod", "nummod", "poss", "nmod"})
_MARKS = frozenset({'"', "''", "``"})
_PAUSES = frozenset({",", '"', "?", "!", "-", "--", "–", "—", "...", "…", "'", "''"})
_ENDS = frozenset({".", "!", "?", ";", "…", "..."})
# After "…, officials said," these open the outlet's own remark; other openings go on with what was said.
_OWN_REMARK = frozenset(
    {"as", "while", "amid", "whilst", "referring", "speaking", "during", "following", "according", "in", "on", "at"}
)
_GOING_ON = frozenset(
    {
        "and",
        "but",
        "or",
        "when",
        "after",
        "before",
        "because",
        "although",
        "though",
        "which",
        "who",
        "where",
        "with",
        "since",
        "so",
        "leaving",
    }
)
_OF_NOUNS = frozenset(
    {
        "report",
        "rumor",
        "rumour",
        "account",
        "testimony",
        "allegation",
        "claim",
        "accusation",
        "warning",
        "announcement",
        "threat",
        "confirmation",
    }
)
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tonight",
        "tomorrow",
        "day",
        "week",
        "month",
        "morning",
        "evening",
        "night",
    ]
)
_TOLD = frozenset({"tell", "inform", "notify", "assure", "remind", "warn", "advise", "brief"})
_SEEING = frozenset({"see", "show", "hear", "capture", "film", "record", "picture"})


@dataclass(slots=True, eq=False)
class Attribution:
    """A source said something: `source` the first and last token of its noun phrase, `head` its head noun.

    `content` holds the pieces of what is attributed, in order; `recipient` the outlet told ("told Reuters").
    `says` is false for thoughts and wishes, which vouch for nothing. `within` is the attribution that this one is told
    in where its place in the text does not show it ("Alsumaria, citing its sources"). `heads` are the heads of
    coordinated sources.
    """

    source: Range | None
    head: Token | None
    cue: Range | None
    content: list[Range]
    says: bool = True
    recipient: Range | None = None
    within: Attribution | None = None
    heads: list[Token] = field(default_factory=list)

    def covers(self, i: int) -> bool:
        """Is the token of this number part of what is attributed?"""
        return any(first.i <= i <= last.i for first, last in self.content)


@dataclass(slots=True)
class _Quote:
    """A quotation of several words: the numbers of its first and last token, the marks included."""

    first: int
    last: int
    opens_sentence: bool


def find_attributions(parsed: Parsed) -> list[Attribution]:
    """The attributions of a text, in the order of their cues, those inside another's content included."""
    return _Finder(parsed, load_cues()).run()


def outermost(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions whose cue does not lie in another's content: one level, as PolNeAR annotates them."""
    spans = sorted((a.content[0][0].i, a.content[-1][1].i, k) for k, a in enumerate(attributions) if a.content)
    kept: list[Attribution] = []
    for k, each in enumerate(attributions):
        if each.cue is None:
            continue
        i = each.cue[0].i
        inside = any(
            n != k and first <= i and attributions[n].covers(i) and not each.covers(_cue_i(attributions[n]))
            for first, last, n in spans
            if first <= i <= last
        )
        if not inside and each.within is None:
            kept.append(each)
    return kept


def chains(parsed: Parsed, attributions: list[Attribution]) -> Callable[[Token], list[SourceRef]]:
    """For the trigger of a claim, who vouches for it: innermost first, each with the name of whom the words mean.

    The list is empty where the text speaks in its outlet's own voice.
    """
    telling = [a for a in attributions if a.says]
    speakers = Speakers(parsed, [(a.heads, a.cue[0].i if a.cue else 0) for a in telling], load_cues())
    standing = load_cues().standing
    by_sentence: dict[int, list[Attribution]] = {}
    sources: set[int] = set()
    for each in telling:
        if each.source is not None and each.source[1].i - each.source[0].i < 40:
            sources.update(range(each.source[0].i, each.source[1].i + 1))
        for n in {s for first, last in each.content for s in range(first.sentence.i, last.sentence.i + 1)}:
            by_sentence.setdefault(n, []).append(each)

    def innermost(i: int, sentence: int, seen: set[int]) -> Attribution | None:
        found = [a for a in by_sentence.get(sentence, ()) if id(a) not in seen and a.covers(i)]
        inner = [a for a in found if not any(b is not a and (b.within is a or a.covers(_cue_i(b))) for b in found)]
        return min(inner or found, key=_size, default=None)

    def chain(trigger: Token) -> list[SourceRef]:
        refs: list[SourceRef] = []
        if parsed.quotation_of(trigger) is None and (trigger.i in sources or _is_background(trigger, standing)):
            return refs
        seen: set[int] = set()
        current = innermost(trigger.i, trigger.sentence.i, seen)
        while current is not None:
            seen.add(id(current))
            for ref in speakers.refs(current.heads, current.recipient):
                if ref.name not in {r.name for r in refs}:
                    refs.append(ref)
            outer = current.within
            anchor = current.cue[0] if current.cue else current.head
            if outer is None and anchor is not None:
                outer = innermost(anchor.i, anchor.sentence.i, seen)
            if outer is None and current.head is not None:
                outer = innermost(current.head.i, current.head.sentence.i, seen)
            current = outer if outer is not None and id(outer) not in seen else None
        return refs

    return chain


def _cue_i(attribution: Attribution) -> int:
    return attribution.cue[0].i if attribution.cue else -1


def _size(attribution: Attribution) -> int:
    return sum(last.i - first.i + 1 for first, last in attribution.content)


def _is_background(token: Token, standing: frozenset[str]) -> bool:
    """Is it a standing description in passing ("rebel-held", "troops backed by"), which is the writer's own?"""
    if token.dep == "amod" and token.tag in ("VBN", "VBD") and any(c.text == "-" for c in token.children):
        return True
    return (token.dep == "acl" and token.lemma in standing) or (token.dep == "appos" and token.tag == "NN")


class _Finder:
    """One pass over the tokens that may be cues, then one over the quotations that no cue has claimed."""

    def __init__(self, parsed: Parsed, cues: Cues) -> None:
        self.parsed, self.tokens, self.cues = parsed, parsed.tokens, cues
        self.quotes = list(_quotes(parsed))
        self.quote_starts = [q.first for q in self.quotes]
        self.found: list[Attribution] = []
        self.colons: set[int] = set()
        self.last_block: dict[int, list[tuple[int, int]]] = {}

    def run(self) -> list[Attribution]:
        cues, later = self.cues, []
        for token in self.tokens:
            if token.lower in cues.phrases and (phrase := self._phrase_at(token)):
                if phrase.participle:
                    later.append((token, phrase))
                    continue
                self._preposition(token, phrase)
            elif token.lower == "as" and self._as_saying(token):
                continue
            elif token.lemma in cues.verbs and token.is_verb:
                self._verb(token, cues.verbs[token.lemma])
            elif token.lemma in ("seem", "appear") and token.is_verb:
                self._seeming(token)
            elif token.lemma in cues.receive and token.is_verb:
                self._receiving(token)
            elif token.lemma in cues.nouns and token.tag in ("NN", "NNS"):
                self._noun(token)
            elif token.text == ":":
                self._colon(token)
            if token.lemma in _SEEING and token.is_verb:
                self._seen_in(token)
        for token, phrase in later:
            self._citing(token, phrase)
        self.found.sort(key=lambda a: _cue_i(a))
        self._free_quotes()
        return self.found

    # Parts of an attribution

    def _add(
        self, head: Token | None, cue: Range, content: list[Range], says: bool = True, source: Range | None = None
    ) -> Attribution | None:
        content = [piece for piece in content if piece[0].i <= piece[1].i]
        if not content:
            return None
        heads = _coordinated(head) if head else []
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
        while first < head.i and (self.tokens[first].text in _EDGES or self.tokens[first].lower in _FOCUS):
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

    def _stop(self, sentence: Sentence) -> int:
        """The number of the sentence's last token before its final stop; a closing quotation mark stays in."""
        last = sentence.stop - 1
        while last > sentence.first and self.tokens[last].text in _ENDS:
            last -= 1
        return last

    def _quote_at(self, i: int) -> _Quote | None:
        k = bisect_right(self.quote_starts, i) - 1
        return self.quotes[k] if k >= 0 and self.quotes[k].last >= i else None

    # Verbs

    def _verb(self, verb: Token, frames: dict[str, str]) -> None:
        passive = any(c.dep in ("auxpass", "nsubjpass") for c in verb.children)
        if not passive and verb.tag == "VBN" and verb.dep == "acl" and not verb.child("aux", *_SUBJECTS):
            self._reduced_passive(verb)
            return
        if passive:
            self._passive(verb, frames)
            return
        cue = self._cue_range(verb)
        if "clause" in frames and (closing := self._closing(verb, cue)) is not None:
            head, source = closing
            content = self._around(verb.sentence, source[0].i, self._after(verb, cue[1].i, []), False)
            made = self._add(head, cue, content, self._vouches(frames["clause"], head, verb), source)
            if made:
                made.recipient = self._recipient(verb)
            return
        head = self._subject(verb)
        if head is None and verb.tag == "VB":
            return
        content, frame = self._content(verb, cue, head, frames)
        if not content:
            return
        who = (
            next((c for c in verb.children if c.tag in ("WP", "WDT") and c.dep in _SUBJECTS), None)
            if verb.dep == "relcl"
            else None
        )
        source = (who, who) if who is not None and head is verb.head else None
        if frame == "about" and content[0][0].i == cue[1].i + 2:
            cue = cue[0], self.tokens[cue[1].i + 1]
        if cue[1].i + 1 in self.colons:
            cue = cue[0], self.tokens[cue[1].i + 1]
        made = self._add(head, cue, content, self._vouches(frames[frame], head, verb), source)
        if made:
            made.recipient = self._recipient(verb)

    def _closing(self, verb: Token, cue: Range) -> tuple[Token, Range] | None:
        """The source in ", NAME said." at a sentence's end where the parser found no subject for the verb."""
        if verb.tag not in ("VBD", "VBZ", "VBP") or any(c.dep in _SUBJECTS and c.i < verb.i for c in verb.children):
            return None
        if (
            any(c.i > verb.i and c.dep in ("ccomp", "xcomp", "nsubj", "dobj") for c in verb.children)
            and verb.lemma not in _TOLD
        ):
            return None
        after = self._after(verb, cue[1].i, [])
        if after < verb.sentence.stop and self.tokens[after].text not in _ENDS:
            return None
        last = cue[0].i - 1
        first = last
        while first > verb.sentence.first and last - first < 20 and self.tokens[first].text not in _PAUSES:
            if (self.tokens[first].is_verb and self.tokens[first].tag not in ("VBN", "VBG")) or (
                self.tokens[first].tag in ("IN", "TO")
                and self.tokens[first].lower not in ("of", "for", "in", "from", "with")
            ):
                return None
            first -= 1
        first += 1
        if first > last or first - 1 <= verb.sentence.first or self.tokens[first - 1].text not in _PAUSES:
            return None
        if not self._has_clause(verb.sentence.first, first - 1) and self.tokens[first - 1].text != '"':
            return None
        if self.tokens[first].tag not in ("DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PRP", "PRP$"):
            return None
        heads = [
            t for t in self.tokens[first : last + 1] if (t.is_noun or t.tag == "PRP") and not first <= t.head.i <= last
        ]
        head = heads[0] if heads else self.tokens[last]
        return (head, (self.tokens[first], self.tokens[last])) if head.is_noun or head.tag == "PRP" else None

    def _vouches(self, tells: str, head: Token | None, verb: Token) -> bool:
        if (
            head is None
            or tells == "no"
            or (verb.child("neg") is not None and verb.lemma not in ("deny", "confirm", "rule"))
        ):
            return False
        if verb.lemma == "threaten" and any(c.tag == "WDT" for c in verb.children):
            return False
        if tells == "witness":
            return head.lemma in self.cues.documents
        if tells == "document":
            return head.lemma in self.cues.documents or head.tag in ("NNP", "NNPS", "PRP")
        return True

    def _subject(self, verb: Token, depth: int = 0) -> Token | None:
        """Who does it, by grammar; failing that, by place."""
        # Of two subjects before a verb the nearer one is its own; the other is a neighbour's that the parser lost.
        left = [c for c in verb.children if c.i < verb.i]
        for child in [*reversed(left), *(c for c in verb.children if c.i > verb.i)]:
            if child.dep in _SUBJECTS and child.tag != "EX":
                if child.tag in ("WP", "WDT") and verb.dep == "relcl":
                    return verb.head
                if child.tag in ("WDT", "WP") or (
                    child.i > verb.i and verb.right > child.right + 1 and not self._inverted(verb, child)
                ):
                    continue
                return child
        after = [
            c for c in verb.children if c.i > verb.i and c.dep in ("dobj", "attr", "npadvmod", "appos", "dep", "oprd")
        ]
        if after and (after[0].is_noun or after[0].tag in ("PRP", "CD")) and self._inverted(verb, after[0]):
            return after[0]
        if verb.i + 1 < verb.sentence.stop and self.cues.verbs.get(verb.lemma, {}).get("clause") == "yes":
            name = self.tokens[verb.i + 1]
            while name.dep in _WITHIN_NAME and name.i < name.head.i < verb.i + 12:
                name = name.head
            if name.is_noun and name.head is not verb and self._inverted(verb, name):
                return name
        if depth < 4 and verb.head is not verb:
            if verb.dep == "conj" and verb.head.i < verb.i and verb.head.is_verb:
                return self._subject(verb.head, depth + 1)
            if (
                verb.dep in ("xcomp", "advcl", "pcomp", "prep", "ccomp", "dep")
                and verb.tag in ("VBG", "VB")
                and not verb.child("mark")
            ):
                above = next((a for a in verb.ancestors() if a.is_verb), None)
                return self._subject(above, depth + 1) if above else None
            if verb.dep == "acl" and verb.tag == "VBG" and verb.head.is_noun:
                return verb.head
        if verb.tag in ("VBD", "VBZ", "VBP") and depth == 0:
            return self._noun_before(verb)
        return None

    def _inverted(self, verb: Token, after: Token) -> bool:
        """“…,” said NAME: the noun phrase comes right after the verb, and a pause right before it."""
        before = verb.i - 1
        while before >= verb.sentence.first and self.tokens[before].dep in ("aux", "advmod"):
            before -= 1
        if after.left != verb.i + 1 or before < verb.sentence.first or verb.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            return False
        return self.tokens[before].text in _PAUSES and after.lower not in _DAYS

    def _noun_before(self, verb: Token) -> Token | None:
        i = verb.i - 1
        while i >= verb.sentence.first and self.tokens[i].tag in ("RB", "MD", "VBD", "VBZ", "VBP") and i > verb.i - 3:
            i -= 1
        if i < verb.sentence.first:
            return None
        noun = self.tokens[i]
        if noun.tag in ("PRP", "NNP", "NNPS") or (noun.is_noun and noun.i > noun.sentence.first):
            return noun if noun.tag != "PRP" or noun.lower not in ("them", "him", "us", "me") else None
        return None

    def _recipient(self, verb: Token) -> Range | None:
        """The outlet told: "told Reuters", "in an interview with Sky News"."""
        told: Token | None = None
        if verb.lemma == "tell":
            told = next(
                (c for c in verb.children if c.i > verb.i and c.dep in ("dobj", "dative", "iobj", "npadvmod", "nsubj")),
                None,
            )
            nxt = verb.i + 1
            if told is None and nxt < verb.sentence.stop and self.tokens[nxt].is_proper:
                told = self.tokens[nxt]
                while told.head.i > told.i and told.dep == "compound" and told.head.i < nxt + 5:
                    told = told.head
        else:
            for prep in verb.children:
                if (
                    prep.lower == "in"
                    and prep.i > verb.i
                    and (said := prep.child("pobj"))
                    and said.lemma in self.cues.media
                ):
                    told = next((p.child("pobj") for p in said.children if p.lower in ("with", "to")), None)
        if told is None or not is_outlet(self.parsed, told, self.cues):
            return None
        first, last = told.left, told.i
        return self.tokens[max(first, verb.i + 1)], self.tokens[last]

    def _closes_quote(self, i: int, sentence: Sentence, goes_on: bool) -> bool:
        """Does token `i`, before a source and its cue, close a quotation that they belong to?"""
        quote = self._quote_at(i) if self.tokens[i].text in _MARKS else None
        if quote is None or quote.last != i:
            return False
        if self.tokens[i].sentence is sentence and i > sentence.first:
            return True
        here = self.tokens[i].sentence.paragraph == sentence.paragraph
        return here and not goes_on and self.tokens[i - 1].text in ("?", "!", ",", "—", "…")

    def _content(self, verb: Token, cue: Range, head: Token | None, frames: dict[str, str]) -> tuple[list[Range], str]:
        """What is said, and by which frame of the verb."""
        tokens, sentence = self.tokens, verb.sentence
        speech = "clause" if "clause" in frames else "quote" if "quote" in frames else ""
        right = [c for c in verb.children if c.i > verb.i and c is not head]
        clauses = [c for c in right if c.dep == "ccomp" and (c.is_verb or any(g.dep in _SUBJECTS for g in c.children))]
        clauses = [
            c
            for c in clauses
            if not any(t.text == ";" for t in tokens[verb.i : c.left]) and tokens[c.left].tag != "WDT"
        ]
        block_first, block_last = cue[0].i, cue[1].i
        own = False
        if head is not None and head.sentence is sentence:
            source = self._noun_phrase(head, cue)
            if head.i < verb.i and source[1].i >= block_first - 3 and verb.tag != "VBG":
                block_first, own = min(block_first, source[0].i), True
            elif head.i > verb.i:
                block_last, own = max(block_last, source[1].i), True
        after = self._after(verb, block_last, clauses)
        stop = self._before_next_cue(verb.i, self._stop(sentence))
        nxt = tokens[after] if after < sentence.stop else None
        before = block_first - 1
        paused = before >= sentence.first and tokens[before].text in _PAUSES and before > sentence.first
        quoted = before >= 0 and self._closes_quote(
            before, sentence, bool(clauses) or (nxt is not None and nxt.text in ("that", '"', ":"))
        )
        if speech:
            if nxt is not None and nxt.text == ":":
                if after == cue[1].i + 1:
                    self.colons.add(after)
                return self._after_colon(after, sentence), speech
            if quoted and (own or head is None) and verb.tag != "VBG":
                return self._around(sentence, block_first, after, True), speech
            if nxt is not None and nxt.text in _MARKS and (q := self._quote_at(nxt.i)) is not None and q.first == nxt.i:
                return [(nxt, tokens[max(q.last, clauses[-1].right if clauses else 0)])], speech
            if nxt is not None and nxt.text == "," and after + 1 < sentence.stop and tokens[after + 1].text in _MARKS:
                q = self._quote_at(after + 1)
                capital = after + 2 < sentence.stop and tokens[after + 2].text[0].isupper()
                if q is not None and q.first == after + 1 and (capital or not paused):
                    return [(tokens[after + 1], tokens[q.last])], speech
        if "clause" in frames:
            thing = verb.child("dobj")
            if (
                clauses
                and "object" in frames
                and thing is not None
                and thing.left == cue[1].i + 1
                and thing.right < clauses[0].left
                and verb.lemma not in _TOLD
            ):
                return [(tokens[thing.left], tokens[min(clauses[-1].right, stop)])], "object"
            if clauses:
                return [self._fronted(verb, clauses, after)], "clause"
            ended = (
                nxt is None
                or nxt.text in _ENDS
                or nxt.text in _PAUSES
                or nxt.lower in _OWN_REMARK
                or nxt.lower in ("and", "but")
            )
            if paused and ended and own and self._has_clause(sentence.first, before):
                return self._around(sentence, block_first, after, False), "clause"
            if verb.dep in ("parataxis", "ccomp") and verb.head.is_verb and ended and own and paused:
                return self._around(sentence, block_first, after, False), "clause"
        if "infinitive" in frames:
            to = next((c for c in right if c.dep in ("xcomp", "ccomp", "advcl") and c.is_verb and c.child("aux")), None)
            if to is not None and any(g.tag == "TO" for g in to.children):
                start = min([to.left, *(c.left for c in right if c.dep == "dobj")])
                return [(tokens[start], tokens[min(to.right, stop)])], "infinitive"
        if "of" in frames and (of := self._accusation(verb, right)) is not None:
            return [of], "of"
        if (
            "about" in frames
            and (
                prep := next(
                    (c for c in right if c.lower in self.cues.withs[verb.lemma] and c.dep in ("prep", "agent")), None
                )
            )
            is not None
        ):
            if prep.child("pobj", "pcomp") is not None and prep.right > prep.i:
                return [self._until_as(prep.i + 1, min(self._with_rest(verb, prep.right), stop))], "about"
        if "figure" in frames and (thing := verb.child("dobj")) is not None and thing.lemma in self.cues.figures:
            return [(tokens[max(thing.left, cue[1].i + 1)], tokens[stop])], "figure"
        if "call" in frames:
            named = next(
                (c for c in right if c.dep in ("oprd", "ccomp", "attr") or (c.dep == "prep" and c.lower == "as")), None
            )
            thing = next((c for c in right if c.dep == "dobj"), named)
            if named is not None and thing is not None:
                return [(tokens[min(thing.left, named.left)], tokens[min(max(named.right, thing.right), stop)])], "call"
        if "object" in frames:
            thing = next((c for c in right if c.dep == "dobj" or (c.dep == "xcomp" and c.tag == "VBG")), None)
            if (
                thing is not None
                and (thing.is_noun or thing.tag == "VBG")
                and "clause" in frames
                and thing.right == thing.i
            ):
                thing = thing if not self._has_clause(thing.i + 1, stop) else None
            if thing is not None and (thing.is_noun or thing.tag in ("VBG", "CD", "JJ")):
                return [
                    self._until_as(max(thing.left, cue[1].i + 1), min(self._with_rest(verb, thing.right), stop))
                ], "object"
        if "clause" in frames and frames["clause"] == "yes" and nxt is not None and verb.tag in _FINITE:
            if verb.dep == "relcl":
                stop = next((i - 1 for i in range(after, stop) if tokens[i].text == ","), stop)
            # The parser found no clause; the words after a verb of telling that hold a finite verb are one.
            if (
                after == block_last + 1
                and self._clause_outside(verb, after, stop)
                and nxt.text not in _ENDS
                and nxt.text != ","
            ):
                return [(nxt, tokens[stop])], "clause"
            saying = (
                verb.lemma in ("say", "add")
                and nxt.tag in _SUBJECT_TAGS
                and any(t.is_verb for t in tokens[after : stop + 1])
            )
            if nxt.lower == "that" or saying:
                return [(nxt, tokens[stop])], "clause"
        return [], ""

    def _after(self, verb: Token, block_last: int, clauses: list[Token]) -> int:
        """The number of the token after the cue, whom it told, when and where: "said on Monday in Baghdad"."""
        after = block_last + 1
        limit = clauses[0].left if clauses else verb.sentence.stop
        for child in verb.children:
            if child.i > verb.i and child.left < after <= child.right < limit and child.dep == "prep":
                after = (
                    child.right + 1
                    if not any(t.tag in _FINITE or t.text == "," for t in self.tokens[after : child.right + 1])
                    else after
                )
            elif child.i > verb.i and child.left == after and child.right < limit:
                if child.dep in ("dobj", "dative", "nsubj") and verb.lemma not in _TOLD:
                    continue
                if child.dep in ("prep", "npadvmod", "advmod", "dobj", "dative", "prt", "nsubj") and not any(
                    t.tag in _FINITE for t in self.tokens[child.left : child.right + 1]
                ):
                    after = child.right + 1
        return after

    def _fronted(self, verb: Token, clauses: list[Token], after: int) -> Range:
        """The clause after the cue, with what the parser has hung on the cue behind it."""
        first = min(c.left for c in clauses)
        last = max(c.right for c in clauses)
        stop = self._stop(verb.sentence)
        first = max(first, verb.i + 1)
        last = self._with_rest(verb, last)
        last = min(last, self._before_next_cue(first, stop))
        quote = self._quote_at(last)
        if quote is not None and quote.first >= first:
            last = max(last, quote.last)
        while last > first and self.tokens[last].text == ",":
            last -= 1
        return self.tokens[first], self.tokens[last]

    def _with_rest(self, verb: Token, last: int) -> int:
        """The end of what is said, with the phrases behind it that the parser has hung on the cue."""
        for child in verb.children:
            if child.left <= last or child.dep == "punct":
                continue
            comma = self.tokens[child.left - 1].text == ","
            own_subject = child.child("nsubj", "nsubjpass", "expl") is not None
            if (
                (
                    child.dep in ("prep", "npadvmod", "advmod", "ccomp", "dobj")
                    and not comma
                    and child.lower not in ("according",)
                )
                or (child.dep == "advcl" and not comma and self.tokens[child.left].lower not in ("as", "while"))
                or (child.dep == "conj" and own_subject and child.lemma not in self.cues.verbs)
            ):
                last = child.right
            else:
                break
        return last

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
                    (t for t in self.tokens[i + 2 : min(i + 14, last)] if t.tag in _FINITE or t.text == ","), None
                )
                if (
                    heard is not None
                    and self.cues.verbs.get(heard.lemma, {}).get("clause") == "yes"
                    and heard.child("nsubj")
                ):
                    return i - 1
        return last

    def _accusation(self, verb: Token, right: list[Token]) -> Range | None:
        """ "accused NAME of shelling the town": the one accused, and of what."""
        for child in right:
            for prep in (child, *child.children):
                if (
                    prep.dep == "prep"
                    and prep.lower in ("of", "for", "with", "on")
                    and prep.i > verb.i
                    and prep.child("pcomp", "pobj")
                ):
                    accused = verb.child("dobj")
                    start = accused.left if accused is not None and accused.i > verb.i else prep.i
                    last = min(prep.right, self._stop(verb.sentence))
                    return self._until_as(min(start, prep.i), last)
        return None

    def _passive(self, verb: Token, frames: dict[str, str]) -> None:
        cue = self._cue_range(verb)
        subject = verb.child("nsubjpass", "nsubj")
        agent = self._agent(verb)
        clause = next(
            (c for c in verb.children if c.i > verb.i and c.dep in ("ccomp", "xcomp", "advcl") and c.is_verb), None
        )
        content: list[Range] = []
        if clause is not None and (clause.dep != "advcl" or clause.child("mark") is None):
            last = max(c.right for c in verb.children if c.dep in ("ccomp", clause.dep))
            content = [(self.tokens[max(clause.left, verb.i + 1)], self.tokens[min(last, self._stop(verb.sentence))])]
        if verb.lemma in self.cues.passives and clause is not None and clause.dep != "xcomp":
            if subject is None and cue[0].i > verb.sentence.first and self.tokens[cue[0].i - 1].is_noun:
                subject = self.tokens[cue[0].i - 1]
            if subject is not None and subject.lower not in ("it", "who", "which"):
                self._add(subject, cue, content)
        elif agent is not None:
            if not content and subject is not None and ("object" in frames or "of" in frames):
                content = [(self.tokens[subject.left], self.tokens[subject.right])]
            if content and set(frames) & {"clause", "object", "of"}:
                self._add(agent, cue, content, "yes" in frames.values())
        elif content and set(frames) & {"clause", "infinitive"}:
            if clause is not None and clause.dep == "xcomp" and subject is not None and subject.right < cue[0].i:
                content.insert(0, (self.tokens[subject.left], self.tokens[subject.right]))
            self._add(None, cue, content, False)

    def _agent(self, verb: Token) -> Token | None:
        by = next((c for c in verb.children if c.lower == "by" and c.dep in ("agent", "prep")), None)
        return by.child("pobj") if by else None

    def _reduced_passive(self, verb: Token) -> None:
        """ "reports cited by the UN": the UN vouches for the reports."""
        agent = self._agent(verb)
        noun = verb.head
        if (
            agent is not None
            and (noun.lemma in self.cues.nouns or noun.lemma in self.cues.documents)
            and noun.i < verb.i
        ):
            self._add(agent, (verb, verb), [(self.tokens[noun.left], self.tokens[verb.i - 1])])

    def _as_saying(self, token: Token) -> bool:
        """ "NAME was quoted by OUTLET as saying that", "OUTLET quoted NAME as saying that"."""
        if token.i + 1 >= token.sentence.stop or self.tokens[token.i + 1].lemma not in self.cues.after_as:
            return False
        saying = self.tokens[token.i + 1]
        quoting = next(
            (
                t
                for t in reversed(self.tokens[max(token.sentence.first, token.i - 25) : token.i])
                if t.lemma in self.cues.before_as and t.is_verb
            ),
            None,
        )
        if saying.tag != "VBG" or quoting is None:
            return False
        sentence = token.sentence
        passive = any(c.dep in ("auxpass", "nsubjpass") for c in quoting.children) or (
            quoting.tag == "VBN" and quoting.dep in ("acl", "advcl")
        )
        subject = quoting.child("nsubj", "nsubjpass") or (quoting.head if quoting.dep == "acl" else None)
        if passive:
            speaker, outlet = subject, self._agent(quoting) or self._agent(saying)
        else:
            speaker, outlet = quoting.child("dobj"), subject
        first, last = saying.i + 1, self._stop(sentence)
        clause = saying.child("ccomp")
        if clause is not None:
            first, last = max(first, clause.left), min(last, clause.right)
        elif first <= last and self.tokens[first].text in (",", ":"):
            first += 1
        outside = [(sentence.first, self._block_start(quoting, subject))]
        if first > last or self.tokens[first].lower == "by" or self.tokens[saying.i + 1].text in _ENDS:
            content = self._before(sentence, outside[0][1])
        else:
            content = [(self.tokens[first], self.tokens[max(last, q.last if (q := self._quote_at(first)) else 0)])]
        inner = self._add(speaker, (quoting, saying), content) if speaker is not None else None
        if outlet is not None:
            outer = self._add(outlet, (quoting, saying), content)
            if inner is not None:
                inner.within = outer
        return inner is not None

    def _block_start(self, verb: Token, subject: Token | None) -> int:
        return min(subject.left if subject is not None else verb.i, verb.i)

    def _before(self, sentence: Sentence, block_first: int) -> list[Range]:
        last = block_first - 1
        while last > sentence.first and self.tokens[last].text == ",":
            last -= 1
        return [(self.tokens[sentence.first], self.tokens[last])] if last > sentence.first else []

    # What stands around a cue

    def _clause_outside(self, verb: Token, first: int, last: int) -> bool:
        """Is there a finite verb in the stretch, outside the verb's object and no cue itself?"""
        thing = verb.child("dobj")
        if self.tokens[first].tag in ("IN", "TO", "RP", "CC", ",", ":", "VBG", "VBN"):
            return False
        for token in self.tokens[first : last + 1]:
            if token.tag in ("WDT", "WP", "WRB", "VBG"):
                return False
            if (
                token.tag in _FINITE
                and token.lemma not in self.cues.verbs
                and (thing is None or not thing.left <= token.i <= thing.right)
            ):
                joined = any(t.dep == "conj" and t.head is verb for t in (token, *token.ancestors()))
                return self.tokens[token.i - 1].tag != "CC" and not joined
        return False

    def _until_as(self, first: int, last: int) -> Range:
        """A thing told, without a clause behind it that tells what went on meanwhile."""
        for i in range(first + 1, last):
            if self.tokens[i].lower in ("as", "while") and self.tokens[i].dep == "mark":
                last = i - 1
                break
        return self.tokens[first], self.tokens[last]

    def _has_finite(self, first: int, last: int) -> bool:
        return any(t.tag in _FINITE for t in self.tokens[first : last + 1])

    def _has_clause(self, first: int, last: int) -> bool:
        """Is there a finite verb, or a subject of what the tagger took for a participle?"""
        return any(t.tag in _FINITE or t.dep in ("nsubj", "nsubjpass", "expl") for t in self.tokens[first : last + 1])

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
                    and word.lower not in _OWN_REMARK
                    and not self._is_cue(word)
                    and (
                        word.lower in _GOING_ON
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

    # Phrases, nouns and other signs

    def _phrase_at(self, token: Token) -> Phrase | None:
        for phrase in self.cues.phrases[token.lower]:
            stop = token.i + len(phrase.words)
            if stop < token.sentence.stop and all(
                t.lower == w for t, w in zip(self.tokens[token.i : stop], phrase.words, strict=True)
            ):
                if phrase.names_only and not self.tokens[stop].is_proper:
                    continue
                if phrase.participle and token.tag not in ("VBG", "VBN", "VBD", "VBZ"):
                    continue
                if not phrase.participle or token.tag == "VBG":
                    return phrase
        return None

    def _np_after(self, i: int, governor: Token) -> tuple[Token, Range] | None:
        """The noun phrase that starts at token `i`, the object of `governor`."""
        sentence = governor.sentence
        if i >= sentence.stop:
            return None
        head = governor.child("pobj", "dobj", "pcomp", "nsubj")
        if head is None or not i <= head.i:
            head = next((t for t in self.tokens[i : min(i + 8, sentence.stop)] if t.is_noun or t.tag == "PRP"), None)
            while (
                head is not None
                and head.dep in ("compound", "amod", "poss")
                and head.head.i > head.i
                and head.head.is_noun
            ):
                head = head.head
        if head is None or head.i < i:
            return None
        last = min(max(head.right, head.i), sentence.stop - 1)
        commas = [k for k in range(head.i, last) if self.tokens[k].text == ","]
        if commas and governor.i - sentence.first < 3 and not self._has_subject_after(last):
            # "According to NAME, staff were told": the parser took the subject for an apposition.
            last = commas[-1] - 1
        while last > head.i and self.tokens[last].text in (",", ".", '"', ";", ":"):
            last -= 1
        return head, (self.tokens[i], self.tokens[last])

    def _has_subject_after(self, i: int) -> bool:
        """Is there a subject before the next finite verb?"""
        for token in self.tokens[i + 1 : i + 40]:
            if token.dep in ("nsubj", "nsubjpass", "expl", "csubj"):
                return True
            if token.tag in _FINITE or token.text in _ENDS:
                return False
        return False

    def _preposition(self, token: Token, phrase: Phrase) -> None:
        tokens, sentence = self.tokens, token.sentence
        last_word = tokens[token.i + len(phrase.words) - 1]
        found = self._np_after(last_word.i + 1, last_word)
        if found is None:
            return
        head, source = found
        if head.lemma in ("plan", "schedule", "law", "need", "rule", "size", "type", "standard", "tradition"):
            return
        first, after = token.i, source[1].i + 1
        stop = self._stop(sentence)
        lead = first - 1
        while (lead >= sentence.first and tokens[lead].text in ('"', ",", "``", "''")) or (
            lead >= sentence.first and tokens[lead].lower in ("and", "but", "also", "however", "meanwhile")
        ):
            lead -= 1
        fronted = lead < sentence.first or tokens[lead].lower in ("that", "because", "which", "where", "while", ";")
        if fronted and after <= stop:
            start = after
            while start < stop and tokens[start].text == ",":
                start += 1
            content = [
                (
                    tokens[start],
                    tokens[max(stop, q.last if (q := self._quote_at(start)) and q.first == start else stop)],
                )
            ]
        else:
            content = self._around(sentence, first, after, False)
            if (
                after <= stop
                and tokens[after].text not in (",", ";")
                and len(content) == 1
                and not self._has_finite(content[0][0].i, content[0][1].i)
            ):
                content.append((tokens[after], tokens[stop]))
        self._add(head, (token, last_word), content, source=source)

    def _citing(self, token: Token, phrase: Phrase) -> None:
        """ "Alsumaria, citing its sources": whom an attribution near it cites, inside that attribution."""
        found = self._np_after(token.i + len(phrase.words), token)
        if found is None:
            return
        head, source = found
        human = phrase.words[0] == "quoting" or self._is_human(head)
        near: Attribution | None = None
        for each in self.found:
            if each.cue is None or each.cue[0].sentence is not token.sentence or each.source is None:
                continue
            inside = each.source[0].i <= token.i <= each.source[1].i
            inside = inside or each.source[0].i < token.i < each.cue[0].i
            behind = 0 < token.i - max(each.cue[1].i, each.source[1].i) <= 8
            if inside or behind:
                near = each
        if near is not None and human:
            if near.source is not None and near.source[0].i < token.i <= near.source[1].i:
                near.content = [p for piece in near.content for p in self._cut(piece, (token, source[1]))]
            made = self._add(head, (token, token), list(near.content), source=source)
            if made:
                made.within = near
            return
        subject = near.head if near is not None and near.head is not None else self._subject(token)
        thing = token.child("dobj")
        if subject is not None and thing is not None and not human:
            self._add(
                subject,
                (token, token),
                [(self.tokens[thing.left], self.tokens[min(thing.right, self._stop(token.sentence))])],
            )

    def _seeming(self, verb: Token) -> None:
        """ "The army appeared to hold the town": an impression, with no one who has it."""
        to = next((c for c in verb.children if c.i > verb.i and c.dep in ("xcomp", "oprd", "ccomp", "acomp")), None)
        subject = self._subject(verb)
        if to is None or subject is None or subject.i > verb.i:
            return
        content = [(self.tokens[to.left], self.tokens[min(to.right, self._stop(verb.sentence))])]
        if to.dep != "ccomp":
            content.insert(0, (self.tokens[subject.left], self.tokens[min(subject.right, verb.i - 1)]))
        self._add(None, self._cue_range(verb), content, False)

    def _is_human(self, head: Token) -> bool:
        """Can the head of a noun phrase speak? By its form where the lexicon does not have it."""
        if head.is_proper or head.tag == "PRP" or head.lemma in self.cues.documents or head.lemma in self.cues.titles:
            return True
        return self.cues.nouns.get(head.lemma, False) or (head.tag == "NNS" and head.lemma.endswith(_HUMAN_ENDINGS))

    def _receiving(self, verb: Token) -> None:
        """ "staff have received reports of shelling": staff vouch for the reports."""
        if verb.tag == "VBN" and verb.dep == "acl":
            self._reduced_passive(verb)
            return
        thing, subject = verb.child("dobj"), self._subject(verb)
        if (
            thing is not None
            and self.cues.nouns.get(thing.lemma)
            and subject is not None
            and subject.tag not in ("PRP", "WP", "WDT", "EX")
        ):
            self._add(
                subject,
                self._cue_range(verb),
                [self._until_as(thing.left, min(thing.right, self._stop(verb.sentence)))],
            )

    def _noun(self, noun: Token) -> None:
        clause = next(
            (
                c
                for c in noun.children
                if c.i > noun.i
                and c.dep in ("acl", "ccomp", "relcl")
                and self.tokens[c.left].lower == "that"
                and self.tokens[c.left].tag == "IN"
            ),
            None,
        )
        content: Range | None = None
        stop = self._stop(noun.sentence)
        if clause is not None:
            content = self.tokens[max(clause.left, noun.i + 1)], self.tokens[min(clause.right, stop)]
        elif (
            noun.tag == "NNS"
            and noun.i == noun.sentence.first
            and noun.dep == "compound"
            and noun.head.dep in _SUBJECTS
        ):
            content = self.tokens[noun.i + 1], self.tokens[stop]
        elif noun.lemma in _OF_NOUNS:
            of = next((c for c in noun.children if c.lower == "of" and c.i == noun.i + 1), None)
            thing = of.child("pobj", "pcomp") if of else None
            if of is not None and thing is not None and not thing.is_proper and thing.lemma not in self.cues.documents:
                content = self._until_as(of.i + 1, min(max(thing.right, of.right), stop))
        if content is None or content[0].i > content[1].i:
            return
        owner = noun.child("poss")
        if owner is None:
            by = next((c for c in noun.children if c.lower in ("by", "from") and c.i < content[0].i), None)
            owner = by.child("pobj") if by else None
        cue: Range = (noun, noun)
        if self.cues.nouns[noun.lemma]:
            first = self.tokens[noun.left] if owner is None or owner.i > noun.i else noun
            inner = self._add(noun, cue, [content], source=(first, noun))
            if owner is not None and inner is not None and owner.tag not in ("PRP", "PRP$"):
                inner.within = self._add(owner, cue, [content])
        elif owner is not None:
            self._add(owner, cue, [content])
        else:
            self._add(None, cue, [content], False)

    def _seen_in(self, verb: Token) -> None:
        """ "Vehicles can be seen in a drone video": the video shows it."""
        for prep in verb.children:
            if (
                prep.lower in ("in", "on")
                and prep.i > verb.i
                and (film := prep.child("pobj"))
                and film.lemma in self.cues.seen_in
            ):
                subject = verb.child("nsubjpass")
                if subject is not None:
                    self._add(film, (verb, prep), [(self.tokens[subject.left], self.tokens[subject.right])])

    def _colon(self, colon: Token) -> None:
        """'NAME: "We won"' and, in headlines, 'Town retaken: army'."""
        sentence, tokens = colon.sentence, self.tokens
        words = tokens[sentence.first : colon.i]
        timed = bool(words) and re.fullmatch(r"\d{1,2}[:.h]\d{2}", words[0].text) is not None
        while words and words[0].tag in ("CD", "_SP", ":"):
            words = words[1:]
        rest = tokens[colon.i + 1 : sentence.stop]
        if (
            not words
            or len(words) > 8
            or (colon.i + 1 < len(tokens) and colon.end == tokens[colon.i + 1].start)
            or any(t.tag in _FINITE or t.text in (",", '"') for t in words)
            or not rest
        ):
            return
        quoted = rest[0].text == '"' and self._quote_at(rest[0].i) is not None
        name = next((t for t in words if t.is_noun and not words[0].i <= t.head.i < colon.i), words[-1])
        if any(t.lower in _DAYS for t in words):
            return
        known = (timed and words[0].is_proper) or (
            len(words) == 1 and ((name.text.isupper() and len(name.text) <= 6) or name.lemma in self.cues.documents)
        )
        if not name.is_noun or not ((quoted and words[0].text[0].isupper()) or known):
            return
        if name.lower in (
            "comment",
            "note",
            "update",
            "photo",
            "watch",
            "more",
            "source",
            "via",
            "analysis",
            "video",
            "live",
            "breaking",
            "read",
            "exclusive",
            "opinion",
        ):
            return
        if not quoted and not any(t.is_verb or t.tag == "MD" for t in rest):
            return
        made = self._add(name, (colon, colon), self._after_colon(colon.i, sentence), source=(words[0], words[-1]))
        if made:
            made.heads = [name]

    # Quotations without a cue of their own

    def _free_quotes(self) -> None:
        """Gives each such quotation to the speaker before it in its paragraph, or of the paragraph before."""
        if not self.quotes:
            return
        tokens = self.tokens
        spoken = [a for a in self.found if a.head is not None and a.cue is not None and a.within is None]
        by_paragraph: dict[int, list[Attribution]] = {}
        for each in spoken:
            if each.cue is not None:
                by_paragraph.setdefault(each.cue[0].sentence.paragraph, []).append(each)
        covered = sorted((f.i, last.i) for a in self.found if a.says for f, last in a.content)
        heard: Attribution | None = None
        heard_in = -9
        at = 0
        reach = -1
        for quote in list(self.quotes):
            while at < len(covered) and covered[at][0] <= quote.first + 1:
                reach = max(reach, covered[at][1])
                at += 1
            paragraph = tokens[quote.first].sentence.paragraph
            here = [
                a
                for a in by_paragraph.get(paragraph, ())
                if a.source is not None and not quote.first < a.source[0].i < quote.last
            ]
            if reach < quote.first + 1 and quote.opens_sentence:
                speaker = next((a for a in reversed(here) if _cue_i(a) < quote.first), None)
                begins = quote.first == 0 or tokens[quote.first - 1].sentence.paragraph != paragraph
                if (
                    speaker is None
                    and begins
                    and here
                    and here[0].cue is not None
                    and here[0].cue[0].sentence.i - tokens[quote.last].sentence.i <= 1
                ):
                    speaker = here[0]
                if speaker is None and not begins:
                    self._quoted_subject(quote)
                    continue
                if speaker is None:
                    before = by_paragraph.get(paragraph - 1, ())
                    speaker = before[-1] if before else heard if heard_in == paragraph - 1 else None
                if speaker is not None and not speaker.says:
                    told = Attribution(
                        speaker.source,
                        speaker.head,
                        speaker.cue,
                        [(tokens[quote.first], tokens[quote.last])],
                        True,
                        None,
                        None,
                        speaker.heads,
                    )
                    self.found.append(told)
                    heard, heard_in = told, paragraph
                    continue
                if speaker is not None:
                    speaker.content.append((tokens[quote.first], tokens[quote.last]))
                    speaker.content.sort(key=lambda piece: piece[0].i)
                    heard, heard_in = speaker, paragraph
                    continue
            if here:
                heard, heard_in = here[-1], paragraph

    def _quoted_subject(self, quote: _Quote) -> None:
        """'Hassan heard the shots. "They came at dawn."': a quotation behind a sentence about a person is theirs."""
        sentence = self.tokens[quote.first - 1].sentence
        subject = next((t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return
        apposed = any(c.dep == "appos" for c in subject.children)
        if subject.lower in ("he", "she") or (apposed and subject.is_proper) or subject.lemma in self.cues.documents:
            source = self.tokens[subject.left], self.tokens[subject.right]
            content = [(self.tokens[quote.first], self.tokens[quote.last])]
            self.found.append(Attribution(source, subject, None, content, True, None, None, [subject]))


def _coordinated(head: Token) -> list[Token]:
    """The heads of "state media and a monitoring group"."""
    shared = next((c for c in head.children if c.dep == "conj" and c.tag in ("NNS", "NN") and c.i > head.i), None)
    if (
        shared is not None
        and head.tag == "NN"
        and shared.tag == "NNS"
        and not any(c.dep in ("det", "poss") for c in head.children)
    ):
        return [shared]
    heads = [head]
    for one in heads:
        heads += [c for c in one.children if c.dep == "conj" and c.is_noun and c.i > one.i]
        if len(heads) > 6:
            break
    return heads


def _quotes(parsed: Parsed) -> Iterator[_Quote]:
    """The quotations of several words, by their marks; a mark that closes nothing opens nothing."""
    text, tokens = parsed.text, parsed.tokens
    opened: Token | None = None
    previous: Token | None = None
    for token in tokens:
        if opened is not None and previous is not None and token.sentence.paragraph != opened.sentence.paragraph:
            yield from _quote(parsed, opened, previous)
            opened = None
        if token.text in _MARKS:
            mark = '"' if token.text != '"' else text[token.start]
            run = token.start
            while run < len(text) and text[run] in "\"“”„«»'":
                run += 1
            tight = run < len(text) and not text[run].isspace()
            first = token.start == 0 or not (text[token.start - 1].isalnum() or text[token.start - 1] in ".,!?…;:%)’'")
            opens = mark in "“„«" or (mark == '"' and tight and first)
            if opened is None and opens:
                opened = token
            elif opened is not None and (mark in "”»" or mark == '"' or (mark == "“" and not tight)):
                yield from _quote(parsed, opened, token)
                opened = None
        previous = token
    if opened is not None and previous is not None:
        yield from _quote(parsed, opened, previous)


def _quote(parsed: Parsed, first: Token, last: Token) -> Iterator[_Quote]:
    words = last.i - first.i - 1
    if words >= 2:
        before = parsed.tokens[first.i - 1] if first.i > first.sentence.first else None
        yield _Quote(first.i, last.i, (before is None or before.text in (":", '"')) and words >= 3)
