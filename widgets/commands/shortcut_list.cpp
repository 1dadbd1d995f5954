// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/shortcut_list.h"

#include "widgets/commands/command_filter.h"
#include "widgets/commands/command_model.h"
#include "widgets/common/text_label.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace widgets {

ShortcutList::ShortcutList(CommandModel *commands, QWidget *parent)
    : QDialog(parent)
    , m_filter(new CommandFilter(this))
    , m_text(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_none(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_copy(new QPushButton(this))
    , m_tour(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("shortcuts"));
    resize(620, 640);
    m_filter->setSourceModel(commands);
    m_filter->setWithKeysOnly(true);
    m_table->setModel(m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CommandModel::Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addWidget(m_tour);
    buttons->addStretch();
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_none, 1, Qt::AlignTop);
    m_none->setObjectName(QStringLiteral("noShortcut"));
    m_none->setWordWrap(true);
    m_none->hide();
    layout->addLayout(buttons);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        const bool none = m_filter->rowCount() == 0;
        m_table->setVisible(!none);
        m_none->setVisible(none);
        m_copy->setEnabled(!none);
    });
    connect(m_copy, &QPushButton::clicked, this, &ShortcutList::copy);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_tour, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT tourRequested();
    });
    m_tour->setObjectName(QStringLiteral("startTour"));
    m_close->setDefault(true);
    retranslate();
}

void ShortcutList::copy()
{
    QString text;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < CommandModel::ColumnCount; ++column)
            cells.append(m_filter->index(row, column).data().toString());
        text += cells.join(QLatin1Char('\t'));
        text += QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

void ShortcutList::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ShortcutList::retranslate()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_text->setPlaceholderText(tr("Search shortcuts"));
    m_text->setAccessibleName(tr("Search shortcuts"));
    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_none->setText(tr("No shortcut is called like that. What has none is found with Ctrl+K."));
    m_copy->setText(tr("Copy list"));
    m_tour->setText(tr("Start the tour"));
    m_tour->setToolTip(tr("Shows what the workbench does, step by step, on this kit."));
    m_close->setText(tr("Close"));
}

} // namespace widgets
