#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The cable is pulled and put back while aiesim works: what is told, what is kept, and that the kernel has no complaint.
# The kit goes on when its cable is cut (it has a battery): it is offered over USB/IP, and the host's end is detached.
# shellcheck disable=SC2317 # check and wait_for call functions by name
set -euo pipefail
# shellcheck source=tests/usb_guest/guest_lib.sh
. "$AIESIM_GUEST_LIB"

images=$AIESIM_SOURCE/resources/firmware
vhci=/sys/devices/platform/vhci_hcd.0
server_port=4455
export TZ=UTC # logs are in local time

# Again while the kit has not noticed yet that it was pulled
plug() { wait_for usbip --tcp-port "$server_port" attach -r 127.0.0.1 -b 1-1; }
complete() { device=$(device_dir "$kit_serial") && at_port=$(tty_named "$device" "AI-eSIM AT") &&
    console_port=$(tty_named "$device" "AI-eSIM console") && [ -c "$at_port" ] && [ -c "$console_port" ]; }
plug_whole() {
    need "the kit is plugged in" plug
    need "it is there with its ports" wait_for complete
    complete
    udevadm settle
}
pull() { # in any state but 004, "free"; 005 is a device that has no address yet
    local port state
    while read -r _ port state _; do
        [[ $state != 00[567] ]] || echo $((10#$port)) >"$vhci/detach"
    done <"$vhci/status"
}
pull_wait() {
    mark_log
    pull
    need "the kit is gone" wait_for not device_dir "$kit_serial"
}

# at_least NUMBER COMMAND...: which prints a number
at_least() { [ "$("${@:2}" 2>/dev/null || echo 0)" -ge "$1" ]; }
size_of() { stat -c %s "$1"; }
answers() { grep -c "kit < SMP write answer group 1 command 1 " "$1"; }
upload_bytes() { echo $(($(sed -n 's/.*kit > SMP write group 1 command 1 .*, \([0-9]*\) bytes$/\1/p' "$1" | paste -sd+))); }
time_to_lost() { # LOG
    log_since_mark >/run/dmesg
    note "from the kernel's disconnect to \"lost\": $(judge lost /run/dmesg "$1")"
}
closed_in() { grep -q "kit closed: LinkLost" "$1"; }

# seconds since boot with fraction; difference of two
now() { read -r up _ </proc/uptime; echo "$up"; }

push() {
    local size=300000 stored sent
    judge image /run/big.bin "$size"
    chmod o+r /run/big.bin
    background cut -v firmware push /run/big.bin --accept signature
    need "the upload has begun" wait_for at_least 1 answers /shared/cut.err # of the erasing; the image is not far behind
    pull_wait
    ended 1 cut
    told cut "o['error'] == 'LinkLost'" "'bytes are in the free slot' in o['detail']" \
        "' of $((size + 552)) bytes' in o['detail']"
    stored=$(sed -n 's/.*[^0-9]\([0-9]*\) of [0-9]* bytes are in the free slot.*/\1/p' /shared/cut.json)
    check "a part was stored ($stored bytes)" test "${stored:-0}" -gt 0 -a "${stored:-0}" -lt "$size"
    time_to_lost /shared/cut.err
    plug_whole
    aiesim 0 after_cut firmware state
    told after_cut "o['slots'][0]['version'] == '1.0.0'" "o['slots'][0]['active'] and o['slots'][0]['confirmed']" \
        "not any(s['pending'] for s in o['slots'])"
    # The kit has no key for it: it goes up to the end and is refused at the boot.
    aiesim 1 goes_on -v firmware push /run/big.bin --accept signature
    told goes_on "o['outcome'] == 'wentBack'" "o['slots'][0]['version'] == '1.0.0'"
    sent=$(upload_bytes /shared/goes_on.err)
    # The first packet is sent whole, to be told where to go on; each packet has a frame around its bytes.
    check "the push goes on where it was ($sent bytes are sent)" test "$sent" -lt $((size - stored + size / 20 + 8192))
    aiesim 0 sound firmware push "$images/sample-1.2.3.bin"
    told sound "o['outcome'] == 'onTrial'" "[s['version'] for s in o['slots']] == ['1.2.3', '1.0.0']" \
        "not any(not s['bootable'] for s in o['slots'])" "o['slots'][0]['active']"
}

names() {
    local held=$at_port
    exec 7<>"$held"
    pull_wait
    plug_whole
    check "the kernel gave other names ($held is held; AT $at_port, console $console_port)" test "$at_port" != "$held"
    aiesim 0 renamed_devices devices
    told renamed_devices "[p.get('path') for d in all if d.get('url') == '$kit_url' for p in d['ports']] == [None, '$at_port', '$console_port']"
    aiesim 0 renamed -v info
    told renamed "{'power', 'modem', 'firmware', 'console'} <= set(o['capabilities'])"
    check "the AT port is opened" grep -F "at opened $kit_url" /shared/renamed.err
    check "the console is opened" grep -F "console opened $kit_url" /shared/renamed.err
    check "no port is missing" not grep -F "Going on without" /shared/renamed.err
    exec 7>&-
}

power_cut() {
    background power -v power --duration 36000 --rate 10000
    need "samples come" wait_for grep -q "kit < SMP write answer group 72 command 41 " /shared/power.err
    sleep 1
    pull_wait
    ended 1 power
    time_to_lost /shared/power.err
    told power "len(all) == 2" "o['error'] == 'LinkLost'" "all[0]['samples'] > 0" \
        "all[0]['samples'] + all[0]['lost'] == round(all[0]['statistics_seconds'] * all[0]['rate_hz'])"
    plug_whole
}

# start_record NAME OPTION...: until its first samples are in the file
start_record() {
    background "$1" "${@:2}" record --duration 36000 --rate 10000 --out "$user_home/$1.aer"
    recorded=$user_home/$1.aer
    need "samples are recorded" wait_for at_least 8000 size_of "$recorded"
}
more_samples() { need "more samples come" wait_for at_least $(($(size_of "$recorded") + 8000)) size_of "$recorded"; }
# end_record STATUS NAME EXPRESSION...: Ctrl+C; what was received and what is missing must be all there was
end_record() {
    kill -INT "$pid"
    ended "$1" "$2"
    told "$2" "all[0]['samples'] > 0" \
        "[recording('$user_home/$2.aer')[k] for k in ('samples', 'missing', 'gaps')] == [all[0][k] for k in ('samples', 'missing', 'gaps')]" \
        "recording('$user_home/$2.aer')['whole']" "recording('$user_home/$2.aer')['streams'] == 1" \
        "recording('$user_home/$2.aer')['end'] == all[0]['samples'] + all[0]['missing']" \
        "recording('$user_home/$2.aer')['jitter'] < 2" "${@:3}"
}

record_through() {
    local from until
    start_record through -v
    from=$(now)
    pull_wait
    plug_whole
    more_samples
    until=$(now)
    end_record 0 through "o['away_seconds'] > 0" "o['gaps'] >= 1" "o['missing'] > 0" \
        "recording('$user_home/through.aer')['causes'].get('link_lost', 0) > 0" \
        "recording('$user_home/through.aer')['end'] >= ($until - $from - 1) * 10000"
    time_to_lost /shared/through.err
}

record_cut() {
    start_record record_cut -v
    pull_wait
    need "the loss is noticed" wait_for closed_in /shared/record_cut.err
    sleep 0.5
    end_record 1 record_cut "o['error'] == 'LinkLost'" "all[0]['away_seconds'] > 0"
    plug_whole
}

disconnects() { log_since_mark | grep -c "USB disconnect"; }
cycles() {
    local n before after
    start_record cycles -v
    before=$(find "/proc/$pid/fd" | wc -l)
    mark_log
    for ((n = 1; n <= 20; n++)); do
        pull
        plug || true
        # Every second time it is pulled as soon as it is there, else in the middle of being enumerated.
        [ $((n % 2)) = 0 ] || wait_for device_dir "$kit_serial"
    done
    check "no warning of the kernel in 20 cycles" not grep -E "WARNING:|BUG:|blocked for" <(log_since_mark)
    check "the kernel saw at least every second one" at_least 10 disconnects
    note "$(disconnects) disconnects; the kernel said of what was pulled while it looked:"
    log_since_mark | grep -iE 'invalid|config|error|unable|cannot|failed|timed out|not responding' || true
    need "the kit is there with its ports" wait_for complete
    more_samples
    after=$(find "/proc/$pid/fd" | wc -l)
    check "no files stay open in aiesim ($before, $after)" test "$after" -le $((before + 2))
    end_record 0 cycles "o['gaps'] >= 1" "o['away_seconds'] > 0"
    pull_wait
    mark_log
    plug_whole
    aiesim 0 at_last info
    told at_last "'console' in o['capabilities']"
    check "the kernel has no complaint" log_is_clean
}

need "vhci_hcd loads" load_usb
need "udevd runs" start_udev
make_user
# shellcheck disable=SC2034 # for start_kit
as=("${as_tester[@]}")
# At a reset it stays on the bus: nobody but us would attach it again. usb_flows.sh has the other way.
start_kit --usbip "127.0.0.1:$server_port" --reset stay
plug_whole
for flow in names power_cut record_through record_cut push cycles; do
    note "--- $flow"
    $flow
done
summary
