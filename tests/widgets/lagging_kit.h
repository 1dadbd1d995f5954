// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"
#include "fake_account_kit.h"

#include "device_link/session/host_clock.h"

namespace test_kit {

/// Samples that a test appends, and says whether they still come.
class FakePower : public device_link::PowerSource
{
    Q_OBJECT
public:
    FakePower()
    {
        device_link::SampleStreamInfo info;
        info.channels = {{"current", "A"}, {"voltage", "V"}};
        info.rateHz = 1000;
        info.rateNum = 1000;
        info.bootId = 7;
        samples = std::make_shared<device_link::SampleStore>(info);
    }
    QCoro::Task<device_link::Result<device_link::StreamGrant>> start(double, std::stop_token) override
    {
        comes = true;
        co_return device_link::StreamGrant();
    }
    QCoro::Task<device_link::Result<void>> stop() override
    {
        comes = false;
        co_return device_link::Result<void>();
    }
    bool running() const override { return comes; }
    device_link::StreamGrant grant() const override { return {}; }
    QList<double> rates() const override { return {1000}; }
    std::shared_ptr<const device_link::SampleView> store() const override { return samples; }
    /// A second of samples that ends at this kit time.
    void addUntil(std::int64_t kitNs)
    {
        static_cast<void>(samples->append(samples->endIndex(), kitNs - 999'000'000, std::vector<float>(2000, 0.02F)));
    }

    std::shared_ptr<device_link::SampleStore> samples;
    bool comes = true;
};

/// A kit whose clock began 100 s ago and whose samples come later than its events.
class LaggingKit : public FakeAccountKit
{
    Q_OBJECT
public:
    LaggingKit()
        : power(std::make_shared<FakePower>())
    {
        tellClock(7, 100'000'000'000);
    }
    device_link::ClockMap clock() const override { return m_clock; }
    /// What the kit's clock shows now in this boot.
    void tellClock(std::uint32_t boot, std::int64_t kitNs)
    {
        const std::int64_t now = device_link::hostNowNs();
        m_clock.add(boot, {now, now, kitNs});
    }
    std::shared_ptr<device_link::PowerSource> powerSource() const override { return power; }

    std::shared_ptr<FakePower> power;

private:
    device_link::ClockMap m_clock;
};

} // namespace test_kit
