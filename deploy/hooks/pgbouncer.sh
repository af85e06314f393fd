#!/bin/bash
# A hook of a cutover for PgBouncer in front of PostgreSQL: clients that come early wait, and go on with the hand-over. Can be run again
# at any time.
#
#   pre-fence    pauses the database: statements wait, nothing is refused
#   handed-over  new server connections, and the database goes on
#   aborted      pauses it: nobody may write to PostgreSQL while MariaDB owns the data
#   others       only looks
#
#   PGBOUNCER_HOST, PGBOUNCER_PORT  of the admin console (default: 127.0.0.1, 6432)
#   PGBOUNCER_USER                  one of admin_users (default: pgbouncer); its password comes from PGPASSWORD or PGPASSFILE
#   PGBOUNCER_DATABASE              as in [databases] (default: the target database of the migration)
#
# Needs psql. PAUSE waits for transactions to end; with pool_mode = session, for clients to leave.
set -euo pipefail

say() { echo "pgbouncer: $LANDFALL_HOOK: $*"; }
fail() {
    say "FAILED: $*" >&2
    exit 1
}

: "${LANDFALL_HOOK:?is not set: this is a hook of migrate cutover}"
database=${PGBOUNCER_DATABASE:-${LANDFALL_TARGET_DATABASE:?is not set: this is a hook of migrate cutover}}

ask() {
    psql -X -q -A -F '|' -v ON_ERROR_STOP=1 -h "${PGBOUNCER_HOST:-127.0.0.1}" -p "${PGBOUNCER_PORT:-6432}" \
        -U "${PGBOUNCER_USER:-pgbouncer}" -d pgbouncer -c "$1" 2>&1 || return 1
}
order() {
    local answer
    answer=$(ask "$1") || fail "$1: $answer"
}

# Columns come and go with PgBouncer's versions: they are found by their names.
paused() {
    local databases state
    databases=$(ask 'SHOW DATABASES') || fail "no answer from PgBouncer: $databases"
    state=$(awk -F '|' -v name="$database" '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
        $column["name"] == name { print $column["paused"] }' <<<"$databases")
    [[ $state == 0 || $state == 1 ]] || fail "PgBouncer has no database $database"
    ((state))
}

# The same name in the language of the console, which is not quite SQL.
quoted=\"${database//\"/\"\"}\"

pause() {
    paused || order "PAUSE $quoted"
    paused || fail "$database is not paused"
    say "$database is paused"
}

go_on() {
    order "RECONNECT $quoted"
    if paused; then order "RESUME $quoted"; fi
    ! paused || fail "$database is still paused"
    say "$database goes on, over new connections"
}

case $LANDFALL_HOOK in
    pre-fence | aborted) pause ;;
    handed-over) go_on ;;
    *) if paused; then say "$database is paused"; else say "$database is not paused"; fi ;;
esac
