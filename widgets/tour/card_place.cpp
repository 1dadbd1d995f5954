// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/card_place.h"

#include "widgets/common/keep_clear.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

namespace widgets {

namespace {

// What a covered pixel costs. A button is small and a target large: one may not outweigh the other by its size.
constexpr double kKept = 1e6, kFocused = 1e4, kControl = 20, kTarget = 8, kText = 1;

struct Weighed {
    QRect place;
    double weight = 0;
};

bool isControl(const QWidget *widget)
{
    return widget->isEnabled()
        && (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget));
}

double weightOf(const QWidget *widget, const QString &step, const QWidget *focused)
{
    if (widget->property(kKeepClear).toBool())
        return kKept;
    if (widget == focused)
        return kFocused;
    double weight = widget->property(kTourTarget).toStringList().contains(step) ? kTarget : 0;
    if (isControl(widget))
        weight += kControl;
    else if (const auto *label = qobject_cast<const QLabel *>(widget); label && !label->text().isEmpty())
        weight += kText;
    return weight;
}

QList<Weighed> weigh(const QWidget *window, const QWidget *area, const QString &step, const QWidget *focused)
{
    QList<Weighed> parts;
    for (const QWidget *each : area->findChildren<QWidget *>()) {
        const double weight = each->isVisible() ? weightOf(each, step, focused) : 0;
        if (weight > 0)
            parts.append({QRect(each->mapTo(window, QPoint()), each->size()), weight});
    }
    return parts;
}

double costOf(const QRect &place, const QList<Weighed> &parts)
{
    double cost = 0;
    for (const Weighed &part : parts) {
        const QRect covered = part.place & place;
        cost += part.weight * covered.width() * covered.height();
    }
    return cost;
}

QList<QRect> candidates(const QRect &room, const QSize &card, const QList<Weighed> &parts, int margin)
{
    const int left = room.left(), right = room.right() + 1 - card.width();
    const int top = room.top(), bottom = room.bottom() + 1 - card.height();
    QList<QRect> places{QRect({right, bottom}, card)};
    for (const Weighed &part : parts) {
        if (part.weight < kKept)
            continue; // as far to the right as it reaches
        const QRect above({part.place.right() + 1 - card.width(), part.place.top() - margin - card.height()}, card);
        if (room.adjusted(-margin, -margin, margin, margin).contains(above))
            places.append(above);
    }
    for (const QPoint &corner : {QPoint(left, bottom), QPoint(right, top), QPoint(left, top)})
        places.append(QRect(corner, card));
    return places;
}

} // namespace

QRect placeForCard(const QWidget *window, const QWidget *area, const QSize &card, int margin, const QString &step,
    const QWidget *focused)
{
    const QRect room = QRect(area->mapTo(window, QPoint()), area->size()).adjusted(margin, margin, -margin, -margin);
    const QList<Weighed> parts = weigh(window, area, step, focused);
    QRect best;
    double least = 0;
    for (const QRect &place : candidates(room, card, parts, margin)) {
        const double cost = costOf(place, parts);
        if (best.isNull() || cost < least) {
            best = place;
            least = cost;
        }
    }
    return best;
}

} // namespace widgets
