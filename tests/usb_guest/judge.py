#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges what aiesim printed. Standard library only.

judge.py json FILE EXPRESSION...   each Python expression must be true; names: see judge()
judge.py image FILE BYTES          makes an MCUboot image, sound but unsigned (version 9.9.9)
judge.py lost DMESG LOG            milliseconds from the kernel's last disconnect to "closed" in a log of aiesim -v
"""
import datetime
import functools
import hashlib
import json
import re
import struct
import sys
import time


CAUSES = {0: "kit_dropped", 1: "link_lost", 2: "corrupted", 3: "recorder_overrun"}


def records(path):
    """(type, head, body) of every record of a recording (device_link/capture/FORMAT.md)."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89AER\r\n\x1a\n", "no recording"
    at = 24
    while at + 32 <= len(data) and data[at:at + 4] == b"\xae\x53\x1a\xc7":
        kind, _, head, body = struct.unpack_from("<BBHI", data, at + 12)
        end = at + 32 + head + body
        yield kind, data[at + 32:at + 32 + head], data[at + 32 + head:end]
        at = at + 32 + head + (body + 7) // 8 * 8


@functools.lru_cache
def recording(path):
    """What a file of `aiesim record` holds. Every index must be in samples or in a gap."""
    found = {"samples": 0, "missing": 0, "gaps": 0, "causes": {}, "streams": 0, "whole": True, "jitter": 0.0,
             "seconds": 0.0, "end": 0}
    following, rate, known, start, first, last = {}, {}, set(), {}, None, None
    for kind, head, body in records(path):
        if kind == 2:
            stream = struct.unpack_from("<I", head)[0]
            known.add(stream)
            at = body.index(b"\x67rate_hz")
            rate[stream] = cbor_number(body, at + 8)
        elif kind == 3:
            stream, count, index, time_ns, _, stamped = struct.unpack_from("<IIQqHH", head)
            found["whole"] &= index == following.get(stream, index if first is None else 0)
            following[stream] = index + count
            found["samples"] += count
            if first is None:
                first = time_ns
            period = 1e9 / rate[stream]
            origin = start.setdefault(stream, time_ns - index * period)
            # How far, in samples, a segment's stamp is from where its index puts it
            if stamped & 1:
                found["jitter"] = max(found["jitter"], abs(time_ns - origin - index * period) / period)
            last = time_ns + (count - 1) * period
        elif kind == 4:
            stream, cause, index, count = struct.unpack_from("<IIQQ", head)
            found["whole"] &= index == following.get(stream, 0)
            following[stream] = index + count
            found["gaps"] += 1
            found["missing"] += count
            name = CAUSES.get(cause, "unknown")
            found["causes"][name] = found["causes"].get(name, 0) + count
    if first is not None:
        found["seconds"] = (last - first) / 1e9
    found["streams"] = len(known)
    found["end"] = max(following.values(), default=0)
    return found


def cbor_number(data, at):
    """A CBOR integer or float at a place."""
    first = data[at]
    if first < 24:
        return first
    size, form = {24: (2, ">B"), 25: (3, ">H"), 26: (5, ">I"), 27: (9, ">Q"), 0xF9: (3, ">e"), 0xFA: (5, ">f"),
                  0xFB: (9, ">d")}[first]
    return struct.unpack(form, data[at + 1:at + size])[0]


def judge(path, expressions):
    """o: the last JSON object, all: all of them, recording(path), ordered(a, b, ...)"""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        objects = [json.loads(line) for line in text.splitlines()]
    except ValueError as error:
        sys.exit(f"not JSON lines: {error}\n{text[:1500]}")
    names = {"all": objects, "o": objects[-1] if objects else {}, "recording": recording,
             "ordered": lambda *values: list(values) == sorted(values)}
    bad = 0
    for expression in expressions:
        try:
            good = eval(expression, dict(names))
        except Exception as error:  # what is missing is a result, too
            good, expression = False, f"{expression}   ({type(error).__name__}: {error})"
        if not good:
            bad += 1
            print("not so:", expression)
    if bad:
        print(text[:3000])
    return bad != 0


def image(path, size):
    payload = bytes((i * 31 + i // 251) & 0xFF for i in range(size))
    header = struct.pack("<IIHHIIBBHII", 0x96F3B83D, 0, 0x200, 0, size, 0, 9, 9, 9, 0, 0)
    body = header.ljust(0x200, b"\0") + payload
    digest = hashlib.sha256(body).digest()
    with open(path, "wb") as file:
        file.write(body + struct.pack("<HHHH", 0x6907, 8 + len(digest), 0x10, len(digest)) + digest)


def lost(kernel_log, log):
    with open(kernel_log, encoding="utf-8", errors="replace") as file:
        at = [float(m[1]) for m in re.finditer(r"^\[ *([0-9.]+)\] usb \S+: USB disconnect", file.read(), re.M)][-1]
    at += time.time() - time.clock_gettime(time.CLOCK_MONOTONIC)
    took = []
    with open(log, encoding="utf-8", errors="replace") as file:
        for when, port in re.findall(r"\[([0-9: .-]+)\] \[aiesim\] \[trace\] (\w+) closed: ", file.read()):
            closed = datetime.datetime.strptime(when, "%Y-%m-%d %H:%M:%S.%f").timestamp()
            if closed >= at - 0.05 and port not in " ".join(took):
                took.append(f"{port} {1000 * (closed - at):.1f} ms")
    print(", ".join(took) or "not found")


def main(command, *arguments):
    if command == "json":
        return judge(arguments[0], arguments[1:])
    if command == "image":
        return image(arguments[0], int(arguments[1]))
    if command == "lost":
        return lost(*arguments)
    sys.exit(__doc__)


sys.exit(main(*sys.argv[1:]))
