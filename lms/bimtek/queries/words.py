"""How a participant stands, in plain words."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from lms.bimtek.domain.rules import HUNDRED, Rules, Verdict
from lms.web.i18n import _, get_locale


def number(value: Fraction, digits: int = 2) -> str:
    """A number as people write it, rounded down so that nothing looks better than it is: `5,75`, `8`."""
    scaled = floor(value * 10**digits)
    text = f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}".rstrip("0").rstrip(".")
    return text if str(get_locale()) == "en" else text.replace(".", ",")


def _outcome(met: bool) -> str:
    return _("terpenuhi") if met else _("belum")


def reasons(verdict: Verdict, rules: Rules) -> list[str]:
    """One sentence about attendance, one about the post-test when the session asks for it."""
    if verdict.total_jp == 0:
        said = [_("Jadwal belum memuat jam pelajaran, jadi kehadiran belum dapat dinilai.")]
    else:
        said = [
            _(
                "Hadir %(there)s dari %(total)s JP, perlu %(percent)s %%: %(outcome)s.",
                there=number(verdict.attended_jp),
                total=number(verdict.total_jp),
                percent=rules.attendance_percent,
                outcome=_outcome(verdict.attendance_ok),
            )
        ]
    if rules.post_test_required:
        said.append(_post_test(verdict, rules))
    return said


def _post_test(verdict: Verdict, rules: Rules) -> str:
    if verdict.post_test is None:
        return _("Nilai pos-tes belum ada, perlu %(percent)s: belum.", percent=rules.post_test_percent)
    return _(
        "Pos-tes %(mark)s, perlu %(percent)s: %(outcome)s.",
        mark=number(verdict.post_test * HUNDRED),
        percent=rules.post_test_percent,
        outcome=_outcome(verdict.post_test_ok),
    )
