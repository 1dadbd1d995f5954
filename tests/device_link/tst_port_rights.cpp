// SPDX-License-Identifier: GPL-3.0-or-later
// Ports this user may not open: the command that mends it.
#include "session_fixture.h"

#include "device_link/session/link.h"
#include "device_link/session/open_link.h"
#include "device_link/transports/usb/usb_refusal.h"

#include <QFile>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace device_link;

namespace {

constexpr uid_t kNobody = 65534;

/// As a user who is not root, for as long as it lives; files of others are closed to it.
class AsNobody
{
public:
    AsNobody()
        : m_changed(::geteuid() == 0 && ::seteuid(kNobody) == 0)
    {
    }
    ~AsNobody()
    {
        if (m_changed && ::seteuid(0) != 0)
            std::abort();
    }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    bool m_changed;
};

} // namespace

class TestPortRights : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ruleHidesNoOther();
    void serialPortHasARemedy();
    void forbiddenTerminal();
};

void TestPortRights::ruleHidesNoOther()
{
    const QString command = usbRuleCommand(0x1209, 0x0042);
    QVERIFY2(
        command.contains(QLatin1String("ATTRS{idVendor}==\"1209\", ATTRS{idProduct}==\"0042\"")), qPrintable(command));
    QVERIFY(command.contains(QLatin1String("ENV{ID_MM_DEVICE_IGNORE}=\"1\"")));
    // A file of the package's name in /etc takes the place of the package's own.
    QVERIFY(!command.contains(QLatin1String("70-aiesim-workbench.rules")));
    QVERIFY(command.contains(QLatin1String("tee -a /etc/udev/rules.d/71-aiesim-kit.rules")));
    QVERIFY(!command.contains(QLatin1Char('\n')));
}

void TestPortRights::serialPortHasARemedy()
{
    const QString node = QStringLiteral("/dev/ttyACM7");
    const Error plain = serialPermissionFault(QStringLiteral("no"), node, 0, 0);
    QCOMPARE(plain.fault(), Fault::NoPermission);
    QCOMPARE(plain.remedy(), QStringLiteral("sudo chmod o+rw /dev/ttyACM7"));
    QCOMPARE(
        serialPermissionFault(QStringLiteral("no"), node, 0xfffe, 0x0042).remedy(), usbRuleCommand(0xfffe, 0x0042));
}

void TestPortRights::forbiddenTerminal()
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ::grantpt(master);
    ::unlockpt(master);
    const QString path = QString::fromLocal8Bit(::ptsname(master));
    QVERIFY(QFile::setPermissions(path, {}));
    DeviceUrl url;
    url.scheme = DeviceUrl::Scheme::Serial;
    url.address = path;
    url.role = PortRole::At;
    {
        Link link(url);
        const AsNobody nobody;
        const QFuture<Result<void>> opening = openLink(link, 10000, std::stop_token());
        QVERIFY(QTest::qWaitFor([&opening] { return opening.isFinished(); }, 20000));
        const Result<void> opened = opening.result();
        COMPARE_FAULT(opened, Fault::NoPermission);
        QCOMPARE(opened.error().remedy(), QStringLiteral("sudo chmod o+rw ") + path);
    }
    ::close(master);
}

QTEST_GUILESS_MAIN(TestPortRights)
#include "tst_port_rights.moc"
