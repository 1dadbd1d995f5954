// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/usbfs_node.h"

#include "usb_bench/ioctl_argument.h"

#include <cerrno>
#include <cstddef>
#include <cstring>

namespace usb_bench {
namespace {

// As for a device on xHCI. Without MMAP: the node cannot be mapped.
constexpr quint32 capabilities = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM
    | USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
constexpr int closeLag = 20; // ms
enum : quint8 { ClearFeature = 1, SetConfiguration = 9, SetInterface = 11 };

} // namespace

UsbfsNode::UsbfsNode(std::unique_ptr<UsbEnd> end, UsbEnd::Gone gone,
    std::function<void(int interface, const QByteArray &driver)> driverChanged)
    : m_calls(std::move(end), std::move(gone))
    , m_urbs(m_calls)
    , m_handler(umockdev_ioctl_base_new())
    , m_claims(std::move(driverChanged))
{
    g_signal_connect(m_handler, "handle-ioctl", G_CALLBACK(onIoctl), this);
    g_signal_connect(m_handler, "client-connected", G_CALLBACK(onConnected), this);
}

UsbfsNode::~UsbfsNode()
{
    m_calls.close();
    g_signal_handlers_disconnect_by_data(m_handler, this);
    for (Client *client : std::as_const(m_clients))
        g_object_weak_unref(G_OBJECT(client), onClosed, this);
    g_object_unref(m_handler);
}

bool UsbfsNode::readDescriptors(QString &problem)
{
    if (!m_descriptors.read(m_calls, problem))
        return false;
    QSet<int> numbers;
    for (const UsbDescriptors::Interface &interface : std::as_const(m_descriptors.interfaces))
        numbers.insert(interface.number);
    m_claims.setInterfaces(numbers);
    return true;
}

void UsbfsNode::unplug()
{
    m_unplugged = true;
    m_calls.close();
    m_urbs.unplug();
}

void UsbfsNode::onConnected(UMockdevIoctlBase *, Client *client, UsbfsNode *self)
{
    // umockdev 0.17 sends neither client-vanished nor notify::connected.
    g_object_weak_ref(G_OBJECT(client), onClosed, self);
    const std::lock_guard guard(self->m_lock);
    self->m_clients.insert(client);
}

void UsbfsNode::onClosed(void *data, GObject *object)
{
    auto *self = static_cast<UsbfsNode *>(data);
    auto *client = reinterpret_cast<Client *>(object); // an address and no more
    self->m_urbs.drop(client);
    self->m_claims.releaseAll(client);
    const std::lock_guard guard(self->m_lock);
    self->m_clients.remove(client);
}

int UsbfsNode::onIoctl(UMockdevIoctlBase *, Client *client, UsbfsNode *self)
{
    ++self->m_ioctls;
    self->answer(umockdev_ioctl_client_get_request(client), {client, umockdev_ioctl_client_get_arg(client)}, closeLag);
    return TRUE;
}

struct UsbfsNode::Retry {
    UsbfsNode *node;
    unsigned long request;
    Call call;
    int left;

    static int run(void *data)
    {
        const auto *self = static_cast<Retry *>(data);
        self->node->answer(self->request, self->call, self->left);
        return G_SOURCE_REMOVE;
    }
    static void destroy(void *data)
    {
        const std::unique_ptr<Retry> self(static_cast<Retry *>(data));
        g_object_unref(self->call.client);
    }
};

void UsbfsNode::answer(unsigned long request, const Call &call, int retries)
{
    const int error = handle(request, call);
    if (error == endsLater)
        return;
    if (error == EBUSY && retries > 0) {
        // The testbed's thread learns of a close() some time after it; a kernel knows by then.
        g_object_ref(call.client);
        GSource *source = g_timeout_source_new(1);
        g_source_set_callback(source, Retry::run, new Retry{this, request, call, retries - 1}, Retry::destroy);
        g_source_attach(source, g_main_context_get_thread_default());
        g_source_unref(source);
        return;
    }
    const bool one = error == returnsOne;
    umockdev_ioctl_client_complete(call.client, one ? 1 : error ? -1 : 0, one ? 0 : error);
}

int UsbfsNode::handle(unsigned long request, const Call &call)
{
    if (request == USBDEVFS_REAPURBNDELAY || request == USBDEVFS_REAPURB) // libusb never waits in it
        return m_urbs.reap(call.client, call.argument);
    if (m_unplugged)
        return ENODEV;
    switch (request) {
    case USBDEVFS_SUBMITURB: return submitUrb(call);
    case USBDEVFS_DISCARDURB: {
        unsigned long address = 0;
        std::memcpy(&address, call.argument->data, sizeof address);
        return m_urbs.discard(call.client, address);
    }
    case USBDEVFS_GET_CAPABILITIES: {
        const Argument<quint32> answer(call.argument);
        return answer ? (*answer = capabilities, 0) : EFAULT;
    }
    case USBDEVFS_CLEAR_HALT: {
        const Argument<quint32> endpoint(call.argument);
        if (!endpoint)
            return EFAULT;
        const int error = claimForEndpoint(static_cast<quint8>(*endpoint), call.client);
        return error ? error : ask(call, setupPacket(0x02, ClearFeature, 0, static_cast<quint16>(*endpoint)));
    }
    case USBDEVFS_RESET: m_urbs.cancelAll(); return configure(call, m_descriptors.configurationValue());
    case USBDEVFS_SETCONFIGURATION: {
        const Argument<int> value(call.argument);
        return value ? configure(call, *value) : EFAULT;
    }
    case USBDEVFS_SETINTERFACE: {
        const Argument<usbdevfs_setinterface> setting(call.argument);
        return setting ? ask(call,
                   setupPacket(0x01, SetInterface, static_cast<quint16>(setting->altsetting),
                       static_cast<quint16>(setting->interface)))
                       : EFAULT;
    }
    case USBDEVFS_RELEASEINTERFACE:
        if (const Argument<int> number(call.argument); number)
            cancelInterface(*number);
        [[fallthrough]];
    default: return m_claims.handle(request, call.client, call.argument);
    }
}

int UsbfsNode::submitUrb(const Call &call)
{
    const Argument<usbdevfs_urb> urb(call.argument);
    if (!urb)
        return EFAULT;
    const int error = urb->type == USBDEVFS_URB_TYPE_CONTROL ? claimForControl(urb.data(), call.client)
                                                             : claimForEndpoint(urb->endpoint, call.client);
    return error ? error : m_urbs.submit(call.client, urb.data());
}

int UsbfsNode::claimForControl(UMockdevIoctlData *urb, Client *client)
{
    const int length = reinterpret_cast<usbdevfs_urb *>(urb->data)->buffer_length;
    if (length < 8)
        return EINVAL;
    UMockdevIoctlData *buffer
        = umockdev_ioctl_data_resolve(urb, offsetof(usbdevfs_urb, buffer), static_cast<gsize>(length), nullptr);
    if (!buffer)
        return EFAULT;
    const quint8 type = buffer->data[0], index = buffer->data[4];
    g_object_unref(buffer);
    if ((type & 0x60) == 0x40) // vendor
        return 0;
    switch (type & 0x1f) {
    case 1: return m_claims.claim(index, client);
    case 2: return (index & 0x7f) == 0 ? 0 : claimForEndpoint(index, client);
    default: return 0;
    }
}

int UsbfsNode::claimForEndpoint(quint8 endpoint, Client *client)
{
    const int interface = m_descriptors.interfaceOf(endpoint);
    if (interface < 0)
        return ENOENT;
    return m_claims.claim(interface, client);
}

void UsbfsNode::cancelInterface(int number)
{
    for (const UsbDescriptors::Interface &interface : std::as_const(m_descriptors.interfaces)) {
        if (interface.number != number)
            continue;
        for (const quint8 endpoint : interface.endpoints)
            m_urbs.cancelAll(endpoint);
    }
}

int UsbfsNode::ask(const Call &call, const QByteArray &setup)
{
    Client *client = UMOCKDEV_IOCTL_CLIENT(g_object_ref(call.client));
    m_calls.submit(controlRequest(m_calls.newId(), setup), [client](const UsbEnd::Result &result) {
        const int error = result.status == -ESHUTDOWN ? ENODEV : -result.status;
        umockdev_ioctl_client_complete(client, error ? -1 : 0, error);
        g_object_unref(client);
    });
    return endsLater;
}

int UsbfsNode::configure(const Call &call, int value)
{
    return ask(call, setupPacket(0, SetConfiguration, static_cast<quint16>(value), 0));
}

} // namespace usb_bench
