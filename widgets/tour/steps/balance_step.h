// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_step.h"

namespace widgets {

/// The account before and after the tour's answer.
class BalanceStep : public TourStep
{
    Q_OBJECT
public:
    using TourStep::TourStep;
    [[nodiscard]] QString id() const override { return QStringLiteral("balance"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("tokens"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QJsonObject figures() const override;

protected:
    void start() override;
};

} // namespace widgets
