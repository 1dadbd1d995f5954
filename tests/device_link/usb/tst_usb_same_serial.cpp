// SPDX-License-Identifier: GPL-3.0-or-later
// Two kits that, against the rules, have one serial number: nobody guesses which is meant.
#include "../../app/cli/cli_process.h"
#include "device_link/transports/usb/usb_discovery.h"
#include "usb_kit_bench.h"

#include <QTest>

using namespace device_link;
using namespace test_kit;

namespace {

QStringList twin() { return {QStringLiteral("--serial"), QStringLiteral("TWIN")}; }

/// Two of them, plugged in: toy first, glasses second.
struct TwinBench {
    TwinBench()
        : bench(twin())
        , second(QStringList{QStringLiteral("--usbip"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--device"),
                     QStringLiteral("glasses")}
              + twin())
    {
    }
    [[nodiscard]] bool start()
    {
        if (!bench.first.kit.start() || !second.start() || !bench.plug()
            || bench.host.plug(second.usbipAddress(), second.busId()) == 0)
            return false;
        for (const UsbKit &kit : discoverUsbKits())
            places.append(kit.place);
        return places.size() == 2;
    }
    [[nodiscard]] Result<void> openAt(const QString &place)
    {
        DeviceUrl url = bench.first.kit.usbUrl(PortRole::Kit);
        url.place = place;
        return bench.first.open({url});
    }
    [[nodiscard]] QString device() const { return bench.first.session->identity().deviceKind; }

    UsbKitBench bench;
    VirtualKit second;
    QStringList places;
};

} // namespace

class TestUsbSameSerial : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openingRefuses();
    void thePlaceNamesOne();
    void comesBackAtItsPlaceOnly();
    void commandLineTellsThePlaces();
};

void TestUsbSameSerial::openingRefuses()
{
    TwinBench twins;
    QVERIFY(twins.start());
    for (const char *text : {"usb:TWIN", "usb:TWIN,role=kit"}) {
        const Result<void> opened = twins.bench.first.open({*parseDeviceUrl(QLatin1String(text))});
        COMPARE_FAULT(opened, Fault::BadArgument);
        const QString said = QStringLiteral("two kits have the serial number TWIN: at %1 and at %2")
                                 .arg(twins.places.at(0), twins.places.at(1));
        QVERIFY2(opened.error().detail().contains(said), qPrintable(opened.error().detail()));
    }
    COMPARE_FAULT(twins.openAt(QStringLiteral("7-7")), Fault::NotFound);
}

void TestUsbSameSerial::thePlaceNamesOne()
{
    TwinBench twins;
    QVERIFY(twins.start());
    VERIFY_OK(twins.openAt(twins.places.at(1)));
    QCOMPARE(twins.device(), QStringLiteral("glasses"));
    VERIFY_OK(twins.openAt(twins.places.at(0)));
    QCOMPARE(twins.device(), QStringLiteral("toy"));
    // All ports of it, each with the place.
    const QString whole = QStringLiteral("usb:TWIN,place=") + twins.places.at(0);
    VERIFY_OK(twins.bench.first.open({*parseDeviceUrl(whole)}));
    QCOMPARE(twins.bench.first.session->ports().size(), 3);
    for (const DeviceUrl &url : twins.bench.first.session->ports())
        QCOMPARE(url.place, twins.places.at(0));
}

void TestUsbSameSerial::comesBackAtItsPlaceOnly()
{
    TwinBench twins;
    QVERIFY(twins.start());
    VERIFY_OK(twins.openAt(twins.places.at(0)));
    twins.bench.unplug();
    QVERIFY(twins.bench.waitState(SessionState::Lost));
    QTest::qWait(1500); // it is looked for meanwhile; the other one is there all the time
    QCOMPARE(twins.bench.first.session->state(), SessionState::Lost);
    QVERIFY(twins.bench.plug());
    QCOMPARE(discoverUsbKits().size(), 2);
    VERIFY_OK(AWAIT(twins.bench.first.session->waitConnected(60000, twins.bench.first.never)));
    QCOMPARE(twins.device(), QStringLiteral("toy"));
}

void TestUsbSameSerial::commandLineTellsThePlaces()
{
    TwinBench twins;
    QVERIFY(twins.start());
    const test_cli::CliRun json = test_cli::runCli({QStringLiteral("--json"), QStringLiteral("devices")});
    QCOMPARE(json.exitCode, 0);
    QCOMPARE(json.objects().size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        const QJsonObject kit = json.objects().at(i);
        const QString place = kit.value(QLatin1String("usb_place")).toString();
        QCOMPARE(place, twins.places.at(i));
        QCOMPARE(kit.value(QLatin1String("url")).toString(), QStringLiteral("usb:TWIN,place=") + place);
        for (const QJsonValue &port : kit.value(QLatin1String("ports")).toArray())
            QVERIFY(port[QLatin1String("url")].toString().endsWith(QStringLiteral(",place=") + place));
    }
    const test_cli::CliRun text = test_cli::runCli({QStringLiteral("devices")});
    QVERIFY2(text.out.contains(QByteArray("usb:TWIN,place=" + twins.places.at(1).toLatin1())), text.out.constData());
    // One that is alone needs none.
    twins.bench.unplug();
    const test_cli::CliRun alone = test_cli::runCli({QStringLiteral("--json"), QStringLiteral("devices")});
    QCOMPARE(alone.last().value(QLatin1String("url")).toString(), QStringLiteral("usb:TWIN"));
}

QTEST_GUILESS_MAIN(TestUsbSameSerial)
#include "tst_usb_same_serial.moc"
