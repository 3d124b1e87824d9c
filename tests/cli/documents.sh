#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# README and HANDLEIDING are true: every command in their `sh` blocks runs, in order, as a reader would.
. "$(dirname "$0")/lib.sh"

mkdir -p "$here/bin" "$here/home"
ln -s "$KANSMETER" "$here/bin/kansmeter"
export PATH="$here/bin:$PATH" HOME="$here/home"
unset XDG_CONFIG_HOME

# follow FILE: runs the commands of its sh blocks in the current directory; 0 and 1 (findings to look at) are well.
follow() {
    awk '/^```sh/ {on = 1; next} /^```/ {on = 0} on' "$1" | while IFS= read -r line; do
        code=0
        sh -c "$line" >"$here/step" 2>&1 </dev/null || code=$?
        [ $code -le 1 ] || {
            echo "exit $code: $line"
            cat "$here/step"
            exit 1
        }
    done
}
mkdir "$here/readme" "$here/handleiding"
ln -s "$ROOT/data-samples" "$here/readme/data-samples"
"$MAAK_STAD" "$here/handleiding/stad" --kinderen 6000
cd "$here/readme" || exit 1
check "the README's commands run" follow "$ROOT/README.md"
check "its figure is the one it tells" sh -c "kansmeter -C leiden explain vve-bereik:2026K2 | grep -q '31 van'"
check "its picture exists" [ -s "$ROOT/data-samples/klein/evaluatie/grafieken/ambitie-1-vve-bereik-verloop.svg" ]
cd "$here/handleiding" || exit 1
check "the HANDLEIDING's commands run" follow "$ROOT/HANDLEIDING.md"
check "and its evaluation is there" [ -s leiden/evaluatie/2026K3-stuurgroep/ambitie-1.html ]
# Every message it explains is one the program says: each part between its dots stands in the sources.
known_messages() {
    sed -n 's/^| `\([^`]*\)` |.*/\1/p' "$ROOT/HANDLEIDING.md" | sed 's/ *… */\n/g' | grep . >"$here/messages"
    [ "$(wc -l <"$here/messages")" -ge 9 ] || return 1
    find "$ROOT/importers" -name "*.c" -exec cat {} + | tr -d '\n' | sed 's/" *"//g' >"$here/sources"
    while IFS= read -r part; do
        grep -qF -- "$part" "$here/sources" || { echo "nowhere: $part"; return 1; }
    done <"$here/messages"
}
check "every message the HANDLEIDING explains is said by the program" known_messages
done_testing
