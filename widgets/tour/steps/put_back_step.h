// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/esim/switch_run.h"
#include "widgets/tour/tour_step.h"

#include <stop_token>

namespace widgets {

class FirmwareWork;

/// The end of the tour: enables the profile from before again, ends a firmware trial that the tour began, opens the
/// file that was open in the firmware panel.
class PutBackStep : public TourStep
{
    Q_OBJECT
public:
    PutBackStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent = nullptr);
    ~PutBackStep() override;
    [[nodiscard]] QString id() const override { return QStringLiteral("reset"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("overview"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QJsonObject figures() const override;
    [[nodiscard]] FaultText failure() const override;
    [[nodiscard]] bool expectsSilence() const override { return m_goingBack; }
    /// Something on the kit is not as it was before the tour.
    [[nodiscard]] bool needed() const { return memory().profileMoved || memory().trialLeft; }

protected:
    void start() override;
    bool stop() override;
    [[nodiscard]] bool needsKit() const override { return needed(); }

private:
    void restoreFile();
    void endTrial();
    void readCard();
    void onCard(const device_link::Result<QList<profiles::ProfileInfo>> &list);
    void onRun();
    void onWork();
    [[nodiscard]] bool ourTrial() const;
    [[nodiscard]] SwitchRun *run() const;
    [[nodiscard]] FirmwareWork *work() const;

    std::stop_source m_stop; ///< of reading the card
    bool m_reading = false, m_switching = false, m_goingBack = false;
    bool m_switched = false;
    std::optional<qint64> m_onlineMs;
};

} // namespace widgets
