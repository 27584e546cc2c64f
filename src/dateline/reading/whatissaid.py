"""What is said: the words that a verb of telling has, by the frames that the lexicon gives it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.attribution import MARKS, Range
from dateline.reading.howsure import word_lists
from dateline.reading.parsing import Sentence, Token
from dateline.reading.surroundings import ENDS, FINITE, PAUSES
from dateline.reading.whospeaks import SUBJECTS, WhoSpeaks

_SUBJECT_TAGS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "JJ", "EX"})


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


class WhatIsSaid(WhoSpeaks):
    """The content of attributions whose cue is a verb."""

    def _goes_on(self, i: int, sentence: Sentence) -> list[Range]:
        """What is said behind the source: "…, said NAME, an officer, and clashes went on"."""
        stop = self._stop(sentence)
        for k in range(i, stop - 1):
            if self.tokens[k].text == "," and self.tokens[k + 1].lower in ("and", "but"):
                return [(self.tokens[k + 2], self.tokens[stop])] if self._has_finite(k + 2, stop) else []
        return []

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
            and (tokens[c.left].tag != "WDT" or tokens[c.left].dep == "mark")
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
        before = self.tokens[verb.sentence.first : scene.first]
        not_so = [t.lower for t in before if t.text not in PAUSES] in (["not", "so"], ["not", "true"])
        if (
            scene.paused
            and ended
            and scene.own
            and (hosted or not_so or self._has_clause(verb.sentence.first, scene.first - 1))
        ):
            pieces = self._around(verb.sentence, scene.first, scene.after, False)
            main = verb.head
            if hosted and main.i > scene.after and not any(p[0].i <= main.i <= p[1].i for p in pieces):
                # "By Monday, he went on, the rebels had taken the town": the cue breaks into what is said
                start = next(t for t in self.tokens[scene.after :] if t.text not in PAUSES)
                if start.i <= min(main.i, scene.stop):
                    pieces.append((start, self.tokens[scene.stop]))
            return pieces
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
        thing = next((c for c in scene.right if c.dep == "dobj" or (c.dep == "xcomp" and _is_gerund(c))), None)
        if thing is not None and thing.tag in ("PRP", "DT") and scene.verb.lemma in word_lists("negated")["rejecters"]:
            return thing, thing  # "dismissed it as a lie"
        if thing is None or not (thing.is_noun or thing.tag in ("VBG", "CD", "JJ") or _is_gerund(thing)):
            return None
        says_more = self.cues.verbs[scene.verb.lemma].get("clause") and thing.right == thing.i
        joined = next((c.left for c in scene.right if c.dep == "conj" and c.is_verb), scene.stop + 1)
        if says_more and self._has_clause(thing.i + 1, min(scene.stop, joined - 1)):
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
                # "claims it took the camp and killed 20": of another tense than the cue
                or (child.dep == "conj" and verb.tag in ("VBZ", "VBP") and child.tag == "VBD" and last > verb.i)
            ):
                last = child.right
            else:
                break
        return last

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


def _is_gerund(verb: Token) -> bool:
    """ "denied shelling it", "denied having lost it"."""
    return verb.tag == "VBG" or any(c.dep == "aux" and c.lower == "having" for c in verb.children)
