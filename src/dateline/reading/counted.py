"""What a figure counts: by its noun, by what became of those counted, by the claim that it stands on."""

from __future__ import annotations

from dateline.lexicon.quantities import Numbers, Units, load_units
from dateline.reading.figure import Figure
from dateline.reading.numerals import Number
from dateline.reading.parsing import Token

PEOPLE = frozenset(("fighters", "affected", "killed", "injured", "abducted", "detained", "displaced", "abused"))
TAKEN_OR_HURT = frozenset(("killed", "injured", "abducted", "detained", "displaced"))
_OUTCOME_OF_KIND = {
    "kill": "killed", "injure": "injured", "abduct": "abducted", "detain": "detained", "displace": "displaced",
    "abuse": "abused", "need": "affected", "aid": "affected",
}  # fmt: skip
_ARMED_KINDS = frozenset((
    "advance", "capture", "hold", "withdraw", "encircle", "offensive", "clash", "airstrike", "shelling", "bombing",
    "attack", "deploy", "support",
))  # fmt: skip
_AIR_NOUNS = frozenset(("strike", "attack", "raid", "sortie", "bombing", "bombardment", "airstrike"))
TOLL_REACH = 25


def count_for(figure: Figure, kind: str, role: str) -> str:
    """What a figure counts on a claim of `kind` where it stands on its `role`: agent, target, trigger or place.

    Gives a value of `Counted`. Those killed are `killed` whoever they are, while an attacking "12 gunmen" stays
    `fighters`; things destroyed are `vehicles` or `other`, whatever they would be elsewhere.
    """
    of = figure.of
    people = of in PEOPLE or (figure.unit is None and of == "other")
    if figure.measure:
        return "other"
    if kind == "protest":
        return "other" if people else of
    if role == "agent":
        if not people or of == "fighters":
            return of
        return "fighters" if kind in _ARMED_KINDS else "other"
    if kind in _OUTCOME_OF_KIND:
        if of in TAKEN_OR_HURT and (role == "trigger" or (kind == "aid" and of == "injured")):
            return of
        things = of == "other" and role == "target" and kind not in ("need", "aid")
        return _OUTCOME_OF_KIND[kind] if people or things else of
    if kind == "destroy":
        return "vehicles" if of == "vehicles" else "other"
    if of == "places" and role == "target" and kind in ("airstrike", "shelling", "bombing"):
        return "other" if figure.unit is not None and figure.unit.lemma in load_units().structures else of
    if kind == "airstrike" and role == "trigger":
        return "strikes" if figure.unit is None or figure.unit.lemma in _AIR_NOUNS else of
    return "fighters" if kind == "deploy" and people else of


def outcome_of(figure: Figure) -> str | None:
    """What became of those counted, by the nearest grammar: "12 were killed", "arrested 5", "the bodies of 70 men"."""
    units = load_units()
    token = figure.unit or figure.last
    inside = range(figure.first.i, figure.last.i + 1)
    while figure.unit is None and token.head is not token and token.head.i in inside:
        token = token.head
    if figure.of in TAKEN_OR_HURT:
        return figure.of
    for child in token.children:
        if child.dep in ("acl", "amod", "advcl") and child.i > figure.last.i and child.tag in ("VBN", "VBD", "JJ"):
            return units.outcomes.get(child.lower)
    for _ in range(6):
        if token.dep in ("conj", "appos", "nummod", "quantmod", "compound") and not token.is_verb:
            token = token.head
        elif token.dep == "pobj" and token.head.lower in ("of", "to", "including"):
            over = token.head.head
            if over.is_noun and units.of.get(over.lemma) in TAKEN_OR_HURT:
                return units.of[over.lemma]
            if not over.is_noun and over.tag != "CD":
                return None
            token = over
        else:
            break
    outcome = _outcome_of_verb(token, units)
    if outcome is None and figure.part_of is not None and figure.unit is None:
        return outcome_of(figure.part_of)
    return outcome


def _outcome_of_verb(token: Token, units: Units) -> str | None:
    verb = token.head
    # "injured upwards of 60", "killed at least 12"
    if token.dep in ("dobj", "nsubjpass") or (token.dep in ("prep", "advmod") and token.tag in ("CD", "RB", "IN")):
        state = next((c for c in verb.children if c.dep in ("oprd", "acomp", "advcl") and c.i > token.i), None)
        if state is not None and state.tag != "VBG" and state.lower in units.outcomes and verb.lemma not in units.verbs:
            return units.outcomes[state.lower]
        return units.verbs.get(verb.lemma)
    if token.dep in ("nsubj", "oprd", "npadvmod"):
        if verb.tag in ("VBN", "JJ") and verb.lower in units.outcomes:
            return units.outcomes[verb.lower]
        state = verb.child("acomp", "oprd")
        if state is not None and state.lower in units.outcomes:
            return units.outcomes[state.lower]
        return units.subject_verbs.get(verb.lemma)
    return None


def what_is_counted(tokens: list[Token], figure: Figure, number: Number, numbers: Numbers, units: Units) -> str:
    """What is counted: by the noun, an outcome next to it ("12 dead", "Killed: 12"), or a toll ("a toll of 12")."""
    unit, sentence = figure.unit, figure.last.sentence
    if unit is not None:
        of = of_noun(tokens, unit, units)
        if of in ("fighters", "affected"):
            for token in tokens[figure.last.i + 1 : unit.i]:
                if token.tag in ("VBN", "JJ") and token.lower in units.outcomes:
                    return units.outcomes[token.lower]
        return of
    k = figure.last.i + 1
    while k < sentence.stop and (tokens[k].tag == "RB" or tokens[k].lower in ("more", "others")):
        k += 1
    if k < sentence.stop and tokens[k].lower in units.outcomes and tokens[k].child("dobj") is None:
        return units.outcomes[tokens[k].lower]
    start = number.start
    if start - 2 >= sentence.first and tokens[start - 1].text in (":", "-", "–", "—"):
        label = tokens[start - 2]
        return units.outcomes.get(label.lower) or units.of.get(label.lemma) or "other"
    if figure.first.i > sentence.first and tokens[figure.first.i - 1].lower in ("of", "to", "at"):
        words = {token.lemma for token in tokens[max(sentence.first, start - TOLL_REACH) : start]}
        return "killed" if words & {"toll", "fatality"} else "other"
    return "other"


def of_noun(tokens: list[Token], noun: Token, units: Units) -> str:
    """What a figure counts that stands on this noun: by the noun with the word before it, or by the noun alone."""
    if noun.i:
        before = tokens[noun.i - 1]
        joined = f"{before.lower} {noun.lemma}"
        if before.text == "-" and noun.i > 1:
            joined = f"{tokens[noun.i - 2].lower}-{noun.lemma}"
        if joined in units.of:
            return units.of[joined]
    of = units.of.get(noun.lemma) or units.of.get(noun.lower) or units.of.get(noun.lower.removesuffix("s"))
    return of or ("affected" if noun.tag == "NNPS" else "other")
