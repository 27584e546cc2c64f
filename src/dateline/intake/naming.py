"""Names of files as messages and libraries can hold them: a name on disk is bytes, and may hold any of them."""

from __future__ import annotations

import os
import re

_LINE_BREAKS = str.maketrans({"\n": "␊", "\r": "␍", "\v": "␋", "\f": "␌", "\x85": "␤", "\u2028": "␤", "\u2029": "␤"})


def shown(path: str) -> str:
    """The path on one line; bytes that are no UTF-8 stand as `\\xff`.

    >>> shown("two\\nlines.txt")
    'two␊lines.txt'
    """
    return spelled(path).translate(_LINE_BREAKS)


def spelled(path: str) -> str:
    """The path as text that can be encoded; bytes that are no UTF-8 stand as `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def storable(text: str | None) -> str | None:
    """A title or the like as a database can hold it, on one line without white space about it; None where empty."""
    if text is None:
        return None
    kept = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return re.sub(r"\s+", " ", kept).strip() or None
