#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a bash script as root in a guest that boots Debian's kernel on this machine's own files. See README.md.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
source_dir=$(realpath "$here/../..")
# shellcheck source=tests/usb_guest/common.sh
. "$here/common.sh"

usage() {
    cat >&2 <<TXT
usage: run_in_guest.sh [-b BUILD_DIR] [-o RESULT_DIR] [-c CPUS] [-m MEGABYTES] [-t SECONDS] SCRIPT [ARGUMENT ...]
Exit status: the script's; 77 nothing tested; 124 out of time; 125 the guest died; 126 the kernel reported a bug
TXT
    exit 2
}

build_dir=$source_dir/build/asan result_dir='' cpus=1 memory=1024 seconds=300
while getopts b:o:c:m:t: option; do
    case $option in
        b) build_dir=$OPTARG ;;
        o) result_dir=$OPTARG ;;
        c) cpus=$OPTARG ;;
        m) memory=$OPTARG ;;
        t) seconds=$OPTARG ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || usage
script=$(realpath -e "$1")
shift
build_dir=$(realpath -e "$build_dir")
cache=$build_dir/usb_guest
for path in "$source_dir" "$build_dir" "$script"; do
    case "$path" in /run/* | /dev/* | /proc/* | /sys/*)
        say "$path: the guest has its own /run, /dev, /proc and /sys"
        exit 2
        ;;
    esac
done

"$here/prepare.sh" "$cache"

if [ -z "$result_dir" ]; then
    result_dir=$cache/results/$(basename "$script" .sh)-$cpus
    rm -rf "$result_dir"
fi
mkdir -p "$result_dir"
result_dir=$(realpath "$result_dir")
rm -rf "$result_dir/.guest" "$result_dir/console.log" "$result_dir/dmesg.txt"
mkdir "$result_dir/.guest"
cp "$here/guest_session" "$result_dir/.guest/session"
{
    printf 'kernel_modules=%q\n' "$cache/modules/lib/modules"
    printf 'export AIESIM_SOURCE=%q AIESIM_BIN=%q AIESIM_GUEST_LIB=%q\n' \
        "$source_dir" "$build_dir/bin" "$here/guest_lib.sh"
    printf 'job=('
    printf '%q ' "$script" "$@"
    printf ')\n'
} >"$result_dir/.guest/job"

# Always TCG: /dev/kvm may exist and yet not boot an ordinary kernel (nested hosts), and QEMU does not fall back by itself.
# Nehalem is quicker than "max" and has the instructions x86-64 programs use; rdrand spares the wait for entropy.
# pc boots in less time than q35. 9p: the guest's / is ours, read-only; only RESULT_DIR can be written.
machine=(
    -M pc -accel "tcg,thread=multi" -cpu "Nehalem,+rdrand" -smp "$cpus" -m "$memory"
    -nodefaults -no-user-config -nic none -display none -no-reboot
    -virtfs "local,path=/,mount_tag=hostroot,security_model=none,readonly=on,multidevs=remap"
    -virtfs "local,path=${result_dir//,/,,},mount_tag=shared,security_model=none"
    -serial "file:$result_dir/console.log"
    -chardev "stdio,id=output,signal=off" -serial chardev:output
    -kernel "$cache/vmlinux" -initrd "$cache/initramfs.gz"
)
# An oops is a panic, a panic is a reboot, and with -no-reboot that ends QEMU.
kernel_line="console=ttyS0 quiet oops=panic panic=-1 log_buf_len=4M tsc=reliable no_timer_check audit=0 apparmor=0 mitigations=off nokaslr"

say "boots: $cpus CPU, $memory MB, at most $seconds s: $(basename "$script") $*"
start=$(now_ms)
qemu_rc=0
timeout --foreground -k 5 "$seconds" qemu-system-x86_64 "${machine[@]}" -append "$kernel_line" </dev/null || qemu_rc=$?

# Without dmesg.txt (the guest died) the console has at least errors and the panic.
log=$result_dir/dmesg.txt
[ -s "$log" ] || log=$result_dir/console.log
if [ ! -s "$result_dir/.guest/rc" ]; then
    say "last kernel messages ($log):"
    tail -n 150 "$log" || true
    if [ "$qemu_rc" = 124 ] || [ "$qemu_rc" = 137 ]; then
        say "TIME-OUT: guest killed after $seconds s"
        exit 124
    fi
    say "the guest died without a result (QEMU: $qemu_rc)"
    exit 125
fi
rc=$(cat "$result_dir/.guest/rc")
read -r booted ended <"$result_dir/.guest/times"
say "booted in $booted s, off at $ended s (guest's clock); $(seconds_since "$start") s on the host; script: exit $rc; $result_dir"
if grep -aE 'WARNING: |BUG: |Oops: |general protection fault|blocked for more than' "$log"; then
    say "the kernel reported a bug ($log)"
    [ "$rc" = 0 ] && rc=126
fi
if [ "$rc" = 77 ]; then
    say "a script in the guest cannot skip: 77 counts as 1"
    rc=1
fi
exit "$rc"
