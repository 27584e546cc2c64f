"""The commands that weigh the claims of a library: weigh, incidents, situation, why."""

from __future__ import annotations


def weigh_library(library: str) -> None:
    """Weigh what is new in the library at an address."""
    raise NotImplementedError
