// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_panel.h"

#include "widgets/common/card.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/icons.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/log/log_delegate.h"
#include "widgets/log/log_filter.h"
#include "widgets/log/log_model.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace widgets {

namespace {

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

LogPanel::LogPanel(LogModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new LogFilter(this))
    , m_level(new QComboBox(this))
    , m_area(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_count(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_follow(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_card(new Card(this))
    , m_empty(new EmptyState(this))
    , m_table(new QTableView(this))
{
    m_filter->setSourceModel(m_model);
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
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(makeToolbar());
    layout->addWidget(m_card, 1);
    m_card->setFlush();
    m_empty->setContentsMargins(14, 10, 14, 0);
    m_card->body()->addWidget(m_empty);
    m_card->body()->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connectParts();
    retranslate();
    m_filter->setLevel(LogLevel::Info);
    refreshCount();
}

QHBoxLayout *LogPanel::makeToolbar()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_level->setMinimumWidth(150);
    m_area->setMinimumWidth(130);
    m_search->setMaximumWidth(360);
    m_search->setClearButtonEnabled(true);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    for (QWidget *widget : QList<QWidget *>{m_level, m_area, m_search, m_count})
        bar->addWidget(widget, widget == m_search ? 1 : 0);
    bar->addStretch();
    for (QPushButton *button : {m_follow, m_copy, m_save})
        bar->addWidget(button);
    return bar;
}

void LogPanel::connectParts()
{
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
        if (m_follow->isChecked())
            m_table->scrollToBottom();
        refreshCount();
    });
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &LogPanel::refreshCount);
    connect(m_model, &LogModel::areasChanged, this, &LogPanel::refreshAreas);
    connect(m_follow, &QPushButton::toggled, this, [this](bool on) {
        if (on)
            m_table->scrollToBottom();
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_follow->setChecked(false); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(shownText()); });
    connect(m_save, &QPushButton::clicked, this, &LogPanel::save);
}

void LogPanel::focusSearch() { m_search->setFocus(Qt::ShortcutFocusReason); }

QString LogPanel::shownText() const
{
    QStringList lines;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    if (selected.size() > 1) {
        QModelIndexList sorted = selected;
        std::sort(sorted.begin(), sorted.end());
        for (const QModelIndex &index : sorted)
            lines.append(LogModel::plainText(m_model->line(m_filter->mapToSource(index).row())));
    } else {
        for (int row = 0; row < m_filter->rowCount(); ++row)
            lines.append(LogModel::plainText(m_model->line(m_filter->mapToSource(m_filter->index(row, 0)).row())));
    }
    return lines.join(u'\n') + u'\n';
}

void LogPanel::save()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save log"), QStringLiteral("aiesim-workbench.log"), tr("Text (*.log *.txt)"));
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    const QByteArray bytes = shownText().toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        QMessageBox::warning(this, tr("Save log"), tr("The log could not be saved: %1.").arg(file.errorString()));
}

void LogPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void LogPanel::retranslate()
{
    const int level = m_level->count() == 0 ? static_cast<int>(LogLevel::Info) : m_level->currentIndex();
    {
        const QSignalBlocker blocker(m_level);
        m_level->clear();
        for (const LogLevel each :
            {LogLevel::Trace, LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
            m_level->addItem(sentenceCase(tr("%1 and above").arg(logLevelWord(each))));
        m_level->setCurrentIndex(level);
    }
    m_level->setAccessibleName(tr("Level"));
    m_area->setAccessibleName(tr("Area"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the log"));
    m_follow->setText(tr("Follow"));
    m_copy->setText(tr("Copy"));
    m_save->setText(tr("Save"));
    m_follow->setIcon(icon(QStringLiteral("follow"), theme().text2));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_save->setIcon(icon(QStringLiteral("save"), theme().text2));
    m_empty->setText(
        tr("Nothing logged at this level."), tr("Choose a lower level, another area, or clear the search."));
    m_table->setAccessibleName(tr("Log lines"));
    m_table->horizontalHeader()->setFont(roleFont(TextRole::Table));
    m_model->retranslate();
    refreshAreas();
    refreshCount();
}

void LogPanel::refreshAreas()
{
    const QSignalBlocker blocker(m_area);
    const QString current = m_area->currentIndex() > 0 ? m_area->currentText() : QString();
    m_area->clear();
    m_area->addItem(tr("All areas"));
    m_area->addItems(m_model->areas());
    m_area->setCurrentIndex(std::max(0, m_area->findText(current)));
}

void LogPanel::refreshCount()
{
    const int shown = m_filter->rowCount();
    m_count->setText(tr("%1 of %2 lines").arg(integer(shown), integer(m_model->rowCount())));
    m_empty->setVisible(shown == 0);
    m_table->setVisible(shown > 0);
}

} // namespace widgets
