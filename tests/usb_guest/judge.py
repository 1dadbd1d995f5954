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


@functools.lru_cache
def recording(directory):
    """What samples.csv of `aiesim record` holds. Every index must be a row or in a gap."""
    found = {"samples": 0, "missing": 0, "gaps": 0, "causes": {}, "streams": 0, "whole": True, "jitter": 0.0,
             "seconds": 0.0, "end": 0}
    start = first = last = None
    following, rate = 0, 0.0
    with open(directory + "/samples.csv", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# stream "):
                found["streams"] += 1
                rate = float(re.search(r"rate_hz=(\S+)", line)[1])
                start, following = None, 0
            elif line.startswith("# gap "):
                begin, count, cause = re.match(r"# gap first=(\d+) count=(\d+) cause=(\S+)", line).groups()
                found["whole"] &= int(begin) == following
                following += int(count)
                found["gaps"] += 1
                found["missing"] += int(count)
                found["causes"][cause] = found["causes"].get(cause, 0) + int(count)
            elif line[0].isdigit():
                index, at = line.split(",", 2)[:2]
                index, last = int(index), int(at)
                found["whole"] &= index == following
                following = index + 1
                found["samples"] += 1
                if start is None:
                    start, first = last - index / rate * 1e9, last if first is None else first
                # How far, in samples, a row is from where its index puts it
                found["jitter"] = max(found["jitter"], abs(last - start - index / rate * 1e9) * rate / 1e9)
    if last is not None:
        found["seconds"] = (last - first) / 1e9
    found["end"] = following
    return found


def judge(path, expressions):
    """o: the last JSON object, all: all of them, recording(directory), ordered(a, b, ...)"""
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
