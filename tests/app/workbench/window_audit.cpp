// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_audit.h"

#include "painted_text.h"

#include "widgets/kit/time_plot.h"
#include "widgets/power/qcp.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QHash>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTextEdit>
#include <QToolTip>

#include <cmath>

namespace test_window {
namespace {

constexpr double kSlack = 2; ///< pixels that hinting, rounding and side bearings may take

/// What is shown of `root`: itself and its children, not other windows.
QList<QWidget *> shownIn(QWidget *root)
{
    QList<QWidget *> shown{root};
    for (QWidget *each : root->findChildren<QWidget *>()) {
        if (each->isVisibleTo(root) && each->window() == root->window() && !each->size().isEmpty())
            shown.append(each);
    }
    return shown;
}

bool isViewport(const QWidget *widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    return area && area->viewport() == widget;
}

QString boxText(const QRectF &box)
{
    return QStringLiteral("%1,%2 %3x%4").arg(box.x()).arg(box.y()).arg(box.width()).arg(box.height());
}

QString quoted(const QString &text) { return QStringLiteral("\"") + text + u'"'; }

/// The whole text of a label or button, which may hold an ellipsis of its own ("Save as…").
QString ownText(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    return {};
}

/// What the tool tip at a place says.
QString toolTipAt(QWidget *widget, const QPoint &place)
{
    QHelpEvent ask(QEvent::ToolTip, place, widget->mapToGlobal(place));
    QApplication::sendEvent(widget, &ask);
    return QToolTip::text();
}

/// Cut off with an ellipsis. One between spaces stands in a deliberately short form ("1a2b … 9f00"). Cells, own painted
/// parts and labels that say so may shorten what comes from outside, such as prompts, when their tool tip has all of
/// it; other labels, buttons and headers may not.
bool isShortened(QWidget *widget, const PaintedText &painted)
{
    const QString &text = painted.text;
    if (!text.contains(u'…') || text.contains(QStringLiteral(" … ")))
        return false;
    const bool outside = widget->property("fromOutside").toBool();
    const bool own = qobject_cast<QLabel *>(widget) || qobject_cast<QAbstractButton *>(widget)
        || qobject_cast<QHeaderView *>(widget->parentWidget());
    if (own && !outside)
        return !ownText(widget).contains(text);
    if (qobject_cast<QTextEdit *>(widget->parentWidget()))
        return false; // shows its document, which may hold any character
    const QPoint at = painted.ink.center().toPoint();
    const auto *view = qobject_cast<QAbstractItemView *>(widget->parentWidget());
    if (view && view->indexAt(at).data().toString().contains(text))
        return false; // the form that the model chose
    const QString whole = toolTipAt(widget, at);
    return !whole.contains(text.section(u'…', 0, 0)) || !whole.contains(text.section(u'…', -1));
}

bool isCut(const QRectF &ink, const QRectF &room, bool scrolls)
{
    if (room.isEmpty() || !ink.intersects(room))
        return false; // nothing of it is seen: a plot leaves out what is outside of its lane
    const bool sideways = ink.left() < room.left() - kSlack || ink.right() > room.right() + kSlack;
    const bool upright = ink.top() < room.top() - kSlack || ink.bottom() > room.bottom() + kSlack;
    return sideways || (upright && !scrolls);
}

bool sticksOut(const QWidget *widget, const QRectF &ink, const QWidget *root)
{
    const QWidget *from = widget;
    while (from != root && !isViewport(from)) {
        const QWidget *outer = from->parentWidget();
        const QRectF mapped = ink.translated(widget->mapTo(outer, QPointF()));
        if (!QRectF(outer->rect()).adjusted(-kSlack, -kSlack, kSlack, kSlack).contains(mapped) && !isViewport(outer))
            return true;
        from = outer;
    }
    return false;
}

QString faultOf(QWidget *widget, const PaintedText &text, const QWidget *root)
{
    if (qobject_cast<const QLineEdit *>(widget)
        && text.text != static_cast<const QLineEdit *>(widget)->placeholderText() && !text.text.contains(u'…'))
        return {}; // what was typed scrolls
    if (isShortened(widget, text))
        return QStringLiteral("is shortened");
    if (isCut(text.ink, text.clip, isViewport(widget)) || isCut(text.ink, widget->rect(), isViewport(widget)))
        return QStringLiteral("is cut: ") + boxText(text.ink) + QStringLiteral(" in ")
            + boxText(text.clip.isNull() ? QRectF(widget->rect()) : text.clip);
    if (!isViewport(widget) && sticksOut(widget, text.ink, root))
        return QStringLiteral("sticks out of its surroundings");
    return {};
}

QStringList overlapsIn(const QWidget *widget, const QList<PaintedText> &texts)
{
    QStringList found;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        for (qsizetype j = i + 1; j < texts.size(); ++j) {
            const QRectF both = texts.at(i).ink.intersected(texts.at(j).ink);
            if (both.width() > kSlack && both.height() > kSlack)
                found.append(nameOf(widget) + QStringLiteral(": ") + quoted(texts.at(i).text)
                    + QStringLiteral(" is painted over ") + quoted(texts.at(j).text));
        }
    }
    return found;
}

/// The viewport that a widget is in or is; null: it is in none.
const QWidget *viewportOf(const QWidget *widget)
{
    while (widget && !widget->isWindow() && !isViewport(widget))
        widget = widget->parentWidget();
    return widget && isViewport(widget) ? widget : nullptr;
}

/// What those around it leave of a widget's place, in coordinates of root.
QRect visibleIn(const QWidget *widget, const QWidget *root)
{
    QRect seen(widget->mapTo(root, QPoint()), widget->size());
    for (const QWidget *outer = widget; outer != root;) {
        outer = outer->parentWidget();
        seen &= QRect(outer->mapTo(root, QPoint()), outer->size());
    }
    return seen;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

/// The commonest colour of a part of the picture that is not the ink: a bold digit covers more than half of where it
/// stands. The ink itself when hardly anything else is there: then it cannot be seen.
QColor groundOf(const QImage &picture, const QRect &part, const QColor &ink)
{
    constexpr double kLeastShare = 0.1;
    QHash<QRgb, int> count;
    QRgb most = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            if (pixel != ink.rgb() && ++count[pixel] > count.value(most))
                most = pixel;
        }
    }
    const bool seen = count.value(most) >= kLeastShare * part.width() * part.height();
    return seen ? QColor::fromRgb(most) : ink;
}

QColor over(const QColor &ink, const QColor &ground)
{
    const double a = ink.alphaF();
    const auto mix = [a](double top, double below) { return static_cast<float>(a * top + (1 - a) * below); };
    return QColor::fromRgbF(
        mix(ink.redF(), ground.redF()), mix(ink.greenF(), ground.greenF()), mix(ink.blueF(), ground.blueF()));
}

} // namespace

QString nameOf(const QWidget *widget)
{
    QString name = QString::fromLatin1(widget->metaObject()->className());
    if (!widget->objectName().isEmpty())
        name += u' ' + widget->objectName();
    for (const QWidget *outer = widget->parentWidget(); outer; outer = outer->parentWidget()) {
        const QString type = QString::fromLatin1(outer->metaObject()->className());
        if (!type.startsWith(u'Q'))
            return name + QStringLiteral(" in ") + type;
    }
    return name;
}

QStringList cutTexts(QWidget *root)
{
    QStringList found;
    for (QWidget *widget : shownIn(root)) {
        const QList<PaintedText> texts = paintedTexts(widget);
        for (const PaintedText &text : texts) {
            const QString fault = faultOf(widget, text, root);
            if (!fault.isEmpty())
                found.append(nameOf(widget) + QStringLiteral(": ") + quoted(text.text) + u' ' + fault);
        }
        found += overlapsIn(widget, texts);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool shows = button && !(button->text().isEmpty() && button->icon().isNull());
        if (shows && button->width() < button->sizeHint().width())
            found.append(nameOf(widget) + QStringLiteral(": ") + quoted(button->text())
                + QStringLiteral(" has %1 px and asks for %2").arg(button->width()).arg(button->sizeHint().width()));
    }
    return found;
}

QStringList halfShown(QWidget *root)
{
    QStringList found;
    for (QWidget *widget : shownIn(root)) {
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        const QModelIndex first = view && view->model() ? view->model()->index(0, 0) : QModelIndex();
        if (first.isValid() && !visibleIn(view, root).isEmpty()
            && visibleIn(view->viewport(), root).height() < view->visualRect(first).height())
            found.append(nameOf(widget) + QStringLiteral(": none of its rows is seen"));
        const QWidget *viewport = viewportOf(widget);
        if (!viewport || qobject_cast<const widgets::TimePlot *>(widget) || qobject_cast<const QCustomPlot *>(widget))
            continue; // a picture may go on below the edge, and its axis with it
        const double edge = visibleIn(widget, root).bottom() + 1;
        for (const PaintedText &text : paintedTexts(widget)) {
            const QRectF ink = text.ink.translated(widget->mapTo(root, QPointF()));
            if (ink.top() < edge - kSlack && ink.bottom() > edge + kSlack)
                found.append(nameOf(widget) + QStringLiteral(": ") + quoted(text.text)
                    + QStringLiteral(" is cut by the lower edge of ") + nameOf(viewport->parentWidget()));
        }
    }
    return found;
}

QStringList faintTexts(QWidget *root)
{
    constexpr double kLeast = 4.5;
    const QImage picture = root->grab().toImage();
    const double ratio = picture.devicePixelRatio();
    QStringList found;
    for (QWidget *widget : shownIn(root)) {
        if (!widget->isEnabled())
            continue;
        const QPoint place = widget->mapTo(root, QPoint());
        const QRect seen = widget->visibleRegion().boundingRect().translated(place);
        for (const PaintedText &text : paintedTexts(widget)) {
            QRectF ink = text.ink;
            if (!text.clip.isNull())
                ink &= text.clip;
            const QRect part = ink.translated(place).toAlignedRect() & seen;
            const QRect pixels = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
                                     .toAlignedRect()
                & picture.rect();
            if (pixels.width() < 4 || pixels.height() < 4)
                continue;
            const QColor ground = groundOf(picture, pixels.adjusted(-1, -1, 1, 1) & picture.rect(), text.colour);
            const double reached = contrast(over(text.colour, ground), ground);
            if (reached < kLeast - 0.05)
                found.append(nameOf(widget) + QStringLiteral(": ") + quoted(text.text)
                    + QStringLiteral(" has %1:1, %2 on %3")
                          .arg(reached, 0, 'f', 2)
                          .arg(text.colour.name(), ground.name()));
        }
    }
    return found;
}

QStringList sidewaysScrolling(QWidget *root)
{
    QStringList found;
    for (QWidget *widget : shownIn(root)) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
        if (area && area->horizontalScrollBar()->maximum() > area->horizontalScrollBar()->minimum())
            found.append(nameOf(widget)
                + QStringLiteral(": its content is %1 px wider than it").arg(area->horizontalScrollBar()->maximum()));
    }
    return found;
}

} // namespace test_window
