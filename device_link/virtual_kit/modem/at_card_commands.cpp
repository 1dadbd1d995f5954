// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_card_commands.h"

#include "framing/at_lines.h"
#include "virtual_kit/kernel/random.h"

#include <algorithm>
#include <cstdio>

namespace virtual_kit {

namespace {

constexpr std::size_t kShortestApdu = 4, kLongestApdu = 261;

/// <length>,<command>: length in hex characters. Empty when they do not agree or it is no APDU.
std::optional<Bytes> readApdu(const std::string &length, const std::string &hex)
{
    Bytes apdu;
    const auto count = atNumber(length);
    if (!count || static_cast<std::size_t>(*count) != hex.size() || !framing::atHex(hex, apdu))
        return std::nullopt;
    if (apdu.size() < kShortestApdu || apdu.size() > kLongestApdu)
        return std::nullopt;
    return apdu;
}

/// The part of a file that +CRSM asks for, with the status word it ends with.
struct FilePart {
    Bytes data;
    std::uint16_t sw = 0x9000;
};

FilePart partOf(const Bytes &content, std::size_t offset, std::size_t length)
{
    if (offset >= content.size())
        return {{}, 0x6B00};
    const std::size_t rest = content.size() - offset;
    if (length > rest)
        return {{}, static_cast<std::uint16_t>(0x6C00 | rest)};
    const auto start = content.begin() + static_cast<std::ptrdiff_t>(offset);
    return {Bytes(start, start + static_cast<std::ptrdiff_t>(length == 0 ? rest : length)), 0x9000};
}

} // namespace

std::optional<AtReply> AtCardCommands::run(const AtCommand &command)
{
    struct Entry {
        std::string_view name;
        AtReply (AtCardCommands::*set)(const AtCommand &);
    };
    static constexpr Entry kCommands[] = {
        {"+CCHO", &AtCardCommands::openChannel},
        {"+CCHC", &AtCardCommands::closeChannel},
        {"+CGLA", &AtCardCommands::transmitOnSession},
        {"+CSIM", &AtCardCommands::transmitRaw},
        {"+CRSM", &AtCardCommands::restrictedAccess},
    };
    const auto *const entry = std::ranges::find(kCommands, std::string_view(command.name), &Entry::name);
    if (entry == std::end(kCommands))
        return std::nullopt;
    if (command.kind == AtCommand::Kind::Test) {
        if (m_faults.testSilent)
            return AtReply::silent();
        return m_faults.testError ? AtReply::syntaxError() : AtReply::ok();
    }
    if (command.kind != AtCommand::Kind::Set)
        return AtReply::syntaxError();
    if (m_radio.functionality() == 0)
        return AtReply::cme(CmeError::SimNotInserted);
    forgetStaleSessions();
    return (this->*entry->set)(command);
}

std::string AtCardCommands::information(std::string_view name, std::string_view value) const
{
    return std::string(name) + (m_faults.noSpace ? ":" : ": ") + std::string(value);
}

AtReply AtCardCommands::apduReply(std::string_view name, const Bytes &response) const
{
    const std::string hex = framing::toAtHex(response);
    return AtReply::line(information(name, std::to_string(hex.size()) + ",\"" + hex + "\""));
}

void AtCardCommands::forgetStaleSessions()
{
    std::erase_if(m_sessions, [this](const auto &entry) {
        return entry.second.epoch != m_card.epoch() || !m_card.isOpen(entry.second.channel);
    });
}

std::string AtCardCommands::freeSessionId() const
{
    // At most one session per logical channel, so this ends.
    for (std::uint64_t number = 1;; ++number) {
        char text[24];
        if (m_faults.wideSessionId)
            std::snprintf(text, sizeof text, "%016llX", static_cast<unsigned long long>(mix64(number)));
        else
            std::snprintf(text, sizeof text, "%llu", static_cast<unsigned long long>(number));
        if (!m_sessions.contains(text))
            return text;
    }
}

AtReply AtCardCommands::openChannel(const AtCommand &command)
{
    const auto fields = command.fields();
    Bytes aid;
    if (fields.size() != 1 || !framing::atHex(fields[0], aid) || aid.empty() || aid.size() > 16)
        return AtReply::cme(CmeError::IncorrectParameters);
    Bytes fci;
    std::uint16_t sw = 0;
    const auto channel = m_card.openChannel(aid, fci, sw);
    if (!channel)
        return AtReply::cme(sw == 0x6A81 ? CmeError::MemoryFull : CmeError::NotFound);
    const std::string id = freeSessionId();
    m_sessions[id] = {*channel, m_card.epoch()};
    return AtReply::line(m_faults.bareSessionId ? id : information("+CCHO", id));
}

AtReply AtCardCommands::closeChannel(const AtCommand &command)
{
    const auto fields = command.fields();
    const auto it = fields.size() == 1 ? m_sessions.find(fields[0]) : m_sessions.end();
    if (it == m_sessions.end())
        return AtReply::cme(CmeError::NotAllowed);
    m_card.closeChannel(it->second.channel);
    m_sessions.erase(it);
    return AtReply::ok();
}

AtReply AtCardCommands::transmitOnSession(const AtCommand &command)
{
    const auto fields = command.fields();
    const auto apdu = fields.size() == 3 ? readApdu(fields[1], fields[2]) : std::nullopt;
    if (!apdu)
        return AtReply::cme(CmeError::IncorrectParameters);
    const auto it = m_sessions.find(fields[0]);
    if (it == m_sessions.end())
        return AtReply::cme(CmeError::NotAllowed);
    return apduReply("+CGLA", m_card.transmit(it->second.channel, *apdu));
}

AtReply AtCardCommands::transmitRaw(const AtCommand &command)
{
    const auto fields = command.fields();
    const auto apdu = fields.size() == 2 ? readApdu(fields[0], fields[1]) : std::nullopt;
    if (!apdu)
        return AtReply::cme(CmeError::IncorrectParameters);
    return apduReply("+CSIM", m_card.transmit(*apdu));
}

AtReply AtCardCommands::restrictedAccess(const AtCommand &command)
{
    constexpr int kReadBinary = 176, kReadRecord = 178, kGetResponse = 192, kUpdateBinary = 214, kUpdateRecord = 220;
    int numbers[5] = {}; // command, file id, P1, P2, P3
    const auto fields = command.fields();
    for (std::size_t i = 0; i < fields.size() && i < std::size(numbers); ++i) {
        const auto number = atNumber(fields[i]);
        if (!number || *number > (i == 1 ? 0xFFFF : 0xFF))
            return AtReply::cme(CmeError::IncorrectParameters);
        numbers[i] = *number;
    }
    const auto [action, id, p1, p2, p3] = numbers;
    FilePart part{{}, 0x6D00};
    if (action == kUpdateBinary || action == kUpdateRecord) {
        part.sw = 0x6982; // nothing in here may be written without an administrator's key
    } else if (action == kReadBinary || action == kReadRecord || action == kGetResponse) {
        const auto content = m_card.readFile(static_cast<std::uint16_t>(id), action == kGetResponse);
        const int offset = action == kReadBinary ? p1 << 8 | p2 : 0;
        if (!content)
            part.sw = 0x6A82;
        else if (action == kReadRecord && p1 > 1)
            part.sw = 0x6A83;
        else
            part = partOf(*content, static_cast<std::size_t>(offset), static_cast<std::size_t>(p3));
    }
    std::string answer = "+CRSM: " + std::to_string(part.sw >> 8) + "," + std::to_string(part.sw & 0xFF);
    if (!part.data.empty())
        answer += ",\"" + framing::toAtHex(part.data) + "\"";
    return AtReply::line(std::move(answer));
}

} // namespace virtual_kit
