// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_system.h"

#include "digits.h"
#include "tlv_writer.h"

namespace virtual_kit {

namespace {

struct Entry {
    std::uint16_t directory;
    std::uint16_t id;
    std::uint8_t shortId;
    bool linearFixed;
    Bytes (*content)(const Profile &);
};

/// One application template: AID and label (ETSI TS 102 221 §13.1), filled up to the record's 38 bytes.
Bytes dirRecord(const Profile &)
{
    const TlvWriter application = TlvWriter().bytes(0x4F, usimAid()).text(0x50, "USIM");
    Bytes record = TlvWriter().constructed(0x61, application).data();
    record.resize(38, 0xFF);
    return record;
}

/// Length, then identity type 1 with the parity digit first (3GPP TS 31.102 §4.2.2).
Bytes imsiFile(const Profile &profile)
{
    const Bytes digits = swappedBcd("9" + profile.imsi, 8);
    Bytes content{0x08};
    content.insert(content.end(), digits.begin(), digits.end());
    return content;
}

/// Normal operation, and how many digits of the IMSI are the MNC (3GPP TS 31.102 §4.2.18).
Bytes administrativeData(const Profile &profile)
{
    return {0x00, 0x00, 0x00, static_cast<std::uint8_t>(profile.plmn.size() > 5 ? 3 : 2)};
}

const Entry kFiles[] = {
    {FileMf, FileDir, 0x1E, true, dirRecord},
    {FileMf, FileIccid, 0x02, false, [](const Profile &profile) { return swappedBcd(profile.iccid, 10); }},
    {FileUsim, FileImsi, 0x07, false, imsiFile},
    {FileUsim, FileAd, 0x03, false, administrativeData},
};

ElementaryFile fileOf(const Entry &entry, const Profile &profile)
{
    return {entry.id, entry.shortId, entry.linearFixed, entry.content(profile)};
}

Bytes idBytes(std::uint16_t id) { return {static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)}; }

// Operational state, activated; access rule: record 1 of EF.ARR 2F06, as most cards point to.
const Bytes kActivated{0x05};
const Bytes kAccessRule{0x2F, 0x06, 0x01};

} // namespace

const Bytes &usimAid()
{
    static const Bytes aid{
        0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x07, 0x09, 0x00, 0x00};
    return aid;
}

std::optional<ElementaryFile> FileSystem::file(std::uint16_t directory, std::uint16_t id) const
{
    for (const Entry &entry : kFiles) {
        if (m_profile && entry.directory == directory && entry.id == id)
            return fileOf(entry, *m_profile);
    }
    return std::nullopt;
}

std::optional<ElementaryFile> FileSystem::fileByShortId(std::uint16_t directory, std::uint8_t shortId) const
{
    for (const Entry &entry : kFiles) {
        if (m_profile && entry.directory == directory && entry.shortId == shortId)
            return fileOf(entry, *m_profile);
    }
    return std::nullopt;
}

Bytes FileSystem::directoryTemplate(std::uint16_t directory)
{
    TlvWriter fcp;
    fcp.bytes(0x82, Bytes{0x78, 0x21}).bytes(0x83, idBytes(directory));
    if (directory == FileUsim)
        fcp.bytes(0x84, usimAid());
    fcp.bytes(0x8A, kActivated).bytes(0x8B, kAccessRule);
    // No PIN is enabled: PS_DO without bits, key reference 01 (global PIN of the application).
    fcp.constructed(0xC6, TlvWriter().bytes(0x90, Bytes{0x00}).bytes(0x83, Bytes{0x01}));
    return TlvWriter().constructed(0x62, fcp).data();
}

Bytes FileSystem::fileTemplate(const ElementaryFile &file)
{
    const auto size = static_cast<std::uint16_t>(file.content.size());
    TlvWriter fcp;
    if (file.linearFixed)
        fcp.bytes(0x82, Bytes{0x42, 0x21, 0x00, static_cast<std::uint8_t>(size), 0x01});
    else
        fcp.bytes(0x82, Bytes{0x41, 0x21});
    fcp.bytes(0x83, idBytes(file.id)).bytes(0x8A, kActivated).bytes(0x8B, kAccessRule);
    fcp.bytes(0x80, idBytes(size));
    fcp.bytes(0x88, file.shortId ? Bytes{static_cast<std::uint8_t>(file.shortId << 3)} : Bytes{});
    return TlvWriter().constructed(0x62, fcp).data();
}

} // namespace virtual_kit
