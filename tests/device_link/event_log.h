// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

namespace test_kit {

using namespace device_link;

/// The events of a session, in the order they came.
struct EventLog {
    explicit EventLog(KitSession *session)
    {
        QObject::connect(
            session, &KitSession::event, &context, [this](const KitEvent &event) { events.append(event); });
    }
    /// True when the sequence has neither hole nor repeat within each boot.
    [[nodiscard]] bool isWhole() const
    {
        for (qsizetype i = 1; i < events.size(); ++i) {
            const bool sameBoot = events[i].bootId == events[i - 1].bootId;
            if (sameBoot ? events[i].sequence != events[i - 1].sequence + 1 : events[i].sequence != 1)
                return false;
        }
        return true;
    }
    QObject context;
    QList<KitEvent> events;
};

} // namespace test_kit
