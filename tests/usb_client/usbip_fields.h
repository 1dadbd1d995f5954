// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QtEndian>

/// Fields of USB/IP messages, for the client alone.
namespace usb_client::wire {

// Numbers of the kernel's Documentation/usb/usbip_protocol.rst; everything is big endian.
inline constexpr quint16 kVersion = 0x0111;
inline constexpr quint16 kAskList = 0x8005;
inline constexpr quint16 kTellList = 0x0005;
inline constexpr quint16 kAskImport = 0x8003;
inline constexpr quint16 kTellImport = 0x0003;
inline constexpr quint32 kSubmit = 1;
inline constexpr quint32 kUnlink = 2;
inline constexpr quint32 kSubmitDone = 3;
inline constexpr quint32 kUnlinkDone = 4;
inline constexpr int kHeaderBytes = 48;
inline constexpr int kDeviceBytes = 312;
inline constexpr int kPathBytes = 256;
inline constexpr int kBusidBytes = 32;

/// Appends numbers as they stand on the wire.
class Wire
{
public:
    Wire &u16(quint16 value) { return put(value); }
    Wire &u32(quint32 value) { return put(value); }
    Wire &bytes(const QByteArray &bytes)
    {
        m_bytes += bytes;
        return *this;
    }
    [[nodiscard]] const QByteArray &done() const { return m_bytes; }

private:
    template <typename Number>
    Wire &put(Number value)
    {
        const Number big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
        return *this;
    }
    QByteArray m_bytes;
};

inline quint32 u32At(const QByteArray &bytes, qsizetype at) { return qFromBigEndian<quint32>(bytes.constData() + at); }
inline quint16 u16At(const QByteArray &bytes, qsizetype at) { return qFromBigEndian<quint16>(bytes.constData() + at); }
inline qint32 i32At(const QByteArray &bytes, qsizetype at) { return qFromBigEndian<qint32>(bytes.constData() + at); }
inline quint8 u8At(const QByteArray &bytes, qsizetype at) { return static_cast<quint8>(bytes.at(at)); }

inline QString textAt(const QByteArray &bytes, qsizetype at, qsizetype size)
{
    const QByteArray field = bytes.mid(at, size);
    const qsizetype end = field.indexOf('\0');
    return QString::fromUtf8(end < 0 ? field : field.first(end));
}

} // namespace usb_client::wire
