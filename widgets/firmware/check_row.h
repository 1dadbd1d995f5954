// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/image_verdict.h"

#include <QWidget>

class QCheckBox;

namespace widgets {

class IconLabel;
class TextLabel;

/// One line of the checklist: mark, title, what was found; a failure in red with what to do, and where it may be
/// accepted, a box for that.
class CheckRow : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kTitleWidth = 116;

    explicit CheckRow(QWidget *parent = nullptr);
    void setCheck(const profiles::ImageCheck &check, bool mayAccept, bool accepted);
    [[nodiscard]] const profiles::ImageCheck &check() const { return m_check; }
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void acceptedChanged(profiles::ImageCheckId id, bool accepted); ///< by the user

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    profiles::ImageCheck m_check;
    IconLabel *m_mark;
    TextLabel *m_title;
    TextLabel *m_words;
    TextLabel *m_next;
    QCheckBox *m_accept;
};

} // namespace widgets
