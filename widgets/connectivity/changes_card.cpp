// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/changes_card.h"

#include "widgets/common/empty_state.h"
#include "widgets/common/fonts.h"
#include "widgets/common/icons.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/common/whole_rows.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/kit/kit_context.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

namespace widgets {
namespace {

constexpr int kRowHeight = 24;
constexpr int kHeader = 32; ///< at most
constexpr int kRowsShown = 1;
constexpr int kPad = 14; ///< of the first column, as in its header
constexpr int kInner = 8;

} // namespace

void ChangesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect &cell = option.rect;
    const auto kind = static_cast<ConnectivityLog::Kind>(index.data(ConnectivityLog::KindRole).toInt());
    const int column = index.column();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, t.selected);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), t.line);
    if (column == ConnectivityLog::Time && isBad(kind))
        painter->fillRect(QRect(cell.left(), cell.top(), 3, cell.height() - 1), t.error);
    QFont font = roleFont(TextRole::Table);
    if (column == ConnectivityLog::What)
        font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const double baseline = cell.top() + (cell.height() + metrics.ascent() - metrics.descent()) / 2;
    const bool good = kind == ConnectivityLog::Kind::Registered || kind == ConnectivityLog::Kind::LinkBack;
    painter->setPen(column == ConnectivityLog::What ? (isBad(kind) ? t.error
                            : good                                 ? t.ok
                                                                   : t.text)
            : column == ConnectivityLog::Lasted     ? t.text
                                                    : t.text2);
    const QString words = index.data().toString();
    if (column == ConnectivityLog::Time) {
        drawTabular(*painter, QPointF(cell.left() + kPad, baseline), font, words);
    } else if (column == ConnectivityLog::Lasted) {
        drawTabular(*painter, QPointF(cell.right() + 1 - kInner - tabularWidth(font, words), baseline), font, words);
    } else {
        const QRect inside = cell.adjusted(kInner, 0, -kInner, 0);
        painter->setFont(font);
        painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(words, Qt::ElideRight, inside.width()));
    }
    painter->restore();
}

ChangesCard::ChangesCard(QWidget *parent)
    : Card(parent)
    , m_copy(new QPushButton(this))
    , m_table(new QTableView(this))
    , m_empty(new EmptyState(this))
{
    setFlush();
    layout()->setSpacing(0);
    titleRow()->setContentsMargins(14, 8, 10, 4);
    m_copy->setObjectName(QStringLiteral("copyChanges"));
    m_copy->setProperty("compact", true);
    titleRow()->addWidget(m_copy);
    m_table->setObjectName(QStringLiteral("changes"));
    m_table->setItemDelegate(new ChangesDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(kHeader + kRowsShown * kRowHeight);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // takes what is left, scrolls by itself
    m_empty->setContentsMargins(14, 4, 14, 14);
    body()->addWidget(m_empty);
    body()->addWidget(new WholeRows(m_table, this), 1);
    connect(m_copy, &QPushButton::clicked, this, &ChangesCard::copy);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) { show(index.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { show(index.row()); });
}

void ChangesCard::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_log)
        m_log->disconnect(this);
    m_kit = std::move(kit);
    m_log = m_kit ? m_kit->model<ConnectivityLog>() : nullptr;
    m_table->setModel(m_log);
    if (m_log) {
        connect(m_log, &QAbstractItemModel::rowsInserted, this, &ChangesCard::refresh);
        QHeaderView *header = m_table->horizontalHeader();
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setSectionResizeMode(ConnectivityLog::Details, QHeaderView::Stretch);
        m_table->setColumnWidth(ConnectivityLog::Time, 132);
        m_table->setColumnWidth(ConnectivityLog::What, 230);
        m_table->setColumnWidth(ConnectivityLog::Lasted, 150);
        m_log->retranslate();
    }
    refresh();
}

void ChangesCard::retranslate()
{
    setTitle(tr("Drops and changes"));
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_copy->setToolTip(tr("Copy the changes as text"));
    m_empty->setText(tr("Nothing happened to the connection yet."),
        tr("Registrations, drops, cell changes and losses of the link appear here with their times."));
    m_table->setAccessibleName(tr("Changes of the connection, newest first"));
    m_table->horizontalHeader()->setFont(roleFont(TextRole::Caption));
    if (m_log)
        m_log->retranslate();
}

void ChangesCard::refresh()
{
    const bool empty = !m_log || m_log->rowCount() == 0;
    m_empty->setVisible(empty);
    m_table->setVisible(!empty);
    m_copy->setEnabled(!empty);
}

void ChangesCard::tick()
{
    // Only how long the newest changes have lasted moves with the clock.
    const QRect view = m_table->viewport()->rect();
    const int left = m_table->columnViewportPosition(ConnectivityLog::Lasted);
    m_table->viewport()->update(left, view.top(), m_table->columnWidth(ConnectivityLog::Lasted), view.height());
}

void ChangesCard::copy()
{
    if (m_log && m_log->rowCount() > 0)
        QGuiApplication::clipboard()->setText(m_log->plainText());
}

void ChangesCard::show(int row)
{
    const QVariant at = m_log ? m_log->index(row, 0).data(ConnectivityLog::AxisRole) : QVariant();
    if (!m_kit || !at.isValid())
        return;
    TimeWindow *window = m_kit->window();
    const std::int64_t middle = at.toLongLong();
    window->setRange(middle - window->spanNs() / 2, middle + window->spanNs() / 2);
}

} // namespace widgets
