// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench_kit.h"

#include "usbip_client.h"
#include "virtual_kit/usb/usbip_server.h"

#include <QTest>

#include <functional>

using namespace virtual_kit;
using usb_client::UsbipClient;

namespace {

constexpr int kLong = 60000;

class TestUsbipServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void onlyLoopback();
    void listsWhatIsFree();
    void importTellsTheDevice();
    void secondImporterIsRefused();
    void unknownBusid();
    void unplugEndsTheConnection();
    void unpluggedAnswersAsGone();
    void unpluggedHasPatienceWithNobody();
    void hostThatGoesClosesPorts();
    void severalKits();

private:
    [[nodiscard]] bool import(UsbipClient &client, const QString &busid = QStringLiteral("1-1"))
    {
        return client.connectTo(m_server->address()) && client.import(busid) == 0;
    }
    std::unique_ptr<UsbBenchKit> m_kit;
    std::unique_ptr<UsbipServer> m_server;
};

void TestUsbipServer::init()
{
    m_kit = std::make_unique<UsbBenchKit>();
    m_kit->appear();
    m_server = std::make_unique<UsbipServer>(QHostAddress::LocalHost, quint16(0));
    QString error;
    QVERIFY2(m_server->listen(error), qPrintable(error));
    QCOMPARE(m_server->add(m_kit->device), QStringLiteral("1-1"));
}

void TestUsbipServer::cleanup()
{
    m_server.reset();
    m_kit.reset();
}

void TestUsbipServer::onlyLoopback()
{
    UsbipServer server(QHostAddress(QStringLiteral("192.0.2.1")), 0);
    QString error;
    QVERIFY(!server.listen(error));
    QVERIFY(error.contains(QStringLiteral("loopback")));
    UsbipServer taken(QHostAddress::LocalHost, m_server->address().section(QLatin1Char(':'), 1).toUShort());
    QVERIFY(!taken.listen(error));
    QVERIFY(error.contains(QStringLiteral("cannot listen")));
}

void TestUsbipServer::listsWhatIsFree()
{
    UsbipClient client;
    QVERIFY(client.connectTo(m_server->address()));
    const auto devices = client.list();
    QVERIFY2(devices, qPrintable(client.problem()));
    QCOMPARE(devices->size(), qsizetype(1));
    const UsbipClient::Device &device = devices->first();
    QCOMPARE(device.busid, QStringLiteral("1-1"));
    QCOMPARE(device.speed, 3U);
    QCOMPARE(device.vendor, quint16(0x1209));
    QCOMPARE(device.deviceClass, quint8(0xEF));
    const QList<QByteArray> interfaces{QByteArray::fromHex("ffa101"), QByteArray::fromHex("020201"),
        QByteArray::fromHex("0a0000"), QByteArray::fromHex("020201"), QByteArray::fromHex("0a0000")};
    QCOMPARE(device.interfaces, interfaces);
    QVERIFY(client.waitUntil([&client] { return !client.isConnected(); })); // one question a connection

    m_kit->vanish();
    UsbipClient other;
    QVERIFY(other.connectTo(m_server->address()));
    QCOMPARE(other.list().value_or(QList<UsbipClient::Device>(1)).size(), qsizetype(0));
}

void TestUsbipServer::importTellsTheDevice()
{
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.device().busid, QStringLiteral("1-1"));
    QCOMPARE(client.device().bus, 1U);
    QCOMPARE(client.device().number, 1U);
    QCOMPARE(client.device().configuration, quint8(1));
    QCOMPARE(client.control(0x80, 6, 0x0100, 0, {}, 64).in.size(), qsizetype(18));
    QCOMPARE(client.control(0x80, 6, 0x0A00, 0, {}, 64).status, UsbipClient::kStall);
    QCOMPARE(m_kit->kit().address(), QStringLiteral("usbip:%1/1-1#kit").arg(m_server->address()));
}

void TestUsbipServer::secondImporterIsRefused()
{
    UsbipClient first;
    QVERIFY(import(first));
    UsbipClient second;
    QVERIFY(second.connectTo(m_server->address()));
    QCOMPARE(second.import(QStringLiteral("1-1")), 2); // ST_DEV_BUSY
    QCOMPARE(first.control(0x80, 8, 0, 0, {}, 1).status, 0);
    first.close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_kit->device.hasHost(), kLong);
    UsbipClient third;
    QVERIFY(import(third));
}

void TestUsbipServer::unknownBusid()
{
    for (const QString &busid : {QStringLiteral("1-2"), QString(), QString(40, u'1')}) {
        UsbipClient client;
        QVERIFY(client.connectTo(m_server->address()));
        QCOMPARE(client.import(busid), 4); // ST_NODEV
    }
    m_kit->vanish();
    UsbipClient client;
    QVERIFY(client.connectTo(m_server->address()));
    QCOMPARE(client.import(QStringLiteral("1-1")), 4);
}

void TestUsbipServer::unplugEndsTheConnection()
{
    UsbipClient client;
    QVERIFY(import(client));
    int ended = 0;
    for (int i = 0; i < 3; ++i)
        client.submit({0x81, {}, {}, 512},
            [&ended](const UsbipClient::Result &result) { ended += result.status == UsbipClient::kGone ? 1 : 100; });
    QCOMPARE(client.control(0x80, 8, 0, 0, {}, 1).status, 0); // the requests before have arrived
    m_kit->vanish();
    QTRY_COMPARE_WITH_TIMEOUT(ended, 3, kLong);
    QTRY_VERIFY_WITH_TIMEOUT(!client.isConnected(), kLong);
    m_kit->appear();
    UsbipClient again;
    QVERIFY(import(again));
}

/// The host has an answer to everything that it asks and takes back before the connection ends; what it has not sent by
/// then, Linux's vhci_hcd may never give back.
void TestUsbipServer::unpluggedAnswersAsGone()
{
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x41, 1, 1, 0).status, 0);
    m_kit->vanish();
    QVERIFY(!m_kit->device.hasHost());
    QVERIFY(!m_kit->kit().isOpen());
    int gone = 0;
    int crossed = 0;
    bool connected = false;
    const auto ended = [&](const UsbipClient::Result &result) {
        gone += result.status == UsbipClient::kGone ? 1 : 100;
        connected = client.isConnected();
    };
    const quint32 read = client.submit({0x81, {}, {}, 512}, ended);
    client.submit({0x01, {}, "hello", 0}, ended);
    client.submit({0x80, QByteArray::fromHex("8006000100001200"), {}, 18}, ended);
    client.unlink(read, [&crossed](quint32, int status) { crossed += status == 0 ? 1 : 100; });
    QVERIFY(client.waitUntil([&] { return gone == 3 && crossed == 1; }));
    QVERIFY2(connected, "the answers came before the connection ended");
    QTRY_VERIFY_WITH_TIMEOUT(!client.isConnected(), kLong);
    QCOMPARE(client.strayReplies(), 0);
    QVERIFY2(m_kit->ends[0].heard.isEmpty(), "nothing reaches a kit that is gone");
}

void TestUsbipServer::unpluggedHasPatienceWithNobody()
{
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x41, 1, 1, 0).status, 0);
    m_kit->vanish();
    std::function<void(const UsbipClient::Result &)> again = [&](const UsbipClient::Result &) {
        if (client.isConnected())
            client.submit({0x81, {}, {}, 512}, again);
    };
    again({});
    QTRY_VERIFY_WITH_TIMEOUT(!client.isConnected(), kLong);
    m_kit->appear();
    UsbipClient next;
    QVERIFY(import(next));
}

void TestUsbipServer::hostThatGoesClosesPorts()
{
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x41, 1, 1, 0).status, 0);
    QVERIFY(m_kit->kit().isOpen());
    client.close();
    QTRY_COMPARE_WITH_TIMEOUT(m_kit->ends[0].left, 1, kLong);
}

void TestUsbipServer::severalKits()
{
    UsbBenchKit second(QStringLiteral("SN-2"));
    second.appear();
    QCOMPARE(m_server->add(second.device), QStringLiteral("1-2"));
    UsbipClient first;
    UsbipClient other;
    QVERIFY(import(first));
    QVERIFY(import(other, QStringLiteral("1-2")));
    QCOMPARE(other.device().number, 2U);
    QCOMPARE(first.write(0x03, "one").status, 0);
    QCOMPARE(other.write(0x03, "two").status, 0);
    QCOMPARE(m_kit->ends[usb::At].heard, QByteArray("one"));
    QCOMPARE(second.ends[usb::At].heard, QByteArray("two"));
    other.close();
    QTRY_VERIFY_WITH_TIMEOUT(!second.device.hasHost(), kLong);
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbipServer)
#include "tst_usbip_server.moc"
