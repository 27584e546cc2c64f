"""Verbs as cues: whose word it is, and what is said, by the frames that the lexicon gives each verb."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.attribution import MARKS, Range
from dateline.reading.parsing import Sentence, Token
from dateline.reading.speakers import is_outlet
from dateline.reading.surroundings import ENDS, FINITE, PAUSES, Surroundings

SUBJECTS = ("nsubj", "csubj")
_SUBJECT_TAGS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "JJ", "EX"})
_WITHIN_NAME = frozenset({"compound", "det", "amod", "nummod", "poss", "nmod"})


@dataclass(slots=True)
class _Scene:
    """Where a verb stands: `first` to `last` are the numbers of the tokens of source and cue, `after` is the next one.

    `own` says that the source stands beside the cue, `paused` that a pause goes before both, `quoted` that a quotation
    does; `stop` is the last token that what is said can reach.
    """

    verb: Token
    cue: Range
    right: list[Token]
    clauses: list[Token]
    first: int
    last: int
    own: bool
    after: int
    following: Token | None
    paused: bool
    quoted: bool
    stop: int


class Sayings(Surroundings):
    """Attributions whose cue is a verb."""

    def _verb(self, verb: Token, frames: dict[str, str]) -> None:
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

    def _turned(self, verb: Token, cue: Range) -> tuple[Token, Range] | None:
        """The source in "…, said NAME, …" where the parser gave the name to the clause behind it."""
        i = verb.i + 1
        if verb.tag not in ("VBD", "VBZ") or cue[0].i - 1 <= verb.sentence.first or i >= verb.sentence.stop:
            return None
        if self.tokens[cue[0].i - 1].text != "," or not self.tokens[i].is_proper:
            return None
        last = i
        while last + 1 < verb.sentence.stop and (self.tokens[last + 1].is_proper or self.tokens[last + 1].text == "-"):
            last += 1
        name = self.tokens[last]
        lost = verb.child(*SUBJECTS) is None and name.head is not verb
        # "said NAME, and clashes went on": the clashes are no speakers
        joined = any(
            c.dep == "conj" and c.tag in ("NN", "NNS") and self.tokens[c.left - 1].lower == "and" for c in name.children
        )
        if not self._has_clause(verb.sentence.first, cue[0].i - 2) or not (lost or joined):
            return None
        ends = last + 1 >= verb.sentence.stop or self.tokens[last + 1].text in (",", *ENDS)
        return (name, (self.tokens[i], name)) if ends else None

    def _goes_on(self, i: int, sentence: Sentence) -> list[Range]:
        """What is said behind the source: "…, said NAME, an officer, and clashes went on"."""
        stop = self._stop(sentence)
        for k in range(i, stop - 1):
            if self.tokens[k].text == "," and self.tokens[k + 1].lower in ("and", "but"):
                return [(self.tokens[k + 2], self.tokens[stop])] if self._has_finite(k + 2, stop) else []
        return []

    def _closing(self, verb: Token, cue: Range) -> tuple[Token, Range] | None:
        """The source in ", NAME said." at a sentence's end where the parser found no subject for the verb."""
        if verb.tag not in ("VBD", "VBZ", "VBP") or any(c.dep in SUBJECTS and c.i < verb.i for c in verb.children):
            return None
        if (
            any(c.i > verb.i and c.dep in ("ccomp", "xcomp", "nsubj", "dobj") for c in verb.children)
            and verb.lemma not in self.cues.told
        ):
            return None
        after = self._after(verb, cue[1].i, [])
        if after < verb.sentence.stop and self.tokens[after].text not in ENDS:
            return None
        last = cue[0].i - 1
        if (named := self._apposed_before(verb, last)) is not None:
            return named
        first = last
        while first > verb.sentence.first and last - first < 20 and self.tokens[first].text not in PAUSES:
            if (self.tokens[first].is_verb and self.tokens[first].tag not in ("VBN", "VBG")) or (
                self.tokens[first].tag in ("IN", "TO")
                and self.tokens[first].lower not in ("of", "for", "in", "from", "with")
            ):
                return None
            first -= 1
        first += 1
        if first > last or first - 1 <= verb.sentence.first or self.tokens[first - 1].text not in PAUSES:
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

    def _apposed_before(self, verb: Token, comma: int) -> tuple[Token, Range] | None:
        """The source in ", the village's sheikh, NAME, told": a name between commas and what the one named is before it."""
        tokens, first = self.tokens, verb.sentence.first
        name = comma - 1
        if tokens[comma].text != "," or name <= first or not tokens[name].is_proper:
            return None
        begin = name
        while begin > first and (
            tokens[begin - 1].is_proper or tokens[begin - 1].text == "-" and tokens[begin - 1].tag != ":"
        ):
            begin -= 1
        what = begin - 2
        if begin - 1 <= first or tokens[begin - 1].text != "," or not tokens[what].is_noun or tokens[what].is_proper:
            return None
        start = what
        while (
            start > first
            and (tokens[start - 1].text not in PAUSES or tokens[start - 1].tag == "HYPH")
            and not tokens[start - 1].is_verb
            and what - start < 10
        ):
            start -= 1
        if start - 1 <= first or tokens[start - 1].text != "," or not self._has_clause(first, start - 2):
            return None
        return tokens[name], (tokens[start], tokens[name])

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
            if child.dep in SUBJECTS and child.tag != "EX":
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
        return self.tokens[before].text in PAUSES and after.lower not in self.cues.days

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

    def _content(self, verb: Token, cue: Range, head: Token | None, frames: dict[str, str]) -> tuple[list[Range], str]:
        """What is said, and by which frame of the verb; the frames that leave the least doubt come first."""
        scene = self._scene(verb, cue, head)
        spoken = "clause" if "clause" in frames else "quote" if "quote" in frames else ""
        if spoken and (content := self._spoken(scene)):
            return content, spoken
        if "clause" in frames:
            if "object" in frames and (long := self._thing_with_clause(scene)) is not None:
                return [long], "object"
            if content := self._clause(scene):
                return content, "clause"
        for frame, finds in (
            ("infinitive", self._infinitive),
            ("of", self._accusation),
            ("about", self._about),
            ("figure", self._figure),
            ("call", self._naming),
            ("object", self._thing),
        ):
            if frame in frames and (piece := finds(scene)) is not None:
                return [piece], frame
        if frames.get("clause") == "yes" and (piece := self._unparsed(scene)) is not None:
            return [piece], "clause"
        return [], ""

    def _scene(self, verb: Token, cue: Range, head: Token | None) -> _Scene:
        tokens, sentence = self.tokens, verb.sentence
        right = [c for c in verb.children if c.i > verb.i and c is not head]
        clauses = [
            c
            for c in right
            if c.dep == "ccomp"
            and (c.is_verb or any(g.dep in SUBJECTS for g in c.children))
            and tokens[c.left].tag != "WDT"
            and not any(t.text == ";" for t in tokens[verb.i : c.left])
        ]
        first, last, own = cue[0].i, cue[1].i, False
        if head is not None and head.sentence is sentence:
            source = self._noun_phrase(head, cue)
            if head.i < verb.i and source[1].i >= first - 3 and verb.tag != "VBG":
                first, own = min(first, source[0].i), True
            elif head.i > verb.i:
                last, own = max(last, source[1].i), True
        after = self._after(verb, last, clauses)
        following = tokens[after] if after < sentence.stop else None
        paused = first - 1 > sentence.first and tokens[first - 1].text in PAUSES
        goes_on = bool(clauses) or (following is not None and following.text in ("that", '"', ":"))
        quoted = first > 0 and (own or head is None) and self._closes_quote(first - 1, sentence, goes_on)
        stop = self._before_next_cue(verb.i, self._stop(sentence))
        return _Scene(verb, cue, right, clauses, first, last, own, after, following, paused, quoted, stop)

    def _spoken(self, scene: _Scene) -> list[Range]:
        """Words behind a colon, or between quotation marks before or after the cue."""
        tokens, sentence, after, following = self.tokens, scene.verb.sentence, scene.after, scene.following
        if following is not None and following.text == ":":
            if after == scene.cue[1].i + 1:
                self.colons.add(after)
            return self._after_colon(after, sentence)
        if scene.quoted and scene.verb.tag != "VBG":
            return self._around(sentence, scene.first, after, True)
        if following is None:
            return []
        if following.text in MARKS and (quote := self._quote_at(after)) is not None and quote.first == after:
            return [(following, tokens[max(quote.last, scene.clauses[-1].right if scene.clauses else 0)])]
        if following.text == "," and after + 1 < sentence.stop and tokens[after + 1].text in MARKS:
            quote = self._quote_at(after + 1)
            capital = after + 2 < sentence.stop and tokens[after + 2].text[0].isupper()
            if quote is not None and quote.first == after + 1 and (capital or not scene.paused):
                return [(tokens[after + 1], tokens[quote.last])]
        return []

    def _clause(self, scene: _Scene) -> list[Range]:
        """The clause that depends on the cue, or the sentence that the cue closes or breaks into."""
        verb, following = scene.verb, scene.following
        if scene.clauses:
            return [self._fronted(verb, scene.clauses)]
        ended = (
            following is None
            or following.text in ENDS
            or following.text in PAUSES
            or following.lower in self.cues.own_remark
            or following.lower in ("and", "but")
        )
        hosted = verb.dep in ("parataxis", "ccomp") and verb.head.is_verb
        if scene.paused and ended and scene.own and (hosted or self._has_clause(verb.sentence.first, scene.first - 1)):
            return self._around(verb.sentence, scene.first, scene.after, False)
        return []

    def _thing_with_clause(self, scene: _Scene) -> Range | None:
        """ "announced the dispatch of troops, most of whom will stay": the object, with the clause hung on the cue."""
        thing = scene.verb.child("dobj")
        if not scene.clauses or thing is None or scene.verb.lemma in self.cues.told:
            return None
        if thing.left != scene.cue[1].i + 1 or thing.right >= scene.clauses[0].left:
            return None
        return self.tokens[thing.left], self.tokens[min(scene.clauses[-1].right, scene.stop)]

    def _infinitive(self, scene: _Scene) -> Range | None:
        for to in scene.right:
            if to.dep in ("xcomp", "ccomp", "advcl") and to.is_verb and any(c.tag == "TO" for c in to.children):
                start = min([to.left, *(c.left for c in scene.right if c.dep == "dobj")])
                return self.tokens[start], self.tokens[min(to.right, scene.stop)]
        return None

    def _accusation(self, scene: _Scene) -> Range | None:
        """ "accused NAME of shelling the town": the one accused, and of what."""
        verb = scene.verb
        for child in scene.right:
            for prep in (child, *child.children):
                if (
                    prep.dep == "prep"
                    and prep.lower in ("of", "for", "with", "on")
                    and prep.i > verb.i
                    and prep.child("pcomp", "pobj")
                ):
                    accused = verb.child("dobj")
                    start = accused.left if accused is not None and accused.i > verb.i else prep.i
                    return self._until_as(min(start, prep.i), min(prep.right, self._stop(verb.sentence)))
        return None

    def _about(self, scene: _Scene) -> Range | None:
        withs = self.cues.withs[scene.verb.lemma]
        prep = next((c for c in scene.right if c.lower in withs and c.dep in ("prep", "agent")), None)
        if prep is None or prep.child("pobj", "pcomp") is None or prep.right == prep.i:
            return None
        return self._until_as(prep.i + 1, min(self._with_rest(scene.verb, prep.right), scene.stop))

    def _figure(self, scene: _Scene) -> Range | None:
        thing = scene.verb.child("dobj")
        if thing is None or thing.lemma not in self.cues.figures:
            return None
        return self.tokens[max(thing.left, scene.cue[1].i + 1)], self.tokens[scene.stop]

    def _naming(self, scene: _Scene) -> Range | None:
        """ "called the raid a massacre", "described it as murder"."""
        named = next((c for c in scene.right if c.dep in ("oprd", "ccomp", "attr") or c.lower == "as"), None)
        thing = next((c for c in scene.right if c.dep == "dobj"), named)
        if named is None or thing is None:
            return None
        first, last = min(thing.left, named.left), max(named.right, thing.right)
        return self.tokens[first], self.tokens[min(last, scene.stop)]

    def _thing(self, scene: _Scene) -> Range | None:
        """The object: "denied the shelling", "describes running for his life"."""
        thing = next((c for c in scene.right if c.dep == "dobj" or (c.dep == "xcomp" and c.tag == "VBG")), None)
        if thing is None or not (thing.is_noun or thing.tag in ("VBG", "CD", "JJ")):
            return None
        says_more = self.cues.verbs[scene.verb.lemma].get("clause") and thing.right == thing.i
        if says_more and self._has_clause(thing.i + 1, scene.stop):
            return None
        first, last = max(thing.left, scene.cue[1].i + 1), min(self._with_rest(scene.verb, thing.right), scene.stop)
        return self._until_as(first, last)

    def _unparsed(self, scene: _Scene) -> Range | None:
        """The parser found no clause; the words after a verb of telling that hold a finite verb are one."""
        verb, following, after = scene.verb, scene.following, scene.after
        if following is None or verb.tag not in FINITE or following.text in ENDS or following.text == ",":
            return None
        stop = scene.stop
        if verb.dep == "relcl":
            stop = next((i - 1 for i in range(after, stop) if self.tokens[i].text == ","), stop)
        plain = verb.lemma in ("say", "add") and following.tag in _SUBJECT_TAGS
        if (
            following.lower == "that"
            or (after == scene.last + 1 and self._clause_outside(verb, after, stop))
            or (plain and any(t.is_verb for t in self.tokens[after : stop + 1]))
        ):
            return following, self.tokens[stop]
        return None

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

    def _fronted(self, verb: Token, clauses: list[Token]) -> Range:
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

    def _clause_outside(self, verb: Token, first: int, last: int) -> bool:
        """Is there a finite verb in the stretch, outside the verb's object and no cue itself?"""
        thing = verb.child("dobj")
        if self.tokens[first].tag in ("IN", "TO", "RP", "CC", ",", ":", "VBG", "VBN"):
            return False
        for token in self.tokens[first : last + 1]:
            if token.tag in ("WDT", "WP", "WRB", "VBG"):
                return False
            if (
                token.tag in FINITE
                and token.lemma not in self.cues.verbs
                and (thing is None or not thing.left <= token.i <= thing.right)
            ):
                joined = any(t.dep == "conj" and t.head is verb for t in (token, *token.ancestors()))
                return self.tokens[token.i - 1].tag != "CC" and not joined
        return False
