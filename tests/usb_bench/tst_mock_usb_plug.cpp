// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/echo_bench.h"

#include <QDir>
#include <QFileInfo>

#include <vector>

using namespace usb_bench;

class tst_MockUsbPlug : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<EchoBench>(); }
    void cleanup();
    void hotplug();
    void unplugInFlight();
    void leavesByItself();
    void twoDevices();
    void replug();
    void refusedOpen();
    void heldByDriver();
    void heldByAnotherHandle();
    void opensManyTimes();

private:
    std::unique_ptr<EchoBench> m_bench;
};

void tst_MockUsbPlug::cleanup()
{
    const QString root = qEnvironmentVariable("UMOCKDEV_DIR");
    m_bench.reset();
    QVERIFY(!QDir(root).exists());
}

void tst_MockUsbPlug::hotplug()
{
    QCOMPARE(m_bench->session.arrived(), QList<int>());
    const int number = m_bench->plug();
    QTRY_COMPARE(m_bench->session.arrived(), QList<int>(1, number));
    QVERIFY(m_bench->host.isPlugged(number));
    m_bench->host.unplug(number);
    QVERIFY(!m_bench->host.isPlugged(number));
    QTRY_COMPARE(m_bench->session.left(), QList<int>(1, number));
    int error = 0;
    QVERIFY(!m_bench->session.open(number, &error));
    QCOMPARE(error, int(LIBUSB_ERROR_NOT_FOUND));
}

void tst_MockUsbPlug::unplugInFlight()
{
    const int number = m_bench->plug();
    const UsbSession::Handle handle = m_bench->open(number);
    QVERIFY(handle);
    QCOMPARE(libusb_claim_interface(handle.get(), 1), 0);
    std::vector<std::unique_ptr<UsbTransfer>> transfers;
    for (int i = 0; i < 8; ++i)
        transfers.push_back(std::make_unique<UsbTransfer>(handle.get(), i < 6 ? 0x81 : 0x02, QByteArray(65536, 'x')));
    m_bench->host.unplug(number);
    for (const auto &transfer : transfers) {
        QCOMPARE(transfer->submitError(), 0);
        QCOMPARE(transfer->status(), int(LIBUSB_TRANSFER_NO_DEVICE));
    }
    QTRY_COMPARE(m_bench->session.left(), QList<int>(1, number));
    for (const auto &transfer : transfers)
        QCOMPARE(transfer->callbacks(), 1);
    unsigned char byte = 0;
    QCOMPARE(libusb_control_transfer(handle.get(), 0xc0, 1, 0, 0, &byte, 1, 1000), int(LIBUSB_ERROR_NO_DEVICE));
    QCOMPARE(libusb_claim_interface(handle.get(), 0), int(LIBUSB_ERROR_NO_DEVICE));
}

void tst_MockUsbPlug::leavesByItself()
{
    const int number = m_bench->plug();
    const UsbSession::Handle handle = m_bench->open(number);
    QVERIFY(handle);
    UsbTransfer in(handle.get(), 0x81, QByteArray(64, '\0'));
    m_bench->end->leave();
    QCOMPARE(in.status(), int(LIBUSB_TRANSFER_NO_DEVICE));
    QTRY_COMPARE(m_bench->session.left(), QList<int>(1, number));
}

void tst_MockUsbPlug::twoDevices()
{
    const int first = m_bench->plug("ONE"), second = m_bench->plug("TWO");
    QVERIFY(first != second);
    const UsbSession::Handle one = m_bench->open(first), two = m_bench->open(second);
    QVERIFY(one && two);
    UsbTransfer inOne(one.get(), 0x81, QByteArray(64, '\0')), inTwo(two.get(), 0x81, QByteArray(64, '\0'));
    UsbTransfer outTwo(two.get(), 0x01, "two"), outOne(one.get(), 0x01, "one");
    QCOMPARE(inOne.status(), int(LIBUSB_TRANSFER_COMPLETED));
    QCOMPARE(inTwo.status(), int(LIBUSB_TRANSFER_COMPLETED));
    QCOMPARE(inOne.received(), "one");
    QCOMPARE(inTwo.received(), "two");
    m_bench->host.unplug(first);
    QTRY_COMPARE(m_bench->session.left(), QList<int>(1, first));
    UsbTransfer again(two.get(), 0x81, QByteArray(64, '\0'));
    UsbTransfer outAgain(two.get(), 0x01, "again");
    QCOMPARE(again.status(), int(LIBUSB_TRANSFER_COMPLETED));
    QCOMPARE(again.received(), "again");
}

void tst_MockUsbPlug::replug()
{
    const int first = m_bench->plug();
    QVERIFY(m_bench->open(first));
    m_bench->host.unplug(first);
    const int second = m_bench->plug();
    QVERIFY(second > first);
    const UsbSession::Handle handle = m_bench->open(second);
    QVERIFY(handle);
    QCOMPARE(int(libusb_get_port_number(libusb_get_device(handle.get()))), 1); // the same socket
    QTRY_COMPARE(m_bench->session.left(), QList<int>(1, first));
}

void tst_MockUsbPlug::refusedOpen()
{
    m_bench->host.refuseOpen(0, EACCES);
    const int number = m_bench->plug();
    QTRY_COMPARE(m_bench->session.arrived(), QList<int>(1, number));
    int error = 0;
    QVERIFY(!m_bench->session.open(number, &error));
    QCOMPARE(error, int(LIBUSB_ERROR_ACCESS));
    m_bench->host.refuseOpen(0, 0);
    QVERIFY(m_bench->open(number));
    m_bench->host.refuseOpen(number, ENOENT);
    QVERIFY(!m_bench->session.open(number, &error));
    QCOMPARE(error, int(LIBUSB_ERROR_NO_DEVICE));
    QTRY_COMPARE(m_bench->session.left(), QList<int>(1, number)); // libusb takes ENOENT for that
}

void tst_MockUsbPlug::heldByDriver()
{
    m_bench->host.claimedByOther(0, 1, "cdc_acm");
    const int number = m_bench->plug();
    const UsbSession::Handle handle = m_bench->open(number);
    QVERIFY(handle);
    QCOMPARE(libusb_kernel_driver_active(handle.get(), 0), 0); // "usbfs" is ours
    QCOMPARE(libusb_kernel_driver_active(handle.get(), 1), 1);
    QCOMPARE(libusb_claim_interface(handle.get(), 1), int(LIBUSB_ERROR_BUSY));
    QVERIFY(UsbTransfer(handle.get(), 0x02, "x").submitError() != 0);
    const QString link = QStringLiteral("/sys/bus/usb/devices/1-1:1.1/driver");
    QCOMPARE(QFileInfo(QFile::symLinkTarget(link)).fileName(), QStringLiteral("cdc_acm"));
    QCOMPARE(libusb_detach_kernel_driver(handle.get(), 1), 0);
    QVERIFY(!QFileInfo::exists(link));
    QCOMPARE(libusb_claim_interface(handle.get(), 1), 0);
    QCOMPARE(libusb_release_interface(handle.get(), 1), 0);
    QCOMPARE(libusb_attach_kernel_driver(handle.get(), 1), 0);
    QCOMPARE(libusb_claim_interface(handle.get(), 1), int(LIBUSB_ERROR_BUSY));
    QCOMPARE(libusb_set_auto_detach_kernel_driver(handle.get(), 1), 0);
    QCOMPARE(libusb_claim_interface(handle.get(), 1), 0);
}

void tst_MockUsbPlug::heldByAnotherHandle()
{
    const int number = m_bench->plug();
    UsbSession::Handle first = m_bench->open(number);
    QVERIFY(first);
    const UsbSession::Handle second = m_bench->session.open(number);
    QVERIFY(second);
    QCOMPARE(libusb_claim_interface(second.get(), 0), int(LIBUSB_ERROR_BUSY));
    first.reset();
    QTRY_COMPARE(libusb_claim_interface(second.get(), 0), 0);
}

void tst_MockUsbPlug::opensManyTimes()
{
    const int number = m_bench->plug();
    for (int i = 0; i < 60; ++i)
        QVERIFY(m_bench->open(number));
}

QTEST_GUILESS_MAIN(tst_MockUsbPlug)
#include "tst_mock_usb_plug.moc"
