#!/usr/bin/env bash
# Installs the same model from the same local registry with Venom, straight from the registry, and with a real
# Ollama's own pull, as whole processes, and prints what each took. Rounds are interleaved, so that a change of the
# machine's load meets both alike, and ratios are taken within a round.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
REPOSITORY="$(dirname "$HERE")"
readonly HERE REPOSITORY
readonly REGISTRY_JAR="${VENOM_OLLAMA_JAR:-$REPOSITORY/examples/testbed/local-ollama/target/venom-local-ollama.jar}"
# shellcheck source=lib/measuring.sh
source "$HERE/lib/measuring.sh"

size=512MiB
layers=8
rounds=4
rate=0
version=0.11.4

usage() {
    cat <<TEXT
Usage: benchmarks/compare-ollama.sh [--size SIZE] [--layers N] [--rounds N] [--rate RATE] [--version V]
  --size     of the model (default $size)
  --layers   over which it is spread (default $layers)
  --rounds   how often each installs it; the first round warms up and does not count (default $rounds)
  --rate     limit of each connection in bytes a second, such as 50MB; 0 for none (default $rate)
  --version  of Ollama, as testbed/real/ollama.sh builds it (default $version)
Needs java, curl, Go for the first build of Ollama, and what mvn package makes. Venom is bin/venom of the
distribution, or the jar that VENOM_JAR names. Files go to TMPDIR, else /dev/shm, else /tmp. Ends with status 0 and the
reason where Ollama can't be had.
TEXT
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
    is_count --rounds "$rounds" 2
    is_count --layers "$layers" 1
}

require() {
    find_venom "$REPOSITORY"
    [ -f "$REGISTRY_JAR" ] || fail "$REGISTRY_JAR is missing; build it: mvn -B package"
    local status=0
    ollama="$("$REPOSITORY/examples/testbed/real/ollama.sh" "$version")" || status=$?
    if [ "$status" -eq 3 ]; then
        note "nothing is compared"
        exit 0
    fi
    [ "$status" -eq 0 ] || exit "$status"
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
    daemon_process=$!
    processes+=("$daemon_process")
    await_line "$daemon_process" "$work/daemon.log" 'Listening on '
    daemon="http://$(sed -n 's/.*Listening on \([0-9.:]*\).*/\1/p' "$work/daemon.log" | head -1)"
}

install_venom() {
    command=(env "OLLAMA_REGISTRY=$registry" "OLLAMA_MODELS=$work/store" OLLAMA_HOST=127.0.0.1:1 "HOME=$work/home"
        "${venom[@]}" install ollama:bench --via registry --yes --allow-incompatible --json --cache-dir "$work/cache")
}

install_ollama() {
    # shellcheck disable=SC2016 # The inner shell's own.
    command=(bash -c 'set -o pipefail; curl -sSf "$1/api/pull" -d "{\"model\":\"$2\",\"insecure\":true}" | tail -1 | grep success' \
        pull "$daemon" "$name")
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

# Seconds of the processor that the daemon, which does the pull, has used so far.
daemon_seconds() {
    if [ -r "/proc/$daemon_process/stat" ]; then
        sed 's/.*) //' "/proc/$daemon_process/stat" | LC_ALL=C awk -v h="$(getconf CLK_TCK)" '{ print ($12 + $13) / h }'
    else
        echo 0
    fi
}

# The greatest memory that the daemon has had, in MiB.
daemon_peak() {
    local peak=""
    if [ -r "/proc/$daemon_process/status" ]; then
        peak="$(awk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/$daemon_process/status")"
    fi
    echo "${peak:--}"
}

measure() {
    local client="$1" round="$2" before
    "install_$client"
    before="$(daemon_seconds)"
    measure_command "${command[@]}" || fail "$client failed: $(tail -3 "$work/output")"
    if [ "$client" = ollama ]; then
        measured="$(LC_ALL=C awk -v w="${measured%% *}" -v b="$before" -v a="$(daemon_seconds)" -v p="$(daemon_peak)" \
            'BEGIN { printf "%s %.3f %s\n", w, a - b, p }')"
    fi
    check "$client"
    "forget_$client"
    if [ "$round" -gt 1 ]; then
        echo "$measured" >>"$work/$client"
    fi
}

print_row() {
    local client="$1" title="$2" peak
    peak="$(figures peak "$work/$client" | median)"
    printf '| %s | %s | %s | %s | %s |\n' "$title" "$(figures wall "$work/$client" | spread %.2f)" \
        "$(figures CPU "$work/$client" | spread %.2f)" "${peak%.*}" \
        "$(ratios wall "$work/$client" "$work/ollama" | spread %.2f | cut -d/ -f2 | tr -d ' ')"
}

print_tables() {
    local limit="as fast as can be"
    [ "$rate" = 0 ] || limit="each connection limited to $rate/s"
    printf '\n### %s from an Ollama registry, layers: %s, %s, %s rounds\n\n' "$size" "$layers" "$limit" "$((rounds - 1))"
    begin_targets
    ratios wall "$work/venom" "$work/ollama" | target "wall, times the daemon's own pull" "at most" 0.8
    printf '\n| install | wall s (min / median / max) | CPU s (min / median / max) | peak MiB (median) | wall, times the pull |\n'
    echo "|---|---|---|---|---|"
    print_row ollama "Ollama $version, its own pull, by a daemon that runs"
    print_row venom "**\`venom install --via registry\`**, with its start"
}

main() {
    parse "$@"
    require
    isolate
    find_meter
    clean_up_at_the_end
    make_work_directory
    mkdir "$work/home"
    [ -n "${COMPARE_TALLY:-}" ] || print_machine
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
    print_tables
    [ -n "${COMPARE_TALLY:-}" ] || print_verdict
}

main "$@"
