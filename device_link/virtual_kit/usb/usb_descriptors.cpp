// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_descriptors.h"

#include "usb_descriptor_writer.h"
#include "usb_numbers.h"

#include <array>
#include <utility>

namespace virtual_kit {

using framing::Bytes;
using Writer = UsbDescriptorWriter;

namespace {

// Descriptor types (USB 2.0 table 9-5; IAD and BOS by their ECNs; class-specific by CDC 1.2 table 12).
constexpr std::uint8_t kDevice = 1;
constexpr std::uint8_t kConfigurationType = 2;
constexpr std::uint8_t kString = 3;
constexpr std::uint8_t kInterface = 4;
constexpr std::uint8_t kEndpoint = 5;
constexpr std::uint8_t kQualifier = 6;
constexpr std::uint8_t kOtherSpeed = 7;
constexpr std::uint8_t kAssociation = 11;
constexpr std::uint8_t kBos = 15;
constexpr std::uint8_t kCapability = 16;
constexpr std::uint8_t kClassInterface = 0x24;

constexpr std::uint8_t kBulk = 2;
constexpr std::uint8_t kInterrupt = 3;
/// Polling every 2^(8-1) microframes = 16 ms at high speed, every 16 ms at full speed (USB 2.0 table 9-13).
constexpr std::uint8_t kHighSpeedInterval = 8;
constexpr std::uint8_t kFullSpeedInterval = 16;

/// String indices; those of the roles follow the serial number.
enum StringIndex : std::uint8_t { Languages, Manufacturer, Product, Serial };
constexpr std::uint8_t kFirstRole = Serial + 1;
constexpr std::uint16_t kEnglish = 0x0409;
constexpr int kMaxStringUnits = 126; ///< bLength is one byte
constexpr std::array<const char *, usb::RoleCount> kRoleNames{"AI-eSIM kit", "AI-eSIM AT", "AI-eSIM console"};

constexpr std::uint8_t nameOf(usb::Role role) { return static_cast<std::uint8_t>(kFirstRole + std::size_t(role)); }

void endpoint(Writer &to, std::uint8_t address, std::uint8_t kind, std::uint16_t packet, std::uint8_t interval)
{
    to.bytes({7, kEndpoint, address, kind}).u16(packet).bytes({interval});
}

void bulkPair(Writer &to, const usb::Function &function, std::uint16_t packet)
{
    endpoint(to, function.bulkOut, kBulk, packet, 0);
    endpoint(to, function.bulkIn, kBulk, packet, 0);
}

void kitInterface(Writer &to, std::uint16_t packet)
{
    const usb::Function &function = usb::kFunctions[usb::Kit];
    to.bytes({9, kInterface, function.data, 0, 2, 0xFF, 0xA1, 0x01, nameOf(usb::Kit)});
    bulkPair(to, function, packet);
}

/// CDC PSTN 1.20 §5.3: header, call management, ACM, union.
void acmFunctionalDescriptors(Writer &to, const usb::Function &function)
{
    to.bytes({5, kClassInterface, 0x00}).u16(0x0120);
    to.bytes({5, kClassInterface, 0x01, 0x00, function.data}); // the device does no call management
    to.bytes({4, kClassInterface, 0x02, 0x02});                // line coding, control line state, serial state
    to.bytes({5, kClassInterface, 0x06, function.control, function.data});
}

void acmInterfaces(Writer &to, usb::Role role, bool highSpeed)
{
    const usb::Function &function = usb::kFunctions[role];
    const std::uint8_t name = nameOf(role);
    to.bytes({8, kAssociation, function.control, 2, 0x02, 0x02, 0x01, name});
    to.bytes({9, kInterface, function.control, 0, 1, 0x02, 0x02, 0x01, name});
    acmFunctionalDescriptors(to, function);
    endpoint(
        to, function.notifyIn, kInterrupt, usb::kNotifyPacket, highSpeed ? kHighSpeedInterval : kFullSpeedInterval);
    to.bytes({9, kInterface, function.data, 0, 2, 0x0A, 0x00, 0x00, 0});
    bulkPair(to, function, highSpeed ? usb::kBulkPacket : usb::kFullSpeedBulkPacket);
}

Bytes stringDescriptor(const QString &text)
{
    const QString whole = text.left(kMaxStringUnits);
    return Writer().bytes({static_cast<std::uint8_t>(2 + whole.size() * 2), kString}).text(whole).take();
}

} // namespace

UsbDescriptors::UsbDescriptors(UsbIdentity identity)
    : m_identity(std::move(identity))
{
}

std::optional<Bytes> UsbDescriptors::find(std::uint8_t type, std::uint8_t index) const
{
    if (type == kString)
        return string(index);
    if (index != 0)
        return std::nullopt;
    switch (type) {
    case kDevice: return device();
    case kConfigurationType:
    case kOtherSpeed: return configuration(type);
    case kQualifier: return deviceQualifier();
    case kBos: return bos();
    default: return std::nullopt;
    }
}

Bytes UsbDescriptors::device()
{
    return Writer()
        .bytes({18, kDevice})
        .u16(0x0201) // 2.01: there is a BOS
        .bytes({usb::kDeviceClass, usb::kDeviceSubclass, usb::kDeviceProtocol, usb::kControlPacket})
        .u16(usb::kVendorId)
        .u16(usb::kProductId)
        .u16(usb::kRelease)
        .bytes({Manufacturer, Product, Serial, 1})
        .take();
}

Bytes UsbDescriptors::deviceQualifier()
{
    return Writer()
        .bytes({10, kQualifier})
        .u16(0x0201)
        .bytes({usb::kDeviceClass, usb::kDeviceSubclass, usb::kDeviceProtocol, usb::kControlPacket, 1, 0})
        .take();
}

Bytes UsbDescriptors::configuration(std::uint8_t type)
{
    constexpr std::uint8_t busPowered = 0x80;
    constexpr std::uint8_t milliamps500 = 250;
    const bool highSpeed = type == kConfigurationType;
    Writer to;
    to.bytes({9, type}).u16(0).bytes({usb::kInterfaces, usb::kConfiguration, 0, busPowered, milliamps500});
    kitInterface(to, highSpeed ? usb::kBulkPacket : usb::kFullSpeedBulkPacket);
    acmInterfaces(to, usb::At, highSpeed);
    acmInterfaces(to, usb::Console, highSpeed);
    return to.lengthAt(2).take();
}

Bytes UsbDescriptors::bos()
{
    Writer to;
    to.bytes({5, kBos}).u16(0).bytes({2});
    to.bytes({7, kCapability, 0x02}).u32(0); // USB 2.0 extension: no link power management
    // Platform capability D8DD60DF-4589-4CC7-9CD2-659D9E648A9F: Microsoft OS 2.0, from Windows 8.1 on.
    to.bytes({28, kCapability, 0x05, 0, 0xDF, 0x60, 0xDD, 0xD8, 0x89, 0x45, 0xC7, 0x4C, 0x9C, 0xD2, 0x65, 0x9D, 0x9E,
        0x64, 0x8A, 0x9F});
    to.u32(0x06030000).u16(microsoftDescriptorSet().size()).bytes({usb::kMicrosoftRequest, 0});
    return to.lengthAt(2).take();
}

std::optional<Bytes> UsbDescriptors::string(std::uint8_t index) const
{
    switch (index) {
    case Languages: return Writer().bytes({4, kString}).u16(kEnglish).take();
    case Manufacturer: return stringDescriptor(m_identity.manufacturer);
    case Product: return stringDescriptor(m_identity.product);
    case Serial: return stringDescriptor(m_identity.serial);
    default: break;
    }
    const std::size_t role = index - std::size_t(kFirstRole);
    return role < kRoleNames.size() ? std::optional(stringDescriptor(QLatin1String(kRoleNames[role]))) : std::nullopt;
}

Bytes microsoftDescriptorSet()
{
    // Microsoft OS 2.0 Descriptors Specification, 7 August 2018, tables 10 to 15.
    constexpr std::size_t header = 10;
    constexpr std::size_t subset = 8;
    const QString name = QStringLiteral("DeviceInterfaceGUIDs") + QChar(u'\0');
    const QString guids = QStringLiteral("{6E1B7F52-0C5D-4B0E-9A35-2D8C41F7A9E3}") + QString(2, QChar(u'\0'));
    Writer to;
    to.u16(header).u16(0).u32(0x06030000).u16(0);
    to.u16(subset).u16(1).bytes({0, 0}).u16(0); // configuration 0: an index here, not a value
    to.u16(subset).u16(2).bytes({usb::kFunctions[usb::Kit].control, 0}).u16(0);
    to.u16(20).u16(3).bytes({'W', 'I', 'N', 'U', 'S', 'B', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    const std::size_t property = to.size();
    to.u16(0).u16(4).u16(7); // a registry property, REG_MULTI_SZ
    to.u16(static_cast<std::size_t>(name.size()) * 2).text(name);
    to.u16(static_cast<std::size_t>(guids.size()) * 2).text(guids);
    to.lengthAt(property, property);
    to.lengthAt(header + subset + 6, header + subset).lengthAt(header + 6, header).lengthAt(8);
    return to.take();
}

} // namespace virtual_kit
