"""Who says so: attributions (a source, a cue, what is attributed) and, for a word, the chain of those who vouch for it.

Invariant: the words of a source or a cue are never content of their own attribution. Spans follow the conventions of
the attribution corpora PARC3 and PolNeAR: a source is the whole noun phrase with its appositions, a cue is the verb
with its auxiliaries and "in a statement", content takes its quotation marks and its "that" along.
"""

from __future__ import annotations

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
            elif token.text == ":":
                self._colon(token)
            if token.lemma in self.cues.seeing and token.is_verb:
                self._seen_in(token)
        for token, phrase in later:
            self._citing(token, phrase)
        self.found.sort(key=lambda a: _cue_i(a))
        self._free_quotes()
        return self.found

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

    def _quoted_subject(self, quote: Quote) -> None:
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
