"""Alembic's entry: the connection comes from `lms.db.migrate`, foreign keys are off while tables are rebuilt."""

from __future__ import annotations

from alembic import context

from lms.db.base import Base

config = context.config
connection = config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
