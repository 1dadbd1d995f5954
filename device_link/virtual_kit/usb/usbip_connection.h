// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_device.h"
#include "usbip_message.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QPointer>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace virtual_kit {

/// A host's requests to one device over a connected stream socket: what follows a USB/IP import, and what vhci_hcd
/// speaks at once. When either ends, so does the other. What a peer that does not read, or does not stop asking, can
/// make this hold is bounded.
///
/// An unplugged device is given up slowly: for as long as its host goes on asking, but not for long, everything is
/// answered as gone, and only then does the connection end. Linux 6.1's vhci_hcd never gives back a request that it has
/// not sent yet and that is taken back while the connection comes down (vhci_cleanup_unlink_list() looks among the sent
/// ones alone): the host's thread and its hub then sleep for ever. By then its programs should have let go.
class UsbipConnection final : public QObject
{
    Q_OBJECT
public:
    UsbipConnection(std::unique_ptr<QAbstractSocket> socket, UsbDevice &device, QObject *parent = nullptr);
    ~UsbipConnection() override;

    /// False: the device is absent, or another host has it; nothing was read.
    [[nodiscard]] bool start();

Q_SIGNALS:
    /// The peer has gone, has broken the protocol, or the device was unplugged and the host has been told. To be
    /// deleted later, not from a slot.
    void finished();

private:
    enum class State {
        Idle,
        Attached, ///< the device has this host
        Leaving,  ///< it had: what the host asks for now is answered as gone
        Over,
    };
    void onReadable();
    [[nodiscard]] bool isReading() const { return m_state == State::Attached || m_state == State::Leaving; }
    [[nodiscard]] bool readCommand();
    [[nodiscard]] bool readData();
    void submit(const usbip::Submit &command);
    void unlink(const usbip::Unlink &command);
    [[nodiscard]] bool isAhead(std::uint32_t victim) const;
    [[nodiscard]] bool wasTakenBack(std::uint32_t request);
    void hand();
    void complete(const UsbCompletion &completion);
    void append(const usbip::Header &header, framing::ByteView data);
    void scheduleFlush();
    void flush();
    void onWritten();
    [[nodiscard]] qint64 unsent() const { return m_out.size() + m_socket->bytesToWrite(); }
    void refuse(const char *what);
    void onUnplugged();
    void lingerOn();
    void leave();
    void onDisconnected();
    void detach();

    std::unique_ptr<QAbstractSocket> m_socket;
    QPointer<UsbDevice> m_device;
    std::array<std::uint8_t, usbip::kCommandBytes> m_command{};
    std::size_t m_commandBytes = 0; ///< of them here
    UsbRequest m_request;           ///< whose data is on its way
    std::uint32_t m_expect = 0;     ///< bytes of data it has in all; 0: a command comes next
    QByteArray m_out;               ///< replies of this turn of the event loop
    bool m_flushDue = false;
    bool m_held = false;
    std::optional<std::uint32_t> m_newest; ///< number of the last request; a host counts upwards
    std::vector<usbip::Unlink> m_ahead;    ///< of requests that are still to come
    State m_state = State::Idle;
    QTimer m_quiet, m_patience; ///< while leaving
};

} // namespace virtual_kit
