// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace widgets {

/// Property of a widget that paints lines itself (double): how far apart they are, from its top.
inline constexpr char kLinePitch[] = "linePitch";
/// Property of a widget, true: it is one line, whatever stands in it.
inline constexpr char kWholeLine[] = "wholeLine";

/// Content that gets as low as its parts can be before it has to scroll: a scroll area would give it what they like
/// best.
class LowContent : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    [[nodiscard]] int heightForWidth(int width) const override;
};

/// Lets content that is higher than its place scroll up and down, without a frame and a ground of its own; never
/// sideways, and never a stop of Tab. Its lower edge falls between two lines, so that none is cut in half there; what
/// is missing to a whole line stays empty.
class ScrollLines : public QScrollArea
{
    Q_OBJECT
public:
    ScrollLines(QWidget *content, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitSoon();
    void fit();
    [[nodiscard]] int wholeLinesTo(int bottom) const;

    bool m_asked = false;
};

} // namespace widgets
