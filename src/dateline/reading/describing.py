"""Actors and places that a report describes with common nouns: "government forces", "two nurses", "the hospital"."""

from __future__ import annotations

from dateline.lexicon.nouns import ARMED_KINDS, ActorNoun
from dateline.reading.grammar import phrase
from dateline.reading.mentions import DESCRIPTION, LOCATION, NAME, ORGANISATION, PERSON, Mention, Mentions
from dateline.reading.parsing import Token

_VEHICLES = frozenset(("vehicle", "aircraft", "artillery"))
_NOTHING: frozenset[str] = frozenset()
_PREMODIFIERS = frozenset(("compound", "nmod", "amod", "npadvmod"))
_BREAKS = frozenset(("(", ")", "[", "]", '"', ";", "•"))
_LEADING = frozenset((",", ":", "CC", "HYPH", "``", "''", "POS"))
# Words of actors and places that are none in these phrases.
_IDIOMS = frozenset((
    ("in", "front"), ("into", "force"), ("join", "forces"), ("in", "place"), ("by", "force"), ("in", "ruins"), ("in", "power"),
))  # fmt: skip
_SUCH_AS = frozenset(("including", "like", "as"))
_TOWARDS = frozenset(("by", "with", "between", "against", "among"))
# A country is an actor where one does these to it.
_ACTED_ON = frozenset((
    "support", "accuse", "urge", "condemn", "congratulate", "thank", "help", "assist", "arm", "back", "warn", "ask", "join",
    "fight", "attack", "blame", "threaten", "tell", "invade", "ally", "press", "call", "sanction", "fund", "advise",
    "criticise", "criticize", "defeat",
))  # fmt: skip


def is_human_noun(mentions: Mentions, token: Token) -> bool:
    """Is it a noun for persons or for bodies of them?"""
    return token.lemma in mentions.marked.nouns.actors and token.lemma not in mentions.words.not_actor


def sort_of(mentions: Mentions, head: Token) -> tuple[str, ActorNoun | None] | None:
    """What a common noun describes (organisation, person or location), and its entry in actor_nouns.yaml; else None."""
    words, nouns, lemma = mentions.words, mentions.marked.nouns, head.lemma
    if lemma in words.not_actor or head.i in mentions.marked.actors:
        return None
    plural = head.tag in ("NNS", "NNPS") or lemma != head.lower or lemma.endswith("men")
    noun = nouns.actors.get(lemma) or nouns.actors.get(head.lower)
    if noun is not None and not nouns.classes.get(lemma, _NOTHING) & _VEHICLES:
        return (ORGANISATION if plural or lemma in words.collective else PERSON), noun
    if lemma in words.collective or plural and lemma in words.plural:
        return ORGANISATION, None
    if lemma in words.person or lemma in words.title and lemma not in words.title_part:
        return (ORGANISATION if plural else PERSON), None
    return (LOCATION, None) if lemma in words.place else None


def describe(mentions: Mentions, head: Token) -> None:
    """Puts in the noun phrase of a common noun, if it means actors or a place."""
    if mentions.timed[head.i] or head.dep in _PREMODIFIERS and head.i < head.head.i < head.i + 6:
        return
    found = sort_of(mentions, head)
    if found is None:
        return
    sort, noun = found
    before = mentions.tokens[head.i - 1] if head.i else head
    if before.text == "-" and sort == LOCATION or (before.lower, head.lower) in _IDIOMS:
        return
    span = phrase(head, mentions.tokens)
    if sort == PERSON and span.first is head and head.dep not in ("appos", "attr", "nsubj") and head.text.islower():
        return  # "held hostage", "bomber and fighter aircraft": a person has an article
    mention = Mention(
        _start(mentions, span.first.i, head.i), _end(mentions, sort, head, span.last.i), sort, DESCRIPTION
    )
    if noun is not None and not (head.is_proper and noun.kind in ARMED_KINDS):  # "Falcons Brigades" may be anyone's
        mention.kind = noun.kind
    if _takes_in(mentions, mention, head, noun):
        mentions.put(mention)


def _takes_in(mentions: Mentions, mention: Mention, head: Token, noun: ActorNoun | None) -> bool:
    """Settles what becomes of names inside: "IS fighters" are the Islamic State, "an IS-held town" is a town apart."""
    inside = {id(m): m for i in range(mention.first, mention.last + 1) if (m := mentions.at.get(i)) is not None}
    for inner in inside.values():
        if inner.first < mention.first or inner.last > mention.last:
            return False
        if (
            inner.type == LOCATION
            or inner.form != NAME
            or inner.id is None
            and inner.kind in ("government", "civilians")
        ):
            continue  # "Syria's allies", "Kurdish farmers": a country or a people says where they are from
        belongs = (
            noun is not None
            and noun.kind in ARMED_KINDS
            and noun.kind != "coalition"
            or head.lemma in mentions.words.of_whom
        )
        if mention.type == ORGANISATION == inner.type and belongs and not _hyphenated(mentions, inner):
            mention.id, mention.name = inner.id, mentions.name_of(inner)
            mention.kind = inner.kind or mention.kind
        elif inner.last < head.i:
            mention.name = mention.name or mentions.name_of(mention)
            mention.first = _start(mentions, inner.last + 1, head.i)
        else:
            mention.last = head.i
    return True


def _hyphenated(mentions: Mentions, inner: Mention) -> bool:
    """Is it "anti-IS", "US-backed": whom the phrase speaks of, not whom it means?"""
    around = (mentions.tokens[k].text for k in (inner.first - 1, inner.last + 1) if 0 <= k < len(mentions.tokens))
    return "-" in around


def _start(mentions: Mentions, first: int, head: int) -> int:
    """Where a description starts: after a bracket, a bullet, a quotation mark that ends inside it."""
    tokens = mentions.tokens
    for i in range(head - 1, first - 1, -1):
        gap = (
            mentions.marked.parsed.text[tokens[i].end : tokens[i + 1].start]
            if tokens[i + 1].start - tokens[i].end > 1
            else ""
        )
        if tokens[i].text in _BREAKS or "(" in gap or "[" in gap:
            first = i + 1
            break
    while first < head and (tokens[first].tag in _LEADING or mentions.timed[first] or tokens[first].text.isspace()):
        first += 1
    return first


def _end(mentions: Mentions, sort: str, head: Token, last: int) -> int:
    """Where a description ends: with its noun, or with a place or an actor after "of"."""
    inner = mentions.at.get(last)
    if last <= head.i or inner is None or inner.last != last or mentions.tokens[head.i + 1].lower != "of":
        return head.i
    whose = head.lemma in mentions.words.of_whom or inner.type == LOCATION and head.tag == "NN"
    return last if whose and (sort != PERSON or inner.id is None or inner.type == LOCATION) else head.i


def acts(mentions: Mentions, head: Token) -> bool:
    """Does the name of a country stand for those who act for it?"""
    for _ in range(8):
        above = head.head
        if head.dep == "conj" and above.i < head.i:
            head = above
        elif head.dep == "appos" or head.dep == "pobj" and above.lower in _SUCH_AS:
            # "its backers, notably Russia", "nations including Iran"
            whole = sort_of(mentions, above if head.dep == "appos" else above.head)
            return whole is not None and whole[0] != LOCATION
        else:
            break
    above = head.head
    if head.dep in ("nsubj", "nsubjpass", "agent"):
        return above.lemma not in ("be", "remain") or any(c.dep == "attr" for c in above.children)
    if head.dep == "poss":
        return above.lemma not in mentions.words.place
    if head.dep in ("compound", "nmod", "amod"):
        return "." in head.text or head.text.isupper()
    if head.dep == "attr":
        return any(c.dep == "relcl" for c in head.children)
    if head.dep == "dobj":
        who = above.child("nsubj") if above.lemma == "include" else None
        return above.lemma in _ACTED_ON or who is not None and sort_of(mentions, who) is not None
    return head.dep == "pobj" and above.lower in _TOWARDS
