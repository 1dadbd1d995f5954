// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/empty_state.h"

#include "widgets/common/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_what(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_next(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_action(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (TextLabel *label : {m_what, m_next}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addSpacing(8);
    layout->addWidget(m_action, 0, Qt::AlignLeft);
    layout->addStretch();
    m_action->setProperty("kind", QStringLiteral("primary"));
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setText(const QString &what, const QString &next)
{
    m_what->setText(what);
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    setAccessibleName(what + u' ' + next);
}

void EmptyState::setAction(const QString &label)
{
    m_action->setText(label);
    m_action->setVisible(!label.isEmpty());
}

QString EmptyState::what() const { return m_what->text(); }

} // namespace widgets
