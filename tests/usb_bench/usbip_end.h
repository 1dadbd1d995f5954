// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/usb_end.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <memory>

namespace usb_client {
class UsbipClient;
}

namespace usb_bench {

/// A device of a USB/IP server, over a connection of its own. The client lives on a thread of this object, so that the
/// test's thread may wait for libusb.
class UsbipEnd : public UsbEnd
{
public:
    UsbipEnd();
    ~UsbipEnd() override;

    /// Blocks, at most 10 s. False, with `problem` set, when the server does not export `busid`.
    [[nodiscard]] bool import(const QString &address, const QString &busid, QString &problem);

    void start(Done done, Gone gone) override;
    void stop() override;
    void submit(const Request &request) override;
    void cancel(quint32 id) override;

private:
    using Client = usb_client::UsbipClient;

    void send(const Request &request);

    QThread m_thread;
    QObject m_context;                  ///< lives on m_thread: what is sent to it runs there
    std::unique_ptr<Client> m_client;   ///< touched on m_thread alone
    QHash<quint32, quint32> m_sequence; ///< request to USB/IP sequence number; on m_thread
    Done m_done;
    Gone m_gone;
    std::atomic<bool> m_stopped = false;
};

} // namespace usb_bench
