// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_apdu.h"
#include "file_system.h"
#include "isd_r.h"

#include <cstdint>

namespace virtual_kit {

/// One logical channel of the card: what is selected on it, the STORE DATA chain coming in and the answer going out.
class LogicalChannel
{
public:
    struct Limits {
        bool directData = false;    ///< answers up to 256 bytes go out at once
        std::size_t maxCommand = 0; ///< bytes of a STORE DATA chain
    };
    /// What a command did to the card as a whole.
    struct Effects {
        bool refresh = false;
        bool changed = false;
    };
    [[nodiscard]] Bytes run(
        const CommandApdu &command, IsdR &isdr, const FileSystem &files, const Limits &limits, Effects &effects);
    /// Bytes that GET RESPONSE has yet to fetch.
    [[nodiscard]] bool answerWaits() const { return m_delivered < m_answer.size(); }

private:
    Bytes select(const CommandApdu &command, const IsdR &isdr, const FileSystem &files, const Limits &limits);
    Bytes selectApplication(
        const CommandApdu &command, const IsdR &isdr, const FileSystem &files, const Limits &limits);
    Bytes selectFile(const CommandApdu &command, const FileSystem &files, const Limits &limits);
    Bytes storeData(const CommandApdu &command, IsdR &isdr, const Limits &limits, Effects &effects);
    Bytes getResponse(const CommandApdu &command);
    Bytes readBinary(const CommandApdu &command, const FileSystem &files);
    Bytes readRecord(const CommandApdu &command, const FileSystem &files);
    Bytes status(const CommandApdu &command, const IsdR &isdr, const Limits &limits);
    Bytes deliver(Bytes answer, const Limits &limits);

    bool m_isdrSelected = false;
    std::uint16_t m_directory = FileMf;
    std::uint16_t m_file = 0; ///< selected EF, 0 none
    Bytes m_command;          ///< STORE DATA chain so far
    int m_nextBlock = 0;      ///< expected P2
    Bytes m_answer;
    std::size_t m_delivered = 0;
};

} // namespace virtual_kit
