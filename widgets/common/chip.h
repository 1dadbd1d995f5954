// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

enum class ChipTone : quint8 { Neutral, Ok, Warn, Error };

/// A short state in words on a pale ground; 20 px high.
class Chip : public QWidget
{
    Q_OBJECT
public:
    explicit Chip(QWidget *parent = nullptr);
    void setState(const QString &text, ChipTone tone); ///< an empty text hides it
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    ChipTone m_tone = ChipTone::Neutral;
};

} // namespace widgets
