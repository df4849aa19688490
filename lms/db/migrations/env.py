"""Alembic's entry: the connection comes from `lms.db.migrate`, foreign keys are off while tables are rebuilt."""

from __future__ import annotations

from alembic import context
from sqlalchemy.types import TypeDecorator

from lms.db.base import Base


def plain(kind: str, item: object, _autogen: object) -> str | bool:
    """Our column types by the plain ones below them: a migration must not change when our classes do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


config = context.config
connection = config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
