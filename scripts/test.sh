#!/usr/bin/env bash
# Everything CI runs: lint, types, import contracts, content, then all tests; stops at the first room that is not in order.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONWARNINGS="" PATH="$PWD/.venv/bin:$PATH"

step() { printf '\n== %s\n' "$*"; }

step "lint";             ruff check lms tests bench scripts; ruff format --check lms tests bench scripts
step "types";            mypy
step "import contracts"; lint-imports
step "content";          lms content check .
[ "${1:-}" = quick ] && exit 0

step "tests"
pytest -q -n 2 --dist loadgroup tests --ignore=tests/browser
step "stories in the browser"  # a process of their own: they keep one driver and one running city
pytest -q tests/browser
