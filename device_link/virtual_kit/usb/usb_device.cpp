// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_device.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

UsbDevice::Endpoints::Endpoints(std::size_t bufferBytes)
    : notify(usb::kNotifyPacket, usb::kNotifyPacket)
    , bulkIn(usb::kBulkPacket, bufferBytes)
{
}

UsbDevice::UsbDevice(UsbIdentity identity, std::size_t bufferBytes, QObject *parent)
    : QObject(parent)
    , m_control(std::move(identity), *this)
{
    for (auto &endpoints : m_functions) {
        endpoints = std::make_unique<Endpoints>(bufferBytes);
        connectEndpoints(*endpoints);
    }
}

UsbDevice::~UsbDevice() = default;

void UsbDevice::connectEndpoints(Endpoints &endpoints)
{
    const UsbComplete completed = [this](const UsbCompletion &completion) { complete(completion); };
    endpoints.notify.complete = completed;
    endpoints.bulkIn.complete = completed;
    endpoints.bulkOut.complete = completed;
    endpoints.bulkOut.deliver
        = [&endpoints](ByteView bytes) { return endpoints.owner && endpoints.owner->takeBytes(bytes); };
    endpoints.bulkIn.onRoom = [&endpoints] {
        if (endpoints.owner)
            endpoints.owner->roomMade();
    };
}

void UsbDevice::complete(const UsbCompletion &completion)
{
    if (m_complete)
        m_complete(completion);
}

bool UsbDevice::isPresent() const
{
    return std::all_of(m_functions.begin(), m_functions.end(), [](const auto &f) { return f->present; });
}

bool UsbDevice::attachHost(UsbComplete complete)
{
    if (!isPresent() || hasHost())
        return false;
    m_complete = std::move(complete);
    setHeld(false);
    m_control.reset();
    return true;
}

void UsbDevice::detachHost()
{
    m_complete = nullptr;
    for (const auto &endpoints : m_functions) {
        endpoints->notify.forgetRequests();
        endpoints->bulkIn.forgetRequests();
        endpoints->bulkOut.forgetRequests();
    }
    startAnew();
}

void UsbDevice::submit(UsbRequest request)
{
    if (!hasHost())
        return;
    if (request.endpoint == 0)
        return control(request);
    if (request.in) {
        if (UsbInEndpoint *endpoint = findIn(request.endpoint | usb::kDirectionIn))
            return endpoint->submit(request.id, request.length);
    } else if (UsbOutEndpoint *endpoint = findOut(request.endpoint)) {
        return endpoint->submit(std::move(request));
    }
    complete({request.id, UsbStatus::Stall, 0, {}});
}

void UsbDevice::control(const UsbRequest &request)
{
    const auto answer = m_control.handle(request);
    if (!answer)
        return complete({request.id, UsbStatus::Stall, 0, {}});
    const std::size_t moved = request.in ? answer->size() : request.data.size();
    complete({request.id, UsbStatus::Ok, static_cast<std::uint32_t>(moved), *answer});
}

bool UsbDevice::cancel(std::uint32_t id)
{
    return std::any_of(m_functions.begin(), m_functions.end(),
        [id](const auto &f) { return f->bulkIn.cancel(id) || f->bulkOut.cancel(id) || f->notify.cancel(id); });
}

void UsbDevice::setHeld(bool held)
{
    for (const auto &endpoints : m_functions) {
        endpoints->notify.setHeld(held);
        endpoints->bulkIn.setHeld(held);
    }
}

UsbDevice::Backlog UsbDevice::backlog() const
{
    Backlog backlog;
    for (const auto &endpoints : m_functions) {
        backlog.requests += endpoints->notify.waiting() + endpoints->bulkIn.waiting() + endpoints->bulkOut.waiting();
        backlog.bytes += endpoints->bulkOut.waitingBytes();
    }
    return backlog;
}

void UsbDevice::setOwner(usb::Role role, UsbFunctionOwner *owner) { m_functions[role]->owner = owner; }

void UsbDevice::setPortPresent(usb::Role role, bool present)
{
    const bool before = isPresent();
    m_functions[role]->present = present;
    if (!before && isPresent())
        Q_EMIT plugged();
    else if (before && !present)
        unplug();
}

void UsbDevice::dissolve()
{
    const bool wasPresent = isPresent();
    for (const auto &endpoints : m_functions) {
        endpoints->owner = nullptr;
        endpoints->present = false;
    }
    if (wasPresent)
        unplug();
}

void UsbDevice::unplug()
{
    for (const auto &endpoints : m_functions) {
        endpoints->notify.endAll(UsbStatus::Gone);
        endpoints->bulkIn.endAll(UsbStatus::Gone);
        endpoints->bulkOut.endAll(UsbStatus::Gone);
    }
    m_complete = nullptr;
    startAnew();
    Q_EMIT unplugged();
}

void UsbDevice::notifyOpen(usb::Role role)
{
    const usb::Function &function = usb::kFunctions[role];
    if (function.notifyIn == 0)
        return;
    UsbInEndpoint &notify = m_functions[role]->notify;
    notify.clear();
    const Bytes serialState{0xA1, 0x20, 0, 0, function.control, 0, 2, 0, 0x03, 0};
    static_cast<void>(notify.write(serialState)); // it was cleared: there is room
    notify.endTalk();
}

void UsbDevice::halt(std::uint8_t address) { setHalted(address, true); }

UsbInEndpoint *UsbDevice::findIn(std::uint8_t address) const
{
    for (std::size_t role = 0; role < usb::RoleCount; ++role) {
        if (address == usb::kFunctions[role].bulkIn)
            return &m_functions[role]->bulkIn;
        if (address == usb::kFunctions[role].notifyIn)
            return &m_functions[role]->notify;
    }
    return nullptr;
}

UsbOutEndpoint *UsbDevice::findOut(std::uint8_t address) const
{
    for (std::size_t role = 0; role < usb::RoleCount; ++role) {
        if (address == usb::kFunctions[role].bulkOut)
            return &m_functions[role]->bulkOut;
    }
    return nullptr;
}

void UsbDevice::startAnew()
{
    for (std::size_t role = 0; role < usb::RoleCount; ++role) {
        hostWent(static_cast<usb::Role>(role));
        m_functions[role]->notify.setHalted(false);
        m_functions[role]->bulkIn.setHalted(false);
        m_functions[role]->bulkOut.setHalted(false);
    }
}

std::optional<bool> UsbDevice::isHalted(std::uint8_t address) const
{
    if (const UsbInEndpoint *in = findIn(address))
        return in->halted();
    const UsbOutEndpoint *out = findOut(address);
    return out ? std::optional(out->halted()) : std::nullopt;
}

void UsbDevice::setHalted(std::uint8_t address, bool halted)
{
    if (UsbInEndpoint *in = findIn(address))
        in->setHalted(halted);
    else if (UsbOutEndpoint *out = findOut(address))
        out->setHalted(halted);
}

void UsbDevice::hostCame(usb::Role role)
{
    Endpoints &endpoints = *m_functions[role];
    endpoints.bulkIn.clear();
    if (endpoints.owner)
        endpoints.owner->hostCame();
    notifyOpen(role);
}

void UsbDevice::hostWent(usb::Role role)
{
    Endpoints &endpoints = *m_functions[role];
    if (endpoints.owner)
        endpoints.owner->hostWent();
    endpoints.bulkIn.clear();
    endpoints.notify.clear();
}

} // namespace virtual_kit
