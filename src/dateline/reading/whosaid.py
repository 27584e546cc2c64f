"""Who says so: attributions (a source, a cue, what is attributed) and, for a word, the chain of those who vouch for it.

Invariant: the words of a source or a cue are never content of their own attribution. Spans follow the conventions of
the attribution corpora PARC3 and PolNeAR: a source is the whole noun phrase with its appositions, a cue is the verb
with its auxiliaries and "in a statement", content takes its quotation marks and its "that" along.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from dateline.reading.attribution import Attribution, Quote
from dateline.reading.cues import load_cues
from dateline.reading.hearsay import Hearsay
from dateline.reading.parsing import Parsed, Token
from dateline.reading.speakers import SourceRef, Speakers

__all__ = ["Attribution", "SourceRef", "chains", "find_attributions", "outermost"]


def find_attributions(parsed: Parsed) -> list[Attribution]:
    """The attributions of a text, in the order of their cues, those inside another's content included."""
    return _Finder(parsed, load_cues()).run()


def outermost(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions whose cue does not lie in another's content: one level, as PolNeAR annotates them."""
    by_sentence = _by_sentence(attributions)
    return [a for a in attributions if a.cue is not None and a.within is None and not _is_inside(a, by_sentence)]


def _is_inside(one: Attribution, by_sentence: dict[int, list[Attribution]]) -> bool:
    if one.cue is None:
        return False
    i = one.cue[0].i
    around = by_sentence.get(one.cue[0].sentence.i, ())
    return any(a is not one and a.covers(i) and not one.covers(_cue_i(a)) for a in around)


def _by_sentence(attributions: list[Attribution]) -> dict[int, list[Attribution]]:
    """For the number of a sentence, the attributions with content in it."""
    found: dict[int, list[Attribution]] = {}
    for each in attributions:
        for n in {s for first, last in each.content for s in range(first.sentence.i, last.sentence.i + 1)}:
            found.setdefault(n, []).append(each)
    return found


def chains(parsed: Parsed, attributions: list[Attribution]) -> Callable[[Token], list[SourceRef]]:
    """For the trigger of a claim, who vouches for it: innermost first, each with the name of whom the words mean.

    The list is empty where the text speaks in its outlet's own voice.
    """
    telling = [a for a in attributions if a.says and not (a.head is not None and _is_own(parsed, a.head))]
    speakers = Speakers(parsed, (head for a in telling for head in a.heads), load_cues())
    standing = load_cues().standing
    by_sentence = _by_sentence(telling)
    sources: set[int] = set()
    for each in telling:
        if each.source is not None and each.source[1].i - each.source[0].i < 40:
            sources.update(range(each.source[0].i, each.source[1].i + 1))

    def innermost(i: int, sentence: int, seen: set[int]) -> Attribution | None:
        found = [a for a in by_sentence.get(sentence, ()) if id(a) not in seen and a.covers(i)]
        inner = [a for a in found if not any(b is not a and (b.within is a or a.covers(_cue_i(b))) for b in found)]
        return min(inner or found, key=_size, default=None)

    def chain(trigger: Token) -> list[SourceRef]:
        refs: list[SourceRef] = []
        inside = innermost(trigger.i, trigger.sentence.i, set())
        # "says X, who denied that his men had left": what X denied stands in the words for X, but X says it
        told = inside is not None and inside.cue is not None and inside.cue[0].i in sources
        background = trigger.i in sources and not told or _is_background(trigger, standing)
        if background and parsed.quotation_of(trigger) is None:
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


def _is_own(parsed: Parsed, head: Token) -> bool:
    """Is it the outlet that speaks of itself ("we counted", "our engineer saw"), and nobody whom it quotes?"""
    ours = any(c.lower == "our" and c.dep == "poss" for c in head.children) and head.lemma in load_cues().own_staff
    return (head.lower == "we" or ours) and parsed.quotation_of(head) is None


def _cue_i(attribution: Attribution) -> int:
    return attribution.cue[0].i if attribution.cue else -1


def _size(attribution: Attribution) -> int:
    return sum(last.i - first.i + 1 for first, last in attribution.content)


def _is_background(token: Token, standing: frozenset[str]) -> bool:
    """Is it a standing description in passing ("rebel-held", "troops backed by"), which is the writer's own?"""
    if token.dep == "amod" and token.tag in ("VBN", "VBD") and any(c.text == "-" for c in token.children):
        return True
    return (token.dep == "acl" and token.lemma in standing) or (token.dep == "appos" and token.tag == "NN")


class _Finder(Hearsay):
    """One pass over the tokens that may be cues, then one over the quotations that no cue has claimed."""

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
            elif token.lemma in cues.attitudes and token.tag in ("NN", "NNS"):
                self._attitude(token, cues.attitudes[token.lemma])
            elif token.text == ":":
                self._colon(token)
            elif token.lower == "by" and token.dep in ("prep", "agent"):
                self._by_account(token)
            elif token.lemma in ("come", "stem", "originate") and token.is_verb:
                self._coming(token)
            if token.lemma in self.cues.seeing and token.is_verb:
                self._seen_in(token)
        by_sentence: dict[int, list[Attribution]] = {}
        for each in self.found:
            if each.cue is not None and each.source is not None:
                by_sentence.setdefault(each.cue[0].sentence.i, []).append(each)
        for token, phrase in later:
            self._citing(token, phrase, by_sentence.get(token.sentence.i, []))
        self._free_quotes()
        self.found.sort(key=_place)
        return self.found

    def _free_quotes(self) -> None:
        """Gives each such quotation to the speaker before it in its paragraph, or of the paragraph before."""
        spoken: dict[int, list[Attribution]] = {}
        for each in sorted(self.found, key=_place) if self.quotes else ():
            if each.head is not None and each.cue is not None and each.within is None:
                spoken.setdefault(each.cue[0].sentence.paragraph, []).append(each)
        covered = sorted((first.i, last.i) for a in self.found if a.says for first, last in a.content)
        heard: Attribution | None = None
        heard_in, at, reach = -9, 0, -1
        for quote in self.quotes:
            while at < len(covered) and covered[at][0] <= quote.first + 1:
                reach = max(reach, covered[at][1])
                at += 1
            paragraph = self.tokens[quote.first].sentence.paragraph
            here = spoken.get(paragraph, [])
            if reach <= quote.first and quote.opens_sentence:
                begins = quote.first == 0 or self.tokens[quote.first - 1].sentence.paragraph != paragraph
                speaker = self._beside(quote, here, begins)
                if speaker is None and not begins:
                    self._quoted_subject(quote)
                    continue
                if speaker is None:
                    before = spoken.get(paragraph - 1)
                    speaker = before[-1] if before else heard if heard_in == paragraph - 1 else None
                if speaker is not None:
                    heard, heard_in = self._give(quote, speaker), paragraph
                    continue
            if here:
                heard, heard_in = here[-1], paragraph

    def _beside(self, quote: Quote, here: list[Attribution], begins: bool) -> Attribution | None:
        """The last speaker of the paragraph before the quotation, or the first one right behind it."""
        k = bisect_left(here, quote.first, key=_place)
        while k > 0:
            k -= 1
            source = here[k].source
            if source is not None and source[0].i < quote.first:
                return here[k]
        first = next((a for a in here[:3] if a.source and not quote.first < a.source[0].i < quote.last), None)
        if begins and first is not None and first.cue is not None:
            behind = first.cue[0].sentence.i - self.tokens[quote.last].sentence.i
            return first if behind <= 1 else None
        return None

    def _give(self, quote: Quote, speaker: Attribution) -> Attribution:
        """Adds the quotation to what a speaker says; one who only wished or called for something now speaks too."""
        piece = self.tokens[quote.first], self.tokens[quote.last]
        if speaker.says:
            speaker.content.append(piece)
            speaker.content.sort(key=lambda each: each[0].i)
            return speaker
        told = Attribution(speaker.source, speaker.head, speaker.cue, [piece], heads=speaker.heads)
        self.found.append(told)
        return told

    def _quoted_subject(self, quote: Quote) -> None:
        """'Amina was asleep. "They burned our house."': a quotation behind a sentence about a person is theirs."""
        sentence = self.tokens[quote.first - 1].sentence
        subject = next((t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return
        apposed = any(c.dep == "appos" for c in subject.children)
        if subject.lower in ("he", "she") or (apposed and subject.is_proper) or subject.lemma in self.cues.documents:
            source = self.tokens[subject.left], self.tokens[subject.right]
            content = [(self.tokens[quote.first], self.tokens[quote.last])]
            self.found.append(Attribution(source, subject, None, content, heads=[subject]))


def _place(attribution: Attribution) -> int:
    return attribution.cue[0].i if attribution.cue else attribution.content[0][0].i
