// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// A property that must hold for every input.
#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                         \
            std::abort();                                                                                              \
        }                                                                                                              \
    } while (false)

/// Feeds data in pieces whose sizes come from the data itself, so that the fuzzer can choose the splits.
template <typename Feed>
void feedInPieces(framing::ByteView data, Feed feed)
{
    std::size_t salt = data.size();
    while (!data.empty()) {
        salt = salt * 31 + data.front();
        const std::size_t size = std::min(data.size(), 1 + salt % 7 * (salt % 5) * (salt % 3));
        feed(data.first(size));
        data = data.subspan(size);
    }
}
