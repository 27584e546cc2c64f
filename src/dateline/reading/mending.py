"""What the parser often gets wrong in reports of war, put right by rules of English that leave no doubt.

Each rule looks for a shape that no right tree has ("was overrun" with a noun, a participle with a clause of its own) and
mends the tags and heads around it, so that no later step needs to know of the mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from dateline.lexicon.wordlists import word_list
from dateline.reading.cues import load_cues

if TYPE_CHECKING:
    from dateline.reading.parsing import Token

Lemma = Callable[[str, str], str]
_MONTHS = word_list("months")
_MORE = frozenset(("more", "others"))
_COMMON = frozenset(("NN", "NNS", "JJ", "RB", "VB", "VBD", "VBN"))
_NOUN_PLACES = frozenset(("dobj", "pobj", "nsubj", "nsubjpass", "attr"))
# Verbs whose participle looks like their bare form, so that the parser takes it for a noun: "had overrun Dorin".
_PARTICIPLES = frozenset(("overrun", "overcome", "beset"))
# Past tenses that the tagger may take for nouns, though there are no such nouns.
_PASTS = frozenset(("retook", "overran"))


def mend(tokens: list[Token], lemma: Lemma, vocabulary: Set[str] = frozenset()) -> None:
    """Puts the tree of a sentence right, in place.

    `lemma` gives the dictionary form of a lower-case word under a tag, `vocabulary` holds the words of English.
    """
    for k, token in enumerate(tokens):
        before, after = tokens[k - 1] if k else None, tokens[k + 1 : k + 3]
        if _is_lost_name(token, before) or (before is None and _is_lost_opener(token, lemma, vocabulary)):
            token.tag, token.lemma = "NNP", token.lower
        if token.lower in _PARTICIPLES and before is not None and _is_lost_perfect(token, before):
            _perfect(token, before, lemma)
        elif token.tag in ("NN", "JJ", "VB", "VBP") and any(c.dep == "auxpass" for c in token.children):
            _retag(token, "VBN", lemma)  # "was overrun"
        elif token.lower in _PASTS and not token.is_verb:
            _retag(token, "VBD", lemma)
        elif (
            token.dep == "agent" and token.head.tag == "VBD" and token.head.child("nsubj") and token.head.child("dobj")
        ):
            token.dep = "prep"  # "the units left the town by order of …"
        elif token.tag.startswith("NNP") and token.dep == "ROOT" and token.text == "FALLS" and before is not None:
            _retag(token, "VBZ", lemma)  # the headline "DORIN FALLS"
            for child in [c for c in token.children if c.dep == "compound"]:
                hang(child, token, "nsubj")
        elif token.tag == "RP" and token.dep == "quantmod" and before is not None and before.is_verb:
            hang(token, before, "prt")  # "handed over 60 kits"
        elif (
            token.dep == "dobj"
            and [t.lower for t in after[:1]] == ["by"]
            and [t.lower for t in after[1:]] == [token.lower]
        ):
            token.dep = "npadvmod"  # "fought street by street"
        elif token.dep == "auxpass" and token.children:
            for child in [c for c in token.children if c.dep == "nsubj"]:
                hang(child, token.head, "nsubjpass")  # "the road remains blocked"
        elif token.tag == "IN" and (noun := token.child("pobj")) is not None and _counts(token):
            _counted_noun(token, noun)
        elif token.dep == "relcl" and (who := token.child("nsubj")) is not None and who.lower == "who":
            _people_who(token)
        elif token.dep == "ccomp" and token.is_verb and _tells(token):
            _lost_object(token)
        elif token.dep in ("nmod", "compound", "npadvmod") and before is not None and before.tag == "CD":
            _dated_subject(token, before)
        elif token.lemma == "let" and [t.lower for t in tokens[k + 1 : k + 4]] == ["it", "be", "known"]:
            for word in tokens[k + 1 : k + 4]:  # "the army let it be known that": one verb of telling
                for child in [c for c in word.children if c.i > k + tokens[0].i + 3]:
                    hang(child, token, child.dep)
                hang(word, token, "prt")
        elif token.tag == "VBN" and token.dep == "amod" and before is not None and before.lower in _MORE:
            _subject_of_figure(token, before, lemma)
        elif token.tag == "VBN" and token.dep == "acl" and before is not None and before.text == ",":
            _apposed_speaker(token, lemma)


def _is_lost_name(token: Token, before: Token | None) -> bool:
    """Is it a name that the tagger never met and takes for a common word: "had held Talaro since May"?"""
    if before is None or token.tag not in _COMMON or token.dep not in _NOUN_PLACES:
        return False
    is_name = token.text[0].isupper() and token.text[1:].islower()
    after_word = before.tag.startswith(("VB", "IN", "TO")) and before.text.islower()
    return is_name and after_word and not (token.tag == "NNS" and token.lower[-1] == "s")


def _is_lost_opener(token: Token, lemma: Lemma, vocabulary: Set[str]) -> bool:
    """Is it such a name at the head of its sentence: "Talaro has been held by the rebels since May"?"""
    if not vocabulary or token.tag not in _COMMON or token.dep not in ("nsubj", "nsubjpass", "compound"):
        return False
    is_name = token.text[0].isupper() and token.text[1:].islower()
    return is_name and not {token.lower, lemma(token.lower, "NN"), lemma(token.lower, "VB")} & vocabulary


def _is_lost_perfect(token: Token, before: Token) -> bool:
    return before.lemma == "have" and not token.is_verb and token.dep in ("compound", "amod", "dobj", "nmod")


def _perfect(verb: Token, have: Token, lemma: Lemma) -> None:
    """ "Had overrun Dorin": the participle is the verb, with all that hangs on "had", and the noun that it stood before."""
    noun, above, dep = verb.head, have.head, have.dep
    _retag(verb, "VBN", lemma)
    hang(verb, verb if above is have else above, dep)
    if noun is not have:
        hang(noun, verb, "dobj")
    for child in list(have.children):
        if child is not verb:
            hang(child, verb, child.dep)
    hang(have, verb, "aux")


def _subject_of_figure(verb: Token, more: Token, lemma: Lemma) -> None:
    """ "12 died and 35 more suffered wounds": the parser takes the verb for a modifier of its object."""
    noun = verb.head
    figure = next((c for c in noun.children if c.tag == "CD" and c.i == more.i - 1), None)
    if figure is None or noun.i < verb.i:
        return
    _retag(verb, "VBD", lemma)
    above, dep = noun.head, noun.dep
    hang(verb, verb if above is noun else above, "ROOT" if above is noun else dep)
    hang(noun, verb, "dobj")
    hang(figure, verb, "nsubj")
    hang(more, figure, "advmod")


def _lost_object(said: Token) -> None:
    """ "Rebels seized Tagab district, a council member, NAME, said": the parser takes what was seized for who said it."""
    verb, thing = said.head, said.child("nsubj")
    if thing is None or not verb.is_verb or verb.i > thing.i or _tells(verb) or verb.child("nsubj") is None:
        return
    who = next((c for c in thing.children if c.dep == "appos" and thing.i < c.i < said.i), None)
    comma = any(c.text == "," and who is not None and thing.i < c.i < who.i for c in thing.children)
    if who is None or not comma or _first(thing) != verb.i + 1 or verb.child("dobj", "ccomp") not in (None, said):
        return
    above, dep = verb.head, verb.dep
    hang(said, said if above is verb else above, dep)
    hang(verb, said, "ccomp")
    hang(thing, verb, "dobj")
    hang(who, said, "nsubj")


def _dated_subject(month: Token, day: Token) -> None:
    """ "On the night of 14 May armed men entered the town": the parser makes one noun phrase of the day and the men."""
    noun = month.head.head if month.head.dep == "amod" else month.head
    prep = noun.head
    if month.lower not in _MONTHS or noun.dep != "pobj" or noun.i < month.i or day.head not in (month, noun):
        return
    verb = prep
    while verb.dep in ("prep", "pobj") and verb.head is not verb:
        verb = verb.head
    if not verb.is_verb or verb.i < noun.i or verb.child("nsubj", "nsubjpass") is not None:
        return
    passive = any(c.dep == "auxpass" for c in verb.children)
    hang(month, prep, "pobj")
    hang(day, month, "nummod")
    hang(noun, verb, "nsubjpass" if passive else "nsubj")


def _counts(preposition: Token) -> bool:
    """Does it stand before a figure and not before where or when something is?"""
    if preposition.dep in ("nsubj", "nsubjpass", "dobj"):
        return True
    verb = preposition.head
    return preposition.dep == "prep" and preposition.lower == "between" and verb.is_verb and preposition.i < verb.i


def _counted_noun(preposition: Token, noun: Token) -> None:
    """ "Between 400 and 500 people had fled": the people fled, between what figures says the preposition."""
    figure = noun.child("nummod")
    verb = preposition.head
    if figure is not None and not (preposition.dep == "prep" and verb.child("nsubj", "nsubjpass") is not None):
        passive = any(c.dep == "auxpass" for c in verb.children)
        hang(noun, verb, preposition.dep if preposition.dep != "prep" else "nsubjpass" if passive else "nsubj")
        hang(preposition, figure, "quantmod")


def _people_who(clause: Token) -> None:
    """ "Counted 900 people in the city who had fled": of the people, not of the city."""
    place = clause.head
    above = place.head.head
    if place.dep != "pobj" or place.tag not in ("NN", "NNP") or place.head.lower not in ("in", "at", "near", "inside"):
        return
    people = above if above.tag == "NNS" else above.child("dobj") if above.is_verb else None
    if people is not None and people.tag == "NNS" and people.i < place.i:
        hang(clause, people, "relcl")


def _tells(verb: Token) -> bool:
    return load_cues().verbs.get(verb.lemma, {}).get("clause") == "yes"


def _apposed_speaker(verb: Token, lemma: Lemma) -> None:
    """ "The army's spokesman, Colonel X, announced on Monday that …": no participle, the main verb."""
    who = verb.head
    name = next((c for c in who.children if c.dep == "appos" and c.is_proper and who.i < c.i < verb.i), None)
    tells = _tells(verb) and verb.lemma not in load_cues().told
    if name is None or _last(name) != verb.i - 2 or not tells or any(c.dep == "agent" for c in verb.children):
        return
    _retag(verb, "VBD", lemma)
    above, dep = who.head, who.dep
    if above is who:
        hang(verb, verb, "ROOT")
    elif dep in ("nsubj", "nsubjpass") and above.is_verb and above.i > verb.i:
        hang(verb, above, "parataxis")  # what was said goes on behind it
    else:
        return
    for child in [c for c in who.children if c.i > verb.i]:
        hang(child, above if above is not who else verb, child.dep)
    hang(who, verb, "nsubj")


def _first(token: Token) -> int:
    """The number of the first token under it."""
    while token.children and token.children[0].i < token.i:
        token = token.children[0]
    return token.i


def _last(token: Token) -> int:
    """The number of the last token under it."""
    while token.children and token.children[-1].i > token.i:
        token = token.children[-1]
    return token.i


def _retag(token: Token, tag: str, lemma: Lemma) -> None:
    token.tag, token.lemma = tag, lemma(token.lower, tag[:2])


def hang(token: Token, head: Token, dep: str) -> None:
    """Hangs a token under another head, with all that hangs on it."""
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
        head.children.sort(key=lambda t: t.i)
