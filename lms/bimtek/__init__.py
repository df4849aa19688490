"""Bimtek: sessions with slots, enrolment, check-in, post-test and who is eligible for what."""
