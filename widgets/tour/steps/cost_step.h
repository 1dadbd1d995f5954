// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_step.h"

namespace widgets {

/// Energy of the tour's answer, and the round trips to the compute tiers, which it probes.
class CostStep : public TourStep
{
    Q_OBJECT
public:
    CostStep(std::shared_ptr<KitContext> kit, TourMemory *memory, QObject *parent = nullptr);
    [[nodiscard]] QString id() const override { return QStringLiteral("latency"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("latency"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QJsonObject figures() const override;

protected:
    void start() override;
    bool stop() override;

private:
    void onFacts();

    bool m_probing = false, m_probed = false;
};

} // namespace widgets
