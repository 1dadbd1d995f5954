// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/screenshots.h"

#include "workbench/appearance.h"
#include "workbench/main_window.h"
#include "workbench/tour/tour_record.h"

#include "device_link/protocols/delay.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/kit/kit_time.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/power/region_context.h"
#include "widgets/tour/sample_firmware.h"

#include <QCoroFuture>

#include <QDir>
#include <QPixmap>

#include <cstdio>

namespace app {

using device_link::fail;
using device_link::Fault;
using device_link::Result;

namespace {

struct Look {
    const char *suffix;
    const char *language;
    bool dark;
};
constexpr Look kLooks[] = {{"light", "en", false}, {"dark", "en", true}, {"zh", "zh_CN", false}};
constexpr std::int64_t kSecond = 1'000'000'000; ///< ns
constexpr int kProbeMs = 12'000;
constexpr int kSettleMs = 400; ///< a few frames, and one round of the slow figures

Result<void> save(MainWindow *window, const QString &path)
{
    if (!window->grab().save(path))
        return fail(Fault::CannotWrite, QStringLiteral("cannot write ") + path);
    std::puts(qUtf8Printable(path));
    std::fflush(stdout);
    return {};
}

QCoro::Task<Result<void>> saveWhenSettled(
    MainWindow *window, QString folder, QString name, std::shared_ptr<TourRecord> record)
{
    const std::stop_token never;
    const QFuture<Result<void>> settled = device_link::delay(kSettleMs, never);
    co_await settled;
    const QString path = QDir(folder).filePath(name + QStringLiteral(".png"));
    const Result<void> saved = save(window, path);
    record->addScreenshot(path);
    co_return saved;
}

/// A simulated kit probes for a while: a picture of round trips wants some.
QCoro::Task<> probe(std::shared_ptr<widgets::KitContext> kit)
{
    if (!kit || kit->origin() != widgets::Origin::Simulated)
        co_return;
    auto *feed = kit->model<widgets::LatencyFeed>();
    const std::stop_token never;
    feed->setIntervalMs(0);
    feed->startAll();
    const QFuture<Result<void>> probed = device_link::delay(kProbeMs, never);
    co_await probed;
    feed->stopAll();
}

/// From a little before an answer was asked for until its radio rests again.
bool showAnswer(widgets::KitContext &kit, const widgets::PromptEntry &entry)
{
    const profiles::PromptRun &run = entry.run;
    if (!run.accepted || !run.done || run.bootId != widgets::axisBoot(kit))
        return false;
    const std::int64_t end = run.quiet.value_or(*run.done);
    const std::int64_t around = (end - *run.accepted) / 8;
    kit.window()->setRange(*run.accepted - around, end + around);
    return true;
}

/// In the power panel the answer of the tour, measured; beside it, where the axis is shared, the same; the round trips
/// as they end; in the firmware panel an image that was opened.
void chooseMoment(widgets::KitContext *kit, const char *panel)
{
    if (!kit)
        return;
    auto *work = kit->model<widgets::FirmwareWork>();
    const bool offered = kit->origin() == widgets::Origin::Simulated; // the samples are for no real board
    if (qstrcmp(panel, "firmware") == 0 && offered && work->file()->path().isEmpty())
        work->file()->open(widgets::sampleFirmware().last());
    const widgets::PromptEntry *last = kit->prompts()->last();
    if (qstrcmp(panel, "power") == 0 && last && widgets::measurePrompt(*kit, *last))
        return;
    if (qstrcmp(panel, "latency") != 0 && last && showAnswer(*kit, *last))
        return;
    const auto &probed = kit->model<widgets::LatencyFeed>()->history(device_link::ComputeTier::Metro).lastReply();
    if (qstrcmp(panel, "latency") == 0 && probed) {
        const std::int64_t end = probed->sentNs + kSecond;
        return kit->window()->setRange(end - kProbeMs * (kSecond / 1000), end);
    }
    kit->window()->setSpan(widgets::TimeWindow::kDefaultSpanNs);
    kit->window()->setFollowing(true);
}

/// Puts the look back that was there before.
class LookGuard
{
public:
    explicit LookGuard(Appearance *appearance)
        : m_appearance(appearance)
        , m_language(appearance->language())
        , m_dark(appearance->dark())
    {
    }
    ~LookGuard()
    {
        m_appearance->setLanguage(m_language);
        m_appearance->setDark(m_dark);
    }
    LookGuard(const LookGuard &) = delete;
    LookGuard &operator=(const LookGuard &) = delete;
    void show(const Look &look)
    {
        m_appearance->setLanguage(QLatin1String(look.language));
        m_appearance->setDark(look.dark);
    }

private:
    Appearance *m_appearance;
    QString m_language;
    bool m_dark;
};

} // namespace

QCoro::Task<Result<void>> takePictures(
    MainWindow *window, QString folder, QString name, std::shared_ptr<TourRecord> record)
{
    if (!QDir().mkpath(folder))
        co_return fail(Fault::BadFile, QStringLiteral("cannot make the folder ") + folder);
    LookGuard guard(window->appearance());
    Result<void> result;
    for (const Look &look : kLooks) {
        guard.show(look);
        const QString whole = name + u'-' + QLatin1String(look.suffix);
        const Result<void> saved = co_await saveWhenSettled(window, folder, whole, record);
        if (!saved)
            result = saved;
    }
    co_return result;
}

QCoro::Task<Result<void>> takeScreenshots(MainWindow *window, QString folder, std::shared_ptr<TourRecord> record)
{
    if (!QDir().mkpath(folder))
        co_return fail(Fault::CannotWrite, QStringLiteral("cannot make the folder ") + folder);
    const int panelBefore = window->panel();
    LookGuard guard(window->appearance());
    Result<void> result;
    const QCoro::Task<> probing = probe(window->kit());
    co_await probing;
    for (const Look &look : kLooks) {
        guard.show(look);
        for (int index = 0; index < panelEntries().size() && result; ++index) {
            window->showPanel(index);
            chooseMoment(window->kit().get(), panelEntries().at(index).id);
            const QString name = QLatin1String(panelEntries().at(index).id) + u'-' + QLatin1String(look.suffix);
            const Result<void> saved = co_await saveWhenSettled(window, folder, name, record);
            if (!saved)
                result = saved;
        }
    }
    window->showPanel(panelBefore);
    co_return result;
}

} // namespace app
