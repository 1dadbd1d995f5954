// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_panel.h"

#include "device_link/session/host_clock.h"
#include "widgets/common/card.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/save_as.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/log/frame_detail.h"
#include "widgets/log/frame_feed.h"
#include "widgets/log/log_delegate.h"
#include "widgets/log/log_filter.h"
#include "widgets/log/log_model.h"
#include "widgets/log/recorded_log.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace widgets {

LogPanel::LogPanel(LogModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_shown(model)
    , m_filter(new LogFilter(this))
    , m_source(new Segmented(2, this))
    , m_level(new QComboBox(this))
    , m_area(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_count(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_done(new TextLabel(TextRole::Table, Tone::Ok, this))
    , m_raw(new QPushButton(this))
    , m_follow(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_note(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_banner(new ErrorBanner(this))
    , m_card(new Card(this))
    , m_empty(new EmptyState(this))
    , m_table(new QTableView(this))
    , m_detail(new FrameDetail(this))
    , m_feed(new FrameFeed(model, this))
{
    m_filter->setSourceModel(m_shown);
    setUpTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_banner);
    layout->addLayout(makeToolbar());
    layout->addWidget(m_note);
    layout->addWidget(m_card, 1);
    layout->addWidget(m_detail);
    m_card->setFlush();
    m_empty->setContentsMargins(14, 10, 14, 0);
    m_card->body()->addWidget(m_empty);
    m_card->body()->addWidget(m_table, 1);
    handFocusTo(this, m_table);
    connectParts();
    retranslate();
    m_filter->setLevel(LogLevel::Info);
    refreshSource();
}

LogPanel::~LogPanel() { setKit(nullptr); } // its lines may go with it, before the table does

void LogPanel::setUpTable()
{
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new LogDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(LogModel::TimeColumn, 124);
    m_table->setColumnWidth(LogModel::LevelColumn, 84);
    m_table->setColumnWidth(LogModel::AreaColumn, 110);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
}

QHBoxLayout *LogPanel::makeToolbar()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_level->setMinimumWidth(150);
    m_area->setMinimumWidth(130);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(360);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_done->setElided(true);
    m_note->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("logNote"));
    m_source->setObjectName(QStringLiteral("logSource"));
    m_source->setCurrent(0);
    m_table->setObjectName(QStringLiteral("logLines"));
    m_search->setObjectName(QStringLiteral("logSearch"));
    m_count->setObjectName(QStringLiteral("logCount"));
    m_done->setObjectName(QStringLiteral("logDone"));
    m_follow->setObjectName(QStringLiteral("logFollow"));
    m_copy->setObjectName(QStringLiteral("logCopy"));
    m_save->setObjectName(QStringLiteral("logSave"));
    m_raw->setObjectName(QStringLiteral("logRaw"));
    m_raw->setCheckable(true);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    for (QWidget *widget : QList<QWidget *>{m_source, m_level, m_area, m_search, m_count})
        bar->addWidget(widget, widget == m_search ? 1 : 0);
    bar->addWidget(m_done, 1);
    for (QPushButton *button : {m_raw, m_follow, m_copy, m_save})
        bar->addWidget(button);
    return bar;
}

void LogPanel::connectParts()
{
    connect(m_source, &Segmented::chosen, this, &LogPanel::refreshSource);
    connect(m_level, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            m_filter->setLevel(static_cast<LogLevel>(index));
        refreshCount();
    });
    connect(m_area, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setArea(index <= 0 ? QString() : m_area->currentText());
        refreshCount();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setSearch(text);
        refreshCount();
    });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, [this] {
        toNewest();
        refreshCount();
    });
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &LogPanel::refreshCount);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &LogPanel::refreshCount);
    connect(m_shown, &LogModel::areasChanged, this, &LogPanel::refreshAreas);
    connect(m_follow, &QPushButton::toggled, this, &LogPanel::toNewest);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &LogPanel::toNewest); // also by a resize
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        if (m_shown == m_model)
            m_follow->setChecked(false);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogPanel::onSelectionChanged);
    connect(m_raw, &QPushButton::toggled, this, &LogPanel::setFramesOn);
    connect(m_detail, &FrameDetail::closeAsked, this, &LogPanel::hideDetail);
    connect(m_copy, &QPushButton::clicked, this, &LogPanel::copy);
    connect(m_save, &QPushButton::clicked, this, &LogPanel::save);
    connect(m_banner, &ErrorBanner::actionTriggered, this, &LogPanel::save);
}

void LogPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_recorded)
        m_recorded->disconnect(this);
    m_recorded = kit && kit->session()->isReplay() ? kit->model<RecordedLog>() : nullptr;
    if (m_recorded)
        connect(m_recorded, &RecordedLog::changed, this, &LogPanel::refreshSource);
    m_source->setCurrent(0);
    m_feed->setKit(kit);
    const std::shared_ptr<KitContext> before = std::exchange(m_kit, std::move(kit));
    refreshSource(); // while what was shown is still there
}

bool LogPanel::showsRecording() const { return m_recorded && m_recorded->open() && m_source->current() == 0; }

void LogPanel::refreshSource()
{
    const bool recorded = showsRecording();
    m_filter->setFrames(recorded || m_feed->on()); // all a recording has are frames
    showModel(recorded ? m_recorded->lines() : m_model);
    refreshPossible();
    refreshNote();
    refreshCount();
}

void LogPanel::showModel(LogModel *model)
{
    if (model == m_shown)
        return;
    m_shown->disconnect(this);
    m_shown = model;
    m_detail->setFrame(nullptr, {}); // its line is not in sight any more
    m_filter->setArea({});
    m_filter->setSourceModel(m_shown);
    connect(m_shown, &LogModel::areasChanged, this, &LogPanel::refreshAreas);
    refreshAreas();
    m_filter->setArea(m_area->currentIndex() <= 0 ? QString() : m_area->currentText());
    toNewest();
}

void LogPanel::toNewest()
{
    if (m_follow->isChecked() && m_shown == m_model) // a recording is read from its beginning
        m_table->scrollToBottom();
}

void LogPanel::setFramesOn(bool on)
{
    m_feed->setOn(on);
    m_filter->setFrames(on);
    refreshCount();
}

void LogPanel::showDetail()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.size() != 1)
        return m_detail->setFrame(nullptr, {});
    const LogLine &line = m_shown->line(m_filter->mapToSource(rows.first()).row());
    m_detail->setFrame(line.frame, line.text);
    if (line.frame)
        m_table->scrollTo(rows.first());
}

void LogPanel::hideDetail()
{
    m_detail->setFrame(nullptr, {});
    m_table->setFocus(Qt::OtherFocusReason);
}

void LogPanel::onSelectionChanged()
{
    showDetail();
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    if (m_shown == m_model)
        m_follow->setChecked(false); // new lines do not carry off what was chosen
    if (rows.size() == 1 && m_kit)
        moveAxis(m_shown->line(m_filter->mapToSource(rows.first()).row()));
}

void LogPanel::moveAxis(const LogLine &line)
{
    std::optional<std::int64_t> kitNs = line.axisNs;
    if (m_shown == m_model) {
        // Log lines bear the host's time of day; the kit's axis is reached by how long ago that was.
        const std::int64_t agoNs = (QDateTime::currentMSecsSinceEpoch() - line.timeMs) * 1'000'000;
        kitNs = m_kit->session()->clock().toKitNs(device_link::hostNowNs() - agoNs);
    }
    if (!kitNs || *kitNs < 0)
        return; // before this boot of the kit
    const std::int64_t span = m_kit->window()->spanNs();
    m_kit->window()->setRange(*kitNs - span / 2, *kitNs - span / 2 + span);
}

void LogPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LogPanel::copy()
{
    const QString lines = shownText();
    QGuiApplication::clipboard()->setText(lines);
    m_done->setText(tr("%1 lines copied").arg(integer(lines.count(u'\n'))));
}

bool LogPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool press = event->type() == QEvent::KeyPress;
    if (!press && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_table && press && key->key() == Qt::Key_Escape && m_detail->isVisible()) {
        hideDetail();
        return true;
    }
    if (watched == m_table && key->matches(QKeySequence::Copy)) {
        if (press)
            copy();
        event->accept();
        return true;
    }
    if (watched != m_search || !press)
        return QWidget::eventFilter(watched, event);
    if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    const bool down = key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (down && m_filter->rowCount() > 0) {
        m_table->setFocus(Qt::OtherFocusReason);
        m_table->selectRow(m_filter->rowCount() - 1); // the newest, where the eye is
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QString LogPanel::shownText() const
{
    QStringList lines;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    if (selected.size() > 1) {
        QModelIndexList sorted = selected;
        std::sort(sorted.begin(), sorted.end());
        for (const QModelIndex &index : sorted)
            lines.append(LogModel::plainText(m_shown->line(m_filter->mapToSource(index).row())));
    } else {
        for (int row = 0; row < m_filter->rowCount(); ++row)
            lines.append(LogModel::plainText(m_shown->line(m_filter->mapToSource(m_filter->index(row, 0)).row())));
    }
    return lines.join(u'\n') + u'\n';
}

void LogPanel::save()
{
    SaveAs what;
    what.title = tr("Save log");
    what.fileName = QStringLiteral("aiesim-workbench.log");
    if (showsRecording())
        what.fileName
            = QFileInfo(m_kit->session()->ports().first().address).completeBaseName() + QStringLiteral(".log");
    what.filter = tr("Text (*.log *.txt)");
    const QString lines = shownText(); // as it stood when it was asked for
    what.contents = [lines] { return lines.toUtf8(); };
    what.done = [this](const QString &path, const QString &problem) {
        m_saveProblem = problem;
        m_done->setText(problem.isEmpty() ? tr("saved to %1").arg(QFileInfo(path).fileName()) : QString());
        refreshBanner();
    };
    saveAs(this, std::move(what));
}

void LogPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

} // namespace widgets
