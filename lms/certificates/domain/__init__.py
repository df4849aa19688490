"""Pure rules of certificates: states, numbers, facts and their words."""
