#!/bin/sh
# Exports the month that ended, into a folder named after it. Run twice it changes
# nothing: a folder that is there is left alone.
# Needs FUHUA_DB (the database) and OUT (where the folders go).
set -eu
: "${FUHUA:=fuhua}" "${FUHUA_DB:?the database}" "${OUT:?where the folders go}"
export FUHUA_DB
month=$(date -d "$(date +%Y-%m-01) -1 day" +%Y-%m)
[ -e "$OUT/$month" ] && exit 0
mkdir -p "$OUT"
"$FUHUA" export "$month" -o "$OUT/$month" --no-input -q
