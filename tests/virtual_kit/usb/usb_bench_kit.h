// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "virtual_kit/usb/usb_port.h"

#include <QByteArray>
#include <QCoreApplication>

#include <array>
#include <memory>
#include <vector>

[[nodiscard]] inline framing::ByteView view(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// Bytes that show where they belong: a repeated or lost piece does not go unseen.
[[nodiscard]] inline QByteArray pattern(qsizetype size, quint32 from = 0)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i) {
        const quint32 at = from + static_cast<quint32>(i);
        bytes[i] = static_cast<char>(at ^ (at >> 8) ^ (at >> 16));
    }
    return bytes;
}

/// A device with its three ports, and what they hear.
struct UsbBenchKit {
    struct End {
        std::unique_ptr<virtual_kit::UsbPort> port;
        QByteArray heard;
        int opened = 0;
        int left = 0;
        int room = 0;
    };

    explicit UsbBenchKit(const QString &serial = QStringLiteral("SN-1"))
        : device({QStringLiteral("Maker"), QStringLiteral("Product"), serial})
    {
        for (std::size_t role = 0; role < ends.size(); ++role) {
            End &end = ends[role];
            end.port = std::make_unique<virtual_kit::UsbPort>(device, static_cast<virtual_kit::usb::Role>(role));
            virtual_kit::UsbPort *const port = end.port.get();
            QObject::connect(port, &virtual_kit::BytePort::opened, port, [&end] { ++end.opened; });
            QObject::connect(port, &virtual_kit::BytePort::left, port, [&end] { ++end.left; });
            QObject::connect(port, &virtual_kit::BytePort::roomAgain, port, [&end] { ++end.room; });
            QObject::connect(port, &virtual_kit::BytePort::received, port, [&end](framing::ByteView bytes) {
                end.heard.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
            });
        }
    }
    void appear()
    {
        QString error;
        for (End &end : ends)
            static_cast<void>(end.port->appear(error));
    }
    void vanish() { ends[virtual_kit::usb::At].port->vanish(); }
    /// The `kit` port sends back what it hears.
    void echo()
    {
        virtual_kit::UsbPort *const port = ends[0].port.get();
        const auto send = [this, port] {
            const std::size_t taken = port->write(view(unsaid));
            unsaid.remove(0, static_cast<qsizetype>(taken));
        };
        QObject::connect(port, &virtual_kit::BytePort::received, port, [this, send](framing::ByteView bytes) {
            unsaid.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
            send();
        });
        QObject::connect(port, &virtual_kit::BytePort::roomAgain, port, send);
    }
    [[nodiscard]] virtual_kit::UsbPort &kit() { return *ends[0].port; }

    QByteArray unsaid;
    virtual_kit::UsbDevice device;
    std::array<End, 3> ends;
};

/// A host controller at a device, without a cable between.
class BareHost
{
public:
    struct Done {
        std::uint32_t id;
        int status;
        QByteArray data;
        std::uint32_t actual;
        bool operator==(const Done &) const = default;
    };
    explicit BareHost(virtual_kit::UsbDevice &device)
        : m_device(device)
        , attached(device.attachHost([this](const virtual_kit::UsbCompletion &c) {
            done.push_back({c.id, static_cast<int>(c.status),
                QByteArray(reinterpret_cast<const char *>(c.data.data()), static_cast<qsizetype>(c.data.size())),
                c.actual});
        }))
    {
    }
    ~BareHost()
    {
        if (m_device.hasHost())
            m_device.detachHost();
    }
    void in(std::uint32_t id, std::uint8_t endpoint, std::uint32_t length)
    {
        virtual_kit::UsbRequest request;
        request.id = id;
        request.endpoint = endpoint & 0x0F;
        request.in = true;
        request.length = length;
        m_device.submit(std::move(request));
    }
    void out(std::uint32_t id, std::uint8_t endpoint, const QByteArray &bytes)
    {
        virtual_kit::UsbRequest request;
        request.id = id;
        request.endpoint = endpoint;
        request.data.assign(bytes.begin(), bytes.end());
        m_device.submit(std::move(request));
    }
    /// The status; what came is in `answer`.
    int control(std::uint8_t type, std::uint8_t code, std::uint16_t value, std::uint16_t index, std::uint16_t length,
        const QByteArray &bytes = {})
    {
        virtual_kit::UsbRequest request;
        request.id = 0xC0DE;
        request.in = (type & 0x80) != 0;
        const auto low = [](std::uint16_t field) { return static_cast<std::uint8_t>(field); };
        const auto high = [](std::uint16_t field) { return static_cast<std::uint8_t>(field >> 8); };
        request.setup = {type, code, low(value), high(value), low(index), high(index), low(length), high(length)};
        request.length = request.in ? length : 0;
        request.data.assign(bytes.begin(), bytes.end());
        m_device.submit(std::move(request));
        const Done last = done.back();
        done.pop_back();
        answer = last.data;
        return last.status;
    }
    void cameTo(bool here) { hostStatus = control(0x41, 1, here ? 1 : 0, 0, 0); }
    void terminalReady(std::uint16_t interface, std::uint16_t lines) { control(0x21, 0x22, lines, interface, 0); }

private:
    virtual_kit::UsbDevice &m_device;

public:
    std::vector<Done> done;
    QByteArray answer;
    int hostStatus = 0;
    bool attached;
};

/// A device with a host that has the kit port open.
struct Opened : UsbBenchKit {
    Opened()
    {
        appear();
        host = std::make_unique<BareHost>(device);
        host->cameTo(true);
    }
    bool say(const QByteArray &bytes) { return kit().write(view(bytes)) == static_cast<std::size_t>(bytes.size()); }
    static void turn() { QCoreApplication::processEvents(); }
    std::unique_ptr<BareHost> host;
};
