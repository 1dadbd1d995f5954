// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_power_source.h"

namespace device_link {

RecordedPowerSource::RecordedPowerSource(std::shared_ptr<const SampleView> samples)
    : m_samples(std::move(samples))
{
}

QCoro::Task<Result<StreamGrant>> RecordedPowerSource::start(double, std::stop_token)
{
    co_return fail(Fault::NotSupported, QStringLiteral("this is a recording: it measures nothing"));
}

QCoro::Task<Result<void>> RecordedPowerSource::stop() { co_return Result<void>(); }

StreamGrant RecordedPowerSource::grant() const
{
    const double rateHz = m_samples->info().rateHz;
    return {rateHz, rateHz, {}};
}

} // namespace device_link
