"""RFC 3161 timestamps of a stand-in authority: embedded, checked with its certificate, and part of what may not change."""

from __future__ import annotations

import os
import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lms.certificates.signing import means
from lms.certificates.signing.faults import ServiceBusyError
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.signer import Pin, load
from tests.certificates.signing.people import paper
from tests.certificates.signing.standin import authority

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FACTS = {
    "at": AT,
    "reason": "x",
    "contact": "https://x.example/verifikasi/0123456789ABCDEFGHJKMNPQ",
    "place": "",
}


def test_a_timestamp_is_trusted_when_its_authority_is_known_and_flips_in_it_are_noticed(
    tmp_path: Path,
) -> None:
    with authority() as (who, address):
        by = load(tmp_path, {"LMS_SIGNING_TSA": address})
        signed = by.sign(paper(), **FACTS)
    pins = [Pin(by.fingerprint, by.label, by.development, by.pem)]
    stamps = means.authorities_of(by)
    assert [one.fingerprint for one in stamps] == [who.fingerprint]
    assert inspect(signed, [*pins, *stamps]).proof == "whole"
    assert inspect(signed, pins).proof == "changed"  # nobody vouches for that authority

    gap = re.search(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) ", signed)
    dice = random.Random(20261123)
    for place in dice.sample(range(int(gap[1]), int(gap[2])), 400 if "LMS_TORTURE" in os.environ else 60):
        changed = bytearray(signed)
        changed[place] ^= 1 << dice.randrange(8)
        assert inspect(bytes(changed), [*pins, *stamps]).proof in {"changed", "none", "foreign"}, place


def test_an_authority_that_does_not_answer_is_for_later(tmp_path: Path) -> None:
    by = load(tmp_path, {"LMS_SIGNING_TSA": "http://127.0.0.1:9/"})
    with pytest.raises(ServiceBusyError):
        by.sign(paper(), **FACTS)
