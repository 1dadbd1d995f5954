// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>
#include <QCoroTask>
#include <QObject>

#include <functional>
#include <optional>
#include <stop_token>

namespace device_link {

/// One firmware slot as the board reports it (SMP image group, command 0).
struct FirmwareSlot {
    int image = 0, slot = 0;
    QString version;
    QByteArray hash; ///< image hash of the TLV; empty when not told
    bool bootable = false, pending = false, confirmed = false, active = false, permanent = false;
    std::optional<qint64> size; ///< bytes of the slot (command 6), when told
};

struct FirmwareState {
    QList<FirmwareSlot> slotList;      ///< not "slots": Qt's keyword
    QString bootloader;                ///< "MCUboot", empty when not told
    std::optional<int> bootloaderMode; ///< OS group bootloader info "mode"
};

struct UploadProgress {
    qint64 done = 0, total = 0; ///< acknowledged bytes
    bool erasing = false;       ///< waiting for the first reply
    double bytesPerSecond = 0;  ///< over the last 2.5 s
    double lineShare = 0;       ///< of the line's ceiling, 0...1; 0 when the line is unknown
    qint64 resumedFrom = 0;     ///< bytes the board already had
    int window = 1;             ///< requests in flight
};
using UploadProgressHandler = std::function<void(const UploadProgress &)>;

/// Capability: SMP image management of a board (MCUmgr groups 0 and 1).
class FirmwareTarget : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QCoro::Task<Result<FirmwareState>> state(std::stop_token stop) = 0;
    /// Uploads a whole image file into the free slot of the image number; resumes when the board has part of it.
    [[nodiscard]] virtual QCoro::Task<Result<void>> upload(
        QByteArray file, int image, UploadProgressHandler progress, std::stop_token stop)
        = 0;
    /// Marks an image for one trial boot (permanent false) or for good.
    [[nodiscard]] virtual QCoro::Task<Result<FirmwareState>> markForTest(
        QByteArray hash, bool permanent, std::stop_token stop)
        = 0;
    /// Confirms the running image.
    [[nodiscard]] virtual QCoro::Task<Result<FirmwareState>> confirm(std::stop_token stop) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> erase(int slot, std::stop_token stop) = 0;
    /// Asks for a reset and returns when the board has accepted it; the session then reconnects by itself.
    [[nodiscard]] virtual QCoro::Task<Result<void>> reset(std::stop_token stop) = 0;
    /// SMP settings group: read and write one value. Writing is not saved until saveSettings.
    [[nodiscard]] virtual QCoro::Task<Result<QByteArray>> readSetting(QString name, std::stop_token stop) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> writeSetting(QString name, QByteArray value, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> saveSettings(std::stop_token stop) = 0;
};

} // namespace device_link
