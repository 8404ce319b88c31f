#!/bin/sh
# Makes .venv beside this script: the pinned servers from PyPI, and nothing else. Does nothing when it is up to date.
set -eu
cd "$(dirname "$0")"

if [ -x .venv/bin/python ] && cmp -s requirements.txt .venv/installed.txt; then exit 0; fi

for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$python; break; fi
done
if [ -z "${found:-}" ]; then
  echo "make-venv.sh: no Python 3.11 or newer found; install one, or name it: PYTHON=/path/to/python3 sh $0" >&2
  exit 2
fi

rm -rf .venv
"$found" -m venv .venv
# Every package is pinned, so nothing is left for pip to choose.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements.txt
.venv/bin/python -m pip check
cp requirements.txt .venv/installed.txt
