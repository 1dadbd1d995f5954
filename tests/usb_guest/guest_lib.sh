# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# For scripts that run in the guest:  . "$AIESIM_GUEST_LIB"  ...  summary
# They have AIESIM_SOURCE, AIESIM_BIN (the build's bin folder) and, for what is to come back, /shared.

bin=$AIESIM_BIN
checks=0 failures=0
user_id=4242
wait_seconds=${AIESIM_WAIT:-60} # a busy machine is ten times slower than a quiet one

finished=0
trap '[ $finished = 1 ] || note "FAIL  the script ended before its summary (line $LINENO)"' EXIT

# Starting a program costs 20 to 50 ms here: what runs often is done by bash alone.
note() {
    local up
    read -r up _ </proc/uptime
    printf '[%s] %s\n' "$up" "$*"
}

# check WHAT COMMAND...: the command must succeed. Its output is shown only if it does not. The script goes on.
check() {
    local what=$1 output rc=0
    shift
    checks=$((checks + 1))
    output=$("$@" 2>&1) || rc=$?
    if [ "$rc" = 0 ]; then
        note "ok    $what"
        return
    fi
    failures=$((failures + 1))
    note "FAIL  $what"
    printf '        %s: exit %s\n' "$*" "$rc"
    [ -z "$output" ] || printf '%s\n' "$output" | head -n 30 | sed 's/^/        /'
}

# need WHAT COMMAND...: as check, but without it there is no point in going on.
need() {
    local before=$failures
    check "$@"
    [ "$failures" = "$before" ] || summary
}

# equal WANTED GOT, contains TEXT COMMAND..., not COMMAND...: for check; they say what they saw
equal() { [ "$1" = "$2" ] || { printf 'wanted "%s", got "%s"\n' "$1" "$2"; return 1; }; }
contains() {
    local text=$1 output rc=0
    shift
    output=$("$@" 2>&1) || rc=$?
    [ "$rc" = 0 ] && grep -qF -- "$text" <<<"$output" && return
    printf 'wanted "%s" and exit 0, got exit %s and:\n%s\n' "$text" "$rc" "$output"
    return 1
}
not() { ! "$@"; }

# wait_for COMMAND...: until it succeeds, at most $wait_seconds
wait_for() {
    local deadline=$((SECONDS + wait_seconds))
    until "$@" >/dev/null 2>&1; do
        if [ $SECONDS -ge $deadline ]; then
            printf 'not within %s s\n' "$wait_seconds"
            "$@" || true # once more, to show what it says
            return 1
        fi
        sleep 0.1
    done
}

# The last command of each script.
summary() {
    finished=1
    note "$checks checks, $failures failed"
    [ "$failures" = 0 ] || exit 1
    [ "$checks" -gt 0 ] || { echo "nothing was checked"; exit 1; }
    exit 0
}

# vhci_hcd (the host's side of USB/IP) by hand. cdc_acm is left to udevd, as on a user's machine.
load_usb() { modprobe vhci_hcd; }

# udevd with the rules we ship. A test rule comes after them: on a desktop systemd-logind gives the user at the screen
# access to nodes that have the tag "uaccess"; the guest has neither logind nor a seat, so this rule does that, for our
# test user and only where our rule has set the tag. That logind does its part is NOT tested.
start_udev() {
    mkdir -p /run/udev/rules.d
    cp "$AIESIM_SOURCE/installer/linux/70-aiesim-workbench.rules" /run/udev/rules.d/
    printf 'TAG=="uaccess", SUBSYSTEM=="tty|usb", OWNER="%s", MODE="0660"\n' $user_id \
        >/run/udev/rules.d/99-test-user.rules
    /lib/systemd/systemd-udevd --daemon
    wait_for udevadm control --ping
}

# as_user COMMAND...: as an unprivileged user in no group but its own (not in dialout: access is the rule's work).
# In the background write "${as_tester[@]}" COMMAND & instead, then $! is COMMAND and not a shell around it.
user_home=/home/tester
as_tester=(setpriv --reuid "$user_id" --regid "$user_id" --clear-groups --no-new-privs
    env HOME="$user_home" XDG_RUNTIME_DIR="$user_home" LOGNAME=tester USER=tester)
as_user() { "${as_tester[@]}" "$@"; }
make_user() {
    printf 'tester:x:%s:%s::/home/tester:/bin/bash\n' $user_id $user_id >>/etc/passwd
    printf 'tester:x:%s:\n' $user_id >>/etc/group
    install -d -m 700 -o $user_id -g $user_id "$user_home"
    # Serial ports' lock files. The host's folder may be a link to /run/lock.
    chmod 1777 /run/lock
    # A build below /root or a closed home folder: the mode changes in the guest's overlay only.
    local directory=$bin
    while [ "$directory" != / ]; do
        [ -n "$(find "$directory" -maxdepth 0 -perm -o=x)" ] || chmod o+x "$directory"
        directory=$(dirname "$directory")
    done
}

# sysfs folder of the USB device with this serial number; fails if there is none
device_dir() {
    local file serial
    for file in /sys/bus/usb/devices/*/serial; do
        if read -r serial 2>/dev/null <"$file" && [ "$serial" = "$1" ]; then
            echo "${file%/serial}"
            return
        fi
    done 2>/dev/null
    echo "no USB device has serial number $1"
    return 1
}

# attributes DIRECTORY FILE...: what sysfs has there, without blanks around it, with / between
attributes() {
    local directory=$1 file value all=()
    shift
    for file in "$@"; do
        read -r value <"$directory/$file" || value="(no $file)"
        all+=("$value")
    done
    local IFS=/
    echo "${all[*]}"
}

# /dev path of the tty of the interface named $2 of the device in sysfs folder $1
tty_named() {
    local tty name
    for tty in "$1"/*/tty/*; do
        if read -r name <"$tty/../../interface" && [ "$name" = "$2" ]; then
            echo "/dev/${tty##*/}"
            return
        fi
    done 2>/dev/null
    echo "no port is named $2"
    return 1
}

# start_kit OPTION...: a virtual kit with serial number $kit_serial, by "${as[@]}" if that is set. Sets $kit_pid, $kit_ready.
kit_serial=GUEST0001 as=()
start_kit() {
    local out=/run/kit.out
    : >"$out" # before the child does it: what the last kit said does not count
    "${as[@]}" "$bin/aiesim-virtual-kit" --serial "$kit_serial" "$@" >"$out" 2>/shared/kit.err &
    kit_pid=$!
    wait_for kit_said_something "$out" || true
    cat /shared/kit.err
    need "a kit starts: $*" grep '"ready":true' "$out"
    # shellcheck disable=SC2034 # for the script
    kit_ready=$(cat "$out")
}
kit_said_something() { [ -s "$1" ] || ! kill -0 "$kit_pid"; }
end_kit() { # SIGNAL
    kill "-$1" "$kit_pid"
    wait "$kit_pid" 2>/dev/null
}

# Kernel messages since mark_log that a good device does not cause
mark_log() { log_mark=$(dmesg | wc -l); }
log_since_mark() { dmesg | tail -n "+$((log_mark + 1))"; }
# log_is_clean [EXPECTED]: EXPECTED is a line that what was done may bring.
log_is_clean() {
    ! log_since_mark | grep -vF "${1:-nothing is expected}" |
        grep -iE 'WARNING:|BUG:|invalid|config|error|unable|cannot|failed|timed out|not responding'
}

# plugged: waits for the kit with its two ports, sets $device. gone: waits until nothing of it is left.
plugged() {
    need "the device with the kit's serial number appears" wait_for device_dir "$kit_serial"
    need "ttyACM0 appears" wait_for test -c /dev/ttyACM0
    need "ttyACM1 appears" wait_for test -c /dev/ttyACM1
    device=$(device_dir "$kit_serial")
    udevadm settle
}
gone() {
    check "ttyACM0 vanishes" wait_for not test -e /dev/ttyACM0
    check "ttyACM1 vanishes" wait_for not test -e /dev/ttyACM1
    check "the device vanishes" wait_for not device_dir "$kit_serial"
    udevadm settle
}
# device_node: /dev/bus/usb/... of $device
device_node() { echo "/dev/$(sed -n 's/^DEVNAME=//p' "$device/uevent")"; }

# at PORT COMMAND: the answer's lines up to OK
at() {
    # shellcheck disable=SC2016 # for the inner shell
    as_user timeout "$wait_seconds" bash -c 'exec 3<>"$1"; stty -F "$1" raw -echo; printf "%s\r" "$2" >&3
        while IFS= read -r -u 3 line; do
            line=${line%"$3"}
            echo "$line"
            case "$line" in OK) exit 0 ;; *ERROR*) exit 1 ;; esac
        done' at "$1" "$2" $'\r'
}

# What aiesim prints with --json goes to /shared/NAME.json, its stderr to NAME.err.
# aiesim STATUS NAME ARGUMENT...: as the user; the exit status must be that one. background NAME ARGUMENT...: sets $pid.
# ended STATUS NAME: waits for $pid. told NAME EXPRESSION...: judge.py json
kit_url=usb:$kit_serial
patience=$((wait_seconds * 4))
aiesim() {
    local status=$1 name=$2 rc=0
    shift 2
    as_user timeout -k 5 "$patience" "$bin/aiesim" --device "$kit_url" --json "$@" \
        >"/shared/$name.json" 2>"/shared/$name.err" || rc=$?
    check "aiesim $*: exit $status" ended_with "$status" $rc "$name"
}
ended_with() { [ "$1" = "$2" ] || { echo "exit $2"; tail -n 60 "/shared/$3.err" "/shared/$3.json"; return 1; }; }
background() {
    local name=$1
    shift
    "${as_tester[@]}" "$bin/aiesim" --device "$kit_url" --json "$@" >"/shared/$name.json" 2>"/shared/$name.err" &
    pid=$!
}
ended() {
    local rc=0 wait_seconds=$patience
    check "$2 ends" wait_for not kill -0 "$pid"
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" || rc=$?
    check "aiesim in the background ($2): exit $1" ended_with "$1" $rc "$2"
}
judge() { /usr/bin/python3 -S -E -B "$(dirname "$AIESIM_GUEST_LIB")/judge.py" "$@"; }
told() {
    local name=$1
    shift
    check "$name tells what it should" judge json "/shared/$name.json" "$@"
}
