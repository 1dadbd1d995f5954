// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/at_client.h"
#include "device_link/protocols/clock_sync.h"
#include "device_link/protocols/event_receiver.h"
#include "device_link/protocols/ppk2_client.h"
#include "device_link/session/kit_identity.h"
#include "device_link/session/link.h"

#include <QCoroTask>

#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

/// One port of a session: its link, the clients that speak over it, and who answered. GUI thread.
struct Port {
    Port(const DeviceUrl &url, int requestTimeoutMs);
    ~Port();
    Port(const Port &) = delete;
    Port &operator=(const Port &) = delete;

    [[nodiscard]] PortRole role() const { return link->url().role; }
    /// The aiesim group answers here.
    [[nodiscard]] bool isKit() const { return hello.has_value(); }
    [[nodiscard]] bool offers(const char *capability) const;

    std::unique_ptr<Link> link;
    std::shared_ptr<SmpClient> smp;        ///< kit and console
    std::shared_ptr<AiesimClient> aiesim;  ///< kit and console
    std::shared_ptr<EventReceiver> events; ///< kit and console
    std::unique_ptr<ClockSync> clock;      ///< kit and console
    std::shared_ptr<AtClient> at;          ///< at
    std::shared_ptr<Ppk2Client> meter;     ///< meter
    std::optional<KitHello> hello;
    KitIdentity identity;
    bool up = false;         ///< greeted, and not lost since
    bool wasUp = false;      ///< was up once: worth coming back to
    bool returning = false;  ///< it is being brought back
    bool restarting = false; ///< the kit is known to restart: its state counts, whichever port it is
    bool taken = false;      ///< another kit answers here now
    bool overdue = false;    ///< it was to restart and is away for longer than that takes
    std::optional<Error> error;
};

/// Opens the link when it is not open, and learns who is there. Leaves the link open when it succeeds.
[[nodiscard]] QCoro::Task<Result<void>> bringUp(std::shared_ptr<Port> port, std::stop_token stop);

} // namespace device_link
