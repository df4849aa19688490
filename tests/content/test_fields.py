from datetime import date, datetime, timedelta

import pytest
from pydantic import BaseModel, ValidationError

from lms.content.fields import Day, Duration, LocalMoment, Slug


class Fields(BaseModel):
    slug: Slug | None = None
    day: Day | None = None
    moment: LocalMoment | None = None
    length: Duration | None = None


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("slug", "kip-01", "kip-01"),
        ("day", "2026-02-28", date(2026, 2, 28)),
        ("moment", "2026-10-01 08:00", datetime(2026, 10, 1, 8, 0)),
        ("moment", "2026-10-01 8.05", datetime(2026, 10, 1, 8, 5)),
        ("moment", "2026-10-01T16:30:00", datetime(2026, 10, 1, 16, 30)),
        ("length", "20m", timedelta(minutes=20)),
        ("length", "90 menit", timedelta(minutes=90)),
        ("length", "1j 30m", timedelta(minutes=90)),
        ("length", "2 jam", timedelta(hours=2)),
    ],
)
def test_what_authors_write(name, written, value):
    made = Fields.model_validate({name: written})
    assert getattr(made, name) == value
    assert Fields.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("name", "written"),
    [
        *(("slug", s) for s in ("", "Kip", "a b", "a--b", "-a", "é", "a\n")),
        *(("day", s) for s in ("2026", "08", "1760000000", "2026-02-30", "1-2-2026", "2026-10-01 08:00")),
        *(("moment", s) for s in ("2026", "1760000000", "2026-10-01", "2026-10-01 25:00", "2026-13-01 08:00",
                                  "2026-10-01 08:00+07:00", "besok")),
        *(("length", s) for s in ("", "20", "0m", "m", "20 hari", "-5m", "1m 1j")),
    ],
)  # fmt: skip
def test_what_is_refused_and_never_guessed(name, written):
    with pytest.raises(ValidationError):
        Fields.model_validate({name: written})
