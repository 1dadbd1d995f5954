// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"
#include "framing/sample_block.h"

#include <optional>

namespace device_link {

/// Takes the sample blocks of one port in its link thread.
class SampleSink
{
public:
    virtual ~SampleSink() = default;
    virtual void block(framing::ByteView payload) = 0;
    /// The report that is due every 50 ms; empty while there is nothing to report.
    [[nodiscard]] virtual std::optional<framing::SampleReport> report() const = 0;
};

} // namespace device_link
