"""What all tests share: one reader and one PostgreSQL server, each started once in each process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from tests.servers import postgresql, postgresql_server  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from dateline.reading.reader import Reader

settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the built-in lexicon, gazetteer and pipeline."""
    from dateline.reading.reader import Reader

    return Reader()
