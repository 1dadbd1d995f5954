// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/echo_end.h"

namespace usb_figures {

/// A device whose bulk IN endpoint always has the next bytes of a recorded stream, again from its first one after its
/// last: as fast a kit as a host can ask.
class StreamEnd : public usb_bench::EchoEnd
{
public:
    StreamEnd(QByteArray bytes, const QByteArray &serial)
        : EchoEnd(serial)
        , m_bytes(std::move(bytes))
    {
    }
    void start(Done done, Gone gone) override
    {
        m_done = done;
        EchoEnd::start(std::move(done), std::move(gone));
    }
    void submit(const Request &request) override
    {
        constexpr quint8 bulkIn = 0x81;
        if (request.endpoint != bulkIn) {
            if (request.setup.startsWith(QByteArrayLiteral("\x41\x01"))) // HOST (PROTOCOL.md §1.1)
                m_at = 0;
            return EchoEnd::submit(request);
        }
        const qsizetype part = std::min<qsizetype>(request.length, m_bytes.size() - m_at);
        const QByteArray piece = QByteArray::fromRawData(m_bytes.constData() + m_at, part);
        m_at = m_at + part < m_bytes.size() ? m_at + part : 0;
        m_done({request.id, 0, static_cast<int>(part), piece});
    }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0; ///< requests come from the host's one thread
    Done m_done;
};

} // namespace usb_figures
