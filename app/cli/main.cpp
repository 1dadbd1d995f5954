// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "interrupt.h"

#include "../utf8_locale.h"

#include "device_link/session/device_url.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <QCoreApplication>
#include <QCoroTask>
#include <QTimer>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>

namespace {

using app::CommandChoice;
using app::CommandContext;

struct GlobalOptions {
    std::vector<std::string> devices;
    bool json = false;
    bool verbose = false;
};

void setUpGlobals(CLI::App &parser, GlobalOptions &options)
{
    parser.set_version_flag("--version", AIESIM_VERSION);
    parser
        .add_option("--device", options.devices,
            "Port of the kit; repeat for several ports of one kit:\n"
            "  virtual:                          a simulated kit of its own (the default)\n"
            "  serial:/dev/ttyACM0,role=kit      roles: kit, at, console\n"
            "  tcp:127.0.0.1:4000,role=at")
        ->allow_extra_args(false)
        ->type_name("URL");
    parser.add_flag("--json", options.json, "Print JSON, one object per line");
    parser.add_flag("-v,--verbose", options.verbose, "Log what goes over the wire, to stderr");
    parser.require_subcommand(1);
    parser.fallthrough();
    parser.footer("Exit status: 0 done, 1 failed (the reason is on stderr), 2 wrong usage.");
}

/// Empty after an error, which has been printed.
std::optional<QList<device_link::DeviceUrl>> parseDevices(const std::vector<std::string> &texts)
{
    QList<device_link::DeviceUrl> urls;
    for (const std::string &text : texts.empty() ? std::vector<std::string>{"virtual:"} : texts) {
        const auto url = device_link::parseDeviceUrl(QString::fromStdString(text));
        if (!url) {
            std::fprintf(stderr, "aiesim: --device %s: %s\n", text.c_str(), qPrintable(url.error().detail()));
            return std::nullopt;
        }
        urls.append(*url);
    }
    return urls;
}

void setUpLog(bool verbose)
{
    auto logger = spdlog::stderr_logger_mt("aiesim");
    logger->set_level(verbose ? spdlog::level::debug : spdlog::level::off);
    spdlog::set_default_logger(logger);
    spdlog::set_level(verbose ? spdlog::level::debug : spdlog::level::off);
}

} // namespace

int main(int argc, char **argv)
{
    app::ensureUtf8Locale();
    GlobalOptions options;
    CommandChoice choice;
    CLI::App parser("The AI-eSIM workbench from a shell: what a dev kit is, does, costs and runs.", "aiesim");
    setUpGlobals(parser, options);
    for (const app::CommandSetup setUp : app::commands())
        setUp(parser, choice);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::RequiredError &) {
        // What CLI11 also says of a command it does not know.
        std::fprintf(stderr, "aiesim: a command of those in `aiesim --help` is needed\n");
        return 2;
    } catch (const CLI::ParseError &error) {
        return parser.exit(error) == 0 ? 0 : 2;
    }
    const auto devices = parseDevices(options.devices);
    if (!devices)
        return 2;
    setUpLog(options.verbose);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("aiesim"));
    const auto context = std::make_shared<CommandContext>(*devices, options.json);
    app::onInterrupt(&application, [context] { context->requestStop(); });
    QTimer::singleShot(0, &application,
        [&] { QCoro::connect(choice.run()(context), &application, [](int code) { QCoreApplication::exit(code); }); });
    return QCoreApplication::exec();
}
