// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <memory>

class QTableView;

namespace widgets {

class EmptyState;
class KitContext;
class PhaseLegend;
class WaterfallDelegate;
class WaterfallHeader;
class WaterfallModel;

/// The last prompts as bars from "accepted", with the figures a user waits for. Choosing one shows its time on the
/// shared axis.
class WaterfallCard : public Card
{
    Q_OBJECT
public:
    explicit WaterfallCard(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] QTableView *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpTable();
    void retranslate();
    void refresh();
    void fitColumns();
    void show(int row);

    std::shared_ptr<KitContext> m_kit;
    WaterfallModel *m_model;
    WaterfallDelegate *m_delegate;
    WaterfallHeader *m_header;
    QTableView *m_table;
    EmptyState *m_empty;
    PhaseLegend *m_legend;
    class TextLabel *m_note;
};

/// The colours of the phases that the bars show.
class PhaseLegend : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseLegend(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
