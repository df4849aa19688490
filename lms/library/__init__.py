"""Published revisions of documents, and publishing that keeps the last good one."""
