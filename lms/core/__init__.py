"""Plain-Python words that every room of the house shares."""
