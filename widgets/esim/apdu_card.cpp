// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/apdu_card.h"

#include "widgets/common/empty_state.h"
#include "widgets/common/icons.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/esim/apdu_delegate.h"
#include "widgets/esim/apdu_model.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {
namespace {
constexpr int kRowHeight = 26;
} // namespace

ApduCard::ApduCard(QWidget *parent)
    : Card(parent)
    , m_delegate(new ApduDelegate(this))
    , m_table(new QTableView(this))
    , m_empty(new EmptyState(this))
    , m_caption(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_mode(new Segmented(2, this))
    , m_copy(new QPushButton(this))
{
    setUpTable();
    layout()->setContentsMargins(1, 8, 1, 1); // the table reaches the frame, the title does not
    titleRow()->setContentsMargins(14, 0, 14, 0);
    titleRow()->insertWidget(2, m_caption);
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    m_copy->setProperty("compact", true);
    titleRow()->addWidget(m_copy);
    titleRow()->addWidget(m_mode);
    m_empty->setContentsMargins(14, 4, 14, 10);
    body()->addWidget(m_empty);
    body()->addWidget(m_table, 1);
    m_mode->setCurrent(0);
    connect(m_mode, &Segmented::chosen, this, [this](int index) { setHex(index == 1); });
    connect(m_copy, &QPushButton::clicked, this, &ApduCard::copy);
    retranslate();
    showColumns();
    refresh();
}

void ApduCard::setUpTable()
{
    m_table->setObjectName(QStringLiteral("apduTable"));
    m_table->setItemDelegate(m_delegate);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(kRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    auto *copyKey = new QAction(this);
    copyKey->setShortcut(QKeySequence::Copy);
    copyKey->setShortcutContext(Qt::WidgetShortcut);
    connect(copyKey, &QAction::triggered, this, &ApduCard::copy);
    m_table->addAction(copyKey);
    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { m_follow = value == bar->maximum(); });
    connect(bar, &QScrollBar::rangeChanged, this, [this](int, int) {
        if (m_follow)
            m_table->scrollToBottom();
    });
}

void ApduCard::setModel(ApduModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    // The view makes a selection model for each model and leaves the deleting to us.
    const QPointer<QItemSelectionModel> before(m_table->selectionModel());
    m_table->setModel(model);
    delete before;
    m_follow = true;
    if (m_model) {
        connect(m_model, &QAbstractItemModel::rowsInserted, this, &ApduCard::refresh);
        connect(m_model, &QAbstractItemModel::modelReset, this, &ApduCard::refresh);
    }
    showColumns();
    refresh();
    m_table->scrollToBottom();
}

void ApduCard::setHex(bool hex)
{
    m_hex = hex;
    m_mode->setCurrent(hex ? 1 : 0);
    m_delegate->setHex(hex);
    showColumns();
    m_table->viewport()->update();
}

void ApduCard::showColumns()
{
    if (!m_model)
        return;
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    const std::pair<int, int> widths[]
        = {{ApduModel::TimeColumn, 116}, {ApduModel::WayColumn, 30}, {ApduModel::CommandColumn, 132},
            {ApduModel::DataColumn, 330}, {ApduModel::StatusColumn, 72}, {ApduModel::TookColumn, 74}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->setColumnHidden(ApduModel::MeaningColumn, m_hex);
    header->setSectionResizeMode(m_hex ? ApduModel::DataColumn : ApduModel::MeaningColumn, QHeaderView::Stretch);
}

QString ApduCard::copiedText() const
{
    if (!m_model)
        return {};
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    if (rows.size() < 2) {
        rows.clear();
        for (int row = 0; row < m_model->rowCount(); ++row)
            rows.append(row);
    }
    QString text;
    for (const int row : std::as_const(rows))
        text += m_model->plainText(row) + u'\n';
    return text;
}

int ApduCard::heightOfRows(int rows) const
{
    const QMargins margins = layout()->contentsMargins();
    return margins.top() + titleRow()->sizeHint().height() + layout()->spacing()
        + m_table->horizontalHeader()->sizeHint().height() + rows * kRowHeight + margins.bottom();
}

void ApduCard::copy() const { QGuiApplication::clipboard()->setText(copiedText()); }

void ApduCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void ApduCard::retranslate()
{
    setTitle(tr("APDU timeline"));
    m_caption->setText(tr("each message with its ES10 meaning"));
    m_mode->setLabel(0, tr("Meaning"));
    m_mode->setLabel(1, tr("Hex"));
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_copy->setAccessibleName(tr("Copy the APDU timeline"));
    m_table->setAccessibleName(tr("APDU timeline"));
    m_table->horizontalHeader()->setFont(roleFont(TextRole::Table));
    m_empty->setText(tr("Nothing was said to the card yet."), tr("Each command to it and each answer is listed here."));
    if (m_model)
        m_model->retranslate();
}

void ApduCard::refresh()
{
    const bool any = m_model && m_model->rowCount() > 0;
    m_empty->setVisible(!any);
    m_table->setVisible(any);
    m_copy->setEnabled(any);
}

} // namespace widgets
