"""Pure rules of the first page: what comes first, and what is worth a notice."""
