// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_kernels.h"

#include "block_loops.h"

#include <array>
#include <bit>

static_assert(std::endian::native == std::endian::little, "words in files are little endian");

// One set of functions per instruction set. A macro, as the target attribute cannot depend on a template parameter.
#define AIESIM_KERNELS(Set, TARGET)                                                                                    \
    template <typename Word>                                                                                           \
    struct Set {                                                                                                       \
        TARGET static void extent(const Word *words, BlockExtent<Word> &result)                                        \
        {                                                                                                              \
            block_loops::extent(words, result);                                                                        \
        }                                                                                                              \
        TARGET static unsigned outside(const Word *words, Word low, Word span)                                         \
        {                                                                                                              \
            return block_loops::outside(words, low, span);                                                             \
        }                                                                                                              \
        TARGET static unsigned findOutside(const Word *words, Word low, Word span, std::uint8_t *positions)            \
        {                                                                                                              \
            return block_loops::findOutside(words, low, span, positions);                                              \
        }                                                                                                              \
        TARGET static BlockSplit<Word> split(const Word *words, Word threshold)                                        \
        {                                                                                                              \
            return block_loops::split(words, threshold);                                                               \
        }                                                                                                              \
        template <unsigned Width>                                                                                      \
        TARGET static void packWidth(const Word *words, Word reference, std::uint8_t *packed)                          \
        {                                                                                                              \
            block_loops::pack<Word, Width>(words, reference, packed);                                                  \
        }                                                                                                              \
        template <unsigned Width>                                                                                      \
        TARGET static void unpackWidth(const std::uint8_t *packed, Word reference, Word *words)                        \
        {                                                                                                              \
            block_loops::unpack<Word, Width>(packed, reference, words);                                                \
        }                                                                                                              \
    };

namespace device_link {

namespace {

AIESIM_KERNELS(PortableKernels, )
#if defined(__x86_64__)
AIESIM_KERNELS(Avx2Kernels, __attribute__((target("avx2"))))
#endif

template <template <typename> typename Set, typename Word, unsigned... Widths>
struct Packing {
    using Pack = void (*)(const Word *, Word, std::uint8_t *);
    using Unpack = void (*)(const std::uint8_t *, Word, Word *);
    static constexpr std::array<Pack, sizeof...(Widths)> packs{&Set<Word>::template packWidth<Widths>...};
    static constexpr std::array<Unpack, sizeof...(Widths)> unpacks{&Set<Word>::template unpackWidth<Widths>...};
    static void pack(const Word *words, Word reference, unsigned width, std::uint8_t *packed)
    {
        packs[width](words, reference, packed);
    }
    static void unpack(const std::uint8_t *packed, Word reference, unsigned width, Word *words)
    {
        unpacks[width](packed, reference, words);
    }
};

template <template <typename> typename Set, typename Word, unsigned... Widths>
constexpr BlockKernels<Word> kernelsOf(std::integer_sequence<unsigned, Widths...>)
{
    using P = Packing<Set, Word, Widths...>;
    return {&Set<Word>::extent, &Set<Word>::outside, &Set<Word>::findOutside, &Set<Word>::split, &P::pack, &P::unpack};
}

template <typename Word>
using AllWidths = std::make_integer_sequence<unsigned, std::numeric_limits<Word>::digits + 1>;

} // namespace

template <typename Word>
const BlockKernels<Word> &blockKernels(CodecPath path)
{
    static constexpr BlockKernels<Word> portable = kernelsOf<PortableKernels, Word>(AllWidths<Word>());
#if defined(__x86_64__)
    static constexpr BlockKernels<Word> avx2 = kernelsOf<Avx2Kernels, Word>(AllWidths<Word>());
    static const bool fast = __builtin_cpu_supports("avx2") != 0;
    if (fast && path == CodecPath::Best)
        return avx2;
#endif
    return portable;
}

template const BlockKernels<std::uint8_t> &blockKernels(CodecPath path);
template const BlockKernels<std::uint16_t> &blockKernels(CodecPath path);
template const BlockKernels<std::uint32_t> &blockKernels(CodecPath path);

} // namespace device_link
