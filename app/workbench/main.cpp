// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/appearance.h"
#include "workbench/import_notice.h"
#include "workbench/kit_finder.h"
#include "workbench/kit_log.h"
#include "workbench/logging.h"
#include "workbench/main_window.h"
#include "workbench/options.h"
#include "workbench/settings_keeper.h"
#include "workbench/tour/unattended_run.h"
#include "workbench/unfinished_notice.h"

#include "utf8_locale.h"

#include "widgets/common/focus_ring.h"
#include "widgets/common/workbench_style.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/log/log_model.h"
#include "widgets/tour/tour_guide.h"

#include <QApplication>
#include <QTimer>

namespace {

using namespace app;

constexpr QSize kPictureSize(1600, 1000);

/// Whether windows can be seen by somebody.
bool hasScreen()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    if (platform.isEmpty())
        return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    return !platform.startsWith("offscreen") && !platform.startsWith("minimal");
}

std::shared_ptr<widgets::KitContext> makeKit(const Options &options)
{
    const auto session = device_link::KitSession::create(options.devices);
    const auto kit = std::make_shared<widgets::KitContext>(session);
    keepLog(kit.get());
    return kit;
}

/// Fetches log lines a few times a second: no line costs the GUI thread an event of its own.
void feedLog(QApplication &application, std::shared_ptr<LogFeed> feed, widgets::LogModel *model)
{
    auto *timer = new QTimer(&application);
    timer->setInterval(150);
    QObject::connect(timer, &QTimer::timeout, model, [feed = std::move(feed), model] { model->append(feed->take()); });
    timer->start();
}

} // namespace

int main(int argc, char **argv)
{
    ensureUtf8Locale();
    QCoreApplication::setApplicationName(QStringLiteral("aiesim-workbench"));
    QCoreApplication::setOrganizationName(QStringLiteral("aiesim"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AIESIM_VERSION));
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const ParsedOptions parsed = parseOptions(arguments);
    if (parsed.exitCode)
        return *parsed.exitCode;
    const Options &options = parsed.options;

    // Nobody has to look: a machine without a display can take the tour as well.
    const bool screen = hasScreen(), unattended = options.unattended(screen);
    if (unattended && !screen && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const std::shared_ptr<LogFeed> feed = setUpLogging();
    const Settings settings = unattended ? Settings() : loadSettings();
    QApplication::setStyle(new widgets::WorkbenchStyle);
    const widgets::FocusRing focusRing;
    Appearance appearance;
    const QString remembered
        = settings.language.isEmpty() ? widgets::Translations::systemLanguage() : settings.language;
    appearance.setLanguage(options.language.isEmpty() ? remembered : options.language);
    if (const std::optional<bool> dark = options.dark ? options.dark : settings.dark)
        appearance.setDark(*dark);
    else
        appearance.followSystem();

    widgets::LogModel log;
    feedLog(application, feed, &log);
    MainWindow window(&appearance, &log);
    const std::shared_ptr<widgets::KitContext> kit = makeKit(options);
    window.addKit(kit);
    window.restore(settings);
    if (unattended)
        window.resize(kPictureSize); // whatever the screen is
    if (kit->session()->isReplay())
        window.area()->showPanelNamed(QStringLiteral("power"));
    window.show();
    logInfo(QStringLiteral("aiesim-workbench ") + QStringLiteral(AIESIM_VERSION));
    kit->open();

    // Pictures and the unattended tour show the kit they were given and no other.
    std::unique_ptr<KitFinder> finder;
    if (!unattended)
        finder = std::make_unique<KitFinder>(window.kits(), KitFinder::Memory{loadKitMemory, saveKitMemory});

    std::unique_ptr<SettingsKeeper> keeper;
    if (!unattended)
        keeper = std::make_unique<SettingsKeeper>(&window, &appearance);

    if (!unattended)
        (new UnfinishedNotice(&window))->look();
    if (!options.import.isEmpty() && !unattended)
        ImportNotice::of(&window)->offer(options.import);

    UnattendedRun run(&window, options);
    QObject::connect(&run, &UnattendedRun::ended, &application, [](int code) { QCoreApplication::exit(code); });
    window.tour()->setImage(options.firmware);
    if (unattended)
        run.start();
    else if (options.tour)
        window.tour()->start(options.autoplay ? widgets::Tour::Pace::ByItself : widgets::Tour::Pace::ByHand);
    const int code = QCoreApplication::exec();
    if (keeper)
        keeper->save();
    keeper.reset();
    finder.reset();
    for (const std::shared_ptr<widgets::KitContext> &each : window.kits()->kits())
        each->session()->close();
    return code;
}
