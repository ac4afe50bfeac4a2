# shellcheck shell=bash
# Servers on the loopback: the local hub, and nginx before it, which sends the one large file itself.
# shellcheck disable=SC2154 # What measuring.sh sets.

readonly MODEL=bench/model
readonly FILE=model.safetensors
hub=""
nginx_port=""

# The hub picks its port and says where it is; making the digest of a file takes a second for each GiB.
start_hub() {
    local log="$work/hub.log"
    java -jar "$HUB_JAR" "$@" >"$log" 2>&1 &
    processes+=($!)
    await_line "$!" "$log" '^Hub: '
    hub="$(sed -n 's/^Hub: //p' "$log" | head -1)"
    export HF_ENDPOINT="$hub"
}

hub_header() {
    curl -sSI "$hub/$MODEL/resolve/main/$FILE" | tr -d '\r' | sed -n "s/^$1: \"*\([0-9a-f]*\)\"*.*/\1/p" | head -1
}

# Serves one model with one large file, from the hub alone.
serve_file_by_hub() {
    start_hub --generate "$MODEL:$1" "${@:2}"
    url="$HF_ENDPOINT/$MODEL/resolve/main/$FILE"
    expected="$(hub_header '[Xx]-[Ll]inked-[Ee][Tt][Aa][Gg]')"
    [ "${#expected}" -eq 64 ] || fail "the local hub does not say the digest of its file"
}

# The same with nginx, where there is one: a size, http or https, and a limit of each connection in bytes a second.
serve_file() {
    local size="$1" scheme="$2" limit="${3:-0}"
    if ! has nginx; then
        local options=()
        [ "$limit" -eq 0 ] || options=(--rate "$limit")
        serve_file_by_hub "$size" "${options[@]}"
        return
    fi
    serve_file_by_hub "$size"
    rm -rf "$work/served"
    mkdir "$work/served"
    curl -sSfL -o "$work/served/$FILE" "$url"
    start_nginx "$scheme" "$(file_location "$limit")"
    url="$HF_ENDPOINT/$MODEL/resolve/main/$FILE"
}

file_location() {
    cat <<CONF
        location ~ ^/$MODEL/resolve/[^/]+/$FILE\$ {
            alias $work/served/$FILE;
            etag off;
            add_header ETag '"$expected"';
            add_header X-Linked-Etag '"$expected"';
            add_header X-Linked-Size $(wc -c <"$work/served/$FILE");
            add_header X-Repo-Commit $(hub_header '[Xx]-[Rr]epo-[Cc]ommit');
            limit_rate $1;
        }
CONF
}

# Tries ports until nginx has one to itself, and points HF_ENDPOINT there.
start_nginx() {
    local scheme="$1" locations="$2" tries process
    for tries in 1 2 3 4 5 6 7 8; do
        nginx_port=$((20000 + RANDOM % 12000))
        write_nginx_conf "$scheme" "$locations"
        nginx -p "$work/nginx" -c "$work/nginx/nginx.conf" -e "$work/nginx/error.log" >/dev/null 2>&1 &
        process=$!
        if nginx_answers "$process" "$scheme"; then
            processes+=("$process")
            export HF_ENDPOINT="$scheme://localhost:$nginx_port"
            return
        fi
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    fail "nginx did not start: $(tail -1 "$work/nginx/error.log") (tried $tries ports)"
}

nginx_answers() {
    local tries
    for ((tries = 0; tries < 50; tries++)); do
        kill -0 "$1" 2>/dev/null || return 1
        curl -skf -o "$work/output" "$2://localhost:$nginx_port/api/models/$MODEL" && return 0
        sleep 0.1
    done
    return 1
}

write_nginx_conf() {
    local tls="" user=""
    mkdir -p "$work/nginx"
    if [ "$1" = https ]; then
        tls="ssl_certificate $work/certificate.pem; ssl_certificate_key $work/key.pem;"
    fi
    if [ "$(id -u)" -eq 0 ]; then
        user="user root;"
    fi
    cat >"$work/nginx/nginx.conf" <<CONF
$user
daemon off;
worker_processes 1;
pid $work/nginx/pid;
events { worker_connections 512; }
http {
    log_format request '\$request';
    access_log $work/nginx/requests.log request;
    client_body_temp_path $work/nginx/body;
    proxy_temp_path $work/nginx/proxy;
    fastcgi_temp_path $work/nginx/fastcgi;
    uwsgi_temp_path $work/nginx/uwsgi;
    scgi_temp_path $work/nginx/scgi;
    default_type application/octet-stream;
    sendfile on;
    keepalive_requests 100000;
    upstream hub { server ${hub#http://}; keepalive 64; }
    server {
        listen 127.0.0.1:$nginx_port${tls:+ ssl};
        $tls
$2
        location / {
            proxy_pass http://hub;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host \$http_host;
        }
    }
}
CONF
}

# A certificate for localhost, and a store of it that Java trusts.
make_certificate() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
        -addext "keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign" \
        -keyout "$work/key.pem" -out "$work/certificate.pem" 2>"$work/output" || fail "openssl made no certificate: $(tail -1 "$work/output")"
    "${JAVA_HOME:+$JAVA_HOME/bin/}keytool" -importcert -noprompt -alias localhost -file "$work/certificate.pem" \
        -storetype PKCS12 -keystore "$work/trusted.p12" -storepass changeit >"$work/output" 2>&1 || fail "keytool made no store: $(tail -1 "$work/output")"
}

trust_certificate() {
    local options="-Djavax.net.ssl.trustStore=$work/trusted.p12 -Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStoreType=PKCS12"
    # The start script reads the first, and java itself, which says so, the second.
    if [ -n "${VENOM_JAR:-}" ]; then
        export JAVA_TOOL_OPTIONS="$options"
    else
        export VENOM_JAVA_OPTIONS="$options"
    fi
    export CURL_CA_BUNDLE="$work/certificate.pem" SSL_CERT_FILE="$work/certificate.pem"
}

distrust_certificate() {
    unset JAVA_TOOL_OPTIONS VENOM_JAVA_OPTIONS CURL_CA_BUNDLE SSL_CERT_FILE
}

# A model of that many small files, so far away; nginx, where there is one, counts the requests.
serve_small_files() {
    local count="$1" delay="$2" number
    rm -rf "$work/small"
    mkdir -p "$work/small/data"
    printf '{"architectures":["LlamaForCausalLM"],"model_type":"llama"}\n' >"$work/small/config.json"
    for ((number = 1; number < count; number++)); do
        printf '{"part":%d,"text":"%0300d"}\n' "$number" "$number" >"$work/small/data/part-$(printf %05d "$number").json"
    done
    start_hub --directory "$MODEL=$work/small" --delay "$delay"
    if has nginx; then
        start_nginx http ""
    fi
}

requests_so_far() {
    if [ -s "$work/nginx/requests.log" ]; then
        wc -l <"$work/nginx/requests.log"
    else
        echo 0
    fi
}
