// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/at_card_channel.h"

#include "framing/at_lines.h"

#include <algorithm>

namespace device_link {

quint8 claForChannel(quint8 cla, int channel)
{
    if (channel < 4)
        return quint8((cla & 0xBC) | channel);
    return quint8((cla & 0x80) | 0x40 | (channel - 4));
}

QByteArray cchoSession(const QByteArray &value)
{
    const std::vector<std::string> fields
        = framing::atFields(std::string_view(value.constData(), std::size_t(value.size())));
    const QByteArray id = fields.empty() ? QByteArray() : QByteArray::fromStdString(fields.front());
    const bool hex = std::ranges::all_of(
        id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); });
    constexpr qsizetype longest = 20; // Sierra gives 16 hex digits
    return hex && id.size() <= longest ? id : QByteArray();
}

Result<QByteArray> apduFromAnswer(const QByteArray &value)
{
    const std::vector<std::string> fields
        = framing::atFields(std::string_view(value.constData(), std::size_t(value.size())), 3);
    if (fields.size() != 2)
        return fail(Fault::BadReply, QStringLiteral("APDU answer without length and data"));
    framing::Bytes bytes;
    if (!framing::atHex(fields[1], bytes) || bytes.size() < 2)
        return fail(Fault::BadReply, QStringLiteral("APDU answer is not hex with a status word"));
    bool ok = false;
    const qulonglong length = QByteArray::fromStdString(fields[0]).toULongLong(&ok);
    // The length counts hex characters (27.007); some firmware counts bytes.
    if (!ok || (length != bytes.size() * 2 && length != bytes.size()))
        return fail(Fault::BadReply, QStringLiteral("APDU answer of another length than it says"));
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

} // namespace device_link
