// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/hash_label.h"

#include "widgets/common/icons.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/firmware/check_text.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace widgets {

HashLabel::HashLabel(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextRole::Mono, Tone::Text, this))
    , m_copy(new QToolButton(this))
{
    constexpr int kTarget = 24;
    m_copy->setObjectName(QStringLiteral("copyHash"));
    m_copy->setFixedSize(kTarget, kTarget);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addStretch();
    row->addWidget(m_text);
    row->addWidget(m_copy);
    setFixedHeight(kTarget);
    connect(m_copy, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(QString::fromLatin1(m_hash.toHex())); });
    setHash({});
    restyle();
}

void HashLabel::setHash(const QByteArray &hash, const QString &reason)
{
    m_hash = hash;
    m_text->setText(shortHash(hash));
    m_text->setTone(hash.isEmpty() ? Tone::Text3 : Tone::Text);
    m_text->setToolTip(hash.isEmpty() ? reason : QString::fromLatin1(hash.toHex()));
    m_copy->setVisible(!hash.isEmpty());
}

QString HashLabel::shown() const { return m_text->text(); }

void HashLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        restyle();
}

void HashLabel::restyle()
{
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_copy->setToolTip(tr("Copy the whole hash"));
    m_copy->setAccessibleName(tr("Copy the whole hash"));
}

} // namespace widgets
