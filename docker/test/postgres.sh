#!/usr/bin/env bash
# Makes the cluster, its user and its database at the first start, as the official image does, then becomes the server.
set -euo pipefail
if [[ $(id -u) == 0 ]]; then
    mkdir -p "$PGDATA" /run/postgresql
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [[ ! -s $PGDATA/PG_VERSION ]]; then
    secret=$(if [[ -n ${POSTGRES_PASSWORD_FILE:-} ]]; then cat "$POSTGRES_PASSWORD_FILE"; else printf '%s' "$POSTGRES_PASSWORD"; fi)
    user=${POSTGRES_USER:-postgres}
    # shellcheck disable=SC2086 # The arguments are words.
    initdb --username="$user" --pwfile=<(printf '%s' "$secret") --auth-local=trust --auth-host=scram-sha-256 \
        ${POSTGRES_INITDB_ARGS:-} >/dev/null
    printf '%s\n' 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl --wait --options='-c listen_addresses=' start
    [[ ${POSTGRES_DB:-$user} == postgres ]] || createdb --username="$user" "${POSTGRES_DB:-$user}"
    pg_ctl --wait --mode=fast stop
fi
exec "$@" -c "listen_addresses=*"
