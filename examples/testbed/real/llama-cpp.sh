#!/usr/bin/env bash
# Brings llama-server and llama-quantize from Debian's next release, with the libraries that they need, and prints
# the directory that holds them: what Ollama from 0.30 on runs models with. Exit status 3: they cannot be had here, and
# the reason is on stderr.
set -euo pipefail

readonly LIBRARIES=usr/lib/x86_64-linux-gnu

unavailable() {
    echo "testbed/real/llama-cpp.sh: $*" >&2
    exit 3
}

install_tools() {
    if ! command -v mmdebstrap >/dev/null || ! command -v patchelf >/dev/null; then
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends mmdebstrap patchelf >/dev/null 2>&1 \
            || unavailable "mmdebstrap and patchelf can't be installed"
    fi
}

# The packages of that release, unpacked beside this system. Its index may be older than it says it is valid: only that
# date is waived, signatures are checked.
unpack() {
    local mirror
    mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -1)"
    [ -n "$mirror" ] || unavailable "apt knows no mirror"
    echo "testbed/real/llama-cpp.sh: fetching llama.cpp" >&2
    mmdebstrap -q --variant=extract --aptopt='Acquire::Check-Valid-Until "false"' \
        --include=llama.cpp-tools forky "$1" "$mirror" >"$1.log" 2>&1 \
        || unavailable "llama.cpp can't be fetched: $(tail -1 "$1.log")"
}

# Programs for another C library: they bring it, and the loader that goes with it.
transplant() {
    local root="$1" home="$2" program
    mkdir -p "$home/bin" "$home/lib"
    cp -a "$root/$LIBRARIES"/*.so* "$root/$LIBRARIES"/llama/*.so* "$home/lib/"
    for library in "$home/lib"/*.so*; do
        # Links of the other system lead out of this directory.
        if [ -L "$library" ] && [ ! -e "$library" ]; then
            rm "$library"
        fi
    done
    cp "$root/$LIBRARIES"/ggml/backends0/*.so "$home/bin/"
    for program in llama-server llama-quantize; do
        cp "$root/usr/bin/$program" "$home/bin/$program.real"
        patchelf --set-interpreter "$home/lib/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$home/lib" "$home/bin/$program.real"
        wrap "$home/bin" "$program"
    done
    for library in "$home/lib"/libllama*.so* "$home/lib"/libggml*.so* "$home/bin"/*.so; do
        [ -L "$library" ] || patchelf --force-rpath --set-rpath "$home/lib" "$library"
    done
}

# A llama-server younger than the one that Ollama was made for has another word for --no-mmap.
wrap() {
    cat >"$1/$2" <<TEXT
#!/bin/bash
arguments=()
for argument in "\$@"; do
    if [ "\$argument" = --no-mmap ]; then
        arguments+=(--load-mode none)
    else
        arguments+=("\$argument")
    fi
done
exec "$1/$2.real" "\${arguments[@]}"
TEXT
    chmod +x "$1/$2"
}

main() {
    local home="${XDG_CACHE_HOME:-$HOME/.cache}/venom-runtime/llama.cpp" root
    if ! "$home/bin/llama-server" --version >/dev/null 2>&1; then
        [ "$(uname -m)" = x86_64 ] || unavailable "only for x86-64"
        command -v apt-get >/dev/null || unavailable "this is no Debian"
        [ "$(id -u)" -eq 0 ] || unavailable "only root can unpack another release"
        install_tools
        rm -rf "$home"
        mkdir -p "$home"
        root="$home/root"
        unpack "$root"
        transplant "$root" "$home"
        rm -rf "$root"
        "$home/bin/llama-server" --version >/dev/null 2>&1 || unavailable "llama-server does not run here"
    fi
    echo "$home/bin"
}

main "$@"
