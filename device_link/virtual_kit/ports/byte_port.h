// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QObject>
#include <QString>

#include <cstddef>

namespace virtual_kit {

/// One end of a cable: a byte pipe that a host may open and leave. Lives on the thread of the kit; never blocks.
/// It does not queue: what write() does not take stays with the caller, who decides what is still worth sending.
class BytePort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The port comes into being (plugged in); a host can then open it. False with a sentence in error.
    [[nodiscard]] virtual bool appear(QString &error) = 0;
    /// The port is gone (unplugged): a host that has it open sees it hang up. Not to be called from a slot of
    /// received().
    virtual void vanish() = 0;
    [[nodiscard]] virtual bool present() const = 0;
    /// A host has it open.
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Takes what it can now, possibly nothing; then roomAgain() follows.
    [[nodiscard]] virtual std::size_t write(framing::ByteView bytes) = 0;
    /// A path, or host:port.
    [[nodiscard]] virtual QString address() const = 0;

    /// Input is never read (a fault); the host's writes fill up the system's buffers.
    void setDeaf(bool deaf) { m_deaf = deaf; }

Q_SIGNALS:
    void opened();
    void left();
    void received(framing::ByteView bytes); ///< valid during the signal
    void roomAgain();

protected:
    [[nodiscard]] bool deaf() const { return m_deaf; }

private:
    bool m_deaf = false;
};

} // namespace virtual_kit
