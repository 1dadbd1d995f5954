// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/overview/overview_card.h"

class QPushButton;

namespace widgets {

class TierBars;

/// The radio: signal, registration, and round trips to the tiers as radio leg and core leg.
class ConnectivityCard : public OverviewCard
{
    Q_OBJECT
public:
    explicit ConnectivityCard(QWidget *parent = nullptr);

protected:
    void retranslate() override;
    void refresh() override;

private:
    ConnectivityCard(TierBars *bars, QWidget *parent);
    void bind() override;
    void refreshProbe();

    TierBars *m_bars;
    QPushButton *m_probe;
};

} // namespace widgets
