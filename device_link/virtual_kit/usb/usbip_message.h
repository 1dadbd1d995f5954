// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_request.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// USB/IP 1.1.1 as Linux has it (Documentation/usb/usbip_protocol.rst): fixed fields, big endian.
namespace virtual_kit::usbip {

inline constexpr std::size_t kOperationBytes = 8; ///< of an operation's common header
inline constexpr std::size_t kBusidBytes = 32;
inline constexpr std::size_t kCommandBytes = 48;
/// A host asks for 1 MiB at most in one piece; more is refused before it is waited for.
inline constexpr std::uint32_t kMaxTransfer = 4U << 20;

enum class Operation : std::uint16_t { DeviceList = 0x8005, Import = 0x8003 };
/// ST_* of the protocol.
enum class OperationStatus : std::uint32_t { Ok = 0, Busy = 2, NoDevice = 4 };

struct Submit {
    std::uint32_t id = 0;
    std::uint8_t endpoint = 0;
    bool in = false;
    std::uint32_t length = 0;
    UsbSetup setup{};
};
struct Unlink {
    std::uint32_t id = 0;
    std::uint32_t victim = 0;
};
/// A message, or what is wrong with it.
using Command = std::variant<Submit, Unlink, const char *>;

struct DeviceRecord {
    std::string path;
    std::string busid;
    std::uint32_t bus = 0;
    std::uint32_t number = 0;
};

/// Empty: not a request of this version.
[[nodiscard]] std::optional<Operation> parseOperation(std::span<const std::uint8_t, kOperationBytes> bytes);
/// Up to the first NUL.
[[nodiscard]] std::string_view parseBusid(std::span<const std::uint8_t, kBusidBytes> bytes);
[[nodiscard]] Command parseCommand(std::span<const std::uint8_t, kCommandBytes> bytes);

/// All of these append.
void writeDeviceListHead(std::uint32_t devices, framing::Bytes &to);
void writeImportHead(OperationStatus status, framing::Bytes &to);
void writeDevice(const DeviceRecord &device, framing::Bytes &to);
/// Class, subclass and protocol of each interface, after the device in a list.
void writeInterfaces(framing::Bytes &to);

using Header = std::array<std::uint8_t, kCommandBytes>;
/// Data to the host follows it.
[[nodiscard]] Header submitReply(std::uint32_t id, UsbStatus status, std::uint32_t actual);
[[nodiscard]] Header unlinkReply(std::uint32_t id, UsbStatus status);

} // namespace virtual_kit::usbip
