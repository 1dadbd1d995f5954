// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace widgets {

/// Exclusive choices in one frame ("1 s | 5 s | 20 s").
class Segmented : public QWidget
{
    Q_OBJECT
public:
    explicit Segmented(int count, QWidget *parent = nullptr);
    void setLabel(int index, const QString &label);
    void setCurrent(int index); ///< -1: none
    [[nodiscard]] int current() const;

Q_SIGNALS:
    void chosen(int index); ///< by the user

private:
    QButtonGroup *m_group;
};

} // namespace widgets
