"""What Alembic runs: the steps, over the connection that library/migrating.py hands it, in its transaction."""

from __future__ import annotations

from alembic import context

from dateline.library.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
