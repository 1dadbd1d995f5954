// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_cover.h"

#include "device_link/protocols/delay.h"

#include <QCoroFuture>
#include <QElapsedTimer>

namespace profiles {

namespace {

constexpr int kLookEveryMs = 20;

bool reaches(const device_link::PowerSource &source, std::int64_t kitTimeNs)
{
    const std::shared_ptr<const device_link::SampleView> store = source.store();
    return store && store->received() > 0 && store->kitTimeOf(store->endIndex()) >= kitTimeNs;
}

} // namespace

QCoro::Task<bool> samplesReach(
    std::shared_ptr<device_link::PowerSource> source, std::int64_t kitTimeNs, int timeoutMs, std::stop_token stop)
{
    QElapsedTimer clock;
    clock.start();
    while (!reaches(*source, kitTimeNs)) {
        if (!source->running() || clock.elapsed() >= timeoutMs)
            co_return false;
        const device_link::Result<void> passed = co_await device_link::delay(kLookEveryMs, stop);
        if (!passed)
            co_return false;
    }
    co_return true;
}

} // namespace profiles
