"""Places: build an index of them from sources, look names up, tell which place a name means in a text."""

from dateline.gazetteer.index import Gazetteer
from dateline.gazetteer.place import Place

__all__ = ["Gazetteer", "Place"]
