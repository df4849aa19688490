"""Pure rules of competency: the framework, standing from evidence, and what to learn next."""
