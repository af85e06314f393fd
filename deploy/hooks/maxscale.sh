#!/bin/bash
# A hook of a cutover for MaxScale in front of MariaDB: the server goes into maintenance behind the fence. Can be run again at any time.
#
#   fenced       maintenance: no new connections, and those that there are end
#   aborted      out of maintenance
#   others       only looks; after the hand-over it stays in maintenance
#
#   MAXSCALE_URL     of the REST API (default: http://127.0.0.1:8989)
#   MAXSCALE_CURL    a file with options for curl, such as user = "admin:password" or cacert = "..." (default: none)
#   MAXSCALE_SERVER  MariaDB's name in MaxScale
#
# Needs curl. The same by hand: maxctrl set server NAME maintenance --force, maxctrl clear server NAME maintenance.
set -euo pipefail

say() { echo "maxscale: $LANDFALL_HOOK: $*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}

: "${LANDFALL_HOOK:?is not set: this is a hook of migrate cutover}"
server=${MAXSCALE_SERVER:?is not set: the name of MariaDB in MaxScale}
[[ $server =~ ^[A-Za-z0-9._-]+$ ]] || fail "MAXSCALE_SERVER is $server; expected a name without spaces"
url=${MAXSCALE_URL:-http://127.0.0.1:8989}/v1/servers/$server

ask() {
    local method=$1 path=$2 options=() answer
    [[ -z ${MAXSCALE_CURL:-} ]] || options=(-K "$MAXSCALE_CURL")
    answer=$(curl -q -sS --fail-with-body --max-time 10 "${options[@]}" -X "$method" "$url$path" 2>&1) ||
        fail "$method $url$path: $answer"
    echo "$answer"
}

# "Master, Running", "Maintenance, Running", ...
state() {
    local state
    state=$(ask GET '' | tr -d '\n' | sed -n 's/.*"state"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')
    [[ -n $state ]] || fail "$url does not say in which state $server is"
    echo "$state"
}

case $LANDFALL_HOOK in
    fenced)
        ask PUT '/set?state=maintenance&force=yes' >/dev/null
        state=$(state)
        [[ $state == *Maintenance* ]] || fail "$server is not in maintenance, but: $state"
        say "$server is in maintenance ($state)"
        ;;
    aborted)
        ask PUT '/clear?state=maintenance' >/dev/null
        state=$(state)
        [[ $state != *Maintenance* ]] || fail "$server is still in maintenance: $state"
        say "$server is out of maintenance ($state)"
        ;;
    *)
        state=$(state)
        say "$server is: $state"
        ;;
esac
