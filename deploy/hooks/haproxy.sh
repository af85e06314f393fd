#!/bin/bash
# A hook of a cutover for HAProxy: MariaDB's server leaves its backend, PostgreSQL's enters its own. Can be run again at any time.
#
#   fenced       MariaDB's server goes into maintenance, and sessions through it are ended
#   handed-over  PostgreSQL's server becomes ready
#   aborted      PostgreSQL's server goes into maintenance, MariaDB's becomes ready
#   others       only looks whether HAProxy knows both
#
#   HAPROXY_SOCKET  the runtime socket, which needs "level admin": a path (default: /run/haproxy/admin.sock), or what socat takes
#   HAPROXY_SOURCE  BACKEND/SERVER of MariaDB
#   HAPROXY_TARGET  BACKEND/SERVER of PostgreSQL; "disabled" in the configuration file, so that it is closed until the hand-over
#
# Needs socat. Runtime states are forgotten by a restart of HAProxy: change its configuration file after the hand-over as well.
set -euo pipefail

say() { echo "haproxy: $LANDFALL_HOOK: $*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}

: "${LANDFALL_HOOK:?is not set: this is a hook of migrate cutover}"
: "${HAPROXY_SOURCE:?is not set: BACKEND/SERVER of MariaDB}"
: "${HAPROXY_TARGET:?is not set: BACKEND/SERVER of PostgreSQL}"
socket=${HAPROXY_SOCKET:-/run/haproxy/admin.sock}
[[ $socket == *:* ]] || socket=unix-connect:$socket

ask() {
    local answer
    answer=$(socat -t 5 -T 5 - "$socket" <<<"$1") || fail "no answer from $socket to: $1"
    echo "$answer"
}

# HAProxy says nothing when a command of these has worked.
order() {
    local answer
    answer=$(ask "$1")
    [[ -z ${answer//[[:space:]]/} ]] || fail "$1: $answer"
}

# maintenance BACKEND/SERVER: whether somebody has put it there. The first bit of srv_admin_state says so.
maintenance() {
    local state
    state=$(ask "show servers state ${1%%/*}" | awk -v server="${1#*/}" '$4 == server { print $7 }')
    [[ $state =~ ^[0-9]+$ ]] || fail "there is no server $1"
    ((state & 1))
}

leave() {
    order "set server $1 state maint"
    order "shutdown sessions server $1"
    maintenance "$1" || fail "$1 is not in maintenance"
    say "$1 is in maintenance, its sessions are ended"
}

enter() {
    order "set server $1 state ready"
    ! maintenance "$1" || fail "$1 is still in maintenance"
    say "$1 is ready"
}

look() {
    if maintenance "$1"; then say "$1 is in maintenance"; else say "$1 is ready"; fi
}

case $LANDFALL_HOOK in
    fenced) leave "$HAPROXY_SOURCE" ;;
    handed-over) enter "$HAPROXY_TARGET" ;;
    aborted)
        leave "$HAPROXY_TARGET"
        enter "$HAPROXY_SOURCE"
        ;;
    *)
        look "$HAPROXY_SOURCE"
        look "$HAPROXY_TARGET"
        ;;
esac
