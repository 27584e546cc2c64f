"""How many: the figures of a text, their bounds, and what they count.

The bounds follow docs/claims.md: "50" is 50 to 50, "at least 20" is 20 and more, "up to 300" is 0 to 300, and a vague
word takes the least figure that the code books of conflict data sets (ACLED, UCDP) read into it: "several" is 3 and
more, "dozens" 12 and more. Dates, times, ages, money, shares and the numbers in names ("Highway 1") are no figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dateline.lexicon.quantities import Numbers, Phrases, Units, load_numbers, load_units
from dateline.reading.numerals import DIGITS, Number, at, read_number
from dateline.reading.parsing import Parsed, Token

_PEOPLE = frozenset(("fighters", "affected", "killed", "injured", "abducted", "detained", "displaced", "abused"))
_TAKEN_OR_HURT = frozenset(("killed", "injured", "abducted", "detained", "displaced"))
_OUTCOME_OF_KIND = {
    "kill": "killed", "injure": "injured", "abduct": "abducted", "detain": "detained", "displace": "displaced",
    "abuse": "abused", "need": "affected", "aid": "affected",
}  # fmt: skip
_ARMED_KINDS = frozenset((
    "advance", "capture", "hold", "withdraw", "encircle", "offensive", "clash", "airstrike", "shelling", "bombing",
    "attack", "deploy", "support",
))  # fmt: skip
_AIR_NOUNS = frozenset(("strike", "attack", "raid", "sortie", "bombing", "bombardment", "airstrike"))
_TOLL_REACH = 25
_PARTS_REACH = 10
_BOUND_RANK = {"about": 0, "most": 1, "least": 2}


@dataclass(slots=True, eq=False)
class Figure:
    """A figure: the words `first` to `last` say it ("at least 20", "Dozens"), without the noun.

    It lies between `low` and `high`, both inclusive; `high` is None where it is open. `unit` is the noun counted, None
    in "12 were killed". `of` is what the words next to it say is counted. `part_of` is the figure that this one is
    included in: "12 people, including three children". `article` marks a bare "a" or "an", and "one of" several;
    `measure` a length, a surface, a weight ("700 square miles").
    """

    first: Token
    last: Token
    low: int
    high: int | None
    unit: Token | None = None
    of: str = "other"
    part_of: Figure | None = None
    article: bool = False
    measure: bool = False


def find_figures(parsed: Parsed) -> list[Figure]:
    """The figures of a text, in order; no two share a token.

    `parsed.slice(figure.first, figure.last)` is the figure as the text says it. Raises `LexiconError` where
    numbers.yaml or units.yaml breaks its format.
    """
    numbers, units = load_numbers(), load_units()
    tokens, starters = parsed.tokens, numbers.starters
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.tag == "CD" or token.lower in starters or token.lower[0] in DIGITS:
            number = read_number(parsed, i, numbers)
            if number is not None:
                figure, i = _make(parsed, number, found, numbers, units)
                if figure is not None:
                    found.append(figure)
                continue
        i += 1
    return found


def count_for(figure: Figure, kind: str, role: str) -> str:
    """What a figure counts on a claim of `kind` where it stands on its `role`: agent, target, trigger or place.

    Gives a value of `Counted`. Those killed are `killed` whoever they are, while an attacking "12 gunmen" stays
    `fighters`; things destroyed are `vehicles` or `other`, whatever they would be elsewhere.
    """
    of = figure.of
    people = of in _PEOPLE or (figure.unit is None and of == "other")
    if figure.measure:
        return "other"
    if kind == "protest":
        return "other" if people else of
    if role == "agent":
        if not people or of == "fighters":
            return of
        return "fighters" if kind in _ARMED_KINDS else "other"
    if kind in _OUTCOME_OF_KIND:
        if of in _TAKEN_OR_HURT and (role == "trigger" or (kind == "aid" and of == "injured")):
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


def tag_counts(parsed: Parsed) -> list[dict[str, Any]]:
    """The figures of a text on their own, in order: `{start, end, text, of, low, high}` as in docs/claims.md.

    Offsets are code points, the end exclusive, `text` that exact slice. `of` is what the sentence says became of those
    counted ("12 were killed"). A bare article ("a soldier") is a figure only where something became of them, and a
    measure never is. Raises `LexiconError` where a lexicon file breaks its format.
    """
    found: list[dict[str, Any]] = []
    for figure in find_figures(parsed):
        outcome = outcome_of(figure)
        if figure.measure or (figure.article and outcome is None):
            continue
        thing = figure.of == "other" and figure.unit is not None and outcome in ("abducted", "detained")
        of = outcome if outcome and not thing and figure.of in (*_PEOPLE, "other") else figure.of
        start, end, low, high = figure.first.start, figure.last.end, figure.low, figure.high
        found.append({"start": start, "end": end, "text": parsed.text[start:end], "of": of, "low": low, "high": high})
    return found


def outcome_of(figure: Figure) -> str | None:
    """What became of those counted, by the nearest grammar: "12 were killed", "arrested 5", "the bodies of 70 men"."""
    units = load_units()
    token = figure.unit or figure.last
    inside = range(figure.first.i, figure.last.i + 1)
    while figure.unit is None and token.head is not token and token.head.i in inside:
        token = token.head
    if figure.of in _TAKEN_OR_HURT:
        return figure.of
    for child in token.children:
        if child.dep in ("acl", "amod", "advcl") and child.i > figure.last.i and child.tag in ("VBN", "VBD", "JJ"):
            return units.outcomes.get(child.lower)
    for _ in range(6):
        if token.dep in ("conj", "appos", "nummod", "quantmod", "compound") and not token.is_verb:
            token = token.head
        elif token.dep == "pobj" and token.head.lower in ("of", "to", "including"):
            over = token.head.head
            if over.is_noun and units.of.get(over.lemma) in _TAKEN_OR_HURT:
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


def _make(
    parsed: Parsed, number: Number, found: list[Figure], numbers: Numbers, units: Units
) -> tuple[Figure | None, int]:
    """The figure that a number makes, None where it counts nothing; and the token to go on with."""
    tokens = parsed.tokens
    if number.article:
        return _article(tokens, number, numbers, units), number.stop
    last, after = _bound_after(tokens, number.stop - 1, numbers)
    number = replace(number, stop=last + 1)
    unit, stop = _find_unit(tokens, number)
    if stop < tokens[number.start].sentence.stop and tokens[stop].lower in units.measures:
        unit = tokens[stop]
    listed = _is_listed(tokens, number, found)
    if _is_no_figure(tokens, number, unit, numbers, units, listed=listed):
        return None, number.stop
    half = _half_before(tokens, number)
    if half is not None:
        number = replace(number, start=half, low=round(number.low / 2), high=number.high and round(number.high / 2))
    first, before = _bound_before(tokens, number.start, numbers)
    low, high = number.low, number.high
    bound = max((b for b in (before, after) if b), key=_BOUND_RANK.__getitem__, default=None)
    if bound == "least" and low > 0:
        low, high = low, None
    elif bound == "most" and high is not None:
        low = 0
    if low != high and high is not None and number.low and first > tokens[first].sentence.first:
        first -= tokens[first - 1].lower in ("between", "from")
    figure = Figure(tokens[first], tokens[last], low, high, unit)
    figure.measure = unit is not None and not number.size and {unit.lemma, unit.lower} & units.measures != set()
    figure.of = "fighters" if number.size else _of(tokens, figure, number, numbers, units)
    figure.part_of = _whole_of(tokens, figure, found, numbers)
    if figure.part_of is not None and unit is None and figure.of == "other":
        figure.of = figure.part_of.of
    figure.article = bound is None and tokens[number.start].lower == "one" and _at_of(tokens, number.stop)
    return figure, max(stop, last + 1)


def _half_before(tokens: list[Token], number: Number) -> int | None:
    """The token "half" in "half of the 40 hostages"."""
    k, first = _before_of(tokens, number)
    return k if k >= first and tokens[k].lower == "half" else None


def _before_of(tokens: list[Token], number: Number) -> tuple[int, int]:
    """The token before "of the" that leads up to a number, and the first token of the sentence."""
    k, first = number.start - 1, tokens[number.start].sentence.first
    while k > max(first, number.start - 4) and tokens[k].lower in ("the", "its", "their", "those", "of"):
        k -= 1
    return k, first


def _is_listed(tokens: list[Token], number: Number, found: list[Figure]) -> bool:
    """Does it go on with the parts of a whole: "56 villages, 42 of them in the north and 14 in the south"?"""
    before = found[-1] if found else None
    if before is None or before.part_of is None or before.last.sentence is not tokens[number.start].sentence:
        return False
    return tokens[number.start - 1].lower in ("and", ",")


def _at_of(tokens: list[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].lower == "of"


def _article(tokens: list[Token], number: Number, numbers: Numbers, units: Units) -> Figure | None:
    article, lists = tokens[number.start], numbers.lists
    unit = article.head
    if unit.lemma in lists["times"] or unit.lemma in lists["money"] or unit.lemma in lists["not_one"]:
        return None
    if unit.lemma in lists["collectives"] and any(c.lower == "of" and c.i > unit.i for c in unit.children):
        return None
    if any((t.tag == "CD" and t.head is unit) or t.lower in lists["ordinals"] for t in tokens[number.stop : unit.i]):
        return None
    figure = Figure(article, article, 1, 1, unit, article=True)
    figure.measure = unit.lemma in units.measures
    figure.of = _of(tokens, figure, number, numbers, units)
    return figure


# --------------------------------------------------------------------------------------------------------------------
# The noun counted


def _find_unit(tokens: list[Token], number: Number) -> tuple[Token | None, int]:
    """The noun counted; and the token after a whole that the figure is taken from ("three of the five bridges")."""
    last, stop = tokens[number.stop - 1], number.stop
    end = last.sentence.stop
    if stop >= end or tokens[stop].text == ",":
        return None, stop
    after = tokens[stop].lower
    if last.lower == "of":
        return _noun_after(tokens, stop, end), stop
    if after == "of" or (after in ("more", "others", "other") and at(tokens, stop + 1, end, ("of",))):
        return _noun_of(tokens, stop + (1 if after == "of" else 2), end)
    for token in (last, tokens[number.start]):
        head = token.head
        while head.i < stop and head.head is not head and head.dep in ("nummod", "quantmod", "compound"):
            head = head.head
        if head.i >= stop and head.tag == "CD" and head.head.is_noun:
            head = head.head
        if stop <= head.i < end and head.is_noun and token.dep not in ("nsubj", "conj", "dep", "appos", "npadvmod"):
            return _outer(tokens, head, end), stop
    return _noun_after(tokens, stop, end), stop


def _outer(tokens: list[Token], noun: Token, end: int) -> Token:
    """What is counted by "two officers' cars", "138 tank, artillery and mortar shells": the last noun."""
    outer = noun.head
    if not (outer.is_noun and noun.i < outer.i < end and noun.dep in ("poss", "nmod")):
        return noun
    nouns = all(t.is_noun or t.tag in ("POS", "CC", ",", "JJ") for t in tokens[noun.i : outer.i])
    return outer if nouns and (noun.dep == "poss" or noun.tag == "NN") else noun


def _noun_of(tokens: list[Token], k: int, end: int) -> tuple[Token | None, int]:
    """The noun of "dozens of X", "50 of its own members", "three of the five bridges"; None for "three of them"."""
    stop = k
    while k < end and tokens[k].tag in ("DT", "PRP$", "PDT", "CD", "JJS", "RBS", "IN") and k < stop + 6:
        if tokens[k].tag == "IN" and not (k + 2 < end and tokens[k + 2].tag == "CD"):
            break
        k += 1
        if tokens[k - 1].tag == "CD":
            stop = k
    return _noun_after(tokens, k, end), stop


def _noun_after(tokens: list[Token], k: int, end: int) -> Token | None:
    """The head of the noun phrase that begins at `k`, by word classes alone."""
    noun: Token | None = None
    for token in tokens[k : min(end, k + 10)]:
        if token.is_noun:
            if noun is not None and noun.tag == "NNS" and token.is_proper:
                break
            noun = token
        elif token.tag == "POS":
            noun = None
        elif noun is not None:
            if token.text != "-":
                break
        elif token.tag in ("VBN", "VBG"):
            following = tokens[token.i + 1] if token.i + 1 < end else None
            if following is None or not (following.is_noun or following.tag.startswith("JJ")):
                break
        elif not (token.tag.startswith("JJ") or token.tag in ("HYPH", "RBR", "CD", "PRP$") or token.text in "-/"):
            break
    return noun


def _of(tokens: list[Token], figure: Figure, number: Number, numbers: Numbers, units: Units) -> str:
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
        words = {token.lemma for token in tokens[max(sentence.first, start - _TOLL_REACH) : start]}
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


# --------------------------------------------------------------------------------------------------------------------
# What is no figure


def _is_no_figure(
    tokens: list[Token], number: Number, unit: Token | None, numbers: Numbers, units: Units, *, listed: bool
) -> bool:
    """Is it a date, a time, an age, a sum of money, a share, a name, or a pronoun?"""
    sentence, start, stop = tokens[number.start].sentence, number.start, number.stop
    before = tokens[start - 1] if start > sentence.first else None
    after = tokens[stop] if stop < sentence.stop else None
    word = tokens[start].lower
    if number.fraction and (unit is None or unit.lemma not in units.measures):
        return True
    if not number.size and (_is_time_or_money(unit, numbers) or _is_time_or_money(after, numbers)):
        return True
    if after is not None and after.lower in numbers.lists["shares"]:
        return True
    if word in ("both", "no"):
        of = of_noun(tokens, unit, units) if unit is not None else "other"
        return of not in _PEOPLE or (word == "no" and tokens[stop].lower in ("fewer", "less", "more", "one", "longer"))
    if word == "none":
        return tokens[start].dep not in ("nsubj", "nsubjpass", "dobj") or (after is not None and after.lower == "the")
    if word == "one" and stop == start + 1 and _is_pronoun(tokens, number, before, after, unit, numbers):
        return True
    if number.size:
        return False
    if _is_age(tokens, number, before, after, unit, numbers):
        return True
    if unit is not None and unit.is_proper and unit.lower in numbers.lists["named_after"]:
        return True
    if start - 2 >= sentence.first and at(tokens, start - 2, start, ("all", "but")):
        return True
    if _is_ratio(tokens, number, before, after, unit, numbers):
        return True
    if not number.digits:
        if unit is not None or before is None:
            return False
        if before.lower in numbers.lists["small_labels"]:
            return True
        held = tokens[stop - 1].dep != "pobj" or number.high != number.low
        return not (held or listed or _stands_alone(tokens, number, before, after, numbers, units))
    return (
        (before is not None and _is_name_or_sum(tokens, number, before, unit, numbers))
        or _is_date(tokens, number, before, after, unit, numbers, units)
        or (unit is None and not listed and not _stands_alone(tokens, number, before, after, numbers, units))
    )  # fmt: skip


def _is_ratio(
    tokens: list[Token], number: Number, before: Token | None, after: Token | None, unit: Token | None, numbers: Numbers
) -> bool:
    """ "one in five", "nine out of ten", "two-thirds of the 600 houses"."""
    k, first = _before_of(tokens, number)
    if first < k < number.start - 1 and tokens[k].lower in (numbers.lists["shares"] | {"most"}) - {"half"}:
        return True
    if before is not None and before.lower in ("in", "of") and k >= first and number.start - 2 >= first:
        earlier = tokens[number.start - 2]
        if (before.lower == "in" and earlier.tag == "CD") or earlier.lower == "out":
            return True
    if after is None or number.stop + 1 >= after.sentence.stop:
        return False
    following = tokens[number.stop + 1]
    if after.lower == "out":
        return following.lower == "of"
    return unit is None and after.lower == "in" and following.tag == "CD" and following.lower in numbers.words


def _is_time_or_money(noun: Token | None, numbers: Numbers) -> bool:
    if noun is None:
        return False
    times, money = numbers.lists["times"], numbers.lists["money"]
    if noun.lemma not in times and noun.lower not in times and noun.lemma not in money:
        return False
    return noun.lower not in ("may", "march", "second") or noun.text[0].isupper()


def _is_pronoun(
    tokens: list[Token], number: Number, before: Token | None, after: Token | None, unit: Token | None, numbers: Numbers
) -> bool:
    """ "no one", "the one in Baghdad", "one another", "one of the largest", "one can see", "one day"."""
    if unit is not None and unit.lemma in numbers.lists["not_one"]:
        return True
    if after is None or after.lower in ("another", "after", "by", "'s", "who", "that") or after.tag == "MD":
        return True
    if after.lower == "of":
        most = tokens[number.stop : unit.i] if unit is not None else ()
        return any(token.tag in ("JJS", "RBS") for token in most)
    return unit is None and before is not None and before.tag in ("DT", "JJ", "JJR", "JJS", "WDT", "PDT", "PRP$")


def _is_age(
    tokens: list[Token], number: Number, before: Token | None, after: Token | None, unit: Token | None, numbers: Numbers
) -> bool:
    """ "aged 9", "ages 10 to 15", "Samir Haddad, 20,", "children under 12", "12 years of age"."""
    start, first = number.start, tokens[number.start].sentence.first
    if before is None or (number.high or number.low) >= 120:
        return False
    ages = numbers.lists["age_words"]
    if before.lower in ages:
        return True
    if unit is not None or (not number.digits and before.lower not in ("under", "over", "between", "and")):
        return False
    if before.lower in ("and", "between", "or", "of", "to", "from", "-", "at"):
        return any(token.lower in ages for token in tokens[max(first, start - 4) : start - 1])
    two_before = tokens[start - 2] if start - 2 >= first else None
    if two_before is None:
        return False
    if before.text == "," and two_before.is_proper:
        closed = after is None or after.text in (",", ".", ";") or after.lower in ("and", "who")
        return closed and number.stop - start == 1
    return before.lower in ("under", "over", "above", "below") and two_before.is_noun


def _is_name_or_sum(tokens: list[Token], number: Number, before: Token, unit: Token | None, numbers: Numbers) -> bool:
    """Does it belong to what stands before it: "$30 million", "Highway 1", "Resolution 2254", "No. 7"?"""
    lists = numbers.lists
    if before.tag == "$" or (before.lower in lists["currencies"] and before.text.isupper() and unit is None):
        return True
    if before.text == "." and number.start > 1 and tokens[number.start - 2].lower in ("no", "nos"):
        return True
    if before.lower in lists["small_labels"]:
        return before.lower != "number" or unit is None
    if before.lower in lists["labels"] and before.text[0].isupper() and unit is None:
        return True
    named = tokens[number.start]
    return unit is None and named.dep in ("nummod", "compound") and named.head.is_proper and named.head.i < named.i


def _is_date(
    tokens: list[Token], number: Number, before: Token | None, after: Token | None, unit: Token | None,
    numbers: Numbers, units: Units,
) -> bool:  # fmt: skip
    """ "July 3", "3 and 4 July", "2016"; not "in July 12 people died", nor "killed 2000 people"."""
    low, start = number.low, number.start
    if after is not None and _is_month(after, numbers):
        return True
    if (number.high or low) <= 31 and _has_month_near(tokens, number, unit, numbers):
        return True
    plain = tokens[start].text.isdigit() and number.stop == start + 1
    if not plain or not 1900 <= low <= 2100:
        return False
    if unit is None or tokens[start].head is not unit or unit.lemma not in units.of:
        return True
    return before is not None and (before.tag in ("IN", "DT", "TO") or before.text == "," or _is_month(before, numbers))


def _is_month(token: Token, numbers: Numbers) -> bool:
    return token.lower in numbers.lists["months"] and token.text[0].isupper()


def _has_month_near(tokens: list[Token], number: Number, unit: Token | None, numbers: Numbers) -> bool:
    sentence, links = tokens[number.start].sentence, ("and", "or", "to", "-", "–", ",")
    k = number.stop
    while k + 2 < min(sentence.stop, number.stop + 6) and tokens[k].lower in links and tokens[k + 1].text.isdigit():
        k += 2
        if _is_month(tokens[k], numbers):
            return True
    k = number.start - 1
    while k > max(sentence.first, number.start - 6) and tokens[k].lower in links and tokens[k - 1].text.isdigit():
        k -= 2
    if k > sentence.first and tokens[k].text == ".":
        k -= 1
    if k < sentence.first or not _is_month(tokens[k], numbers):
        return False
    if k < number.start - 2:
        return unit is None
    lead = tokens[k - 1].lower if k > sentence.first else ""
    return unit is None or lead not in ("in", "since", "last", "this") or tokens[number.start].head is not unit


def _stands_alone(
    tokens: list[Token], number: Number, before: Token | None, after: Token | None, numbers: Numbers, units: Units
) -> bool:
    """May digits without a noun count something: "12 were killed", "killing 12", "the 42", "a death toll of 12"?"""
    word, lists = tokens[number.stop - 1], numbers.lists
    if after is not None and (after.lower in units.outcomes or after.lower in lists["stands_alone"]):
        return True
    if before is None:
        return word.dep in ("nsubj", "nsubjpass")
    if before.lower in lists["stands_alone"] or before.lower in numbers.bounds:
        return True
    if before.text in (":", "-", "–", "—") and number.start - 2 >= word.sentence.first:
        label = tokens[number.start - 2]
        return label.lower in units.outcomes or units.of.get(label.lemma) in _TAKEN_OR_HURT
    if before.lower in ("of", "to", "at", "by", "from"):
        reach = max(word.sentence.first, number.start - _TOLL_REACH)
        return any(token.lemma in lists["toll_words"] for token in tokens[reach : number.start])
    return word.dep in ("dobj", "nsubj", "nsubjpass", "oprd") and word.head.is_verb


# --------------------------------------------------------------------------------------------------------------------
# Bounds, and parts of a whole


def _bound_before(tokens: list[Token], start: int, numbers: Numbers) -> tuple[int, str | None]:
    """Where a figure begins with the words that bound it, and how; `least` wins over `most`, `most` over `about`."""
    begin, best, first = start, None, tokens[start].sentence.first
    for _ in range(3):
        at_article = begin == start and begin - 1 > first and tokens[begin - 1].lower in ("a", "another", "the")
        size, bound = _phrase_before(tokens, begin, first, numbers.bounds)
        if bound is None and at_article:
            size, bound = _phrase_before(tokens, begin - 1, first, numbers.bounds)
            size += 1
        if bound is None:
            break
        begin -= size
        best = bound if best is None else max(best, bound, key=_BOUND_RANK.__getitem__)
    return begin, best


def _phrase_before(tokens: list[Token], begin: int, first: int, bounds: Phrases) -> tuple[int, str | None]:
    if begin > first:
        for phrase, bound in bounds.get(tokens[begin - 1].lower, ()):
            if begin - len(phrase) >= first and at(tokens, begin - len(phrase), begin, phrase):
                return len(phrase), bound
    return 0, None


def _bound_after(tokens: list[Token], last: int, numbers: Numbers) -> tuple[int, str | None]:
    end = tokens[last].sentence.stop
    if last + 1 < end:
        for phrase, bound in numbers.bounds_after.get(tokens[last + 1].lower, ()):
            k = last + 1 + len(phrase)
            # In "killed 12, at least 5 of them children" the bound belongs to what follows it.
            belongs = phrase[0] != "at" or k >= end or tokens[k].tag not in ("CD", "DT")
            if belongs and at(tokens, last + 1, end, phrase):
                return last + len(phrase), bound
    return last, None


def _whole_of(tokens: list[Token], figure: Figure, found: list[Figure], numbers: Numbers) -> Figure | None:
    """The figure that this one is a part of: "including three", "of whom three", "three of them", lists of these."""
    before: Figure | None = None
    for other in reversed(found[-_PARTS_REACH:]):
        if other.first.sentence is not figure.first.sentence:
            return None
        if not other.article and not other.measure:
            before = other
            break
    if before is None:
        return None
    whole = before.part_of or before
    between = tokens[before.last.i + 1 : figure.first.i]
    lowers = [token.lower for token in between]
    if any(word in numbers.lists["including"] for word in lowers) or "whom" in lowers:
        return whole
    after = [token.lower for token in tokens[figure.last.i + 1 : figure.last.i + 3]]
    if after[:1] == ["of"] and after[1:] in (["whom"], ["them"], ["those"]):
        return whole
    listed = before.part_of is not None and not any(t.tag in ("VBD", "VBZ", "VBP") for t in between)
    return whole if listed and {"and", ","} & set(lowers) else None
