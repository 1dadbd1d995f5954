// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/top_bar.h"

#include "widgets/common/badge.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/find_button.h"
#include "widgets/kit/kit_context.h"
#include "widgets/recording/record_button.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/words.h"

#include <QEvent>
#include <QHBoxLayout>

namespace widgets {

TopBar::TopBar(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextRole::Title, Tone::Text, this))
    , m_line(new QFrame(this))
    , m_alias(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_serial(new TextLabel(TextRole::Mono, Tone::Text3, this))
    , m_badge(new Badge(this))
    , m_state(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_find(new FindButton(this))
    , m_record(new RecordButton(this))
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(48);
    m_line->setObjectName(QStringLiteral("separator"));
    m_line->setFixedSize(1, 20);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(12);
    for (QWidget *widget : QList<QWidget *>{m_title, m_line, m_alias, m_serial, m_badge, m_state})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(m_find);
    layout->addWidget(m_record);
    connect(m_find, &QPushButton::clicked, this, &TopBar::findClicked);
    connect(m_record, &QPushButton::clicked, this, &TopBar::recordClicked);
    m_serial->setTextInteractionFlags(Qt::TextSelectableByMouse);
    refresh();
}

void TopBar::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void TopBar::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit)
        connect(m_kit.get(), &KitContext::stateChanged, this, &TopBar::refresh);
    m_record->setRecorder(m_kit ? m_kit->model<Recorder>() : nullptr);
    refresh();
}

void TopBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void TopBar::refresh()
{
    m_line->setVisible(m_kit != nullptr);
    if (!m_kit)
        return;
    const device_link::KitIdentity identity = m_kit->session()->identity();
    m_alias->setText(m_kit->alias());
    m_serial->setText(m_kit->alias() == m_kit->serialOrPorts() ? QString() : m_kit->serialOrPorts());
    m_serial->setVisible(!m_serial->text().isEmpty());
    m_badge->setOrigin(m_kit->origin());
    const device_link::SessionState state = m_kit->session()->state();
    QString words = sessionWord(*m_kit->session());
    if (state == device_link::SessionState::Connected) {
        QStringList kinds;
        if (!identity.deviceKind.isEmpty())
            kinds.append(kitKindWord(identity.deviceKind));
        if (!identity.network.isEmpty())
            kinds.append(networkWord(identity.network));
        if (!kinds.isEmpty())
            words = kinds.join(QStringLiteral(" · "));
    }
    m_state->setText(words);
    m_state->setTone(state == device_link::SessionState::Failed ? Tone::Error : Tone::Text2);
}

} // namespace widgets
