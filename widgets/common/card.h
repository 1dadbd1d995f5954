// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace widgets {

class Chip;
class IconLabel;
class TextLabel;

/// A surface with a title row (icon, title, chip at right) and a body. Never a card inside a card.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);

    void setTitle(const QString &title); ///< also the accessible name; empty: no title row
    void setIcon(const QString &iconName);
    [[nodiscard]] Chip *chip() const { return m_chip; }
    /// Right end of the title row, before the chip.
    [[nodiscard]] QHBoxLayout *titleRow() const { return m_titleRow; }
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// No padding: the body reaches the frame (tables).
    void setFlush();
    /// Little padding above and below: one row of controls.
    void setLow();

private:
    IconLabel *m_icon;
    TextLabel *m_title;
    Chip *m_chip;
    QHBoxLayout *m_titleRow;
    QVBoxLayout *m_body;
};

} // namespace widgets
