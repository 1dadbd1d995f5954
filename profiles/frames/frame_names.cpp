// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame_names.h"

#include <algorithm>
#include <array>

namespace profiles {
namespace {

struct Name {
    quint16 group;
    quint8 command;
    const char *name;
};

constexpr quint16 kAiesim = 72; ///< the documented default (PROTOCOL.md §4)

constexpr std::array<Name, 36> kNames{{
    {0, 0, "os.echo"},
    {0, 5, "os.reset"},
    {0, 6, "os.parameters"},
    {0, 7, "os.info"},
    {0, 8, "os.bootloader"},
    {1, 0, "image.state"},
    {1, 1, "image.upload"},
    {1, 5, "image.erase"},
    {1, 6, "image.slots"},
    {3, 0, "settings.value"},
    {3, 1, "settings.delete"},
    {3, 2, "settings.commit"},
    {3, 3, "settings.save"},
    {10, 0, "enumeration.count"},
    {10, 1, "enumeration.list"},
    {10, 3, "enumeration.details"},
    {kAiesim, 0, "aiesim.hello"},
    {kAiesim, 1, "aiesim.identity"},
    {kAiesim, 2, "aiesim.time"},
    {kAiesim, 10, "aiesim.card.open"},
    {kAiesim, 11, "aiesim.card.transmit"},
    {kAiesim, 12, "aiesim.card.close"},
    {kAiesim, 20, "aiesim.prompt.start"},
    {kAiesim, 21, "aiesim.prompt.cancel"},
    {kAiesim, 22, "aiesim.prompt.get"},
    {kAiesim, 23, "aiesim.prompt.models"},
    {kAiesim, 30, "aiesim.account.get"},
    {kAiesim, 31, "aiesim.account.ledger"},
    {kAiesim, 40, "aiesim.stream.list"},
    {kAiesim, 41, "aiesim.stream.start"},
    {kAiesim, 42, "aiesim.stream.stop"},
    {kAiesim, 50, "aiesim.probe.start"},
    {kAiesim, 51, "aiesim.probe.stop"},
    {kAiesim, 60, "aiesim.radio.get"},
    {kAiesim, 70, "aiesim.attest"},
    {kAiesim, 80, "aiesim.events.get"},
}};

} // namespace

QString smpCommandName(quint16 group, quint8 command)
{
    const auto found = std::ranges::find_if(
        kNames, [&](const Name &name) { return name.group == group && name.command == command; });
    return found == kNames.end() ? QStringLiteral("group %1.%2").arg(group).arg(command)
                                 : QString(QLatin1String(found->name));
}

QString smpOpName(framing::SmpOp op)
{
    switch (op) {
    case framing::SmpOp::Read: return QStringLiteral("read");
    case framing::SmpOp::ReadResponse: return QStringLiteral("read answer");
    case framing::SmpOp::Write: return QStringLiteral("write");
    case framing::SmpOp::WriteResponse: return QStringLiteral("write answer");
    }
    return {};
}

} // namespace profiles
