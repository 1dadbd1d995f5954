// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_port.h"

#include <QTimer>

#include <memory>

class QSocketNotifier;

namespace virtual_kit {

/// A pseudo terminal with a symbolic link to its slave, as a serial port is to a host.
///
/// No spare slave is kept open: that would hide a host's departure, and a stream would go on for two seconds into a
/// port that nobody reads. Without one, the master reports POLLHUP for as long as no host is there, and a
/// level-triggered notifier would spin (one core, 500 000 calls a second). So the master sits in an epoll set,
/// edge-triggered, and it is that set which the event loop watches: each change is told once. What no edge tells is a
/// host that opens the port and stays silent; while no host is known a look ten times a second finds it.
class PtyPort final : public BytePort
{
    Q_OBJECT
public:
    /// linkPath: where the symbolic link stands while the port is present.
    explicit PtyPort(QString linkPath, QObject *parent = nullptr);
    ~PtyPort() override;

    [[nodiscard]] bool appear(QString &error) override;
    void vanish() override;
    [[nodiscard]] bool present() const override { return m_master >= 0; }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    [[nodiscard]] std::size_t write(framing::ByteView bytes) override;
    [[nodiscard]] QString address() const override { return m_linkPath; }

private:
    [[nodiscard]] bool openPair(QString &error);
    [[nodiscard]] bool watch(QString &error);
    [[nodiscard]] bool makeLink(QString &error) const;
    void removeLink() const;
    void onActivity();
    void readOnce();
    void setOpen(bool open);
    void lookForHost();
    void discardUnread() const;

    QString m_linkPath;
    QByteArray m_slavePath;
    int m_master = -1;
    int m_epoll = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_look;
    bool m_open = false;
    bool m_full = false;   ///< the last write was not taken whole
    bool m_hangUp = false; ///< the last edge told of one; it shows after what is left to read
};

} // namespace virtual_kit
