"""Digital signatures: keys, PAdES signing, and reading what a PDF's signature proves."""
