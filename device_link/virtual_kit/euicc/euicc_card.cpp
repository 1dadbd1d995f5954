// SPDX-License-Identifier: GPL-3.0-or-later
#include "euicc_card.h"

#include "command_apdu.h"
#include "file_system.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

namespace {

constexpr std::uint8_t kGetResponse = 0xC0, kManageChannel = 0x70;
constexpr int kBasicChannel = 0;

std::uint16_t statusWord(const Bytes &response)
{
    return static_cast<std::uint16_t>(response[response.size() - 2] << 8 | response.back());
}

} // namespace

EuiccCard::EuiccCard(EuiccState state, EuiccConfig config)
    : m_config(config)
    , m_isdr(std::move(state))
{
    m_config.logicalChannels = std::clamp(config.logicalChannels, 1, 20);
    dropChannels();
}

Bytes EuiccCard::transmit(int channel, ByteView apdu)
{
    const auto command = CommandApdu::read(apdu);
    if (!command)
        return responseApdu(0x6700);
    if (!command->channel())
        return responseApdu(0x6E00);
    return run(channel, *command);
}

Bytes EuiccCard::transmit(ByteView apdu)
{
    const auto command = CommandApdu::read(apdu);
    if (!command)
        return responseApdu(0x6700);
    const auto channel = command->channel();
    return channel ? run(*channel, *command) : responseApdu(0x6E00);
}

Bytes EuiccCard::run(int channel, const CommandApdu &command)
{
    // An answer nobody fetches does not hold a REFRESH up for ever.
    if (m_refreshAfter && !(channel == *m_refreshAfter && command.ins == kGetResponse))
        runRefresh();
    const auto it = m_channels.find(channel);
    if (it == m_channels.end())
        return responseApdu(0x6881);
    if (command.secured())
        return responseApdu(0x6882);
    if (command.ins == kManageChannel)
        return command.proprietary() ? responseApdu(0x6E00) : manageChannel(channel, command);

    LogicalChannel::Effects effects;
    const Bytes response = it->second.run(command, m_isdr, FileSystem(activeProfile()), limits(), effects);
    if (effects.refresh)
        m_refreshAfter = channel;
    const bool complete = !it->second.answerWaits();
    // Listeners last: they may call back into the card.
    if (effects.changed && onProfileChange)
        onProfileChange();
    if (m_refreshAfter && complete)
        runRefresh();
    return response;
}

Bytes EuiccCard::manageChannel(int channel, const CommandApdu &command)
{
    constexpr std::uint8_t kOpen = 0x00, kClose = 0x80;
    const int named = command.p2;
    if (command.p1 == kClose)
        return responseApdu(closeChannel(named == 0 ? channel : named) ? 0x9000 : named == 0 ? 0x6A86 : 0x6881);
    if (command.p1 != kOpen)
        return responseApdu(0x6A86);
    if (named != 0) {
        if (named >= m_config.logicalChannels || m_channels.contains(named))
            return responseApdu(0x6A86);
        m_channels.emplace(named, LogicalChannel());
        return responseApdu(0x9000);
    }
    const auto assigned = freeChannel();
    if (!assigned)
        return responseApdu(0x6A81);
    m_channels.emplace(*assigned, LogicalChannel());
    const auto number = static_cast<std::uint8_t>(*assigned);
    return responseApdu(ByteView(&number, 1), 0x9000);
}

std::optional<int> EuiccCard::openChannel(ByteView aid, Bytes &fci, std::uint16_t &sw)
{
    fci.clear();
    if (m_refreshAfter)
        runRefresh();
    const auto channel = freeChannel();
    if (!channel || aid.empty() || aid.size() > 16) {
        sw = channel ? 0x6A82 : 0x6A81;
        return std::nullopt;
    }
    m_channels.emplace(*channel, LogicalChannel());
    Bytes apdu{0x00, 0xA4, 0x04, 0x00, static_cast<std::uint8_t>(aid.size())};
    apdu.insert(apdu.end(), aid.begin(), aid.end());
    Bytes response = transmit(*channel, apdu);
    fci.assign(response.begin(), response.end() - 2);
    while (response[response.size() - 2] == 0x61) {
        response = transmit(*channel, Bytes{0x00, kGetResponse, 0x00, 0x00, response.back()});
        fci.insert(fci.end(), response.begin(), response.end() - 2);
    }
    sw = statusWord(response);
    if (sw == 0x9000)
        return channel;
    closeChannel(*channel);
    return std::nullopt;
}

bool EuiccCard::closeChannel(int channel)
{
    if (m_refreshAfter)
        runRefresh();
    return channel != kBasicChannel && m_channels.erase(channel) > 0;
}

std::optional<int> EuiccCard::freeChannel() const
{
    for (int channel = 1; channel < m_config.logicalChannels; ++channel) {
        if (!m_channels.contains(channel))
            return channel;
    }
    return std::nullopt;
}

void EuiccCard::dropChannels()
{
    m_refreshAfter.reset();
    m_channels.clear();
    m_channels.emplace(kBasicChannel, LogicalChannel());
}

void EuiccCard::reset()
{
    dropChannels();
    ++m_epoch;
}

void EuiccCard::runRefresh()
{
    reset();
    if (onRefresh)
        onRefresh();
}

const Profile *EuiccCard::activeProfile() const
{
    const auto &profiles = m_isdr.state().profiles;
    const auto it = std::ranges::find_if(profiles, &Profile::enabled);
    return it == profiles.end() ? nullptr : &*it;
}

std::optional<Subscription> EuiccCard::enabledProfile() const
{
    const Profile *const profile = activeProfile();
    if (!profile)
        return std::nullopt;
    return Subscription{profile->name, profile->serviceProvider, profile->iccid, profile->imsi, profile->plmn};
}

std::optional<Bytes> EuiccCard::readFile(std::uint16_t fileId, bool asTemplate) const
{
    const FileSystem files(activeProfile());
    for (const std::uint16_t directory : {FileMf, FileUsim}) {
        if (const auto file = files.file(directory, fileId))
            return asTemplate ? FileSystem::fileTemplate(*file) : file->content;
    }
    return std::nullopt;
}

} // namespace virtual_kit
