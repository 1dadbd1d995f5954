// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/urb_queue.h"

#include <QList>

#include <linux/usbdevice_fs.h>
#include <umockdev.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace usb_bench {
namespace {

constexpr qint64 memoryLimit = 16 * 1024 * 1024; // usbcore.usbfs_memory_mb
constexpr int setupSize = 8;

/// 0 or the errno with which usbfs refuses it.
int request(const usbdevfs_urb &urb, const UMockdevIoctlData *buffer, UsbEnd::Request &request)
{
    const int size = buffer ? buffer->data_len : 0;
    const char *bytes = buffer ? reinterpret_cast<const char *>(buffer->data) : nullptr;
    if (urb.type == USBDEVFS_URB_TYPE_CONTROL) {
        if (size < setupSize)
            return EINVAL;
        request
            = controlRequest(request.id, QByteArray(bytes, setupSize), QByteArray(bytes + setupSize, size - setupSize));
        request.out.truncate(request.length);
        return request.length + setupSize > size ? EINVAL : 0;
    }
    if (urb.type != USBDEVFS_URB_TYPE_BULK && urb.type != USBDEVFS_URB_TYPE_INTERRUPT)
        return EINVAL;
    request.endpoint = urb.endpoint;
    request.length = size;
    request.zeroPacket = urb.flags & USBDEVFS_URB_ZERO_PACKET;
    if (!(urb.endpoint & 0x80))
        request.out = QByteArray(bytes, size);
    return 0;
}

} // namespace

UrbQueue::~UrbQueue()
{
    for (Urbs *urbs : {&m_flying, &m_finished})
        std::for_each(urbs->begin(), urbs->end(), forget);
}

int UrbQueue::submit(Client client, UMockdevIoctlData *data)
{
    Urb urb;
    urb.id = m_calls.newId();
    urb.client = client;
    urb.fields = reinterpret_cast<usbdevfs_urb *>(data->data);
    const int length = urb.fields->buffer_length;
    if (length < 0)
        return EINVAL;
    UsbEnd::Request wanted;
    wanted.id = urb.id;
    if (length > 0) {
        urb.buffer
            = umockdev_ioctl_data_resolve(data, offsetof(usbdevfs_urb, buffer), static_cast<gsize>(length), nullptr);
        if (!urb.buffer)
            return EFAULT;
    }
    int error = request(*urb.fields, urb.buffer, wanted);
    {
        const std::lock_guard guard(m_lock);
        if (m_unplugged)
            error = ENODEV;
        else if (!error && m_memory + length > memoryLimit)
            error = ENOMEM;
        if (!error) {
            m_memory += length;
            urb.data = UMOCKDEV_IOCTL_DATA(g_object_ref(data));
            m_flying.push_back(urb);
        }
    }
    if (error)
        forget(urb);
    else
        m_calls.submit(wanted, [this](const UsbEnd::Result &result) { finish(result); });
    return error;
}

void UrbQueue::finish(const UsbEnd::Result &result)
{
    const std::lock_guard guard(m_lock);
    const auto urb = std::find_if(m_flying.begin(), m_flying.end(), [&](const Urb &u) { return u.id == result.id; });
    if (urb == m_flying.end())
        return;
    usbdevfs_urb &fields = *urb->fields;
    m_memory -= fields.buffer_length;
    fields.status = urb->discarded && result.status == -ECONNRESET ? -ENOENT : result.status;
    fields.actual_length = result.actual;
    if (!result.in.isEmpty()) {
        const int offset = fields.type == USBDEVFS_URB_TYPE_CONTROL ? setupSize : 0;
        const qsizetype count = std::min<qsizetype>(result.in.size(), fields.buffer_length - offset);
        std::memcpy(urb->buffer->data + offset, result.in.constData(), static_cast<std::size_t>(count));
        fields.actual_length = static_cast<int>(count);
        if (count < result.in.size())
            fields.status = -EOVERFLOW; // babble
    }
    if (urb->client) {
        m_finished.splice(m_finished.end(), m_flying, urb);
        updateNode();
    } else {
        forget(*urb);
        m_flying.erase(urb);
    }
}

int UrbQueue::discard(Client client, unsigned long address)
{
    quint32 id = 0;
    {
        const std::lock_guard guard(m_lock);
        const auto urb = std::find_if(m_flying.begin(), m_flying.end(),
            [&](const Urb &u) { return u.client == client && u.data->client_addr == address; });
        if (urb == m_flying.end())
            return m_unplugged ? ENODEV : EINVAL;
        urb->discarded = true;
        id = urb->id;
    }
    m_calls.cancel(id);
    return 0;
}

int UrbQueue::reap(Client client, UMockdevIoctlData *pointer)
{
    const std::lock_guard guard(m_lock);
    const auto urb
        = std::find_if(m_finished.begin(), m_finished.end(), [&](const Urb &u) { return u.client == client; });
    if (urb == m_finished.end())
        return m_unplugged ? ENODEV : EAGAIN;
    UMockdevIoctlData *target = umockdev_ioctl_data_resolve(pointer, 0, sizeof(void *), nullptr);
    if (!target)
        return EFAULT;
    umockdev_ioctl_data_set_ptr(target, 0, urb->data);
    g_object_unref(target);
    forget(*urb);
    m_finished.erase(urb);
    updateNode();
    return 0;
}

void UrbQueue::cancelAll(int endpoint)
{
    QList<quint32> ids;
    {
        const std::lock_guard guard(m_lock);
        for (Urb &urb : m_flying) {
            if (endpoint >= 0 && urb.fields->endpoint != endpoint)
                continue;
            urb.discarded = true;
            ids.append(urb.id);
        }
    }
    for (const quint32 id : std::as_const(ids))
        m_calls.cancel(id);
}

void UrbQueue::drop(Client client)
{
    QList<quint32> ids;
    {
        const std::lock_guard guard(m_lock);
        m_finished.remove_if([client](Urb &urb) {
            const bool match = urb.client == client;
            if (match)
                forget(urb);
            return match;
        });
        for (Urb &urb : m_flying) {
            if (urb.client != client)
                continue;
            urb.client = nullptr;
            ids.append(urb.id);
        }
        updateNode();
    }
    for (const quint32 id : std::as_const(ids))
        m_calls.cancel(id);
}

void UrbQueue::unplug()
{
    const std::lock_guard guard(m_lock);
    m_unplugged = true;
    m_node.hangUp();
}

void UrbQueue::forget(Urb &urb)
{
    g_clear_object(&urb.buffer);
    g_clear_object(&urb.data);
}

void UrbQueue::updateNode() { m_node.setWritable(!m_finished.empty()); }

} // namespace usb_bench
