#!/usr/bin/env bash
# Downloads one large file with Venom's command line and with other clients, as whole processes, and prints
# what each took. Rounds are interleaved, so that a change of the machine's load meets all clients alike, and
# ratios are taken within a round.
set -euo pipefail

readonly REPOSITORY="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly VENOM_JAR="${VENOM_JAR:-$REPOSITORY/examples/cli/target/venom.jar}"
readonly HUB_JAR="${VENOM_HUB_JAR:-$REPOSITORY/examples/testbed/local-hub/target/venom-local-hub.jar}"
readonly MODEL=bench/model

size=2GiB
rounds=5
limited_size=512MiB
limited_rounds=3
rate=50MB
work=""
hub_process=""

usage() {
    cat <<TEXT
Usage: benchmarks/compare.sh [--size SIZE] [--rounds N] [--limited-size SIZE] [--limited-rounds N] [--rate RATE]
  --size            of the file that is fetched as fast as can be (default $size)
  --rounds          how often each client fetches it; the first round warms up and does not count (default $rounds)
  --limited-size    of the file that is fetched from a server that limits each connection (default $limited_size)
  --limited-rounds  the same for that file; 0 leaves this part out (default $limited_rounds)
  --rate            that limit, in bytes a second (default $rate)
Needs java, curl and both jars (mvn package). Uses aria2c, and huggingface_hub of the Python that
VENOM_TEST_PYTHON names, where they are there. Files go to TMPDIR, else /dev/shm, else /tmp.
TEXT
}

fail() {
    echo "compare.sh: $*" >&2
    exit 2
}

note() {
    echo "compare.sh: $*" >&2
}

parse() {
    while [ $# -gt 0 ]; do
        case "$1" in
            -h | --help) usage && exit 0 ;;
            --size | --rounds | --limited-size | --limited-rounds | --rate)
                [ $# -gt 1 ] || fail "$1 needs a value"
                local name="${1#--}"
                printf -v "${name//-/_}" '%s' "$2"
                shift 2
                ;;
            *) usage >&2 && fail "unknown option $1" ;;
        esac
    done
    [[ "$rounds" =~ ^[0-9]+$ && "$rounds" -ge 2 ]] || fail "--rounds must be 2 or more: the first does not count"
    [[ "$limited_rounds" =~ ^[0-9]+$ && "$limited_rounds" -ne 1 ]] || fail "--limited-rounds must be 0, or 2 or more"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

require() {
    has java || fail "java is missing; a JDK or JRE of version 17 or newer is needed"
    has curl || fail "curl is missing"
    [ -f "$VENOM_JAR" ] || fail "$VENOM_JAR is missing; build it: mvn -B package"
    [ -f "$HUB_JAR" ] || fail "$HUB_JAR is missing; build it: mvn -B package"
    digest_program >/dev/null
}

# The environment of whoever runs this must not change what is measured.
isolate() {
    unset HF_TOKEN HF_HUB_OFFLINE VENOM_CONFIG MODELS_CACHE_DIR MODELS_MAX_DISK_GB JAVA_TOOL_OPTIONS
    unset HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy
    export HF_HUB_DISABLE_XET=1 HF_HUB_DISABLE_TELEMETRY=1 HF_HUB_DISABLE_PROGRESS_BARS=1
}

make_work_directory() {
    local base="${TMPDIR:-/tmp}"
    if [ -z "${TMPDIR:-}" ] && [ -d /dev/shm ] && [ -w /dev/shm ]; then
        base=/dev/shm
    fi
    work="$(mktemp -d "$base/venom-compare.XXXXXX")"
}

stop_hub() {
    if [ -n "$hub_process" ]; then
        kill "$hub_process" 2>/dev/null || true
        wait "$hub_process" 2>/dev/null || true
        hub_process=""
    fi
}

clean_up() {
    trap - EXIT INT TERM
    stop_hub
    if [ -n "$work" ]; then
        rm -rf "$work"
    fi
}

# The hub picks its port and says where it is; making the file's digest takes a second for each GiB.
start_hub() {
    local log="$work/hub.log"
    java -jar "$HUB_JAR" --generate "$MODEL:$1" "${@:2}" >"$log" 2>&1 &
    hub_process=$!
    local tries=0
    until grep -q '^Hub: ' "$log"; do
        kill -0 "$hub_process" 2>/dev/null || fail "the local hub ended: $(tail -1 "$log")"
        tries=$((tries + 1))
        [ "$tries" -lt 1200 ] || fail "the local hub did not start within two minutes"
        sleep 0.1
    done
    export HF_ENDPOINT="$(sed -n 's/^Hub: //p' "$log" | head -1)"
    url="$HF_ENDPOINT/$MODEL/resolve/main/model.safetensors"
    expected="$(curl -sI "$url" | tr -d '\r' | sed -n 's/^[Xx]-[Ll]inked-[Ee][Tt][Aa][Gg]: "\([0-9a-f]*\)".*/\1/p')"
    [ "${#expected}" -eq 64 ] || fail "the local hub does not say the digest of its file"
}

digest_program() {
    if has openssl; then
        echo "openssl dgst -sha256 -r"
    elif has sha256sum; then
        echo "sha256sum"
    elif has shasum; then
        echo "shasum -a 256"
    else
        fail "openssl, sha256sum or shasum is needed"
    fi
}

# Clients. Each fetches $url, or the whole model, into the directory $1.

fetch_curl() {
    curl -sSfL -o "$1/model.safetensors" "$url"
}

fetch_curl_verified() {
    curl -sSfL "$url" | tee "$1/model.safetensors" | $(digest_program) | grep -q "$expected"
}

fetch_venom() {
    java -jar "$VENOM_JAR" install "hf:$MODEL" --yes --json --cache-dir "$1"
}

fetch_aria2() {
    aria2c -q -x8 -s8 --file-allocation=none -d "$1" -o model.safetensors "$url"
}

fetch_aria2_verified() {
    aria2c -q -x8 -s8 --file-allocation=none --checksum="sha-256=$expected" -d "$1" -o model.safetensors "$url"
}

fetch_huggingface_hub() {
    HF_HOME="$1" "$VENOM_TEST_PYTHON" -c \
        "from huggingface_hub import snapshot_download; snapshot_download('$MODEL')"
}

title() {
    case "$1" in
        curl) echo "\`curl -L -o\`" ;;
        curl_verified) echo "\`curl -L\` \\| tee \\| \`$(digest_program)\`" ;;
        venom) echo "**\`venom install\`**" ;;
        aria2) echo "\`aria2c -x8 -s8\`" ;;
        aria2_verified) echo "\`aria2c -x8 -s8 --checksum\`" ;;
        huggingface_hub) echo "\`huggingface_hub\` $hub_client, plain HTTP" ;;
    esac
}

verifies() {
    case "$1" in
        venom | curl_verified | aria2_verified) echo yes ;;
        *) echo no ;;
    esac
}

clients=(curl curl_verified venom)

find_clients() {
    if has aria2c; then
        clients+=(aria2 aria2_verified)
    else
        note "aria2c is not installed: left out"
    fi
    if [ -n "${VENOM_TEST_PYTHON:-}" ] \
        && hub_client="$("$VENOM_TEST_PYTHON" -c 'import huggingface_hub as h; print(h.__version__)' 2>/dev/null)"; then
        clients+=(huggingface_hub)
    else
        note "VENOM_TEST_PYTHON names no Python with huggingface_hub: left out"
    fi
}

# Whatever a client left as the file must be that file.
check() {
    local file
    file="$(find -L "$2" -name model.safetensors -type f | head -1)"
    [ -n "$file" ] || fail "$1 left no file"
    [ "$($(digest_program) <"$file" | cut -d' ' -f1)" = "$expected" ] || fail "$1 left a wrong file"
}

measure() {
    local section="$1" client="$2" round="$3" target="$work/target" times
    mkdir "$target"
    if ! { times="$({ TIMEFORMAT='%R %U %S'; time "fetch_$client" "$target" >"$work/output" 2>&1; } 2>&1)"; }; then
        fail "$client failed: $(tail -3 "$work/output")"
    fi
    check "$client" "$target"
    rm -rf "$target"
    if [ "$round" -gt 1 ]; then
        LC_ALL=C awk -v t="$times" 'BEGIN { split(t, s, " "); printf "%.3f %.3f\n", s[1], s[2] + s[3] }' \
            >>"$work/$section.$client"
    fi
}

run_rounds() {
    local section="$1" count="$2" round client
    for ((round = 1; round <= count; round++)); do
        for client in "${clients[@]}"; do
            note "$section, round $round of $count: $client"
            measure "$section" "$client" "$round"
        done
    done
}

# Least, median and greatest of the numbers on stdin.
spread() {
    sort -n | LC_ALL=C awk -v form="$1" '{ v[NR] = $1 } END {
        m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
        printf form " / " form " / " form, v[1], m, v[NR] }'
}

median() {
    spread %.2f | cut -d/ -f2 | tr -d ' '
}

print_table() {
    local section="$1" client
    echo "| client | verifies | wall s (min / median / max) | CPU s (min / median / max) | wall, times curl | CPU, times curl |"
    echo "|---|---|---|---|---|---|"
    for client in "${clients[@]}"; do
        paste -d' ' "$work/$section.$client" "$work/$section.curl" >"$work/pairs"
        printf '| %s | %s | %s | %s | %s | %s |\n' "$(title "$client")" "$(verifies "$client")" \
            "$(cut -d' ' -f1 "$work/pairs" | spread %.2f)" \
            "$(cut -d' ' -f2 "$work/pairs" | spread %.2f)" \
            "$(LC_ALL=C awk '{ print $1 / ($3 > 0 ? $3 : 0.001) }' "$work/pairs" | median)" \
            "$(LC_ALL=C awk '{ print $2 / ($4 > 0 ? $4 : 0.001) }' "$work/pairs" | median)"
    done
}

compare() {
    local section="$1" heading="$2" file_size="$3" count="$4"
    start_hub "$file_size" "${@:5}"
    run_rounds "$section" "$count"
    stop_hub
    printf '\n### %s\n\n' "$heading, $((count - 1)) rounds"
    print_table "$section"
}

main() {
    parse "$@"
    require
    isolate
    find_clients
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    make_work_directory
    note "files go to $work"
    compare unlimited "$size, as fast as can be" "$size" "$rounds"
    if [ "$limited_rounds" -gt 0 ]; then
        compare limited "$limited_size, each connection limited to $rate/s" "$limited_size" "$limited_rounds" --rate "$rate"
    fi
}

main "$@"
