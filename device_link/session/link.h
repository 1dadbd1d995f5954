// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/message_pipe.h"
#include "device_link/session/device_url.h"
#include "device_link/session/link_worker.h"

#include <QThread>

#include <memory>

namespace device_link {

/// One port with a thread of its own, seen from the GUI thread: everything arrives as queued values.
/// close() is a barrier: after it nothing of that opening arrives. The destructor joins the thread.
class Link : public MessagePipe
{
    Q_OBJECT
public:
    explicit Link(DeviceUrl url);
    ~Link() override;

    /// Answered by opened() or closed(), from the event loop.
    void open();
    /// Says closed() to the clients, whose requests end with it.
    void close();
    [[nodiscard]] bool isOpen() const override { return m_open; }
    [[nodiscard]] Result<void> send(const QByteArray &message) override;

    /// From now on three seconds of silence close the port (kit role; meter role while it streams), or no longer.
    void watchLiveness(bool on = true);
    /// Who may want to see the frames; in order with what was sent before.
    void setFrameTaps(std::shared_ptr<FrameTaps> taps);
    /// Who takes the sample blocks, or the bytes of a meter's stream, in the link thread; in order with what was sent
    /// before.
    void setSampleSink(std::shared_ptr<SampleSink> sink);

    [[nodiscard]] const DeviceUrl &url() const { return m_url; }
    [[nodiscard]] const LinkShared &shared() const { return *m_shared; }

Q_SIGNALS:
    /// hostNs: when it was read.
    void event(const QByteArray &cbor, qint64 hostNs);
    void text(const QString &line);

private:
    void onOpened(quint32 opening);
    void onMessage(quint32 opening, const PortMessage &message);
    void onEvent(quint32 opening, const QByteArray &cbor, qint64 hostNs);
    void onText(quint32 opening, const QByteArray &line);
    void onClosed(quint32 opening, const Error &error);
    template <typename Call>
    void post(Call call);

    DeviceUrl m_url;
    std::shared_ptr<LinkShared> m_shared;
    QThread m_thread;
    LinkWorker *m_worker; ///< lives in m_thread, deleted by its end
    quint32 m_opening = 0;
    bool m_wanted = false; ///< open, or opening
    bool m_open = false;
};

} // namespace device_link
