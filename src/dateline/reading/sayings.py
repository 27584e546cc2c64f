"""Verbs as cues: whose word it is, and what is said, by the frames that the lexicon gives each verb."""

from __future__ import annotations

from dateline.reading.attribution import Range
from dateline.reading.parsing import Token
from dateline.reading.surroundings import ENDS
from dateline.reading.whatissaid import WhatIsSaid
from dateline.reading.whospeaks import SUBJECTS


class Sayings(WhatIsSaid):
    """Attributions whose cue is a verb."""

    def _verb(self, verb: Token, frames: dict[str, str]) -> None:
        beside = self.cues.particles.get(verb.lemma)
        if beside is not None and not any(c.dep == "prt" and c.lower in beside for c in verb.children):
            frames = {frame: tells for frame, tells in frames.items() if frame != "clause"}
            if not frames:
                return
        passive = any(c.dep in ("auxpass", "nsubjpass") for c in verb.children)
        if not passive and verb.tag == "VBN" and verb.dep == "acl" and not verb.child("aux", *SUBJECTS):
            self._reduced_passive(verb)
            return
        if passive:
            self._passive(verb, frames)
            return
        cue = self._cue_range(verb)
        source: Range | None = None
        head: Token | None
        turned = self._turned(verb, cue) if "clause" in frames else None
        if turned is not None:
            head, source, frame = turned[0], turned[1], "clause"
            content = self._around(verb.sentence, cue[0].i, source[1].i + 1, False)
            content += self._goes_on(source[1].i + 1, verb.sentence)
        elif "clause" in frames and (closing := self._closing(verb, cue)) is not None:
            head, source, frame = closing[0], closing[1], "clause"
            content = self._around(verb.sentence, source[0].i, self._after(verb, cue[1].i, []), False)
        else:
            head = self._subject(verb)
            if head is None and verb.tag == "VB":
                return
            content, frame = self._content(verb, cue, head, frames)
            if not content:
                return
            who = next((c for c in verb.children if c.tag in ("WP", "WDT") and c.dep in SUBJECTS), None)
            if who is not None and verb.dep == "relcl" and head is verb.head:
                source = who, who
            if cue[1].i + 1 in self.colons or (frame == "about" and content[0][0].i == cue[1].i + 2):
                cue = cue[0], self.tokens[cue[1].i + 1]
        made = self._add(head, cue, content, self._vouches(frames[frame], head, verb), source)
        if made:
            made.recipient = self._recipient(verb)
            if turned is not None:
                made.heads = [turned[0]]

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
        if first > last or self.tokens[first].lower == "by" or self.tokens[saying.i + 1].text in ENDS:
            content = self._before(sentence, outside[0][1])
        else:
            content = [(self.tokens[first], self.tokens[max(last, q.last if (q := self._quote_at(first)) else 0)])]
        inner = self._add(speaker, (quoting, saying), content) if speaker is not None else None
        if outlet is not None:
            outer = self._add(outlet, (quoting, saying), content)
            if inner is not None:
                inner.within = outer
        return inner is not None
