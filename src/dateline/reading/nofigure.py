"""Which numbers are no figures: dates, times, ages, money, shares, ratios, numbers in names, pronouns."""

from __future__ import annotations

from dateline.lexicon.quantities import Numbers, Units
from dateline.reading.counted import PEOPLE, TAKEN_OR_HURT, TOLL_REACH, of_noun
from dateline.reading.numerals import Number, at
from dateline.reading.parsing import Token


def is_no_figure(
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
        return of not in PEOPLE or (word == "no" and tokens[stop].lower in ("fewer", "less", "more", "one", "longer"))
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


def before_of(tokens: list[Token], number: Number) -> tuple[int, int]:
    """The token before "of the" that leads up to a number, and the first token of the sentence."""
    k, first = number.start - 1, tokens[number.start].sentence.first
    while k > max(first, number.start - 4) and tokens[k].lower in ("the", "its", "their", "those", "of"):
        k -= 1
    return k, first


def _is_ratio(
    tokens: list[Token], number: Number, before: Token | None, after: Token | None, unit: Token | None, numbers: Numbers
) -> bool:
    """ "one in five", "nine out of ten", "two-thirds of the 600 houses"."""
    k, first = before_of(tokens, number)
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
        return label.lower in units.outcomes or units.of.get(label.lemma) in TAKEN_OR_HURT
    if before.lower in ("of", "to", "at", "by", "from"):
        reach = max(word.sentence.first, number.start - TOLL_REACH)
        return any(token.lemma in lists["toll_words"] for token in tokens[reach : number.start])
    return word.dep in ("dobj", "nsubj", "nsubjpass", "oprd") and word.head.is_verb
