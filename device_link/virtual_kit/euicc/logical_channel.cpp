// SPDX-License-Identifier: GPL-3.0-or-later
#include "logical_channel.h"

#include "tlv_writer.h"

#include <algorithm>
#include <utility>

namespace virtual_kit {

namespace {

/// SGP.22 annex H.
const Bytes kIsdrAid{0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00};

/// Whole, or its first bytes (ISO/IEC 7816-4 §8.2.1.2).
bool names(ByteView given, const Bytes &aid)
{
    return !given.empty() && given.size() <= aid.size() && std::equal(given.begin(), given.end(), aid.begin());
}

/// FCI with the ISD-R's own template E0 (SGP.22 §5.7.1); 9F65: data bytes a command may carry.
Bytes isdrTemplate(const EuiccState &state)
{
    TlvWriter fci;
    fci.bytes(0x84, kIsdrAid).constructed(0xA5, TlvWriter().bytes(0x9F65, Bytes{0xFF}));
    fci.constructed(0xE0, TlvWriter().bytes(0x82, state.info.svn));
    return TlvWriter().constructed(0x6F, fci).data();
}

std::uint16_t moreWaiting(std::size_t count) { return static_cast<std::uint16_t>(0x6100 | (count > 0xFF ? 0 : count)); }

bool wantsNoAnswer(const CommandApdu &command) { return (command.p2 & 0x0C) == 0x0C; }

/// size bytes of content from offset on, as READ commands answer them.
Bytes readAnswer(ByteView rest, const CommandApdu &command)
{
    if (!command.le)
        return responseApdu(0x6700);
    const auto wanted = static_cast<std::size_t>(*command.le);
    if (wanted > rest.size() && wanted != 256)
        return responseApdu(static_cast<std::uint16_t>(0x6C00 | rest.size()));
    return responseApdu(rest.first(std::min(wanted, rest.size())), 0x9000);
}

} // namespace

Bytes LogicalChannel::run(
    const CommandApdu &command, IsdR &isdr, const FileSystem &files, const Limits &limits, Effects &effects)
{
    constexpr std::uint8_t kSelect = 0xA4, kGetResponse = 0xC0, kReadBinary = 0xB0, kReadRecord = 0xB2,
                           kStoreData = 0xE2, kStatus = 0xF2, kTerminalCapability = 0xAA, kTerminalProfile = 0x10;
    if (command.ins != kGetResponse)
        m_answer.clear();
    if (command.ins != kStoreData)
        m_command.clear();
    const bool proprietary = command.proprietary();
    switch (command.ins) {
    case kGetResponse: return getResponse(command);
    case kSelect: return proprietary ? responseApdu(0x6E00) : select(command, isdr, files, limits);
    case kReadBinary: return proprietary ? responseApdu(0x6E00) : readBinary(command, files);
    case kReadRecord: return proprietary ? responseApdu(0x6E00) : readRecord(command, files);
    case kStoreData: return proprietary ? storeData(command, isdr, limits, effects) : responseApdu(0x6E00);
    case kStatus: return proprietary ? status(command, isdr, limits) : responseApdu(0x6E00);
    case kTerminalCapability:
    case kTerminalProfile: return responseApdu(proprietary ? 0x9000 : 0x6E00);
    default: return responseApdu(0x6D00);
    }
}

Bytes LogicalChannel::deliver(Bytes answer, const Limits &limits)
{
    constexpr std::size_t kMostAtOnce = 256;
    if (answer.empty() || (limits.directData && answer.size() <= kMostAtOnce))
        return responseApdu(answer, 0x9000);
    m_answer = std::move(answer);
    m_delivered = 0;
    return responseApdu(moreWaiting(m_answer.size()));
}

Bytes LogicalChannel::getResponse(const CommandApdu &command)
{
    if (command.p1 != 0 || command.p2 != 0)
        return responseApdu(0x6A86);
    if (!command.le)
        return responseApdu(0x6700);
    if (!answerWaits())
        return responseApdu(0x6985);
    // A Le above what is left gets what is left: modems ask for 00 whatever 61xx said.
    const ByteView rest = ByteView(m_answer).subspan(m_delivered);
    const std::size_t taken = std::min(static_cast<std::size_t>(*command.le), rest.size());
    m_delivered += taken;
    const std::size_t left = rest.size() - taken;
    return responseApdu(rest.first(taken), left == 0 ? std::uint16_t(0x9000) : moreWaiting(left));
}

Bytes LogicalChannel::storeData(const CommandApdu &command, IsdR &isdr, const Limits &limits, Effects &effects)
{
    constexpr std::uint8_t kMore = 0x11, kLast = 0x91;
    if (!m_isdrSelected)
        return responseApdu(0x6985);
    if (command.p2 == 0) {
        m_command.clear();
        m_nextBlock = 0;
    }
    const bool inOrder = command.p2 == m_nextBlock && (command.p2 == 0 || !m_command.empty());
    if ((command.p1 != kMore && command.p1 != kLast) || !inOrder) {
        m_command.clear();
        return responseApdu(0x6A86);
    }
    if (command.data.empty() || command.data.size() > limits.maxCommand - m_command.size()) {
        m_command.clear();
        return responseApdu(command.data.empty() ? 0x6700 : 0x6A84);
    }
    m_command.insert(m_command.end(), command.data.begin(), command.data.end());
    ++m_nextBlock;
    if (command.p1 == kMore)
        return responseApdu(0x9000);

    const Bytes request = std::exchange(m_command, {});
    Es10Outcome outcome = isdr.handle(request);
    if (outcome.sw != 0x9000)
        return responseApdu(outcome.sw);
    effects = {outcome.refresh, outcome.changed};
    return deliver(std::move(outcome.response), limits);
}

Bytes LogicalChannel::select(
    const CommandApdu &command, const IsdR &isdr, const FileSystem &files, const Limits &limits)
{
    constexpr std::uint8_t kByAid = 0x04;
    // First or only occurrence; FCI, FCP or no answer.
    if (command.p2 != 0x00 && command.p2 != 0x04 && command.p2 != 0x0C)
        return responseApdu(0x6A86);
    return command.p1 == kByAid ? selectApplication(command, isdr, files, limits) : selectFile(command, files, limits);
}

Bytes LogicalChannel::selectApplication(
    const CommandApdu &command, const IsdR &isdr, const FileSystem &files, const Limits &limits)
{
    const bool isdrNamed = names(command.data, kIsdrAid);
    if (!isdrNamed && !(files.hasUsim() && names(command.data, usimAid())))
        return responseApdu(0x6A82);
    m_isdrSelected = isdrNamed;
    m_directory = isdrNamed ? FileMf : FileUsim;
    m_file = 0;
    if (wantsNoAnswer(command))
        return responseApdu(0x9000);
    return deliver(isdrNamed ? isdrTemplate(isdr.state()) : FileSystem::directoryTemplate(FileUsim), limits);
}

Bytes LogicalChannel::selectFile(const CommandApdu &command, const FileSystem &files, const Limits &limits)
{
    constexpr std::uint8_t kById = 0x00, kParent = 0x03, kPathFromMf = 0x08, kPathFromHere = 0x09;
    const bool path = command.p1 == kPathFromMf || command.p1 == kPathFromHere;
    if (command.p1 != kById && command.p1 != kParent && !path)
        return responseApdu(0x6A86);
    if (command.data.size() % 2 != 0 || (command.p1 == kById && command.data.size() > 2))
        return responseApdu(0x6A87);
    const bool fromTop = command.p1 == kPathFromMf || command.p1 == kParent || command.data.empty();
    std::uint16_t directory = fromTop ? std::uint16_t(FileMf) : m_directory;
    std::optional<ElementaryFile> found;
    for (std::size_t i = 0; i < command.data.size(); i += 2) {
        const auto id = static_cast<std::uint16_t>(command.data[i] << 8 | command.data[i + 1]);
        if (found) // nothing lies below a file
            return responseApdu(0x6A82);
        if (id == FileMf || (id == FileUsim && files.hasUsim()))
            directory = id;
        else if (!(found = files.file(directory, id)))
            return responseApdu(0x6A82);
    }
    m_isdrSelected = false;
    m_directory = directory;
    m_file = found ? found->id : std::uint16_t(0);
    if (wantsNoAnswer(command))
        return responseApdu(0x9000);
    return deliver(found ? FileSystem::fileTemplate(*found) : FileSystem::directoryTemplate(directory), limits);
}

Bytes LogicalChannel::readBinary(const CommandApdu &command, const FileSystem &files)
{
    const bool byShortId = (command.p1 & 0x80) != 0;
    const auto file = byShortId ? files.fileByShortId(m_directory, command.p1 & 0x1F) : files.file(m_directory, m_file);
    if (!file)
        return responseApdu(byShortId ? 0x6A82 : 0x6986);
    if (file->linearFixed)
        return responseApdu(0x6981);
    m_file = file->id;
    const std::size_t offset = byShortId ? command.p2 : static_cast<std::size_t>(command.p1 << 8 | command.p2);
    if (offset >= file->content.size())
        return responseApdu(0x6B00);
    return readAnswer(ByteView(file->content).subspan(offset), command);
}

Bytes LogicalChannel::readRecord(const CommandApdu &command, const FileSystem &files)
{
    constexpr std::uint8_t kAbsolute = 0x04;
    const auto shortId = static_cast<std::uint8_t>(command.p2 >> 3);
    const auto file = shortId ? files.fileByShortId(m_directory, shortId) : files.file(m_directory, m_file);
    if (!file)
        return responseApdu(shortId ? 0x6A82 : 0x6986);
    if (!file->linearFixed)
        return responseApdu(0x6981);
    if ((command.p2 & 0x07) != kAbsolute)
        return responseApdu(0x6A86);
    m_file = file->id;
    if (command.p1 != 1)
        return responseApdu(0x6A83);
    return readAnswer(file->content, command);
}

Bytes LogicalChannel::status(const CommandApdu &command, const IsdR &isdr, const Limits &limits)
{
    // P2 0C: none; 01: the current application's name; 00: as SELECT of the current directory.
    if (command.p2 == 0x0C)
        return responseApdu(0x9000);
    if (command.p2 == 0x01) {
        const Bytes *const aid = m_isdrSelected ? &kIsdrAid : m_directory == FileUsim ? &usimAid() : nullptr;
        return deliver(TlvWriter().bytes(0x84, aid ? ByteView(*aid) : ByteView()).data(), limits);
    }
    if (command.p2 != 0x00)
        return responseApdu(0x6A86);
    return deliver(m_isdrSelected ? isdrTemplate(isdr.state()) : FileSystem::directoryTemplate(m_directory), limits);
}

} // namespace virtual_kit
