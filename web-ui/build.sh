#!/usr/bin/env bash
# Builds the front end into dist/, and does only what is out of date: packages when package-lock.json
# has changed since they were installed, the bundle when any source is newer than it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

installed=node_modules/.package-lock.json
if [[ ! -f $installed || package-lock.json -nt $installed || package.json -nt $installed ]]; then
    npm ci --no-audit --no-fund --loglevel=error
    touch "$installed"
fi

bundle=dist/index.html
changed=$(find . -path ./node_modules -prune -o -path ./dist -prune -o -path ./target -prune \
    -o -type f -newer "$bundle" -print -quit 2>/dev/null || echo all)
if [[ ! -f $bundle || -n $changed ]]; then
    rm -rf target/classes/META-INF/resources # names of built files carry a hash, old ones would stay
    npm run --silent build
    touch "$bundle"
fi
