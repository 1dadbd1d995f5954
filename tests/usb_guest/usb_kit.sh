#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The virtual kit as a USB device (device_link/PROTOCOL.md §1.1) before the real kernel: it attaches itself, and again
# through Debian's usbip. What the user does is done as an unprivileged user.
# shellcheck disable=SC2317 # check and wait_for call functions by name
set -euo pipefail
# shellcheck source=tests/usb_guest/guest_lib.sh
. "$AIESIM_GUEST_LIB"

# interface NUMBER FILE...: of the kit, as sysfs has it
interface() { attributes "$device/${device##*/}:1.$1" "${@:2}"; }
interface_class() { interface "$1" bInterfaceClass bInterfaceSubClass bInterfaceProtocol; }
properties() { udevadm info --query property "$1"; }

not_allowed() { # COMMAND...
    local text
    if text=$("$@" 2>&1) || ! grep -qi permission <<<"$text"; then
        echo "$text"
        return 1
    fi
}

link_to() { # by-id link with the kit's serial number to this tty
    local link
    for link in /dev/serial/by-id/*"$kit_serial"*; do
        [ "$(realpath "$link")" = "$1" ] && return
    done
    ls -l /dev/serial/by-id
    return 1
}

descriptors() {
    check "id" equal 1209/0001 "$(attributes "$device" idVendor idProduct)"
    check "bcdUSB" equal 2.01 "$(attributes "$device" version)"
    check "device class" equal ef/02/01 \
        "$(attributes "$device" bDeviceClass bDeviceSubClass bDeviceProtocol)"
    check "high speed" equal 480 "$(attributes "$device" speed)"
    check "it has a product string" test -s "$device/product"
    check "it has a manufacturer string" test -s "$device/manufacturer"
    check "five interfaces" equal 5 "$(attributes "$device" bNumInterfaces)"
    check "interface 0 is ours" equal ff/a1/01 "$(interface_class 0)"
    check "interface 0's string" equal "AI-eSIM kit" "$(interface 0 interface)"
    check "interface 0 has two endpoints" equal 02 "$(interface 0 bNumEndpoints)"
    check "interface 1 is CDC-ACM" equal 02/02/01 "$(interface_class 1)"
    check "interface 1's string" equal "AI-eSIM AT" "$(interface 1 interface)"
    check "interface 2 is CDC data" equal 0a/00/00 "$(interface_class 2)"
    check "interface 3 is CDC-ACM" equal 02/02/01 "$(interface_class 3)"
    check "interface 3's string" equal "AI-eSIM console" "$(interface 3 interface)"
    check "interface 4 is CDC data" equal 0a/00/00 "$(interface_class 4)"
    check "no driver takes interface 0" not test -e "$device/${device##*/}:1.0/driver"
    check "ttyACM0 is AT" equal /dev/ttyACM0 "$(tty_named "$device" "AI-eSIM AT")"
    check "ttyACM1 is the console" equal /dev/ttyACM1 "$(tty_named "$device" "AI-eSIM console")"
    local bos=$device/bos_descriptors # newer kernels have it
    [ ! -e "$bos" ] || check "it has BOS descriptors" test -s "$bos"
}

rules() {
    local path node
    node=/dev/$(sed -n 's/^DEVNAME=//p' "$device/uevent")
    for path in /dev/ttyACM0 /dev/ttyACM1 "$node"; do
        check "$path: ModemManager keeps off" contains ID_MM_DEVICE_IGNORE=1 properties "$path"
        check "$path: tag uaccess" contains :uaccess: properties "$path"
        check "$path: the user may open it" as_user test -r "$path" -a -w "$path"
    done
    check "ttyACM0 has a by-id link" link_to /dev/ttyACM0
    check "ttyACM1 has a by-id link" link_to /dev/ttyACM1
}

ports() {
    check "AT answers OK" contains OK at /dev/ttyACM0 AT
    check "ATI answers" contains OK at /dev/ttyACM0 ATI
    check "aiesim on the AT port" contains IMEI as_user "$bin/aiesim" --device "serial:/dev/ttyACM0,role=at" info
    check "aiesim on the console (SMP)" contains '"firmware"' \
        as_user "$bin/aiesim" --device "serial:/dev/ttyACM1,role=console" info --json
    check "aiesim on the whole kit" contains '"simulated":true' \
        as_user timeout "$wait_seconds" "$bin/aiesim" --device "usb:$kit_serial" info --json
    check "AT answers after that" contains OK at /dev/ttyACM0 AT
}

need "vhci_hcd loads" load_usb
need "udevd runs" start_udev
make_user

note "--- the kit attaches itself"
mark_log
check "the user may not plug it in, and is told" not_allowed as_user "$bin/aiesim-virtual-kit" --usb-attach
start_kit --usb-attach
check "the ready line has the serial number" contains "\"serial\":\"$kit_serial\"" echo "$kit_ready"
check "the ready line has usb" contains '"usb":{' echo "$kit_ready"
plugged
descriptors
rules
ports
check "aiesim measures power over USB" contains '"samples"' \
    as_user timeout "$wait_seconds" "$bin/aiesim" --device "usb:$kit_serial" power --duration 0.5 --json
check "the kernel has no complaint" log_is_clean
as_user timeout "$wait_seconds" cat /dev/ttyACM0 >/dev/null 2>&1 &
reader=$!
sleep 1 # whether it has opened the port by then or not, it must end
end_kit KILL || true
gone
rc=0
wait $reader || rc=$?
check "a reader of the port is told" test $rc != 124
check "no warning at the unplugging" not grep -E "WARNING:|BUG:" <(log_since_mark)

note "--- again, after the kill; ended in order"
mark_log
start_kit --usb-attach
plugged
check "AT answers OK" contains OK at /dev/ttyACM0 AT
check "the kernel has no complaint" log_is_clean
rc=0
end_kit TERM || rc=$?
check "SIGTERM ends it with status 0" equal 0 $rc
gone

note "--- stock usbip; the kit itself needs no root"
port=4455
usbip_=(usbip --tcp-port "$port")
mark_log
as=("${as_tester[@]}")
start_kit --usbip 127.0.0.1:$port
check "usbip list" contains "(1209:0001)" "${usbip_[@]}" list -r 127.0.0.1
"${usbip_[@]}" list -r 127.0.0.1 2>&1 | tee /shared/usbip-list.txt
bus_id=$(sed -n 's/^ *\([0-9][0-9.-]*\): .*(1209:0001).*/\1/p' /shared/usbip-list.txt)
need "usbip list has a bus id" test -n "$bus_id"
for round in 1 2; do
    need "usbip attach, round $round" "${usbip_[@]}" attach -r 127.0.0.1 -b "$bus_id"
    plugged
    check "usbip port" contains "usbip://127.0.0.1:$port/$bus_id" usbip port
    check "high speed" equal 480 "$(attributes "$device" speed)"
    if [ $round = 1 ]; then ports; else check "AT answers OK" contains OK at /dev/ttyACM0 AT; fi
    check "the kernel has no complaint" log_is_clean
    check "usbip detach" usbip detach -p 0
    gone
    mark_log
done
check "the kit is on offer again" contains "(1209:0001)" "${usbip_[@]}" list -r 127.0.0.1
need "usbip attach" "${usbip_[@]}" attach -r 127.0.0.1 -b "$bus_id"
plugged
end_kit KILL || true
gone
check "no warning at the unplugging" not grep -E "WARNING:|BUG:" <(log_since_mark)

summary
