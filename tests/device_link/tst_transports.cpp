// SPDX-License-Identifier: GPL-3.0-or-later
// Pseudo terminals and TCP sockets: opening, faults with who holds the port, unplugging, a peer that never reads.
#include "session_fixture.h"

#include "device_link/session/link.h"
#include "device_link/session/open_link.h"
#include "device_link/transports/serial_holder.h"
#include "device_link/transports/transports.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

using namespace device_link;

namespace {

/// The master of a pseudo terminal.
class Pty
{
public:
    Pty()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK))
    {
        ::grantpt(m_master);
        ::unlockpt(m_master);
        m_path = QString::fromLocal8Bit(::ptsname(m_master));
        const int slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
        struct termios raw = {};
        ::tcgetattr(slave, &raw);
        ::cfmakeraw(&raw);
        ::tcsetattr(slave, TCSANOW, &raw);
        m_spare = slave; // without an open slave the master reports a hang-up
    }
    ~Pty() { unplug(); }
    Pty(const Pty &) = delete;
    Pty &operator=(const Pty &) = delete;
    [[nodiscard]] QString path() const { return m_path; }
    void write(const QByteArray &bytes)
    {
        QCOMPARE(::write(m_master, bytes.constData(), size_t(bytes.size())), bytes.size());
    }
    [[nodiscard]] QByteArray read()
    {
        char buffer[65536];
        const ssize_t got = ::read(m_master, buffer, sizeof buffer);
        return got > 0 ? QByteArray(buffer, got) : QByteArray();
    }
    void closeSpare()
    {
        ::close(m_spare);
        m_spare = -1;
    }
    void unplug()
    {
        for (int *descriptor : {&m_spare, &m_master}) {
            if (*descriptor >= 0)
                ::close(*descriptor);
            *descriptor = -1;
        }
    }

private:
    int m_master, m_spare = -1;
    QString m_path;
};

DeviceUrl serialUrl(const QString &path, PortRole role = PortRole::At)
{
    DeviceUrl url;
    url.scheme = DeviceUrl::Scheme::Serial;
    url.address = path;
    url.role = role;
    return url;
}

DeviceUrl tcpUrl(quint16 port)
{
    DeviceUrl url;
    url.scheme = DeviceUrl::Scheme::Tcp;
    url.address = QStringLiteral("127.0.0.1");
    url.tcpPort = port;
    url.role = PortRole::At;
    return url;
}

Result<void> open(Link &link)
{
    const QFuture<Result<void>> future = openLink(link, 10000, std::stop_token());
    const bool ended = QTest::qWaitFor([&future] { return future.isFinished(); }, 20000);
    return ended ? future.result() : Result<void>(fail(Fault::Timeout, QStringLiteral("the opening never ended")));
}

} // namespace

class TestTransports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void carriesBytes();
    void dropsWhatWasBuffered();
    void unplugIsToldOnce();
    void followsALinkAnew();
    void notThere();
    void notASerialPort();
    void heldByAnotherProgram();
    void lockThatIsLeftBehind();
    void heldUnderAnotherName();
    void findsTheHolder();
    void anotherProgramReads();
    void bytesTakenByNobodyKnown();
    void neverReads_data();
    void neverReads();
    void nothingAfterClose();
    void tcpNobodyListens();
    void tcpHangUp();
    void schemesWithoutPipe();
};

void TestTransports::carriesBytes()
{
    Pty pty;
    Link link(serialUrl(pty.path()));
    QSignalSpy received(&link, &MessagePipe::received);
    VERIFY_OK(open(link));
    QVERIFY(link.isOpen());
    pty.write("\r\n+CSQ: 1,");
    pty.write("2\r\nO");
    pty.write("K\r\n");
    QTRY_COMPARE(received.size(), 2);
    QCOMPARE(received[0].first().value<PortMessage>().bytes, QByteArray("+CSQ: 1,2"));
    QCOMPARE(received[1].first().value<PortMessage>().bytes, QByteArray("OK"));
    VERIFY_OK(link.send("AT"));
    QByteArray sent;
    QVERIFY(QTest::qWaitFor([&] { return sent.append(pty.read()).size() >= 3; }));
    QCOMPARE(sent, QByteArray("AT\r"));
    QTRY_COMPARE(quint64(link.shared().bytesOut), quint64(3));
    QCOMPARE(quint64(link.shared().bytesIn), quint64(17));
}

void TestTransports::dropsWhatWasBuffered()
{
    Pty pty;
    pty.write("\r\nOLD NEWS\r\n");
    Link link(serialUrl(pty.path()));
    QSignalSpy received(&link, &MessagePipe::received);
    VERIFY_OK(open(link));
    pty.write("\r\nNEW\r\n");
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0].first().value<PortMessage>().bytes, QByteArray("NEW"));
}

void TestTransports::unplugIsToldOnce()
{
    QList<Error> closed; // outlives the link, which says closed() at its end
    Pty pty;
    Link link(serialUrl(pty.path()));
    connect(&link, &MessagePipe::closed, this, [&closed](const Error &error) { closed.append(error); });
    VERIFY_OK(open(link));
    pty.unplug();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed[0].fault(), Fault::LinkLost);
    QTest::qWait(100);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!link.isOpen());
    COMPARE_FAULT(link.send("AT"), Fault::LinkLost);
}

void TestTransports::followsALinkAnew()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("at"));
    Link link(serialUrl(path));
    QSignalSpy received(&link, &MessagePipe::received);
    {
        Pty first;
        QVERIFY(QFile::link(first.path(), path));
        VERIFY_OK(open(link));
        first.unplug();
        QTRY_VERIFY(!link.isOpen());
        QVERIFY(QFile::remove(path));
    }
    Pty spare, second; // the number of the first may be used again
    QVERIFY(QFile::link(second.path(), path));
    VERIFY_OK(open(link));
    second.write("\r\nHERE\r\n");
    QTRY_COMPARE(received.size(), 1);
}

void TestTransports::notThere()
{
    Link link(serialUrl(QStringLiteral("/dev/there-is-no-such-port")));
    COMPARE_FAULT(open(link), Fault::NotFound);
    QTemporaryDir folder;
    QVERIFY(QFile::link(QStringLiteral("/dev/there-is-no-such-port"), folder.filePath(QStringLiteral("dangling"))));
    Link dangling(serialUrl(folder.filePath(QStringLiteral("dangling"))));
    COMPARE_FAULT(open(dangling), Fault::NotFound);
}

void TestTransports::notASerialPort()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("text");
    file.close();
    Link link(serialUrl(file.fileName()));
    const Result<void> opened = open(link);
    QVERIFY(!opened.has_value());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("text"));
}

void TestTransports::heldByAnotherProgram()
{
    Pty pty;
    Link first(serialUrl(pty.path()));
    VERIFY_OK(open(first));
    Link second(serialUrl(pty.path()));
    COMPARE_FAULT(open(second), Fault::HeldByOther);
    first.close();
    // The lock goes with the closing, which happens in the other link's thread.
    QVERIFY(QTest::qWaitFor([&second] { return open(second).has_value(); }));
}

/// Who lets a port go closes it first and removes its lock then.
void TestTransports::lockThatIsLeftBehind()
{
    Pty pty;
    pty.closeSpare(); // else this program has it open
    QLockFile lock(QStringLiteral("/var/lock/LCK..") + pty.path().mid(5).replace(u'/', u'_'));
    if (!lock.tryLock())
        QSKIP("/var/lock cannot be written");
    Link link(serialUrl(pty.path()));
    QTimer::singleShot(60, this, [&lock] { lock.unlock(); });
    VERIFY_OK(open(link));
}

void TestTransports::heldUnderAnotherName()
{
    Pty pty;
    QTemporaryDir folder;
    const QString alias = folder.filePath(QStringLiteral("alias"));
    QVERIFY(QFile::link(pty.path(), alias));
    Link first(serialUrl(pty.path()));
    VERIFY_OK(open(first));
    Link second(serialUrl(alias));
    COMPARE_FAULT(open(second), Fault::HeldByOther);
}

void TestTransports::findsTheHolder()
{
    Pty pty;
    QVERIFY(!findSerialHolder(pty.path()).has_value());
    QProcess holder;
    holder.setStandardInputFile(pty.path());
    holder.start(QStringLiteral("sleep"), {QStringLiteral("60")});
    QVERIFY(holder.waitForStarted());
    std::optional<SerialHolder> found;
    QTRY_VERIFY((found = findSerialHolder(pty.path())).has_value());
    QCOMPARE(found->pid, holder.processId());
    QTRY_COMPARE(findSerialHolder(pty.path())->program, QStringLiteral("sleep"));
    holder.kill();
    holder.waitForFinished();
}

void TestTransports::anotherProgramReads()
{
    QList<Error> closed; // outlives the link, which says closed() at its end
    Pty pty;
    Link link(serialUrl(pty.path()));
    VERIFY_OK(open(link));
    connect(&link, &MessagePipe::closed, this, [&closed](const Error &error) { closed.append(error); });
    QProcess thief;
    thief.setStandardInputFile(pty.path());
    // Reads go without waiting on a port as QSerialPort sets it: "cat" would take that for the end.
    thief.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("while :; do read x; done")});
    QVERIFY(thief.waitForStarted());
    // Who is woken first has the byte. Whoever it is, the port is not gone.
    QDeadlineTimer deadline(60000);
    while (closed.isEmpty() && !deadline.hasExpired()) {
        pty.write("x");
        QTest::qWait(1);
    }
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed[0].fault(), Fault::HeldByOther);
    QVERIFY(closed[0].detail().contains(QStringLiteral("(process %1)").arg(thief.processId())));
    thief.kill();
    thief.waitForFinished();
    VERIFY_OK(open(link));
}

void TestTransports::bytesTakenByNobodyKnown()
{
    Pty pty;
    Link link(serialUrl(pty.path()));
    VERIFY_OK(open(link));
    QSignalSpy closed(&link, &MessagePipe::closed);
    std::atomic<int> taken = 0;
    const int own = ::open(pty.path().toLocal8Bit().constData(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    std::jthread thief([&taken, own](const std::stop_token &stop) {
        char byte = 0;
        while (!stop.stop_requested())
            taken += ::read(own, &byte, 1) == 1 ? 1 : 0;
    });
    QDeadlineTimer deadline(60000);
    while (taken < 200 && !deadline.hasExpired()) {
        pty.write("x");
        QTest::qWait(1);
    }
    thief = {}; // this process is left out of the search for holders, so nobody was named
    ::close(own);
    QVERIFY(taken >= 200 && closed.isEmpty());
    QSignalSpy received(&link, &MessagePipe::received);
    pty.write("\r\nwhole\r\n");
    QTRY_VERIFY(!received.isEmpty());
}

void TestTransports::neverReads_data()
{
    QTest::addColumn<bool>("tcp");
    QTest::newRow("pty") << false;
    QTest::newRow("tcp") << true;
}

void TestTransports::neverReads()
{
    QFETCH(bool, tcp);
    Pty pty;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    server.pauseAccepting();
    Link link(tcp ? tcpUrl(server.serverPort()) : serialUrl(pty.path()));
    VERIFY_OK(open(link));
    // 64 MB against a peer that takes nothing: the kernel's buffers fill, then ours, then we say so.
    const QByteArray line(64 * 1024, 'x');
    int refused = 0;
    for (int i = 0; i < 1000; ++i) {
        const Result<void> sent = link.send(line);
        if (!sent) {
            QCOMPARE(sent.error().fault(), Fault::Busy);
            ++refused;
        }
        QCoreApplication::processEvents();
        QVERIFY(link.shared().unsent + link.shared().transportQueue <= 2 * Transport::kWriteLimit);
    }
    QVERIFY(refused > 0);
    // Closing does not wait for what nobody takes.
    QSignalSpy closed(&link, &MessagePipe::closed);
    link.close();
    QCOMPARE(closed.size(), 1);
}

void TestTransports::nothingAfterClose()
{
    Pty pty;
    Link link(serialUrl(pty.path()));
    VERIFY_OK(open(link));
    QSignalSpy received(&link, &MessagePipe::received);
    pty.write(QByteArray("line\r\n").repeated(500));
    // Without our event loop the lines wait between the threads.
    QDeadlineTimer deadline(10000);
    while (link.shared().undelivered < 500 && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    QCOMPARE(int(link.shared().undelivered), 500);
    link.close();
    QTRY_COMPARE(int(link.shared().undelivered), 0);
    QCOMPARE(received.size(), 0);
}

void TestTransports::tcpNobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    Link link(tcpUrl(port));
    COMPARE_FAULT(open(link), Fault::NotFound);
}

void TestTransports::tcpHangUp()
{
    QList<Error> closed; // outlives the link, which says closed() at its end
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Link link(tcpUrl(server.serverPort()));
    VERIFY_OK(open(link));
    QTRY_VERIFY(server.hasPendingConnections());
    connect(&link, &MessagePipe::closed, this, [&closed](const Error &error) { closed.append(error); });
    server.nextPendingConnection()->close();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed[0].fault(), Fault::LinkLost);
}

void TestTransports::schemesWithoutPipe()
{
    for (const auto scheme : {DeviceUrl::Scheme::Virtual, DeviceUrl::Scheme::Bench}) {
        DeviceUrl url;
        url.scheme = scheme;
        const auto made = makeTransport(url);
        COMPARE_FAULT(made, Fault::NotSupported);
    }
}

QTEST_GUILESS_MAIN(TestTransports)
#include "tst_transports.moc"
