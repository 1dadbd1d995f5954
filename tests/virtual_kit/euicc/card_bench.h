// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/euicc/euicc_card.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QPair>

#include <algorithm>

/// A reader's side of the card, written apart from the product's own halves: hex in, hex out.
namespace card_bench {

using virtual_kit::EuiccCard;
using virtual_kit::EuiccConfig;
using virtual_kit::EuiccState;

inline const QByteArray kIsdr = "A0000005591010FFFFFFFF8900000100";

inline framing::Bytes bytes(const QByteArray &hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return framing::Bytes(raw.begin(), raw.end());
}
inline QByteArray hex(framing::ByteView data)
{
    return QByteArray(reinterpret_cast<const char *>(data.data()), qsizetype(data.size())).toHex().toUpper();
}
inline QByteArray byteHex(qsizetype value)
{
    return QByteArray::number(value, 16).rightJustified(2, '0').right(2).toUpper();
}

/// One APDU to a channel.
inline QByteArray send(EuiccCard &card, int channel, const QByteArray &apdu)
{
    return hex(card.transmit(channel, bytes(apdu)));
}

/// Opens a channel with the ISD-R selected; -1 when refused.
inline int openIsdr(EuiccCard &card)
{
    framing::Bytes fci;
    std::uint16_t sw = 0;
    return card.openChannel(bytes(kIsdr), fci, sw).value_or(-1);
}

/// A whole ES10 call: STORE DATA in segments, GET RESPONSE until nothing is left. Response and final SW.
inline QPair<QByteArray, QByteArray> call(
    EuiccCard &card, int channel, const QByteArray &request, qsizetype segment = 120)
{
    QByteArray answer;
    for (qsizetype at = 0, block = 0; at == 0 || at < request.size(); at += 2 * segment, ++block) {
        const QByteArray part = request.mid(at, 2 * segment);
        const bool last = at + 2 * segment >= request.size();
        answer = send(
            card, channel, QByteArray(last ? "80E291" : "80E211") + byteHex(block) + byteHex(part.size() / 2) + part);
        if (!last && answer != "9000")
            return {{}, answer};
    }
    QByteArray data = answer.chopped(4);
    while (answer.right(4).startsWith("61")) {
        answer = send(card, channel, "80C00000" + answer.right(2));
        data += answer.chopped(4);
    }
    return {data, answer.right(4)};
}

/// The same where only the response matters; a refusal shows as "SW 6A80".
inline QByteArray es10(EuiccCard &card, const QByteArray &request)
{
    const int channel = openIsdr(card);
    const auto [data, sw] = call(card, channel, request);
    card.closeChannel(channel);
    return sw == "9000" ? data : "SW " + sw;
}

/// The named messages of tests/fixtures/es10/es10.txt, in the order of the file.
inline QList<QPair<QByteArray, QByteArray>> vectors()
{
    QList<QPair<QByteArray, QByteArray>> list;
    QFile file(QStringLiteral(AIESIM_FIXTURES "/es10/es10.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return list;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() >= 2)
            list.append({words[0], words[1]});
    }
    return list;
}
/// The n-th message of that name; empty when the fixture lacks it.
inline QByteArray vector(const QByteArray &name, int n = 0)
{
    for (const auto &[key, value] : vectors()) {
        if (key == name && n-- == 0)
            return value;
    }
    return {};
}

/// The card that the vectors speak of.
inline EuiccState vectorState()
{
    EuiccState state;
    state.eid = "89049032123451234512345678901235";
    state.rootSmds = "ds.example";
    state.defaultSmdp = "dp.example";
    state.info.ciKeyIds = {bytes("F54172BDF98A95D65CBEB88A38A1C11D800A85C3")};
    state.info.svn = {2, 2, 2};
    state.info.memoryBytes = 292144;
    virtual_kit::Profile profile;
    profile.iccid = "8944476500001224158";
    profile.aid = bytes("A0000005591010FFFFFFFF8900001000");
    profile.enabled = true;
    profile.nickname = "lab";
    profile.serviceProvider = "Osmocom";
    profile.name = "Test A";
    profile.profileClass = virtual_kit::ProfileClass::Test;
    profile.plmn = "00101";
    profile.imsi = "001010123456789";
    state.profiles.push_back(profile);
    return state;
}

inline QByteArray swapped(const std::string &digits)
{
    QByteArray text = QByteArray::fromStdString(digits).leftJustified(20, 'F');
    for (qsizetype i = 0; i < 20; i += 2)
        std::swap(text[i], text[i + 1]);
    return text;
}
inline QByteArray iccidOf(const EuiccCard &card, std::size_t profile)
{
    return swapped(card.state().profiles.at(profile).iccid);
}
inline QByteArray enableRequest(const QByteArray &iccid, bool refresh)
{
    return "BF3111A00C5A0A" + iccid + (refresh ? "8101FF" : "810100");
}
inline QByteArray disableRequest(const QByteArray &iccid, bool refresh)
{
    return "BF3211A00C5A0A" + iccid + (refresh ? "8101FF" : "810100");
}
inline QByteArray deleteRequest(const QByteArray &iccid) { return "BF330C5A0A" + iccid; }

} // namespace card_bench
