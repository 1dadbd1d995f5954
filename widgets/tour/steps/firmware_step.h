// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_step.h"

#include <QStringList>

namespace widgets {

class FirmwareWork;

/// Sends an image through the same procedure as the panel: trial, self-test, confirmation. The image is the user's; a
/// simulated kit that runs it already, or for which none was given, gets one of two samples in turn.
class FirmwareStep : public TourStep
{
    Q_OBJECT
public:
    FirmwareStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent = nullptr);
    [[nodiscard]] QString id() const override { return QStringLiteral("firmware"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("firmware"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QString caution() const override;
    [[nodiscard]] QString action() const override;
    [[nodiscard]] QJsonObject figures() const override;
    [[nodiscard]] FaultText failure() const override;
    [[nodiscard]] bool expectsSilence() const override { return m_phase == Phase::Pushing; }

protected:
    void start() override;
    bool stop() override;

private:
    enum class Phase : quint8 { Idle, Opening, Pushing };
    void openNext();
    void judgeFile();
    void push();
    void onWork();
    void onPushed();
    [[nodiscard]] FirmwareWork *work() const;
    [[nodiscard]] std::optional<qint64> stepMs(profiles::PushStep step) const;

    Phase m_phase = Phase::Idle;
    QStringList m_candidates; ///< still to be tried
    QString m_from, m_to;     ///< versions
    bool m_pushed = false;
};

} // namespace widgets
