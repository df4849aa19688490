"""Rotation: what somebody must learn for the post they moved to, and what they bring along."""
