// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit_rail/kit_list_model.h"

#include "widgets/kit/kit_context.h"
#include "widgets/text/words.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace widgets {
namespace {

QString wordsOf(const KitContext &kit)
{
    QString words = kit.alias() + comma() + kit.serialOrPorts() + comma() + sessionWord(*kit.session());
    if (kit.origin())
        words += comma() + originWord(*kit.origin());
    return words;
}

/// Of a recording also where it lies: the rail has room for neither its whole name nor its path.
QString toolTipOf(const KitContext &kit)
{
    if (!kit.session()->isReplay())
        return wordsOf(kit);
    const QString path = kit.session()->ports().first().address;
    return QFileInfo(path).fileName() + u'\n' + QDir::toNativeSeparators(path) + u'\n' + wordsOf(kit);
}

} // namespace

void KitListModel::add(std::shared_ptr<KitContext> kit)
{
    const auto row = static_cast<int>(m_kits.size());
    beginInsertRows({}, row, row);
    m_kits.append(kit);
    endInsertRows();
    connect(kit.get(), &KitContext::stateChanged, this, [this, changed = kit.get()] { tellChange(changed); });
}

void KitListModel::remove(const std::shared_ptr<KitContext> &kit)
{
    const auto row = static_cast<int>(m_kits.indexOf(kit));
    if (row < 0)
        return;
    kit->disconnect(this);
    beginRemoveRows({}, row, row);
    m_kits.removeAt(row);
    endRemoveRows();
}

void KitListModel::tellChange(const KitContext *kit)
{
    const auto found = std::ranges::find(m_kits, kit, &std::shared_ptr<KitContext>::get);
    const QModelIndex at = index(static_cast<int>(found - m_kits.begin()));
    Q_EMIT dataChanged(at, at);
}

bool KitListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    constexpr qsizetype kLongest = 60;
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const std::shared_ptr<KitContext> kit = m_kits.at(index.row());
    if (value.toString() == kit->alias())
        return false; // nothing was typed
    kit->setAlias(value.toString().simplified().left(kLongest));
    Q_EMIT renamed(kit);
    return true;
}

Qt::ItemFlags KitListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

std::shared_ptr<KitContext> KitListModel::kit(int row) const
{
    return row >= 0 && row < m_kits.size() ? m_kits.at(row) : nullptr;
}

int KitListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_kits.size());
}

QVariant KitListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const KitContext &kit = *m_kits.at(index.row());
    const device_link::SessionState state = kit.session()->state();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return kit.alias();
    case SerialRole: return kit.serialOrPorts();
    case StateRole: return static_cast<int>(state);
    case StateTextRole: return sessionWord(*kit.session());
    case OriginRole: return kit.origin() ? QVariant(static_cast<int>(*kit.origin())) : QVariant();
    case Qt::ToolTipRole: return toolTipOf(kit);
    case Qt::AccessibleTextRole: return wordsOf(kit);
    default: return {};
    }
}

void KitListModel::retranslate()
{
    if (!m_kits.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_kits.size()) - 1));
}

} // namespace widgets
