// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/options.h"

#include "workbench/import_notice.h"
#include "workbench/open_recording.h"

#include "widgets/text/translations.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>

namespace app {
namespace {

constexpr int kWrongUsage = 2;

ParsedOptions wrong(const QString &sentence)
{
    std::fprintf(stderr, "aiesim-workbench: %s\n", qUtf8Printable(sentence));
    return {{}, kWrongUsage};
}

/// Empty when all are good, else the sentence about the first that is not.
QString readDevices(const QStringList &texts, Options &options)
{
    const auto urls = device_link::parseDeviceUrls(texts);
    if (!urls)
        return QStringLiteral("--device ") + urls.error().detail();
    options.devices = *urls;
    return {};
}

/// Whether the nearest folder that is there may be written; nothing is made before there is something to put into it.
bool canBeMade(const QString &folder)
{
    QFileInfo nearest(QDir(folder).absolutePath());
    while (!nearest.exists() && !nearest.isRoot())
        nearest.setFile(nearest.path());
    // Asked of the system, not of the access bits: a read-only file system and /proc have bits that allow it.
    return nearest.isDir() && QTemporaryDir(nearest.filePath() + QStringLiteral("/.aiesim-XXXXXX")).isValid();
}

/// Whether an unattended run could do its work at all: said now, not after it.
QString readUnattended(const QString &folder, const QString &firmware)
{
    const QFileInfo pictures(folder);
    if (!folder.isEmpty() && pictures.exists() && !pictures.isDir())
        return QStringLiteral("--screenshots %1: is a file, not a folder").arg(folder);
    if (!folder.isEmpty() && !canBeMade(folder))
        return QStringLiteral("--screenshots %1: you may not write there").arg(folder);
    const QFileInfo image(firmware);
    if (!firmware.isEmpty() && (!image.isFile() || !image.isReadable()))
        return QStringLiteral("--firmware %1: there is no file to read").arg(firmware);
    return {};
}

} // namespace

ParsedOptions parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Workbench for AI-eSIM development kits: profiles, power, latency, prompts and their costs."));
    const QCommandLineOption device(QStringLiteral("device"),
        QStringLiteral(
            "Port of the kit; repeat for several ports of one kit. virtual: (the default), "
            "usb:SERIAL (all ports of a kit on USB), serial:/dev/ttyACM0,role=kit, tcp:127.0.0.1:4000,role=at, "
            "file:RECORDING.aer"),
        QStringLiteral("URL"));
    const QCommandLineOption screenshots(QStringLiteral("screenshots"),
        QStringLiteral("Ask one prompt, save a picture of each panel to DIR, and exit."), QStringLiteral("DIR"));
    const QCommandLineOption tour(QStringLiteral("tour"),
        QStringLiteral("Start with the product tour: connect, enable a profile, ask, energy and latency, balance, "
                       "firmware. With --screenshots, or without a display, it runs unattended, takes a picture of "
                       "each step, writes a record, and exits."));
    const QCommandLineOption autoplay(
        QStringLiteral("autoplay"), QStringLiteral("The tour goes on by itself after each step."));
    const QCommandLineOption firmware(
        QStringLiteral("firmware"), QStringLiteral("Image for the tour to send."), QStringLiteral("FILE"));
    const QCommandLineOption themeOption(
        QStringLiteral("theme"), QStringLiteral("light or dark."), QStringLiteral("NAME"));
    const QCommandLineOption language(QStringLiteral("lang"), QStringLiteral("en or zh_CN."), QStringLiteral("NAME"));
    parser.addOptions({device, screenshots, tour, autoplay, firmware, themeOption, language});
    parser.addPositionalArgument(QStringLiteral("RECORDING.aer"),
        QStringLiteral("Recording to look at, or a *.ppk2 or *.csv to import."), QStringLiteral("[RECORDING.aer]"));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(help)) {
        QString text = parser.helpText();
        text.replace(QStringLiteral("<executable_name>"), QStringLiteral("aiesim-workbench")); // no application yet
        std::fputs(qUtf8Printable(text), stdout);
        return {{}, 0};
    }
    if (parser.isSet(version)) {
        std::puts(AIESIM_VERSION);
        return {{}, 0};
    }
    const QStringList files = parser.positionalArguments();
    const QString given = files.isEmpty() ? QString() : QFileInfo(files.first()).absoluteFilePath();
    const bool imported = isImportable(given);
    if (files.size() > 1 || (!given.isEmpty() && !isRecording(given) && !imported))
        return wrong(
            QStringLiteral("unexpected argument %1: a recording (*.aer), or one file to import (*.ppk2, *.csv)")
                .arg(files.last()));

    Options options;
    options.import = imported ? given : QString();
    const QString file = imported ? QString() : given;
    const QString bad = readDevices(
        file.isEmpty() ? parser.values(device) : parser.values(device) << QStringLiteral("file:") + file, options);
    if (!bad.isEmpty())
        return wrong(bad);
    const QString hindered = readUnattended(parser.value(screenshots), parser.value(firmware));
    if (!hindered.isEmpty())
        return wrong(hindered);
    options.screenshots = parser.value(screenshots);
    options.autoplay = parser.isSet(autoplay);
    options.tour = parser.isSet(tour) || options.autoplay;
    options.firmware = parser.value(firmware);
    options.language = parser.value(language);
    if (parser.isSet(language) && !widgets::Translations::languages().contains(options.language))
        return wrong(QStringLiteral("--lang is en or zh_CN"));
    if (parser.isSet(themeOption)) {
        const QString name = parser.value(themeOption);
        if (name != QStringLiteral("light") && name != QStringLiteral("dark"))
            return wrong(QStringLiteral("--theme is light or dark"));
        options.dark = name == QStringLiteral("dark");
    }
    return {options, std::nullopt};
}

} // namespace app
