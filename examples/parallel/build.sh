#!/bin/sh
# Shards by GNU parallel, and their merge, in this folder: PAIRS=1000000 SHARDS=8 ./build.sh
# What is said behind goes to parallel: ./build.sh --jobs 4, or ./build.sh --sshloginfile hosts --workdir . where the hosts share this folder.
# Run again after a failure, it makes only what is not there.
set -eu
: "${PAIRS:=1000000}" "${SHARDS:=8}" "${SEED:=run-4}"

seq "$SHARDS" | parallel --halt soon,fail=1 "$@" \
  npx --yes nearmiss build --pairs "$PAIRS" --seed "$SEED" --plan "plan-$SEED-$PAIRS.json" --workers 1 --shard "{}/$SHARDS" --out "parts/{}"
exec npx --yes nearmiss merge parts/* --out dataset
