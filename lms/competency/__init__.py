"""Competency: what a city asks of its posts, the evidence that people hold it, and the hours they learnt."""
