// SPDX-License-Identifier: GPL-3.0-or-later
#include "usbip_message.h"

#include "usb_numbers.h"

#include <QtEndian>

#include <algorithm>

namespace virtual_kit::usbip {

using framing::Bytes;

namespace {

constexpr std::uint16_t kVersion = 0x0111;
constexpr std::uint16_t kDeviceListReply = 0x0005;
constexpr std::uint16_t kImportReply = 0x0003;
constexpr std::size_t kPathBytes = 256;
constexpr std::uint32_t kHighSpeed = 3;

constexpr std::uint32_t kSubmit = 1;
constexpr std::uint32_t kUnlink = 2;
constexpr std::uint32_t kSubmitReply = 3;
constexpr std::uint32_t kUnlinkReply = 4;
constexpr std::uint32_t kNotIsochronous = 0xFFFFFFFF; ///< number_of_packets; 0 says the same
constexpr std::uint32_t kMaxEndpoint = 15;

// Offsets in a command and in a reply.
constexpr std::size_t kCommandAt = 0;
constexpr std::size_t kIdAt = 4;
constexpr std::size_t kDirectionAt = 12;
constexpr std::size_t kEndpointAt = 16;
constexpr std::size_t kVictimAt = 20;
constexpr std::size_t kLengthAt = 24;
constexpr std::size_t kPacketsAt = 32;
constexpr std::size_t kSetupAt = 40;
constexpr std::size_t kStatusAt = 20;
constexpr std::size_t kActualAt = 24;

void put16(std::uint16_t value, Bytes &to)
{
    to.push_back(static_cast<std::uint8_t>(value >> 8));
    to.push_back(static_cast<std::uint8_t>(value));
}

void put32(std::uint32_t value, Bytes &to)
{
    put16(static_cast<std::uint16_t>(value >> 16), to);
    put16(static_cast<std::uint16_t>(value), to);
}

/// Text in a field of fixed size, ended by at least one NUL.
void putText(const std::string &text, std::size_t size, Bytes &to)
{
    const std::size_t length = std::min(text.size(), size - 1);
    to.insert(to.end(), text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length));
    to.resize(to.size() + size - length);
}

Header reply(std::uint32_t command, std::uint32_t id, UsbStatus status)
{
    // devid, direction and endpoint are zero in replies, as Linux sends them.
    Header header{};
    qToBigEndian(command, header.data() + kCommandAt);
    qToBigEndian(id, header.data() + kIdAt);
    qToBigEndian(static_cast<std::int32_t>(status), header.data() + kStatusAt);
    return header;
}

} // namespace

std::optional<Operation> parseOperation(std::span<const std::uint8_t, kOperationBytes> bytes)
{
    const auto code = qFromBigEndian<std::uint16_t>(bytes.data() + 2);
    const auto operation = static_cast<Operation>(code);
    const bool known = operation == Operation::DeviceList || operation == Operation::Import;
    return known && qFromBigEndian<std::uint16_t>(bytes.data()) == kVersion ? std::optional(operation) : std::nullopt;
}

std::string_view parseBusid(std::span<const std::uint8_t, kBusidBytes> bytes)
{
    const auto end = std::find(bytes.begin(), bytes.end(), std::uint8_t(0));
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<std::size_t>(end - bytes.begin())};
}

Command parseCommand(std::span<const std::uint8_t, kCommandBytes> bytes)
{
    const auto field = [&bytes](std::size_t at) { return qFromBigEndian<std::uint32_t>(bytes.data() + at); };
    // devid is not looked at: the connection carries one device.
    if (field(kCommandAt) == kUnlink)
        return Unlink{field(kIdAt), field(kVictimAt)};
    if (field(kCommandAt) != kSubmit)
        return "a command that does not exist";
    if (field(kDirectionAt) > 1)
        return "a direction that does not exist";
    if (field(kEndpointAt) > kMaxEndpoint)
        return "an endpoint that cannot exist";
    if (field(kPacketsAt) != 0 && field(kPacketsAt) != kNotIsochronous)
        return "an isochronous transfer";
    if (field(kLengthAt) > kMaxTransfer)
        return "a transfer that is too long";
    Submit submit{
        field(kIdAt), static_cast<std::uint8_t>(field(kEndpointAt)), field(kDirectionAt) == 1, field(kLengthAt), {}};
    std::copy_n(bytes.begin() + kSetupAt, submit.setup.size(), submit.setup.begin());
    return submit;
}

void writeDeviceListHead(std::uint32_t devices, Bytes &to)
{
    put16(kVersion, to);
    put16(kDeviceListReply, to);
    put32(static_cast<std::uint32_t>(OperationStatus::Ok), to);
    put32(devices, to);
}

void writeImportHead(OperationStatus status, Bytes &to)
{
    put16(kVersion, to);
    put16(kImportReply, to);
    put32(static_cast<std::uint32_t>(status), to);
}

void writeDevice(const DeviceRecord &device, Bytes &to)
{
    putText(device.path, kPathBytes, to);
    putText(device.busid, kBusidBytes, to);
    put32(device.bus, to);
    put32(device.number, to);
    put32(kHighSpeed, to);
    put16(usb::kVendorId, to);
    put16(usb::kProductId, to);
    put16(usb::kRelease, to);
    constexpr std::uint8_t configurations = 1;
    for (const std::uint8_t byte : {usb::kDeviceClass, usb::kDeviceSubclass, usb::kDeviceProtocol, usb::kConfiguration,
             configurations, usb::kInterfaces})
        to.push_back(byte);
}

void writeInterfaces(Bytes &to)
{
    const auto put = [&to](std::initializer_list<std::uint8_t> bytes) { to.insert(to.end(), bytes); };
    put({0xFF, 0xA1, 0x01, 0});
    for (int pair = 0; pair < 2; ++pair) {
        put({0x02, 0x02, 0x01, 0});
        put({0x0A, 0x00, 0x00, 0});
    }
}

Header submitReply(std::uint32_t id, UsbStatus status, std::uint32_t actual)
{
    Header header = reply(kSubmitReply, id, status);
    qToBigEndian(actual, header.data() + kActualAt);
    return header;
}

Header unlinkReply(std::uint32_t id, UsbStatus status) { return reply(kUnlinkReply, id, status); }

} // namespace virtual_kit::usbip
