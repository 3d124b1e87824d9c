# shellcheck shell=sh disable=SC2034,SC2016
# Shared by the command-line tests. Needs KANSMETER, MAAK_STAD and ROOT in the environment.
set -eu
export LC_ALL=C.UTF-8 NO_COLOR=1 KANSMETER_TODAY=2026-11-23
export KANSMETER_DATADIR="${KANSMETER_DATADIR:-$ROOT}"
here=$(mktemp -d /tmp/kansmeter-test-XXXXXX)
trap 'rm -rf "$here"' EXIT
failures=0

# check NAME COMMAND...: a promise that holds when the command succeeds.
check() {
    name=$1
    shift
    if "$@" >"$here/check.out" 2>&1; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        sed 's/^/    /' "$here/check.out" | tail -n 30
        failures=$((failures + 1))
    fi
}

# exits CODE COMMAND...: succeeds when the command exits with CODE; its output is kept in $here/out and $here/err.
exits() {
    wanted=$1
    shift
    code=0
    "$@" >"$here/out" 2>"$here/err" || code=$?
    [ "$code" -eq "$wanted" ] || {
        echo "exit $code, expected $wanted: $*"
        cat "$here/out" "$here/err" | tail -n 20
        return 1
    }
}

says() { grep -qF -- "$1" "$here/out" "$here/err" || {
    echo "nowhere: $1"
    cat "$here/out" "$here/err" | tail -n 20
    return 1
}; }

done_testing() {
    [ "$failures" -eq 0 ] || exit 1
}

# received QUARTER: the 14th of the month after it.
received() {
    year=${1%K*}
    case ${1#*K} in
    1) echo "$year-04-14" ;;
    2) echo "$year-07-14" ;;
    3) echo "$year-10-14" ;;
    *) echo "$((year + 1))-01-14" ;;
    esac
}

# make_workspace DIR
make_workspace() {
    "$KANSMETER" -q init "$1" --key "$1.key" >/dev/null
}

# import_city WORKSPACE CITY QUARTER...
import_city() {
    workspace=$1
    city=$2
    shift 2
    for quarter in "$@"; do
        code=0
        "$KANSMETER" -q -C "$workspace" import "$city/$quarter" --received "$(received "$quarter")" >"$here/import.out" 2>&1 || code=$?
        [ $code -le 1 ] || {
            cat "$here/import.out"
            return 1
        }
    done
}

# on_disk OPTIONS COMMAND...: with a file system of its own in memory at $here/disk, mounted with these options
# ("size=8m", "ro"); what the command leaves in it is listed in $here/disk.left. Needs mount namespaces.
on_disk() {
    options=$1
    shift
    mkdir -p "$here/disk"
    OPTIONS=$options unshare -m sh -c '
        d=$1; shift
        mount -t tmpfs -o "$OPTIONS,mode=700" tmpfs "$d" || exit 99
        code=0; "$@" || code=$?
        find "$d" -mindepth 1 >"$d.left"; exit $code' sh "$here/disk" "$@"
}

# spoil_pages STORE: overwrites the head of every seventh page.
spoil_pages() {
    python3 - "$1" <<'PY'
import sys
with open(sys.argv[1], "r+b") as store:
    store.seek(0, 2)
    size = store.tell()
    for page in range(20, size // 4096, 7):
        store.seek(page * 4096)
        store.write(b"\xff" * 64)
PY
}

quarters="2023K4 2024K1 2024K2 2024K3 2024K4 2025K1 2025K2 2025K3 2025K4 2026K1 2026K2 2026K3"
