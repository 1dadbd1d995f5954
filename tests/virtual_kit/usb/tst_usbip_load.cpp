// SPDX-License-Identifier: GPL-3.0-or-later
// Much at once: no byte is lost or doubled, and nothing grows without a bound.
#include "usb_bench_kit.h"

#include "usbip_client.h"
#include "virtual_kit/usb/usbip_server.h"

#include <QTest>

#include <random>

using namespace virtual_kit;
using usb_client::UsbipClient;

namespace {

constexpr int kLong = 60000;

class TestUsbipLoad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void echoKeepsEveryByte();
    void largeTransfers();
    void unlinkStorm();
    void slowReaderIsBounded();

private:
    [[nodiscard]] bool import(UsbipClient &client)
    {
        return client.connectTo(m_server->address()) && client.import(QStringLiteral("1-1")) == 0;
    }
    std::unique_ptr<UsbBenchKit> m_kit;
    std::unique_ptr<UsbipServer> m_server;
};

void TestUsbipLoad::init()
{
    m_kit = std::make_unique<UsbBenchKit>();
    m_kit->appear();
    m_server = std::make_unique<UsbipServer>(QHostAddress::LocalHost, quint16(0));
    QString error;
    QVERIFY2(m_server->listen(error), qPrintable(error));
    QCOMPARE(m_server->add(m_kit->device), QStringLiteral("1-1"));
}

void TestUsbipLoad::cleanup()
{
    m_server.reset();
    m_kit.reset();
}

void TestUsbipLoad::echoKeepsEveryByte()
{
    m_kit->echo();
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x41, 1, 1, 0).status, 0);
    for (const int size : {1, 511, 512, 513, 4096, 20000}) {
        const QByteArray bytes = pattern(size);
        QCOMPARE(client.write(0x01, bytes).actual, size);
        QByteArray back;
        while (back.size() < size) {
            const auto result = client.read(0x81, 1024);
            QCOMPARE(result.status, 0);
            back += result.in;
        }
        QCOMPARE(back, bytes);
        if (size % 512 == 0 && size % 1024 == 0) // the request was full: the end is a packet of its own
            QCOMPARE(client.read(0x81, 1024).actual, 0);
    }
}

void TestUsbipLoad::largeTransfers()
{
    UsbipClient client;
    QVERIFY(import(client));
    const QByteArray bytes = pattern(4 << 20);
    QCOMPARE(client.write(0x01, bytes).actual, 4 << 20);
    QVERIFY(m_kit->ends[0].heard == bytes);
    QByteArray back;
    const auto take = [&back](const UsbipClient::Result &result) { back += result.in; };
    for (int i = 0; i < 8; ++i)
        client.submit({0x81, {}, {}, 1 << 20}, take);
    qsizetype said = 0;
    const auto say = [this, &bytes, &said] {
        const auto rest = view(bytes).subspan(static_cast<std::size_t>(said));
        said += static_cast<qsizetype>(m_kit->kit().write(rest.first(std::min<std::size_t>(rest.size(), 50'000))));
        return said >= 300'000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(say(), kLong);
    QTRY_COMPARE_WITH_TIMEOUT(back.size(), said, kLong);
    QVERIFY(back == bytes.first(said));
}

void TestUsbipLoad::unlinkStorm()
{
    // Requests are taken back while their answers are on the way. Each ends exactly once, and the bytes of those that
    // were answered are the whole stream in order.
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x41, 1, 1, 0).status, 0);
    constexpr int storm = 2000;
    QByteArray all;
    QHash<quint32, int> ends;
    int unlinkEnds = 0;
    int crossed = 0;
    const auto done = [&all, &ends](const UsbipClient::Result &result) {
        ++ends[result.id];
        all += result.in;
    };
    quint32 said = 0;
    std::minstd_rand random(1);
    for (int i = 0; i < storm; ++i) {
        const quint32 id = client.submit({0x81, {}, {}, 2048}, done);
        if (random() % 3 == 0) {
            const QByteArray words = pattern(1 + static_cast<qsizetype>(random() % 900), said);
            said += static_cast<quint32>(m_kit->kit().write(view(words)));
        }
        if (random() % 2 == 0)
            QCoreApplication::processEvents();
        client.unlink(id, [&unlinkEnds, &crossed](quint32, int status) {
            ++unlinkEnds;
            crossed += status == 0 ? 1 : 0;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(unlinkEnds, storm, kLong);
    while (all.size() < static_cast<qsizetype>(said)) { // what the requests that were taken back left behind
        const auto result = client.read(0x81, 65536);
        QCOMPARE(result.status, 0);
        all += result.in;
    }
    QVERIFY(all == pattern(all.size()));
    QCOMPARE(all.size(), static_cast<qsizetype>(said));
    QCOMPARE(client.strayReplies(), 0);
    QCOMPARE(client.inFlight(), 0);
    QCOMPARE(ends.size(), qsizetype(storm));
    for (const int count : std::as_const(ends))
        QCOMPARE(count, 1);
    QVERIFY(crossed > 0);
    QVERIFY(crossed < storm);
}

void TestUsbipLoad::slowReaderIsBounded()
{
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x41, 1, 1, 0).status, 0);
    client.setReading(false);
    QByteArray back;
    for (int i = 0; i < 400; ++i)
        client.submit({0x81, {}, {}, 65536}, [&back](const UsbipClient::Result &result) { back += result.in; });
    // The port takes what the buffers on the way hold and no more.
    quint32 said = 0;
    int idle = 0;
    while (idle < 200 && said < 20'000'000) {
        const auto taken = static_cast<quint32>(m_kit->kit().write(view(pattern(30'000, said))));
        said += taken;
        idle = taken > 0 ? 0 : idle + 1;
        QCoreApplication::processEvents();
        if (taken == 0)
            QTest::qWait(1);
    }
    QVERIFY2(said < 16'000'000, qPrintable(QString::number(said)));
    client.setReading(true);
    QTRY_COMPARE_WITH_TIMEOUT(back.size(), static_cast<qsizetype>(said), kLong);
    QVERIFY(back == pattern(back.size()));
    QCoreApplication::processEvents();
    QCOMPARE(m_kit->kit().write(view("again")), std::size_t(5)); // the way is free again
    QTRY_COMPARE_WITH_TIMEOUT(back.size(), static_cast<qsizetype>(said + 5), kLong);
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbipLoad)
#include "tst_usbip_load.moc"
