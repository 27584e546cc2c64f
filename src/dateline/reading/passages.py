"""What part of the report is this: headline, dateline, paragraph, caption, credit, editor's comment, quotation?

Passages do not overlap and stand in the order of the text; white space between them belongs to none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Passage, PassageKind

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪●◦‣]|\.\s|(?:\d{1,2}|[IVX]{1,5})[.)]\s|\((?:[a-z0-9]|[ivx]{1,4}|\d\d)\)\s)")
_BULLET_MARK = re.compile(
    r"(?:[-–—•*·▪●◦‣]+|\.(?=\s)|(?:\d{1,2}|[IVX]{1,5})[.)](?=\s)|\((?:[a-z0-9]|[ivx]{1,4}|\d\d)\)(?=\s))\s*"
)

# "BAGHDAD, Oct 31 (Reuters) -", "KABUL, Afghanistan (Jan. 25, 2013) —", "GENEVA/DAMASCUS –", "BAGHDAD, Iraq --"
_CITY = r"[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]+){0,3}(?: \d{1,3}(?=,))?"
_PLACE_TAIL = r"(?:,\s+[A-Z][\w.'’\-]*(?:[ \-][A-Z][\w.'’\-]*){0,3}){0,2}"
_DATE_TAIL = r"(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|,?\s+\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)?"
_AGENCY = r"(?:\s*\([^()\n]{2,60}\)){0,2}"
_MIXED_CITY = r"[A-Z][\w'’\-]+(?: [A-Z][\w'’\-]+){0,3}"
_DATELINE = re.compile(
    rf"(?:{_CITY}{_PLACE_TAIL}{_DATE_TAIL}{_AGENCY}|{_MIXED_CITY}{_PLACE_TAIL}{_DATE_TAIL}\s*\([^()\n]{{2,60}}\))"
    r"\s*(?:[-–—]{1,2}|:)\s+"
)
# "Nov 5 (Reuters) -", where the town was left out
_DAY_DATELINE = re.compile(r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?\s*\([^()\n]{2,40}\)\s*[-–—]{1,2}\s+")
# An agency's dateline whose dash was lost: "BAGHDAD Iraqi forces advancing …"; two capitals or more, then a sentence.
_BARE_DATELINE = re.compile(rf"[A-Z]{{4,}}(?:[ /][A-Z]{{3,}}){{0,2}}{_AGENCY}\s+(?=[A-Z][a-z]+\s+\S+\s+\S+)")
# "Ouagadougou - Thirty-five civilians …", at the head of the first paragraph alone.
_PLAIN_DATELINE = re.compile(r"[A-Z][\w'’\-]+(?: [A-Z][\w'’\-]+){0,2}(?:, [A-Z][\w'’\-]+)?\s+[-–—]{1,2}\s+(?=[A-Z\"“])")
# A dateline on a line of its own: "KABUL, Afghanistan (Jan. 25, 2013)"
_DATELINE_LINE = re.compile(rf"{_CITY}{_PLACE_TAIL}{_DATE_TAIL}\s*(?:\([^()\n]{{2,60}}\)){{1,2}}\s*[-–—]?\s*$")

_COMMENT = re.compile(
    r"[\[(]?(?:(?:editor|ed|author|translator|blogger|webmaster)(?:['’]?s)?\.?\s+(?:note|comment)|comment|our\s+comment|"
    r"commentary|ed\.?|note|n\.?b\.?|update(?:\s+note)?)\s*:",
    re.I,
)
_CREDIT = re.compile(
    r"[\[(]?\s*(?:(?:additional\s+|further\s+)?(?:reporting|report|writing|editing|edited|compiled|translated|translation|written)\s+by\b|"
    r"photo(?:graph)?s?\s*(?:by|:|credit|courtesy)|image\s*(?:by|:|credit)|source\s*:|sources\s*:|©|copyright\b|"
    r"(?:with\s+)?(?:files|reports)\s+from\b)",
    re.I,
)
_CAPTION = re.compile(r"(?:caption|photo caption|pictured|file photo|file|watch|picture)\s*[:—–-]\s", re.I)
_CAPTION_LEAD = re.compile(r"[A-Z]{3,}(?:[ '’\-][A-Z]{2,}){0,6}[.:]\s+[A-Z]")
_PHOTO_CREDIT_END = re.compile(
    r"(?:[A-Z][\w'’\-]+(?: [\w'’\-]+){0,4}\s*/\s*[A-Z][\w ]{1,30}"
    r"|\((?i:photo|image|picture|ap|afp|reuters|getty)\b[^()]{0,60}\)"
    r"|\b(?i:ap|afp|reuters|epa|file|handout) (?i:photo|image|picture)|Getty Images)\s*\.?$"
)

# "Toretsk. Around 2,500 people …", "Hseni: over 6,200 people …", "Second: at midday …": what a paragraph is about, run in
# before it.
_RUN_IN = re.compile(
    r"(?:The\s+)?[A-Z][\w'’]+(?:[ \-](?:(?:[a-z]{2,3}-)?[A-Z][\w'’]+|and|of|el|al|camp|town|city|area|district|village|road"
    r"|province|sector)){0,5}(?:\.|:)\s+(?=\S+(?:\s+\S+){4})"
)
_CAPITAL_HEAD = re.compile(rf"{_CITY}:\s+")
_ORDINAL = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Last|Finally)(?:ly)?[:,]\s+", re.I
)
# "The north. …" may open one paragraph by chance; two that open so are made so.
_RUN_IN_AT_LEAST = 2

_CREDIT_WORDS_AT_MOST = 40
_HEADLINE_WORDS_AT_MOST = 30
_HEADING_WORDS_AT_MOST = 12
_WRAPPED_LINE_LENGTH = 55


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; the offsets include the marks."""

    start: int
    end: int


def find_passages(text: str) -> list[Passage]:
    """The passages of a report, in order. Offsets point into `text`; together they hold all that is not white space.

    A dateline at the head of a paragraph is a passage of its own and the paragraph begins after it, so that the
    place where a reporter sat is not taken for where things happened.
    """
    passages: list[Passage] = []
    blocks = _blocks(text)
    run_in = _headings(text, blocks)
    for number, (start, end) in enumerate(blocks):
        line = text[start:end]
        item = start > 0 and number > 0 and bool(_BULLET_MARK.match(text, text.rfind("\n", 0, start) + 1, start + 1))
        kind = _kind(line, first=number == 0, last=number == len(blocks) - 1)
        if kind is PassageKind.BODY:
            head = _DATELINE.match(line) or _BARE_DATELINE.match(line) or _DAY_DATELINE.match(line)
            if head is None and not any(p.kind is PassageKind.BODY for p in passages):
                head = _PLAIN_DATELINE.match(line)
            if start in run_in and head and _CAPITAL_HEAD.fullmatch(head.group()):
                head = None  # "HIWANE: … GOBIYE: …": the heads of the items of a round-up
            if head and head.end() < len(line):
                lead = len(head.group().rstrip())
                passages.append(Passage(kind=PassageKind.DATELINE, start=start, end=start + lead))
                start += head.end()
            elif (heading := run_in.get(start)) is not None:
                if not _ORDINAL.match(text, start, heading):
                    stop = len(text[start:heading].rstrip())
                    passages.append(Passage(kind=PassageKind.HEADLINE, start=start, end=start + stop))
                else:
                    item = True
                start = heading
            if item:
                kind = PassageKind.ITEM
        passages.append(Passage(kind=kind, start=start, end=end))
    return passages


def _headings(text: str, blocks: list[tuple[int, int]]) -> dict[int, int]:
    """Where the headings that are run in before paragraphs begin, with where the paragraph goes on behind each."""
    found = {}
    for start, stop in blocks:
        line = text[start:stop]
        match = _RUN_IN.match(line)
        if match and not (_COMMENT.match(line) or _CREDIT.match(line) or _CAPTION.match(line)):
            following = line[match.end()]
            if following not in "\"“«'‘" and (
                match.group().rstrip()[-1] == ":" or following.isupper() or following.isdigit()
            ):
                found[start] = start + match.end()
    return found if len(found) >= _RUN_IN_AT_LEAST else {}


def run_in_headings(text: str, passages: list[Passage]) -> list[int]:
    """The numbers of the passages that are headings run in before the paragraph that follows them."""
    return [
        number
        for number, (heading, body) in enumerate(pairwise(passages))
        if heading.kind is PassageKind.HEADLINE and "\n" not in text[heading.end : body.start]
    ]


def body_start(text: str, passage: Passage) -> int:
    """Where the words of a passage begin: after the label of a comment or a caption ("Comment:", "Photo:")."""
    label = None
    if passage.kind is PassageKind.COMMENT:
        label = _COMMENT.match(text, passage.start, passage.end)
    elif passage.kind is PassageKind.CAPTION:
        label = _CAPTION.match(text, passage.start, passage.end)
    return label.end() if label else passage.start


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of a text, in order, without overlap. A mark that nothing closes runs to the paragraph's end.

    News style opens each paragraph of a long quotation anew and closes only the last one, so an open mark at the
    paragraph's end is still a quotation.
    """
    found: list[Quotation] = []
    opened: int | None = None
    for mark in re.finditer(r"[\"“”„«»]+|\n\s*\n", text):
        char = mark.group()[0]
        if char == "\n":
            if opened is not None:
                found.append(Quotation(opened, mark.start()))
            opened = None
        elif opened is None:
            if char in '"“„«':
                opened = mark.start()
        elif char in '"”»“':
            found.append(Quotation(opened, mark.end()))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, len(text)))
    return found


def _blocks(text: str) -> list[tuple[int, int]]:
    """Paragraphs: parted by blank lines, and by line ends unless the lines are a wrapped paragraph's."""
    blocks: list[tuple[int, int]] = []
    position = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        blocks += _paragraphs(text, position, stop)
        position = gap.end() if gap else stop
    return blocks


def _paragraphs(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, stop):
        first, last = _trim(text, line.start(), line.end())
        if first == last:
            continue
        if found and _goes_on(text, found[-1], first):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return [_without_bullet(text, *block) for block in found]


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Is the line at `start` the next line of the wrapped paragraph that ends at `before[1]`?"""
    last_line = text[max(before[0], text.rfind("\n", before[0], before[1]) + 1) : before[1]]
    if len(last_line) < _WRAPPED_LINE_LENGTH or len(last_line) > 2 * _WRAPPED_LINE_LENGTH or _BULLET.match(text, start):
        return False
    return not _SENTENCE_END.search(last_line) or text[start].islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, end - (len(piece) - len(piece.rstrip()))) if piece.strip() else (start, start)


def _without_bullet(text: str, start: int, end: int) -> tuple[int, int]:
    mark = _BULLET_MARK.match(text, start, end)
    return (mark.end(), end) if mark and mark.end() < end else (start, end)


def _kind(line: str, *, first: bool, last: bool) -> PassageKind:
    words = line.split(maxsplit=_CREDIT_WORDS_AT_MOST)
    if _COMMENT.match(line):
        return PassageKind.COMMENT
    if len(words) < _CREDIT_WORDS_AT_MOST and _CREDIT.match(line):
        return PassageKind.CREDIT
    if _CAPTION.match(line) or _PHOTO_CREDIT_END.search(line) and (_CAPTION_LEAD.match(line) or not last):
        return PassageKind.CAPTION
    if _DATELINE_LINE.match(line):
        return PassageKind.DATELINE
    most = _HEADLINE_WORDS_AT_MOST if first else _HEADING_WORDS_AT_MOST
    if not last and len(words) <= most and not _SENTENCE_END.search(line) and not line.startswith(('"', "“")):
        return PassageKind.HEADLINE
    return PassageKind.BODY
