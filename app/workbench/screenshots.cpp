// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/screenshots.h"

#include "workbench/appearance.h"
#include "workbench/main_window.h"
#include "workbench/tour_record.h"

#include "device_link/protocols/delay.h"

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

} // namespace

QCoro::Task<Result<void>> takeScreenshots(MainWindow *window, QString folder, std::shared_ptr<TourRecord> record)
{
    if (!QDir().mkpath(folder))
        co_return fail(Fault::CannotWrite, QStringLiteral("cannot make the folder ") + folder);
    const int panelBefore = window->panel();
    const QString languageBefore = window->appearance()->language();
    const bool darkBefore = window->appearance()->dark();
    const std::stop_token never;
    Result<void> result;
    for (const Look &look : kLooks) {
        window->appearance()->setLanguage(QLatin1String(look.language));
        window->appearance()->setDark(look.dark);
        for (int index = 0; index < panelEntries().size() && result; ++index) {
            window->showPanel(index);
            const QFuture<Result<void>> settled = device_link::delay(kSettleMs, never);
            co_await settled;
            const QString name = QLatin1String(panelEntries().at(index).id) + u'-' + QLatin1String(look.suffix);
            const QString path = QDir(folder).filePath(name + QStringLiteral(".png"));
            result = save(window, path);
            record->addScreenshot(path);
        }
    }
    window->appearance()->setLanguage(languageBefore);
    window->appearance()->setDark(darkBefore);
    window->showPanel(panelBefore);
    co_return result;
}

} // namespace app
