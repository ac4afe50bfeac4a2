# shellcheck shell=bash
# shellcheck disable=SC2154 # What the other parts set.
# Clients. Each has the command that fetches $url, or the whole model, into the directory $1, and a check of what came.

fetch_curl() {
    command=(curl -sSfL -o "$1/$FILE" "$url")
}

fetch_curl_verified() {
    # shellcheck disable=SC2016 # The inner shell's own.
    command=(bash -c 'set -o pipefail; curl -sSfL "$1" | tee "$2" | $3 | grep -q "$4"' fetch \
        "$url" "$1/$FILE" "$(digest_program)" "$expected")
}

fetch_curl_parallel() {
    local path
    while IFS= read -r path; do
        printf 'url = "%s/%s/resolve/main/%s"\noutput = "%s/%s"\n' "$HF_ENDPOINT" "$MODEL" "$path" "$1" "$path"
    done < <(cd "$work/small" && find . -type f | sed 's|^\./||') >"$work/curl.config"
    command=(curl -sSf --parallel --parallel-max 8 --create-dirs -K "$work/curl.config")
}

fetch_venom() {
    command=("${venom[@]}" install "hf:$MODEL" --yes --json --cache-dir "$1")
}

fetch_aria2() {
    command=(aria2c -q -x8 -s8 --file-allocation=none "${aria2_trust[@]}" -d "$1" -o "$FILE" "$url")
}

fetch_aria2_verified() {
    fetch_aria2 "$1"
    command+=("--checksum=sha-256=$expected")
}

fetch_huggingface_hub() {
    command=(env "HF_HOME=$1" "$VENOM_TEST_PYTHON" -c
        "from huggingface_hub import snapshot_download; snapshot_download('$MODEL')")
}

title() {
    case "$1" in
        curl) echo "\`curl -L -o\`" ;;
        curl_verified) echo "\`curl -L\` \\| tee \\| \`$(digest_program)\`" ;;
        curl_parallel) echo "\`curl --parallel-max 8\` of a list" ;;
        venom) echo "**\`venom install\`**" ;;
        aria2) echo "\`aria2c -x8 -s8\`" ;;
        aria2_verified) echo "\`aria2c -x8 -s8 --checksum\`" ;;
        huggingface_hub) echo "\`huggingface_hub\` $hub_client, without Xet" ;;
    esac
}

verifies() {
    case "$1" in
        venom | curl_verified | aria2_verified) echo yes ;;
        *) echo no ;;
    esac
}

find_clients() {
    present=" curl curl_verified curl_parallel venom "
    aria2_trust=()
    if has aria2c; then
        present+="aria2 aria2_verified "
    else
        note "aria2c is not installed: left out"
    fi
    if [ -n "${VENOM_TEST_PYTHON:-}" ] \
        && hub_client="$("$VENOM_TEST_PYTHON" -c 'import huggingface_hub as h; print(h.__version__)' 2>/dev/null)"; then
        present+="huggingface_hub "
    else
        note "VENOM_TEST_PYTHON names no Python with huggingface_hub: left out"
    fi
}

# Those of the named clients that are here.
choose_clients() {
    local each
    clients=()
    for each in "$@"; do
        if [[ "$present" == *" $each "* ]]; then
            clients+=("$each")
        fi
    done
}

# Whatever a client left as the file must be that file.
check_file() {
    local file
    file="$(find -L "$2" -name "$FILE" -type f | head -1)"
    [ -n "$file" ] || fail "$1 left no file"
    [ "$(digest <"$file")" = "$expected" ] || fail "$1 left a wrong file"
}

check_small_files() {
    [ "$(digest_of_parts "$2")" = "$(digest_of_parts "$work/small")" ] || fail "$1 left other files than there are"
}

# A client may show its files in several places by links: one of them is enough.
digest_of_parts() {
    local first
    first="$(find -L "$1" -name part-00001.json -type f -print -quit)"
    [ -n "$first" ] || return 0
    find -L "${first%/*}" -name 'part-*.json' -type f | LC_ALL=C sort | while IFS= read -r each; do
        echo "${each##*/}"
        cat "$each"
    done | digest
}
