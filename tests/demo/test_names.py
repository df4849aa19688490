"""Invented people: different, plausible, and labelled by an address that cannot exist."""

from random import Random

from lms.demo.names import people
from lms.people.domain import nip


def test_people_differ_and_their_nip_follows_the_pattern() -> None:
    found = people(117, Random(2026))
    assert len({person.name for person in found}) == 117
    assert len({person.nip for person in found}) == 117
    assert len({person.email for person in found}) == 117
    assert [person.nip for person in found if not nip.follows_pattern(person.nip)] == []
    assert all(person.email.endswith("@contoh.example") for person in found)


def test_the_same_seed_gives_the_same_city() -> None:
    assert people(20, Random(1)) == people(20, Random(1))
