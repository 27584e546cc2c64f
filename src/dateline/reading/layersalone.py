"""One layer of a report alone, as `dateline tag` prints it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.reading.entities import tag_actors
from dateline.reading.howmany import tag_counts
from dateline.reading.marked import Marked
from dateline.reading.parsing import Parsed, Token
from dateline.reading.whosaid import find_attributions, outermost


def _tag_times(marked: Marked) -> list[dict[str, Any]]:
    return [{key: getattr(t, key) for key in ("start", "end", "text", "type", "value")} for t in marked.timexes]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that the parser did not see, of a dateline, a credit or an aside in brackets."""

    text: str
    start: int
    end: int
    tag: str
    sentence: object


_WORD = re.compile(r"\w+(?:['’.]\w+)*|[^\w\s]")


def all_words(parsed: Parsed) -> list[Any]:
    """The tokens of a text and the words between them that have none, in order."""
    words: list[Any] = []
    position = 0
    for token in [*parsed.tokens, None]:
        stop = token.start if token is not None else len(parsed.text)
        if stop - position > 1:
            sentence = object()
            words += [
                _Word(m.group(), m.start(), m.end(), "NNP" if m.group()[0].isupper() else "", sentence)
                for m in _WORD.finditer(parsed.text, position, stop)
            ]
        if token is not None:
            words.append(token)
            position = token.end
    return words


def _tag_sources(marked: Marked) -> list[dict[str, Any]]:
    def offsets(pair: tuple[Token, Token] | None) -> dict[str, int] | None:
        return {"start": pair[0].start, "end": pair[1].end} if pair else None

    return [
        {"source": offsets(a.source), "cue": offsets(a.cue), "content": [offsets(c) for c in a.content]}
        for a in outermost(find_attributions(marked.parsed))
    ]


TAGGERS: dict[str, Callable[[Marked], list[dict[str, Any]]]] = {
    "times": _tag_times,
    "sources": _tag_sources,
    "counts": lambda marked: tag_counts(marked.parsed),
    "actors": tag_actors,
}
