// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace device_link {

/// Arrays of numbers begin where a pair of the CPU's cache lines does: a block of 64 words is fetched as one.
inline constexpr std::align_val_t kArrayAlignment{128};

struct AlignedDelete {
    void operator()(void *array) const { ::operator delete[](array, kArrayAlignment); }
};
/// Of types that need no destructor.
template <typename T>
using AlignedArray = std::unique_ptr<T[], AlignedDelete>;

/// The memory is asked for and not touched.
template <typename T>
AlignedArray<T> alignedArray(std::size_t count)
{
    return AlignedArray<T>(static_cast<T *>(::operator new[](count * sizeof(T), kArrayAlignment)));
}

} // namespace device_link
