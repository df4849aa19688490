"""`make bench`: every scene once, results with their method in bench/results.md."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from bench import certificates, saves, starts

OUT = Path(__file__).resolve().parent / "results.md"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def save_section() -> str:
    """Answers saved per second beside the floor."""
    method, pairs, lost = saves.run()
    rows = [
        [
            str(ours.clients), f"{ours.per_second:.0f}", f"{ours.p50_ms:.1f}", f"{ours.p95_ms:.1f}",
            f"{bare.per_second:.0f}", f"{bare.p50_ms:.1f}", f"{bare.p95_ms:.1f}",
            f"{ours.per_second / bare.per_second:.2f}", str(ours.refused),
        ]
        for ours, bare in pairs
    ]  # fmt: skip
    head = ["clients", "saves/s", "p50 ms", "p95 ms", "floor/s", "floor p50", "floor p95", "ratio", "refused"]
    return f"## Answers saved\n\n{table(head, rows)}\n\nAcknowledged saves missing from the database: {lost}.\n\n{method}\n"


def start_section() -> str:
    """Everybody starts at one instant."""
    method, found = starts.run()
    rows = [
        [
            str(starts.OFFICERS),
            str(found.served),
            str(found.attempts),
            f"{found.median:.1f}",
            f"{found.slowest:.1f}",
        ]
    ]
    head = ["starts at one instant", "served", "attempts", "median s", "slowest s"]
    return f"## Starts\n\n{table(head, rows)}\n\n{method}\n"


def certificate_section() -> str:
    """Certificates per second beside the floor."""
    rates = certificates.run()
    rows = [[f"{rates.ours:.1f}", f"{rates.bare:.1f}", f"{rates.ours / rates.bare:.2f}", str(rates.issued)]]
    head = [
        "rendered, signed and registered /s",
        "bare WeasyPrint and pyHanko /s",
        "ratio",
        "issued in the run",
    ]
    return f"## Certificates\n\n{table(head, rows)}\n\n{certificates.METHOD}\n"


def meanwhile_section() -> str:
    """Saves while certificates are made."""
    quiet, busy, made = certificates.saves_meanwhile()
    rows = [
        ["nothing else", f"{quiet.per_second:.0f}", f"{quiet.p50_ms:.1f}", f"{quiet.p95_ms:.1f}", "0"],
        ["worker makes certificates", f"{busy.per_second:.0f}", f"{busy.p50_ms:.1f}", f"{busy.p95_ms:.1f}", str(made)],
        ["ratio", f"{busy.per_second / quiet.per_second:.2f}", f"{busy.p50_ms / quiet.p50_ms:.2f}",
         f"{busy.p95_ms / quiet.p95_ms:.2f}", ""],
    ]  # fmt: skip
    head = ["meanwhile", "saves/s", "p50 ms", "p95 ms", "certificates made"]
    return f"## Saves while certificates are made\n\n{table(head, rows)}\n\n{certificates.SAVES_METHOD}\n"


def main() -> None:
    """Run every scene and write the results."""
    about = (
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python {platform.python_version()}. "
        "Figures of one run on a shared machine: read the ratios, not the absolute numbers."
    )
    parts = [f"# Measurements\n\n{about}\n"]
    for section in (save_section, start_section, certificate_section, meanwhile_section):
        parts.append(section())
        print(parts[-1])
    OUT.write_text("\n".join(parts))


if __name__ == "__main__":
    main()
