#!/usr/bin/env bash
# Proves with the trainers themselves that a dataset and its exports load and train: installs them (pinned, a few GB) into .venv and
# .venv-older here, makes datasets, runs the check_*.py on them. PYTHON names the Python to use, 3.11 or newer.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
# The Node that the project pins, whichever the system has.
PATH="$root/node_modules/.bin:$PATH"

# install VENV REQUIREMENTS [PACKAGE...]: packages go in without what they ask for, of which the requirements hold what is used.
install() {
  local venv="$here/$1" wanted="$here/$2"
  shift 2
  if cmp -s <(cat "$wanted" && echo "$@") "$venv/installed.txt"; then return; fi
  rm -rf "$venv"
  "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "needs Python 3.11 or newer, not " + sys.version.split()[0])'
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
  if [ $# -gt 0 ]; then "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$@"; fi
  { cat "$wanted" && echo "$@"; } >"$venv/installed.txt"
}

# Of these only the readers of data are used, which run on any Python from 3.11 on and need little of what the packages ask for.
install .venv requirements.txt --ignore-requires-python agentevals==0.0.9 axolotl==0.21.0 bfcl-eval==2026.3.23 google-adk==2.13.0 \
  google-cloud-aiplatform==2.7.0 harbor==0.25.0 nvidia-nat-atif==1.9.0 openevals==0.2.2 openrlhf==0.11.2 verl==0.9.1
# ms-swift uses what datasets has from 4.7 on, and LLaMA-Factory takes none newer than 4.0: it gets one of its own.
install .venv-older requirements-older.txt --target "$here/.venv-older/swift" datasets==4.8.4

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
nearmiss() { node "$root/src/cli/main.ts" "$@" >/dev/null; }
newer() { "$here/.venv/bin/python" "$here/$1" "${@:2}" || failed=1; }
older() { "$here/.venv-older/bin/python" "$here/$1" "${@:2}" || failed=1; }
failed=0

node "$here/make-fixture.ts" "$data/awkward" 300
node "$here/make-fixture.ts" "$data/train-only" 9
nearmiss build --pairs 300 --seed consumers --out "$data/built"
newer check_trl.py "$data/awkward" "$data/train-only" "$data/built"

templates=$("$here/.venv/bin/python" -c 'import pathlib, trl; print(pathlib.Path(trl.__file__).parent / "chat_templates")')
node "$here/render.ts" "$templates" 500 >"$data/rendered.jsonl"
newer check_templates.py "$data/rendered.jsonl"

# Fewer rows of a build: they are long, and a byte is a token here.
nearmiss build --pairs 60 --seed consumers --out "$data/exported"
for name in awkward exported; do
  out="$data/$name-export"
  nearmiss export "$data/$name" --to all --template "$templates/qwen3.jinja" --out "$out"
  nearmiss export "$data/$name" --to trl-dpo,trl-sft,trl-sft-pc,trl-kto,trl-reward --as jsonl --out "$out/lines"
  nearmiss export "$data/$name" --to gemini --undocumented --out "$out/calls"
  nearmiss doctor "$data/$name" --for trl,trl-legacy --template "$templates/qwen3.jinja" --predict "$data/$name.predicted"
  printf '\n# %s\n' "$name"
  newer check_exports.py "$data/$name" "$out" "$data/$name.predicted"
  newer check_types.py "$data/$name" "$out" "$out/calls" "$root/tool-primitives"
  newer check_evaluations.py "$data/$name" "$out"
  newer check_text.py "$data/$name" "$out" "$templates/qwen3.jinja"
  # LLaMA-Factory trains on whole rows, which takes minutes where they are long.
  if [ "$name" = awkward ]; then older check_older.py "$data/$name" "$out" "$data/$name.predicted" "$templates/qwen3.jinja"; fi
  PYTHONPATH="$here/.venv-older/swift" older check_swift.py "$data/$name" "$out" "$templates/qwen3.jinja"
done
exit "$failed"
