# shellcheck shell=bash
# What the comparisons have in common: programs beside them, how a client is measured, and how figures are told.
# Each client has a file of lines "wall seconds, CPU seconds, peak MiB", one for each round that counts, so that the
# n-th lines of two clients are of the same round.

program="${0##*/}"
work=""
processes=()
gnu_time=""
tally="${COMPARE_TALLY:-}"

fail() {
    echo "$program: $*" >&2
    exit 2
}

note() {
    echo "$program: $*" >&2
}

has() {
    type -P "$1" >/dev/null
}

is_count() {
    [[ "$2" =~ ^[0-9]+$ && "$2" -ge "$3" ]] || fail "$1 must be a number, $3 or more: not $2"
}

# bin/venom as users start it, or the jar that VENOM_JAR names.
find_venom() {
    has java || [ -n "${JAVA_HOME:-}" ] || fail "java is missing; a JDK or JRE of version 17 or newer is needed"
    has curl || fail "curl is missing"
    local script="$1/examples/cli/target/venom/bin/venom"
    if [ -n "${VENOM_JAR:-}" ]; then
        [ -f "$VENOM_JAR" ] || fail "VENOM_JAR is $VENOM_JAR, which there is not"
        venom=(java -jar "$VENOM_JAR")
    else
        [ -x "$script" ] || fail "$script is missing; build it: mvn -B package"
        venom=("$script")
    fi
}

# The environment of whoever runs this must not change what is measured.
isolate() {
    unset HF_TOKEN HF_HUB_OFFLINE VENOM_CONFIG MODELS_CACHE_DIR MODELS_MAX_DISK_GB
    unset JAVA_TOOL_OPTIONS VENOM_JAVA_OPTIONS SSL_CERT_FILE SSL_CERT_DIR
    unset OLLAMA_HOST OLLAMA_MODELS OLLAMA_REGISTRY OLLAMA_CATALOG_URL
    unset HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy
    export HF_HUB_DISABLE_XET=1 HF_HUB_DISABLE_TELEMETRY=1 HF_HUB_DISABLE_PROGRESS_BARS=1
}

make_work_directory() {
    local base="${TMPDIR:-/tmp}"
    if [ -z "${TMPDIR:-}" ] && [ -d /dev/shm ] && [ -w /dev/shm ]; then
        base=/dev/shm
    fi
    work="$(mktemp -d "$base/venom-compare.XXXXXX")"
    if [ -z "$tally" ]; then
        tally="$work/tally"
    fi
    : >>"$tally"
    note "files go to $work"
}

find_meter() {
    local each
    for each in time gtime; do
        if has "$each" && "$(type -P "$each")" --version 2>&1 | grep -q GNU; then
            gnu_time="$(type -P "$each")"
        fi
    done
    [ -n "$gnu_time" ] || note "GNU time is not installed: peak memory is left out"
}

# The script stops what it started, and no more.
stop_processes() {
    local process
    for process in "${processes[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    processes=()
}

clean_up() {
    trap - EXIT INT TERM
    stop_processes
    if [ -n "$work" ]; then
        rm -rf "$work"
    fi
}

clean_up_at_the_end() {
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# Waits until a program that runs in the background says something.
await_line() {
    local process="$1" log="$2" line="$3" tries=0
    until grep -qs "$line" "$log"; do
        kill -0 "$process" 2>/dev/null || fail "a server ended: $(tail -1 "$log")"
        tries=$((tries + 1))
        [ "$tries" -lt 1200 ] || fail "a server did not start within two minutes: $(tail -1 "$log")"
        sleep 0.1
    done
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

digest() {
    $(digest_program) | cut -d' ' -f1
}

# Runs a command and leaves "wall CPU peak" in $measured; what it says goes to $work/output.
measure_command() {
    local meter=() times peak=-
    rm -f "$work/peak"
    [ -z "$gnu_time" ] || meter=("$gnu_time" -q -f %M -o "$work/peak")
    times="$({ TIMEFORMAT='%R %U %S' && time "${meter[@]}" "$@" >"$work/output" 2>&1; } 2>&1)" || return 1
    [ ! -s "$work/peak" ] || peak="$(tail -1 "$work/peak")"
    measured="$(LC_ALL=C awk -v t="$times" -v p="$peak" 'BEGIN {
        split(t, s, " "); printf "%.3f %.3f %s\n", s[1], s[2] + s[3], p == "-" ? p : sprintf("%.0f", p / 1024) }')"
}

# Least, median and greatest of the numbers on stdin; "-" stands for a figure that there is not.
spread() {
    sort -n | LC_ALL=C awk -v form="$1" '$1 != "-" { v[++n] = $1 } END {
        if (n == 0) { printf "-"; exit }
        m = n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
        printf form " / " form " / " form, v[1], m, v[n] }'
}

median() {
    spread %.3f | cut -d/ -f2 | tr -d ' '
}

column() {
    case "$1" in
        wall) echo 1 ;;
        CPU) echo 2 ;;
        peak) echo 3 ;;
    esac
}

# What the first client took of wall, CPU or peak, as a multiple of what the second took, round by round.
ratios() {
    local figure
    figure="$(column "$1")"
    paste -d' ' "$2" "$3" | LC_ALL=C awk -v c="$figure" '{ b = $(c + 3); print $c / (b > 0 ? b : 0.001) }'
}

figures() {
    cut -d' ' -f"$(column "$1")" "$2"
}

begin_targets() {
    echo "| target | measured: least / median / most | wanted | |"
    echo "|---|---|---|---|"
}

# Prints how the median of the numbers on stdin stands to a target: what, "at most" or "at least", how much, and
# what would be better still.
target() {
    local what="$1" side="$2" limit="$3" stretch="${4:-}" values middle verdict wanted
    values="$(grep -v '^-' || true)"
    wanted="$side $limit"
    [ -z "$stretch" ] || wanted="$wanted, better $stretch"
    if [ -z "$values" ]; then
        echo "| $what | - | $wanted | not measured |"
        echo "not measured" >>"$tally"
        return
    fi
    middle="$(median <<<"$values")"
    verdict="$(LC_ALL=C awk -v m="$middle" -v s="$side" -v l="$limit" -v b="$stretch" '
        function holds(x) { return s == "at most" ? m + 0 <= x + 0 : m + 0 >= x + 0 }
        BEGIN { print !holds(l) ? "**missed**" : b != "" && holds(b) ? "met, and better" : "met" }')"
    echo "| $what | $(spread %.2f <<<"$values") | $wanted | $verdict |"
    echo "${verdict//\*/}" >>"$tally"
}

print_verdict() {
    local all met missed
    all="$(grep -c . "$tally" || true)"
    met="$(grep -c '^met' "$tally" || true)"
    missed="$(grep -c '^missed' "$tally" || true)"
    printf '\n%s of %s targets met, %s missed, %s not measured.\n' "$met" "$all" "$missed" "$((all - met - missed))"
}

load() {
    if [ -r /proc/loadavg ]; then
        cut -d' ' -f1-3 /proc/loadavg
    else
        uptime | sed 's/.*averages*: //'
    fi
}

cores() {
    getconf _NPROCESSORS_ONLN
}

print_machine() {
    printf '%s, %s, %s cores, load %s before the first round. Java: %s.\n' "$(date +%F)" "$(uname -srm)" "$(cores)" \
        "$(load)" "$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -1)"
    if load | LC_ALL=C awk -v c="$(cores)" '{ exit !($1 > c / 2) }'; then
        printf '\n**Busy with other work: ratios tell little here, and seconds nothing.**\n'
    fi
}
