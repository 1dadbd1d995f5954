// SPDX-License-Identifier: GPL-3.0-or-later
// What no honest client sends.
#include "usb_bench_kit.h"

#include "usbip_client.h"
#include "virtual_kit/usb/usbip_server.h"

#include <QTest>

using namespace virtual_kit;
using usb_client::UsbipClient;

namespace {

constexpr int kLong = 60000;

class TestUsbipInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void malformedGreetings_data();
    void malformedGreetings();
    void malformedCommands_data();
    void malformedCommands();
    void cutAtEachByte();
    void byteByByte();
    void repliesAreExact();
    void whatIsTakenBackBeforeItIsAsked();
    void hoardOfUnlinksIsRefused();
    void hoardOfDataIsRefused();
    void hoardOfRequestsIsRefused();
    void questionsWithoutReading();

private:
    [[nodiscard]] bool import(UsbipClient &client)
    {
        return client.connectTo(m_server->address()) && client.import(QStringLiteral("1-1")) == 0;
    }
    std::unique_ptr<UsbBenchKit> m_kit;
    std::unique_ptr<UsbipServer> m_server;
};

/// A SUBMIT of GET_CONFIGURATION, 48 bytes.
QByteArray goodCommand()
{
    return QByteArray::fromHex("00000001 00000007 00010001 00000001 00000000"
                               "00000000 00000001 00000000 00000000 00000000 8008000000000100");
}

QByteArray importOf(const char *busid)
{
    return QByteArray::fromHex("0111800300000000") + QByteArray(busid).leftJustified(32, '\0');
}

void TestUsbipInput::init()
{
    m_kit = std::make_unique<UsbBenchKit>();
    m_kit->appear();
    m_server = std::make_unique<UsbipServer>(QHostAddress::LocalHost, quint16(0));
    QString error;
    QVERIFY2(m_server->listen(error), qPrintable(error));
    m_server->add(m_kit->device);
}

void TestUsbipInput::cleanup()
{
    m_server.reset();
    m_kit.reset();
}

void TestUsbipInput::malformedGreetings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another version") << QByteArray::fromHex("0106800500000000");
    QTest::newRow("a reply") << QByteArray::fromHex("0111000500000000");
    QTest::newRow("export") << QByteArray::fromHex("0111800600000000");
    QTest::newRow("http") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("a command at once") << goodCommand();
}

void TestUsbipInput::malformedGreetings()
{
    QFETCH(const QByteArray, bytes);
    UsbipClient client;
    QVERIFY(client.connectTo(m_server->address()));
    client.writeRaw(bytes);
    QVERIFY(client.waitUntil([&client] { return !client.isConnected(); }));
    QVERIFY(client.takeRaw().isEmpty());
    QVERIFY(!m_kit->device.hasHost());
}

void TestUsbipInput::malformedCommands_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("field");
    const auto row
        = [](const char *name, int at, const char *field) { QTest::newRow(name) << at << QByteArray::fromHex(field); };
    row("no command", 0, "00000000");
    row("a reply", 0, "00000003");
    row("little endian", 0, "01000000");
    row("direction", 12, "00000002");
    row("endpoint with direction", 16, "00000081");
    row("isochronous", 32, "00000001");
    row("isochronous, many", 32, "0fffffff");
    row("longer than any", 24, "00400001");
    row("negative length", 24, "ffffffff");
}

void TestUsbipInput::malformedCommands()
{
    QFETCH(const int, at);
    QFETCH(const QByteArray, field);
    UsbipClient client;
    QVERIFY(import(client));
    QByteArray command = goodCommand();
    command.replace(at, field.size(), field);
    client.writeRaw(command);
    QVERIFY(client.waitUntil([&client] { return !client.isConnected(); }));
    QTRY_VERIFY_WITH_TIMEOUT(!m_kit->device.hasHost(), kLong);
    UsbipClient next;
    QVERIFY(import(next));
}

void TestUsbipInput::cutAtEachByte()
{
    const QByteArray out = QByteArray::fromHex("00000001 00000007 00010001 00000000 00000001"
                                               "00000000 00000004 00000000 ffffffff 00000000 0000000000000000")
        + "data";
    const QByteArray whole = importOf("1-1") + out;
    for (qsizetype length = 0; length < whole.size(); ++length) {
        UsbipClient client;
        QVERIFY(client.connectTo(m_server->address()));
        client.writeRaw(whole.first(length));
        QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesToWrite(), qint64(0), kLong);
        if (length >= 40)
            QTRY_VERIFY_WITH_TIMEOUT(m_kit->device.hasHost(), kLong);
        client.close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_kit->device.hasHost(), kLong);
    }
    QVERIFY(m_kit->ends[0].heard.isEmpty()); // half a transfer is none
}

void TestUsbipInput::byteByByte()
{
    UsbipClient client;
    QVERIFY(client.connectTo(m_server->address()));
    client.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QByteArray all = importOf("1-1") + goodCommand();
    for (const char byte : all) {
        client.writeRaw(QByteArray(1, byte));
        client.socket().flush();
        QCoreApplication::processEvents();
    }
    constexpr qint64 answers = 8 + 312 + 48 + 1;
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), answers, kLong);
    QVERIFY(client.takeRaw().endsWith('\1'));
}

void TestUsbipInput::repliesAreExact()
{
    UsbipClient client;
    QVERIFY(client.connectTo(m_server->address()));
    client.writeRaw(importOf("1-1") + goodCommand());
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(8 + 312 + 48 + 1), kLong);
    const QByteArray answer = client.takeRaw();
    QCOMPARE(answer.first(8).toHex(), QByteArray("0111000300000000"));
    QCOMPARE(answer.mid(8 + 288, 24).toHex(),
        QByteArray("000000010000000100000003"
                   "120900010100ef0201010105"));
    QCOMPARE(answer.sliced(320).toHex(),
        QByteArray("0000000300000007000000000000000000000000"
                   "00000000000000010000000000000000000000000000000000000000"
                   "01"));
    // A request that waits, and is taken back: no reply of its own.
    const QByteArray in = QByteArray::fromHex("00000001 00000008 00010001 00000001 00000001"
                                              "00000000 00000200 00000000 ffffffff 00000000 0000000000000000");
    const QByteArray back
        = QByteArray::fromHex("00000002 00000009 00010001 00000000 00000000 00000008").leftJustified(48, '\0');
    client.writeRaw(in + back);
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(48), kLong);
    QCOMPARE(client.takeRaw().first(24).toHex(),
        QByteArray("000000040000000900000000000000000000000 0ffffff98").replace(" ", ""));
}

/// Linux's vhci_hcd, on two processors: the UNLINK goes out before its SUBMIT.
void TestUsbipInput::whatIsTakenBackBeforeItIsAsked()
{
    const auto in = [](const char *id, const char *endpoint) {
        return QByteArray::fromHex(QByteArray("00000001") + id + "0001000100000001" + endpoint
            + "00000000 00000200 00000000 ffffffff 00000000 0000000000000000");
    };
    const auto back = [](const char *id, const char *victim) {
        return QByteArray::fromHex(QByteArray("00000002") + id + "00010001 00000000 00000000" + victim)
            .leftJustified(48, '\0');
    };
    const auto backDone = [](const char *id, const char *status) {
        return QByteArray::fromHex(QByteArray("00000004") + id + "000000000000000000000000" + status)
            .leftJustified(48, '\0');
    };
    UsbipClient client;
    QVERIFY(client.connectTo(m_server->address()));
    client.writeRaw(importOf("1-1") + goodCommand()); // number 7
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(8 + 312 + 48 + 1), kLong);
    QCOMPARE(client.takeRaw().size(), qsizetype(8 + 312 + 48 + 1));
    // 9 takes 8 back, 6 is of a connection before: the second is answered, for the first 8 is waited for.
    client.writeRaw(back("00000009", "00000008") + back("0000000a", "00000006"));
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(48), kLong);
    QCOMPARE(client.takeRaw(), backDone("0000000a", "00000000"));
    // 8 comes: it has no reply of its own, nor does it wait for what the kit says.
    client.writeRaw(in("00000008", "00000001"));
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(48), kLong);
    QCOMPARE(client.takeRaw(), backDone("00000009", "ffffff98"));
    QCOMPARE(m_kit->device.backlog().requests, std::size_t(0));
    // The same of a request to the kit with bytes: the kit does not hear them.
    const QByteArray out = QByteArray::fromHex("00000001 0000000b 00010001 00000000 00000001"
                                               "00000000 00000003 00000000 ffffffff 00000000 0000000000000000");
    client.writeRaw(back("0000000c", "0000000b") + out + "abc" + in("0000000d", "00000001"));
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(48), kLong);
    QCOMPARE(client.takeRaw(), backDone("0000000c", "ffffff98"));
    QVERIFY(m_kit->ends[0].heard.isEmpty());
    QCOMPARE(m_kit->device.backlog().requests, std::size_t(1));
    // Numbers wrap around: 1 comes after ffffffff.
    client.writeRaw(back("0000000e", "0000000d") + in("ffffffff", "00000001") + back("00000002", "00000001"));
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(48), kLong);
    QCOMPARE(client.takeRaw(), backDone("0000000e", "ffffff98"));
    client.writeRaw(in("00000001", "00000001"));
    QTRY_COMPARE_WITH_TIMEOUT(client.socket().bytesAvailable(), qint64(48), kLong);
    QCOMPARE(client.takeRaw(), backDone("00000002", "ffffff98"));
}

void TestUsbipInput::hoardOfUnlinksIsRefused()
{
    UsbipClient client;
    QVERIFY(import(client));
    QCOMPARE(client.control(0x80, 8, 0, 0, {}, 1).status, 0);
    for (int i = 0; i < 2000; ++i)
        client.unlink(0x10000000U + static_cast<quint32>(i));
    QVERIFY(client.waitUntil([&client] { return !client.isConnected(); }));
}

void TestUsbipInput::hoardOfDataIsRefused()
{
    m_kit->kit().setDeaf(true);
    UsbipClient client;
    QVERIFY(import(client));
    const QByteArray piece(4 << 20, 'x');
    for (int i = 0; i < 20 && client.isConnected(); ++i) {
        client.submit({0x01, {}, piece}, {});
        QTRY_VERIFY_WITH_TIMEOUT(client.socket().bytesToWrite() == 0 || !client.isConnected(), kLong);
    }
    QVERIFY(client.waitUntil([&client] { return !client.isConnected(); }));
    QCOMPARE(m_kit->device.backlog().bytes, std::size_t(0));
}

void TestUsbipInput::hoardOfRequestsIsRefused()
{
    UsbipClient client;
    QVERIFY(import(client));
    for (int i = 0; i < 17'000; ++i)
        client.submit({0x81, {}, {}, 1 << 20}, {});
    QVERIFY(client.waitUntil([&client] { return !client.isConnected(); }));
    QCOMPARE(m_kit->device.backlog().requests, std::size_t(0));
}

void TestUsbipInput::questionsWithoutReading()
{
    // Answers of a peer that only asks pile up to a bound; then it is not read from, and its own buffers fill.
    UsbipClient client;
    QVERIFY(import(client));
    client.setReading(false);
    int asked = 0;
    int answered = 0;
    const QByteArray setup = QByteArray::fromHex("800600020000ffff");
    // How much the kernel's socket buffers take is its own choice (they grow to many MB), so it asks until they are
    // full: a server that reads on without a bound would take all of these.
    constexpr int most = 1'000'000;
    qint64 waiting = 0;
    while (waiting == 0 && asked < most) {
        for (int i = 0; i < 50'000; ++i, ++asked)
            client.submit({0x80, setup, {}, 255}, [&answered](const UsbipClient::Result &) { ++answered; });
        waiting = -1;
        for (int still = 0; still < 20; still = client.socket().bytesToWrite() == waiting ? still + 1 : 0) {
            waiting = client.socket().bytesToWrite();
            QTest::qWait(5);
        }
    }
    QVERIFY(waiting > 0); // the server has stopped reading
    client.setReading(true);
    QTRY_COMPARE_WITH_TIMEOUT(answered, asked, kLong);
    QCOMPARE(client.strayReplies(), 0);
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbipInput)
#include "tst_usbip_input.moc"
