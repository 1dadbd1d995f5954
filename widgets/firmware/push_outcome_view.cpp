// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_outcome_view.h"

#include "widgets/common/text_label.h"
#include "widgets/firmware/push_text.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace widgets {

PushOutcomeView::PushOutcomeView(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextRole::CardNumber, Tone::Text, this))
    , m_what(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_next(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_confirm(new QPushButton(this))
    , m_goBack(new QPushButton(this))
    , m_another(new QPushButton(this))
    , m_copy(new QPushButton(this))
{
    m_title->setObjectName(QStringLiteral("pushOutcome"));
    m_confirm->setObjectName(QStringLiteral("confirmNow"));
    m_goBack->setObjectName(QStringLiteral("goBack"));
    m_another->setObjectName(QStringLiteral("anotherPush"));
    m_copy->setObjectName(QStringLiteral("copyPushDetails"));
    m_confirm->setProperty("kind", QStringLiteral("primary"));
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (TextLabel *label : {m_title, m_what, m_next}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 6, 0, 0);
    row->setSpacing(8);
    for (QPushButton *button : {m_confirm, m_goBack, m_another, m_copy})
        row->addWidget(button);
    row->addStretch();
    layout->addLayout(row);
    connect(m_confirm, &QPushButton::clicked, this, &PushOutcomeView::confirmRequested);
    connect(m_goBack, &QPushButton::clicked, this, &PushOutcomeView::goBackRequested);
    connect(m_another, &QPushButton::clicked, this, &PushOutcomeView::anotherRequested);
    connect(m_copy, &QPushButton::clicked, this, &PushOutcomeView::copyRequested);
    retranslate();
}

void PushOutcomeView::retranslate()
{
    m_confirm->setText(tr("Confirm now"));
    m_goBack->setText(tr("Reboot to go back"));
    m_copy->setText(tr("Copy details"));
}

QString PushOutcomeView::title() const { return m_title->text(); }

void PushOutcomeView::refresh(const FirmwareWork &work)
{
    const std::optional<PushEnd> end = work.trialOrEnd();
    if (!end)
        return;
    EndText words = pushEndText(*end);
    if (work.busy() == FirmwareWork::Busy::Confirming)
        words.next = tr("The kit is asked to confirm it.");
    else if (work.busy() == FirmwareWork::Busy::GoingBack)
        words.next = tr("The kit reboots; its slots are read when it is back.");
    m_title->setText(words.title);
    m_title->setTone(words.tone);
    m_what->setText(words.what);
    m_next->setText(words.next);
    setAccessibleName(words.title);
    setAccessibleDescription(words.what + u' ' + words.next);
    refreshButtons(work);
}

void PushOutcomeView::refreshButtons(const FirmwareWork &work)
{
    const bool idle = work.busy() == FirmwareWork::Busy::No;
    const bool trial = work.trial();
    const QString why = work.connected() ? QString() : tr("Needs a connected kit.");
    for (QPushButton *button : {m_confirm, m_goBack}) {
        button->setVisible(trial && idle);
        button->setEnabled(work.connected());
        button->setToolTip(why);
    }
    m_another->setVisible(!trial && idle);
    m_another->setText(work.end() && work.end()->error ? tr("Push again") : tr("Push another"));
    m_copy->setVisible(work.end() && (work.end()->error || work.end()->trouble));
}

} // namespace widgets
