// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/card.h"

#include "widgets/common/chip.h"
#include "widgets/common/icons.h"
#include "widgets/common/text_label.h"

#include <QVBoxLayout>

namespace widgets {

Card::Card(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(16, this))
    , m_title(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_chip(new Chip(this))
    , m_titleRow(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    setObjectName(QStringLiteral("card"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(15, 10, 15, 14);
    outer->setSpacing(6);
    m_titleRow->setSpacing(8);
    m_titleRow->addWidget(m_icon);
    m_titleRow->addWidget(m_title);
    m_titleRow->addStretch();
    m_titleRow->addWidget(m_chip);
    outer->addLayout(m_titleRow);
    m_body->setSpacing(8);
    outer->addLayout(m_body, 1);
    m_title->setMinimumHeight(24); // as high as a button beside it, so that cards in a row stay level
    m_icon->hide();
    m_title->hide();
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setFlush() { layout()->setContentsMargins(1, 1, 1, 1); }

void Card::setLow() { layout()->setContentsMargins(15, 6, 15, 8); }

void Card::setIcon(const QString &iconName)
{
    m_icon->setIconName(iconName);
    m_icon->show();
}

} // namespace widgets
