#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# accessibility_bus.sh WORKBENCH: starts the workbench on a display and a session bus of its own and walks it as a screen
# reader does. Exit status 77: not tested, something it needs is not installed.
set -eu
python=/usr/bin/python3 # where Debian's bindings are; another python3 in the PATH does not see them
missing=
for tool in xvfb-run dbus-run-session; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
[ -x /usr/libexec/at-spi-bus-launcher ] || missing="$missing at-spi2-core"
"$python" -c 'import pyatspi' 2>/dev/null || missing="$missing python3-pyatspi"
if [ -n "$missing" ]; then
    echo "SKIPPED: THE ACCESSIBILITY BUS WAS NOT TESTED. Missing:$missing (installer/dev test installs it)" >&2
    exit 77
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_RUNTIME_DIR="$home" XDG_CONFIG_HOME="$home" XDG_DATA_HOME="$home" LANG=C.UTF-8
export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS
xvfb-run -a -s "-screen 0 1680x1050x24" dbus-run-session -- "$python" "$(dirname "$0")/accessibility_bus.py" "$1"
