// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// Numbers of this kit's USB device. A host reads them in the descriptors (PROTOCOL.md §1.1).
namespace virtual_kit::usb {

/// The kit's three ports, in the order of their interfaces.
enum Role : std::size_t { Kit, At, Console, RoleCount };

/// Interfaces of one role. The bulk ones are on `data`; `control` is the communication interface of a CDC-ACM pair.
struct Function {
    std::uint8_t control;
    std::uint8_t data;
    std::uint8_t notifyIn; ///< interrupt endpoint; 0: none
    std::uint8_t bulkOut;
    std::uint8_t bulkIn;
};

inline constexpr std::array<Function, RoleCount> kFunctions{{
    {0, 0, 0x00, 0x01, 0x81},
    {1, 2, 0x82, 0x03, 0x83},
    {3, 4, 0x84, 0x05, 0x85},
}};
inline constexpr std::uint8_t kInterfaces = 5;

inline constexpr std::uint16_t kVendorId = 0x1209; ///< 1209:0001 is for tests (pid.codes)
inline constexpr std::uint16_t kProductId = 0x0001;
inline constexpr std::uint16_t kRelease = 0x0100; ///< 1.00, binary coded decimal
inline constexpr std::uint8_t kDeviceClass = 0xEF;
inline constexpr std::uint8_t kDeviceSubclass = 0x02;
inline constexpr std::uint8_t kDeviceProtocol = 0x01;
inline constexpr std::uint8_t kConfiguration = 1; ///< the only one

inline constexpr std::uint16_t kControlPacket = 64;
inline constexpr std::uint16_t kBulkPacket = 512; ///< at high speed (USB 2.0 §5.8.3)
inline constexpr std::uint16_t kFullSpeedBulkPacket = 64;
inline constexpr std::uint16_t kNotifyPacket = 16; ///< a SERIAL_STATE notification of 10 bytes fits

inline constexpr std::uint8_t kDirectionIn = 0x80;
inline constexpr std::uint8_t kHostRequest = 0x01;      ///< HOST of PROTOCOL.md §1.1
inline constexpr std::uint8_t kMicrosoftRequest = 0x20; ///< bMS_VendorCode, ours to choose

} // namespace virtual_kit::usb
