#!/usr/bin/env bash
# Builds the real Ollama of some version from the Go module proxy, once, and prints where its program is.
# Exit status 3: it cannot be had here, and the reason is on stderr.
set -euo pipefail

usage() {
    cat <<TEXT
Usage: testbed/real/ollama.sh [VERSION]
  VERSION  0.11.4 (default): the engine is inside, models run. Two to five minutes.
           0.30.0: runs models with the llama-server and llama-quantize of the directory that VENOM_LLAMA_CPP
           names, of the PATH, or of testbed/real/llama-cpp.sh; without them it pulls, lists, shows and deletes. One to two
           minutes.
           Versions in between do not build: their modules lack the vendored sources of llama.cpp.
Programs are kept in \${XDG_CACHE_HOME:-~/.cache}/venom-runtime/ollama.
TEXT
}

unavailable() {
    echo "testbed/real/ollama.sh: $*" >&2
    exit 3
}

# From 0.30 on the engine is not inside. Its programs are looked for beside Ollama's, not on the PATH.
link_engine() {
    local helper source found
    case "$2" in 0.[0-9].* | 0.1[0-9].* | 0.2[0-9].*) return ;; esac
    found="${VENOM_LLAMA_CPP:-}"
    if [ -z "$found" ] && ! command -v llama-server >/dev/null; then
        found="$("$(dirname "${BASH_SOURCE[0]}")/llama-cpp.sh" || true)"
    fi
    mkdir -p "$1/lib/ollama"
    for helper in llama-server llama-quantize; do
        source="${found:+$found/$helper}"
        [ -x "${source:-}" ] || source="$(command -v "$helper" || true)"
        if [ -x "${source:-}" ]; then
            # Not a link: a program may look for its libraries beside itself.
            printf '#!/bin/sh\nexec "%s" "$@"\n' "$source" >"$1/lib/ollama/$helper"
            chmod +x "$1/lib/ollama/$helper"
        fi
    done
}

build() {
    local version="$1" home="$2"
    command -v go >/dev/null 2>&1 || unavailable "Go is missing: Ollama $version can't be built"
    if ! command -v cc >/dev/null 2>&1 && ! command -v gcc >/dev/null 2>&1; then
        unavailable "a C compiler is missing: Ollama $version can't be built"
    fi
    echo "testbed/real/ollama.sh: building Ollama $version, which takes some minutes" >&2
    mkdir -p "$home"
    if ! GOBIN="$home/building" CGO_ENABLED=1 GOFLAGS=-mod=mod go install \
        -ldflags "-X=github.com/ollama/ollama/version.Version=$version" \
        "github.com/ollama/ollama@v$version" >"$home/build.log" 2>&1; then
        unavailable "Ollama $version does not build here: $(tail -1 "$home/build.log")"
    fi
    # In one step, so that a build that was stopped half-way is never taken for one.
    mkdir -p "$home/bin"
    mv "$home/building/ollama" "$home/bin/ollama"
    rmdir "$home/building"
}

main() {
    local version="${1:-0.11.4}" home
    case "$version" in
        -h | --help) usage && exit 0 ;;
        [0-9]*.[0-9]*.[0-9]*) ;;
        *) usage >&2 && exit 2 ;;
    esac
    home="${XDG_CACHE_HOME:-$HOME/.cache}/venom-runtime/ollama/$version"
    if [ ! -x "$home/bin/ollama" ]; then
        build "$version" "$home"
    fi
    link_engine "$home" "$version"
    echo "$home/bin/ollama"
}

main "$@"
