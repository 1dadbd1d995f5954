// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/session/clock_map.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace device_link {

/// Keeps the map from the kit's clock to ours: ten exchanges in the first second, then one per second
/// (PROTOCOL.md §8). The stamps are those of the link thread.
class ClockSync : public QObject
{
    Q_OBJECT
public:
    explicit ClockSync(std::shared_ptr<AiesimClient> client);
    void start();
    void stop();
    [[nodiscard]] const ClockMap &map() const { return m_map; }

private:
    void ask();
    void take(const SmpReply &reply);
    std::shared_ptr<AiesimClient> m_client;
    ClockMap m_map;
    QTimer m_timer;
    int m_quick = 0; ///< exchanges left of the first second
    bool m_waiting = false;
};

} // namespace device_link
