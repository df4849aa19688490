"""Reading the library: documents and their revisions, and the files they are made of."""

from lms.library.queries.documents import (
    Document,
    Standing,
    counts,
    history,
    live_by_id,
    live_by_slug,
    live_documents,
    next_number,
    revision,
    same_text,
    slug_holder,
    standing,
    standing_at,
    withdrawn_documents,
)
from lms.library.queries.sources import (
    file_sources,
    files,
    live_files,
    live_key,
    live_sources,
    read_file,
)

__all__ = [
    "Document",
    "Standing",
    "counts",
    "file_sources",
    "files",
    "history",
    "live_by_id",
    "live_by_slug",
    "live_documents",
    "live_files",
    "live_key",
    "live_sources",
    "next_number",
    "read_file",
    "revision",
    "same_text",
    "slug_holder",
    "standing",
    "standing_at",
    "withdrawn_documents",
]
