#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The guest itself: kernel, modules, udevd, an unprivileged user, and that our programs run in it.
set -euo pipefail
# shellcheck source=tests/usb_guest/guest_lib.sh
. "$AIESIM_GUEST_LIB"

check "vhci_hcd loads" load_usb
check "vhci_hcd has ports" grep -q '^hs' /sys/devices/platform/vhci_hcd.0/status
check "udevd answers" start_udev
check "cdc_acm can be loaded by its alias" modprobe usb:v1209p0001d0100dcEFdsc02dp01ic02isc02ip01in01
check "stock usbip talks to vhci_hcd" usbip port
make_user
check "the user is not root" equal $user_id "$(as_user id -u)"
check "the user has no further group" equal $user_id "$(as_user id -G)"
check "the user cannot attach devices" not as_user test -w /sys/devices/platform/vhci_hcd.0/attach
check "aiesim --help" contains "Usage: aiesim" as_user "$bin/aiesim" --help
check "aiesim-virtual-kit --version" as_user "$bin/aiesim-virtual-kit" --version
check "aiesim on a kit of its own" contains '"simulated":true' as_user "$bin/aiesim" info --json
free -m >/shared/memory.txt
summary
