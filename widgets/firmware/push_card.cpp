// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_card.h"

#include "widgets/common/badge.h"
#include "widgets/common/question.h"
#include "widgets/common/step_list.h"
#include "widgets/common/text_label.h"
#include "widgets/firmware/push_options.h"
#include "widgets/firmware/push_outcome_view.h"
#include "widgets/firmware/push_progress_view.h"
#include "widgets/firmware/push_text.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

using Busy = FirmwareWork::Busy;

namespace {

QString stepTime(const PushRun::StepRecord &record)
{
    if (record.state == StepState::Waiting || (record.state == StepState::Skipped && record.ms == 0))
        return {};
    const double seconds = static_cast<double>(record.ms) / 1e3;
    return text({fixed(seconds, seconds < 10 ? 2 : 1), QStringLiteral("s")});
}

QFrame *separator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedHeight(1);
    return line;
}

} // namespace

PushCard::PushCard(QWidget *parent)
    : Card(parent)
    , m_badge(new Badge(this))
    , m_options(new PushOptions(this))
    , m_progress(new PushProgressView(this))
    , m_outcome(new PushOutcomeView(this))
    , m_steps(new StepList(this))
    , m_note(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_send(new QPushButton(this))
    , m_cancel(new QPushButton(this))
{
    m_send->setObjectName(QStringLiteral("sendImage"));
    m_send->setProperty("kind", QStringLiteral("primary"));
    m_cancel->setObjectName(QStringLiteral("cancelPush"));
    m_note->setObjectName(QStringLiteral("pushNote"));
    titleRow()->addWidget(m_badge);
    body()->setSpacing(10);
    for (QWidget *head : QList<QWidget *>{m_options, m_progress, m_outcome})
        body()->addWidget(head);
    body()->addWidget(separator(this));
    body()->addWidget(m_steps, 1);
    body()->addStretch();
    body()->addWidget(separator(this));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(12);
    m_note->setWordWrap(true);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_send);
    foot->addWidget(m_cancel);
    body()->addLayout(foot);
    connectParts();
    retranslate();
}

void PushCard::connectParts()
{
    const auto with = [this](void (FirmwareWork::*act)()) {
        return [this, act] {
            if (m_work)
                (m_work->*act)();
        };
    };
    connect(m_options, &PushOptions::chosen, this, [this](PushHow how) {
        if (m_work)
            m_work->setHow(how);
    });
    connect(m_send, &QPushButton::clicked, this, with(&FirmwareWork::push));
    connect(m_cancel, &QPushButton::clicked, this, with(&FirmwareWork::cancel));
    connect(m_outcome, &PushOutcomeView::confirmRequested, this, with(&FirmwareWork::confirm));
    connect(m_outcome, &PushOutcomeView::anotherRequested, this, with(&FirmwareWork::clearEnd));
    connect(m_outcome, &PushOutcomeView::goBackRequested, this, &PushCard::askGoBack);
    connect(m_outcome, &PushOutcomeView::copyRequested, this, &PushCard::copyDetails);
}

void PushCard::setKit(std::shared_ptr<KitContext> kit, FirmwareWork *work)
{
    delete m_question;
    m_kit = std::move(kit);
    m_work = work;
    refresh();
}

void PushCard::retranslate()
{
    setTitle(tr("Push"));
    m_send->setText(tr("Send") + QStringLiteral("  Ctrl ↵"));
    m_steps->setAccessibleName(tr("Steps of the push"));
    m_options->retranslate();
    m_outcome->retranslate();
    refresh();
}

void PushCard::refresh()
{
    const bool pushing = m_work && m_work->busy() == Busy::Pushing;
    const bool told = m_work && !pushing && m_work->trialOrEnd();
    m_badge->setOrigin(m_kit && m_kit->origin() == Origin::Simulated ? m_kit->origin() : std::nullopt);
    m_badge->setVisible(m_badge->origin().has_value());
    m_options->setVisible(!pushing && !told);
    m_progress->setVisible(pushing);
    m_outcome->setVisible(told);
    if (m_work)
        m_options->setHow(m_work->how());
    if (told)
        m_outcome->refresh(*m_work);
    m_steps->setVisible(!told || (m_work && m_work->run().begun()));
    refreshProgress();
    refreshFoot();
}

void PushCard::refreshProgress()
{
    if (m_work && m_work->busy() == Busy::Pushing)
        m_progress->refresh(*m_work);
    refreshSteps();
}

void PushCard::refreshSteps()
{
    const PushRun plan;
    const PushRun &run = m_work ? m_work->run() : plan;
    QList<Step> steps;
    for (const PushRun::StepRecord &record : run.steps())
        steps.append({pushStepText(record.step, run.how()), pushStepNote(run, record.step, record.state),
            stepTime(record), record.state});
    m_steps->setSteps(steps);
}

void PushCard::refreshFoot()
{
    const bool busy = m_work && m_work->busy() != Busy::No;
    const bool told = m_work && !busy && m_work->trialOrEnd();
    const QString block = m_work ? sendBlockText(*m_work) : tr("Needs a connected kit.");
    const bool focused = m_send->hasFocus() || m_cancel->hasFocus();
    // The one that comes is there before the other goes, or the focus would go on to whatever follows.
    QPushButton *comes = busy ? m_cancel : m_send;
    comes->setEnabled(busy ? !m_work->cancelling() : block.isEmpty());
    comes->setVisible(busy || !told);
    if (focused && comes->isVisible() && comes->isEnabled())
        comes->setFocus(Qt::OtherFocusReason);
    (busy ? m_send : m_cancel)->hide();
    m_cancel->setText(busy && m_work->cancelling() ? tr("Cancelling") : tr("Cancel"));
    m_send->setToolTip(block);
    QString note;
    if (busy)
        note = m_work->cancelling() ? tr("Ending what is under way.") : cancelText(*m_work);
    else if (!told)
        note = block;
    else if (m_work->run().ended())
        note = tr("Took %1").arg(duration(m_work->run().tookMs() * 1'000'000));
    m_note->setText(note);
}

QString PushCard::note() const { return m_note->text(); }

void PushCard::askGoBack()
{
    const auto *slot = m_work ? m_work->trial() : nullptr;
    if (!slot || m_question || m_work->busy() != Busy::No)
        return;
    const QString other = m_work->otherVersion();
    const QString back = other.isEmpty() ? tr("The bootloader goes back to the image before.")
                                         : tr("The bootloader goes back to %1.").arg(other);
    m_question = makeQuestion(this,
        {QStringLiteral("goBackQuestion"), tr("Reboot to go back"),
            tr("Reboot %1 and end the trial of %2?").arg(m_kit->alias(), slot->version),
            back + u' ' + tr("Whatever runs on the kit now is cut off."), tr("Reboot kit"), QStringLiteral("rebootKit"),
            tr("Keep on trial")},
        [this] {
            if (m_work)
                m_work->goBack();
        });
    m_question->open();
}

void PushCard::copyDetails()
{
    if (!m_work || !m_work->end())
        return;
    const PushEnd &end = *m_work->end();
    const EndText words = pushEndText(end);
    QStringList lines{words.title, words.what, words.next};
    if (end.error)
        lines.append(faultDetails(*end.error));
    if (end.trouble)
        lines.append(faultDetails(*end.trouble));
    for (const Step &step : m_steps->steps())
        lines.append(QStringList{step.name, stepStateWord(step.state), step.time}.join(u'\t'));
    QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

} // namespace widgets
