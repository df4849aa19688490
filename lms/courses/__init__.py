"""Modules of SOP training: what trainers write, how officers read it, and how far they came."""
