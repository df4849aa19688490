"""Conversion in a process of its own, which may use so much time and memory and no more.

A file of two megabytes can be built so that a reader of texts needs minutes for it; while it is read here, the server
goes on answering everybody else.
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
from pathlib import Path

from lms.quizzes.exchange.convert import Outcome, convert
from lms.quizzes.exchange.model import Source

SECONDS = 5
MEMORY = 800 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[3]


class TooHardError(Exception):
    """The file needed more time or memory than a quiz can need."""


def convert_apart(source: Source, origin: str) -> Outcome:
    """The file as our Markdown, as `convert` gives it; raises TooHardError.

    Media beside the file are not handed over: what is uploaded has none.
    """
    head = json.dumps([source.name, origin]).encode() + b"\n"
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, nothing of the file is an argument
            [sys.executable, "-m", __name__],
            input=head + source.data,
            capture_output=True,
            timeout=SECONDS + 3,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooHardError from error
    if done.returncode != 0:
        raise TooHardError
    found: Outcome = pickle.loads(done.stdout)  # noqa: S301 -- written by the function below
    return found


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    name, origin = json.loads(sys.stdin.buffer.readline())
    found = convert(Source(name, sys.stdin.buffer.read()), origin, "md")
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    _main()
