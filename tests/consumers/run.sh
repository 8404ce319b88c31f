#!/usr/bin/env bash
# Proves with the trainers themselves that a dataset loads and trains: installs them (pinned, a few GB) into .venv here, makes
# datasets, runs check_trl.py on them. PYTHON names the Python to use, 3.11 or newer.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
venv="$here/.venv"
# The Node that the project pins, whichever the system has.
PATH="$root/node_modules/.bin:$PATH"

if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
  rm -rf "$venv"
  "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "needs Python 3.11 or newer, not " + sys.version.split()[0])'
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
fi

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
node "$here/make-fixture.ts" "$data/awkward" 300
node "$here/make-fixture.ts" "$data/train-only" 9
node "$root/src/cli/main.ts" build --pairs 300 --seed consumers --out "$data/built"
"$venv/bin/python" "$here/check_trl.py" "$data/awkward" "$data/train-only" "$data/built"
