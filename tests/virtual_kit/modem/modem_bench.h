// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/modem/at_server.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <functional>

/// An AT port with its card, and a radio whose state the test sets by hand.
namespace modem_bench {

using virtual_kit::AtFaults;
using virtual_kit::AtServer;
using virtual_kit::EuiccCard;
using virtual_kit::ModemView;

inline framing::Bytes bytes(const QByteArray &hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return framing::Bytes(raw.begin(), raw.end());
}

class BenchRadio final : public virtual_kit::ModemStateSource
{
public:
    ModemView view;
    int fun = 1;
    std::function<void()> onChange;

    ModemView modemView() const override { return view; }
    int functionality() const override { return fun; }
    void setFunctionality(int level) override
    {
        fun = level;
        view.simReady = level != 0;
        view.registration = level == 1 ? 2 : 0;
        if (onChange)
            onChange();
    }
};

inline ModemView registeredView()
{
    ModemView view;
    view.simReady = true;
    view.registration = 1;
    view.plmn = "46000";
    view.operatorName = "CHINA MOBILE";
    view.trackingArea = 0x1A2B;
    view.cell = 0x0C3D4E5;
    view.rssiDbm = -73;
    view.rsrpDbm = -101.4;
    view.rsrqDb = -10.2;
    return view;
}

class ModemBench
{
public:
    explicit ModemBench(virtual_kit::EuiccState state = virtual_kit::factoryEuicc(1))
        : card(std::move(state))
    {
        radio.view = registeredView();
        server.reset(false);
        radio.onChange = [this] { server.modemChanged(); };
        card.onRefresh = [this] {
            radio.view.simReady = false;
            radio.view.registration = 0;
            server.modemChanged();
        };
    }
    /// What the port answers to these bytes, exactly.
    QByteArray type(const QByteArray &text)
    {
        out.clear();
        server.feed(framing::Bytes(text.begin(), text.end()));
        return out;
    }
    /// The answer to one command with the echo off, framing taken away: "+CSQ: 20,99|OK".
    QByteArray ask(const QByteArray &command)
    {
        const QByteArray answer = type(command + "\r");
        if (!answer.startsWith("\r\n") || !answer.endsWith("\r\n"))
            return answer;
        return answer.mid(2).chopped(2).replace("\r\n\r\n", "|");
    }

    BenchRadio radio;
    EuiccCard card;
    QByteArray out;
    AtServer server{card, radio,
        [this](framing::ByteView data) {
            out.append(reinterpret_cast<const char *>(data.data()), qsizetype(data.size()));
        },
        {"Maker", "Model", "1.2.3", "SN42", "350000000000006"}};
};

inline QByteArray swapped(const std::string &digits)
{
    QByteArray text = QByteArray::fromStdString(digits).leftJustified(20, 'F');
    for (qsizetype i = 0; i < 20; i += 2)
        std::swap(text[i], text[i + 1]);
    return text;
}

} // namespace modem_bench
