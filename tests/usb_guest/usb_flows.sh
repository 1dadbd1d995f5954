#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The product's flows over real USB: everything `aiesim` does with a kit, as an unprivileged user on usb:SERIAL.
# shellcheck disable=SC2317 # check and wait_for call functions by name
set -euo pipefail
# shellcheck source=tests/usb_guest/guest_lib.sh
. "$AIESIM_GUEST_LIB"

images=$AIESIM_SOURCE/resources/firmware
# Of sample-1.2.3.bin: the hash in its TLV, which names it in the slots
sample_hash=e7637efa82fa3b4fc4c5b92aaccba58e9ae92c68b647f2e648afc3a126002b12

devices() {
    aiesim 0 devices devices
    told devices "sum(d.get('kind') == 'kit' for d in all) == 1" \
        "[d['url'] for d in all if d['serial'] == '$kit_serial'] == ['$kit_url']" \
        "[(p['role'], p.get('path')) for d in all if d['serial'] == '$kit_serial' for p in d['ports']] == [('kit', None), ('at', '/dev/ttyACM0'), ('console', '/dev/ttyACM1')]" \
        "not any('/dev/ttyACM' in str(d) for d in all if d.get('kind') != 'kit')"
}

identity() {
    aiesim 0 info info
    told info "o['serial'] == '$kit_serial'" "o['simulated'] is True" "len(o['eid']) == 32" "o['imei'].isdigit()" \
        "{'power', 'latency', 'modem', 'card', 'prompt', 'account', 'firmware', 'console'} <= set(o['capabilities'])"
}

# The session has the whole kit: nobody else may have any of its ports, and is told who has it.
held() {
    background power power --duration 36000
    local node
    node=$(device_node)
    need "the session has $node open" wait_for opened_by "$pid" "$node"
    need "the session has the console open" wait_for opened_by "$pid" /dev/ttyACM1
    kit_url=usb:$kit_serial,role=kit aiesim 1 held_kit info
    told held_kit "o['error'] == 'HeldByOther'" "'$node is open in aiesim (process $pid)' in o['detail']"
    kit_url=usb:$kit_serial,role=at aiesim 1 held_at info
    told held_at "o['error'] == 'HeldByOther'" "'/dev/ttyACM0' in o['detail']" "'process $pid' in o['detail']"
    check "stderr says it in one line" equal 1 "$(grep -c "process $pid" /shared/held_kit.err)"
    kill -INT "$pid"
    ended 0 power
    told power "o['rate_hz'] == 100000" "o['samples'] > 0" "o['current']['count'] == o['samples']" \
        "o['samples'] + o['lost'] == round(o['statistics_seconds'] * o['rate_hz'])" \
        "o['silent_seconds'] == 0" "o['power']['energy_joule'] > 0" "2 < o['voltage']['mean'] < 6" \
        "ordered(o['current']['min'], o['current']['mean'], o['current']['rms'], o['current']['max'])"
}
opened_by() { find "/proc/$1/fd" -lname "$2" | grep -q .; }

# The prompt has the kit's interface alone; the two tty ports are free and answer meanwhile.
prompt_beside_the_ttys() {
    kit_url=usb:$kit_serial,role=kit background prompt prompt "Why is the sky blue?" --max-tokens 8
    need "the prompt has the kit's node open" wait_for opened_by "$pid" "$(device_node)"
    check "AT answers on ttyACM0" contains OK at /dev/ttyACM0 AT
    check "AT tells the IMEI" contains 35 at /dev/ttyACM0 AT+CGSN
    kit_url=serial:/dev/ttyACM1,role=console aiesim 0 console firmware state
    told console "o['slots'][0]['version'] == '1.0.0'" "o['slots'][0]['active']"
    kit_url=usb:$kit_serial,role=at aiesim 0 profiles_at profiles list
    told profiles_at "len(o['profiles']) > 1"
    ended 0 prompt
    told prompt "o['finish'] == 'length'" "o['usage']['completion_tokens'] == 8" "len(o['tokens']) == 8" "o['answer']" \
        "o['charge_micro'] > 0" "o['money']['micro'] > 0" "o['metrics']['ttft_dev_ms'] > 0" \
        "o['energy']['total_joule'] > 0" "o['energy']['complete'] or o['energy']['missing_samples'] > 0"
}

account() {
    aiesim 0 ledger account ledger
    aiesim 0 account account show
    local charge balance
    charge=$(field prompt charge_micro)
    balance=$(field account balance_micro)
    told ledger "all[0]['kind'] == 'grant'" "[e['number'] for e in all] == [*range(1, len(all) + 1)]" \
        "o['balance_micro'] == $balance" "all[0]['balance_micro'] - $balance == $charge"
    told account "o['reserved_micro'] == 0" "o['available_micro'] == o['balance_micro']"
}
# field NAME KEY: a whole number of the last object
field() { grep -o "\"$2\":[0-9]*" "/shared/$1.json" | tail -n 1 | cut -d: -f2; }

latency() {
    aiesim 0 latency latency --count 4 --interval 50
    told latency "len(all) == 5" "o['answered'] + o['lost'] == 4" "o['answered'] > 0" \
        "{p['index'] for p in all[:-1]} == {0, 1, 2, 3}" "all[0]['radio_ms'] + all[0]['core_ms'] <= all[0]['rtt_ms'] + 0.01" \
        "ordered(0, o['rtt_ms']['min'], o['rtt_ms']['p50'], o['rtt_ms']['max'])"
}

record() {
    aiesim 0 record record --duration 1.5 --rate 10000 --out "$user_home/record.aer"
    told record "o['samples'] > 0" "o['rate_hz'] == 10000" "o['away_seconds'] == 0" "o['silent_seconds'] == 0" \
        "[recording(o['out'])[k] for k in ('samples', 'missing', 'gaps')] == [o[k] for k in ('samples', 'missing', 'gaps')]" \
        "recording(o['out'])['whole']" "recording(o['out'])['streams'] == 1" "recording(o['out'])['jitter'] < 1" \
        "recording(o['out'])['end'] == o['samples'] + o['missing']" "recording(o['out'])['end'] >= 12500"
}

profiles() {
    aiesim 0 profiles profiles list
    told profiles "[p['state'] for p in o['profiles']].count('enabled') == 1" "len(o['profiles']) > 1" \
        "len({p['iccid'] for p in o['profiles']}) == len(o['profiles'])"
    local first other
    first=$(iccids enabled | head -n 1)
    other=$(iccids disabled | head -n 1)
    aiesim 0 enable profiles enable "$other"
    told enable "o['card_reset'] is True" "[p['iccid'] for p in o['profiles'] if p['state'] == 'enabled'] == ['$other']"
    aiesim 0 back profiles enable "$first"
    told back "[p['iccid'] for p in o['profiles'] if p['state'] == 'enabled'] == ['$first']"
}
# iccids STATE: of the profiles in that state
iccids() { grep -o '{[^{}]*}' /shared/profiles.json | grep "\"state\":\"$1\"" | sed 's/.*"iccid":"\([0-9]*\)".*/\1/'; }

# The kit resets: it leaves the bus and comes back with another address, and aiesim with it.
firmware() {
    local before after
    aiesim 0 state firmware state
    told state "len(o['slots']) == 1" "o['slots'][0]['version'] == '1.0.0'" "o['slots'][0]['confirmed']"
    before=$(attributes "$device" devnum)
    aiesim 0 push firmware push "$images/sample-1.2.3.bin"
    told push "o['outcome'] == 'onTrial'" "[s['version'] for s in o['slots']] == ['1.2.3', '1.0.0']" \
        "o['slots'][0]['hash'] == '$sample_hash'" "o['slots'][0]['active'] and not o['slots'][0]['confirmed']"
    plugged
    after=$(attributes "$device" devnum)
    check "the kit has another address ($before, $after)" test "$before" != "$after"
    aiesim 0 confirm firmware confirm
    told confirm "o['slots'][0]['version'] == '1.2.3'" "o['slots'][0]['confirmed'] and o['slots'][0]['active']"
}

# What is told to who may not open the node must work when it is done.
sudo() { "$@"; }
no_permission() {
    local node rules=/run/udev/rules.d/70-aiesim-workbench.rules command
    node=$(device_node)
    chown root "$node"
    chmod 600 "$node"
    kit_url=usb:$kit_serial,role=kit aiesim 1 refused info
    told refused "o['error'] == 'NoPermission'" "'$node' in o['detail']" "'$rules' in o['detail']" \
        "'sudo chmod o+rw $node' == o['remedy']"
    sudo chmod o+rw "$node"
    kit_url=usb:$kit_serial,role=kit aiesim 0 let_in info

    note "--- and without our rule"
    rm "$rules"
    udevadm control --reload
    udevadm trigger --settle "$device"
    chown root "$node"
    chmod 600 "$node"
    aiesim 0 in_part info
    check "the whole kit goes on with its other ports, and says so" contains "$node" \
        grep -F "Going on without one of the ports" /shared/in_part.err
    kit_url=usb:$kit_serial,role=kit aiesim 1 no_rule info
    told no_rule "o['error'] == 'NoPermission'" "'$node' in o['detail']"
    command=$(sed -n 's/^aiesim: This mends it: //p' /shared/no_rule.err)
    check "the remedy is a command" grep -q '^echo .*sudo udevadm trigger' <<<"$command"
    eval "$command" >/dev/null || true # by the sudo above
    udevadm settle
    check "the remedy gives the user the node" as_user test -r "$node" -a -w "$node"
}

need "vhci_hcd loads" load_usb
need "udevd runs" start_udev
make_user
mark_log
start_kit --usb-attach
plugged
for flow in devices identity held prompt_beside_the_ttys account latency record profiles firmware no_permission; do
    note "--- $flow"
    $flow
done
# The push resets the kit: it is unplugged while the kernel may be sending to it, and EPIPE is what vhci_tx.c says then.
check "the kernel has no complaint" log_is_clean "vhci_hcd: sendmsg failed!, ret=-32"
summary
