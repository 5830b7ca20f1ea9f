"""Run by Alembic within `library.opening`, on its connection and in its transaction."""

from alembic import context

from library.opening import VERSION_TABLE
from library.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
