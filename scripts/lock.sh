#!/usr/bin/env bash
# Rewrites the hashed requirement locks from pyproject.toml, for the oldest Python that is supported (Debian 12's 3.11.2).
# The locks name no index: pip finds the packages where this machine looks for them.
set -euo pipefail
cd "$(dirname "$0")/.."
common=(--quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11.2)
uv pip compile "${common[@]}" pyproject.toml --group build -o requirements/run.txt
uv pip compile "${common[@]}" pyproject.toml --group build --group dev -c requirements/run.txt -o requirements/dev.txt
