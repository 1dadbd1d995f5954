// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/waterfall_card.h"

#include "widgets/common/empty_state.h"
#include "widgets/common/fonts.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/kit/prompt_phases.h"
#include "widgets/latency/latency_scale.h"
#include "widgets/latency/waterfall_delegate.h"
#include "widgets/latency/waterfall_model.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QTableView>

namespace widgets {
namespace {

constexpr int kRowHeight = 26;
constexpr int kRowsShown = 3;
constexpr int kMark = 10;
constexpr int kGap = 6;
constexpr int kBetween = 16;

constexpr profiles::EnergyPhaseId kPhases[] = {profiles::EnergyPhaseId::Promotion, profiles::EnergyPhaseId::Uplink,
    profiles::EnergyPhaseId::Wait, profiles::EnergyPhaseId::FirstToken, profiles::EnergyPhaseId::Stream};

} // namespace

PhaseLegend::PhaseLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize PhaseLegend::sizeHint() const
{
    const QFontMetrics metrics(roleFont(TextRole::Caption));
    int width = 0;
    for (const profiles::EnergyPhaseId id : kPhases)
        width += kBetween + kMark + kGap + metrics.horizontalAdvance(phaseWord(id));
    return {width, 18};
}

void PhaseLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
}

void PhaseLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = 0;
    for (const profiles::EnergyPhaseId id : kPhases) {
        x += kBetween;
        painter.fillRect(QRect(x, (height() - kMark) / 2, kMark, kMark), phaseColour(id));
        x += kMark + kGap;
        const QString name = phaseWord(id);
        painter.setPen(theme().text2);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += metrics.horizontalAdvance(name);
    }
}

WaterfallCard::WaterfallCard(QWidget *parent)
    : Card(parent)
    , m_model(new WaterfallModel(this))
    , m_delegate(new WaterfallDelegate(this))
    , m_header(new WaterfallHeader)
    , m_table(new QTableView(this))
    , m_empty(new EmptyState(this))
    , m_legend(new PhaseLegend(this))
    , m_note(new TextLabel(TextRole::Table, Tone::Text3, this))
{
    setFlush();
    layout()->setSpacing(0);
    titleRow()->setContentsMargins(14, 8, 14, 4);
    titleRow()->insertWidget(2, m_note);
    titleRow()->addWidget(m_legend);
    setUpTable();
    m_empty->setContentsMargins(14, 4, 14, 14);
    body()->addWidget(m_empty);
    body()->addWidget(m_table, 1);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &WaterfallCard::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &WaterfallCard::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &WaterfallCard::refresh);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) { show(index.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { show(index.row()); });
    retranslate();
    refresh();
}

void WaterfallCard::setUpTable()
{
    m_table->setObjectName(QStringLiteral("waterfall"));
    m_table->setHorizontalHeader(m_header);
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setMinimumHeight(28 + kRowsShown * kRowHeight);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // takes what is left, scrolls by itself
    m_header->setFixedHeight(26);
    m_header->setSectionResizeMode(QHeaderView::Fixed);
    m_header->setSectionResizeMode(WaterfallModel::Bars, QHeaderView::Stretch);
}

void WaterfallCard::fitColumns()
{
    const QFontMetrics metrics(roleFont(TextRole::Caption));
    m_table->setColumnWidth(WaterfallModel::Number, 62);
    m_table->setColumnWidth(WaterfallModel::Prompt, 220);
    for (int column = WaterfallModel::FirstToken; column < WaterfallModel::ColumnCount; ++column) {
        const QString name = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        m_table->setColumnWidth(column, std::max(76, metrics.horizontalAdvance(name) + 26));
    }
}

void WaterfallCard::setKit(std::shared_ptr<KitContext> kit)
{
    m_kit = std::move(kit);
    m_model->setHistory(m_kit ? m_kit->prompts() : nullptr);
    retranslate();
}

void WaterfallCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void WaterfallCard::retranslate()
{
    setTitle(tr("Prompts"));
    m_note->setText(tr("by the kit's clock, from \"accepted\""));
    if (m_kit && m_kit->session()->isReplay())
        m_empty->setText(tr("This recording holds no prompts."),
            tr("Where the milliseconds of a prompt went appears here when it was asked while recording."));
    else
        m_empty->setText(tr("No prompt was asked in this session."),
            tr("Ask one under Prompts; where its milliseconds went appears here."));
    m_table->setAccessibleName(tr("Times of the last prompts"));
    m_model->retranslate();
    fitColumns();
}

void WaterfallCard::refresh()
{
    const bool empty = m_model->rowCount() == 0;
    m_empty->setVisible(empty);
    m_table->setVisible(!empty);
    m_legend->setVisible(!empty);
    m_note->setVisible(!empty);
    const double span = niceHigh(m_model->longestSeconds());
    m_delegate->setSpanSeconds(span);
    m_header->setSpanSeconds(span);
    m_table->viewport()->update();
}

void WaterfallCard::show(int row)
{
    const auto *entry = m_model->index(row, 0).data(WaterfallModel::EntryRole).value<const PromptEntry *>();
    if (!m_kit || !entry || !entry->run.accepted || entry->run.bootId != axisBoot(*m_kit))
        return;
    constexpr std::int64_t kAround = 500'000'000;
    const std::int64_t end = entry->run.lastContent().value_or(entry->run.done.value_or(*entry->run.accepted));
    m_kit->window()->setRange(*entry->run.accepted - kAround, end + kAround);
}

} // namespace widgets
