// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace device_link {

/// minimap.raw of a `.ppk2` file: least and greatest current of at most 10,000 parts of the session, as the profiler's
/// chart below the chart has them. When all parts are used two neighbours become one.
///
/// JSON: {"lastElementFoldCount", "data": {"length", "min": [{"x", "y"}], "max": [...]}, "maxNumberOfElements",
/// "numberOfTimesToFold"}, x in µs, y in nA and at least 200 (for a logarithmic axis). min and max have as many
/// elements as the most that there can be; null after length.
class Ppk2Minimap
{
public:
    /// Adds the next sample. NaN: missing.
    void add(double microAmperes, double timeUs);
    [[nodiscard]] QByteArray json() const;

private:
    static constexpr std::size_t kParts = 10'000;
    struct Part {
        double timeUs = 0;
        double min = 0, max = 0; ///< nA; min above max: all of it is missing
    };
    void fold();

    std::vector<Part> m_parts;
    std::uint64_t m_perPart = 1; ///< samples
    std::uint64_t m_inLast = 0;  ///< samples in the last part; 0: it is full
};

} // namespace device_link
