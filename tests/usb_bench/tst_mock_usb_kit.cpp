// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/mock_usb_host.h"
#include "usb_bench/usb_kit_process.h"
#include "usb_bench/usb_session.h"

#include <QFile>
#include <QSerialPortInfo>
#include <QTest>

#include <array>
#include <optional>

using namespace usb_bench;

namespace {

constexpr unsigned patienceMs = 10000;

/// A bulk function of a kit, found by what its descriptors say (PROTOCOL.md §1.1).
struct Function {
    int control = -1, data = -1; ///< interface numbers
    quint8 in = 0, out = 0;
};

QString interfaceName(libusb_device_handle *handle, quint8 index)
{
    std::array<unsigned char, 128> text{};
    if (index)
        (void)libusb_get_string_descriptor_ascii(handle, index, text.data(), int(text.size()));
    return QString::fromLatin1(reinterpret_cast<char *>(text.data()));
}

std::optional<Function> findFunction(libusb_device_handle *handle, const QString &name)
{
    libusb_config_descriptor *configuration = nullptr;
    if (libusb_get_active_config_descriptor(libusb_get_device(handle), &configuration) != 0)
        return {};
    Function found;
    for (int i = 0; i < configuration->bNumInterfaces; ++i) {
        const libusb_interface_descriptor &interface = configuration->interface[i].altsetting[0];
        if (found.control < 0 && interfaceName(handle, interface.iInterface) == name)
            found.control = interface.bInterfaceNumber;
        if (found.control < 0 || found.data >= 0 || interface.bNumEndpoints < 2)
            continue;
        found.data = interface.bInterfaceNumber; // the next with two endpoints
        for (int e = 0; e < interface.bNumEndpoints; ++e) {
            const quint8 address = interface.endpoint[e].bEndpointAddress;
            (address & 0x80 ? found.in : found.out) = address;
        }
    }
    libusb_free_config_descriptor(configuration);
    return found.in && found.out ? std::optional(found) : std::nullopt;
}

/// Reads until `text` came; whatever came by then.
QByteArray readUntil(libusb_device_handle *handle, quint8 endpoint, const QByteArray &text)
{
    QByteArray all;
    for (int i = 0; i < 100 && !all.contains(text); ++i) {
        UsbTransfer in(handle, endpoint, QByteArray(16384, '\0'), patienceMs);
        if (in.status() != LIBUSB_TRANSFER_COMPLETED)
            break;
        all += in.received();
    }
    return all;
}

QByteArray sysfs(const char *path)
{
    QFile file(QLatin1String("/sys/bus/usb/devices/") + QLatin1String(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray("missing");
}

} // namespace

class tst_MockUsbKit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sysfsAndPorts();
    void hello();
    void at();
    void killed();
    void replug();
    void twoKits();
    void noSuchBusid();

private:
    UsbSession::Handle open(int number);
    /// The kit answers `hello` on its vendor interface.
    static bool greets(libusb_device_handle *handle);

    std::unique_ptr<UsbKitProcess> m_kit;
    std::unique_ptr<MockUsbHost> m_host;
    std::unique_ptr<UsbSession> m_session;
};

void tst_MockUsbKit::init()
{
    m_kit = std::make_unique<UsbKitProcess>(QStringList{QStringLiteral("--kits"), QStringLiteral("2")});
    QCOMPARE(m_kit->count(), 2);
    m_host = std::make_unique<MockUsbHost>();
    m_session = std::make_unique<UsbSession>();
}

void tst_MockUsbKit::cleanup()
{
    m_session.reset();
    m_host.reset();
    m_kit.reset();
}

UsbSession::Handle tst_MockUsbKit::open(int number)
{
    (void)QTest::qWaitFor([&] { return m_session->arrived().contains(number); });
    return m_session->open(number);
}

bool tst_MockUsbKit::greets(libusb_device_handle *handle)
{
    const std::optional<Function> kit = findFunction(handle, QStringLiteral("AI-eSIM kit"));
    if (!kit || libusb_claim_interface(handle, kit->control) != 0)
        return false;
    const auto index = static_cast<quint16>(kit->control);
    if (libusb_control_transfer(handle, 0x41, 1, 1, index, nullptr, 0, patienceMs) != 0)
        return false;
    // PROTOCOL.md §2, hello-request
    UsbTransfer out(handle, kit->out,
        QByteArray::fromHex("00010208010201034801"
                            "06a03c7276ee00"));
    return out.status() == LIBUSB_TRANSFER_COMPLETED && readUntil(handle, kit->in, "aiesim-kit").contains("aiesim-kit");
}

void tst_MockUsbKit::sysfsAndPorts()
{
    const int number = m_host->plug(m_kit->address(), m_kit->busid());
    QVERIFY2(number, qPrintable(m_host->problem()));
    QCOMPARE(sysfs("1-1/serial"), m_kit->serial().toLatin1());
    QCOMPARE(sysfs("1-1/devnum"), QByteArray::number(number));
    QCOMPARE(sysfs("1-1:1.0/bInterfaceClass"), "ff");
    QCOMPARE(sysfs("1-1:1.0/interface"), "AI-eSIM kit");
    QStringList names;
    const QList<QSerialPortInfo> ports = QSerialPortInfo::availablePorts();
    for (const QSerialPortInfo &port : ports) {
        names.append(port.portName());
        QCOMPARE(port.serialNumber(), m_kit->serial());
        QCOMPARE(int(port.vendorIdentifier()), 0x1209);
    }
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("ttyACM0"), QStringLiteral("ttyACM1")}));
}

void tst_MockUsbKit::hello()
{
    const UsbSession::Handle handle = open(m_host->plug(m_kit->address(), m_kit->busid()));
    QVERIFY(handle);
    QVERIFY(greets(handle.get()));
}

void tst_MockUsbKit::at()
{
    const UsbSession::Handle handle = open(m_host->plug(m_kit->address(), m_kit->busid()));
    QVERIFY(handle);
    const std::optional<Function> at = findFunction(handle.get(), QStringLiteral("AI-eSIM AT"));
    QVERIFY(at && at->data != at->control);
    QCOMPARE(libusb_claim_interface(handle.get(), at->control), 0);
    QCOMPARE(libusb_claim_interface(handle.get(), at->data), 0);
    const auto index = static_cast<quint16>(at->control);
    QCOMPARE(libusb_control_transfer(handle.get(), 0x21, 0x22, 1, index, nullptr, 0, patienceMs), 0); // DTR
    UsbTransfer out(handle.get(), at->out, "AT\r");
    QCOMPARE(out.status(), int(LIBUSB_TRANSFER_COMPLETED));
    QVERIFY(readUntil(handle.get(), at->in, "OK").contains("OK"));
}

void tst_MockUsbKit::killed()
{
    const int number = m_host->plug(m_kit->address(), m_kit->busid());
    const UsbSession::Handle handle = open(number);
    QVERIFY(handle);
    const std::optional<Function> at = findFunction(handle.get(), QStringLiteral("AI-eSIM AT"));
    QVERIFY(at);
    UsbTransfer in(handle.get(), at->in, QByteArray(512, '\0'));
    m_kit->killHard();
    QCOMPARE(in.status(), int(LIBUSB_TRANSFER_NO_DEVICE));
    QTRY_COMPARE(m_session->left(), QList<int>(1, number));
    QVERIFY(!m_host->isPlugged(number));
}

void tst_MockUsbKit::replug()
{
    for (int round = 0; round < 2; ++round) {
        const int number = m_host->plug(m_kit->address(), m_kit->busid());
        QVERIFY2(number, qPrintable(m_host->problem()));
        const UsbSession::Handle handle = open(number);
        QVERIFY(handle);
        QVERIFY(greets(handle.get()));
        m_host->unplug(number);
        QTRY_VERIFY(m_session->left().contains(number));
    }
}

void tst_MockUsbKit::twoKits()
{
    const UsbSession::Handle first = open(m_host->plug(m_kit->address(0), m_kit->busid(0)));
    const UsbSession::Handle second = open(m_host->plug(m_kit->address(1), m_kit->busid(1)));
    QVERIFY(first && second);
    QVERIFY(greets(first.get()));
    QVERIFY(greets(second.get()));
}

void tst_MockUsbKit::noSuchBusid()
{
    QCOMPARE(m_host->plug(m_kit->address(), QStringLiteral("9-9")), 0);
    QVERIFY(!m_host->problem().isEmpty());
}

QTEST_GUILESS_MAIN(tst_MockUsbKit)
#include "tst_mock_usb_kit.moc"
