// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/firmware/push_run.h"

#include <QWidget>

class QButtonGroup;
class QRadioButton;

namespace widgets {

class TextLabel;

/// How the image goes onto the kit, each way with its consequence.
class PushOptions : public QWidget
{
    Q_OBJECT
public:
    explicit PushOptions(QWidget *parent = nullptr);
    void setHow(PushHow how);
    [[nodiscard]] QRadioButton *button(PushHow how) const;
    void retranslate();

Q_SIGNALS:
    void chosen(PushHow how); ///< by the user

private:
    QButtonGroup *m_group;
    QList<TextLabel *> m_details;
};

} // namespace widgets
