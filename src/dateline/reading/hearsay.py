"""Cues that are no plain verbs of saying: "according to", "citing", nouns, headlines' colons, what a video shows."""

from __future__ import annotations

import re

from dateline.reading.attribution import Attribution, Range
from dateline.reading.cues import Phrase
from dateline.reading.parsing import Token
from dateline.reading.sayings import Sayings
from dateline.reading.surroundings import ENDS, FINITE
from dateline.reading.whospeaks import SUBJECTS

_HUMAN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ent", "person")


class Hearsay(Sayings):
    """Attributions whose cue is a phrase, a noun or a colon."""

    def _phrase_at(self, token: Token) -> Phrase | None:
        """The phrase of the lexicon that starts at a token, with a word behind it."""
        for phrase in self.cues.phrases[token.lower]:
            stop = token.i + len(phrase.words)
            if stop >= token.sentence.stop or tuple(t.lower for t in self.tokens[token.i : stop]) != phrase.words:
                continue
            if phrase.names_only and not self.tokens[stop].is_proper:
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
            if token.tag in FINITE or token.text in ENDS:
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

    def _citing(self, token: Token, phrase: Phrase, others: list[Attribution]) -> None:
        """ "Alsumaria, citing its sources": whom an attribution near it cites, inside that attribution."""
        found = self._np_after(token.i + len(phrase.words), token)
        if found is None:
            return
        head, source = found
        human = phrase.words[0] == "quoting" or self._is_human(head)
        near: Attribution | None = None
        for each in others:
            if each.cue is None or each.source is None:
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

    def _is_human(self, head: Token) -> bool:
        """Can the head of a noun phrase speak? By its form where the lexicon does not have it."""
        if head.is_proper or head.tag == "PRP" or head.lemma in self.cues.documents or head.lemma in self.cues.titles:
            return True
        return self.cues.nouns.get(head.lemma, False) or (head.tag == "NNS" and head.lemma.endswith(_HUMAN_ENDINGS))

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

    def _by_account(self, by: Token) -> None:
        """ "By the ministry's count, 40 rebels died": whose count it is."""
        account = by.child("pobj")
        owner = account.child("poss") if account is not None and account.lemma in self.cues.accounts else None
        if account is None or owner is None or owner.tag == "PRP$":
            return
        sentence, stop = by.sentence, self._stop(by.sentence)
        content = self._before(sentence, by.i)
        if by.i == sentence.first:
            start = account.i + 1
            while start < stop and self.tokens[start].text == ",":
                start += 1
            content = [(self.tokens[start], self.tokens[stop])]
        self._add(owner, (by, account), content, source=(self.tokens[owner.left], owner))

    def _coming(self, verb: Token) -> None:
        """ "Twelve people were killed. The figure came from the hospital": who gave what the sentence before tells."""
        subject, sentence = verb.child("nsubj"), verb.sentence
        source = next((c.child("pobj") for c in verb.children if c.lower == "from" and c.dep == "prep"), None)
        told = subject is not None and (subject.lemma in self.cues.figures or subject.lemma in self.cues.nouns)
        pointing = subject is not None and any(c.lower in ("the", "this", "that", "these") for c in subject.children)
        if (
            not told
            or not pointing
            or source is None
            or sentence.i == 0
            or subject is None
            or subject.right > subject.i
        ):
            return
        before = self.parsed.sentences[sentence.i - 1]
        if before.paragraph == sentence.paragraph:
            self._add(source, (verb, verb), [(before.tokens[0], self.tokens[self._stop(before)])])

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
            noun.tag == "NNS" and noun.i == noun.sentence.first and noun.dep == "compound" and noun.head.dep in SUBJECTS
        ):
            content = self.tokens[noun.i + 1], self.tokens[stop]
        elif noun.lemma in self.cues.nouns_of:
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
        if any(c.dep == "det" and c.lower == "no" for c in noun.children):
            return  # "no reports of casualties" have no source
        if self.cues.nouns[noun.lemma]:
            first = self.tokens[noun.left] if owner is None or owner.i > noun.i else noun
            inner = self._add(noun, cue, [content], source=(first, noun))
            if owner is not None and inner is not None and owner.tag not in ("PRP", "PRP$"):
                inner.within = self._add(owner, cue, [content])
        elif owner is not None:
            self._add(owner, cue, [content])
        else:
            self._add(None, cue, [content], False)

    def _attitude(self, noun: Token, prepositions: frozenset[str]) -> None:
        """ "rebel opposition to the truce": whose attitude, and to what."""
        prep = next((c for c in noun.children if c.i == noun.i + 1 and c.lower in prepositions), None)
        thing = prep.child("pobj", "pcomp") if prep is not None else None
        if prep is None or thing is None:
            return
        owner = noun.child("poss")
        if owner is None:
            among = next((c for c in noun.children if c.lower in ("from", "by", "among") and c.i > noun.i), None)
            owner = among.child("pobj") if among else None
        first = prep.i + 1
        last = min(thing.right, self._stop(noun.sentence))
        if first <= last:
            self._add(owner, (noun, prep), [(self.tokens[first], self.tokens[last])], says=False)

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
            or any(t.tag in FINITE or t.text in (",", '"') for t in words)
            or not rest
        ):
            return
        quoted = rest[0].text == '"' and self._quote_at(rest[0].i) is not None
        name = next((t for t in words if t.is_noun and not words[0].i <= t.head.i < colon.i), words[-1])
        if any(t.lower in self.cues.days for t in words):
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
