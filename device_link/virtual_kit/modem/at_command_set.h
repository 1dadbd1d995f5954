// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "at_command.h"
#include "at_reply.h"

#include <optional>

namespace virtual_kit {

/// A group of AT commands that share state.
class AtCommandSet
{
public:
    virtual ~AtCommandSet() = default;
    /// Empty: not a command of this set.
    [[nodiscard]] virtual std::optional<AtReply> run(const AtCommand &command) = 0;
    /// ATZ, AT&F: back to the settings of power-on.
    virtual void resetSettings() { }
};

} // namespace virtual_kit
