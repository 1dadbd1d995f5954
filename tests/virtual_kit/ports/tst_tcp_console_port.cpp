// SPDX-License-Identifier: GPL-3.0-or-later
#include "port_ends.h"

#include "virtual_kit/ports/console_port.h"
#include "virtual_kit/ports/pty_port_linux.h"
#include "virtual_kit/ports/tcp_port.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace virtual_kit;
using namespace framing;

namespace {

class TestTcpConsolePort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_dir.reset(); }

    void tcpOneClientOnly();
    void tcpVanishAndBack();
    void tcpSlowReaderBoundsTheQueue();
    void tcpOnlyLoopback();
    void consoleMixesTextAndPackets();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_error;
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("port")); }
};

void TestTcpConsolePort::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_error.clear();
}

void TestTcpConsolePort::tcpOneClientOnly()
{
    TcpPort port(QHostAddress::LocalHost, 0);
    Heard heard(port);
    QVERIFY2(port.appear(m_error), qPrintable(m_error));
    const QStringList address = port.address().split(QLatin1Char(':'));
    QCOMPARE(address[0], QStringLiteral("127.0.0.1"));
    const quint16 number = address[1].toUShort();
    QVERIFY(number > 0);
    QTcpSocket first;
    first.connectToHost(QHostAddress::LocalHost, number);
    QTRY_COMPARE(heard.opened, 1);
    QTcpSocket second;
    QSignalSpy refused(&second, &QTcpSocket::disconnected);
    second.connectToHost(QHostAddress::LocalHost, number);
    QTRY_COMPARE(refused.count(), 1);
    first.write("hello");
    QTRY_COMPARE(heard.data, QByteArray("hello"));
    QCOMPARE(port.write(view("answer")), std::size_t(6));
    QTRY_COMPARE(first.bytesAvailable(), 6);
    first.disconnectFromHost();
    QTRY_COMPARE(heard.left, 1);
    QTcpSocket third;
    third.connectToHost(QHostAddress::LocalHost, number);
    QTRY_COMPARE(heard.opened, 2);
}

void TestTcpConsolePort::tcpVanishAndBack()
{
    TcpPort port(QHostAddress::LocalHost, 0);
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    const QString address = port.address();
    const quint16 number = address.section(QLatin1Char(':'), 1).toUShort();
    QTcpSocket host;
    QSignalSpy gone(&host, &QTcpSocket::disconnected);
    host.connectToHost(QHostAddress::LocalHost, number);
    QTRY_COMPARE(heard.opened, 1);
    port.vanish();
    QTRY_COMPARE(gone.count(), 1);
    QCOMPARE(heard.left, 1);
    QSignalSpy errors(&host, &QTcpSocket::errorOccurred);
    host.connectToHost(QHostAddress::LocalHost, number);
    QTRY_COMPARE(errors.count(), 1);
    QVERIFY2(port.appear(m_error), qPrintable(m_error));
    QCOMPARE(port.address(), address);
    host.connectToHost(QHostAddress::LocalHost, number);
    QTRY_COMPARE(heard.opened, 2);
}

void TestTcpConsolePort::tcpSlowReaderBoundsTheQueue()
{
    TcpPort port(QHostAddress::LocalHost, 0);
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    QTcpSocket host;
    host.setReadBufferSize(1024);
    host.connectToHost(QHostAddress::LocalHost, port.address().section(QLatin1Char(':'), 1).toUShort());
    QTRY_COMPARE(heard.opened, 1);
    const QByteArray chunk(64 * 1024, 'x');
    std::size_t total = 0;
    for (int i = 0; i < 400; ++i) {
        total += port.write(view(chunk));
        QTest::qWait(1);
    }
    QVERIFY2(total < 20'000'000, qPrintable(QString::number(total))); // of 26 MB offered: the system's buffers and ours
    QCOMPARE(port.write(view(chunk)), std::size_t(0));
    host.setReadBufferSize(0);
    qint64 got = 0;
    const auto readAll = [&] {
        got += host.readAll().size();
        return got == qint64(total);
    };
    QTRY_VERIFY_WITH_TIMEOUT(readAll(), 30'000);
    QVERIFY(heard.room > 0);
    QVERIFY(port.write(view(chunk)) > 0);
}

void TestTcpConsolePort::tcpOnlyLoopback()
{
    TcpPort port(QHostAddress(QStringLiteral("0.0.0.0")), 0);
    QVERIFY(!port.appear(m_error));
    QVERIFY(m_error.contains(QStringLiteral("loopback")));

    TcpPort taken(QHostAddress::LocalHost, 0);
    QVERIFY(taken.appear(m_error));
    TcpPort late(QHostAddress::LocalHost, taken.address().section(QLatin1Char(':'), 1).toUShort());
    QVERIFY(!late.appear(m_error));
    QVERIFY(m_error.contains(QStringLiteral("cannot listen")));
}

void TestTcpConsolePort::consoleMixesTextAndPackets()
{
    ConsolePort console(std::make_unique<PtyPort>(path()), 4096);
    QList<QByteArray> packets;
    console.onPacket = [&](ByteView packet) {
        packets << QByteArray(reinterpret_cast<const char *>(packet.data()), static_cast<qsizetype>(packet.size()));
    };
    console.afterInput = [&] { console.pump(); };
    QVERIFY(console.pipe().appear(m_error));
    console.sendText("nobody listens", 0);
    const HostFd host(path());
    QTRY_VERIFY(console.pipe().isOpen());

    // 40 lines at once, text between: more than a stock Zephyr takes, none is lost.
    Bytes wire;
    const Bytes big(1200, 0x42);
    for (int i = 0; i < 4; ++i) {
        encodeSmpConsole(big, wire);
        const QByteArray text("typed text\r\n");
        wire.insert(wire.end(), text.begin(), text.end());
    }
    qsizetype sent = 0;
    const QByteArray all(reinterpret_cast<const char *>(wire.data()), static_cast<qsizetype>(wire.size()));
    const auto push = [&] {
        const ssize_t taken = ::write(host.fd(), all.constData() + sent, size_t(all.size() - sent));
        sent += std::max<ssize_t>(taken, 0);
        return packets.size() == 4;
    };
    QTRY_VERIFY(push());
    QCOMPARE(packets.first().size(), qsizetype(1200));

    console.sendText("*** Booting", 0);
    console.sendPacket(big, 0);
    console.sendText("done", 0);
    SmpConsoleDecoder decoder;
    QStringList seen;
    const auto collect = [&] {
        console.pump();
        decoder.feed(
            view(host.read()), [&](ByteView packet) { seen << QString::number(packet.size()); },
            [&](ByteView line) {
                seen << QString::fromLatin1(
                    reinterpret_cast<const char *>(line.data()), static_cast<qsizetype>(line.size()));
            });
        return seen.size() >= 3;
    };
    QTRY_VERIFY(collect());
    QCOMPARE(seen, (QStringList{QStringLiteral("*** Booting"), QStringLiteral("1200"), QStringLiteral("done")}));
}

} // namespace

QTEST_GUILESS_MAIN(TestTcpConsolePort)
#include "tst_tcp_console_port.moc"
