// SPDX-License-Identifier: GPL-3.0-or-later
// What a keyboard and a screen reader need.
#include "window_audit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QListView>
#include <QSet>
#include <QTest>

namespace test_window {
namespace {

bool isControl(const QAccessibleInterface &item)
{
    switch (item.role()) {
    case QAccessible::Button:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::List:
    case QAccessible::PageTab: return true;
    default: return item.state().focusable;
    }
}

/// Where a label says what it is for; combo boxes report their text as their name.
bool hasLabel(const QAccessibleInterface &item)
{
    const auto labels = item.relations(QAccessible::Label);
    return std::ranges::any_of(
        labels, [](const auto &relation) { return !relation.first->text(QAccessible::Name).isEmpty(); });
}

void namesIn(QAccessibleInterface *item, QStringList &found)
{
    auto *widget = qobject_cast<QWidget *>(item->object());
    if (!widget || !widget->isVisible())
        return;
    const bool combo = item->role() == QAccessible::ComboBox;
    const bool named = combo ? hasLabel(*item) : !item->text(QAccessible::Name).trimmed().isEmpty();
    if (isControl(*item) && !named)
        found.append(nameOf(widget) + QStringLiteral(": has no name (role %1)").arg(item->role()));
    if (qobject_cast<QAbstractItemView *>(widget) || combo)
        return; // rows are looked at below
    for (int i = 0; i < item->childCount(); ++i) {
        if (QAccessibleInterface *child = item->child(i))
            namesIn(child, found);
    }
}

void rowNamesIn(const QListView *list, QStringList &found)
{
    const QAbstractItemModel *model = list->model();
    for (int row = 0; model && row < model->rowCount(list->rootIndex()); ++row) {
        const QModelIndex index = model->index(row, list->modelColumn(), list->rootIndex());
        if (index.data(Qt::AccessibleTextRole).toString().isEmpty() && index.data().toString().isEmpty())
            found.append(nameOf(list) + QStringLiteral(": row %1 has no name").arg(row));
    }
}

QList<QWidget *> stopsIn(QWidget *root)
{
    QList<QWidget *> stops;
    for (QWidget *each : root->findChildren<QWidget *>()) {
        if (each->isVisible() && each->isEnabled() && (each->focusPolicy() & Qt::TabFocus) == Qt::TabFocus
            && !each->focusProxy())
            stops.append(each);
    }
    return stops;
}

/// Of exclusive choices Tab stops at one and arrows lead to the others.
bool isChoiceBeside(const QWidget *stop, const QSet<QWidget *> &reached)
{
    const auto *button = qobject_cast<const QAbstractButton *>(stop);
    if (!button || (!button->autoExclusive() && !(button->group() && button->group()->exclusive())))
        return false;
    return std::ranges::any_of(reached, [button](const QWidget *each) {
        const auto *other = qobject_cast<const QAbstractButton *>(each);
        return other
            && (button->group() ? other->group() == button->group()
                                : other->autoExclusive() && other->parentWidget() == button->parentWidget());
    });
}

} // namespace

QStringList missingNames(QWidget *root)
{
    QStringList found;
    if (QAccessibleInterface *item = QAccessible::queryAccessibleInterface(root)) {
        for (int i = 0; i < item->childCount(); ++i) {
            if (QAccessibleInterface *child = item->child(i))
                namesIn(child, found);
        }
    }
    for (const QListView *list : root->findChildren<QListView *>()) {
        if (list->isVisible())
            rowNamesIn(list, found);
    }
    return found;
}

QStringList unreachableByTab(QWidget *root)
{
    const QList<QWidget *> stops = stopsIn(root);
    if (stops.isEmpty())
        return {};
    QWidget *first = stops.first();
    first->setFocus(Qt::TabFocusReason);
    QSet<QWidget *> reached;
    constexpr int kRound = 400;
    bool cameBack = false;
    for (int step = 0; step < kRound && !cameBack; ++step) {
        QWidget *now = QApplication::focusWidget();
        if (!now)
            return {nameOf(root) + QStringLiteral(": Tab loses the focus")};
        cameBack = step > 0 && now == first;
        reached.insert(now);
        QTest::keyClick(now, Qt::Key_Tab);
    }
    QStringList found;
    if (!cameBack)
        found.append(QStringLiteral("Tab does not come back to ") + nameOf(first) + QStringLiteral("; it ends at ")
            + (QApplication::focusWidget() ? nameOf(QApplication::focusWidget()) : QStringLiteral("nothing")));
    for (const QWidget *stop : stops) {
        if (!reached.contains(const_cast<QWidget *>(stop)) && !isChoiceBeside(stop, reached))
            found.append(QStringLiteral("Tab does not reach ") + nameOf(stop));
    }
    return found;
}

} // namespace test_window
