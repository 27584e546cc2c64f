"""How sure: is it stated, alleged, possible, planned or conditional, and does the text say that it did not happen?

The scale is that of FactBank (Saurí and Pustejovsky 2009) folded to what event coders use; certainty.yaml has the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.files import load_yaml, refuse
from dateline.model import Certainty, Kind
from dateline.reading.event import LIGHT_VERBS, Event
from dateline.reading.grammar import is_passive
from dateline.reading.parsing import Token

_FIELDS = (
    "adverbs",
    "adjectives",
    "modals",
    "governors",
    "passive_governors",
    "governing_adjectives",
    "nouns",
    "prepositions",
    "markers",
    "pcomp_governors",
    "rejecters",
    "future_markers",
    "determiners",
    "unless_true",
    "falsehoods",
    "told",
)
# "to retake the city, the last IS stronghold": what holds now holds whatever is planned in the clause.
_STANDING = frozenset((Kind.HOLD, Kind.SUPPORT))
_STATES = frozenset((Kind.HOLD, Kind.ENCIRCLE, Kind.SUPPORT, Kind.DEPLOY))
_NO_DENIAL = frozenset(("only", "just", "merely", "fewer", "less"))
_LEVELS = ("alleged", "possible", "planned", "conditional", "factual", "negated")


@dataclass(frozen=True, slots=True)
class Sureness:
    """How surely an event is told, with the words that say so; None where nothing in the text marks it."""

    certainty: Certainty = Certainty.STATED
    certainty_word: Token | None = None
    negated: bool = False
    negation_word: Token | None = None


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    content = load_yaml("certainty.yaml")
    mistakes = [f"no such level: {level}" for level in content if level not in _LEVELS]
    mistakes += [
        f"{level}: no such list: {key}" for level, lists in content.items() for key in lists if key not in _FIELDS
    ]
    refuse("certainty.yaml", mistakes)
    return {level: {key: frozenset(content[level].get(key, ())) for key in _FIELDS} for level in _LEVELS}


def word_lists(level: str) -> dict[str, frozenset[str]]:
    """The lists of words of a level of certainty.yaml. Raises `LexiconError` where the file breaks its format."""
    return _words()[level]


def how_sure(event: Event) -> Sureness:
    """How surely the text tells an event, and whether it denies it."""
    negation = next(_negations(event), None)
    certainty, word = _certainty(event)
    if event.trigger.negated:
        # "have not been released", "did not survive": two denials say that it is so
        negation = event.head if negation is None else None
    return Sureness(certainty, word, negation is not None, negation)


def _verbs(event: Event) -> list[Token]:
    """The verbs whose mood is the event's: its own, or the one that carries its noun."""
    if event.head.is_verb:
        return [event.head]
    carrier = event.carrier
    if event.gapped and carrier is not None:
        return [carrier]
    if carrier is not None and (carrier.lemma in LIGHT_VERBS or event.head.dep in ("nsubj", "nsubjpass")):
        return [carrier]
    return [carrier] if carrier is not None and event.head.dep == "dobj" else []


def _certainty(event: Event) -> tuple[Certainty, Token | None]:
    words = _words()
    marks = [event.head, *event.words]
    for token in marks:
        for child in token.children:
            for level in (Certainty.ALLEGED, Certainty.POSSIBLE, Certainty.PLANNED):
                if (
                    child.lower in words[level.value]["adverbs"]
                    and child.dep in ("advmod", "amod", "npadvmod")
                    and not (level is Certainty.PLANNED and _is_over(token, child))
                    or (
                        child.lower in words[level.value]["adjectives"]
                        and child.dep in ("amod", "compound", "advmod")
                        and not event.head.is_verb
                    )
                ):
                    return level, child
    if event.subject is not None:
        for child in event.subject.children:
            if child.lower in ("suspected", "alleged", "presumed") and child.i < event.subject.i:
                return Certainty.ALLEGED, child
    for verb in [] if event.kind in _STANDING and not event.head.is_verb else _verbs(event):
        found = _mood(verb, 0)
        if found is not None:
            return found
    if not event.head.is_verb and event.kind not in _STANDING:
        found = _noun_mood(event)
        if found is not None:
            return found
    return Certainty.STATED, None


def _is_over(told: Token, adverb: Token) -> bool:
    """ "Shortly before noon mortars shelled", "the rebels soon retook it": the adverb dates what has happened."""
    following = next((t for t in adverb.sentence.tokens if t.i == adverb.i + 1), None)
    if following is not None and following.lower in ("before", "after", "afterwards", "afterward", "thereafter"):
        return True
    auxiliaries = {c.lower for c in told.children if c.dep in ("aux", "auxpass")}
    past = told.tag == "VBD" or told.tag == "VBP" and told.lower != told.lemma
    past = past or told.tag == "VBN" and bool(auxiliaries & {"had", "has", "have", "was", "were"})
    return past and not any(c.dep == "aux" and c.tag in ("MD", "TO") for c in told.children)


def _mood(verb: Token, depth: int) -> tuple[Certainty, Token] | None:
    words = _words()
    future = False
    for child in verb.children:
        if child.dep == "mark" and child.lower == "whether":
            return Certainty.POSSIBLE, child
        if (
            child.dep == "mark"
            and child.lower in words["conditional"]["markers"]
            and not (child.lower == "once" and verb.tag in ("VBD", "VBN"))
        ):
            return Certainty.CONDITIONAL, child
        if (
            child.dep == "advmod"
            and child.lower == "when"
            and verb.tag in ("VBZ", "VBP", "VB")
            and not any(c.lower in ("is", "are") and c.dep == "aux" for c in verb.children)
        ):
            return Certainty.CONDITIONAL, child
        if child.dep == "aux" and child.tag == "MD":
            if any(
                c.dep == "mark" and c.lower in ("unless", "if")
                for clause in verb.children
                if clause.dep == "advcl"
                for c in clause.children
            ):
                return Certainty.CONDITIONAL, child
            if child.lower in ("would", "'d"):
                # "said it would attack" is a plan told; "it would bring them closer" hangs on a condition.
                return (Certainty.PLANNED if verb.dep == "ccomp" else Certainty.CONDITIONAL), child
            for level in (Certainty.PLANNED, Certainty.POSSIBLE):
                if child.lower in words[level.value]["modals"]:
                    return level, child
        if child.dep in ("advmod", "npadvmod"):
            for level in (Certainty.ALLEGED, Certainty.POSSIBLE):
                if child.lower in words[level.value]["adverbs"]:
                    return level, child
        future = future or (child.tag == "TO")
    head = verb.head
    if head is verb or depth > 5:
        return None
    if verb.dep == "conj" and (head.is_verb or head.tag == "MD"):
        shares = verb.tag == head.tag or (verb.tag == "VB" and not any(c.dep == "aux" for c in verb.children))
        return (
            _mood(head, depth + 1)
            if shares and not any(c.dep in ("nsubj", "nsubjpass") for c in verb.children)
            else None
        )
    if verb.dep == "pcomp":
        above = head.head
        accused = above
        while accused.dep in ("pobj", "prep") and not accused.head.is_verb:
            accused = accused.head
        if (
            accused.is_noun
            and accused.dep in ("dobj", "nsubjpass")
            and accused.head.lemma in words["alleged"]["governors"]
        ):
            above = accused.head
        if above.lemma in words["alleged"]["governors"] or above.lemma in words["alleged"]["nouns"]:
            return Certainty.ALLEGED, above
        if above.lemma in words["planned"]["pcomp_governors"]:
            return Certainty.PLANNED, above
        if head.lower in words["planned"]["prepositions"] or above.lemma in ("succeed", "focus", "insist"):
            return _mood(above, depth + 1) if above.is_verb else None
            if above.lemma in ("focus", "aim", "plan", "look", "consider", "intend", "prevent"):
                return Certainty.PLANNED, above
            return _mood(above, depth + 1) if above.is_verb else None
        return _mood(above, depth + 1) if above.is_verb and head.lower in ("by", "in", "after", "while") else None
    if verb.dep in ("acl", "relcl") and head.is_noun:
        if verb.dep == "acl" and verb.tag == "VB":
            return (
                (Certainty.POSSIBLE, head)
                if head.lemma in words["possible"]["nouns"]
                else (Certainty.PLANNED, next((c for c in verb.children if c.tag == "TO"), head))
            )
        if head.lemma in words["alleged"]["nouns"]:
            return Certainty.ALLEGED, head
        return None
    if verb.dep in ("xcomp", "ccomp", "advcl", "dep", "oprd"):
        if head.tag.startswith("JJ") or head.lower == "about":
            for level in (Certainty.PLANNED, Certainty.POSSIBLE):
                if head.lower in words[level.value]["governing_adjectives"]:
                    return level, head
        if head.is_verb or head.tag == "MD":
            lemma = head.lemma
            if verb.dep in ("xcomp", "ccomp") and verb.dep != "advcl":
                if is_passive(head) and future:
                    for level in (Certainty.ALLEGED, Certainty.POSSIBLE, Certainty.PLANNED):
                        if lemma in words[level.value]["passive_governors"]:
                            return level, head
                if lemma in words["alleged"]["governors"]:
                    return Certainty.ALLEGED, head
                if future or verb.tag == "VB" or (verb.tag == "VBG" and not any(c.dep == "aux" for c in verb.children)):
                    if lemma in words["factual"]["governors"] or lemma in words["negated"]["governors"]:
                        return _mood(head, depth + 1)
                    if lemma in words["planned"]["governors"]:
                        return Certainty.PLANNED, head
                    if lemma in words["possible"]["governors"]:
                        return Certainty.POSSIBLE, head
                    if lemma == "be" and future:
                        return Certainty.PLANNED, head
                    if lemma == "have" and future:
                        return Certainty.PLANNED, head
                elif lemma in ("fear", "believe", "think", "suspect") and verb.dep == "ccomp":
                    return Certainty.POSSIBLE, head
                return None
            if verb.dep == "advcl" and future and verb.tag == "VB":
                # An infinitive of purpose has not happened yet by what the text says.
                return Certainty.PLANNED, next(c for c in verb.children if c.tag == "TO")
            if verb.dep == "advcl" and verb.tag == "VBG":
                return _mood(head, depth + 1)
    return None


def _noun_mood(event: Event) -> tuple[Certainty, Token] | None:
    words = _words()
    token = event.head
    for _ in range(3):
        head = token.head
        if head is token:
            return None
        if head.tag in ("IN", "TO") and head.dep in ("prep", "agent"):
            above = head.head
            if (
                above.is_noun
                and above.dep in ("dobj", "nsubjpass")
                and head.lower == "of"
                and above.head.lemma in words["alleged"]["governors"]
            ):
                above = above.head
            if above.is_noun:
                for level in (Certainty.ALLEGED, Certainty.POSSIBLE):
                    if above.lemma in words[level.value]["nouns"]:
                        return level, above
                    doubt = next(
                        (c for c in above.children if c.dep == "amod" and c.lower in words[level.value]["adjectives"]),
                        None,
                    )
                    if doubt is not None:
                        return level, doubt
                if above.lemma in (
                    "preparation",
                    "plan",
                    "attempt",
                    "threat",
                    "call",
                    "bid",
                    "effort",
                ) and head.lower in ("for", "of", "to", "at"):
                    return Certainty.PLANNED, above
                token = above
                continue
            if above.is_verb and above.lemma in words["alleged"]["governors"] and head.lower == "of":
                return Certainty.ALLEGED, above
            if above.is_verb and (
                above.lemma in ("prepare", "call", "plan", "aim", "gear", "brace", "ready") and head.lower == "for"
            ):
                return Certainty.PLANNED, above
            if not above.is_verb:
                return None
            mood = _mood(above, 2)
            # A doubt covers all that the clause tells; a plan only what its verb carries.
            doubted = mood is not None and mood[0] is Certainty.ALLEGED
            return mood if doubted or above.lemma in LIGHT_VERBS or above.lemma == "subject" else None
        if (
            head.is_verb
            and token.dep == "dobj"
            and head.lemma in ("plan", "prepare", "threaten", "order", "plot", "consider", "promise", "vow", "pledge")
        ):
            return Certainty.PLANNED, head
        if head.is_noun and token.dep in ("compound", "conj"):
            token = head
            continue
        return None
    return None


def _no_truth(token: Token) -> Token | None:
    """ "There was no truth in reports that the rebels had entered the town"."""
    told = token.head if token.dep == "acl" else token.head.head if token.dep == "pobj" else token
    about = told.head if told.dep == "pobj" else told
    truth = about.head
    no = truth.lemma == "truth" and any(c.lower in ("no", "little") for c in truth.children)
    return truth if no and told.lemma in _words()["negated"]["told"] else None


def _untrue(token: Token) -> Token | None:
    """The word that says a thing is not so: "it is not true that …", "reports of the capture of … are false"."""
    for _ in range(6):
        above = token.head
        if above is token:
            return None
        if above.lemma == "be" and token.dep in ("nsubj", "ccomp", "csubj", "nsubjpass"):
            said = above.child("acomp", "attr")
            denied = any(c.dep == "neg" for c in above.children)
            about = (
                token.dep == "ccomp"
                or token.lemma in _words()["alleged"]["nouns"]
                or token.lemma in ("report", "statement", "news")
            )
            if (
                said is not None
                and about
                and said.lower in _words()["negated"]["adjectives" if not denied else "unless_true"]
            ):
                return said
            return None
        if (
            above.is_verb
            and token.dep not in ("ccomp", "acl", "relcl")
            or token.dep == "ccomp"
            and not above.tag.startswith("JJ")
        ):
            return None
        if above.tag.startswith("JJ") and token.dep == "ccomp":
            be = above.head
            denied = any(c.dep == "neg" for c in be.children) if be is not above else False
            key = "unless_true" if denied else "adjectives"
            return above if above.lower in _words()["negated"][key] else None
        token = above
    return None


def _opening_nor(verb: Token) -> Token | None:
    """ "Nor had the road been cut, the ministry said": the word that denies, before the verb and its subject."""
    first = verb.sentence.tokens[0]
    if first.lower not in ("nor", "neither") or first.i + 8 < verb.i:
        return None
    return (
        first
        if not any(
            t.is_verb and t.dep in ("ROOT", "ccomp") and t.tag != "VB"
            for t in verb.sentence.tokens[: verb.i - first.i]
            if t.lemma not in ("have", "be", "do")
        )
        else None
    )


def _negations(event: Event) -> Iterator[Token]:
    words = _words()["negated"]
    heads = [event.head, *(verb for verb in _verbs(event) if verb.lemma != "claim")]
    for token in heads:
        for child in token.children:
            if child.dep == "neg" or (
                child.dep in ("det", "advmod", "preconj") and child.lower in words["determiners"] | {"never", "not"}
            ):
                # "not only", "not just", "no fewer than": no denial
                after = next((t for t in child.sentence.tokens if t.i == child.i + 1), None)
                if after is None or after.lower not in _NO_DENIAL:
                    yield child
        if event.kind in _STATES:
            # "no longer holds", "is no longer in rebel hands": what held then does not now
            yield from (c for c in token.children if c.lower == "longer" and c.child("neg", "advmod", "det"))
        if token.is_verb and (nor := _opening_nor(token)) is not None:
            yield nor
    for noun in (event.object, event.subject):
        if noun is not None and not (noun is event.object and "denied" in event.trigger.object):
            for child in noun.children:
                if child.dep in ("det", "neg", "preconj", "cc") and child.lower in words["determiners"]:
                    after = next((t for t in child.sentence.tokens if t.i == child.i + 1), None)
                    if after is None or after.lower not in _NO_DENIAL:
                        yield child
            if noun.lower == "one" or any(c.lower in ("a", "single") for c in noun.children):
                yield from (c for c in noun.children if c.lower == "not")  # "not one of them was hurt"
            if noun.lower in ("nobody", "none", "nothing"):
                yield noun
    over = event.head.head.head if event.head.dep == "pobj" and event.head.head.lower == "of" else None
    if over is not None and over.lemma in words["told"] | {"sign", "word", "sighting"}:
        yield from (c for c in over.children if c.dep == "det" and c.lower == "no")  # "with no reports of casualties"
    if (untruth := _no_truth(event.head)) is not None:
        yield untruth
    untrue = _untrue(event.head)
    if untrue is not None:
        yield untrue
    token = event.head if event.head.is_verb else (event.carrier or event.head)
    if (
        token is event.carrier
        and event.head.dep == "dobj"
        and token.lemma in words["governors"]
        and token.lemma not in ("halt", "stop", "block")
        and not any(c.lower in ("neither", "nor", "not") for c in (*token.children, *token.head.children))
    ):
        yield token
    for _ in range(3):
        head = token.head
        if head is token:
            return
        told = (
            head if token.dep == "acl" else (head.head if token.dep == "pobj" and head.lower in ("of", "for") else None)
        )
        if (
            told is not None
            and told.is_noun
            and told.dep in ("dobj", "nsubjpass")
            and told.head.lemma in words["rejecters"]
        ):
            yield told.head  # "rejected claims that it had shelled the camp", "rejected calls for a truce"
        if token.dep == "pcomp" and head.lower in words["prepositions"]:
            yield head
        if (
            token.dep == "pcomp"
            and head.lower == "from"
            and head.head.lemma in words["governors"] | words["pcomp_governors"]
        ):
            yield head.head
        if token.dep in ("xcomp", "ccomp", "pcomp") and head.is_verb:
            no = next((c for c in head.children if c.dep == "neg"), None)
            ends = head.lemma in ("cease", "stop", "quit") and token.dep == "xcomp"
            if no is not None and (ends or head.lemma in words["governors"]):
                return  # "has never ceased to hold", "did not fail to take": two denials say that it is so
            if ends and event.kind in _STATES:
                yield head  # "has ceased to hold"
            if head.lemma in words["governors"] and not (
                head.lemma in ("stop", "halt", "block") and token.dep == "ccomp"
            ):
                yield head
            if no is not None and token.dep == "xcomp":
                yield no
            token = head
            continue
        if token.dep == "conj" and token.tag == "VBD" and head.tag == "VBG":
            return  # "denied attacking it and blamed the rebels": joined to the verb above
        if token.dep == "conj" and head.is_verb and not any(c.dep in ("nsubj", "nsubjpass") for c in token.children):
            for child in head.children:
                if (
                    child.dep == "neg"
                    and child.i < head.i
                    and token.lower
                    and any(c.lower in ("or", "nor") for c in head.children)
                ):
                    yield child
            token = head
            continue
        return
