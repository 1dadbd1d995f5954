// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/ports/console_port.h"
#include "virtual_kit/ports/pty_port_linux.h"
#include "virtual_kit/ports/tcp_port.h"

#include "framing/smp_console.h"

#include <QFile>
#include <QFileInfo>
#include <QSerialPort>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

using namespace virtual_kit;
using namespace framing;

namespace {

ByteView view(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// What a port hands over.
class Heard
{
public:
    explicit Heard(BytePort &port)
    {
        QObject::connect(&port, &BytePort::received, &port, [this](ByteView bytes) {
            data.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        });
        QObject::connect(&port, &BytePort::opened, &port, [this] { ++opened; });
        QObject::connect(&port, &BytePort::left, &port, [this] { ++left; });
        QObject::connect(&port, &BytePort::roomAgain, &port, [this] { ++room; });
    }
    QByteArray data;
    int opened = 0;
    int left = 0;
    int room = 0;
};

/// A host's file descriptor on a pty, closed at the end.
class HostFd
{
public:
    explicit HostFd(const QString &path)
        : m_fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
    }
    ~HostFd() { close(); }
    HostFd(const HostFd &) = delete;
    HostFd &operator=(const HostFd &) = delete;
    [[nodiscard]] int fd() const { return m_fd; }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    [[nodiscard]] bool write(const QByteArray &bytes) const { return ::write(m_fd, bytes.constData(), size_t(bytes.size())) == bytes.size(); }
    QByteArray read() const
    {
        QByteArray all;
        char buffer[4096];
        for (ssize_t got = 0; (got = ::read(m_fd, buffer, sizeof buffer)) > 0;)
            all.append(buffer, got);
        return all;
    }

private:
    int m_fd;
};

double processCpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

class TestKitPorts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void ptyIsRawAndEmpty();
    void ptyTellsOfHosts();
    void ptySilentHostIsFound();
    void ptyUnreadBytesDoNotGreetTheNextHost();
    void ptyDoesNotSpinWithoutAHost();
    void ptyFullIsToldAndGoesOn();
    void ptyOverQSerialPort();
    void ptyReopensManyTimes();
    void ptyVanishHangsUp();
    void ptyLinkRules();
    void ptyDeafLetsBytesLie();
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

void TestKitPorts::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_error.clear();
}

void TestKitPorts::cleanup() { m_dir.reset(); }

void TestKitPorts::ptyIsRawAndEmpty()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY2(port.appear(m_error), qPrintable(m_error));
    QVERIFY(port.present() && !port.isOpen());
    const HostFd host(path());
    QVERIFY(host.fd() >= 0);
    termios settings{};
    QCOMPARE(::tcgetattr(host.fd(), &settings), 0);
    QCOMPARE(settings.c_lflag & tcflag_t(ECHO | ICANON | ISIG), tcflag_t(0));
    QCOMPARE(settings.c_oflag & tcflag_t(OPOST), tcflag_t(0));
    QCOMPARE(settings.c_iflag & tcflag_t(ICRNL | IXON), tcflag_t(0));
    QByteArray all(256, Qt::Uninitialized);
    for (int i = 0; i < 256; ++i)
        all[i] = static_cast<char>(i);
    QVERIFY(host.write(all));
    QTRY_COMPARE(heard.data, all);
    QCOMPARE(port.write(view(all)), std::size_t(256));
    QByteArray got;
    QTRY_VERIFY((got += host.read()).size() >= 256);
    QCOMPARE(got, all);
    QCOMPARE(heard.data, all); // no echo
}

void TestKitPorts::ptyTellsOfHosts()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    for (int i = 1; i <= 5; ++i) {
        HostFd host(path());
        QVERIFY(host.write("x"));
        QTRY_COMPARE(heard.opened, i);
        QVERIFY(port.isOpen());
        host.close();
        QTRY_COMPARE(heard.left, i);
        QVERIFY(!port.isOpen());
    }
    HostFd brief(path());
    QVERIFY(brief.write("said and gone"));
    brief.close();
    QTRY_VERIFY(heard.data.endsWith("said and gone"));
    QTRY_COMPARE(heard.left, 6);
}

void TestKitPorts::ptySilentHostIsFound()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    const HostFd host(path());
    QTRY_COMPARE(heard.opened, 1);
    QCOMPARE(port.write(view("boot")), std::size_t(4));
    QByteArray got;
    QTRY_VERIFY((got += host.read()).size() >= 4);
    QCOMPARE(got, QByteArray("boot"));
}

void TestKitPorts::ptyUnreadBytesDoNotGreetTheNextHost()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    {
        const HostFd host(path());
        QTRY_COMPARE(heard.opened, 1);
        QCOMPARE(port.write(view("stale")), std::size_t(5));
    }
    QTRY_COMPARE(heard.left, 1);
    const HostFd next(path());
    QTRY_COMPARE(heard.opened, 2);
    QCOMPARE(port.write(view("fresh")), std::size_t(5));
    QByteArray got;
    QTRY_VERIFY((got += next.read()).size() >= 5);
    QCOMPARE(got, QByteArray("fresh"));
}

void TestKitPorts::ptyDoesNotSpinWithoutAHost()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    {
        const HostFd host(path());
        QTRY_COMPARE(heard.opened, 1);
    }
    QTRY_COMPARE(heard.left, 1);
    // A level-triggered notifier would take the whole second.
    const double before = processCpuSeconds();
    QTest::qWait(1000);
    QVERIFY(processCpuSeconds() - before < 0.5);
}

void TestKitPorts::ptyFullIsToldAndGoesOn()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    const HostFd host(path());
    QTRY_COMPARE(heard.opened, 1);
    QByteArray data(1'000'000, Qt::Uninitialized);
    for (qsizetype i = 0; i < data.size(); ++i)
        data[i] = static_cast<char>(i % 251);
    std::size_t sent = port.write(view(data));
    QVERIFY(sent > 0 && sent < 200'000); // took some, did not block
    QByteArray got;
    int room = 0;
    const auto exchange = [&] {
        got += host.read();
        QCoreApplication::sendPostedEvents();
        if (heard.room > room) {
            room = heard.room;
            sent += port.write(view(data).subspan(sent));
        }
        return got.size() == data.size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(exchange(), 30'000);
    QCOMPARE(got, data);
    QVERIFY(room > 0);
}

void TestKitPorts::ptyOverQSerialPort()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    QSerialPort serial(path());
    serial.setBaudRate(3'000'000);
    QVERIFY2(serial.open(QIODevice::ReadWrite), qPrintable(serial.errorString()));
    serial.write("to the kit");
    QTRY_COMPARE(heard.data, QByteArray("to the kit"));
    QCOMPARE(port.write(view("to the host")), std::size_t(11));
    QTRY_COMPARE(serial.bytesAvailable(), 11);
    serial.close();
    QTRY_COMPARE(heard.left, 1);
}

void TestKitPorts::ptyReopensManyTimes()
{
    PtyPort port(path());
    QObject::connect(&port, &BytePort::received, &port, [&](ByteView bytes) { (void)port.write(bytes); });
    QVERIFY(port.appear(m_error));
    for (int i = 0; i < 100; ++i) {
        const HostFd host(path());
        QVERIFY(host.fd() >= 0);
        ::tcflush(host.fd(), TCIOFLUSH); // as LPAs do
        const QByteArray text = "AT " + QByteArray::number(i) + "\r\n";
        QVERIFY(host.write(text));
        QByteArray got;
        QTRY_VERIFY((got += host.read()).endsWith(text));
    }
}

void TestKitPorts::ptyVanishHangsUp()
{
    PtyPort port(path());
    Heard heard(port);
    QVERIFY(port.appear(m_error));
    const HostFd host(path());
    QTRY_COMPARE(heard.opened, 1);
    port.vanish();
    QCOMPARE(heard.left, 1);
    QVERIFY(!port.present());
    QVERIFY(!QFileInfo(path()).isSymbolicLink());
    char byte = 0;
    const ssize_t got = ::read(host.fd(), &byte, 1);
    QVERIFY(got == 0 || (got < 0 && errno == EIO));
    QVERIFY(port.appear(m_error));
    const HostFd again(path());
    QVERIFY(again.write("back"));
    QTRY_COMPARE(heard.data, QByteArray("back"));
}

void TestKitPorts::ptyLinkRules()
{
    QVERIFY(QFile::link(QStringLiteral("/dev/pts/999999"), path())); // what a killed kit left
    {
        PtyPort port(path());
        QVERIFY2(port.appear(m_error), qPrintable(m_error));
        QVERIFY(QFileInfo(path()).symLinkTarget() != QStringLiteral("/dev/pts/999999"));
        // Another kit takes the name over; its link is not ours to remove.
        QVERIFY(QFile::remove(path()));
        QVERIFY(QFile::link(QStringLiteral("/dev/null"), path()));
    }
    QCOMPARE(QFileInfo(path()).symLinkTarget(), QStringLiteral("/dev/null"));
    QVERIFY(QFile::remove(path()));

    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    PtyPort blocked(path());
    QVERIFY(!blocked.appear(m_error));
    QVERIFY(m_error.contains(QStringLiteral("in the way")));
    QVERIFY(!blocked.present());
    QVERIFY(file.exists());

    PtyPort nowhere(m_dir->filePath(QStringLiteral("no/such/folder/port")));
    QVERIFY(!nowhere.appear(m_error));
    QVERIFY(m_error.contains(QStringLiteral("No such file")));
}

void TestKitPorts::ptyDeafLetsBytesLie()
{
    PtyPort port(path());
    Heard heard(port);
    port.setDeaf(true);
    QVERIFY(port.appear(m_error));
    HostFd host(path());
    QTRY_COMPARE(heard.opened, 1);
    const QByteArray chunk(4096, 'x');
    ssize_t total = 0;
    for (ssize_t taken = 0; (taken = ::write(host.fd(), chunk.constData(), 4096)) > 0; total += taken)
        QVERIFY(total < 1'000'000);
    QVERIFY(heard.data.isEmpty());
    QCOMPARE(port.write(view("still talks")), std::size_t(11));
    host.close();
    QTRY_COMPARE(heard.left, 1);
}

void TestKitPorts::tcpOneClientOnly()
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

void TestKitPorts::tcpVanishAndBack()
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

void TestKitPorts::tcpSlowReaderBoundsTheQueue()
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

void TestKitPorts::tcpOnlyLoopback()
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

void TestKitPorts::consoleMixesTextAndPackets()
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
        decoder.feed(view(host.read()), [&](ByteView packet) { seen << QString::number(packet.size()); },
            [&](ByteView line) {
                seen << QString::fromLatin1(reinterpret_cast<const char *>(line.data()), static_cast<qsizetype>(line.size()));
            });
        return seen.size() >= 3;
    };
    QTRY_VERIFY(collect());
    QCOMPARE(seen, (QStringList{QStringLiteral("*** Booting"), QStringLiteral("1200"), QStringLiteral("done")}));
}

} // namespace

QTEST_GUILESS_MAIN(TestKitPorts)
#include "tst_kit_ports.moc"
