"""From files that people write to documents and problems: no database, no web."""
