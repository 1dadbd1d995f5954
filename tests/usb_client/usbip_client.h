// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTcpSocket>

#include <chrono>
#include <functional>
#include <optional>

namespace usb_client {

/// A host at the other end of a USB/IP connection, in user space. Lives on one thread, any one with an event loop or
/// none running: the blocking functions run a loop of their own. They give up after patience(), or when the connection
/// ends; problem() then says why.
///
///     UsbipClient client;
///     client.connectTo("127.0.0.1:3240") && client.import("1-1") == 0;
///     client.control(0x80, 6, 0x0100, 0, {}, 18).in;             // the device descriptor
///     client.submit({.endpoint = 0x81, .length = 65536}, [](const UsbipClient::Result &result) {...});
class UsbipClient : public QObject
{
    Q_OBJECT
public:
    struct Device {
        QString path;
        QString busid;
        quint32 bus = 0;
        quint32 number = 0;
        quint32 speed = 0; ///< 3: high
        quint16 vendor = 0;
        quint16 product = 0;
        quint16 release = 0;
        quint8 deviceClass = 0;
        quint8 subclass = 0;
        quint8 protocol = 0;
        quint8 configuration = 0;
        quint8 configurations = 0;
        quint8 interfaceCount = 0;
        QList<QByteArray> interfaces; ///< class, subclass, protocol; only from list()
    };
    struct Request {
        quint8 endpoint = 0; ///< with the direction bit; 0x00 and 0x80 are control
        QByteArray setup;    ///< 8 bytes on control, else empty
        QByteArray out;      ///< bytes to the device
        int length = 0;      ///< bytes wanted, on IN
        quint32 flags = 0;
    };
    struct Result {
        quint32 id = 0;
        int status = 0; ///< 0 or a negative errno
        int actual = 0;
        QByteArray in; ///< `actual` bytes, on IN
    };
    using Done = std::function<void(const Result &)>;
    /// status: kUnlinked when the request was taken back, 0 when it had been answered.
    using UnlinkDone = std::function<void(quint32 victim, int status)>;

    static constexpr quint32 kShortNotOk = 0x01;
    static constexpr quint32 kZeroPacket = 0x40;
    static constexpr int kStall = -32;
    static constexpr int kUnlinked = -104;
    static constexpr int kGone = -108;     ///< also given for what was in flight when the connection ended
    static constexpr int kTimedOut = -110; ///< given by the blocking functions alone

    explicit UsbipClient(QObject *parent = nullptr);
    ~UsbipClient() override;

    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    [[nodiscard]] std::chrono::milliseconds patience() const { return m_patience; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /// "127.0.0.1:3240"; blocks.
    bool connectTo(const QString &address);
    /// A connected stream socket (one end of a socketpair, say) whose far end takes URBs already, as vhci_hcd has it.
    bool adopt(qintptr descriptor, quint32 deviceId);
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// At once; what is in flight ends with kGone.
    void close();

    // One of these two first, on a fresh connection; both block.
    [[nodiscard]] std::optional<QList<Device>> list();
    /// 0, or the server's status; -1 without an answer. From then on the connection carries URBs.
    int import(const QString &busid);
    /// Of the last import.
    [[nodiscard]] const Device &device() const { return m_device; }

    /// done is called once, from the event loop, never inside of submit(). Returns the sequence number.
    quint32 submit(const Request &request, Done done);
    /// The victim's own done is called with kUnlinked if it was taken back, then unlinkDone. Returns the sequence
    /// number of the UNLINK.
    quint32 unlink(quint32 victim, UnlinkDone unlinkDone = {});
    [[nodiscard]] int inFlight() const { return static_cast<int>(m_pending.size()); }

    // These block. One that times out is unlinked.
    Result control(
        quint8 requestType, quint8 request, quint16 value, quint16 index, const QByteArray &out = {}, int length = 0);
    Result write(quint8 endpoint, const QByteArray &bytes, quint32 flags = 0);
    Result read(quint8 endpoint, int length);
    /// Runs the event loop until the condition holds (looked at after every arrival); false when patience ends.
    bool waitUntil(const std::function<bool()> &condition);

    /// Bytes as they are, for what no honest client sends.
    void writeRaw(const QByteArray &bytes);
    /// For a client that does not read; the far end's replies wait in its buffers and the system's.
    void setReading(bool reading);
    /// What arrived before list() or import() was called, or while neither ran: answers to writeRaw().
    [[nodiscard]] QByteArray takeRaw();
    /// Replies to nothing that was in flight. The connection ends at the first, as its length cannot be known.
    [[nodiscard]] int strayReplies() const { return m_strays; }
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

Q_SIGNALS:
    void closed();     ///< once, by either side
    void progressed(); ///< something arrived

private:
    struct Pending {
        bool in = false;
        bool unlink = false;
        quint32 victim = 0;
        Done done;
        UnlinkDone unlinkDone;
    };
    void onReadable();
    bool readReply();
    bool finishReply();
    void onDisconnected();
    Result await(const Request &request);
    bool fail(const QString &problem);
    bool readExactly(qint64 count, QByteArray &into);

    QTcpSocket m_socket;
    std::chrono::milliseconds m_patience{60000};
    QString m_problem;
    Device m_device;
    quint32 m_deviceId = 0;
    quint32 m_sequence = 0;
    bool m_imported = false;
    bool m_reading = true;
    bool m_open = false;
    int m_strays = 0;
    QHash<quint32, Pending> m_pending;
    bool m_inReply = false; ///< a reply's data is still on its way
    Result m_reply;
    qint64 m_replyHave = 0;
};

} // namespace usb_client
