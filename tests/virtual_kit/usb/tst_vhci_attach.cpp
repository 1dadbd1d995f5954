// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench_kit.h"

#include "usbip_client.h"
#include "virtual_kit/usb/vhci_attach_linux.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <unistd.h>

using namespace virtual_kit;
using usb_client::UsbipClient;

namespace {

constexpr int kLong = 60000;
constexpr quint32 kSecondDevice = 0x10002; ///< bus 1, number 2

const QByteArray kHead = "hub port sta spd dev      sockfd local_busid\n";

/// A sysfs as vhci_hcd makes it.
class FakeSysfs
{
public:
    FakeSysfs()
    {
        QDir(m_root.path()).mkpath(QStringLiteral("devices/platform/vhci_hcd.0"));
        write("attach", {});
    }
    void write(const char *name, const QByteArray &content)
    {
        QFile file(folder() + QLatin1Char('/') + QLatin1String(name));
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(content);
    }
    [[nodiscard]] QString root() const { return m_root.path(); }
    [[nodiscard]] QString folder() const { return m_root.path() + QStringLiteral("/devices/platform/vhci_hcd.0"); }
    [[nodiscard]] QByteArray attachLine() const
    {
        QFile file(folder() + QStringLiteral("/attach"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_root;
};

class TestVhciAttach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheLine();
    void takesAFreeHighSpeedPort();
    void looksAtAllControllers();
    void noModule();
    void noFreePort();
    void noPermission();
    void kernelRefuses();
    void absentDevice();
    void carriesRequestsAndComesBack();
    void comesBackWhenTheHostHasBeenTold();
};

void TestVhciAttach::writesTheLine()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 2, sysfs.root());
    QString error;
    QVERIFY2(attach.attach(error), qPrintable(error));
    const QList<QByteArray> words = sysfs.attachLine().split(' ');
    QCOMPARE(words.size(), qsizetype(4));
    QCOMPARE(words[0], QByteArray("0"));
    QVERIFY(words[1].toInt() > 2);
    QCOMPARE(words[2].toUInt(), kSecondDevice);
    QCOMPARE(words[3], QByteArray("3")); // high speed
}

void TestVhciAttach::takesAFreeHighSpeedPort()
{
    FakeSysfs sysfs;
    sysfs.write("status",
        kHead
            + "hs  0000 006 003 00010002 000003 1-1\n"
              "hs  0001 005 000 00000000 000000 0-0\n"
              "hs  0002 004 000 00000000 000000 0-0\n"
              "ss  0008 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 1, sysfs.root());
    QString error;
    QVERIFY2(attach.attach(error), qPrintable(error));
    QVERIFY(sysfs.attachLine().startsWith("2 "));
}

void TestVhciAttach::looksAtAllControllers()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 006 003 00010002 000003 1-1\nss  0008 004 000 00000000 000000 0-0\n");
    sysfs.write("status.1", kHead + "hs  0016 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 1, sysfs.root());
    QString error;
    QVERIFY2(attach.attach(error), qPrintable(error));
    QVERIFY(sysfs.attachLine().startsWith("16 "));
}

void TestVhciAttach::noModule()
{
    QTemporaryDir empty;
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 1, empty.path());
    QString error;
    QVERIFY(!attach.attach(error));
    QVERIFY2(error.contains(QStringLiteral("sudo modprobe vhci-hcd")), qPrintable(error));
    QVERIFY(!kit.device.hasHost());
}

void TestVhciAttach::noFreePort()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 006 003 00010002 000003 1-1\nss  0008 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 1, sysfs.root());
    QString error;
    QVERIFY(!attach.attach(error));
    QVERIFY2(error.contains(QStringLiteral("in use")), qPrintable(error));
}

void TestVhciAttach::noPermission()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 1, sysfs.root());
    attach.writeLine = [](const QByteArray &) { return EACCES; }; // root is refused nothing
    QString error;
    QVERIFY(!attach.attach(error));
    QVERIFY2(error.contains(QStringLiteral("no permission")), qPrintable(error));
    QVERIFY(error.contains(sysfs.folder()));
    QVERIFY(!kit.device.hasHost());
}

void TestVhciAttach::kernelRefuses()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 004 000 00000000 000000 0-0\n");
    QVERIFY(QFile::remove(sysfs.folder() + QStringLiteral("/attach")));
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 1, sysfs.root());
    QString error;
    QVERIFY(!attach.attach(error));
    QVERIFY2(error.contains(QStringLiteral("did not take the device")), qPrintable(error));
    QVERIFY(!kit.device.hasHost());
}

void TestVhciAttach::absentDevice()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    VhciAttach attach(kit.device, 1, sysfs.root());
    QString error;
    QVERIFY(!attach.attach(error));
    QVERIFY(!error.isEmpty());
    QVERIFY(sysfs.attachLine().isEmpty());
}

void TestVhciAttach::carriesRequestsAndComesBack()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.echo();
    kit.appear();
    VhciAttach attach(kit.device, 2, sysfs.root());
    std::unique_ptr<UsbipClient> kernel;
    int refuse = 0;
    attach.writeLine = [&kernel, &refuse](const QByteArray &line) {
        if (refuse > 0 && refuse-- > 0)
            return EBUSY; // the port is not free again yet
        kernel = std::make_unique<UsbipClient>();
        return kernel->adopt(::dup(line.split(' ').at(1).toInt()), kSecondDevice) ? 0 : EINVAL;
    };
    QString error;
    QVERIFY2(attach.attach(error), qPrintable(error));
    QVERIFY(attach.attached());
    QCOMPARE(kernel->control(0x41, 1, 1, 0).status, 0);
    QCOMPARE(kernel->write(0x01, "hello").actual, 5);
    QCOMPARE(kernel->read(0x81, 512).in, QByteArray("hello"));

    kit.vanish();
    QTRY_VERIFY_WITH_TIMEOUT(!kernel->isConnected(), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(!attach.attached(), kLong);
    refuse = 1;
    kit.appear();
    QVERIFY(!kit.device.hasHost());
    QTRY_VERIFY_WITH_TIMEOUT(kit.device.hasHost(), kLong);
    QCOMPARE(kernel->write(0x01, "again").actual, 5);
    QCOMPARE(kernel->read(0x81, 512).in, QByteArray("again"));
}

/// Back at once: the host must not see the kit at two ports.
void TestVhciAttach::comesBackWhenTheHostHasBeenTold()
{
    FakeSysfs sysfs;
    sysfs.write("status", kHead + "hs  0000 004 000 00000000 000000 0-0\n");
    UsbBenchKit kit;
    kit.appear();
    VhciAttach attach(kit.device, 2, sysfs.root());
    std::unique_ptr<UsbipClient> kernel;
    int lines = 0;
    bool beforeItsEnd = false;
    attach.writeLine = [&](const QByteArray &line) {
        ++lines;
        beforeItsEnd = beforeItsEnd || (kernel && kernel->isConnected());
        kernel = std::make_unique<UsbipClient>();
        return kernel->adopt(::dup(line.split(' ').at(1).toInt()), kSecondDevice) ? 0 : EINVAL;
    };
    QString error;
    QVERIFY2(attach.attach(error), qPrintable(error));
    kit.vanish();
    kit.appear();
    QCOMPARE(lines, 1);
    QTRY_COMPARE_WITH_TIMEOUT(lines, 2, kLong);
    QVERIFY(!beforeItsEnd);
    QTRY_VERIFY_WITH_TIMEOUT(kit.device.hasHost(), kLong);
    QCOMPARE(kernel->control(0x80, 8, 0, 0, {}, 1).status, 0);
}

} // namespace

QTEST_GUILESS_MAIN(TestVhciAttach)
#include "tst_vhci_attach.moc"
