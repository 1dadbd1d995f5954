// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/transports/modem_manager.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace widgets {

class KitContext;

/// ModemManager has the port that this error is about, or seems to have it.
[[nodiscard]] bool heldByModemManager(const device_link::Error &error);

/// What ModemManager has lent of a kit's ports: kept until the kit is disconnected or goes, then given back. It only
/// keeps; who may call ModemManager asks (see LinkBanner::borrowRequested).
class ModemManagerLoan : public QObject
{
    Q_OBJECT
public:
    explicit ModemManagerLoan(KitContext *kit);
    ~ModemManagerLoan() override;

    [[nodiscard]] bool asking() const { return m_asking; }
    [[nodiscard]] bool held() const { return !m_held.empty(); }
    /// Why nothing was lent when it was last asked for; empty again once the kit is connected.
    [[nodiscard]] const std::optional<device_link::Error> &refusal() const { return m_refusal; }

    /// It is asked for now. The token stops when nobody waits for the answer any more.
    [[nodiscard]] std::stop_token beginAsking();
    void stopAsking();
    /// Takes the answer to what began with this token; false, and it is given back at once, when nobody waits for it.
    bool take(const std::stop_token &asked, const device_link::ModemManagerLoans &loans);

Q_SIGNALS:
    void changed();
    void lost(const device_link::Error &error); ///< ModemManager or the bus has ended

private:
    void onKitState();
    void keep(const std::shared_ptr<device_link::ModemManagerInhibition> &loan);

    KitContext *m_kit; ///< our parent
    std::stop_source m_stop;
    std::vector<std::shared_ptr<device_link::ModemManagerInhibition>> m_held;
    std::optional<device_link::Error> m_refusal;
    bool m_asking = false;
};

} // namespace widgets
