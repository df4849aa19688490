#!/usr/bin/env bash
# Brings a fresh Debian-like machine to the point where Estafet runs (`run`) or can be tested (`dev`).
# Idempotent and quick when nothing is missing: a stamp over the lock files says what is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
mode="${1:-run}"

say() { printf '%s\n' "$*" >&2; }

# --- system libraries -------------------------------------------------------------------------------------------
declare -A need=(
  [libpango-1.0.so.0]=libpango-1.0-0 [libpangoft2-1.0.so.0]=libpangoft2-1.0-0
  [libharfbuzz-subset.so.0]=libharfbuzz-subset0 [libgobject-2.0.so.0]=libglib2.0-0
)
missing=()
known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)
for lib in "${!need[@]}"; do
  grep -q "$lib" <<<"$known" || missing+=("${need[$lib]}")
done
if [ "$mode" = dev ]; then
  command -v chromium >/dev/null || missing+=(chromium)
  command -v pdftoppm >/dev/null && command -v pdfsig >/dev/null || missing+=(poppler-utils)
  command -v qpdf >/dev/null || missing+=(qpdf)
  command -v softhsm2-util >/dev/null || missing+=(softhsm2)  # a PKCS#11 token for the signing tests
  command -v certutil >/dev/null || missing+=(libnss3-tools)
  grep -q libatomic.so.1 <<<"$known" || missing+=(libatomic1)  # the driver of the browser tests
fi

python=""
for candidate in python3.13 python3.12 python3.11 python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(command -v "$candidate"); break
  fi
done
[ -n "$python" ] || missing+=(python3)
if [ ! -x .venv/bin/python ] && [ -n "$python" ] && ! "$python" -c 'import ensurepip' 2>/dev/null; then
  missing+=(python3-venv)
fi

if [ ${#missing[@]} -gt 0 ]; then
  root=()
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then root=(sudo)
    else
      say "Estafet needs these system packages, and this account may not install them:"
      say "    sudo apt-get install ${missing[*]}"
      say "Install them (or ask the administrator), then run the same command again."
      exit 1
    fi
  fi
  if ! command -v apt-get >/dev/null; then
    say "Estafet needs these libraries (Debian names): ${missing[*]}"
    say "This machine has no apt-get: install them with its own package manager, then run the same command again."
    exit 1
  fi
  say "Installing system packages: ${missing[*]}"
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  [ -n "$python" ] || python=$(command -v python3)
fi

# --- Python environment -----------------------------------------------------------------------------------------
lock="requirements/$mode.txt"
stamp=".venv/.estafet-$mode"
want=$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
if [ -x .venv/bin/lms ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then exit 0; fi
if [ ! -x .venv/bin/python ]; then
  say "Creating the Python environment in .venv"
  "$python" -m venv .venv
fi
say "Installing Python packages ($lock)"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
.venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable .
printf '%s' "$want" > "$stamp"
# the development lock contains everything the run lock holds
if [ "$mode" = dev ]; then printf '%s' "$(cat requirements/run.txt pyproject.toml | sha256sum | cut -d' ' -f1)" > .venv/.estafet-run; fi
