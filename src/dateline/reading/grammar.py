"""Who is the subject, the object, the noun after a preposition: what the dependency parse says of a verb or a noun.

The labels are those of ClearNLP, which spaCy's English pipelines use. Subjects and objects are followed through
passives, relative clauses, participles, infinitives and coordination, since a report seldom repeats them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lexicon.wordlists import word_list
from dateline.reading.parsing import Parsed, Token

# "forced residents to leave": the object of these verbs does what the infinitive says.
_OBJECT_CONTROL = word_list("object_control_verbs")
_TOLD = frozenset(("report", "account", "news", "rumour", "rumor", "footage", "video"))
_TOLD_OF = frozenset(("report", "fear", "believe", "presume", "confirm", "say", "list", "declare"))
_RELATIVE = frozenset(("which", "who", "that", "whom", "whose"))
_PREMODIFIERS = frozenset(
    (
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "quantmod",
        "nmod",
        "predet",
        "advmod",
        "case",
        "neg",
        "npadvmod",
        "punct",
        "dep",
        "cc",
        "conj",
        "preconj",
        "appos",
    )
)
_BEFORE_FIGURE = word_list("words_before_figures")
_PREPOSITION_TAGS = frozenset(("IN", "TO", "RP", "RB", "VBG"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its first and last token, and its head, which says what it is."""

    first: Token
    last: Token
    head: Token

    def text(self, parsed: Parsed) -> str:
        """The characters of the report that make the phrase."""
        return parsed.slice(self.first, self.last)

    def tokens(self, parsed: Parsed) -> list[Token]:
        """Its tokens, the first and the last included."""
        return parsed.tokens[self.first.i : self.last.i + 1]


def is_passive(verb: Token) -> bool:
    """Is the verb a passive: "was killed", "the men killed by …", "the besieged city"?"""
    if any(c.dep in ("nsubjpass", "auxpass", "agent") for c in verb.children) or verb.tag == "JJ":
        return True
    if verb.tag == "VBN" and verb.dep in ("acl", "amod", "advcl", "relcl") and not _has_object(verb):
        return not any(c.dep in ("aux", "nsubj") for c in verb.children)
    if (
        verb.tag == "VBN"
        and verb.dep in ("oprd", "xcomp")
        and verb.child("dobj", "aux", "nsubj") is None
        and (verb.head.lemma in _TOLD_OF and is_passive(verb.head))
    ):
        return True  # "37 are reported killed"
    if verb.dep == "conj" and verb.tag in ("VBN", "VBD") and not any(c.dep in ("nsubj", "aux") for c in verb.children):
        head = verb.head
        return head.tag == "VBN" and is_passive(head) and not _has_object(verb)
    return False


def _has_object(verb: Token) -> bool:
    return any(c.dep in ("dobj", "dative") for c in verb.children)


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, or the token itself."""
    if token.lower not in _RELATIVE or token.tag not in ("WDT", "WP", "WP$", "IN", "DT"):
        return token
    for above in token.ancestors():
        if above.dep == "relcl":
            return above.head
    return token


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does what an active verb says, or None; for a passive the noun after "by"."""
    if depth > 6:
        return None
    if is_passive(verb):
        return by_agent(verb) or _shared_agent(verb)
    own = verb.child("nsubj", "csubj", "expl")
    if own is not None:
        # "In mid-afternoon a drone hit …": of two the parser may take what opens the sentence for one
        own = next((c for c in reversed(verb.children) if c.dep == "nsubj" and c.i < verb.i), own)
        return antecedent(own) if own.dep != "expl" else None
    if verb.dep == "nsubj" or (verb.dep in ("compound", "amod") and verb.tag == "VBG"):
        return verb.head if verb.dep == "amod" else None
    if (turned := _turned_subject(verb)) is not None:
        return turned
    head = verb.head
    if verb.dep == "conj":
        return subject_or_passive(head, depth + 1) if head.is_verb or head.tag == "MD" else None
    if verb.dep in ("xcomp", "ccomp") and (head.is_verb or head.tag.startswith("JJ")):
        if head.lemma in _OBJECT_CONTROL and (controller := head.child("dobj", "nsubjpass")) is not None:
            return antecedent(controller)
        return subject_or_passive(head, depth + 1)
    if verb.dep == "advcl" and head.is_verb and (verb.tag in ("VBG", "VB", "VBN")):
        return subject_or_passive(head, depth + 1)
    if verb.dep == "acl":
        return head if verb.tag == "VBG" else _subject_of_noun(head, depth)
    if verb.dep == "relcl":
        return None if any(c.dep in ("dobj", "nsubjpass") and c.lower in _RELATIVE for c in verb.children) else head
    if verb.dep == "pcomp":
        above = head.head
        if above.is_verb:
            if above.lemma in _OBJECT_CONTROL and (controller := above.child("dobj", "nsubjpass")) is not None:
                return antecedent(controller)
            return subject_or_passive(above, depth + 1)
        accused = above
        while accused.dep in ("pobj", "prep") and not accused.head.is_verb:
            accused = accused.head
        if above.lemma in _TOLD:
            return None  # "carried reports of shelling the camp"
        if accused.dep in ("dobj", "nsubjpass") and accused.head.lemma in ("accuse", "suspect", "blame", "charge"):
            return accused
        return _subject_of_noun(above, depth)
    return None


def _turned_subject(verb: Token) -> Token | None:
    """ "Among the dead were three children": who is there, behind the verb."""
    if verb.lemma != "be" or not any(c.dep == "prep" and c.i < verb.i for c in verb.children):
        return None
    after = verb.child("attr")
    return after if after is not None and after.i > verb.i else None


def _shared_agent(verb: Token) -> Token | None:
    """The "by …" of a coordinated passive: "executed or used as shields by militants"."""
    for other in verb.children:
        own = any(c.dep in ("aux", "auxpass") for c in other.children)  # "are surrounded and have been supplied by air"
        if other.dep == "conj" and other.is_verb and not own and (agent := by_agent(other)) is not None:
            return agent
    if verb.dep == "conj" and verb.head.is_verb and not any(c.dep in ("nsubj", "nsubjpass") for c in verb.children):
        return by_agent(verb.head)
    return None


def _subject_of_noun(noun: Token, depth: int) -> Token | None:
    """Who is behind a noun: "the army's operation to retake", "launched an operation to retake", "a vow to retake"."""
    possessor = noun.child("poss")
    if possessor is not None:
        return possessor
    by = by_agent(noun)
    if by is not None:
        return by
    above = noun.head
    if above.dep == "prep" and above.head is not above:
        above = above.head
    if above.is_verb and depth < 6:
        return subject(above, depth + 1)
    return None


def subject_or_passive(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, active or passive."""
    if is_passive(verb):
        return passive_subject(verb, depth)
    return subject(verb, depth)


def passive_subject(verb: Token, depth: int = 0) -> Token | None:
    """Who undergoes what a passive verb says."""
    if depth > 6:
        return None
    own = verb.child("nsubjpass", "nsubj")
    if own is not None:
        # of two the nearer one is its own, as for an active verb
        own = next((c for c in reversed(verb.children) if c.dep == "nsubjpass" and c.i < verb.i), own)
        return antecedent(own)
    if verb.dep in ("acl", "amod", "relcl"):
        return verb.head
    if verb.tag == "JJ" and verb.dep in ("acomp", "oprd"):
        return subject_or_passive(verb.head, depth + 1)
    if verb.dep == "conj" and (verb.head.is_verb or verb.head.tag == "MD"):
        return subject_or_passive(verb.head, depth + 1)
    if verb.dep in ("xcomp", "advcl", "ccomp") and verb.head.is_verb:
        head = verb.head
        if (
            verb.dep != "advcl"
            and (head.lemma in _OBJECT_CONTROL or head.lemma == "have")
            and (controller := head.child("dobj")) is not None
        ):
            return antecedent(controller)
        return subject_or_passive(head, depth + 1)
    if verb.dep == "pcomp" and verb.head.head.is_verb:
        return subject_or_passive(verb.head.head, depth + 1)
    return None


def by_agent(token: Token) -> Token | None:
    """The noun after the "by" of a passive or of a noun."""
    particles = [c for c in token.children if c.dep == "prt"]
    for child in [c for each in (token, *particles) for c in each.children]:
        if child.lower == "by" and child.dep in ("agent", "prep"):
            noun = child.child("pobj")
            if noun is not None:
                return noun
    return None


def object_of(verb: Token) -> Token | None:
    """Whom or what the verb is done to."""
    if is_passive(verb):
        return passive_subject(verb)
    own = verb.child("dobj", "obj", "dative")
    if own is not None and own.dep == "dative" and own.tag == "IN":
        own = None
    if own is not None:
        return antecedent(own)
    if (
        verb.dep == "relcl"
        and not any(c.dep == "mark" for c in verb.children)
        and (by := verb.child("nsubj")) is not None
        and by.lower not in _RELATIVE
    ):
        return verb.head
    if verb.dep == "amod" and verb.tag == "VBN":
        return verb.head
    up, to = verb.child("prt"), verb.child("prep")
    if up is not None and up.lower == "up" and to is not None and to.lower == "to" and to.i == up.i + 1:
        most = to.child("pobj")
        if most is not None and most.child("nummod") is not None:
            return most  # "lost up to 120 fighters"
    if verb.lemma in _OBJECT_CONTROL:
        # "ordered residents to leave": the parser makes them the subject of the infinitive.
        clause = verb.child("ccomp", "xcomp")
        if clause is not None and clause.tag == "VB" and (told := clause.child("nsubj")) is not None:
            return told
    # "killed and wounded dozens": the first verb borrows the object of the second one.
    for child in verb.children:
        if (
            child.dep == "conj"
            and child.is_verb
            and child.i - verb.i <= 3
            and not any(c.dep in ("nsubj", "nsubjpass") for c in child.children)
        ):
            return object_of(child)
    # "killed 30 people and wounded": or the second one that of the first, if nothing of its own follows.
    return None


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in the order of the text."""
    found = [token]
    for each in found:
        found += [
            c for c in each.children if c.dep == "conj" and (c.is_noun or c.tag in ("CD", "PRP", "JJ", "DT", "VBG"))
        ]
        # "eight pumps, six stills and two cranes": the parser takes the second item of a list for an apposition.
        found += [
            c
            for c in each.children
            if c.dep == "appos" and _is_counted(c) and _is_counted(each) and any(g.dep == "conj" for g in c.children)
        ]
        if len(found) > 40:
            break
    return sorted(found, key=lambda t: t.i)


def _is_counted(noun: Token) -> bool:
    return any(c.dep == "nummod" or c.lower in ("a", "an") for c in noun.children)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Each (preposition, noun) under a verb or noun; "out of Mosul" gives its nouns under "of" and under "out"."""
    for child in token.children:
        if child.dep in ("prep", "agent", "dative", "prt", "advmod") and child.tag in _PREPOSITION_TAGS:
            yield from _nouns_after(child, child.lower)


def _nouns_after(preposition: Token, name: str, depth: int = 0) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep in ("pobj", "dobj"):
            yield name, child
        elif child.dep == "prep" and depth < 3:
            yield from _nouns_after(
                child,
                child.lower
                if name in ("deeper", "back", "away", "northward", "together", "along", "ahead", "forward")
                else name,
                depth + 1,
            )
        elif child.dep == "conj" and child.tag in ("IN", "TO") and depth < 3:
            yield from _nouns_after(child, child.lower, depth + 1)
        elif child.dep == "pcomp" and child.is_noun:
            yield name, child


def phrase(head: Token, tokens: list[Token]) -> Phrase:
    """The noun phrase of a head: its modifiers before it, and an "of …" after it; no clauses, no appositions."""
    first = head.i
    floor = head.sentence.first
    while first > floor:
        before = tokens[first - 1]
        if not _modifies(before, head):
            break
        first -= 1
    while first < head.i and (
        tokens[first].tag in ("CC", ",", ":", "''", "``", ".", "HYPH", "IN") or tokens[first].text in ",;-\"'"
    ):
        if tokens[first].tag == "IN" and tokens[first].lower in ("at", "about", "over", "around", "nearly", "than"):
            break
        first += 1
    for i in range(first, head.i):
        # "shot dead three women": what stands before a figure or an article belongs to the verb.
        if (
            tokens[i].tag.startswith(("JJ", "VB"))
            and tokens[i + 1].tag in ("CD", "DT")
            and tokens[i].lower not in _BEFORE_FIGURE
        ):
            first = i + 1
    last = head.i
    for child in head.children:
        if child.i > head.i and child.dep == "prep" and child.lower in ("of", "for"):
            noun = child.child("pobj")
            if child.lower == "for" and not (head.is_proper and noun is not None and noun.is_proper):
                continue  # "Council for Free Towns" is a name, "aid for villagers" is not
            if noun is not None and noun.i - head.i <= 9:
                last = max(last, phrase(noun, tokens).last.i)
            break
    return Phrase(tokens[first], tokens[last], head)


def _modifies(token: Token, head: Token) -> bool:
    """Does the token stand under the head through modifiers alone?"""
    while token is not head:
        if token.dep not in _PREMODIFIERS or token.tag in ("WDT", "WP", "VBD", "VBZ", "VBP", "MD"):
            # "more than 60", "at least 20": the parser hangs the first words of a bound on the figure.
            if not (token.dep == "prep" and token.head.tag in ("CD", "JJR", "RBR")):
                return False
        if token.dep in ("conj", "appos") and token.head is head:
            return False
        if token.head is token or token.i > head.i:
            return False
        token = token.head
    return True


def governor(noun: Token) -> Token | None:
    """The verb that a noun is the subject or object of, also through "of" ("the start of an operation") and "to"."""
    seen = 0
    token = noun
    while token.head is not token and seen < 5:
        head = token.head
        if head.is_verb:
            return (
                head
                if token.dep
                in (
                    "dobj",
                    "nsubj",
                    "nsubjpass",
                    "prep",
                    "agent",
                    "pobj",
                    "attr",
                    "conj",
                    "oprd",
                    "dative",
                    "npadvmod",
                    "advcl",
                )
                else None
            )
        if token.dep not in ("pobj", "prep", "conj", "compound", "dobj", "attr", "nmod", "poss", "appos"):
            return None
        token = head
        seen += 1
    return None
