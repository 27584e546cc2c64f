"""Which mentions of places only tell something else: where the speaker is, where a road leads, where another place lies.

No "there" and no "the town" means one of these while the report names another.
"""

from __future__ import annotations

from itertools import takewhile

from dateline.lexicon.wordlists import word_list
from dateline.reading.marked import Marked, PlaceMark
from dateline.reading.parsing import Token

_REFERENCE_WITHIN = 12
# "told the Courier from Mekelle"; "given at Mekelle on Tuesday", "reached in Goma by phone": where words were spoken or heard.
_SPOKEN = word_list("verbs_of_speaking_somewhere")
_HEARD = word_list("verbs_of_hearing_somewhere")
_SPOKEN_FOR = word_list("words_of_governments")
INSTITUTIONS = word_list("institutions")
_SAINTS = frozenset(("saint", "st", "st."))
_TOWARDS = frozenset(("toward", "towards"))


class Asides:
    """What the mentions of places in one report are there for; `cues` say that someone says something."""

    def __init__(self, marked: Marked, cues: set[int]) -> None:
        self._marked = marked
        self._cues = cues
        self._tokens = marked.parsed.tokens

    def is_aside(self, mark: PlaceMark) -> bool:
        """Is it named for something else than what happened there?"""
        return self.is_of_speaker(mark) or self._is_destination(mark) or self._is_government(mark)

    def is_reference(self, named: PlaceMark, mark: PlaceMark) -> bool:
        """Does a mark only tell where the one before it lies: "Bashiqa, the last town on the plain north of Mosul"?"""
        gap = self._tokens[named.last.i + 1 : mark.first.i]
        if not gap or len(gap) > _REFERENCE_WITHIN or named.last.sentence is not mark.first.sentence:
            return False
        return gap[-1].lower in ("of", "in", "near", "from", "the") and not any(
            t.is_verb or t.lower in ("and", "or", "as") for t in gap
        )

    def is_of_speaker(self, mark: PlaceMark) -> bool:
        """Does a place say where the one who speaks is: "an aid worker in Lashio said", "told us from Lashio"?"""
        for above in mark.last.ancestors():
            if above.is_verb:
                return False
            verb = above.head
            if above.dep == "prep" and verb.is_verb and above.i > verb.i:
                return verb.lemma in _SPOKEN or verb.lemma in _HEARD and verb.tag == "VBN"
            if verb.i in self._cues:
                return above.dep in ("nsubj", "pobj")
        return False

    def is_of_institution(self, mark: PlaceMark) -> bool:
        """ "Bingham hospital": what bears the name is no settlement, whether or not one is called so too."""
        after = self._tokens[mark.last.i + 1 : mark.last.i + 4]
        return any(t.lemma in INSTITUTIONS for t in takewhile(lambda t: t.is_noun or t.tag == "JJ", after))

    def is_institution(self, mark: PlaceMark) -> bool:
        """ "Ibn Sina hospital": a name of which nothing says that a place bears it."""
        unknown = mark.place is None or mark.first.lower in _SAINTS
        return unknown and self.is_of_institution(mark)

    def _is_destination(self, mark: PlaceMark) -> bool:
        """ "Pulled out toward Kalungu", "fled Waja for Kobo": what the report tells of is where they came from."""
        before = self._tokens[mark.first.i - 1] if mark.first.i else None
        if before is None or before.dep != "prep":
            return False
        left = before.head.is_verb and any(c.dep == "dobj" and c.i in self._marked.places for c in before.head.children)
        return before.lower in _TOWARDS or before.lower == "for" and left

    def _is_government(self, mark: PlaceMark) -> bool:
        """ "Asmara seldom comments", "Damascus had no reaction": a capital that stands for those who rule there."""
        verb = mark.last.head
        if mark.last.dep != "nsubj" or mark.place is not None and mark.place.type not in ("capital", "city"):
            return False
        said = [verb, *(c for c in verb.children if c.dep in ("dobj", "xcomp"))]
        return verb.i in self._cues or any(t.lemma in _SPOKEN_FOR for t in said)


def follows_who(first: Token, last: Token) -> bool:
    """Does ", who …" or ", whose …" stand between two words: "said X, who runs the hospital in Mekelle"?"""
    between = first.sentence.tokens[first.i - first.sentence.first + 1 : last.i - first.sentence.first]
    return any(t.lower in ("who", "whose") and t.head.dep in ("relcl", "dobj", "nsubj", "pobj") for t in between)
