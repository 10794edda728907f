"""Alembic's door: it is handed an open connection inside a transaction and runs the versions there."""

from __future__ import annotations

from alembic import context

from whence.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
