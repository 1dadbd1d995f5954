// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/prompts/token_gap.h"

#include <QWidget>

namespace widgets {

/// The gap before each token of an answer as bars on a common scale in ms, with the limits of the legend as lines. Its
/// tooltip tells the token under the pointer. It takes no room where there is too little for it.
class GapGraph : public QWidget
{
    Q_OBJECT
public:
    explicit GapGraph(QWidget *parent = nullptr);
    void setTokens(const QList<profiles::PromptToken> &tokens);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

    [[nodiscard]] bool hasRoom() const; ///< it shows something
    /// What the tooltip says at this x, px; empty beside the tokens.
    [[nodiscard]] QString toldAt(int x) const;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double columnWidth() const; ///< px of one token
    [[nodiscard]] double top() const;         ///< of the scale, ms
    void describe();
    void paintLimits(class QPainter &painter, const QRectF &plot) const;

    QList<TokenGap> m_gaps;
    QList<QString> m_words; ///< of the tokens of m_gaps
    qsizetype m_tokens = 0; ///< received
    quint32 m_end = 0;      ///< one past the highest index
};

} // namespace widgets
