"""Changes to people, accounts and the city; every one leaves an entry in the journal."""
