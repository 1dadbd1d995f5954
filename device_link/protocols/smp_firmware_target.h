// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/smp_client.h"
#include "device_link/session/firmware_target.h"

namespace device_link {

/// Image management of an SMP server (MCUmgr groups 0, 1 and 3), over a kit's control channel or a console.
class SmpFirmwareTarget : public FirmwareTarget, public std::enable_shared_from_this<SmpFirmwareTarget>
{
    Q_OBJECT
public:
    /// lineBytesPerSecond: the ceiling of the line for image bytes, 0 when it is not known.
    SmpFirmwareTarget(std::shared_ptr<SmpClient> smp, double lineBytesPerSecond);
    [[nodiscard]] std::shared_ptr<SmpClient> smp() const { return m_smp; }

    [[nodiscard]] QCoro::Task<Result<FirmwareState>> state(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> upload(
        QByteArray file, int image, UploadProgressHandler progress, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<FirmwareState>> markForTest(
        QByteArray hash, bool permanent, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<FirmwareState>> confirm(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> erase(int slot, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> reset(std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QByteArray>> readSetting(QString name, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> writeSetting(QString name, QByteArray value, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> saveSettings(std::stop_token stop) override;

Q_SIGNALS:
    /// The board said yes to a reset and is about to go away.
    void resetAccepted();

private:
    static QCoro::Task<Result<void>> uploadImage(std::shared_ptr<SmpFirmwareTarget> self, QByteArray file, int image,
        UploadProgressHandler progress, std::stop_token stop);
    static QCoro::Task<Result<void>> resetBoard(std::shared_ptr<SmpFirmwareTarget> self, std::stop_token stop);

    std::shared_ptr<SmpClient> m_smp;
    double m_lineBytesPerSecond;
    bool m_uploading = false;
};

/// The slots of an image state answer (group 1, command 0).
[[nodiscard]] Result<QList<FirmwareSlot>> parseImageState(const QCborMap &body);

} // namespace device_link
