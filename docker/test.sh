#!/usr/bin/env bash
# The containers, for real: brings the stack up, sends a file through it, kills the gateway and the database, sends again,
# looks at what a restart leaves and how the containers are confined, takes everything down; then runs the store's tests
# against PostgreSQL in a container (Testcontainers). Each check becomes a test case in docker/target/surefire-reports.
#
# Images: SPOOR_JAVA_IMAGE and SPOOR_POSTGRES_IMAGE where they are given; else both are made here from Debian's packages, which
# needs root on Debian and no image registry. Docker's engine is started, and stopped again, where none answers.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin

work=$root/docker/target
reports=$work/surefire-reports
cache=${SPOOR_TEST_CACHE:-$work/cache}
project=spoor-test-$$
started=$SECONDS
engine=
mkdir -p "$reports" "$cache"
: >"$work/cases"

say() { printf '%s\n' "containers: $*" >&2; }

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s\n' "$port"; return; }
    done
}

# --- Checks --------------------------------------------------------------------------------------

check() { # NAME EXPECTED ACTUAL
    local result=passed
    [[ $2 == "$3" ]] || result=failed
    say "$result: $1: $3$([[ $result == passed ]] || printf ' (expected: %s)' "$2")"
    printf '%s\t%s\t%s\n' "$result" "$1" "expected $2 but was $3" >>"$work/cases"
}

escape() { sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/"/\&quot;/g' <<<"$1"; }

report() {
    local tests bad result name detail
    tests=$(wc -l <"$work/cases")
    bad=$(grep -c '^failed' "$work/cases" || true)
    {
        printf '<?xml version="1.0" encoding="UTF-8"?>\n'
        printf '<testsuite name="containers" time="%d" tests="%d" errors="0" skipped="0" failures="%d">\n' \
            $((SECONDS - started)) "$tests" "$bad"
        while IFS=$'\t' read -r result name detail; do
            printf '  <testcase classname="containers" name="%s">' "$(escape "$name")"
            [[ $result == passed ]] || printf '<failure>%s</failure>' "$(escape "$detail")"
            printf '</testcase>\n'
        done <"$work/cases"
        printf '</testsuite>\n'
    } >"$reports/TEST-containers.xml"
    say "$((tests - bad)) passed, $bad failed, in $((SECONDS - started)) s"
    [[ $bad == 0 ]]
}

# --- Engine and images ---------------------------------------------------------------------------

take_down() {
    local status=$?
    trap - EXIT
    set +e
    if [[ $status != 0 ]]; then
        compose logs --tail=30 >&2 2>/dev/null
        printf 'failed\tthe run\tit ended with status %d before its end\n' "$status" >>"$work/cases"
    fi
    compose down --volumes --remove-orphans >/dev/null 2>&1
    if [[ -n $engine ]]; then
        kill "$engine" && wait "$engine" 2>/dev/null
        remove_chains
    fi
    report || status=1
    exit "$status"
}

# What the engine leaves in the packet filter when it stops.
remove_chains() {
    local table chain
    for table in nat filter; do
        iptables -t "$table" -S 2>/dev/null | sed -n 's/^-A \(.*\(DOCKER\|docker0\|br-\).*\)$/-D \1/p' |
            while IFS= read -r rule; do
                # shellcheck disable=SC2086 # The rule is words.
                iptables -t "$table" $rule 2>/dev/null
            done
        for chain in $(iptables -t "$table" -S 2>/dev/null | sed -n 's/^-N \(DOCKER.*\)$/\1/p'); do
            iptables -t "$table" -F "$chain" 2>/dev/null
            iptables -t "$table" -X "$chain" 2>/dev/null
        done
    done
    ip link delete docker0 2>/dev/null
    return 0
}

compose() { docker-compose --project-name "$project" --file "$root/docker-compose.yml" "$@"; }

install_missing() {
    local missing=()
    command -v dockerd >/dev/null || missing+=(docker.io)
    command -v docker-compose >/dev/null || missing+=(docker-compose)
    command -v debootstrap >/dev/null || missing+=(debootstrap)
    command -v iptables >/dev/null || missing+=(iptables)
    command -v ip >/dev/null || missing+=(iproute2)
    [[ ${#missing[@]} == 0 ]] && return
    [[ $(id -u) == 0 && -e /etc/debian_version ]] ||
        { say "${missing[*]} are needed. Debian: sudo apt-get install --no-install-recommends ${missing[*]}"; exit 1; }
    say "installing ${missing[*]}"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 </dev/null
}

start_engine() {
    docker info >/dev/null 2>&1 && return
    [[ $(id -u) == 0 ]] || { say "Docker's engine does not answer, and only root can start it"; exit 1; }
    say "starting Docker's engine"
    dockerd >"$work/dockerd.log" 2>&1 &
    engine=$!
    for _ in $(seq 300); do
        docker info >/dev/null 2>&1 && return
        kill -0 "$engine" 2>/dev/null || break
        read -rt 0.1 <> <(:) || true
    done
    tail -n 20 "$work/dockerd.log" >&2
    say "Docker's engine does not start"
    exit 1
}

make_images() {
    [[ -z ${SPOOR_JAVA_IMAGE:-} || -z ${SPOOR_POSTGRES_IMAGE:-} ]] || return 0
    if [[ ! -s $cache/debian.tar ]]; then
        say "making a Debian with PostgreSQL 15 from its packages"
        rm -rf "$cache/debian"
        debootstrap --variant=minbase --include=postgresql-15 bookworm "$cache/debian" >"$work/debootstrap.log" 2>&1
        tar -C "$cache/debian" -cf "$cache/debian.tar.part" .
        mv "$cache/debian.tar.part" "$cache/debian.tar"
        rm -rf "$cache/debian"
    fi
    docker image inspect spoor-test/debian >/dev/null 2>&1 || docker import "$cache/debian.tar" spoor-test/debian >/dev/null
    if [[ ! -x $cache/runtime/bin/java ]]; then
        say "making a Java runtime"
        rm -rf "$cache/java" "$cache/runtime"
        # With every module but jlink itself, as the official images have them: a service may use any.
        "$JAVA_HOME/bin/jlink" --add-modules \
            "$("$JAVA_HOME/bin/java" --list-modules | cut -d@ -f1 | grep -vx -e jdk.jlink -e jdk.jpackage -e "jdk.incubator.*" | paste -sd,)" \
            --strip-debug --no-man-pages --no-header-files --output "$cache/runtime"
    fi
    export SPOOR_JAVA_IMAGE=spoor-test/java SPOOR_POSTGRES_IMAGE=spoor-test/postgres
    docker build --quiet --tag "$SPOOR_JAVA_IMAGE" --file docker/test/java.Dockerfile "$cache" >/dev/null
    docker build --quiet --tag "$SPOOR_POSTGRES_IMAGE" --file docker/test/postgres.Dockerfile docker/test >/dev/null
}

# --- Talking to the stack ------------------------------------------------------------------------

token() { cat docker/secrets/access-token; }

api() { # PATH [BODY]
    local arguments=()
    [[ $# == 1 ]] || arguments=(--header 'Content-Type: application/json' --data "$2")
    curl --silent --show-error --max-time 30 --header "Authorization: Bearer $(token)" "${arguments[@]}" \
        "http://127.0.0.1:$SPOOR_HTTP_PORT/api/v1$1"
}

# The events of the dataset, by PostgreSQL and by the mirror.
stored() { api /datasets | sed -n 's/.*"name":"containers","events":\([0-9]*\).*/\1/p'; }
mirrored() {
    api /table '{"dataset":"containers","steps":[{"group":{"by":[],"agg":{"n":"count()"}}}]}' |
        sed -n 's/.*"rows":\[\[\([0-9]*\)\]\].*/\1/p'
}

await() { # SECONDS EXPECTED COMMAND… → what it printed last
    local until=$((SECONDS + $1)) expected=$2 actual
    shift 2
    while :; do
        actual=$("$@" 2>/dev/null || true)
        [[ $actual == "$expected" || $SECONDS -ge $until ]] && break
        read -rt 0.5 <> <(:) || true
    done
    printf '%s\n' "$actual"
}

send() {
    ./spoor send "$file" --to "127.0.0.1:$SPOOR_INGEST_PORT" --dataset containers --collector lab \
        --token-file docker/secrets/access-token "$@" 2>>"$work/send.log" || true
}

health() { docker inspect --format '{{.State.Health.Status}}' "$(compose ps -q "$1")"; }

stack_is_healthy() {
    local service
    for service in postgres storage-service collector-gateway analysis-service; do
        [[ $(health "$service") == healthy ]] || { printf '%s is not\n' "$service"; return; }
    done
    printf 'healthy\n'
}

# Waits until all are healthy; where that does not come about, says what the one said that is not, and ends: nothing after it could pass.
require_healthy() { # NAME
    local state
    state=$(await 300 healthy stack_is_healthy)
    check "$1" healthy "$state"
    [[ $state == healthy ]] && return
    compose logs --tail=40 "${state%% *}" >&2
    exit 1
}

# --- The run -------------------------------------------------------------------------------------

if [[ -z ${JAVA_HOME:-} ]]; then
    say "run this by ./spoor test --full, which finds the JDK"
    exit 2
fi
command -v curl >/dev/null || { say "curl is needed. Debian: apt-get install curl"; exit 1; }
install_missing
trap take_down EXIT
start_engine
make_images
docker/prepare.sh 2>"$work/prepare.log" || { cat "$work/prepare.log" >&2; exit 1; }

SPOOR_HTTP_PORT=$(free_port)
SPOOR_INGEST_PORT=$(free_port)
export SPOOR_HTTP_PORT SPOOR_INGEST_PORT

file=${SPOOR_TEST_DATA:-/nonexistent}/empire_dcom_shellwindows_stager.zip
events=32706
if [[ ! -e $file ]]; then
    file=$work/events.ndjson
    events=20000
    seq "$events" | sed 's/.*/{"@timestamp":"2026-01-01T00:00:00Z","event.action":"test","n":&}/' >"$file"
fi

say "building and starting the stack"
compose up --build --detach >"$work/up.log" 2>&1 || { tail -n 40 "$work/up.log" >&2; exit 1; }
require_healthy 'the stack is healthy'
check 'without a token nothing is served' 401 \
    "$(curl --silent --output /dev/null --write-out '%{http_code}' "http://127.0.0.1:$SPOOR_HTTP_PORT/api/v1/datasets")"
check 'a file is acknowledged' "sent $events acknowledged $events duplicate 0 rejected 0 malformed 0" "$(send)"
check 'PostgreSQL holds it' "$events" "$(stored)"
check 'the mirror holds it' "$events" "$(await 30 "$events" mirrored)"

say "killing the gateway while it is sent again as another stream"
send --stream again --rate 8000 >"$work/again.out" &
sender=$!
await 30 yes bash -c "[[ \$(curl -s -H 'Authorization: Bearer $(token)' http://127.0.0.1:$SPOOR_HTTP_PORT/api/v1/datasets |
    sed -n 's/.*\"name\":\"containers\",\"events\":\([0-9]*\).*/\1/p') -gt $((events + 2000)) ]] && echo yes" >/dev/null
docker kill --signal KILL "$(compose ps -q collector-gateway)" >/dev/null
docker start "$(compose ps -q collector-gateway)" >/dev/null
wait "$sender"
check 'a killed gateway loses and doubles nothing' "$((2 * events))" "$(stored)"
check 'the sender says so' "sent $events acknowledged $events" "$(cut -d' ' -f1-4 "$work/again.out")"

say "killing PostgreSQL while it is sent once more"
send --stream third --rate 8000 >"$work/third.out" &
sender=$!
await 30 yes bash -c "[[ \$(curl -s -H 'Authorization: Bearer $(token)' http://127.0.0.1:$SPOOR_HTTP_PORT/api/v1/datasets |
    sed -n 's/.*\"name\":\"containers\",\"events\":\([0-9]*\).*/\1/p') -gt $((2 * events + 2000)) ]] && echo yes" >/dev/null
docker kill --signal KILL "$(compose ps -q postgres)" >/dev/null
docker start "$(compose ps -q postgres)" >/dev/null
wait "$sender"
check 'a killed database loses and doubles nothing' "$((3 * events))" "$(await 60 "$((3 * events))" stored)"

say "taking the stack down and up again"
compose down >/dev/null 2>&1
compose up --detach >"$work/up.log" 2>&1
require_healthy 'it is healthy again'
check 'everything is still there' "$((3 * events))" "$(stored)"
check 'sent again, everything is a duplicate' "sent $events acknowledged $events duplicate $events rejected 0 malformed 0" "$(send)"

for service in storage-service collector-gateway analysis-service; do
    check "$service is confined" '10001:10001 true [ALL] [no-new-privileges:true] 512' "$(docker inspect --format \
        '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.PidsLimit}}' \
        "$(compose ps -q "$service")")"
done
check 'the database is published nowhere' 'map[]' "$(docker inspect --format '{{.HostConfig.PortBindings}}' "$(compose ps -q postgres)")"
check 'the web is published to this machine alone' 127.0.0.1 "$(docker inspect --format \
    '{{range .HostConfig.PortBindings}}{{range .}}{{.HostIp}}{{end}}{{end}}' "$(compose ps -q analysis-service)")"
check 'no secret stands in the environment' 0 "$(compose ps -q | xargs docker inspect --format '{{.Config.Env}}' |
    grep -c -e "$(token)" -e "$(cat docker/secrets/database-password)" || true)"
compose down --volumes >/dev/null 2>&1

say "the store's tests on PostgreSQL in a container"
if SPOOR_TEST_POSTGRES_IMAGE=$SPOOR_POSTGRES_IMAGE TESTCONTAINERS_RYUK_DISABLED=true \
    TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 DOCKER_HOST=unix:///var/run/docker.sock \
    mvn -B -ntp -q -f "$root/pom.xml" test -pl storage-service -am -Dtest='Postgres*IT' -Dspotless.check.skip=true \
    -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.reportNameSuffix=container >"$work/testcontainers.log" 2>&1; then
    check 'the store contract holds in a container (Testcontainers)' yes yes
else
    tail -n 40 "$work/testcontainers.log" >&2
    check 'the store contract holds in a container (Testcontainers)' yes no
fi
check 'and it was a container' yes "$(grep -q 'Creating container for image: spoor-test/postgres\|Container .*postgres.* started' "$work/testcontainers.log" && echo yes || echo no)"
