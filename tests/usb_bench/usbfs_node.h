// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/claim_ioctls.h"
#include "usb_bench/urb_queue.h"
#include "usb_bench/usb_descriptors.h"

#include <atomic>

typedef struct _GObject GObject;
typedef struct _UMockdevIoctlBase UMockdevIoctlBase;
typedef struct _UMockdevIoctlClient UMockdevIoctlClient;

namespace usb_bench {

/// /dev/bus/usb/BBB/DDD of one device: the ioctls of linux/usbdevice_fs.h that libusb uses, answered as the kernel
/// does. They arrive on the testbed's own thread, which never waits for the device.
class UsbfsNode
{
public:
    /// `gone`: the device left by itself; from the end's thread.
    /// `driverChanged`: for sysfs; from the testbed's thread.
    UsbfsNode(std::unique_ptr<UsbEnd> end, UsbEnd::Gone gone,
        std::function<void(int interface, const QByteArray &driver)> driverChanged);
    ~UsbfsNode();

    /// Enumerates: blocks.
    [[nodiscard]] bool readDescriptors(QString &problem);
    [[nodiscard]] const UsbDescriptors &descriptors() const { return m_descriptors; }
    /// What the testbed attaches to the node's path.
    [[nodiscard]] UMockdevIoctlBase *handler() const { return m_handler; }
    /// What the path must lead to.
    [[nodiscard]] QString pollPath() const { return m_urbs.pollPath(); }
    [[nodiscard]] quint64 ioctlCount() const { return m_ioctls; }

    void setDriver(int interface, const QByteArray &driver) { m_claims.setDriver(interface, driver); }
    void unplug();

private:
    struct Retry;
    struct Call { ///< one ioctl
        UMockdevIoctlClient *client;
        UMockdevIoctlData *argument;
    };
    using Client = UMockdevIoctlClient;

    static void onConnected(UMockdevIoctlBase *, Client *client, UsbfsNode *self);
    static void onClosed(void *self, GObject *client);
    static int onIoctl(UMockdevIoctlBase *, Client *client, UsbfsNode *self);

    void answer(unsigned long request, const Call &call, int retries);
    /// An errno, 0, or one of the negative values of ioctl_argument.h.
    [[nodiscard]] int handle(unsigned long request, const Call &call);
    [[nodiscard]] int submitUrb(const Call &call);
    /// Sends a standard request to the device; the ioctl ends with its answer.
    [[nodiscard]] int ask(const Call &call, const QByteArray &setup);
    [[nodiscard]] int configure(const Call &call, int value);
    [[nodiscard]] int claimForEndpoint(quint8 endpoint, Client *client);
    /// Class and standard requests to an interface or endpoint need it claimed, as in devio.c check_ctrlrecip().
    [[nodiscard]] int claimForControl(UMockdevIoctlData *urb, Client *client);
    void cancelInterface(int number);

    UsbCalls m_calls;
    UrbQueue m_urbs;
    UsbDescriptors m_descriptors;
    UMockdevIoctlBase *m_handler;
    ClaimIoctls m_claims;
    std::mutex m_lock; ///< for m_clients
    QSet<Client *> m_clients;
    std::atomic<bool> m_unplugged = false;
    std::atomic<quint64> m_ioctls = 0;
};

} // namespace usb_bench
