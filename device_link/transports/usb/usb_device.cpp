// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_device.h"

#include "device_link/transports/usb/usb_bus.h"
#include "device_link/transports/usb/usb_errors.h"
#include "device_link/transports/usb/usb_refusal.h"

#include <libusb.h>

namespace device_link {

namespace {

constexpr std::uint8_t kHostRequest = 0x01; // PROTOCOL.md §1.1
constexpr unsigned kHelloTimeoutMs = 1000;
constexpr unsigned kGoodbyeTimeoutMs = 200;

/// The device with the kit's bus number and address, with a reference held; null when it is not there any more.
libusb_device *deviceOf(const UsbBus &bus, const UsbKit &kit)
{
    libusb_device **list = nullptr;
    const ssize_t count = libusb_get_device_list(bus.context(), &list);
    libusb_device *found = nullptr;
    for (ssize_t i = 0; i < count && !found; ++i) {
        if (libusb_get_bus_number(list[i]) == kit.bus && libusb_get_device_address(list[i]) == kit.address)
            found = libusb_ref_device(list[i]);
    }
    libusb_free_device_list(list, 1);
    return found;
}

Error notThere(const UsbKit &kit)
{
    return Error(Fault::NotFound, QStringLiteral("the kit with serial number %1 is gone").arg(kit.serialNumber));
}

} // namespace

Result<std::unique_ptr<UsbDevice>> UsbDevice::open(const UsbKit &kit)
{
    const UsbKitPort *port = kit.port(PortRole::Kit);
    if (!port || port->serial)
        return fail(Fault::NotSupported, QStringLiteral("the kit has no USB interface of role kit"));
    const Result<std::shared_ptr<UsbBus>> bus = UsbBus::open();
    if (!bus)
        return tl::unexpected(bus.error());
    libusb_device *device = deviceOf(**bus, kit);
    if (!device)
        return tl::unexpected(notThere(kit));
    libusb_device_handle *handle = nullptr;
    const int code = libusb_open(device, &handle);
    libusb_unref_device(device);
    if (code == LIBUSB_ERROR_ACCESS)
        return tl::unexpected(usbPermissionFault(kit));
    if (code == LIBUSB_ERROR_NO_DEVICE || code == LIBUSB_ERROR_NOT_FOUND)
        return tl::unexpected(notThere(kit));
    if (code != LIBUSB_SUCCESS)
        return fail(Fault::NotFound, QStringLiteral("%1 cannot be opened: %2").arg(kit.node, usbText(code)));
    std::unique_ptr<UsbDevice> opened(new UsbDevice(*bus, handle, port->interface));
    if (const Result<void> claimed = opened->claim(kit); !claimed)
        return tl::unexpected(claimed.error());
    if (const Result<void> found = opened->findEndpoints(); !found)
        return tl::unexpected(found.error());
    return opened;
}

UsbDevice::UsbDevice(std::shared_ptr<UsbBus> bus, libusb_device_handle *handle, int interface)
    : m_bus(std::move(bus))
    , m_handle(handle)
    , m_interface(interface)
{
}

UsbDevice::~UsbDevice()
{
    if (!m_handle)
        return;
    if (m_claimed)
        libusb_release_interface(m_handle, m_interface);
    libusb_close(m_handle);
}

void UsbDevice::abandon()
{
    m_handle = nullptr;
    // The event thread has to go on for as long as the transfers are out, that is for ever.
    [[maybe_unused]] const auto *kept = new std::shared_ptr<UsbBus>(std::move(m_bus));
}

Result<void> UsbDevice::claim(const UsbKit &kit)
{
    const int code = libusb_claim_interface(m_handle, m_interface);
    if (code == LIBUSB_ERROR_NO_DEVICE)
        return tl::unexpected(notThere(kit));
    if (code == LIBUSB_ERROR_BUSY)
        return tl::unexpected(usbClaimFault(kit, m_interface));
    if (code != LIBUSB_SUCCESS) {
        return fail(Fault::HeldByOther,
            QStringLiteral("interface %1 of %2 cannot be claimed: %3").arg(m_interface).arg(kit.node, usbText(code)));
    }
    m_claimed = true;
    return {};
}

Result<void> UsbDevice::findEndpoints()
{
    libusb_config_descriptor *config = nullptr;
    const int code = libusb_get_active_config_descriptor(libusb_get_device(m_handle), &config);
    if (code != LIBUSB_SUCCESS)
        return fail(Fault::BadReply, QStringLiteral("no configuration descriptor: %1").arg(usbText(code)));
    for (int i = 0; i < config->bNumInterfaces; ++i) {
        const libusb_interface &interface = config->interface[i];
        if (interface.num_altsetting < 1 || interface.altsetting[0].bInterfaceNumber != m_interface)
            continue;
        for (int e = 0; e < interface.altsetting[0].bNumEndpoints; ++e) {
            const libusb_endpoint_descriptor &endpoint = interface.altsetting[0].endpoint[e];
            if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK)
                continue;
            ((endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0 ? m_in : m_out) = endpoint.bEndpointAddress;
        }
    }
    libusb_free_config_descriptor(config);
    if (m_in == 0 || m_out == 0)
        return fail(Fault::BadReply, QStringLiteral("interface %1 has no pair of bulk endpoints").arg(m_interface));
    return {};
}

int UsbDevice::tellHost(bool present, unsigned timeoutMs)
{
    constexpr auto kType = static_cast<std::uint8_t>(
        int(LIBUSB_ENDPOINT_OUT) | int(LIBUSB_REQUEST_TYPE_VENDOR) | int(LIBUSB_RECIPIENT_INTERFACE));
    return libusb_control_transfer(
        m_handle, kType, kHostRequest, present ? 1 : 0, static_cast<std::uint16_t>(m_interface), nullptr, 0, timeoutMs);
}

Result<void> UsbDevice::sayHello()
{
    const int code = tellHost(true, kHelloTimeoutMs);
    // A kit that does not know the request takes the first bytes as the opening.
    if (code >= 0 || code == LIBUSB_ERROR_PIPE)
        return {};
    if (code == LIBUSB_ERROR_TIMEOUT)
        return fail(Fault::Timeout, QStringLiteral("the kit does not answer the request HOST"));
    return fail(Fault::LinkLost, QStringLiteral("the request HOST failed: %1").arg(usbText(code)));
}

void UsbDevice::sayGoodbye() { tellHost(false, kGoodbyeTimeoutMs); }

} // namespace device_link
