"""The first page of each role, and the notices."""
