// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace widgets {

class TextLabel;

/// What would be here, how to get it, and at most one button; left-aligned at the top, no illustration.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setText(const QString &what, const QString &next);
    void setAction(const QString &label); ///< empty: no button
    [[nodiscard]] QString what() const;

Q_SIGNALS:
    void actionTriggered();

private:
    TextLabel *m_what;
    TextLabel *m_next;
    QPushButton *m_action;
};

} // namespace widgets
