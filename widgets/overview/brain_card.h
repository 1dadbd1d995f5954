// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/overview/overview_card.h"

namespace widgets {

class AnswerBars;

/// The model: time to the first token over the answers of this session.
class BrainCard : public OverviewCard
{
    Q_OBJECT
public:
    explicit BrainCard(QWidget *parent = nullptr);

protected:
    void retranslate() override;
    void refresh() override;

private:
    BrainCard(AnswerBars *bars, QWidget *parent);
    AnswerBars *m_bars;
};

} // namespace widgets
