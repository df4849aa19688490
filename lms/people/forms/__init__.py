"""Forms of people: signing in, officers, accounts, the imported list, the city."""
