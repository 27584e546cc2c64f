"""Whose word a cue is: the subject of a verb of telling, before it, behind it or between commas; and whom it told."""

from __future__ import annotations

from dateline.reading.attribution import Range
from dateline.reading.howsure import word_lists
from dateline.reading.parsing import Token
from dateline.reading.speakers import is_outlet
from dateline.reading.surroundings import ENDS, PAUSES, Surroundings

SUBJECTS = ("nsubj", "csubj")
_WITHIN_NAME = frozenset({"compound", "det", "amod", "nummod", "poss", "nmod"})


class WhoSpeaks(Surroundings):
    """The sources of verbs of telling."""

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
        if (named := self._apposed_before(verb, last) or self._apposed_after(verb, last)) is not None:
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
        if begin - 1 <= first or tokens[begin - 1].text != "," or not tokens[what].is_noun:
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
        if not any(t.is_noun and not t.is_proper for t in tokens[start : what + 1]):
            return None  # ", Taiz, NAME, said": a place, and not what the one named is
        return tokens[name], (tokens[start], tokens[name])

    def _apposed_after(self, verb: Token, comma: int) -> tuple[Token, Range] | None:
        """The source in ", NAME, the division's commander, said", where the parser gave the name to the words before it."""
        tokens, first = self.tokens, verb.sentence.first
        what = comma - 1
        if tokens[comma].text != "," or what <= first or not tokens[what].is_noun or tokens[what].is_proper:
            return None
        start = what
        while start > first and tokens[start - 1].text != "," and not tokens[start - 1].is_verb and what - start < 10:
            start -= 1
        name = start - 2
        if name <= first or tokens[start - 1].text != "," or not tokens[name].is_proper:
            return None
        begin = name
        while begin > first and tokens[begin - 1].is_proper:
            begin -= 1
        if (
            begin == name
            or begin - 1 <= first
            or tokens[begin - 1].text != ","
            or not self._has_clause(first, begin - 2)
        ):
            return None
        return tokens[name], (tokens[begin], tokens[what])

    def _vouches(self, tells: str, head: Token | None, verb: Token) -> bool:
        if head is not None and tells == "no" and self._calls_false(verb):
            return True
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

    def _calls_false(self, verb: Token) -> bool:
        """ "called the claim false", "branded the report a lie": who does so denies it."""
        words = word_lists("negated")
        named = verb.child("oprd") or next((c.child("pobj", "amod") for c in verb.children if c.lower == "as"), None)
        clause = verb.child("ccomp")
        named = named or (clause if clause is not None and not clause.is_verb else None)
        return named is not None and named.lemma in words["adjectives"] | words["falsehoods"]

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

    def _agent(self, verb: Token) -> Token | None:
        by = next((c for c in verb.children if c.lower == "by" and c.dep in ("agent", "prep")), None)
        return by.child("pobj") if by else None
