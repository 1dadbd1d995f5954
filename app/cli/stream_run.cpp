// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_run.h"

#include "device_link/protocols/delay.h"
#include "widgets/text/units.h"

#include <QCoroFuture>
#include <QElapsedTimer>

namespace app {

using namespace device_link;

namespace {

void showProgress(const CommandContext &context, const PowerSource &source, double elapsed, double seconds)
{
    const std::shared_ptr<const SampleStore> store = source.store();
    if (!store)
        return;
    context.progress(QStringLiteral("%1 of %2 s · %3 samples · %4 lost")
                         .arg(elapsed, 0, 'f', 1)
                         .arg(seconds, 0, 'f', 1)
                         .arg(widgets::integer(qint64(store->received())))
                         .arg(widgets::integer(qint64(store->lostSamples()))));
}

} // namespace

QCoro::Task<Result<StreamGrant>> streamFor(
    std::shared_ptr<CommandContext> context, std::shared_ptr<PowerSource> source, double rateHz, double seconds)
{
    const std::stop_token stop = context->stop();
    const Result<StreamGrant> grant = co_await source->start(rateHz, stop);
    if (!grant)
        co_return grant;
    QElapsedTimer clock;
    clock.start();
    constexpr int kStepMs = 200;
    while (!stop.stop_requested()) {
        const double left = seconds - double(clock.elapsed()) / 1000.0;
        if (left <= 0)
            break;
        const int step = left * 1000 < kStepMs ? int(left * 1000) + 1 : kStepMs;
        const Result<void> passed = co_await delay(step, stop);
        if (!passed)
            break;
        showProgress(*context, *source, double(clock.elapsed()) / 1000.0, seconds);
    }
    context->progress({});
    const Result<void> stopped = co_await source->stop();
    if (!stopped)
        co_return tl::unexpected<Error>(stopped.error());
    co_return grant;
}

} // namespace app
