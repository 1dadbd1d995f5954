// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

namespace widgets {

/// Puts the focus ring around the widget with the keyboard focus, but only after a key was used to get there.
class FocusRing : public QObject
{
    Q_OBJECT
public:
    explicit FocusRing(QObject *parent = nullptr);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *widget);
    void keepUnderOverlays();

    QPointer<QFocusFrame> m_frame; ///< QFocusFrame parents itself to the widget it surrounds and dies with it
};

} // namespace widgets
