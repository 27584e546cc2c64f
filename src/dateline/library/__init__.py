"""The store: documents, claims and judgements, in one SQLite file or in PostgreSQL."""
