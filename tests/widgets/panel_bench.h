// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit_fixture.h"

#include "widgets/kit/kit_context.h"

namespace test_kit {

constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time

/// A kit process, and the models of a session on one of its ports.
struct PanelBench {
    explicit PanelBench(QStringList options = {})
        : process(std::move(options))
    {
    }
    ~PanelBench()
    {
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open(device_link::PortRole role = device_link::PortRole::Kit)
    {
        if (!process.start())
            return false;
        kit = std::make_shared<widgets::KitContext>(device_link::KitSession::create({process.serialUrl(role)}));
        kit->open();
        return true;
    }
    [[nodiscard]] device_link::SessionState state() const { return kit->session()->state(); }
    [[nodiscard]] bool connected() const { return state() == device_link::SessionState::Connected; }
    [[nodiscard]] bool registered() const
    {
        const int stat = kit->facts()->modem() ? kit->facts()->modem()->registration.value_or(0) : 0;
        return stat == 1 || stat == 5;
    }

    VirtualKit process;
    std::shared_ptr<widgets::KitContext> kit;
};

} // namespace test_kit
