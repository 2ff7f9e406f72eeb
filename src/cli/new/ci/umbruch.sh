#!/bin/sh
# What is done with every change and with every release, in a shell, wherever it runs:
#
#   ./umbruch.sh check           what is wrong, with places; FORMAT=github or sarif for programs
#   ./umbruch.sh books           the books as they are now, in books/
#   ./umbruch.sh release DIR     the release of an edition, in dist/: refused if anything is wrong
#
# UMBRUCH names the program, if it is not found by its name.
set -eu
cd "$(dirname "$0")"
umbruch=${UMBRUCH:-umbruch}

command -v "$umbruch" >/dev/null || {
    echo "\`$umbruch\` cannot be called; install it: pip install umbruch=={version}" >&2
    exit 2
}

case ${1:-} in
    check) "$umbruch" check{editions} --format "${FORMAT:-text}" ;;
    books) "$umbruch" build{editions} --out books ;;
    release)
        [ $# -eq 2 ] || { echo "usage: ./umbruch.sh release DIR" >&2; exit 2; }
        "$umbruch" release "$2" --out dist
        "$umbruch" release "$2" --out dist --verify
        ;;
    *)
        sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
esac
