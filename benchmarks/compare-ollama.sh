#!/usr/bin/env bash
# Installs the same model from the same local registry with Venom, straight from the registry, and with a real
# Ollama's own pull, as whole processes, and prints what each took. Rounds are interleaved, so that a change of the
# machine's load meets both alike, and ratios are taken within a round.
set -euo pipefail

readonly REPOSITORY="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly VENOM_JAR="${VENOM_JAR:-$REPOSITORY/examples/cli/target/venom.jar}"
readonly REGISTRY_JAR="${VENOM_OLLAMA_JAR:-$REPOSITORY/examples/testbed/local-ollama/target/venom-local-ollama.jar}"

size=512MiB
layers=8
rounds=4
rate=0
version=0.11.4
work=""
processes=()

usage() {
    cat <<TEXT
Usage: benchmarks/compare-ollama.sh [--size SIZE] [--layers N] [--rounds N] [--rate RATE] [--version V]
  --size     of the model (default $size)
  --layers   over which it is spread (default $layers)
  --rounds   how often each installs it; the first round warms up and does not count (default $rounds)
  --rate     limit of each connection in bytes a second, such as 50MB; 0 for none (default $rate)
  --version  of Ollama, as testbed/real/ollama.sh builds it (default $version)
Needs java, curl, Go for the first build of Ollama, and both jars (mvn package). Files go to TMPDIR, else /dev/shm,
else /tmp. Ends with status 0 and the reason where Ollama can't be had.
TEXT
}

fail() {
    echo "compare-ollama.sh: $*" >&2
    exit 2
}

note() {
    echo "compare-ollama.sh: $*" >&2
}

parse() {
    while [ $# -gt 0 ]; do
        case "$1" in
            -h | --help) usage && exit 0 ;;
            --size | --layers | --rounds | --rate | --version)
                [ $# -gt 1 ] || fail "$1 needs a value"
                printf -v "${1#--}" '%s' "$2"
                shift 2
                ;;
            *) usage >&2 && fail "unknown option $1" ;;
        esac
    done
    [[ "$rounds" =~ ^[0-9]+$ && "$rounds" -ge 2 ]] || fail "--rounds must be 2 or more: the first does not count"
}

require() {
    command -v java >/dev/null || fail "java is missing; a JDK or JRE of version 17 or newer is needed"
    command -v curl >/dev/null || fail "curl is missing"
    [ -f "$VENOM_JAR" ] || fail "$VENOM_JAR is missing; build it: mvn -B package"
    [ -f "$REGISTRY_JAR" ] || fail "$REGISTRY_JAR is missing; build it: mvn -B package"
    local status=0
    ollama="$("$REPOSITORY/examples/testbed/real/ollama.sh" "$version")" || status=$?
    if [ "$status" -eq 3 ]; then
        note "nothing is compared"
        exit 0
    fi
    [ "$status" -eq 0 ] || exit "$status"
}

# The environment of whoever runs this must not change what is measured.
isolate() {
    unset VENOM_CONFIG MODELS_CACHE_DIR MODELS_MAX_DISK_GB JAVA_TOOL_OPTIONS
    unset OLLAMA_HOST OLLAMA_MODELS OLLAMA_REGISTRY OLLAMA_CATALOG_URL
    unset HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy
    local base="${TMPDIR:-/tmp}"
    if [ -z "${TMPDIR:-}" ] && [ -d /dev/shm ] && [ -w /dev/shm ]; then
        base=/dev/shm
    fi
    work="$(mktemp -d "$base/venom-compare.XXXXXX")"
    mkdir "$work/home"
}

clean_up() {
    trap - EXIT INT TERM
    local process
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    if [ -n "$work" ]; then
        rm -rf "$work"
    fi
}

# Waits until a program that runs in the background says something.
await_line() {
    local process="$1" log="$2" line="$3" tries=0
    until grep -q "$line" "$log"; do
        kill -0 "$process" 2>/dev/null || fail "a server ended: $(tail -1 "$log")"
        tries=$((tries + 1))
        [ "$tries" -lt 1200 ] || fail "a server did not start within two minutes: $(tail -1 "$log")"
        sleep 0.1
    done
}

start_registry() {
    local options=()
    [ "$rate" = 0 ] || options=(--rate "$rate")
    java -jar "$REGISTRY_JAR" registry --generate "bench=$size:$layers" "${options[@]}" >"$work/registry.log" 2>&1 &
    processes+=($!)
    await_line "$!" "$work/registry.log" '^Registry: '
    registry="$(sed -n 's/^Registry: //p' "$work/registry.log" | head -1)"
}

start_daemon() {
    # Port 0 is any free one; the log says which.
    HOME="$work/home" OLLAMA_MODELS="$work/daemon" OLLAMA_HOST=127.0.0.1:0 OLLAMA_NO_CLOUD=1 \
        "$ollama" serve >"$work/daemon.log" 2>&1 &
    processes+=($!)
    await_line "$!" "$work/daemon.log" 'Listening on '
    daemon="http://$(sed -n 's/.*Listening on \([0-9.:]*\).*/\1/p' "$work/daemon.log" | head -1)"
}

install_venom() {
    OLLAMA_REGISTRY="$registry" OLLAMA_MODELS="$work/store" OLLAMA_HOST=127.0.0.1:1 HOME="$work/home" \
        java -jar "$VENOM_JAR" install ollama:bench --via registry --yes --allow-incompatible --json --cache-dir "$work/cache"
}

install_ollama() {
    curl -sSf "$daemon/api/pull" -d "{\"model\":\"$name\",\"insecure\":true}" | tail -1 | grep success
}

forget_venom() {
    rm -rf "$work/store" "$work/cache"
}

forget_ollama() {
    curl -sS -X DELETE "$daemon/api/delete" -d "{\"model\":\"$name\"}" >/dev/null
}

check() {
    local store="$work/store"
    [ "$1" = venom ] || store="$work/daemon"
    [ "$(find "$store/blobs" -type f -name 'sha256-*' | wc -l)" -eq $((layers + 1)) ] || fail "$1 left blobs out"
}

measure() {
    local client="$1" round="$2" times
    if ! { times="$({ TIMEFORMAT='%R'; time "install_$client" >"$work/output" 2>&1; } 2>&1)"; }; then
        fail "$client failed: $(tail -3 "$work/output")"
    fi
    check "$client"
    "forget_$client"
    if [ "$round" -gt 1 ]; then
        echo "$times" >>"$work/times.$client"
    fi
}

# Least, median and greatest of the numbers on stdin.
spread() {
    sort -n | LC_ALL=C awk '{ v[NR] = $1 } END {
        m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
        printf "%.2f / %.2f / %.2f", v[1], m, v[NR] }'
}

print_table() {
    local limit="as fast as can be"
    [ "$rate" = 0 ] || limit="each connection limited to $rate/s"
    printf '\n### %s in %s layers, %s, %s rounds\n\n' "$size" "$layers" "$limit" "$((rounds - 1))"
    echo "| install | wall s (min / median / max) | times Ollama's |"
    echo "|---|---|---|"
    paste -d' ' "$work/times.venom" "$work/times.ollama" >"$work/pairs"
    echo "| Ollama $version, its own pull | $(spread <"$work/times.ollama") | 1.00 |"
    echo "| **\`venom install --via registry\`** | $(spread <"$work/times.venom") |" \
        "$(LC_ALL=C awk '{ print $1 / $2 }' "$work/pairs" | spread) |"
}

main() {
    parse "$@"
    require
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    isolate
    start_registry
    start_daemon
    name="${registry#http://}/library/bench:latest"
    local round client
    for ((round = 1; round <= rounds; round++)); do
        for client in ollama venom; do
            note "round $round of $rounds: $client"
            measure "$client" "$round"
        done
    done
    print_table
}

main "$@"
