"""What was worked out once is not worked out again, however many ask."""

from __future__ import annotations

import threading
import time

import pytest

from dateline.desk.state import Kept, OneTimeToken


def test_who_asks_at_once_waits_for_one_answer() -> None:
    kept, made = Kept(), []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    found: list[int] = []
    asking = [threading.Thread(target=lambda: found.append(kept.get("key", make))) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert found == [1] * 8


def test_the_least_used_goes_first() -> None:
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: key)
    assert kept.get("a", lambda: "made anew") == "a"
    assert kept.get("b", lambda: "made anew") == "made anew"


def test_what_could_not_be_made_is_tried_again() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 // 0)
    assert kept.get("key", lambda: 3) == 3


def test_a_token_is_taken_by_one_of_many() -> None:
    token, taken = OneTimeToken(), []
    trying = [threading.Thread(target=lambda: taken.append(token.take(token.value))) for _ in range(8)]
    for each in trying:
        each.start()
    for each in trying:
        each.join()
    assert sorted(taken) == [False] * 7 + [True]
