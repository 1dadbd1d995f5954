// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "../command_line/option_checks.h"
#include "../command_line/usage.h"

#include "virtual_kit/ports/faults.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace app {

namespace {

constexpr int kWrongUsage = 2;
constexpr std::uint32_t kMaxPowerRate = 4'000'000;
constexpr int kMaxKits = 64;
constexpr int kTcpPortsUsed = 3;
constexpr std::uint64_t kDefaultSeed = 1;

/// Values as they stand on the command line.
struct Raw {
    std::string directory;
    std::string tcp;
    std::string usbip;
    std::string ppk2;
    bool usbAttach = false;
    std::string network = "cat1";
    std::string device = "toy";
    std::string reset = "reenumerate";
    std::optional<std::string> serial;
    std::string truth;
    std::vector<std::string> faults;
    std::optional<std::uint64_t> seed;
    double speed = 1;
    std::uint32_t powerRate = 100'000;
    std::uint64_t pace = 0;
    std::uint64_t ring = virtual_kit::StreamConfig().ringBytes;
    int kits = 1;
    bool withParent = false;
};

void addPortOptions(CLI::App &parser, Raw &raw)
{
    parser
        .add_option("--dir", raw.directory,
            "Make links kit, at and console to pseudo terminals in this folder\n"
            "(no other option for ports: in a private temporary one)")
        ->type_name("DIR")
        ->check(notEmpty());
    parser
        .add_option("--tcp", raw.tcp,
            "Listen on HOST:PORT for kit, PORT+1 for at, PORT+2 for console;\nHOST is a loopback address, "
            "PORT 0 takes three free ones")
        ->type_name("HOST:PORT");
    parser
        .add_option("--usbip", raw.usbip,
            "Offer the kit as a USB device over USB/IP on HOST:PORT, further kits as bus ids 1-2, 1-3, ...;\n"
            "HOST is a loopback address, PORT 0 takes a free one")
        ->type_name("HOST:PORT");
    parser.add_flag("--usb-attach", raw.usbAttach,
        "Plug the kit into this computer as a USB device (module vhci-hcd; needs the right to)");
    parser
        .add_option("--ppk2", raw.ppk2,
            "Put a Nordic PPK2 power meter (role meter) into the kit's supply: on a pseudo terminal with a link\n"
            "at PATH, or on a TCP port. More than one kit: PATH.1, PATH.2, ...; TCP ports 10 apart")
        ->type_name("pty:PATH|tcp:HOST:PORT");
    parser
        .add_option("--pace", raw.pace, "The kit port's line carries this many Bd, 10 to the byte (default: no limit)")
        ->type_name("BAUD")
        ->check(CLI::Range(std::uint64_t(300), std::uint64_t(1'000'000'000)));
    parser.add_option("--ring", raw.ring, "Bytes of samples the kit holds before it drops some")
        ->type_name("BYTES")
        ->capture_default_str()
        ->check(CLI::Range(std::uint64_t(1), std::uint64_t(1) << 30));
    parser
        .add_option("--kits", raw.kits,
            "Number of kits; with more than one their links are in DIR/kit-1, DIR/kit-2, ...,\n"
            "their TCP ports 10 apart, their USB bus ids 1-1, 1-2, ...")
        ->type_name("N")
        ->check(CLI::Range(1, kMaxKits));
}

void addKitOptions(CLI::App &parser, Raw &raw)
{
    parser
        .add_option("--seed", raw.seed,
            "Same seed and same commands at the same kit times: same bytes,\nthe boot id as well (default: a fresh "
            "boot id at each start)")
        ->type_name("N")
        ->capture_default_str();
    parser.add_option("--speed", raw.speed, "Kit seconds per second")
        ->type_name("N")
        ->capture_default_str()
        ->check(finiteRange(0.01, 1000.0));
    parser.add_option("--network", raw.network, "How the kit reaches the network")
        ->capture_default_str()
        ->type_name("NAME")
        ->check(CLI::IsMember({"cat1", "ltem", "redcap", "ble-tether"}));
    parser.add_option("--device", raw.device, "What kind of product it is")
        ->capture_default_str()
        ->type_name("NAME")
        ->check(CLI::IsMember({"toy", "glasses", "wearable"}));
    parser.add_option("--power-rate", raw.powerRate, "Highest rate of the power stream")
        ->type_name("HZ")
        ->capture_default_str()
        ->check(CLI::Range(100U, kMaxPowerRate));
    parser.add_option("--reset", raw.reset, "At a reset the ports vanish and come back, or stay")
        ->capture_default_str()
        ->type_name("NAME")
        ->check(CLI::IsMember({"reenumerate", "stay"}));
    parser
        .add_option("--serial", raw.serial,
            "Serial number, 1 to 32 letters, digits, '.', '_' and '-' (default: from the seed);\n"
            "with more than one kit -1, -2, ... is put after it")
        ->type_name("TEXT");
    parser.add_option("--fault", raw.faults, "Something that goes wrong, see below; a comma list, may be repeated")
        ->type_name("SPEC")
        ->allow_extra_args(false);
    parser
        .add_option("--truth", raw.truth,
            "Write what really happens, one JSON object a line, to this file\n"
            "(more than one kit: FILE.1, FILE.2, ...)")
        ->type_name("FILE")
        ->check(notEmpty());
    parser.add_flag("--with-parent", raw.withParent, "End when the process that started this one ends");
}

bool fail(const QString &message)
{
    std::fprintf(stderr, "aiesim-virtual-kit: %s\n", qPrintable(message));
    return false;
}

/// HOST:PORT with a loopback address. room: how far above PORT the last port in use lies.
bool takeAddress(const char *option, const std::string &text, int room, std::optional<VirtualKitOptions::Tcp> &to)
{
    const QString whole = QString::fromStdString(text);
    const QString asGiven = QLatin1String(option) % QLatin1Char(' ') % whole;
    const qsizetype colon = whole.lastIndexOf(QLatin1Char(':'));
    bool isNumber = false;
    const int port = whole.mid(colon + 1).toInt(&isNumber);
    QString host = whole.left(std::max<qsizetype>(colon, 0));
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    if (host == QLatin1String("localhost"))
        host = QStringLiteral("127.0.0.1");
    const QHostAddress address(host);
    if (colon <= 0 || !isNumber || address.isNull() || port < 0 || port > 65535 - room)
        return fail(QStringLiteral("%1: not a HOST:PORT%2")
                        .arg(asGiven, room > 0 ? QStringLiteral(" with room for the ports after it") : QString()));
    if (!address.isLoopback())
        return fail(QStringLiteral("%1: only a loopback address such as 127.0.0.1; there is no password").arg(asGiven));
    to = VirtualKitOptions::Tcp{address, static_cast<quint16>(port)};
    return true;
}

/// pty:PATH or tcp:HOST:PORT.
bool takeMeter(const Raw &raw, VirtualKitOptions &options)
{
    constexpr std::string_view pty = "pty:";
    constexpr std::string_view tcp = "tcp:";
    if (raw.ppk2.starts_with(pty) && raw.ppk2.size() > pty.size()) {
        options.meterPty = QString::fromStdString(raw.ppk2.substr(pty.size()));
        return true;
    }
    const int room = (raw.kits - 1) * VirtualKitOptions::kTcpStep;
    if (raw.ppk2.starts_with(tcp))
        return takeAddress("--ppk2", raw.ppk2.substr(tcp.size()), room, options.meterTcp);
    return fail(QStringLiteral("--ppk2 %1: neither pty:PATH nor tcp:HOST:PORT").arg(QString::fromStdString(raw.ppk2)));
}

bool takePorts(const Raw &raw, VirtualKitOptions &options)
{
    const int tcpRoom = kTcpPortsUsed - 1 + (raw.kits - 1) * VirtualKitOptions::kTcpStep;
    if (!raw.tcp.empty() && !takeAddress("--tcp", raw.tcp, tcpRoom, options.tcp))
        return false;
    options.directory = QString::fromStdString(raw.directory);
    options.usbAttach = raw.usbAttach;
    if (!raw.ppk2.empty() && !takeMeter(raw, options))
        return false;
    return raw.usbip.empty() || takeAddress("--usbip", raw.usbip, 0, options.usbip);
}

/// A serial number stands in URLs, file names and tables (PROTOCOL.md §1.1).
bool serialIsSound(const std::string &text, int kits)
{
    constexpr qsizetype kLongest = 32;
    const QString serial = QString::fromStdString(text);
    const QList<uint> characters = serial.toUcs4();
    const auto fits = [](uint c) {
        return (c < 0x80 && QStringView(u"._-").contains(QChar(c))) || QChar::isLetterOrNumber(c) || QChar::isMark(c);
    };
    if (characters.isEmpty() || !std::ranges::all_of(characters, fits))
        return fail(QStringLiteral("--serial: 1 to 32 letters, digits, '.', '_' and '-', nothing else"));
    const qsizetype suffix = kits > 1 ? QString::number(kits).size() + 1 : 0;
    if (characters.size() + suffix <= kLongest)
        return true;
    return fail(suffix == 0 ? QStringLiteral("--serial: at most 32 characters")
                            : QStringLiteral("--serial: at most %1 characters, for -%2 is put after it")
                                  .arg(kLongest - suffix)
                                  .arg(kits));
}

bool takeAll(const Raw &raw, VirtualKitOptions &options)
{
    virtual_kit::KitRunnerConfig &kit = options.kit;
    for (const std::string &spec : raw.faults) {
        QString error;
        if (!virtual_kit::parseFaults(spec, kit.faults, error))
            return fail(QStringLiteral("--fault %1: %2").arg(QString::fromStdString(spec), error));
    }
    if (!takePorts(raw, options))
        return false;
    if (raw.serial && !serialIsSound(*raw.serial, raw.kits))
        return false;
    kit.kit.seed = raw.seed.value_or(kDefaultSeed);
    // Each boot has an id of its own (PROTOCOL.md §5.1); only who asks for the same bytes again gets the same one.
    if (!raw.seed)
        kit.kit.firstBoot = QRandomGenerator::system()->generate();
    kit.kit.network = *virtual_kit::networkKindFromName(raw.network);
    kit.kit.device = *virtual_kit::deviceKindFromName(raw.device);
    kit.kit.serial = raw.serial.value_or(std::string());
    kit.kit.reenumerate = raw.reset == "reenumerate";
    kit.kit.faults = kit.faults.kit;
    kit.stream = {raw.powerRate, raw.ring, raw.speed};
    kit.lineBytesPerSecond = raw.pace / 10;
    options.kits = raw.kits;
    options.truthPath = QString::fromStdString(raw.truth);
    options.withParent = raw.withParent;
    return true;
}

} // namespace

std::optional<VirtualKitOptions> parseOptions(int argc, char **argv, int &exitCode)
{
    CLI::App parser(
        "A simulated AI-eSIM development kit on pseudo terminals, TCP ports or USB. When it is ready it prints one "
        "line of JSON with its ports; SIGTERM or SIGINT ends it.",
        "aiesim-virtual-kit");
    Raw raw;
    addPortOptions(parser, raw);
    addKitOptions(parser, raw);
    parser.set_version_flag("--version", AIESIM_VERSION);
    parser.footer(virtual_kit::faultHelp().toStdString());
    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success &asked) { // --help, --version
        exitCode = parser.exit(asked);
        return std::nullopt;
    } catch (const CLI::ParseError &error) {
        std::fprintf(stderr, "%s\n", usageLine(parser, error).c_str());
        exitCode = kWrongUsage;
        return std::nullopt;
    }
    VirtualKitOptions options;
    exitCode = kWrongUsage;
    if (!takeAll(raw, options))
        return std::nullopt;
    exitCode = 0;
    return options;
}

} // namespace app
