// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// The lines of the burn-down as they are drawn, with their names.
class BurnDownLegend : public QWidget
{
    Q_OBJECT
public:
    explicit BurnDownLegend(QWidget *parent = nullptr);
    /// An empty pace: no straight line is drawn.
    void setWords(const QString &balance, const QString &available, const QString &pace);
    [[nodiscard]] QString pace() const { return m_words.value(2); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_words;
};

} // namespace widgets
