// SPDX-License-Identifier: GPL-3.0-or-later
#include "port_ends.h"

#include "virtual_kit/ports/pty_port_linux.h"

#include <QFileInfo>
#include <QSerialPort>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <memory>
#include <sys/resource.h>
#include <termios.h>

using namespace virtual_kit;
using namespace framing;

namespace {

double processCpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

class TestPtyPort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_dir.reset(); }

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

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_error;
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("port")); }
};

void TestPtyPort::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_error.clear();
}

void TestPtyPort::ptyIsRawAndEmpty()
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

void TestPtyPort::ptyTellsOfHosts()
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

void TestPtyPort::ptySilentHostIsFound()
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

void TestPtyPort::ptyUnreadBytesDoNotGreetTheNextHost()
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

void TestPtyPort::ptyDoesNotSpinWithoutAHost()
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

void TestPtyPort::ptyFullIsToldAndGoesOn()
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

void TestPtyPort::ptyOverQSerialPort()
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

void TestPtyPort::ptyReopensManyTimes()
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

void TestPtyPort::ptyVanishHangsUp()
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

void TestPtyPort::ptyLinkRules()
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

void TestPtyPort::ptyDeafLetsBytesLie()
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

} // namespace

QTEST_GUILESS_MAIN(TestPtyPort)
#include "tst_pty_port.moc"
