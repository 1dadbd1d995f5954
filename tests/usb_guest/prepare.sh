#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# prepare.sh CACHE_DIR: fetches Debian's kernel and makes of it what the guest boots:
#   vmlinux, initramfs.gz, kernel_version and modules/lib/modules/VERSION.
# Does nothing when they are there. Needs no root, and no network once the kernel is in the cache.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
# shellcheck source=tests/usb_guest/common.sh
. "$here/common.sh"
[ $# = 1 ] || { echo "usage: prepare.sh CACHE_DIR" >&2; exit 2; }
start=$(now_ms)
mkdir -p "$1"
cd "$1"
exec 9>lock
flock 9 # a second run waits, then finds everything done

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || skip "this machine is not Linux on x86-64"
for tool in qemu-system-x86_64 busybox cpio modprobe udevadm usbip xz apt-get dpkg-deb setpriv; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done
[ -x /usr/bin/python3 ] || skip "/usr/bin/python3 is not installed"
[ -x /lib/systemd/systemd-udevd ] || skip "systemd-udevd is not installed"

fetch_kernel() {
    local package
    package=$(apt-cache depends linux-image-amd64 | awk '$1 == "Depends:" { print $2; exit }')
    [ -n "$package" ] || return 1
    rm -f ./*.deb
    # apt checks the archive's signature and the file's hash. As root it drops to user _apt where it can, and says so.
    apt-get download -q "$package" >apt.log 2>&1 && ls ./"$package"_*.deb >/dev/null
}

if [ ! -s kernel_version ]; then
    # Old package lists name a kernel that the mirror no longer has.
    if ! fetch_kernel; then
        as_root=()
        [ "$(id -u)" = 0 ] || as_root=(sudo -n)
        "${as_root[@]}" apt-get update -q 2>&1 | tail -n 5 || true
        fetch_kernel || skip "Debian's kernel package cannot be had: $(tail -n 1 apt.log 2>/dev/null)"
    fi
    say "kernel package downloaded after $(seconds_since "$start") s"
    rm -rf unpacked modules vmlinux initramfs.gz
    mkdir unpacked modules
    dpkg-deb --fsys-tarfile ./*.deb | tar -x -C unpacked --wildcards './boot/vmlinuz-*' './lib/modules/*/modules.*' \
        './lib/modules/*/kernel/drivers/'{usb,virtio}'/*' \
        './lib/modules/*/kernel/net/9p/*' './lib/modules/*/kernel/fs/'{9p,netfs,fscache,overlayfs}'/*'
    mv unpacked/lib modules/
    version=$(ls modules/lib/modules)
    depmod -b modules "$version"
    # QEMU starts an uncompressed kernel at once (PVH); to unpack it in the guest costs seconds at each boot. The kernel
    # is one xz stream inside vmlinuz, but the stream's first bytes occur elsewhere as well.
    image=unpacked/boot/vmlinuz-$version
    while IFS=: read -r offset _; do
        tail -c "+$((offset + 1))" "$image" | xz -dcq --single-stream >vmlinux 2>/dev/null || true
        [ "$(head -c 4 vmlinux | tail -c 3)" = ELF ] && break
    done < <(LC_ALL=C grep -aboP '\xFD7zXZ\x00' "$image")
    [ "$(head -c 4 vmlinux | tail -c 3)" = ELF ] || { say "no kernel inside $image"; exit 1; }
    rm -rf unpacked ./*.deb
    printf '%s\n' "$version" >kernel_version # last: it says that all of the above is complete
fi

version=$(cat kernel_version)
if [ ! -s initramfs.gz ] || [ "$here/guest_init" -nt initramfs.gz ] || [ "$here/prepare.sh" -nt initramfs.gz ]; then
    rm -rf initramfs
    mkdir -p initramfs/{bin,modules,proc,sys,dev,lower,writable,root}
    # The static one: the initramfs has no libc.
    cp "$(command -v busybox)" initramfs/bin/busybox
    cp "$here/guest_init" initramfs/init
    chmod +x initramfs/init
    # Only what reaches the root file system; all else is loaded from there.
    for module in virtio_pci 9pnet_virtio 9p overlay; do
        modprobe -d modules -S "$version" --show-depends "$module"
    done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r path; do
        cp "$path" initramfs/modules/
        basename "$path" >>initramfs/modules/order
    done
    (cd initramfs && find . | cpio -o -H newc --quiet | gzip -1) >initramfs.part
    rm -rf initramfs
    mv initramfs.part initramfs.gz
fi
say "Linux $version prepared in $(seconds_since "$start") s"
