// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_control.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

namespace {

// bmRequestType without the direction (USB 2.0 table 9-2).
constexpr std::uint8_t kStandard = 0x00;
constexpr std::uint8_t kClassOfInterface = 0x21;
constexpr std::uint8_t kVendorOfDevice = 0x40;
constexpr std::uint8_t kVendorOfInterface = 0x41;
constexpr std::uint8_t kToInterface = 1;
constexpr std::uint8_t kToEndpoint = 2;

enum StandardRequest : std::uint8_t {
    GetStatus = 0,
    ClearFeature = 1,
    SetFeature = 3,
    SetAddress = 5,
    GetDescriptor = 6,
    GetConfiguration = 8,
    SetConfiguration = 9,
    GetInterface = 10,
    SetInterface = 11,
};
enum AcmRequest : std::uint8_t { SetLineCoding = 0x20, GetLineCoding, SetControlLineState, SendBreak };

constexpr std::uint16_t kEndpointHalt = 0;
constexpr std::uint16_t kMicrosoftSetIndex = 7; ///< MS_OS_20_DESCRIPTOR_INDEX
constexpr std::uint16_t kDataTerminalReady = 1;

const Bytes kDone{};

} // namespace

struct UsbControl::Setup {
    explicit Setup(const UsbSetup &bytes)
        : type(bytes[0] & 0x7F)
        , in((bytes[0] & usb::kDirectionIn) != 0)
        , request(bytes[1])
        , value(static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8))
        , index(static_cast<std::uint16_t>(bytes[4] | bytes[5] << 8))
        , length(static_cast<std::uint16_t>(bytes[6] | bytes[7] << 8))
    {
    }
    std::uint8_t type;
    bool in;
    std::uint8_t request;
    std::uint16_t value;
    std::uint16_t index;
    std::uint16_t length;
};

UsbControl::UsbControl(UsbIdentity identity, UsbControlTarget &target)
    : m_descriptors(std::move(identity))
    , m_target(target)
{
    m_lineCodings.fill(kLineCoding);
}

void UsbControl::reset()
{
    m_configuration = usb::kConfiguration;
    m_lineCodings.fill(kLineCoding);
    m_terminalReady.fill(false);
    m_target.startAnew();
}

std::optional<Bytes> UsbControl::handle(const UsbRequest &request)
{
    const Setup setup(request.setup);
    // Without a data stage a host may name either direction; with one, both must say the same.
    if (setup.length > 0 && setup.in != request.in)
        return std::nullopt;
    if (!request.in && request.data.size() != setup.length)
        return std::nullopt;
    Answer answer;
    if ((setup.type & ~3) == kStandard)
        answer = standard(setup);
    else if (setup.type == kClassOfInterface)
        answer = ofAcm(setup, request.data);
    else
        answer = ofVendor(setup);
    if (answer && answer->size() > std::min<std::size_t>(setup.length, request.length))
        answer->resize(std::min<std::size_t>(setup.length, request.length));
    return answer;
}

UsbControl::Answer UsbControl::standard(const Setup &setup)
{
    switch (setup.type) {
    case kStandard: return standardOfDevice(setup);
    case kToInterface: return standardOfInterface(setup);
    case kToEndpoint: return standardOfEndpoint(setup);
    default: return std::nullopt;
    }
}

UsbControl::Answer UsbControl::standardOfDevice(const Setup &setup)
{
    if (setup.in) {
        switch (setup.request) {
        case GetStatus: return Bytes{0, 0}; // powered by the bus, no remote wake-up
        case GetConfiguration: return Bytes{m_configuration};
        case GetDescriptor:
            return m_descriptors.find(
                static_cast<std::uint8_t>(setup.value >> 8), static_cast<std::uint8_t>(setup.value));
        default: return std::nullopt;
        }
    }
    if (setup.length != 0)
        return std::nullopt;
    if (setup.request == SetAddress) { // comes after a bus reset alone
        reset();
        return kDone;
    }
    if (setup.request != SetConfiguration || setup.value > usb::kConfiguration)
        return std::nullopt;
    m_configuration = static_cast<std::uint8_t>(setup.value);
    m_terminalReady.fill(false);
    m_target.startAnew();
    return kDone;
}

UsbControl::Answer UsbControl::standardOfInterface(const Setup &setup) const
{
    if (setup.index >= usb::kInterfaces)
        return std::nullopt;
    if (setup.in && setup.request == GetStatus)
        return Bytes{0, 0};
    if (setup.in && setup.request == GetInterface)
        return Bytes{0};
    if (setup.in || setup.request != SetInterface || setup.value != 0 || setup.length != 0)
        return std::nullopt;
    for (const usb::Function &function : usb::kFunctions) { // halts end (USB 2.0 §9.1.1.5)
        if (setup.index == function.control && function.notifyIn != 0)
            m_target.setHalted(function.notifyIn, false);
        if (setup.index != function.data)
            continue;
        m_target.setHalted(function.bulkIn, false);
        m_target.setHalted(function.bulkOut, false);
    }
    return kDone;
}

UsbControl::Answer UsbControl::standardOfEndpoint(const Setup &setup)
{
    const auto address = static_cast<std::uint8_t>(setup.index);
    const bool isControl = (address & 0x0F) == 0;
    const auto halted = isControl ? std::optional(false) : m_target.isHalted(address);
    if (!halted || setup.index > 0xFF)
        return std::nullopt;
    if (setup.in)
        return setup.request == GetStatus ? Answer(Bytes{static_cast<std::uint8_t>(*halted ? 1 : 0), 0}) : std::nullopt;
    const bool isFeature = setup.request == ClearFeature || setup.request == SetFeature;
    if (!isFeature || setup.value != kEndpointHalt || setup.length != 0)
        return std::nullopt;
    if (!isControl)
        m_target.setHalted(address, setup.request == SetFeature);
    else if (setup.request == SetFeature)
        return std::nullopt;
    return kDone;
}

UsbControl::Answer UsbControl::ofAcm(const Setup &setup, ByteView data)
{
    const bool isAt = setup.index == usb::kFunctions[usb::At].control;
    if (!isAt && setup.index != usb::kFunctions[usb::Console].control)
        return std::nullopt;
    const usb::Role role = isAt ? usb::At : usb::Console;
    LineCoding &coding = m_lineCodings[role];
    if (setup.in)
        return setup.request == GetLineCoding ? Answer(Bytes(coding.begin(), coding.end())) : std::nullopt;
    if (setup.request == SetLineCoding && data.size() == coding.size()) {
        std::copy(data.begin(), data.end(), coding.begin());
        return kDone;
    }
    if (setup.length != 0 || (setup.request != SetControlLineState && setup.request != SendBreak))
        return std::nullopt;
    if (setup.request == SetControlLineState) {
        const bool ready = (setup.value & kDataTerminalReady) != 0;
        const bool before = std::exchange(m_terminalReady[role], ready);
        if (ready && !before) // RTS may change while the host stays
            m_target.hostCame(role);
        else if (!ready && before)
            m_target.hostWent(role);
    }
    return kDone;
}

UsbControl::Answer UsbControl::ofVendor(const Setup &setup)
{
    if (setup.type == kVendorOfDevice && setup.in && setup.request == usb::kMicrosoftRequest
        && setup.index == kMicrosoftSetIndex)
        return microsoftDescriptorSet();
    const bool isHost = setup.type == kVendorOfInterface && !setup.in && setup.request == usb::kHostRequest;
    if (!isHost || setup.index != usb::kFunctions[usb::Kit].control || setup.value > 1 || setup.length != 0)
        return std::nullopt;
    if (setup.value == 1)
        m_target.hostCame(usb::Kit);
    else
        m_target.hostWent(usb::Kit);
    return kDone;
}

} // namespace virtual_kit
