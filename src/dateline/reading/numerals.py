"""Numbers as the text writes them: "12,500", "2.3m", "one hundred and twelve", "tens of thousands", "500-700".

Here a number is only read. Whether it counts anything, and what, is decided in `howmany`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.lexicon.quantities import Numbers
from dateline.reading.parsing import Parsed, Token

DIGITS = frozenset("0123456789~≈<>≥≤±")
_NUMERAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_DIGIT_TOKEN = re.compile(
    rf"(?P<sign>[~≈<>≥≤±]?)(?P<low>{_NUMERAL}|\d{{1,3}}(?:\.\d{{3}})+)"
    rf"(?:[-–—](?P<high>{_NUMERAL}))?(?P<suffix>[a-z]{{1,3}})?(?P<plus>\+?)",
    re.ASCII,
)
_POINTS_FOR_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_PART_OF_A_CODE_BEFORE = frozenset("-/.:#№$£€¥₹_@")
_PART_OF_A_CODE_AFTER = frozenset("/:_@")
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Number:
    """A number: the document's tokens `start` up to `stop`, and its bounds, `high` None where it is open.

    `article` marks a bare "a"; `size` the people of a unit ("200-strong"); `digits` one that is written in digits;
    `fraction` one with decimals left over ("2.5"), which can only be a measure.
    """

    start: int
    stop: int
    low: int
    high: int | None
    article: bool = False
    size: bool = False
    digits: bool = False
    fraction: bool = False


def read_number(parsed: Parsed, i: int, numbers: Numbers) -> Number | None:
    """The number that begins at token `i`, a range included; None where none does."""
    first = _read_one(parsed, i, numbers)
    if first is None or first.article or first.size or first.low != first.high:
        return first
    tokens, link = parsed.tokens, first.stop
    between = i > tokens[i].sentence.first and tokens[i - 1].lower == "between"
    links = ("and",) if between else numbers.lists["range_links"]
    if link + 1 >= tokens[i].sentence.stop or (tokens[link].lower not in links and not _is_dash(tokens, link)):
        return first
    second = _read_one(parsed, link + 1, numbers, after_dash=True)
    if second is None or second.article or second.low != second.high or _tells_a_change(tokens, i, link, numbers):
        return first
    # "2 to 3 million": the scale is meant for both.
    scale = _scale_of(tokens, second, numbers)
    low = first.low * scale if first.low < scale and first.low * scale < second.low else first.low
    if low >= second.low or _is_years(tokens, first, second):
        return first
    return replace(second, start=i, low=low)


def _is_dash(tokens: list[Token], link: int) -> bool:
    return tokens[link].text in ("-", "–", "—") and tokens[link].start == tokens[link - 1].end


def _tells_a_change(tokens: list[Token], i: int, link: int, numbers: Numbers) -> bool:
    """Is it one figure that changed ("rose from 12 to 20"), rather than a range?"""
    if tokens[link].lower != "to" or i < 2 or tokens[i - 1].lower != "from":
        return False
    return bool({tokens[i - 1].head.lemma, tokens[i - 2].lemma} & numbers.lists["change_verbs"])


def _scale_of(tokens: list[Token], number: Number, numbers: Numbers) -> int:
    words = (token.lower for token in tokens[number.start : number.stop])
    return next((scale for word in words if (scale := numbers.scales.get(word) or numbers.suffixes.get(word))), 1)


def _is_years(tokens: list[Token], first: Number, second: Number) -> bool:
    return all(1900 <= number.low <= 2100 and tokens[number.start].text.isdigit() for number in (first, second))


def _read_one(parsed: Parsed, i: int, numbers: Numbers, *, after_dash: bool = False) -> Number | None:
    tokens = parsed.tokens
    lower, end = tokens[i].lower, tokens[i].sentence.stop
    for phrase, least, most in numbers.phrases.get(lower, ()):
        if at(tokens, i, end, phrase):
            stop = i + len(phrase)
            scale = numbers.scales.get(tokens[stop].lower) if stop < end else None
            if scale and phrase[-1] in numbers.lists["vague_before_scale"]:
                return Number(i, stop + 1, scale, None)
            return Number(i, stop, least, most)
    if lower in ("a", "an"):
        return _read_article(tokens, i, end, numbers)
    if lower in ("both", "no", "none"):
        return _read_closed(tokens, i)
    following = numbers.scales.get(tokens[i + 1].lower) if i + 1 < end else None
    if lower in numbers.lists["vague_before_scale"]:
        return Number(i, i + 2, following, None) if following else None
    if lower in numbers.vague:
        if following and lower == "several":
            return Number(i, i + 2, numbers.vague[lower] * following, None)
        return _read_vague(tokens, i, end, numbers)
    return _read_numeral(parsed, i, end, numbers, after_dash=after_dash)


def at(tokens: list[Token], i: int, end: int, phrase: tuple[str, ...]) -> bool:
    """Do the words of `phrase` stand at token `i`, before token `end`?"""
    return i + len(phrase) <= end and all(tokens[i + k].lower == word for k, word in enumerate(phrase))


def _read_article(tokens: list[Token], i: int, end: int, numbers: Numbers) -> Number | None:
    scale = numbers.scales.get(tokens[i + 1].lower) if i + 1 < end else None
    if scale and tokens[i + 1].lower != "score":
        value, stop = _scaled(tokens, i + 1, end, 1, numbers)
        return Number(i, stop, round(value), round(value))
    head = tokens[i].head
    # "a 16-year-old" is a person without a noun.
    if tokens[i].dep != "det" or head.i <= i or not (head.tag in ("NN", "NNP") or head.lower == "old"):
        return None
    return Number(i, i + 1, 1, 1, article=True)


def _read_closed(tokens: list[Token], i: int) -> Number | None:
    """ "both men" is two; "no casualties" and "none" are nought."""
    token = tokens[i]
    if token.lower == "none":
        return Number(i, i + 1, 0, 0)
    if token.dep not in ("det", "predet") or token.head.i <= i or not token.head.is_noun:
        return None
    return Number(i, i + 1, 2, 2) if token.lower == "both" else Number(i, i + 1, 0, 0)


def _read_vague(tokens: list[Token], i: int, end: int, numbers: Numbers) -> Number | None:
    token, stop = tokens[i], i + 1
    if token.tag.startswith("VB") or (token.lower == "scores" and not _counts_something(tokens, i, end)):
        return None
    low = numbers.vague[token.lower]
    if token.lower in numbers.lists["vague_multipliers"] and stop + 1 < end and tokens[stop].lower == "of":
        raised = numbers.vague.get(tokens[stop + 1].lower, 0)
        if raised >= 100:
            return Number(i, stop + 2, low * raised, None)
    return Number(i, stop, low, None)


def _counts_something(tokens: list[Token], i: int, end: int) -> bool:
    """ "scores of people", "scores were killed", and not "test scores"."""
    if i > tokens[i].sentence.first and tokens[i - 1].is_noun:
        return False
    after = tokens[i + 1].lower if i + 1 < end else ""
    return after in ("of", "more", "others") or tokens[i].dep in ("nsubj", "nsubjpass", "dobj")


def _read_numeral(parsed: Parsed, i: int, end: int, numbers: Numbers, *, after_dash: bool) -> Number | None:
    tokens, lower = parsed.tokens, parsed.tokens[i].lower
    if lower in numbers.words:
        small, stop = _small(tokens, i, end, numbers)
        value, stop = _scaled(tokens, stop, end, small, numbers)
        return _with_hyphen(tokens, Number(i, stop, round(value), round(value)), end, numbers)
    if lower in numbers.scales:
        # Headlines leave the article out: "Dozen killed in blast".
        return Number(i, i + 1, 12, 12) if lower == "dozen" and i == tokens[i].sentence.first else None
    match = _DIGIT_TOKEN.fullmatch(lower)
    if match is None or _is_part_of_a_code(parsed.text, tokens[i], match["low"], after_dash=after_dash):
        return None
    return _read_digits(tokens, i, end, match, numbers)


def _small(tokens: list[Token], i: int, end: int, numbers: Numbers) -> tuple[int, int]:
    """A number word below a hundred, "twenty-seven" included, and the token after it."""
    value, stop = numbers.words[tokens[i].lower], i + 1
    if value >= 20 and stop < end:
        k = stop + 1 if tokens[stop].text == "-" and stop + 1 < end else stop
        unit = numbers.words.get(tokens[k].lower, 0)
        if 0 < unit < 10:
            return value + unit, k + 1
    return value, stop


def _scaled(tokens: list[Token], stop: int, end: int, value: float, numbers: Numbers) -> tuple[float, int]:
    """The scale words after a number and what they take along: "hundred and twelve", "and a half million"."""
    if at(tokens, stop, end, ("and", "a", "half")) and stop + 3 < end and tokens[stop + 3].lower in numbers.scales:
        return (value + 0.5) * numbers.scales[tokens[stop + 3].lower], stop + 4
    total = 0.0
    while stop < end and tokens[stop].lower in numbers.scales and tokens[stop].lower != "score":
        scale = numbers.scales[tokens[stop].lower]
        value, stop = value * scale, stop + 1
        rest = _rest(tokens, stop, end, scale, numbers)
        if rest is None:
            continue
        small, stop = rest
        if stop < end and scale > numbers.scales.get(tokens[stop].lower, scale):
            total, value = total + value, float(small)
        else:
            value += small
    return total + value, stop


def _rest(tokens: list[Token], stop: int, end: int, scale: int, numbers: Numbers) -> tuple[int, int] | None:
    """ "and twelve" after "one hundred"; not in "between one hundred and two hundred"."""
    if scale == 12 or stop >= end:
        return None
    k = stop + 1 if tokens[stop].lower == "and" else stop
    if k >= end or not numbers.words.get(tokens[k].lower):
        return None
    small, after = _small(tokens, k, end, numbers)
    if k > stop and after < end:
        beyond = tokens[after]
        between = any(token.lower == "between" for token in tokens[max(tokens[stop].sentence.first, stop - 4) : stop])
        if between or not (beyond.is_noun or beyond.tag.startswith("JJ") or beyond.tag.startswith("VB")):
            return None
    return small, after


def _is_part_of_a_code(text: str, token: Token, numeral: str, *, after_dash: bool) -> bool:
    """Do the characters that touch the digits make them a code, a date, a clock time, a share or a sum?"""
    if (len(numeral) > 1 and numeral[0] == "0") or (len(numeral) > 7 and numeral.isdigit()):
        return True
    before = text[token.start - 1] if token.start else " "
    if before.isalnum() or (before in _PART_OF_A_CODE_BEFORE and not (after_dash and before == "-")):
        return before != "-" or (token.start > 1 and text[token.start - 2].isalnum())
    after, beyond = text[token.end : token.end + 1], text[token.end + 1 : token.end + 2]
    return after in ("%", "°") or (after in _PART_OF_A_CODE_AFTER and beyond.isalnum())


def _read_digits(tokens: list[Token], i: int, end: int, match: re.Match[str], numbers: Numbers) -> Number | None:
    numeral, suffix, sign = match["low"], match["suffix"], match["sign"]
    if suffix and suffix not in numbers.suffixes:
        return None
    factor = numbers.suffixes.get(suffix or "", 1)
    if match["high"]:
        return _range_in_one_token(match, i, factor)
    stop = i + 1
    if _POINTS_FOR_THOUSANDS.fullmatch(numeral) and (numeral.count(".") > 1 or _noun_at(tokens, stop, end)):
        value = float(numeral.replace(".", ""))
    elif numeral.count(".") > 1:
        return None
    else:
        value, stop = _spaced_thousands(tokens, i, end, float(numeral.replace(",", "")) * factor, numeral)
    if not suffix and stop < end and tokens[stop].start == tokens[stop - 1].end:
        # "2.3m people" is millions, "300m north" is metres.
        letter = tokens[stop].lower
        if letter in numbers.suffixes and (letter != "m" or _noun_at(tokens, stop + 1, end)):
            value, stop = value * numbers.suffixes[letter], stop + 1
    value, stop = _scaled(tokens, stop, end, value, numbers)
    if value >= _LARGEST:
        return None
    number = Number(i, stop, round(value), round(value), digits=True, fraction=value != int(value))
    if match["plus"] or sign in (">", "≥"):
        return replace(number, high=None)
    if sign in ("<", "≤"):
        return replace(number, low=0)
    return _with_hyphen(tokens, number, end, numbers)


def _noun_at(tokens: list[Token], k: int, end: int) -> bool:
    return k < end and (tokens[k].is_noun or (tokens[k].tag.startswith("JJ") and k + 1 < end and tokens[k + 1].is_noun))


def _range_in_one_token(match: re.Match[str], i: int, factor: int) -> Number | None:
    low, high = (float(match[name].replace(",", "")) * factor for name in ("low", "high"))
    if low >= high or high >= _LARGEST or (factor == 1 and all(1900 <= value <= 2100 for value in (low, high))):
        return None
    return Number(i, i + 1, round(low), round(high), digits=True)


def _spaced_thousands(tokens: list[Token], i: int, end: int, value: float, numeral: str) -> tuple[float, int]:
    """ "12 500": groups of three digits, each parted by one space."""
    stop, whole = i + 1, value
    if not numeral.isdigit() or len(numeral) > 3 or value <= 0:
        return value, stop
    while stop < end and len(tokens[stop].text) == 3 and tokens[stop].text.isdigit() and tokens[stop].text.isascii():
        if tokens[stop].start != tokens[stop - 1].end + 1:
            break
        whole, stop = whole * 1000 + int(tokens[stop].text), stop + 1
    return (whole, stop) if _noun_at(tokens, stop, end) else (value, i + 1)


def _with_hyphen(tokens: list[Token], number: Number, end: int, numbers: Numbers) -> Number | None:
    """ "200-strong" counts people, "20-plus" is bounded; "two-week" and "five-storey" count nothing."""
    stop = number.stop
    if stop >= end:
        return number
    if tokens[stop].lower == "strong":
        return replace(number, stop=stop + 1, size=True)
    if tokens[stop].text != "-" or tokens[stop].start != tokens[stop - 1].end or stop + 1 >= end:
        return number
    word = tokens[stop + 1]
    if word.lower in numbers.lists["size_words"]:
        return replace(number, stop=stop + 2, size=True)
    joined = word.start == tokens[stop].end and word.lower != "plus" and word.lower not in numbers.words
    return None if joined and not word.text[0].isdigit() else number
