"""What the parser often gets wrong in reports of war, put right by rules of English that leave no doubt.

Each rule looks for a shape that no right tree has ("was overrun" with a noun, a participle with a clause of its own) and
mends the tags and heads around it, so that no later step needs to know of the mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.reading.cues import load_cues

if TYPE_CHECKING:
    from dateline.reading.parsing import Token

Lemma = Callable[[str, str], str]
_MORE = frozenset(("more", "others"))


def mend(tokens: list[Token], lemma: Lemma) -> None:
    """Puts the tree of a sentence right, in place. `lemma` gives the dictionary form of a lower-case word under a tag."""
    for k, token in enumerate(tokens):
        before, after = tokens[k - 1] if k else None, tokens[k + 1 : k + 3]
        if token.tag in ("NN", "JJ", "VB", "VBP") and any(c.dep == "auxpass" for c in token.children):
            _retag(token, "VBN", lemma)  # "was overrun"
        elif token.tag == "RP" and token.dep == "quantmod" and before is not None and before.is_verb:
            hang(token, before, "prt")  # "handed over 60 kits"
        elif (
            token.dep == "dobj"
            and [t.lower for t in after[:1]] == ["by"]
            and [t.lower for t in after[1:]] == [token.lower]
        ):
            token.dep = "npadvmod"  # "fought street by street"
        elif token.lemma == "let" and [t.lower for t in tokens[k + 1 : k + 4]] == ["it", "be", "known"]:
            for word in tokens[k + 1 : k + 4]:  # "the army let it be known that": one verb of telling
                for child in [c for c in word.children if c.i > k + tokens[0].i + 3]:
                    hang(child, token, child.dep)
                hang(word, token, "prt")
        elif token.tag == "VBN" and token.dep == "amod" and before is not None and before.lower in _MORE:
            _subject_of_figure(token, before, lemma)
        elif token.tag == "VBN" and token.dep == "acl" and before is not None and before.text == ",":
            _apposed_speaker(token, lemma)


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


def _apposed_speaker(verb: Token, lemma: Lemma) -> None:
    """ "The army's spokesman, Colonel X, announced on Monday that …": no participle, the main verb."""
    who = verb.head
    name = next((c for c in who.children if c.dep == "appos" and c.is_proper and who.i < c.i < verb.i), None)
    tells = load_cues().verbs.get(verb.lemma, {}).get("clause") == "yes" and verb.lemma not in load_cues().told
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


def _last(token: Token) -> int:
    """The number of the last token under it."""
    return max((_last(c) for c in token.children if c.i > token.i), default=token.i)


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
