// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// The letter of a region on its colour and its name, as in front of its row.
class RegionTab : public QWidget
{
    Q_OBJECT
public:
    explicit RegionTab(QWidget *parent = nullptr);
    void setWords(const QString &letter, const QString &name);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letter, m_name;
};

} // namespace widgets
