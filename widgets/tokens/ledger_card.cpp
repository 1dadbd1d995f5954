// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_card.h"

#include "widgets/common/chip.h"
#include "widgets/common/combo_label.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/icons.h"
#include "widgets/common/save_as.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/common/whole_rows.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/tokens/ledger_csv.h"
#include "widgets/tokens/ledger_delegate.h"
#include "widgets/tokens/ledger_feed.h"
#include "widgets/tokens/ledger_filter.h"
#include "widgets/tokens/ledger_words.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <array>

namespace widgets {
namespace {

constexpr std::array<const char *, 5> kKinds{"grant", "reserve", "commit", "release", "adjust"};

} // namespace

LedgerCard::LedgerCard(QWidget *parent)
    : Card(parent)
    , m_filter(new LedgerFilter(this))
    , m_heading(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_chain(new Chip(this))
    , m_kinds(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_count(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_done(new TextLabel(TextRole::Table, Tone::Ok, this))
    , m_follow(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_empty(new EmptyState(this))
    , m_table(new QTableView(this))
{
    setFlush();
    setUpTable();
    body()->setSpacing(0);
    body()->addLayout(makeToolbar());
    m_empty->setContentsMargins(14, 4, 14, 12);
    body()->addWidget(m_empty, 1);
    m_table->setMinimumHeight(26 + 4 * 28);
    body()->addWidget(new WholeRows(m_table, this), 1);
    connectParts();
    retranslate();
}

QHBoxLayout *LedgerCard::makeToolbar()
{
    m_chain->setObjectName(QStringLiteral("chain"));
    m_kinds->setObjectName(QStringLiteral("ledgerKinds"));
    m_search->setObjectName(QStringLiteral("ledgerSearch"));
    m_count->setObjectName(QStringLiteral("ledgerCount"));
    m_done->setObjectName(QStringLiteral("ledgerDone"));
    m_follow->setObjectName(QStringLiteral("ledgerFollow"));
    m_copy->setObjectName(QStringLiteral("ledgerCopy"));
    m_export->setObjectName(QStringLiteral("ledgerExport"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 9, 10, 8);
    bar->setSpacing(8);
    m_kinds->setMinimumWidth(110);
    m_search->setMaximumWidth(260);
    m_search->setMinimumWidth(120);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_done->setElided(true);
    bar->addWidget(m_heading);
    bar->addWidget(m_chain);
    bar->addSpacing(8);
    bar->addWidget(m_kinds);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_done, 1);
    for (QPushButton *button : {m_follow, m_copy, m_export})
        bar->addWidget(button);
    return bar;
}

void LedgerCard::setUpTable()
{
    m_table->setObjectName(QStringLiteral("ledger"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new LedgerDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(48);
}

void LedgerCard::connectParts()
{
    connect(m_kinds, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setKind(m_kinds->itemData(index).toString());
        refresh();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setSearch(text);
        refresh();
    });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
    connect(m_filter, &QAbstractItemModel::modelReset, this, &LedgerCard::onSelectionChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LedgerCard::onSelectionChanged);
    connect(m_follow, &QPushButton::toggled, this, [this](bool on) {
        if (on)
            m_table->scrollToTop();
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_follow->setChecked(false); });
    connect(m_copy, &QPushButton::clicked, this, &LedgerCard::copy);
    connect(m_export, &QPushButton::clicked, this, &LedgerCard::exportCsv);
}

void LedgerCard::setKit(KitContext *kit, LedgerFeed *feed)
{
    m_kit = kit;
    m_feed = feed;
    m_done->setText({});
    m_filter->setSourceModel(feed ? feed->model() : nullptr);
    QHeaderView *header = m_table->horizontalHeader();
    if (feed) {
        constexpr std::array<int, LedgerModel::ColumnCount> kWidths{72, 118, 92, 92, 0, 104, 112, 112, 100};
        for (int column = 0; column < LedgerModel::ColumnCount; ++column) {
            const bool stretches = column == LedgerModel::MoveColumn;
            header->setSectionResizeMode(column, stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
            if (!stretches)
                m_table->setColumnWidth(column, kWidths.at(static_cast<std::size_t>(column)));
        }
    }
    m_follow->setChecked(true);
    m_table->scrollToTop();
    refresh();
}

void LedgerCard::retranslate()
{
    m_heading->setText(tr("Ledger"));
    setAccessibleName(tr("Ledger"));
    retranslateKinds();
    labelCombo(m_kinds, tr("Kind of entry"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the ledger"));
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Stay at the newest entry"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the selected rows, or all that are shown"));
    m_export->setText(tr("Export CSV…"));
    m_follow->setIcon(icon(QStringLiteral("follow"), theme().text2));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_export->setIcon(icon(QStringLiteral("save"), theme().text2));
    m_table->setAccessibleName(tr("Ledger entries"));
    m_table->horizontalHeader()->setFont(roleFont(TextRole::Table));
    m_done->setText({});
    if (m_feed)
        m_feed->model()->retranslate();
    refresh();
}

void LedgerCard::retranslateKinds()
{
    const QSignalBlocker blocker(m_kinds);
    const int current = std::max(0, m_kinds->currentIndex());
    m_kinds->clear();
    m_kinds->addItem(tr("All kinds"), QString());
    for (const char *kind : kKinds)
        m_kinds->addItem(ledgerKindWord(QLatin1String(kind)), QLatin1String(kind));
    m_kinds->setCurrentIndex(current);
}

QString LedgerCard::entriesText(qint64 count)
{
    return count == 1 ? tr("1 entry") : tr("%1 entries").arg(integer(count));
}

void LedgerCard::refresh()
{
    refreshChip();
    const int shown = m_filter->rowCount();
    const int all = m_feed ? m_feed->model()->rowCount() : 0;
    m_count->setText(shown != all ? tr("%1 of %2 entries").arg(integer(shown), integer(all)) : entriesText(all));
    if (all > 0)
        m_empty->setText(tr("No entry matches."), tr("Clear the search, or choose all kinds."));
    else if (m_feed && m_feed->known())
        m_empty->setText(tr("No entries yet."), tr("A grant by the operator or the first prompt makes one."));
    else
        m_empty->setText(tr("The ledger has not been read yet."), tr("It is read when the kit is connected."));
    m_empty->setVisible(shown == 0);
    m_table->setVisible(shown > 0);
    m_copy->setEnabled(shown > 0);
    m_export->setEnabled(shown > 0);
}

void LedgerCard::refreshChip()
{
    if (!m_feed || (!m_feed->known() && !m_feed->reading()))
        return m_chain->setState({}, ChipTone::Neutral);
    if (m_feed->reading() && (!m_feed->known() || m_feed->gathered() > 0))
        return m_chain->setState(tr("reading, %1 entries").arg(integer(m_feed->gathered())), ChipTone::Neutral);
    const QString how = tr("Checked: numbers without a gap, and every balance and reservation follows from the entry "
                           "before. Kit protocol v1 states no hashes.");
    QStringList sentences;
    for (const profiles::LedgerFinding &finding :
        m_feed->report().findings.first(std::min<qsizetype>(5, m_feed->report().findings.size())))
        sentences.append(findingSentence(finding));
    m_chain->setToolTip(sentences.isEmpty() ? how : sentences.join(u'\n'));
    const int count = m_feed->model()->rowCount();
    if (const auto bad = m_feed->firstBad())
        m_chain->setState(
            tr("chain broken at entry %1").arg(integer(static_cast<qint64>(bad->entry))), ChipTone::Error);
    else if (!m_feed->report().sound())
        m_chain->setState(tr("charged more than reserved at entry %1")
                              .arg(integer(static_cast<qint64>(m_feed->report().findings.first().entry))),
            ChipTone::Warn);
    else if (count > 0)
        m_chain->setState(m_feed->whole() ? tr("chain of sums intact") : tr("newest part, sums intact"), ChipTone::Ok);
    else
        m_chain->setState({}, ChipTone::Neutral);
}

void LedgerCard::onRowsInserted(int first, int last)
{
    if (m_follow->isChecked())
        m_table->scrollToTop();
    else if (first <= m_table->rowAt(0)) // what is looked at stays where it is
        m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->value() + last - first + 1);
    refresh();
}

void LedgerCard::onSelectionChanged()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        m_follow->setChecked(false); // new entries do not carry off what was chosen
    if (rows.size() == 1 && m_feed)
        Q_EMIT entryChosen(m_feed->model()->entry(m_filter->mapToSource(rows.first()).row()));
    else
        Q_EMIT selectionCleared();
}

void LedgerCard::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QList<int> LedgerCard::chosenRows() const
{
    QList<int> rows;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(m_filter->mapToSource(index).row());
    if (rows.size() < 2) {
        rows.clear();
        for (int row = 0; row < m_filter->rowCount(); ++row)
            rows.append(m_filter->mapToSource(m_filter->index(row, 0)).row());
    }
    std::ranges::sort(rows);
    return rows;
}

void LedgerCard::copy()
{
    if (!m_feed || !m_kit)
        return;
    const QList<int> rows = chosenRows();
    QGuiApplication::clipboard()->setText(ledgerTable(*m_feed->model(), rows, m_kit->origin()));
    m_done->setText(tr("%1 copied").arg(entriesText(rows.size())));
}

void LedgerCard::exportCsv()
{
    if (!m_feed || !m_kit || m_filter->rowCount() == 0)
        return;
    const QString serial = m_kit->session()->identity().serial;
    SaveAs what;
    what.title = tr("Export the ledger");
    what.fileName = serial.isEmpty() ? QStringLiteral("ledger.csv")
                                     : QString(QStringLiteral("ledger-") + serial + QStringLiteral(".csv"));
    what.filter = tr("CSV (*.csv)");
    const QString csv = ledgerCsv(*m_feed->model(), chosenRows(), m_kit->origin()); // as it stood when it was asked for
    const auto count = static_cast<qint64>(chosenRows().size());
    what.contents = [csv] { return csv.toUtf8(); };
    what.done = [this, count](const QString &path, const QString &problem) {
        m_done->setText(
            problem.isEmpty() ? tr("%1 saved to %2").arg(entriesText(count), QFileInfo(path).fileName()) : QString());
        if (problem.isEmpty())
            Q_EMIT exported();
        else
            Q_EMIT exportFailed(problem);
    };
    saveAs(this, std::move(what));
}

bool LedgerCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return Card::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_table && key->matches(QKeySequence::Copy)) {
        if (event->type() == QEvent::KeyPress)
            copy();
        event->accept();
        return true;
    }
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return Card::eventFilter(watched, event);
    if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    const bool down = key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (down && m_filter->rowCount() > 0) {
        m_table->setFocus(Qt::OtherFocusReason);
        m_table->selectRow(0);
        return true;
    }
    return Card::eventFilter(watched, event);
}

} // namespace widgets
