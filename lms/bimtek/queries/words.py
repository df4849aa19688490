"""How a participant stands, in plain words."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from lms.bimtek.domain.rules import HUNDRED, Condition, Rules, Verdict
from lms.web.i18n import _, get_locale


def number(value: Fraction, digits: int = 2) -> str:
    """A number as people write it, rounded down so that nothing looks better than it is: `5,75`, `8`."""
    scaled = floor(value * 10**digits)
    text = f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}".rstrip("0").rstrip(".")
    return text if str(get_locale()) == "en" else text.replace(".", ",")


def _outcome(verdict: Verdict, condition: Condition) -> str:
    if verdict.met(condition):
        return _("terpenuhi")
    return _("belum, dikecualikan") if condition in verdict.waived else _("belum")


def reasons(verdict: Verdict, rules: Rules) -> list[str]:
    """One sentence for each condition that the session asks for, in the order of `Rules.asked`."""
    if verdict.total_jp == 0:
        said = [_("Jadwal belum memuat jam pelajaran, jadi kehadiran belum dapat dinilai.")]
    else:
        said = [
            _(
                "Hadir %(there)s dari %(total)s JP, perlu %(percent)s %%: %(outcome)s.",
                there=number(verdict.attended_jp),
                total=number(verdict.total_jp),
                percent=rules.attendance_percent,
                outcome=_outcome(verdict, "attendance"),
            )
        ]
    if rules.post_test_required:
        said.append(_post_test(verdict, rules))
    if rules.evaluation_required:
        done = _("sudah diisi") if verdict.evaluation_ok else _("belum diisi")
        said.append(
            _(
                "Evaluasi %(done)s, perlu diisi: %(outcome)s.",
                done=done,
                outcome=_outcome(verdict, "evaluation"),
            )
        )
    return said


def _post_test(verdict: Verdict, rules: Rules) -> str:
    if verdict.post_test is None:
        return _(
            "Nilai pos-tes belum ada, perlu %(percent)s: %(outcome)s.",
            percent=rules.post_test_percent,
            outcome=_outcome(verdict, "post_test"),
        )
    return _(
        "Pos-tes %(mark)s, perlu %(percent)s: %(outcome)s.",
        mark=number(verdict.post_test * HUNDRED),
        percent=rules.post_test_percent,
        outcome=_outcome(verdict, "post_test"),
    )
