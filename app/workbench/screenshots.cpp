// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/screenshots.h"

#include "workbench/appearance.h"
#include "workbench/main_window.h"
#include "workbench/tour/tour_record.h"

#include "device_link/protocols/delay.h"
#include "widgets/firmware/firmware_work.h"
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

/// In the power panel the answer of the tour, measured; in the firmware panel an image that was opened; elsewhere what
/// happens now.
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
