// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/kit_frame.h"
#include "framing/sample_block.h"
#include "framing/smp_console.h"

#include <QByteArray>
#include <QCborMap>
#include <QIODevice>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

/// A host on one port of a kit: a plain file descriptor of a pty, or any device that is open. Reads what comes while
/// the event loop runs. Written for the test alone, so that it does not share the product's mistakes.
class Host : public QObject
{
    Q_OBJECT
public:
    /// Opens a pty by path as a terminal program does; check isOpen().
    explicit Host(const QString &path);
    /// Takes over an open device.
    explicit Host(std::unique_ptr<QIODevice> device);
    ~Host() override;

    [[nodiscard]] bool isOpen() const { return m_device || m_fd >= 0; }
    /// The other side has hung up.
    [[nodiscard]] bool hungUp() const { return m_hungUp; }
    void write(const QByteArray &bytes);
    /// Bytes that the other side does not take now are not waited for.
    qint64 writeSome(const QByteArray &bytes);

    QByteArray received; ///< everything that came

private:
    void onReadable();
    void take(const QByteArray &bytes);
    int m_fd = -1;
    std::unique_ptr<QIODevice> m_device;
    bool m_hungUp = false;

Q_SIGNALS:
    void bytes(const QByteArray &bytes);
};

/// An SMP answer.
struct Answer {
    int group = 0;
    int command = 0;
    int sequence = 0;
    QCborMap body;
};

/// The host's side of a `kit` port or of SMP on a `console` port.
class SmpHost : public QObject
{
    Q_OBJECT
public:
    enum class Framing { Kit, Console };
    SmpHost(std::unique_ptr<Host> host, Framing framing);

    [[nodiscard]] Host &host() { return *m_host; }
    /// Sends a request; its sequence number.
    int send(int op, int group, int command, const QCborMap &body = {});
    /// Sends it and waits for its answer; empty after the time has run out.
    [[nodiscard]] std::optional<QCborMap> call(
        int op, int group, int command, const QCborMap &body = {}, int ms = 15'000);
    /// Waits like a real host: one 00, then hello, repeated until it is answered.
    [[nodiscard]] std::optional<QCborMap> hello();
    void report(int stream, quint32 number);

    /// Blocks of samples as they came, checked for their order while they come.
    struct Stream {
        std::uint64_t next = 0; ///< index after the last sample taken
        std::uint64_t lost = 0; ///< by the blocks' own counts
        std::uint64_t samples = 0;
        std::uint32_t lastNumber = 0;
        int blocks = 0;
        bool consistent = true; ///< index = previous index + count + lost, always
        int id = 0;
        QByteArray words;
    } stream;
    bool reporting = false; ///< report every block at once
    std::vector<Answer> answers;
    std::vector<QCborMap> events;
    QStringList log; ///< channel 3, or text of a console
    [[nodiscard]] int eventCount(const char *name) const;
    [[nodiscard]] framing::KitFrameCounters counters() const { return m_frames.counters(); }

private:
    void feed(const QByteArray &bytes);
    void onPacket(framing::ByteView packet);
    void onBlock(framing::ByteView payload);

    std::unique_ptr<Host> m_host;
    Framing m_framing;
    framing::KitFrameDecoder m_frames;
    framing::SmpConsoleDecoder m_console;
    int m_sequence = 0;
};
