// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line tells of ports of a USB kit that may not be opened, or are not there.
#include "../../app/cli/cli_process.h"
#include "usb_kit_bench.h"

#include <QTest>

using namespace device_link;
using namespace test_kit;

class TestUsbRefusal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commandLineTellsEveryMissingPort();
};

void TestUsbRefusal::commandLineTellsEveryMissingPort()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    bench.host.refuseOpen(bench.number, EACCES);
    const VirtualKit &kit = bench.first.kit;
    const test_cli::CliRun run
        = test_cli::runCli({QStringLiteral("info"), QStringLiteral("--json"), QStringLiteral("--device"),
            toString(kit.serialUrl(PortRole::At)), QStringLiteral("--device"), toString(kit.usbUrl(PortRole::Kit)),
            QStringLiteral("--device"), QStringLiteral("serial:/dev/there-is-none,role=console")});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY2(run.err.contains("without one of the ports, kit."), run.err.constData());
    QVERIFY2(run.err.contains("without one of the ports, console."), run.err.constData());
    QVERIFY2(run.err.contains("/dev/there-is-none") && run.err.contains("\"aiesim devices\""), run.err.constData());
    QVERIFY2(run.err.contains("\naiesim: This mends it: "), run.err.constData());
    QCOMPARE(run.err.count('\n'), 3);
}

QTEST_GUILESS_MAIN(TestUsbRefusal)
#include "tst_usb_refusal.moc"
