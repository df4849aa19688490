"""Estafet, the Bimtek learning platform."""
