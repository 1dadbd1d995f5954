# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts on the host share.

export PATH=$PATH:/usr/sbin:/sbin

say() { printf '[usb_guest] %s\n' "$*"; }

now_ms() { date +%s%3N; }

# seconds_since START_MS: with one decimal
seconds_since() {
    local ms=$(($(now_ms) - $1))
    printf '%d.%d' $((ms / 1000)) $((ms % 1000 / 100))
}

# Nothing was tested. ctest shows exit code 77 as "Skipped", never as passed; where a skip must not happen (CI), set
# AIESIM_GUEST_REQUIRED=1 and it is a failure.
skip() {
    printf '%s\n' \
        '######################################################################' \
        '##  SKIPPED: USB was NOT tested against a Linux kernel.' \
        "##  Reason: $*" \
        '##  installer/dev test installs what is needed (Debian 12, amd64).' \
        '######################################################################' >&2
    [ "${AIESIM_GUEST_REQUIRED:-0}" = 1 ] && exit 1
    exit 77
}
