// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/esim/switch_run.h"
#include "widgets/tour/tour_step.h"

namespace widgets {

/// Enables another operational profile through the same procedure as the panel, and measures the interruption.
class ProfileStep : public TourStep
{
    Q_OBJECT
public:
    ProfileStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent = nullptr);
    [[nodiscard]] QString id() const override { return QStringLiteral("profile"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("esim"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QString caution() const override;
    [[nodiscard]] QString action() const override;
    [[nodiscard]] QJsonObject figures() const override;

protected:
    void start() override;
    bool stop() override;

private:
    void choose();
    void onRun();
    [[nodiscard]] SwitchRun *run() const;

    bool m_switching = false;
    std::optional<profiles::ProfileInfo> m_from, m_to;
    std::optional<qint64> m_interruptionMs, m_onlineMs;
};

/// What a change of profile does at this moment: "Read the list back, 0.4 s".
[[nodiscard]] QString switchNow(const SwitchRun &run);

} // namespace widgets
