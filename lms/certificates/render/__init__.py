"""From facts to a PDF: layout once, no file and no network reached."""
