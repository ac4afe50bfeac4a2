#!/usr/bin/env bash
# Downloads with Venom's command line and with other clients, as whole processes, and prints how they stand to each
# other, to the targets, and what each took. Rounds are interleaved, so that a change of the machine's load meets all
# clients alike, and ratios are taken within a round.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
REPOSITORY="$(dirname "$HERE")"
readonly HERE REPOSITORY
readonly HUB_JAR="${VENOM_HUB_JAR:-$REPOSITORY/examples/testbed/local-hub/target/venom-local-hub.jar}"
# shellcheck source=lib/measuring.sh
source "$HERE/lib/measuring.sh"
# shellcheck source=lib/servers.sh
source "$HERE/lib/servers.sh"
# shellcheck source=lib/clients.sh
source "$HERE/lib/clients.sh"

readonly PARTS="plain tls capped far small ollama"
only=""
size=2GiB
tls_size=1GiB
capped_size=400MB
rate=20000000
far_delay=30
small_files=2002
small_delay=20
ollama_size=250MiB
rounds=5
capped_rounds=3
small_rounds=4

usage() {
    cat <<TEXT
Usage: benchmarks/compare.sh [--only PART[,PART]...] [--quick] [OPTION VALUE]...
Parts, all unless --only names some:
  plain   one large file as fast as can be
  tls     the same over TLS, with a certificate made here; needs nginx and openssl
  capped  a file from a server that limits each connection
  far     the same, with every answer later; from the local hub, nginx cannot
  small   many small files, with every answer later
  ollama  compare-ollama.sh; needs the Ollama that examples/testbed/real/ollama.sh makes
Options:
  --quick          small sizes and few rounds, without ollama: about two minutes; says whether all works, not how fast
  --size           of the file of plain (default $size)
  --tls-size       of the file of tls (default $tls_size)
  --capped-size    of the file of capped and far (default $capped_size)
  --rate           limit of each connection there, in bytes a second (default $rate)
  --far-delay      milliseconds before every answer of far (default $far_delay)
  --small-files    how many files small has (default $small_files)
  --small-delay    milliseconds before every answer of small (default $small_delay)
  --ollama-size    of the one layer of ollama (default $ollama_size)
  --rounds         how often each client fetches; the first round warms up and does not count (default $rounds)
  --capped-rounds  the same for capped and far (default $capped_rounds)
  --small-rounds   the same for small and ollama (default $small_rounds)
Needs java, curl, and what mvn package makes. nginx, GNU time, aria2c, and huggingface_hub of the Python that
VENOM_TEST_PYTHON names are used where they are there; without nginx the local hub serves, which takes more of the
processor. Venom is bin/venom of the distribution, or the jar that VENOM_JAR names. Files go to TMPDIR, else /dev/shm,
else /tmp: three times the largest size. Status 0 whether targets are met or not.
TEXT
}

be_quick() {
    size=128MiB tls_size=64MiB capped_size=40MB small_files=150 rounds=2 capped_rounds=2 small_rounds=2
    [ -n "$only" ] || only=plain,tls,capped,far,small
}

parse() {
    while [ $# -gt 0 ]; do
        case "$1" in
            -h | --help) usage && exit 0 ;;
            --quick) be_quick && shift ;;
            --only | --size | --tls-size | --capped-size | --rate | --far-delay | --small-files | --small-delay | \
                --ollama-size | --rounds | --capped-rounds | --small-rounds)
                [ $# -gt 1 ] || fail "$1 needs a value"
                local name="${1#--}"
                printf -v "${name//-/_}" '%s' "$2"
                shift 2
                ;;
            *) usage >&2 && fail "unknown option $1" ;;
        esac
    done
    only="${only:-${PARTS// /,}}"
    local part
    for part in ${only//,/ }; do
        [[ " $PARTS " == *" $part "* ]] || fail "there is no part $part: $PARTS"
    done
    is_count --rounds "$rounds" 2
    is_count --capped-rounds "$capped_rounds" 2
    is_count --small-rounds "$small_rounds" 2
    is_count --rate "$rate" 1
    is_count --far-delay "$far_delay" 0
    is_count --small-files "$small_files" 2
    is_count --small-delay "$small_delay" 0
}

require() {
    find_venom "$REPOSITORY"
    [ -f "$HUB_JAR" ] || fail "$HUB_JAR is missing; build it: mvn -B package"
    digest_program >/dev/null
    has nginx || note "nginx is not installed: tls is left out, and the local hub serves the rest"
}

measure() {
    local section="$1" client="$2" round="$3" checked="$4" directory="$work/target" before
    mkdir "$directory"
    "fetch_$client" "$directory"
    before="$(requests_so_far)"
    measure_command "${command[@]}" || fail "$client failed: $(tail -3 "$work/output")"
    "check_$checked" "$client" "$directory"
    rm -rf "$directory"
    if [ "$round" -gt 1 ]; then
        echo "$measured" >>"$work/$section.$client"
        echo $(($(requests_so_far) - before)) >>"$work/$section.$client.requests"
    fi
}

run_rounds() {
    local section="$1" count="$2" checked="$3" round client
    for ((round = 1; round <= count; round++)); do
        for client in "${clients[@]}"; do
            note "$section, round $round of $count: $client"
            measure "$section" "$client" "$round" "$checked"
        done
    done
    stop_processes
}

heading() {
    printf '\n### %s, %s rounds\n\n' "$1" "$2"
}

# How Venom stands to another client; nothing where that is not here.
stands() {
    if [ -f "$work/$2.venom" ] && [ -f "$work/$2.$3" ]; then
        ratios "$1" "$work/$2.venom" "$work/$2.$3"
    fi
}

print_table() {
    local section="$1" base="$2" client file requests peak
    printf '\n| client | verifies | wall s (min / median / max) | CPU s (min / median / max) | peak MiB (median) | requests | wall, times %s | CPU, times %s |\n' \
        "$(title "$base")" "$(title "$base")"
    echo "|---|---|---|---|---|---|---|---|"
    for client in "${clients[@]}"; do
        file="$work/$section.$client"
        # No client gets by without a request: where there is none, nobody counted.
        requests="$(sed 's/^0$/-/' "$file.requests" | median)"
        peak="$(figures peak "$file" | median)"
        printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$(title "$client")" "$(verifies "$client")" \
            "$(figures wall "$file" | spread %.2f)" "$(figures CPU "$file" | spread %.2f)" \
            "${peak%.*}" "${requests%.*}" \
            "$(ratios wall "$file" "$work/$section.$base" | spread %.2f | cut -d/ -f2 | tr -d ' ')" \
            "$(ratios CPU "$file" "$work/$section.$base" | spread %.2f | cut -d/ -f2 | tr -d ' ')"
    done
}

compare_plain() {
    serve_file "$size" http
    choose_clients curl curl_verified venom aria2 aria2_verified huggingface_hub
    run_rounds plain "$rounds" file
    heading "$size, as fast as can be" $((rounds - 1))
    begin_targets
    stands wall plain curl | target "wall, times \`curl -o\`" "at most" 1.5 1.3
    stands wall plain huggingface_hub | target "wall, times \`huggingface_hub\`" "at most" 0.6
    stands wall plain aria2_verified | target "wall, times \`aria2c\` with checksum" "at most" 0.6
    stands CPU plain curl | target "CPU, times \`curl -o\`" "at most" 2.5
    figures peak "$work/plain.venom" | target "peak memory, MiB" "at most" 150
    print_table plain curl
}

compare_tls() {
    if ! has nginx || ! has openssl; then
        note "nginx or openssl is not installed: tls is left out"
        return
    fi
    make_certificate
    serve_file "$tls_size" https
    trust_certificate
    choose_clients curl venom aria2_verified huggingface_hub
    aria2_trust=("--ca-certificate=$work/certificate.pem")
    run_rounds tls "$rounds" file
    aria2_trust=()
    distrust_certificate
    heading "$tls_size over TLS" $((rounds - 1))
    begin_targets
    stands wall tls curl | target "wall, times \`curl --cacert\`" "at most" 2.6 2.0
    figures peak "$work/tls.venom" | target "peak memory, MiB" "at most" 150
    print_table tls curl
}

compare_capped() {
    serve_file "$capped_size" http "$rate"
    compare_limited capped "$capped_size, each connection limited to $((rate / 1000000)) MB/s"
}

compare_far() {
    serve_file_by_hub "$capped_size" --rate "$rate" --delay "$far_delay"
    compare_limited far "$capped_size, each connection limited to $((rate / 1000000)) MB/s, $far_delay ms away"
}

compare_limited() {
    choose_clients curl venom aria2_verified huggingface_hub
    run_rounds "$1" "$capped_rounds" file
    heading "$2" $((capped_rounds - 1))
    begin_targets
    ratios wall "$work/$1.curl" "$work/$1.venom" | target "speed, times one connection's" "at least" 7
    print_table "$1" curl
}

compare_small() {
    serve_small_files "$small_files" "$small_delay"
    choose_clients curl_parallel venom huggingface_hub
    run_rounds small "$small_rounds" small_files
    heading "$small_files small files, $small_delay ms away" $((small_rounds - 1))
    begin_targets
    stands wall small huggingface_hub | target "wall, times \`huggingface_hub\`" "at most" 0.4
    # The listing has a line for the directory, too, and a thousand lines on a page.
    sed 's/^0$/-/' "$work/small.venom.requests" \
        | target "requests: the files, pages of the listing, and 4" "at most" $((small_files + (small_files + 1000) / 1000 + 4))
    print_table small curl_parallel
}

compare_ollama() {
    COMPARE_TALLY="$tally" "$HERE/compare-ollama.sh" --size "$ollama_size" --layers 1 --rounds "$small_rounds"
}

main() {
    parse "$@"
    require
    isolate
    find_clients
    find_meter
    clean_up_at_the_end
    make_work_directory
    # The first start of the start script makes its archive of classes.
    "${venom[@]}" --version >"$work/output" 2>&1 || fail "venom does not start: $(tail -1 "$work/output")"
    print_machine
    local part
    for part in ${only//,/ }; do
        "compare_$part"
    done
    print_verdict
}

main "$@"
