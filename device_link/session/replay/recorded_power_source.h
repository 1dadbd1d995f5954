// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/power_source.h"

namespace device_link {

/// The samples of a recording. They are all there from the beginning, and none come.
class RecordedPowerSource : public PowerSource
{
    Q_OBJECT
public:
    explicit RecordedPowerSource(std::shared_ptr<const SampleView> samples);
    /// NotSupported: a recording measures nothing.
    [[nodiscard]] QCoro::Task<Result<StreamGrant>> start(double rateHz, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> stop() override;
    [[nodiscard]] bool running() const override { return false; }
    [[nodiscard]] StreamGrant grant() const override;
    [[nodiscard]] QList<double> rates() const override { return {}; }
    [[nodiscard]] std::shared_ptr<const SampleView> store() const override { return m_samples; }

private:
    std::shared_ptr<const SampleView> m_samples;
};

} // namespace device_link
