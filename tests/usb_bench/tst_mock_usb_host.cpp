// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/echo_bench.h"

#include <QDir>

#include <sys/resource.h>

#include <array>

using namespace usb_bench;

namespace {

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

class tst_MockUsbHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<EchoBench>(); }
    void cleanup();
    void enumerates();
    void bulk_data();
    void bulk();
    void zeroPacket();
    void timeoutCarriesLength();
    void cancelled();
    void stall();
    void reset();
    void idle();

private:
    std::unique_ptr<EchoBench> m_bench;
};

void tst_MockUsbHost::cleanup()
{
    const QString root = qEnvironmentVariable("UMOCKDEV_DIR");
    m_bench.reset();
    QVERIFY(!QDir(root).exists());
}

void tst_MockUsbHost::enumerates()
{
    const UsbSession::Handle handle = m_bench->open(m_bench->plug("SERIAL42"));
    QVERIFY2(handle, qPrintable(m_bench->host.problem()));
    libusb_device *device = libusb_get_device(handle.get());
    libusb_device_descriptor descriptor{};
    QCOMPARE(libusb_get_device_descriptor(device, &descriptor), 0);
    QCOMPARE(int(descriptor.idVendor), 0x1209);
    QCOMPARE(int(descriptor.idProduct), 0x0001);
    QCOMPARE(libusb_get_device_speed(device), int(LIBUSB_SPEED_HIGH));
    QCOMPARE(int(libusb_get_port_number(device)), 1);
    std::array<unsigned char, 64> text{};
    QCOMPARE(libusb_get_string_descriptor_ascii(handle.get(), descriptor.iSerialNumber, text.data(), 64), 8);
    QCOMPARE(QByteArray(reinterpret_cast<char *>(text.data())), "SERIAL42");
    libusb_config_descriptor *configuration = nullptr;
    QCOMPARE(libusb_get_active_config_descriptor(device, &configuration), 0);
    QCOMPARE(int(configuration->bNumInterfaces), 2);
    QCOMPARE(int(configuration->interface[0].altsetting[0].endpoint[1].bEndpointAddress), 0x81);
    libusb_free_config_descriptor(configuration);
    QCOMPARE(libusb_set_configuration(handle.get(), 1), 0);
    QCOMPARE(libusb_set_interface_alt_setting(handle.get(), 0, 0), 0);
    QCOMPARE(libusb_reset_device(handle.get()), 0);
    QCOMPARE(libusb_release_interface(handle.get(), 0), 0);
}

void tst_MockUsbHost::bulk_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 511, 512, 513, 64 * 1024, 256 * 1024})
        QTest::addRow("%d", size) << size;
}

void tst_MockUsbHost::bulk()
{
    QFETCH(const int, size);
    const UsbSession::Handle handle = m_bench->open(m_bench->plug());
    QVERIFY(handle);
    for (int round = 0; round < 3; ++round) {
        const QByteArray sent = pattern(size + round);
        UsbTransfer in(handle.get(), 0x81, QByteArray(sent.size(), '\0'));
        UsbTransfer out(handle.get(), 0x01, sent);
        QCOMPARE(out.status(), int(LIBUSB_TRANSFER_COMPLETED));
        QCOMPARE(out.actual(), sent.size());
        QCOMPARE(in.status(), int(LIBUSB_TRANSFER_COMPLETED));
        QCOMPARE(in.received(), sent);
    }
}

void tst_MockUsbHost::zeroPacket()
{
    const UsbSession::Handle handle = m_bench->open(m_bench->plug());
    QVERIFY(handle);
    UsbTransfer in(handle.get(), 0x81, QByteArray(1024, '\0'));
    UsbTransfer out(handle.get(), 0x01, pattern(512), 0, LIBUSB_TRANSFER_ADD_ZERO_PACKET);
    QCOMPARE(in.status(), int(LIBUSB_TRANSFER_COMPLETED));
    QCOMPARE(in.received(), pattern(512));
    QCOMPARE(m_bench->end->zeroPackets(), 1);
}

void tst_MockUsbHost::timeoutCarriesLength()
{
    const UsbSession::Handle handle = m_bench->open(m_bench->plug());
    QVERIFY(handle);
    UsbTransfer out(handle.get(), 0x01, pattern(512)); // a full packet: the transfer of 1024 goes on
    QCOMPARE(out.status(), int(LIBUSB_TRANSFER_COMPLETED));
    UsbTransfer in(handle.get(), 0x81, QByteArray(1024, '\0'), 30);
    QCOMPARE(in.status(), int(LIBUSB_TRANSFER_TIMED_OUT));
    QCOMPARE(in.received(), pattern(512));
    UsbTransfer empty(handle.get(), 0x81, QByteArray(1024, '\0'), 30);
    QCOMPARE(empty.status(), int(LIBUSB_TRANSFER_TIMED_OUT));
    QCOMPARE(empty.actual(), 0);
}

void tst_MockUsbHost::cancelled()
{
    const UsbSession::Handle handle = m_bench->open(m_bench->plug());
    QVERIFY(handle);
    UsbTransfer in(handle.get(), 0x81, QByteArray(1024, '\0'));
    in.cancel();
    QCOMPARE(in.status(), int(LIBUSB_TRANSFER_CANCELLED));
    QCOMPARE(in.callbacks(), 1);
}

void tst_MockUsbHost::stall()
{
    const UsbSession::Handle handle = m_bench->open(m_bench->plug());
    QVERIFY(handle);
    UsbTransfer waiting(handle.get(), 0x81, QByteArray(64, '\0'));
    m_bench->end->halt(0x81);
    QCOMPARE(waiting.status(), int(LIBUSB_TRANSFER_STALL));
    QCOMPARE(UsbTransfer(handle.get(), 0x81, QByteArray(64, '\0')).status(), int(LIBUSB_TRANSFER_STALL));
    QCOMPARE(libusb_clear_halt(handle.get(), 0x81), 0);
    UsbTransfer in(handle.get(), 0x81, QByteArray(64, '\0'));
    QCOMPARE(UsbTransfer(handle.get(), 0x01, pattern(5)).status(), int(LIBUSB_TRANSFER_COMPLETED));
    QCOMPARE(in.status(), int(LIBUSB_TRANSFER_COMPLETED));
    QCOMPARE(in.received(), pattern(5));
    unsigned char byte = 0;
    QCOMPARE(libusb_control_transfer(handle.get(), 0xc0, 1, 0, 0, &byte, 1, 1000), int(LIBUSB_ERROR_PIPE));
}

void tst_MockUsbHost::reset()
{
    const int number = m_bench->plug();
    {
        const UsbSession::Handle handle = m_bench->open(number);
        QVERIFY(handle);
        UsbTransfer in(handle.get(), 0x81, QByteArray(512, '\0'));
        QCOMPARE(in.submitError(), 0);
        QCOMPARE(libusb_reset_device(handle.get()), 0);        // ends it
        QCOMPARE(in.status(), int(LIBUSB_TRANSFER_COMPLETED)); // libusb cancelled nothing, so it says so
        QCOMPARE(in.actual(), 0);
    }
    QVERIFY(m_bench->open(number));
}

void tst_MockUsbHost::idle()
{
    const int number = m_bench->plug();
    const UsbSession::Handle handle = m_bench->open(number);
    QVERIFY(handle);
    UsbTransfer in(handle.get(), 0x81, QByteArray(512, '\0'));
    QCOMPARE(in.submitError(), 0);
    QTest::qSleep(20);
    const quint64 before = m_bench->host.ioctlCount(number);
    const double cpu = cpuSeconds();
    QTest::qSleep(300);
    QCOMPARE(m_bench->host.ioctlCount(number), before);
    QVERIFY(cpuSeconds() - cpu < 0.05);
}

QTEST_GUILESS_MAIN(tst_MockUsbHost)
#include "tst_mock_usb_host.moc"
