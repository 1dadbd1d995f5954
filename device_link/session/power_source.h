// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "device_link/result.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace device_link {

/// What a kit granted when a stream was asked for.
struct StreamGrant {
    double requestedHz = 0;
    double rateHz = 0; ///< what it will send; lower than asked when the line or the kit cannot do more
    QString reason;    ///< why it is lower ("line"), empty when as asked
    bool reduced() const { return rateHz < requestedHz; }
};

/// Capability: samples of current and voltage of the kit's rail.
/// The stream goes on over a reconnect, and over a stop and a start of the same rate (a gap with a count in the same
/// store), while the boot id stays the same; after a reboot of the kit or at another rate a new store begins and
/// storeChanged() tells. A kit that restarts while nothing is measured leaves none.
class PowerSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Starts or restarts the stream at the rate or the highest below it that the kit grants. rateHz 0: the highest.
    [[nodiscard]] virtual QCoro::Task<Result<StreamGrant>> start(double rateHz, std::stop_token stop) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> stop() = 0;
    [[nodiscard]] virtual bool running() const = 0;
    [[nodiscard]] virtual StreamGrant grant() const = 0;
    /// Rates the kit offers, highest first, Hz.
    [[nodiscard]] virtual QList<double> rates() const = 0;
    /// The samples; null before the first start in this boot of the kit.
    [[nodiscard]] virtual std::shared_ptr<const SampleView> store() const = 0;

Q_SIGNALS:
    void storeChanged();
    void runningChanged();
};

} // namespace device_link
