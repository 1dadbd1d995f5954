// SPDX-License-Identifier: GPL-3.0-or-later
// Input: 48-byte USB/IP commands with their data, as after an import; between them one byte that says what the kit does
// meanwhile. The same bytes are read as an operation and a bus id as well.
#include "fuzz_input.h"

#include "virtual_kit/usb/usb_device.h"
#include "virtual_kit/usb/usbip_message.h"

#include <map>
#include <memory>

using namespace virtual_kit;

namespace {

/// A port that takes, refuses and speaks as told.
class FuzzedPort : public UsbFunctionOwner
{
public:
    void hostCame() override { open = true; }
    void hostWent() override { open = false; }
    bool takeBytes(framing::ByteView bytes) override
    {
        FUZZ_CHECK(!bytes.empty());
        taken += deaf ? 0 : bytes.size();
        return !deaf;
    }
    void roomMade() override { }
    bool open = false;
    bool deaf = false;
    std::size_t taken = 0;
};

/// The device, and the rules of every host controller: a request ends once, with what it asked for at most.
class Bench
{
public:
    Bench()
        : m_device({QStringLiteral("M"), QStringLiteral("P"), QStringLiteral("S")}, 2048)
    {
        for (std::size_t role = 0; role < usb::RoleCount; ++role)
            m_device.setOwner(static_cast<usb::Role>(role), &m_ports[role]);
        plug();
    }

    /// False: the connection would be closed.
    bool command(std::span<const std::uint8_t, usbip::kCommandBytes> bytes, framing::ByteView &rest)
    {
        const usbip::Command command = usbip::parseCommand(bytes);
        if (const auto *submit = std::get_if<usbip::Submit>(&command))
            return this->submit(*submit, rest);
        const auto *unlink = std::get_if<usbip::Unlink>(&command);
        if (!unlink)
            return false;
        const std::uint32_t victim = unlink->victim;
        const bool waited = m_lengths.count(victim) > 0;
        FUZZ_CHECK(m_device.cancel(victim) == waited);
        m_lengths.erase(victim);
        return true;
    }

    void meanwhile(std::uint8_t what)
    {
        const auto role = static_cast<usb::Role>(what % usb::RoleCount);
        UsbInEndpoint &in = m_device.bulkIn(role);
        const framing::Bytes words(std::size_t(what) * 16, what);
        switch (what / 3 % 8) {
        case 0: FUZZ_CHECK(in.write(words) <= words.size()); break;
        case 1: in.endTalk(); break;
        case 2: m_ports[role].deaf = !m_ports[role].deaf; break;
        case 3: m_device.halt(usb::kFunctions[role].bulkIn); break;
        case 4: m_device.setHeld((what & 0x80) != 0); break;
        case 5: unplug(role); break;
        case 6: m_device.notifyOpen(role); break;
        default: break;
        }
        FUZZ_CHECK(in.room() <= in.capacity());
        FUZZ_CHECK(m_device.backlog().requests == m_lengths.size());
    }

    void finish() { unplug(usb::Kit); }

private:
    bool submit(const usbip::Submit &submit, framing::ByteView &rest)
    {
        if (m_lengths.count(submit.id) > 0)
            return false; // no host does; cancelling would be ambiguous
        UsbRequest request{submit.id, submit.endpoint, submit.in, submit.setup, {}, submit.in ? submit.length : 0};
        if (!submit.in) {
            if (submit.length > rest.size())
                return false;
            request.data.assign(rest.begin(), rest.begin() + submit.length);
            rest = rest.subspan(submit.length);
        }
        m_lengths[submit.id] = {submit.in, submit.length};
        m_device.submit(std::move(request));
        return true;
    }
    void completed(const UsbCompletion &completion)
    {
        const auto found = m_lengths.find(completion.id);
        FUZZ_CHECK(found != m_lengths.end());
        FUZZ_CHECK(completion.actual <= found->second.length);
        FUZZ_CHECK(completion.data.size() == (found->second.in ? completion.actual : 0));
        m_lengths.erase(found);
        const auto reply = usbip::submitReply(completion.id, completion.status, completion.actual);
        FUZZ_CHECK(reply[3] == 3);
    }
    void plug()
    {
        for (std::size_t role = 0; role < usb::RoleCount; ++role)
            m_device.setPortPresent(static_cast<usb::Role>(role), true);
        FUZZ_CHECK(m_device.attachHost([this](const UsbCompletion &completion) { completed(completion); }));
    }
    void unplug(usb::Role role)
    {
        m_device.setPortPresent(role, false);
        FUZZ_CHECK(m_lengths.empty());
        for (const FuzzedPort &port : m_ports)
            FUZZ_CHECK(!port.open);
        plug();
    }

    struct Asked {
        bool in;
        std::uint32_t length;
    };
    std::map<std::uint32_t, Asked> m_lengths;
    std::array<FuzzedPort, usb::RoleCount> m_ports;
    UsbDevice m_device;
};

void asGreeting(framing::ByteView input)
{
    if (input.size() < usbip::kOperationBytes + usbip::kBusidBytes)
        return;
    static_cast<void>(usbip::parseOperation(input.first<usbip::kOperationBytes>()));
    const auto field = input.subspan<usbip::kOperationBytes, usbip::kBusidBytes>();
    FUZZ_CHECK(usbip::parseBusid(field).size() <= usbip::kBusidBytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    framing::ByteView input(data, size);
    asGreeting(input);
    Bench bench;
    while (input.size() > usbip::kCommandBytes) {
        bench.meanwhile(input[0]);
        const auto command = input.subspan<1, usbip::kCommandBytes>();
        input = input.subspan(1 + usbip::kCommandBytes);
        if (!bench.command(command, input))
            break;
    }
    bench.finish();
    return 0;
}
