// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/logging.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <QDir>
#include <QStandardPaths>

#include <cstdlib>
#include <exception>

namespace app {
namespace {

constexpr const char *kWorkbench = "workbench";
constexpr const char *kBoard = "board";
constexpr const char *kQt = "qt";

void onQtMessage(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    const auto logger = spdlog::get(kQt);
    if (!logger)
        return;
    const std::string line = text.toStdString();
    switch (type) {
    case QtDebugMsg: logger->debug(line); break;
    case QtInfoMsg: logger->info(line); break;
    case QtWarningMsg: logger->warn(line); break;
    case QtCriticalMsg:
    case QtFatalMsg: logger->error(line); break;
    }
}

std::terminate_handler terminateAsBefore = nullptr;

/// What ends the program by itself is the last line.
void onTerminate()
{
    static const auto workbench = spdlog::get(kWorkbench);
    const char *why = "an unknown one";
    try {
        if (const std::exception_ptr thrown = std::current_exception())
            std::rethrow_exception(thrown);
        why = "none";
    } catch (const std::exception &thrown) {
        why = thrown.what();
    } catch (...) {
    }
    if (workbench)
        workbench->critical("the workbench crashed, exception: {}", why);
    if (terminateAsBefore)
        terminateAsBefore(); // tells it on stderr
    std::abort();
}

std::shared_ptr<spdlog::sinks::sink> makeFileSink()
{
    constexpr std::size_t kFileBytes = 4'000'000;
    constexpr std::size_t kFiles = 4;
    const QString folder = logFolder();
    if (!QDir().mkpath(folder))
        return nullptr;
    try {
        return std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            QDir(folder).filePath(QStringLiteral("aiesim-workbench.log")).toStdString(), kFileBytes, kFiles);
    } catch (const spdlog::spdlog_ex &) {
        return nullptr; // no permission or no space: the panel still shows everything
    }
}

void log(const char *area, spdlog::level::level_enum level, const QString &text)
{
    if (const auto logger = spdlog::get(area))
        logger->log(level, text.toStdString());
}

} // namespace

QString logFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/logs");
}

std::shared_ptr<LogFeed> setUpLogging()
{
    const auto feed = std::make_shared<LogFeed>();
    std::vector<spdlog::sink_ptr> sinks{feed};
    if (const auto file = makeFileSink())
        sinks.push_back(file);
    for (const char *area : {kWorkbench, kBoard, kQt, "link"}) {
        const auto logger = std::make_shared<spdlog::logger>(area, sinks.begin(), sinks.end());
        logger->set_level(spdlog::level::debug);
        logger->flush_on(spdlog::level::info); // what came before a crash is what the file is for
        spdlog::register_logger(logger);
    }
    spdlog::set_default_logger(spdlog::get("link"));
    qInstallMessageHandler(onQtMessage);
    terminateAsBefore = std::set_terminate(onTerminate);
    return feed;
}

void logInfo(const QString &text) { log(kWorkbench, spdlog::level::info, text); }

void logWarning(const QString &text) { log(kWorkbench, spdlog::level::warn, text); }

void logError(const QString &text) { log(kWorkbench, spdlog::level::err, text); }

void logBoard(const QString &text) { log(kBoard, spdlog::level::info, text); }

} // namespace app
