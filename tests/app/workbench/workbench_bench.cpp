// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench_bench.h"

#include "widgets/common/workbench_style.h"
#include "widgets/esim/switch_run.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/power/cursor_model.h"
#include "widgets/power/region_context.h"

#include <QApplication>
#include <QDateTime>
#include <QStackedWidget>

namespace test_window {

using device_link::ComputeTier;
using test_kit::kSlow;
using widgets::LatencyFeed;

WorkbenchBench::WorkbenchBench(QStringList kitOptions)
    : m_kit(std::move(kitOptions))
{
    QApplication::setStyle(new widgets::WorkbenchStyle);
    appearance.setLanguage(QStringLiteral("en"));
    appearance.setDark(false);
    window = std::make_unique<app::MainWindow>(&appearance, &log);
}

WorkbenchBench::~WorkbenchBench() { window.reset(); }

bool WorkbenchBench::open()
{
    if (!m_kit.open())
        return false;
    window->addKit(m_kit.kit);
    return QTest::qWaitFor([this] { return m_kit.connected() && m_kit.registered(); }, kSlow);
}

bool WorkbenchBench::makeLive()
{
    writeLog();
    auto *feed = m_kit.kit->model<LatencyFeed>();
    feed->setIntervalMs(0);
    feed->startAll();
    const auto probed = [feed] {
        constexpr int kEach = 6;
        return std::ranges::all_of(
            LatencyFeed::kTiers, [feed](ComputeTier tier) { return feed->stats(tier).answered() >= kEach; });
    };
    if (!QTest::qWaitFor(probed, kSlow))
        return false;
    feed->stopAll();
    device_link::PromptRequest request;
    request.text = QStringLiteral("Tell me a bedtime story about a brave little bear.");
    m_kit.kit->prompts()->ask(request);
    const auto answered = [this] {
        const widgets::PromptEntry *last = m_kit.kit->prompts()->last();
        return last && last->run.finished() && !m_kit.kit->prompts()->running();
    };
    if (!QTest::qWaitFor(answered, kSlow))
        return false;
    window->area()->openFile(QStringLiteral(AIESIM_FIXTURES "/mcuboot/ed25519-1.3.0+7-counter.bin"));
    const auto *work = m_kit.kit->model<widgets::FirmwareWork>();
    return QTest::qWaitFor([work] { return work->state() && work->sendBlock() != widgets::SendBlock::Reading; }, kSlow);
}

bool WorkbenchBench::makeOutcomes()
{
    auto *work = m_kit.kit->model<widgets::FirmwareWork>();
    work->push();
    const auto pushed = [work] { return work->busy() == widgets::FirmwareWork::Busy::No && work->end(); };
    if (!QTest::qWaitFor(pushed, 2 * kSlow) || !QTest::qWaitFor([this] { return m_kit.registered(); }, kSlow))
        return false;
    auto *change = m_kit.kit->model<widgets::SwitchRun>();
    const auto read = m_kit.kit->facts()->profiles();
    if (!read || !read->has_value())
        return false;
    widgets::SwitchRequest request;
    request.profile = *std::ranges::find_if_not(**read, &profiles::ProfileInfo::enabled);
    change->start(request);
    const auto changed = [change] { return change->phase() == widgets::SwitchRun::Phase::Done; };
    if (!QTest::qWaitFor(changed, kSlow) || !QTest::qWaitFor([this] { return m_kit.registered(); }, kSlow))
        return false;
    device_link::PromptRequest prompt;
    prompt.text = QStringLiteral("Why is the sky blue?");
    m_kit.kit->prompts()->ask(prompt);
    const auto answered = [this] { return !m_kit.kit->prompts()->running(); };
    if (!QTest::qWaitFor(answered, kSlow) || !widgets::measurePrompt(*m_kit.kit, *m_kit.kit->prompts()->last()))
        return false;
    // Beside the prompt: a part of it with a note, and two cursors.
    auto *regions = m_kit.kit->model<widgets::RegionModel>();
    const widgets::TimeRegion whole = *regions->selected();
    regions->append(whole.beginNs, whole.beginNs + whole.lengthNs() / 4, QStringLiteral("First quarter of the answer"));
    auto *cursors = m_kit.kit->model<widgets::CursorModel>();
    cursors->add(whole.beginNs + whole.lengthNs() / 3);
    cursors->add(whole.beginNs + whole.lengthNs() / 2);
    return true;
}

void WorkbenchBench::writeLog()
{
    using widgets::LogLevel;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    log.append({{now, LogLevel::Info, QStringLiteral("workbench"), QStringLiteral("connected to AKT1-00A7")},
        {now, LogLevel::Debug, QStringLiteral("link"), QStringLiteral("kit port open")},
        {now, LogLevel::Info, QStringLiteral("board"), QStringLiteral("*** Booting ***")},
        {now, LogLevel::Warning, QStringLiteral("link"), QStringLiteral("12 samples lost")},
        {now, LogLevel::Error, QStringLiteral("workbench"), QStringLiteral("AKT1-00A7: lost")}});
}

QStackedWidget *WorkbenchBench::panels() const { return window->findChild<QStackedWidget *>(QStringLiteral("panels")); }

void WorkbenchBench::settle() const
{
    constexpr int kRounds = 3; // a layout may ask for another
    for (int round = 0; round < kRounds; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    // A timer may have changed a text just now: the layouts that it asks for, and no more timers.
    constexpr int kDepth = 12; // each outer layout hears of it from the one within
    for (int level = 0; level < kDepth; ++level)
        QCoreApplication::sendPostedEvents();
}

} // namespace test_window
