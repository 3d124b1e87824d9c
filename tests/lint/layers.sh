#!/bin/sh
# The layer rule, the banned calls and the sizes, checked on the text of the tree. usage: layers.sh ROOT
# shellcheck disable=SC2044,SC2013,SC2254 # our file names hold no spaces; patterns are meant as patterns
set -eu
cd "$1"
faults=0
fault() {
    echo "$1"
    faults=$((faults + 1))
}

# layer ALLOWED...: includes of our own headers from files of the layer must begin with one of the allowed prefixes.
layer() {
    folder=$1
    shift
    for file in $(find "$folder" -name '*.[ch]'); do
        for header in $(sed -n 's/^#include "\(.*\)"/\1/p' "$file"); do
            well=no
            for prefix in "$@"; do
                case $header in "$prefix"*) well=yes ;; esac
            done
            [ $well = yes ] || fault "$file: layer '$folder' may not include $header"
        done
    done
}

layer engine/base engine/base/
layer engine/figures engine/base/ engine/figures/
layer engine/stats engine/base/ engine/stats/
layer engine/store engine/base/ engine/figures/ engine/store/
layer engine/published engine/base/ engine/figures/ engine/published/
layer engine/disclosure engine/base/ engine/figures/ engine/published/ engine/disclosure/
layer importers engine/base/ engine/figures/ engine/store/ importers/
layer indicators engine/base/ engine/figures/ engine/store/ engine/stats/ indicators/
# a chart draws its own limits, from printed numbers alone
layer reports engine/base/ engine/figures/ engine/published/ engine/stats/control/ engine/stats/value.h reports/

# Who may know what: pattern, then the only files that may.
only() {
    pattern=$1
    shift
    for file in $(grep -rlE "$pattern" engine importers indicators reports cli --include='*.[ch]' || true); do
        well=no
        for allowed in "$@"; do
            case $file in $allowed) well=yes ;; esac
        done
        [ $well = yes ] || fault "$file: may not hold $pattern"
    done
}
only '#include <sqlite3.h>' 'engine/store/*'
only '#include <gsl/' 'engine/stats/*'
only '#include <csv.h>' 'importers/reading/csv_reader.c'
only '#include <xlsxwriter.h>' 'reports/workbook/*'
only '#include <zip.h>' 'reports/archive.c'
only 'published/constructor.h' 'engine/published/*' 'engine/disclosure/*'
only '(posix_spawn|fork|execv[pe]*)\(' 'reports/charts/drawing/gnuplot.c' 'reports/tool.c'
only '(^|[^a-z_])exit\(' 'cli/main.c'
for file in $(grep -rlE 'figures/(figure|explanation|effect)\.h' reports 2>/dev/null || true); do
    fault "$file: reports may not see an unpublished figure"
done

banned='(^|[^a-zA-Z_])(strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|atof|localtime|system|popen|alloca|setlocale|mktemp|tmpnam)\('
for hit in $(grep -rnE "$banned" engine importers indicators reports cli data-samples --include='*.c' | cut -d: -f1,2 || true); do
    fault "$hit: banned call"
done

# A table of cases may be longer than a thing that thinks.
sizes() {
    most=$1
    shift
    for file in $(find "$@" -name node_modules -prune -o -name '*.[ch]' -print); do
        lines=$(wc -l <"$file")
        [ "$lines" -le "$most" ] || fault "$file: $lines lines; reshape it ($most is the limit)"
    done
}
sizes 500 engine importers indicators reports cli data-samples
sizes 700 tests

# The project stands alone: no machine paths, no registry hosts.
for hit in $(git grep -nIE '"resolved": *"http|/(root|work|home)/[a-z]' -- . ':!tests/lint/layers.sh' ':!COPYING' 2>/dev/null | cut -d: -f1,2 || true); do
    fault "$hit: a machine path or a download address"
done

[ $faults -eq 0 ] || {
    echo "$faults faults"
    exit 1
}
echo "layers, banned calls and sizes are in order"
