#!/usr/bin/env bash
# Before the first `docker compose up`, and before an upgrade: builds the services and makes the secrets that are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./spoor build
# Only this user can enter the folder; the containers' users read the files, which are mounted one by one.
mkdir -p docker/secrets
chmod 700 docker/secrets
for name in access-token database-password; do
    if [[ ! -s docker/secrets/$name ]]; then
        head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"docker/secrets/$name"
        chmod 444 "docker/secrets/$name"
    fi
done
printf '%s\n' "Ready: docker compose up --build --detach, then open http://127.0.0.1:${SPOOR_HTTP_PORT:-8080}/?token=\$(cat docker/secrets/access-token)" >&2
