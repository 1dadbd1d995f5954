// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/command_palette.h"

#include "widgets/commands/command_delegate.h"
#include "widgets/commands/command_filter.h"
#include "widgets/commands/command_model.h"
#include "widgets/common/text_label.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace widgets {

CommandPalette::CommandPalette(CommandModel *commands, QWidget *window)
    : QFrame(window)
    , m_commands(commands)
    , m_filter(new CommandFilter(this))
    , m_text(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_none(new TextLabel(TextRole::Body, Tone::Text2, this))
{
    setObjectName(QStringLiteral("palette"));
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setSourceModel(commands);
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus); // typing goes on while one chooses
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->installEventFilter(this);
    m_none->setContentsMargins(16, 6, 16, 10);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    auto *field = new QVBoxLayout;
    field->setContentsMargins(10, 10, 10, 8);
    field->addWidget(m_text);
    layout->addLayout(field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_none);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    retranslate();
    hide();
}

void CommandPalette::open()
{
    if (isVisible())
        return closePalette();
    m_before = QApplication::focusWidget();
    m_text->clear();
    filter();
    place();
    show();
    raise();
    m_text->setFocus(Qt::OtherFocusReason);
    qApp->installEventFilter(this);
}

void CommandPalette::leave()
{
    qApp->removeEventFilter(this);
    hide();
}

void CommandPalette::closePalette()
{
    leave();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::place()
{
    const int width = qMin(kWidth, parentWidget()->width() - 32);
    const int rows = qMin(m_filter->rowCount(), kRowsShown);
    m_list->setVisible(rows > 0);
    m_none->setVisible(rows == 0);
    const int field = m_text->sizeHint().height() + 20;
    const int below = rows > 0 ? rows * CommandDelegate::kRowHeight + 8 : m_none->sizeHint().height();
    setGeometry((parentWidget()->width() - width) / 2, 64, width, field + below);
}

void CommandPalette::filter()
{
    m_filter->setText(m_text->text());
    m_list->setCurrentIndex(m_filter->index(0, 0));
    place();
}

void CommandPalette::step(int by)
{
    const int rows = m_filter->rowCount();
    if (rows == 0)
        return;
    const int row = qBound(0, m_list->currentIndex().row() + by, rows - 1);
    m_list->setCurrentIndex(m_filter->index(row, 0));
}

void CommandPalette::runCurrent()
{
    const QModelIndex source = m_filter->mapToSource(m_list->currentIndex());
    if (!source.isValid() || !m_commands->at(source.row()).isEnabled())
        return;
    const auto run = m_commands->at(source.row()).run;
    closePalette(); // first: what runs may move the focus
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched != this) {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget->window() == window() && !isAncestorOf(widget))
            closePalette();
        return false;
    }
    if (event->type() == QEvent::Resize && watched == parentWidget())
        place();
    if (watched == m_text && event->type() == QEvent::FocusOut && isVisible()) {
        // A shortcut went elsewhere. Another window, or the field's own menu, may come and go.
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            leave();
        return false;
    }
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape: closePalette(); return true;
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_PageDown: step(kRowsShown); return true;
    case Qt::Key_PageUp: step(-kRowsShown); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    default: return false;
    }
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CommandPalette::retranslate()
{
    m_text->setPlaceholderText(tr("Find or run anything"));
    m_text->setAccessibleName(tr("Find or run anything"));
    m_list->setAccessibleName(tr("Matching actions"));
    m_none->setText(tr("Nothing is called like that. Try another word, such as a panel's name."));
}

} // namespace widgets
