// SPDX-License-Identifier: GPL-3.0-or-later
// A whole kit behind USB/IP: its three roles, resets and faults.
#include "usbip_client.h"
#include "virtual_kit/ports/kit_runner.h"
#include "virtual_kit/usb/usb_port.h"
#include "virtual_kit/usb/usbip_server.h"

#include "framing/kit_frame.h"
#include "framing/smp_console.h"

#include <QTest>

using namespace virtual_kit;
using usb_client::UsbipClient;

namespace {

constexpr int kLong = 60000;

QByteArray toQt(framing::ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

framing::ByteView view(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

/// A running kit with its USB device offered.
class UsbKit
{
public:
    explicit UsbKit(KitRunnerConfig config = {})
        : m_server(QHostAddress::LocalHost, 0)
    {
        QString error;
        m_listens = m_server.listen(error);
        m_runner = std::make_unique<KitRunner>(std::move(config));
        m_device = std::make_unique<UsbDevice>(UsbIdentity{QStringLiteral("M"), QStringLiteral("P"), serial()});
        m_server.add(*m_device);
        m_runner->addPipes({std::make_unique<UsbPort>(*m_device, usb::Kit),
            std::make_unique<UsbPort>(*m_device, usb::At), std::make_unique<UsbPort>(*m_device, usb::Console)});
        m_started = m_runner->start(error);
    }
    ~UsbKit() { m_runner.reset(); } // before the device
    [[nodiscard]] bool ok() const { return m_listens && m_started; }
    [[nodiscard]] QString serial() const { return QString::fromStdString(m_runner->serial()); }
    [[nodiscard]] UsbDevice &device() { return *m_device; }
    /// A fresh host, once the kit is there.
    [[nodiscard]] std::unique_ptr<UsbipClient> import()
    {
        for (int attempt = 0; attempt < 600; ++attempt) {
            auto client = std::make_unique<UsbipClient>();
            if (client->connectTo(m_server.address()) && client->import(QStringLiteral("1-1")) == 0)
                return client;
            QTest::qWait(100);
        }
        return nullptr;
    }

private:
    UsbipServer m_server;
    bool m_listens = false;
    bool m_started = false;
    std::unique_ptr<UsbDevice> m_device;
    std::unique_ptr<KitRunner> m_runner;
};

/// Reads from an endpoint until the text has come; what came.
QByteArray readUntil(UsbipClient &client, quint8 endpoint, const QByteArray &text)
{
    QByteArray all;
    while (!all.contains(text)) {
        const auto result = client.read(endpoint, 4096);
        if (result.status != 0)
            return all + "<" + QByteArray::number(result.status) + ">";
        all += result.in;
    }
    return all;
}

const QByteArray kHello = QByteArray::fromHex("0001020801020103480106a03c7276ee00");

/// Payload of the first control frame that comes.
QByteArray readAnswer(UsbipClient &client)
{
    framing::KitFrameDecoder decoder;
    QByteArray answer;
    while (answer.isEmpty()) {
        const auto result = client.read(0x81, 16384);
        if (result.status != 0)
            return {};
        decoder.feed(view(result.in), [&answer](framing::KitChannel channel, framing::ByteView payload) {
            if (channel == framing::KitChannel::Control && answer.isEmpty())
                answer = toQt(payload);
        });
    }
    return answer;
}

class TestUsbipKit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atOverCdc();
    void smpOverConsole();
    void helloOverKit();
    void serialNumberIsTheKits();
    void resetEnumeratesAnew();
    void unplugFault();
    void neverReadFault();
    void runnerEndsWhileInUse();
};

void TestUsbipKit::atOverCdc()
{
    UsbKit kit;
    QVERIFY(kit.ok());
    const auto client = kit.import();
    QVERIFY(client);
    QCOMPARE(client->control(0x21, 0x22, 3, 1).status, 0);
    QCOMPARE(client->read(0x82, 16).in.size(), qsizetype(10)); // serial state
    QCOMPARE(client->write(0x03, "AT\r").actual, 3);
    QVERIFY(readUntil(*client, 0x83, "OK\r\n").contains("OK"));
}

void TestUsbipKit::smpOverConsole()
{
    UsbKit kit;
    const auto client = kit.import();
    QVERIFY(client);
    QCOMPARE(client->control(0x21, 0x22, 1, 3).status, 0);
    framing::Bytes wire;
    framing::encodeSmpConsole(view(QByteArray::fromHex("0a00000600000500a1616462686 9").replace(" ", "")), wire);
    QCOMPARE(client->write(0x05, toQt(wire)).status, 0);
    framing::SmpConsoleDecoder decoder(4096);
    QByteArray answer;
    while (answer.isEmpty()) {
        const auto result = client->read(0x85, 4096);
        QCOMPARE(result.status, 0);
        decoder.feed(
            view(result.in), [&answer](framing::ByteView packet) { answer = toQt(packet); }, [](framing::ByteView) {});
    }
    QVERIFY(answer.contains("hi"));
}

void TestUsbipKit::helloOverKit()
{
    UsbKit kit;
    const auto client = kit.import();
    QVERIFY(client);
    QCOMPARE(client->control(0x41, 1, 1, 0).status, 0);
    QCOMPARE(client->write(0x01, kHello).status, 0);
    QVERIFY(readAnswer(*client).contains("aiesim-kit"));
}

void TestUsbipKit::serialNumberIsTheKits()
{
    KitRunnerConfig config;
    config.kit.serial = std::string(32, 'S');
    UsbKit kit(std::move(config));
    const auto client = kit.import();
    QVERIFY(client);
    const QByteArray bytes = client->control(0x80, 6, 0x0303, 0x0409, {}, 255).in;
    QCOMPARE(bytes.size(), qsizetype(66));
    QCOMPARE(
        QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes.sliced(2).constData()), 32), QString(32, u'S'));
}

void TestUsbipKit::resetEnumeratesAnew()
{
    KitRunnerConfig config;
    config.kit.reenumerate = true;
    config.stream.speed = 20;
    UsbKit kit(std::move(config));
    auto client = kit.import();
    QVERIFY(client);
    QCOMPARE(client->control(0x41, 1, 1, 0).status, 0);
    framing::Bytes wire;
    framing::encodeKitFrame(framing::KitChannel::Control, view(QByteArray::fromHex("0a00000100000505a0")), wire);
    QCOMPARE(client->write(0x01, toQt(wire)).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!client->isConnected(), kLong);
    client = kit.import();
    QVERIFY(client);
    QCOMPARE(client->control(0x41, 1, 1, 0).status, 0);
    QCOMPARE(client->write(0x01, kHello).status, 0);
    QVERIFY(readAnswer(*client).contains("aiesim-kit"));
}

void TestUsbipKit::unplugFault()
{
    KitRunnerConfig config;
    config.stream.speed = 10;
    for (int i = 1; i < 100; ++i)
        config.faults.unplugs.push_back({i * 10 * kSecond, 3 * kSecond});
    UsbKit kit(std::move(config));
    for (int round = 0; round < 2; ++round) {
        const auto client = kit.import();
        QVERIFY(client);
        int ended = 0;
        client->submit({0x81, {}, {}, 512}, [&ended](const UsbipClient::Result &) { ++ended; });
        QTRY_VERIFY_WITH_TIMEOUT(!client->isConnected(), kLong);
        QCOMPARE(ended, 1);
    }
}

void TestUsbipKit::neverReadFault()
{
    KitRunnerConfig config;
    config.faults.neverRead = true;
    UsbKit kit(std::move(config));
    const auto client = kit.import();
    QVERIFY(client);
    int status = 1;
    const quint32 id
        = client->submit({0x03, {}, "AT\r"}, [&status](const UsbipClient::Result &result) { status = result.status; });
    QCOMPARE(client->control(0x80, 8, 0, 0, {}, 1).status, 0); // answered after it
    QCOMPARE(status, 1);
    client->unlink(id);
    QTRY_COMPARE_WITH_TIMEOUT(status, UsbipClient::kUnlinked, kLong);
}

void TestUsbipKit::runnerEndsWhileInUse()
{
    auto kit = std::make_unique<UsbKit>();
    const auto client = kit->import();
    QVERIFY(client);
    QCOMPARE(client->control(0x41, 1, 1, 0).status, 0);
    QCOMPARE(client->control(0x21, 0x22, 1, 1).status, 0);
    client->submit({0x81, {}, {}, 512}, {});
    QCOMPARE(client->control(0x80, 8, 0, 0, {}, 1).status, 0);
    kit.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!client->isConnected(), kLong);
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbipKit)
#include "tst_usbip_kit.moc"
