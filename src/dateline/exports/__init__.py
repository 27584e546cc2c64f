"""One module a format: what is in a library, in the tables that the field uses."""

from dateline.exports.formats import FORMATS, Format, export
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row, row_of_claim, row_of_incident

__all__ = ["FORMATS", "Format", "Provenance", "Row", "export", "row_of_claim", "row_of_incident"]
