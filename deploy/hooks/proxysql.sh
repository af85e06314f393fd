#!/bin/bash
# A hook of a cutover for ProxySQL in front of MariaDB: MariaDB leaves its hostgroups, first for those who write. Can be run again at
# any time.
#
#   pre-fence    looks whether ProxySQL knows MariaDB, online in every hostgroup
#   fenced       OFFLINE_SOFT in the writers' hostgroup: no new transactions; readers go on
#   handed-over  OFFLINE_SOFT in every hostgroup: nobody reads yesterday's data
#   aborted      ONLINE in every hostgroup
#   others       only looks
#
#   PROXYSQL_HOST, PROXYSQL_PORT  of the admin interface (default: 127.0.0.1, 6032)
#   PROXYSQL_USER                 (default: admin); its password comes from MYSQL_PWD, or with its user from PROXYSQL_DEFAULTS_FILE
#   PROXYSQL_WRITERS              the writers' hostgroup (default: 0)
#   PROXYSQL_SERVER               HOST:PORT of MariaDB as ProxySQL has it (default: as the migration has it)
#
# Needs the client program mariadb (or mysql). Applications that are to go on behind the hand-over need another way to PostgreSQL.
set -euo pipefail

say() { echo "proxysql: $LANDFALL_HOOK: $*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}

: "${LANDFALL_HOOK:?is not set: this is a hook of migrate cutover}"
server=${PROXYSQL_SERVER:-${LANDFALL_SOURCE_HOST:?is not set}:${LANDFALL_SOURCE_PORT:?is not set}}
writers=${PROXYSQL_WRITERS:-0}
[[ $writers =~ ^[0-9]+$ ]] || fail "PROXYSQL_WRITERS is $writers; expected the number of a hostgroup"
[[ $server =~ ^[A-Za-z0-9._-]+:[0-9]+$ ]] || fail "PROXYSQL_SERVER is $server; expected HOST:PORT"
here="hostname = '${server%:*}' AND port = ${server##*:}"

client=$(command -v mariadb || command -v mysql) || fail 'there is no client program mariadb or mysql'
options=(--no-defaults)
[[ -z ${PROXYSQL_DEFAULTS_FILE:-} ]] || options=("--defaults-file=$PROXYSQL_DEFAULTS_FILE")
[[ -n ${PROXYSQL_DEFAULTS_FILE:-} ]] || options+=("--user=${PROXYSQL_USER:-admin}")
options+=(--protocol=tcp "--host=${PROXYSQL_HOST:-127.0.0.1}" "--port=${PROXYSQL_PORT:-6032}" --batch --skip-column-names)

ask() {
    local answer
    answer=$("$client" "${options[@]}" -e "$1" 2>&1) || fail "$1: $answer"
    echo "$answer"
}

# In the running configuration: HOSTGROUP=STATUS, one after another.
states() { ask "SELECT hostgroup_id, status FROM runtime_mysql_servers WHERE $here ORDER BY hostgroup_id" | awk '{ printf "%s%s=%s", sep, $1, $2; sep = " " }'; }

known() {
    local states
    states=$(states)
    [[ " $states" == *" $writers="* ]] || fail "$server is not in hostgroup $writers (it has: ${states:-none})"
    echo "$states"
}

# set STATUS CONDITION: kept in all three of ProxySQL's layers, and looked for in the one that counts. What it shuns by itself is no
# longer used, and counts as offline.
put() {
    local left
    known >/dev/null
    ask "UPDATE mysql_servers SET status = '$1' WHERE $here AND $2" >/dev/null
    ask 'LOAD MYSQL SERVERS TO RUNTIME' >/dev/null
    ask 'SAVE MYSQL SERVERS TO DISK' >/dev/null
    left=$(ask "SELECT COUNT(*) FROM mysql_servers WHERE $here AND $2 AND status <> '$1'")
    [[ $left == 0 ]] || fail "$server could not be set to $1"
    left=$(ask "SELECT COUNT(*) FROM runtime_mysql_servers WHERE $here AND $2 AND status NOT IN ('$1', 'SHUNNED')")
    [[ $left == 0 ]] || fail "$server is not $1 everywhere: $(states)"
    say "$server is $(states)"
}

case $LANDFALL_HOOK in
    pre-fence)
        found=$(known)
        [[ $found != *=OFFLINE* ]] || fail "$server is not online everywhere ($found), and the hook aborted would put it there"
        say "$server is $found"
        ;;
    fenced) put OFFLINE_SOFT "hostgroup_id = $writers" ;;
    handed-over) put OFFLINE_SOFT '1 = 1' ;;
    aborted) put ONLINE '1 = 1' ;;
    *) say "$server is $(known)" ;;
esac
