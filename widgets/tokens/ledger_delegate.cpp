// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"
#include "widgets/tokens/ledger_model.h"

#include <QPainter>

namespace widgets {
namespace {

constexpr int kPadding = 8;
constexpr int kEdge = 14; ///< of the first and the last column, level with the card's words
constexpr int kBar = 3;

struct Ink {
    QColor colour;
    bool strong = false;
};

Ink inkOf(const QModelIndex &index)
{
    const Theme &t = theme();
    const QString kind = index.data(LedgerModel::KindRole).toString();
    const int column = index.column();
    const bool amount = column == LedgerModel::TokensColumn || column == LedgerModel::MoneyColumn;
    if (index.data().toString() == kEmDash)
        return {t.text3};
    if (kind == QLatin1String("adjust") && (column == LedgerModel::KindColumn || amount))
        return {t.warn, column == LedgerModel::TokensColumn};
    if (kind == QLatin1String("commit") && amount)
        return {t.money.ink, column == LedgerModel::TokensColumn};
    if (kind == QLatin1String("grant") && column == LedgerModel::TokensColumn)
        return {t.text, true};
    if (column == LedgerModel::NumberColumn || column == LedgerModel::MoveColumn)
        return {t.text3};
    const bool quiet = kind == QLatin1String("reserve") || kind == QLatin1String("release");
    return {quiet && column != LedgerModel::AvailableColumn ? t.text2 : t.text};
}

void drawGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme &t = theme();
    const QRect &cell = option.rect;
    const auto chain = static_cast<LedgerModel::Chain>(index.data(LedgerModel::ChainRole).toInt());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(cell, t.selected);
    else if (chain != LedgerModel::Chain::Sound)
        painter->fillRect(cell, t.errorBg);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), t.line);
    if (index.column() != LedgerModel::NumberColumn)
        return;
    if (chain == LedgerModel::Chain::Broken)
        painter->fillRect(QRect(cell.left(), cell.top(), kBar, cell.height() - 1), t.error);
    else if (selected)
        painter->fillRect(QRect(cell.left(), cell.top(), kBar, cell.height() - 1), t.accent);
}

} // namespace

void LedgerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    drawGround(painter, option, index);
    const Ink ink = inkOf(index);
    const int column = index.column();
    const QString shown = index.data().toString();
    const bool isPromptId = column == LedgerModel::PromptColumn && !shown.startsWith(u'#') && shown != kEmDash;
    QFont font = roleFont(isPromptId ? TextRole::Mono : TextRole::Table);
    if (ink.strong)
        font.setWeight(QFont::DemiBold);
    painter->setPen(ink.colour);
    const bool last = column == LedgerModel::ColumnCount - 1;
    const QRectF words = QRectF(option.rect).adjusted(kPadding, 0, last ? -kEdge : -kPadding, -1);
    const QFontMetricsF metrics(font);
    const double baseline = words.top() + (words.height() + metrics.ascent() - metrics.descent()) / 2;
    if (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) {
        drawTabular(*painter, {words.right() - tabularWidth(font, shown), baseline}, font, shown);
    } else if (column == LedgerModel::TimeColumn) {
        drawTabular(*painter, {words.left(), baseline}, font, shown);
    } else {
        painter->setFont(font);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(shown, Qt::ElideRight, static_cast<int>(words.width())));
    }
    painter->restore();
}

} // namespace widgets
