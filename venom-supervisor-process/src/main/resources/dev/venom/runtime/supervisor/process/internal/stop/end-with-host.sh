# Ends a runtime when its host ends. The host holds the other end of this script's standard input: a line says
# who leads the runtime, an empty line that nothing is left to do, and the end of the input that the host is gone,
# however that came about.
#
# marker, prefix: what the runtime's processes carry in their environment, or in their titles (may be empty).
# patience, grace, force: seconds for the leader, for the others, and until the killing is given up.
marker=$1 prefix=$2 patience=$3 grace=$4 force=$5
leader= begun=0

while IFS=' ' read -r number ticks; do
    [ -n "$number" ] || exit 0
    leader=$number begun=$ticks
done

# The state, session and start of a process, from /proc/PID/stat (proc(5)); what precedes the last bracket is a name.
look() {
    stat=
    { IFS= read -r stat < "/proc/$1/stat"; } 2> /dev/null || return 1
    set -f
    set -- ${stat##*) }
    set +f
    state=$1 parent=$2 session=$4 start=${20}
    [ "$state" != Z ] && [ "$state" != X ]
}

leads() {
    [ -n "$leader" ] && look "$leader" && [ "$start" = "$begun" ]
}

carries() {
    grep -qsF -e "VENOM_RUNTIME=$marker" "/proc/$1/environ" && return 0
    [ -n "$prefix" ] || return 1
    title=
    { IFS= read -r title < "/proc/$1/cmdline"; } 2> /dev/null
    case $title in "$prefix::"*) return 0 ;; esac
    return 1
}

# Nothing that began before the leader is its own; nor is its session, once another process has its number.
members() {
    ours=$leader
    if [ -n "$leader" ] && [ -e "/proc/$leader" ] && look "$leader" && [ "$start" != "$begun" ]; then ours=; fi
    for directory in /proc/[0-9]*; do
        pid=${directory#/proc/}
        look "$pid" && [ "$pid" != $$ ] && [ "$start" -ge "$begun" ] || continue
        if [ -n "$ours" ] && [ "$session" = "$ours" ] || carries "$pid"; then echo "$pid"; fi
    done
}

signal_all() {
    for pid in $(members); do kill -s "$1" "$pid" 2> /dev/null; done
}

# A shell that runs the server does not pass on what it is told: its only child is told in its place.
first() {
    program=$(tr '\0' '\n' < "/proc/$leader/cmdline" 2> /dev/null | head -n 1)
    case ${program##*/} in
        sh | bash | dash | ash | zsh | ksh | mksh | busybox) ;;
        *) echo "$leader"; return ;;
    esac
    children=
    for pid in $(members); do
        if look "$pid" && [ "$parent" = "$leader" ]; then children="$children $pid"; fi
    done
    set -- $children
    if [ $# = 1 ]; then echo "$1"; else echo "$leader"; fi
}

# Those whose parent is none of the runtime's.
roots() {
    all=" $(members | tr '\n' ' ') "
    for pid in $all; do
        look "$pid" || continue
        case $all in *" $parent "*) ;; *) echo "$pid" ;; esac
    done
}

# Waits for a condition, looking five times a second.
within() {
    looks=$(($1 * 5))
    while [ "$looks" -gt 0 ] && "$2"; do
        sleep 0.2
        looks=$((looks - 1))
    done
}

anybody() { [ -n "$(members)" ]; }
anybody_after_killing() { signal_all KILL; anybody; }

looks=$((patience * 5))
if leads; then
    kill -s TERM "$(first)" 2> /dev/null
    within "$patience" leads
fi
# A leader that is gone at once, or was before, has not told its server: that has the time which is left.
if [ "$looks" -gt $((patience * 5 - 5)) ] && anybody; then
    for pid in $(roots); do kill -s TERM "$pid" 2> /dev/null; done
    within $((looks / 5)) anybody
fi
if anybody; then
    signal_all TERM
    within "$grace" anybody
fi
within "$force" anybody_after_killing
