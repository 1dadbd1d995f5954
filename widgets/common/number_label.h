// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/text_label.h"
#include "widgets/text/units.h"

#include <QWidget>

namespace widgets {

/// A number in tabular cells with its unit in lighter ink behind it.
class NumberLabel : public QWidget
{
    Q_OBJECT
public:
    explicit NumberLabel(TextRole role, QWidget *parent = nullptr);
    /// reason: why it is unknown, shown as tooltip.
    void setQuantity(const Quantity &quantity, const QString &reason = {});
    [[nodiscard]] const Quantity &quantity() const { return m_quantity; }
    void setTone(Tone tone);
    void setUnitFirst(bool first); ///< money: the sign stands before
    void setAlignment(Qt::Alignment alignment);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont unitFont() const;

    TextRole m_role;
    Tone m_tone = Tone::Text;
    Quantity m_quantity = unknown();
    bool m_unitFirst = false;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

} // namespace widgets
