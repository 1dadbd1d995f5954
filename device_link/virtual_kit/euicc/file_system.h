// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "euicc_state.h"

#include <cstdint>
#include <optional>

namespace virtual_kit {

/// File ids of ETSI TS 102 221 §13 and 3GPP TS 31.102 §4.2 that the simulated profile has.
enum FileId : std::uint16_t {
    FileMf = 0x3F00,
    FileDir = 0x2F00,
    FileIccid = 0x2FE2,
    FileUsim = 0x7FFF, ///< the current ADF
    FileImsi = 0x6F07,
    FileAd = 0x6FAD,
};

/// Full AID of the profile's USIM application.
[[nodiscard]] const Bytes &usimAid();

/// An elementary file: one record means transparent.
struct ElementaryFile {
    std::uint16_t id = 0;
    std::uint8_t shortId = 0; ///< 0 none
    bool linearFixed = false;
    Bytes content; ///< linear fixed files here have a single record
};

/// The small part of a UICC file system that identification needs: MF, EF.DIR, EF.ICCID and ADF.USIM with EF.IMSI
/// and EF.AD. A view of the profile; without one (none enabled) only an empty MF is left.
class FileSystem
{
public:
    explicit FileSystem(const Profile *profile)
        : m_profile(profile)
    {
    }
    [[nodiscard]] bool hasUsim() const { return m_profile != nullptr; }
    /// An EF below the directory (FileMf or FileUsim).
    [[nodiscard]] std::optional<ElementaryFile> file(std::uint16_t directory, std::uint16_t id) const;
    [[nodiscard]] std::optional<ElementaryFile> fileByShortId(std::uint16_t directory, std::uint8_t shortId) const;

    /// FCP templates, answers to SELECT (ETSI TS 102 221 §11.1.1.3).
    [[nodiscard]] static Bytes directoryTemplate(std::uint16_t directory);
    [[nodiscard]] static Bytes fileTemplate(const ElementaryFile &file);

private:
    const Profile *m_profile;
};

} // namespace virtual_kit
