// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include "virtual_kit/flash/flash_bank.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace virtual_kit {

/// SMP group 1: image state, upload, erase, slot information. One image, two slots; slot 1 takes uploads.
class SmpImageGroup
{
public:
    explicit SmpImageGroup(FlashBank &flash);

    [[nodiscard]] SmpGroup group();
    /// The upload session lives in RAM: a reset ends it.
    void reset() { m_session = {}; }

private:
    struct Upload { ///< one upload request
        std::optional<std::uint64_t> offset;
        std::optional<std::uint64_t> length;
        QByteArray data;
        QByteArray sha;
        bool upgradeOnly = false;
    };
    struct Session { ///< what Zephyr keeps between the requests of one upload
        bool open = false;
        std::size_t size = 0;
        std::size_t offset = 0; ///< next byte wanted
        QByteArray sha;         ///< names the upload; not the image's hash
    };

    void handle(const SmpRequest &request, const SmpReply &reply);
    void readState(const SmpReply &reply) const;
    void writeState(const SmpRequest &request, const SmpReply &reply);
    void setNextBoot(int slot, bool confirm, const SmpReply &reply);
    void requestSwap(bool permanent, const SmpReply &reply);
    void eraseSlot(const SmpRequest &request, const SmpReply &reply);
    void slotInfo(const SmpReply &reply) const;
    [[nodiscard]] bool slotInUse(int slot) const;

    void upload(const SmpRequest &request, const SmpReply &reply);
    void startUpload(const Upload &upload, const SmpReply &reply);
    [[nodiscard]] std::optional<std::uint16_t> refusal(const Upload &upload, QString &reason) const;
    void eraseForUpload(const QByteArray &firstData, const SmpReply &reply);
    void writeChunk(const QByteArray &data, const SmpReply &reply);
    void sendOffset(const SmpReply &reply, std::optional<bool> match = {}) const;
    [[nodiscard]] bool slotHoldsFile() const;

    FlashBank &m_flash;
    Session m_session;
};

} // namespace virtual_kit
