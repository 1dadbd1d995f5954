// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_bulk_transport.h"
#include "device_link/transports/usb/usb_discovery.h"
#include "device_link/transports/usb/usb_watch.h"
#include "usb_bench/echo_bench.h"

#include <QSignalSpy>

using namespace device_link;
using usb_bench::pattern;

/// The bulk pipe over real libusb, against a device that gives back what it gets.
class TestUsbTransfers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isFound();
    void watchTellsComingAndGoing();
    void echoes_data();
    void echoes();
    void keepsOrder();
    void writesAreBounded();
    void haltsAreCleared();
    void unpluggedEndsOnce();
    void closingSaysNothing();
    void opensAgain();
    void whoHoldsItIsTold();
    void noPermissionSaysWhatHelps();

private:
    void open();
    [[nodiscard]] QByteArray received() const;

    std::unique_ptr<usb_bench::MockUsbHost> m_host;
    usb_bench::EchoEnd *m_end = nullptr;
    int m_number = 0;
    std::unique_ptr<UsbBulkTransport> m_pipe;
    std::unique_ptr<QSignalSpy> m_opened, m_received;
    QList<Error> m_closed; ///< what closed() said
};

void TestUsbTransfers::init()
{
    m_host = std::make_unique<usb_bench::MockUsbHost>();
    auto echo = std::make_unique<usb_bench::EchoEnd>("ECHO0001");
    m_end = echo.get();
    m_number = m_host->plug(std::move(echo));
    QVERIFY2(m_number > 0, qPrintable(m_host->problem()));
}

void TestUsbTransfers::cleanup()
{
    m_pipe.reset();
    m_host.reset();
}

void TestUsbTransfers::open()
{
    const Result<UsbKit> kit = findUsbKit(QStringLiteral("ECHO0001"));
    QVERIFY(kit);
    m_pipe = std::make_unique<UsbBulkTransport>(*kit);
    m_opened = std::make_unique<QSignalSpy>(m_pipe.get(), &Transport::opened);
    m_closed.clear();
    connect(m_pipe.get(), &Transport::closed, this, [this](const Error &error) { m_closed.append(error); });
    m_received = std::make_unique<QSignalSpy>(m_pipe.get(), &Transport::received);
    m_pipe->open();
}

QByteArray TestUsbTransfers::received() const
{
    QByteArray all;
    for (const QVariantList &arguments : *m_received)
        all += arguments.at(0).toByteArray();
    return all;
}

void TestUsbTransfers::isFound()
{
    const QList<UsbKit> kits = discoverUsbKits();
    QCOMPARE(kits.size(), 1);
    QCOMPARE(kits.first().serialNumber, QStringLiteral("ECHO0001"));
    QCOMPARE(kits.first().bus, 1);
    QCOMPARE(kits.first().address, m_number);
    QCOMPARE(kits.first().node, usb_bench::MockUsbHost::nodePath(m_number));
    const UsbKitPort *port = kits.first().port(PortRole::Kit);
    QVERIFY(port);
    QCOMPARE(port->interface, 0);
    QVERIFY(!port->serial);
    m_host->unplug(m_number);
    QVERIFY(discoverUsbKits().isEmpty());
}

void TestUsbTransfers::watchTellsComingAndGoing()
{
    UsbWatch watch;
    QTRY_COMPARE_WITH_TIMEOUT(watch.kits().size(), 1, 60000);
    const int other = m_host->plug(std::make_unique<usb_bench::EchoEnd>("ECHO0002"));
    QTRY_COMPARE_WITH_TIMEOUT(watch.kits().size(), 2, 60000);
    m_host->unplug(other);
    QTRY_COMPARE_WITH_TIMEOUT(watch.kits().size(), 1, 60000);
    m_host->unplug(m_number);
    QTRY_VERIFY_WITH_TIMEOUT(watch.kits().isEmpty(), 60000);
}

void TestUsbTransfers::echoes_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 511, 512, 513, 1024, 65535, 65536, 65537, 200000})
        QTest::addRow("%d", size) << size;
}

void TestUsbTransfers::echoes()
{
    QFETCH(int, size);
    open();
    QCOMPARE(m_opened->size(), 1);
    const QByteArray bytes = pattern(size);
    QVERIFY(m_pipe->write(bytes));
    QTRY_COMPARE_WITH_TIMEOUT(received().size(), bytes.size(), 60000);
    QCOMPARE(received(), bytes);
    QTRY_COMPARE_WITH_TIMEOUT(m_pipe->bytesToWrite(), 0, 60000);
}

void TestUsbTransfers::keepsOrder()
{
    open();
    QByteArray sent;
    for (int i = 1; i <= 3000; ++i) {
        const QByteArray piece = pattern(i % 700 + 1);
        QVERIFY(QTest::qWaitFor([&] { return m_pipe->write(piece); }, 60000));
        sent += piece;
    }
    QTRY_COMPARE_WITH_TIMEOUT(received().size(), sent.size(), 60000);
    QCOMPARE(received(), sent);
}

void TestUsbTransfers::writesAreBounded()
{
    open();
    qint64 taken = 0;
    while (m_pipe->write(QByteArray(16 * 1024, 'x')) && taken < 100 * Transport::kWriteLimit)
        taken += qint64(16) * 1024;
    // The event thread takes some away meanwhile; without a limit this would not end.
    QVERIFY(!m_pipe->write(QByteArray(int(Transport::kWriteLimit) + 1, 'x')));
}

void TestUsbTransfers::haltsAreCleared()
{
    open();
    for (const quint8 endpoint : {quint8(0x81), quint8(0x01)}) {
        m_received->clear();
        m_end->halt(endpoint);
        const QByteArray bytes = pattern(3000);
        QVERIFY(m_pipe->write(bytes));
        QTRY_COMPARE_WITH_TIMEOUT(received(), bytes, 60000);
    }
    QVERIFY(m_closed.isEmpty());
}

void TestUsbTransfers::unpluggedEndsOnce()
{
    open();
    QVERIFY(m_pipe->write(pattern(100000)));
    m_host->unplug(m_number);
    QTRY_COMPARE_WITH_TIMEOUT(m_closed.size(), 1, 60000);
    QCOMPARE(m_closed.first().fault(), Fault::LinkLost);
    QVERIFY(!m_pipe->write("x"));
    QTest::qWait(50); // a second word would come by now
    QCOMPARE(m_closed.size(), 1);
    m_pipe->open();
    QCOMPARE(m_closed.size(), 2);
    QCOMPARE(m_closed.last().fault(), Fault::NotFound);
}

void TestUsbTransfers::closingSaysNothing()
{
    open();
    QVERIFY(m_pipe->write(pattern(100000)));
    m_pipe->close();
    const qsizetype before = m_received->size();
    QTest::qWait(50);
    QVERIFY(m_closed.isEmpty());
    QCOMPARE(m_received->size(), before);
    QCOMPARE(m_pipe->bytesToWrite(), 0);
}

void TestUsbTransfers::opensAgain()
{
    open();
    for (int i = 0; i < 20; ++i) {
        m_pipe->close();
        m_received->clear();
        m_pipe->open();
        QCOMPARE(m_opened->size(), i + 2);
        const QByteArray bytes = pattern(1000 + i);
        QVERIFY(m_pipe->write(bytes));
        QTRY_COMPARE_WITH_TIMEOUT(received().right(bytes.size()), bytes, 60000);
    }
}

void TestUsbTransfers::whoHoldsItIsTold()
{
    m_host->claimedByOther(m_number, 0, "cdc_acm");
    open();
    QCOMPARE(m_closed.size(), 1);
    const Error error = m_closed.first();
    QCOMPARE(error.fault(), Fault::HeldByOther);
    QVERIFY2(error.detail().contains(QLatin1String("cdc_acm")), qPrintable(error.detail()));
    QVERIFY2(error.remedy().contains(QLatin1String("unbind")), qPrintable(error.remedy()));
}

void TestUsbTransfers::noPermissionSaysWhatHelps()
{
    m_host->refuseOpen(m_number, EACCES);
    open();
    QCOMPARE(m_closed.size(), 1);
    const Error error = m_closed.first();
    QCOMPARE(error.fault(), Fault::NoPermission);
    QVERIFY2(error.detail().contains(usb_bench::MockUsbHost::nodePath(m_number)), qPrintable(error.detail()));
    QVERIFY2(error.remedy().contains(QLatin1String("sudo")), qPrintable(error.remedy()));
    m_host->refuseOpen(m_number, 0);
    m_pipe->open();
    QCOMPARE(m_opened->size(), 1);
}

QTEST_GUILESS_MAIN(TestUsbTransfers)
#include "tst_usb_transfers.moc"
