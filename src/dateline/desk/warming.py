"""Loads what the first judgement and the first look-up would otherwise wait for, while the page is being drawn."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_AFTER_SECONDS = 1.0  # the first page comes first


def warm(ahead: Callable[[], object]) -> None:
    """Begin to load it in the background; what is asked for meanwhile waits no longer than it would have.

    `ahead` works out what everyone asks for first.
    """
    timer = threading.Timer(_AFTER_SECONDS, _load, [ahead])
    timer.daemon = True
    timer.start()


def _load(ahead: Callable[[], object]) -> None:
    try:
        ahead()
        from dateline.desk.filling import actors_named
        from dateline.desk.places import places_starting, towns_in
        from dateline.weighing.joining import join

        actors_named("a")
        places_starting("a")
        towns_in((0.0, 0.0, 1.0, 1.0), 5)
        join([], [])
    except Exception:  # whoever asks for it next is told what is wrong
        logging.getLogger(__name__).exception("cannot load everything ahead")
