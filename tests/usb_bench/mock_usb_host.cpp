// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/mock_usb_host.h"

#include "usb_bench/sysfs_tree.h"
#include "usb_bench/usbfs_node.h"
#include "usb_bench/usbip_end.h"

#include <QFile>
#include <QHash>

#include <umockdev.h>

#include <cerrno>
#include <csignal>
#include <thread>
#include <unistd.h>
#include <vector>

namespace usb_bench {
namespace {

/// Opening it for writing is EACCES for everyone, root included, who ignores the mode of an ordinary file.
const QString unwritable = QStringLiteral("/proc/sys/kernel/ostype");

UMockdevTestbed *newTestbed()
{
    // libusb opens the node, a terminal, without O_NOCTTY: a session leader would get it as its own and be told to go
    // when the device is unplugged.
    if (getsid(0) == getpid())
        std::signal(SIGHUP, SIG_IGN);
    return umockdev_testbed_new();
}

} // namespace

class MockUsbHost::Private
{
public:
    struct Device {
        std::unique_ptr<UsbfsNode> node; ///< kept when unplugged: handles may still be open
        bool plugged = false;
        int refusal = 0;
    };

    Private()
        : testbed(newTestbed())
        , sysfs(testbed)
    {
        // Not umockdev_in_mock_environment(): with a sanitizer it says no when the preload is there.
        if (access("/sys/devices/usb1/uevent", F_OK) != 0)
            qFatal("usb_bench: run this test under umockdev-wrapper, as ctest does");
    }
    ~Private();

    int plug(std::unique_ptr<UsbEnd> end);
    void unplug(int number);
    void leave(int number);
    void setNode(int number);
    template <typename Do>
    void forEach(int number, Do &&what);

    mutable std::mutex lock;
    UMockdevTestbed *testbed;
    SysfsTree sysfs;
    std::unordered_map<int, Device> devices;
    std::vector<std::thread> departures;
    QHash<int, QByteArray> drivers;
    int refusal = 0, lastNumber = 1; // the root hub is number 1
    QString problem;
};

MockUsbHost::Private::~Private()
{
    std::vector<int> numbers;
    {
        const std::lock_guard guard(lock);
        for (const auto &[number, device] : devices)
            numbers.push_back(number);
    }
    for (const int number : numbers)
        unplug(number);
    for (std::thread &departure : departures)
        departure.join();
    g_object_unref(testbed); // its thread ends here; only then may the nodes go
}

int MockUsbHost::Private::plug(std::unique_ptr<UsbEnd> end)
{
    int number = 0;
    {
        const std::lock_guard guard(lock);
        number = ++lastNumber;
    }
    auto node = std::make_unique<UsbfsNode>(
        std::move(end), [this, number] { leave(number); },
        [this, number](int interface, const QByteArray &driver) {
            const std::lock_guard guard(lock);
            sysfs.setDriver(number, interface, driver);
        });
    QString text;
    const bool ok = node->readDescriptors(text);
    const std::lock_guard guard(lock);
    Device &device = devices[number]; // also a failed one: `gone` may be on its way
    device.node = std::move(node);
    if (!ok) {
        problem = text;
        return 0;
    }
    device.plugged = true;
    device.refusal = refusal;
    for (auto driver = drivers.cbegin(); driver != drivers.cend(); ++driver)
        device.node->setDriver(driver.key(), driver.value());
    umockdev_testbed_attach_ioctl(
        testbed, QFile::encodeName(nodePath(number)).constData(), device.node->handler(), nullptr);
    setNode(number);
    sysfs.add(number, device.node->descriptors(), drivers);
    return number;
}

void MockUsbHost::Private::unplug(int number)
{
    UsbfsNode *node = nullptr;
    {
        const std::lock_guard guard(lock);
        const auto found = devices.find(number);
        if (found == devices.end() || !found->second.plugged)
            return;
        found->second.plugged = false;
        node = found->second.node.get();
        sysfs.setNode(number, {}); // before the terminal goes: another program could get its name
    }
    node->unplug();
    const std::lock_guard guard(lock);
    sysfs.remove(number);
}

void MockUsbHost::Private::leave(int number)
{
    // The end's own thread calls, and unplugging waits for that thread.
    const std::lock_guard guard(lock);
    departures.emplace_back([this, number] { unplug(number); });
}

void MockUsbHost::Private::setNode(int number)
{
    const Device &device = devices.at(number);
    sysfs.setNode(number,
        device.refusal == 0            ? device.node->pollPath()
            : device.refusal == EACCES ? unwritable
                                       : QString());
}

template <typename Do>
void MockUsbHost::Private::forEach(int number, Do &&what)
{
    for (auto &[candidate, device] : devices) {
        if (device.plugged && (number == 0 || number == candidate))
            what(candidate, device);
    }
}

MockUsbHost::MockUsbHost()
    : d(std::make_unique<Private>())
{
}

MockUsbHost::~MockUsbHost() = default;

int MockUsbHost::plug(const QString &address, const QString &busid)
{
    QString text;
    auto end = std::make_unique<UsbipEnd>();
    if (end->import(address, busid, text))
        return plug(std::move(end));
    const std::lock_guard guard(d->lock);
    d->problem = text;
    return 0;
}

int MockUsbHost::plug(std::unique_ptr<UsbEnd> end) { return d->plug(std::move(end)); }

void MockUsbHost::unplug(int number) { d->unplug(number); }

bool MockUsbHost::isPlugged(int number) const
{
    const std::lock_guard guard(d->lock);
    const auto found = d->devices.find(number);
    return found != d->devices.end() && found->second.plugged;
}

QString MockUsbHost::problem() const
{
    const std::lock_guard guard(d->lock);
    return d->problem;
}

void MockUsbHost::refuseOpen(int number, int error)
{
    Q_ASSERT(error == 0 || error == EACCES || error == ENOENT);
    const std::lock_guard guard(d->lock);
    if (number == 0)
        d->refusal = error;
    d->forEach(number, [&](int which, Private::Device &device) {
        device.refusal = error;
        d->setNode(which);
    });
}

void MockUsbHost::claimedByOther(int number, int interface, const QByteArray &driver)
{
    const std::lock_guard guard(d->lock);
    if (number == 0)
        d->drivers.insert(interface, driver);
    d->forEach(number, [&](int which, Private::Device &device) {
        device.node->setDriver(interface, driver);
        d->sysfs.setDriver(which, interface, driver);
    });
}

QString MockUsbHost::nodePath(int number)
{
    return QStringLiteral("/dev/bus/usb/%1/%2").arg(bus, 3, 10, QLatin1Char('0')).arg(number, 3, 10, QLatin1Char('0'));
}

quint64 MockUsbHost::ioctlCount(int number) const
{
    const std::lock_guard guard(d->lock);
    const auto found = d->devices.find(number);
    return found == d->devices.end() ? 0 : found->second.node->ioctlCount();
}

} // namespace usb_bench
