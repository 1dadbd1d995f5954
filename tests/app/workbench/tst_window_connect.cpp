// SPDX-License-Identifier: GPL-3.0-or-later
// Connecting a kit from the window: what is offered, what can be written, and what comes of it.
#include "workbench_bench.h"

#include "workbench/connect/connect_dialog.h"
#include "workbench/connect/connect_kit.h"

#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using app::ConnectDialog;
using app::OfferedPorts;
using device_link::DeviceUrl;
using device_link::PortRole;
using device_link::SessionState;
using test_window::WorkbenchBench;

namespace {

constexpr int kSlow = 60'000;

device_link::SerialPortEntry port(const char *path, const char *serial, quint16 vendor, quint16 product)
{
    device_link::SerialPortEntry entry;
    entry.path = QLatin1String(path);
    entry.serialNumber = QLatin1String(serial);
    entry.vendorId = vendor;
    entry.productId = product;
    return entry;
}

device_link::UsbKit usbKit()
{
    device_link::UsbKit kit;
    kit.serialNumber = QStringLiteral("K1");
    kit.product = QStringLiteral("AI-eSIM kit");
    kit.ports = {{PortRole::Kit, 0, false, {}}, {PortRole::At, 1, true, QStringLiteral("/dev/ttyACM0")}};
    return kit;
}

QList<OfferedPorts> allKinds()
{
    return app::offeredPorts({usbKit()},
        {port("/dev/ttyACM0", "K1", 1, 2), port("/dev/ttyACM1", "PPK", 0x1915, 0xC00A),
            port("/dev/ttyUSB0", "M", 0x2c7c, 0x0125), port("/dev/ttyUSB1", "M", 0x2c7c, 0x0125)});
}

} // namespace

class TestWindowConnect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersWhatIsThere();
    void selectionBecomesPorts();
    void wrongPortsAreTold();
    void connectsWhatWasWritten();
    void usbKitOfTheListIsTheOne();
    void kitsOfOneSerialNumberAreOfferedByPlace();
    void failedOneCanBeLeft();
};

void TestWindowConnect::offersWhatIsThere()
{
    const QList<OfferedPorts> offers = allKinds();
    QCOMPARE(offers.size(), 4);
    QCOMPARE(offers.at(0).urls, QStringList{QStringLiteral("virtual:")});
    QCOMPARE(offers.at(1).kind, OfferedPorts::Kind::UsbKit);
    QCOMPARE(offers.at(1).urls, QStringList{QStringLiteral("usb:K1")}); // its serial ports come with it
    QCOMPARE(offers.at(2).kind, OfferedPorts::Kind::Meter);
    QCOMPARE(offers.at(2).urls, QStringList{QStringLiteral("serial:/dev/ttyACM1,role=meter")});
    QCOMPARE(offers.at(3).kind, OfferedPorts::Kind::SerialPorts);
    QCOMPARE(offers.at(3).urls,
        (QStringList{QStringLiteral("serial:/dev/ttyUSB0,role=kit"), QStringLiteral("serial:/dev/ttyUSB1,role=at")}));
}

void TestWindowConnect::selectionBecomesPorts()
{
    ConnectDialog dialog;
    QVERIFY(!dialog.connectButton()->isEnabled()); // nothing is chosen
    dialog.setOffers(allKinds());
    dialog.list()->item(2)->setSelected(true);
    dialog.list()->item(1)->setSelected(true); // a meter beside the kit
    QCOMPARE(dialog.ports()->toPlainText(), QStringLiteral("usb:K1\nserial:/dev/ttyACM1,role=meter"));
    QVERIFY(dialog.connectButton()->isEnabled());
    dialog.setOffers(app::offeredPorts({usbKit()}, {})); // the meter went: what is left stays chosen
    QVERIFY(dialog.list()->item(1)->isSelected());
}

void TestWindowConnect::wrongPortsAreTold()
{
    ConnectDialog dialog;
    QSignalSpy chosen(&dialog, &ConnectDialog::chosen);
    for (const char *wrong : {"nonsense", "serial:/dev/ttyACM0,role=king", "virtual:\nusb:K1",
             "serial:/dev/a,role=at\nserial:/dev/b,role=at"}) {
        dialog.ports()->setPlainText(QLatin1String(wrong));
        QVERIFY2(!dialog.connectButton()->isEnabled(), wrong);
        dialog.connectButton()->click();
    }
    QVERIFY(chosen.isEmpty());
    dialog.ports()->setPlainText(QStringLiteral("\n  tcp:127.0.0.1:7000,role=kit \n"));
    dialog.connectButton()->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<QList<DeviceUrl>>().size(), 1);
}

void TestWindowConnect::connectsWhatWasWritten()
{
    WorkbenchBench bench;
    QVERIFY(bench.open());
    test_kit::VirtualKit other({QStringLiteral("--seed"), QStringLiteral("77")});
    QVERIFY2(other.start(), qPrintable(other.problem()));
    const int before = bench.window->kits()->rowCount();
    app::askForKit(bench.window.get());
    auto *dialog = bench.window->findChild<ConnectDialog *>();
    QVERIFY(dialog);
    dialog->ports()->setPlainText(device_link::toString(other.serialUrl(PortRole::Kit)));
    dialog->connectButton()->click();
    QCOMPARE(bench.window->kits()->rowCount(), before + 1);
    const auto shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(shown->session()->identity().serial, other.serial());

    // A second time it is only shown.
    bench.window->rail()->setCurrentKit(0);
    app::connectKit(bench.window.get(), {other.serialUrl(PortRole::Kit)});
    QCOMPARE(bench.window->kits()->rowCount(), before + 1);
    shown->close();
    bench.settle();
}

void TestWindowConnect::usbKitOfTheListIsTheOne()
{
    WorkbenchBench bench;
    const QList<DeviceUrl> ports{*device_link::parseDeviceUrl(QStringLiteral("usb:K1"))};
    // As after its plugging in: connected, it tells its ports one by one.
    const auto found = std::make_shared<widgets::KitContext>(
        device_link::KitSession::create({*device_link::parseDeviceUrl(QStringLiteral("usb:K1,role=kit"))}));
    found->introduce(QStringLiteral("AI-eSIM kit"), QStringLiteral("K1"));
    bench.window->addKit(found);
    const int before = bench.window->kits()->rowCount();
    app::connectKit(bench.window.get(), ports);
    QCOMPARE(bench.window->kits()->rowCount(), before);
    QCOMPARE(bench.window->kit(), found);
    found->close();
    // By its place it is another one: which of two kits of this serial number the list has is not known.
    const QList<DeviceUrl> placed{*device_link::parseDeviceUrl(QStringLiteral("usb:K1,place=1-2"))};
    app::connectKit(bench.window.get(), placed);
    QCOMPARE(bench.window->kits()->rowCount(), before + 1);
    bench.window->kit()->close();
}

void TestWindowConnect::kitsOfOneSerialNumberAreOfferedByPlace()
{
    device_link::UsbKit one{QStringLiteral("K1"), {}, QStringLiteral("kit"), 0, 0, 1, 2, QStringLiteral("1-1"), {}, {}};
    device_link::UsbKit other = one;
    other.place = QStringLiteral("1-2");
    const QList<OfferedPorts> offers = app::offeredPorts({one, other}, {});
    QCOMPARE(offers.size(), 3);
    QCOMPARE(offers.at(1).urls, QStringList{QStringLiteral("usb:K1,place=1-1")});
    QCOMPARE(offers.at(2).urls, QStringList{QStringLiteral("usb:K1,place=1-2")});
    QVERIFY(offers.at(1).serial != offers.at(2).serial); // they can be told apart in the list
}

void TestWindowConnect::failedOneCanBeLeft()
{
    WorkbenchBench bench;
    QVERIFY(bench.open());
    app::connectKit(bench.window.get(), {*device_link::parseDeviceUrl(QStringLiteral("serial:/nonexistent,role=kit"))});
    const auto failed = bench.window->kit();
    QTRY_VERIFY_WITH_TIMEOUT(failed->openError().has_value(), kSlow);
    app::connectKit(bench.window.get(), bench.kit()->session()->ports());
    QCOMPARE(bench.window->kit(), bench.kit());
    failed->close();
    bench.window->kits()->remove(failed);
    QCOMPARE(bench.window->kits()->rowCount(), 1);
}

QTEST_MAIN(TestWindowConnect)
#include "tst_window_connect.moc"
