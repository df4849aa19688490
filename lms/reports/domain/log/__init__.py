"""A real log of dispositions: read, held against the catalogue, counted, and turned into practice letters."""
