#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# At home in a shell: help, man page and completion agree; slips are understood; failures are machine-readable.
. "$(dirname "$0")/lib.sh"

check "--help lists the commands" exits 0 "$KANSMETER" --help
for command in init import status compute report chart dataset explain contract indicator calc log doctor help; do
    check "$command has help" exits 0 "$KANSMETER" "$command" --help
    check "$command is in the man page" sh -c "'$KANSMETER' help --man | grep -q '^.SS \"$command '"
    check "$command is completed" sh -c "'$KANSMETER' help --completion bash | grep -q ' $command) '"
done
agree() {
    "$KANSMETER" help --man | tr -d '\\' >"$here/man"
    "$KANSMETER" help --completion bash >"$here/completion"
    for command in init import status compute report chart dataset explain indicator calc; do
        for option in $("$KANSMETER" "$command" --help | grep -oE '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
            grep -q -- "$option" "$here/man" && grep -q -- "$option" "$here/completion" || { echo "$command $option"; return 1; }
        done
    done
}
check "every option of every help is in man page and completion" agree
check "--version" exits 0 "$KANSMETER" --version
check "a slip in a command" exits 2 "$KANSMETER" improt x
check "finds the command" says "did you mean: kansmeter import"
check "a slip in an option" exits 2 "$KANSMETER" report --perod 2026K3
check "finds the option" says "did you mean --period?"
check "no workspace" exits 2 "$KANSMETER" -C "$here/nergens" status
check "says how to make one" says "kansmeter init"
check "outside a workspace the program says how to begin" sh -c "cd '$here' && '$KANSMETER' | grep -q 'kansmeter init DIR'"
check "a failure is JSON when asked" sh -c "'$KANSMETER' --json improt x | grep -q '\"kind\": \"usage\"'"
check "init" exits 0 "$KANSMETER" init "$here/w" --key "$here/w.key"
check "ends with the next steps" says "Next:"
check "init twice is refused" exits 2 "$KANSMETER" init "$here/w" --key "$here/x.key"
check "a key named from here" exits 0 sh -c "mkdir '$here/elders' && cd '$here' && '$KANSMETER' -q init r --key r.key"
check "is found from everywhere" exits 0 sh -c "cd '$here/elders' && '$KANSMETER' -C ../r doctor"
check "a key beside the store is refused, named from here" exits 2 sh -c "cd '$here' && '$KANSMETER' init s --key '$here/s/sleutel.key'"
check "also the other way about" exits 2 sh -c "cd '$here' && '$KANSMETER' init '$here/s' --key ./s/sleutel.key"
check "a key beside the store is refused" exits 2 "$KANSMETER" init "$here/v" --key "$here/v/sleutel.key"
check "an empty workspace names the next command" sh -c "'$KANSMETER' -C '$here/w' | grep -q 'next: kansmeter -C .* import'"
check "from inside, the workspace is found" sh -c "cd '$here/w/postvak' && '$KANSMETER' | grep -q 'next:'"
check "the store is for its owner alone" [ "$(stat -c %a "$here/w/store.db")" = 600 ]
check "the key is for its owner alone" [ "$(stat -c %a "$here/w.key")" = 400 ]
check "report without deliveries says what to do" exits 2 "$KANSMETER" -C "$here/w" report
check "a full disk is said" exits 4 sh -c "'$KANSMETER' --help >/dev/full"
check "contracts are listed" exits 0 "$KANSMETER" contract list
for file in "$ROOT"/importers/contracts/*.json; do
    contract=$(basename "$file" .json)
    check "a template of $contract" exits 0 "$KANSMETER" contract template "$contract"
    check "a schema of $contract" exits 0 "$KANSMETER" contract schema "$contract"
    check "a page of $contract" exits 0 "$KANSMETER" contract page "$contract"
    check "without signs that mean something to a browser or to us alone" sh -c '! grep -nE "<[0-9 ]|####|\`" "$1"' sh "$here/out"
done
check "the worked examples of all indicators hold" exits 0 "$KANSMETER" indicator test
check "an indicator is shown" exits 0 "$KANSMETER" indicator show vve-bereik
check "an unknown indicator finds the nearest" exits 2 "$KANSMETER" indicator show vve-berijk
check "namely" says "did you mean vve-bereik?"
done_testing
