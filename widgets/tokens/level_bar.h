// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace widgets {

/// What is left of what was granted, 8 px: available solid, reserved hatched, the rest an empty trough.
class LevelBar : public QWidget
{
    Q_OBJECT
public:
    explicit LevelBar(QWidget *parent = nullptr);
    void setLevel(qint64 available, qint64 reserved, qint64 whole);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_available = 0, m_reserved = 0, m_whole = 0;
};

} // namespace widgets
