// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_set.h"
#include "options.h"
#include "process.h"

#include "../utf8_locale.h"

#include <QCoreApplication>

#include <cstdio>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

int main(int argc, char **argv)
{
    app::ensureUtf8Locale();
    int exitCode = 0;
    auto options = app::parseOptions(argc, argv, exitCode);
    if (!options)
        return exitCode;
    spdlog::set_default_logger(spdlog::stderr_logger_st("aiesim-virtual-kit")); // stdout carries the ready line alone
    const bool withParent = options->withParent;

    QCoreApplication application(argc, argv);
    app::StopSignals signals;
    QObject::connect(&signals, &app::StopSignals::stop, &application, &QCoreApplication::quit);
    if (withParent && !app::endWithParent())
        return 0;

    app::KitSet kits(std::move(*options));
    QString error;
    if (!kits.start(error)) {
        std::fprintf(stderr, "aiesim-virtual-kit: %s\n", qPrintable(error));
        return 1;
    }
    std::printf("%s\n", kits.readyLine().constData());
    if (std::fflush(stdout) != 0) {
        std::fprintf(stderr, "aiesim-virtual-kit: the ready line could not be written\n");
        return 1;
    }
    return QCoreApplication::exec();
}
