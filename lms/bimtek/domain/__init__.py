"""Pure rules of a session: its stages, its codes, its lists, and who met the conditions."""
