// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/pollable_node.h"
#include "usb_bench/usb_calls.h"

#include <list>

typedef struct _UMockdevIoctlData UMockdevIoctlData;
struct usbdevfs_urb;

namespace usb_bench {

/// The URBs of one device: submitted, discarded, reaped, each once, as usbfs does. Errors are errno values.
/// From any thread.
class UrbQueue
{
public:
    using Client = const void *;

    explicit UrbQueue(UsbCalls &calls)
        : m_calls(calls)
    {
    }
    ~UrbQueue();

    [[nodiscard]] QString pollPath() const { return m_node.path(); }

    /// `data` holds a usbdevfs_urb; a reference is kept until the URB is reaped.
    [[nodiscard]] int submit(Client client, UMockdevIoctlData *data);
    /// `address` of the URB in the client's memory.
    [[nodiscard]] int discard(Client client, unsigned long address);
    /// Hands the oldest finished URB over by `pointer`, the ioctl's own argument. EAGAIN when there is none, ENODEV
    /// when there is none and there will be none.
    [[nodiscard]] int reap(Client client, UMockdevIoctlData *pointer);

    /// Cancels what is in flight at this endpoint (-1: at all) and leaves it to be reaped.
    void cancelAll(int endpoint = -1);
    /// The client closed its file: nobody will reap.
    void drop(Client client);
    /// Everything ends with ESHUTDOWN. Call after UsbCalls::close().
    void unplug();

private:
    struct Urb {
        quint32 id = 0;
        Client client = nullptr;
        UMockdevIoctlData *data = nullptr, *buffer = nullptr;
        usbdevfs_urb *fields = nullptr; ///< in data
        bool discarded = false;
    };
    using Urbs = std::list<Urb>;

    void finish(const UsbEnd::Result &result);
    static void forget(Urb &urb);
    void updateNode();

    UsbCalls &m_calls;
    std::mutex m_lock;
    Urbs m_flying, m_finished;
    qint64 m_memory = 0; ///< bytes in flight
    bool m_unplugged = false;
    PollableNode m_node;
};

} // namespace usb_bench
