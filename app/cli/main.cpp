// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "end_in_time.h"
#include "interrupt.h"
#include "visible_text.h"

#include "../command_line/usage.h"
#include "../utf8_locale.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <QCoreApplication>
#include <QCoroTask>
#include <QTimer>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace {

using app::CommandChoice;
using app::CommandContext;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr std::chrono::seconds kLettingGo{10}; // a simulated kit may take four of them

struct GlobalOptions {
    std::vector<std::string> devices;
    bool json = false;
    bool verbose = false;
    bool borrow = false;
};

void setUpGlobals(CLI::App &parser, GlobalOptions &options)
{
    parser.set_version_flag("--version", AIESIM_VERSION);
    parser
        .add_option("--device", options.devices,
            "Port of the kit; repeat for several ports of one kit:\n"
            "  virtual:                          a simulated kit of its own (the default)\n"
            "  usb:SERIAL                        a kit on USB with all its ports (\"aiesim devices\" lists them);\n"
            "                                    one of them: usb:SERIAL,role=at; where two have one\n"
            "                                    serial number: usb:SERIAL,place=1-2\n"
            "  serial:/dev/ttyACM0,role=kit      roles: kit, at, console, meter (a PPK2)\n"
            "  tcp:127.0.0.1:4000,role=at")
        ->allow_extra_args(false)
        ->type_name("URL");
    parser.add_flag("--json", options.json, "Print JSON, one object per line");
    parser.add_flag("-v,--verbose", options.verbose, "Log links, requests and events to stderr, never what they carry");
    parser.add_flag("--borrow-from-modemmanager", options.borrow,
        "Have ModemManager let go of the serial ports until the command ends; it drops the modem's connection");
    parser.require_subcommand(1);
    parser.fallthrough();
    parser.footer("Exit status: 0 done, 1 failed (the reason is on stderr), 2 wrong usage.");
}

void setUpLog(bool verbose)
{
    auto logger = spdlog::stderr_logger_mt("aiesim");
    logger->set_level(verbose ? spdlog::level::trace : spdlog::level::off);
    spdlog::set_default_logger(logger);
    spdlog::set_level(verbose ? spdlog::level::trace : spdlog::level::off);
}

/// A result that did not reach its file (a full disk) is no success.
bool outputIsWhole()
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return true;
    std::fprintf(
        stderr, "aiesim: the output could not be written (%s); what is there is incomplete\n", std::strerror(errno));
    return false;
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
    } catch (const CLI::Success &asked) { // --help, --version
        const int code = parser.exit(asked);
        return outputIsWhole() ? code : kFailed;
    } catch (const CLI::ParseError &error) {
        std::fprintf(stderr, "%s\n", app::usageLine(parser, error).c_str());
        return kWrongUsage;
    }
    QStringList named;
    for (const std::string &text : options.devices)
        named.append(QString::fromStdString(text));
    const auto devices = device_link::parseDeviceUrls(named);
    if (!devices) {
        std::fprintf(stderr, "aiesim: --device %s\n", qPrintable(app::visibleLine(devices.error().detail())));
        return kWrongUsage;
    }
    setUpLog(options.verbose);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("aiesim"));
    const auto context = std::make_shared<CommandContext>(*devices, options.json, options.borrow);
    app::onInterrupt(&application, [context] { context->requestStop(); });
    const auto end = [context](int code) {
        const int status = outputIsWhole() ? code : kFailed;
        app::endInTime(status, kLettingGo);
        context->giveBack();
        QCoreApplication::exit(status);
    };
    QTimer::singleShot(
        0, &application, [&] { QCoro::connect(choice.run()(context), &application, [end](int code) { end(code); }); });
    return QCoreApplication::exec();
}
