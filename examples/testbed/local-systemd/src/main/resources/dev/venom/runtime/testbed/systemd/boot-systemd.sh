#!/usr/bin/env bash
# Boots systemd as the first process of new namespaces, over a throw-away overlay of this machine's root directory.
# Prints "ready PID" once its bus answers. Ends, with everything that ran inside, when standard input ends: also when
# the caller was killed. Needs root. The network is this machine's own.
#
# usage: boot-systemd.sh SHARED CONSOLE [VISIBLE...]
#   SHARED   a directory that has the same path and content inside
#   CONSOLE  a file for what systemd says while it boots
#   VISIBLE  a directory that can be read inside, also below /tmp or on a file system of its own; changes are thrown away
set -euo pipefail
shared=$(realpath "$1")
console=$2
shift 2
work=$(mktemp -d)
groups=()
boot=
first=

# The directory of this process's own control group in each hierarchy.
own_groups() {
    local controllers path mount
    while IFS=: read -r _ controllers path; do
        mount=/sys/fs/cgroup/${controllers#name=}
        if [ -z "$controllers" ] && [ ! -f /sys/fs/cgroup/cgroup.controllers ]; then
            mount=/sys/fs/cgroup/unified
        fi
        if [ -d "$mount$path" ]; then
            echo "${mount%/}${path%/}"
        fi
    done </proc/self/cgroup
}

# A group of its own below each of them; a cpuset of version 1 must be told its processors before anything may enter.
make_groups() {
    local own group
    for own in $(own_groups); do
        group=$own/venom-systemd.$$
        mkdir "$group"
        groups+=("$group")
        if [ -f "$own/cpuset.cpus" ] && [ -f "$own/cgroup.clone_children" ]; then
            cat "$own/cpuset.cpus" >"$group/cpuset.cpus"
            cat "$own/cpuset.mems" >"$group/cpuset.mems"
            echo 1 >"$group/cgroup.clone_children"
        fi
    done
}

# Groups stay busy for a moment after their last process was killed.
remove_groups() {
    local group attempt
    for group in "${groups[@]}"; do
        for attempt in $(seq 100); do
            find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
            [ -d "$group" ] || break
            sleep 0.05
        done
    done
}

# Killing the first process of a PID namespace kills all others in it. unshare reaps it, and takes it along where it
# is not known yet.
clean_up() {
    if [ -n "$boot" ]; then
        kill -KILL "${first:-$boot}" 2>/dev/null || true
        wait "$boot" 2>/dev/null || true
    fi
    remove_groups
    rmdir "$work" 2>/dev/null || true
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

make_groups
(
    for group in "${groups[@]}"; do
        echo "$BASHPID" >"$group/cgroup.procs"
    done
    exec unshare --pid --mount --cgroup --uts --ipc --fork --kill-child bash -s "$work" "$shared" "$@"
) >"$console" 2>&1 <<'INSIDE' &
set -euo pipefail
work=$1
shared=$2
shift 2
mount --make-rprivate /
mount -t tmpfs -o mode=755 overlay "$work"
mkdir "$work/upper" "$work/scratch" "$work/root"
root=$work/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/scratch" "$root"
mount -t proc proc "$root/proc"
unified=
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    unified=yes
fi
mount -t sysfs -o ro sysfs "$root/sys"

mount -t tmpfs -o mode=755 devices "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm" "$root/dev/mqueue"
for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
for visible in "$@"; do
    if [ ! -e "$root$visible" ]; then
        layer=$(mktemp -d "$work/visible.XXXXXX")
        mkdir -p "$layer/upper" "$layer/scratch" "$root$visible"
        mount -t overlay overlay -o "lowerdir=$visible,upperdir=$layer/upper,workdir=$layer/scratch" "$root$visible"
    fi
done
mkdir -p "$root$shared"
mount --bind "$shared" "$root$shared"

if [ -n "$unified" ]; then
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
else
    mount -t tmpfs -o mode=755 groups "$root/sys/fs/cgroup"
    for controller in cpuacct memory pids devices freezer blkio; do
        mkdir "$root/sys/fs/cgroup/$controller"
        mount -t cgroup -o "$controller" cgroup "$root/sys/fs/cgroup/$controller"
    done
    # systemd takes cpu and cpuacct for one hierarchy, and counts processor time only where they are.
    mkdir "$root/sys/fs/cgroup/cpu" "$root/sys/fs/cgroup/systemd" "$root/sys/fs/cgroup/unified"
    mount --bind "$root/sys/fs/cgroup/cpuacct" "$root/sys/fs/cgroup/cpu"
    mount -t cgroup -o none,name=systemd cgroup "$root/sys/fs/cgroup/systemd"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup/unified"
fi

hostname local-systemd
cat >"$root/etc/systemd/system/local-systemd.target" <<'UNIT'
[Unit]
Requires=basic.target dbus.socket dbus.service local-systemd-ready.service
After=basic.target dbus.service
AllowIsolate=yes
UNIT
cat >"$root/etc/systemd/system/local-systemd-ready.service" <<'UNIT'
[Unit]
After=basic.target dbus.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/touch /run/local-systemd-ready
UNIT

cd "$root"
mkdir -p old-root
pivot_root . old-root
umount -l /old-root
exec env -i container=local-systemd PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --log-target=console --log-level=notice systemd.unit=local-systemd.target </dev/null
INSIDE
boot=$!

# The first process of the new namespaces, once unshare has forked it.
first_process() {
    local children
    children=$(cat "/proc/$boot/task/$boot/children" 2>/dev/null || true)
    echo "${children%% *}"
}

await() {
    local attempt
    for attempt in $(seq 600); do
        "$@" && return
        kill -0 "$boot" 2>/dev/null || { echo "systemd ended while it booted"; exit 1; }
        sleep 0.05
    done
    echo "systemd did not boot in 30 s"
    exit 1
}

has_begun() {
    first=$(first_process)
    [ -n "$first" ]
}

is_ready() {
    [ -e "/proc/$first/root/run/local-systemd-ready" ]
}

await has_begun
# Where groups are unified, one with processes of its own may not have children with controllers.
for group in "${groups[@]}"; do
    echo "$boot" >"${group%/*}/cgroup.procs"
done
await is_ready
echo "ready $first"
cat >/dev/null
