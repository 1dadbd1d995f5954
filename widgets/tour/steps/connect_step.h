// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tour/tour_step.h"

namespace widgets {

/// Waits until the kit has answered and its modem is registered.
class ConnectStep : public TourStep
{
    Q_OBJECT
public:
    using TourStep::TourStep;
    [[nodiscard]] QString id() const override { return QStringLiteral("connect"); }
    [[nodiscard]] QString panel() const override { return QStringLiteral("overview"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString text() const override;
    [[nodiscard]] QString now() const override;
    [[nodiscard]] QString outcome() const override;
    [[nodiscard]] QList<TourFact> facts() const override;
    [[nodiscard]] QJsonObject figures() const override;
    [[nodiscard]] bool expectsSilence() const override { return true; }

protected:
    void start() override;
    [[nodiscard]] bool needsKit() const override { return false; }

private:
    void waitForNetwork();
    [[nodiscard]] bool registered() const;
};

} // namespace widgets
