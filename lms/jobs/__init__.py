"""Background work: rows are the truth, Huey is only the bell that wakes a worker."""
