"""Whole numbers for rows, for tables whose ids must be numbers."""

from __future__ import annotations

import hashlib
import re
from typing import Final

# Fifteen digits: as many as a spreadsheet, or a program that has only floating point, keeps exact.
_MOST: Final = 10**15


def number_of(id: str) -> int:
    """The same number for the same id, of up to fifteen digits; two of a million rows share one by a chance of 1 in 2,000.

    >>> number_of("00000000000000ff")
    255
    """
    digits = id if re.fullmatch("[0-9a-f]{16}", id) else hashlib.sha256(id.encode()).hexdigest()[:16]
    return int(digits, 16) % _MOST
