"""The sample city: invented officers, a rotation wave, months of practice, sessions and certificates."""
