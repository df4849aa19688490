"""Pure rules of the writing room."""
