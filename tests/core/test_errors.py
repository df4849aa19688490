import pytest

from lms.core.actor import SYSTEM, Actor
from lms.core.errors import Forbidden, NotFound, Refused, Stale


class Lazy:
    def __str__(self):
        return "Percobaan sudah ditutup."


@pytest.mark.parametrize("kind", [Refused, NotFound, Forbidden, Stale])
def test_a_refusal_carries_code_and_message(kind):
    refusal = kind("attempt.closed", Lazy())
    assert isinstance(refusal, Refused)
    assert refusal.code == "attempt.closed"
    assert str(refusal) == "Percobaan sudah ditutup."


def test_the_system_is_an_actor():
    assert Actor("system", None, "sistem") == SYSTEM
