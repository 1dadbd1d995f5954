// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench_kit.h"

#include <QTest>

using namespace virtual_kit;

namespace {

constexpr int kStall = -32;

class TestUsbControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_kit = std::make_unique<UsbBenchKit>();
        m_kit->appear();
        m_host = std::make_unique<BareHost>(m_kit->device);
    }
    void cleanup()
    {
        m_host.reset();
        m_kit.reset();
    }
    void descriptorsAreCutToTheLength();
    void configurationIsKept();
    void interfacesHaveOneSetting();
    void status();
    void lineCodingIsKept();
    void hostRequest();
    void microsoftSet();
    void stalls_data();
    void stalls();
    void lengthsThatDisagreeStall();
    void addressAfterResetClosesPorts();

private:
    std::unique_ptr<UsbBenchKit> m_kit;
    std::unique_ptr<BareHost> m_host;
};

void TestUsbControl::descriptorsAreCutToTheLength()
{
    QCOMPARE(m_host->control(0x80, 6, 0x0100, 0, 8), 0);
    QCOMPARE(m_host->answer.toHex(), QByteArray("12010102ef020140"));
    QCOMPARE(m_host->control(0x80, 6, 0x0200, 0, 9), 0);
    QCOMPARE(m_host->answer.size(), qsizetype(9));
    QCOMPARE(m_host->control(0x80, 6, 0x0200, 0, 1000), 0);
    QCOMPARE(m_host->answer.size(), qsizetype(164));
    QCOMPARE(m_host->control(0x80, 6, 0x0100, 0, 0), 0);
    QVERIFY(m_host->answer.isEmpty());
    QCOMPARE(m_host->control(0x80, 6, 0x0303, 0x0409, 255), 0);
    QCOMPARE(m_host->answer.toHex(), QByteArray("0a0353004e002d003100")); // SN-1
}

void TestUsbControl::configurationIsKept()
{
    for (const std::uint16_t value : {std::uint16_t(0), std::uint16_t(1)}) {
        QCOMPARE(m_host->control(0x00, 9, value, 0, 0), 0);
        QCOMPARE(m_host->control(0x80, 8, 0, 0, 1), 0);
        QCOMPARE(m_host->answer, QByteArray(1, static_cast<char>(value)));
    }
}

void TestUsbControl::interfacesHaveOneSetting()
{
    QCOMPARE(m_host->control(0x81, 10, 0, 2, 1), 0);
    QCOMPARE(m_host->answer, QByteArray(1, '\0'));
    m_kit->device.halt(0x83);
    QCOMPARE(m_host->control(0x01, 11, 0, 2, 0), 0);
    m_host->in(1, 0x83, 512);
    QVERIFY(m_host->done.empty()); // no longer halted: it waits
}

void TestUsbControl::status()
{
    QCOMPARE(m_host->control(0x80, 0, 0, 0, 2), 0);
    QCOMPARE(m_host->answer, QByteArray(2, '\0'));
    QCOMPARE(m_host->control(0x81, 0, 0, 4, 2), 0);
    QCOMPARE(m_host->control(0x82, 0, 0, 0x80, 2), 0);
    QCOMPARE(m_host->control(0x02, 1, 0, 0x00, 0), 0);
}

void TestUsbControl::lineCodingIsKept()
{
    QCOMPARE(m_host->control(0xA1, 0x21, 0, 1, 7), 0);
    QCOMPARE(m_host->answer.toHex(), QByteArray("80250000000008"));
    const QByteArray fast = QByteArray::fromHex("00c20100000008");
    QCOMPARE(m_host->control(0x21, 0x20, 0, 1, 7, fast), 0);
    QCOMPARE(m_host->control(0xA1, 0x21, 0, 1, 7), 0);
    QCOMPARE(m_host->answer, fast);
    QCOMPARE(m_host->control(0xA1, 0x21, 0, 3, 7), 0);
    QCOMPARE(m_host->answer.toHex(), QByteArray("80250000000008"));
    QCOMPARE(m_host->control(0x21, 0x23, 100, 3, 0), 0); // break
}

void TestUsbControl::hostRequest()
{
    m_host->cameTo(true);
    QCOMPARE(m_host->hostStatus, 0);
    QVERIFY(m_kit->kit().isOpen());
    m_host->cameTo(false);
    QVERIFY(!m_kit->kit().isOpen());
    QCOMPARE(m_kit->ends[usb::At].opened, 0);
}

void TestUsbControl::microsoftSet()
{
    QCOMPARE(m_host->control(0xC0, 0x20, 0, 7, 4096), 0);
    QCOMPARE(m_host->answer.size(), qsizetype(178));
    QCOMPARE(m_host->control(0xC0, 0x20, 0, 7, 10), 0);
    QCOMPARE(m_host->answer.toHex(), QByteArray("0a00000000000306b200"));
}

void TestUsbControl::stalls_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("request");
    QTest::addColumn<int>("value");
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("length");
    const auto row = [](const char *name, int type, int request, int value, int index, int length) {
        QTest::newRow(name) << type << request << value << index << length;
    };
    row("no such descriptor", 0x80, 6, 0x0A00, 0, 255);
    row("no such string", 0x80, 6, 0x0307, 0x0409, 255);
    row("no such configuration", 0x00, 9, 2, 0, 0);
    row("no such interface", 0x81, 10, 0, 5, 1);
    row("no such setting", 0x01, 11, 1, 0, 0);
    row("no such endpoint", 0x82, 0, 0, 0x86, 2);
    row("endpoint beyond a byte", 0x82, 0, 0, 0x0181, 2);
    row("halt of endpoint 0", 0x02, 3, 0, 0, 0);
    row("test mode", 0x00, 3, 2, 0, 0);
    row("remote wake-up", 0x00, 3, 1, 0, 0);
    row("set descriptor", 0x00, 7, 0x0100, 0, 0);
    row("line coding of the kit", 0xA1, 0x21, 0, 0, 7);
    row("line coding of a data interface", 0xA1, 0x21, 0, 2, 7);
    row("encapsulated command", 0xA1, 0x01, 0, 1, 7);
    row("line coding too short", 0x21, 0x20, 0, 1, 0);
    row("HOST to another interface", 0x41, 1, 1, 1, 0);
    row("HOST with another value", 0x41, 1, 2, 0, 0);
    row("HOST to the device", 0x40, 1, 1, 0, 0);
    row("HOST that wants data", 0xC1, 1, 1, 0, 4);
    row("another vendor request", 0x41, 2, 1, 0, 0);
    row("another Microsoft index", 0xC0, 0x20, 0, 4, 40);
    row("reserved type", 0xE0, 0, 0, 0, 1);
    row("other recipient", 0x83, 0, 0, 0, 2);
}

void TestUsbControl::stalls()
{
    QFETCH(const int, type);
    QFETCH(const int, request);
    QFETCH(const int, value);
    QFETCH(const int, index);
    QFETCH(const int, length);
    QCOMPARE(
        m_host->control(static_cast<std::uint8_t>(type), static_cast<std::uint8_t>(request),
            static_cast<std::uint16_t>(value), static_cast<std::uint16_t>(index), static_cast<std::uint16_t>(length)),
        kStall);
    QVERIFY(!m_kit->kit().isOpen());
    QCOMPARE(m_host->control(0x80, 6, 0x0100, 0, 18), 0); // the next setup packet ends the stall
}

void TestUsbControl::lengthsThatDisagreeStall()
{
    QCOMPARE(m_host->control(0x21, 0x20, 0, 1, 7, "short"), kStall);
    QCOMPARE(m_host->control(0x21, 0x20, 0, 1, 0, "unannounced"), kStall);
    QCOMPARE(m_host->control(0x00, 9, 1, 0, 3, "abc"), kStall);
}

void TestUsbControl::addressAfterResetClosesPorts()
{
    m_host->cameTo(true);
    m_host->terminalReady(1, 1);
    QCOMPARE(m_host->control(0x00, 5, 9, 0, 0), 0);
    QVERIFY(!m_kit->kit().isOpen());
    QVERIFY(!m_kit->ends[usb::At].port->isOpen());
    m_host->terminalReady(1, 1); // DTR was forgotten: it rises again
    QVERIFY(m_kit->ends[usb::At].port->isOpen());
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbControl)
#include "tst_usb_control.moc"
