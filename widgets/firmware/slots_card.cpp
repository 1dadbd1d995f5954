// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/slots_card.h"

#include "widgets/common/combo_label.h"
#include "widgets/common/question.h"
#include "widgets/common/text_label.h"
#include "widgets/firmware/slot_frame.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"

#include "device_link/session/host_clock.h"

#include <QComboBox>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace widgets {

using device_link::FirmwareSlot;
using device_link::SessionState;
using profiles::PushStep;

namespace {
/// Ages are told in steps of five seconds: each new text lays the whole panel out again.
constexpr int kAgesMs = 5000;
constexpr std::int64_t kAgeStepNs = kAgesMs * std::int64_t(1'000'000);

std::int64_t wholeSteps(std::int64_t ns) { return ns / kAgeStepNs * kAgeStepNs; }

} // namespace

SlotsCard::SlotsCard(QWidget *parent)
    : Card(parent)
    , m_bootloader(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_image(new QComboBox(this))
    , m_read(new QPushButton(this))
    , m_restart(new QPushButton(this))
    , m_frameColumn(new QVBoxLayout)
    , m_none(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_powerCut(new TextLabel(TextRole::Table, Tone::Text2, this))
{
    m_read->setObjectName(QStringLiteral("readSlots"));
    m_read->setProperty("kind", QStringLiteral("quiet"));
    m_read->setProperty("compact", true);
    m_restart->setObjectName(QStringLiteral("restartKit"));
    m_restart->setProperty("compact", true);
    titleRow()->addWidget(m_image);
    titleRow()->addWidget(m_read);
    m_frameColumn->setSpacing(10);
    for (TextLabel *label : {m_none, m_powerCut, m_bootloader})
        label->setWordWrap(true);
    body()->setSpacing(8);
    body()->addWidget(m_bootloader);
    body()->addLayout(m_frameColumn, 100); // the frames share the height, up to their limit
    body()->addWidget(m_none);
    body()->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(12);
    foot->addWidget(m_powerCut, 1);
    foot->addWidget(m_restart, 0, Qt::AlignBottom);
    body()->addLayout(foot);
    connect(m_restart, &QPushButton::clicked, this, &SlotsCard::askRestart);
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (m_work)
            m_work->readState();
    });
    connect(m_image, &QComboBox::activated, this, [this] {
        if (m_work)
            m_work->setImageNumber(m_image->currentData().toInt());
    });
    m_ages.setInterval(kAgesMs);
    connect(&m_ages, &QTimer::timeout, this, [this] {
        if (isVisible())
            refreshNotes();
    });
    m_ages.start();
    retranslate();
}

void SlotsCard::setKit(std::shared_ptr<KitContext> kit, FirmwareWork *work)
{
    delete m_question;
    m_kit = std::move(kit);
    m_work = work;
    refresh();
}

void SlotsCard::retranslate()
{
    setTitle(tr("Slots on the board"));
    m_read->setText(tr("Read again"));
    m_restart->setText(tr("Restart"));
    labelCombo(m_image, tr("Image"));
    for (SlotFrame *frame : m_frames)
        frame->retranslate();
    refresh();
}

void SlotsCard::refresh()
{
    const bool here = m_work && m_work->connected();
    m_read->setEnabled(here && m_work->busy() == FirmwareWork::Busy::No && !m_work->reading());
    m_read->setToolTip(here ? QString() : tr("Needs a connected kit."));
    const bool idle = m_work && m_work->busy() == FirmwareWork::Busy::No;
    const bool restarting = m_work && m_work->busy() == FirmwareWork::Busy::Restarting;
    m_restart->setEnabled(here && idle);
    m_restart->setText(restarting ? tr("Restarting") : tr("Restart"));
    m_restart->setToolTip(!here ? tr("Needs a connected kit.")
            : idle              ? tr("Restarts the kit by software; you are asked first")
                                : QString());
    refreshImages();
    refreshFrames();
    m_none->setVisible(m_frames.isEmpty() || m_frames.first()->isHidden());
    m_none->setText(
        m_work && m_work->state() ? tr("The board lists no image.") : tr("The slots have not been read yet."));
    refreshNotes();
}

void SlotsCard::refreshImages()
{
    const QList<int> numbers = m_work ? m_work->imageNumbers() : QList<int>();
    m_image->setVisible(numbers.size() > 1);
    m_image->clear();
    for (const int number : numbers)
        m_image->addItem(tr("Image %1").arg(number), number);
    if (m_work)
        m_image->setCurrentIndex(m_image->findData(m_work->imageNumber()));
}

SlotFrame *SlotsCard::frameAt(int index)
{
    while (m_frames.size() <= index) {
        m_frames.append(new SlotFrame(this));
        m_frameColumn->addWidget(m_frames.last());
    }
    m_frames.at(index)->show();
    return m_frames.at(index);
}

void SlotsCard::refreshFrames()
{
    m_frameSlots.clear();
    if (m_work && m_work->state()) {
        const bool several = m_work->imageNumbers().size() > 1;
        for (const FirmwareSlot &slot : m_work->state()->slotList) {
            if (slot.image != m_work->imageNumber())
                continue;
            m_frameSlots.append(slot.slot);
            frameAt(static_cast<int>(m_frameSlots.size()) - 1)->showSlot(slot, several);
        }
        // MCUboot has two slots for an image; a board lists only those with an image in them.
        const bool hasOther = m_work->state()->bootloaderMode.value_or(1) != 0;
        if (m_frameSlots.size() == 1 && hasOther && m_frameSlots.first() <= 1) {
            m_frameSlots.append(1 - m_frameSlots.first());
            frameAt(1)->showEmpty(m_frameSlots.last());
        }
    }
    for (qsizetype i = m_frameSlots.size(); i < m_frames.size(); ++i)
        m_frames.at(i)->hide();
    const bool away = m_work && !m_work->connected(); // the last figures stay, in quiet ink
    for (SlotFrame *frame : m_frames)
        frame->setEnabled(!away);
    refreshProgress();
}

bool SlotsCard::receives(int slot) const
{
    if (!m_work || m_work->busy() != FirmwareWork::Busy::Pushing || m_work->run().upload().total == 0)
        return false;
    const FirmwareSlot *running = m_work->running();
    return running && running->slot != slot && m_work->run().last() <= PushStep::Reconnect;
}

/// A push that an error ended has written this slot, and the board has not been read since.
bool SlotsCard::heldUnread(int slot) const
{
    if (!m_work || m_work->busy() != FirmwareWork::Busy::No || !m_work->writtenSince() || !m_work->end())
        return false;
    const FirmwareSlot *running = m_work->running();
    return running && running->slot != slot && m_work->end()->uploaded > 0;
}

void SlotsCard::refreshProgress()
{
    for (qsizetype i = 0; i < m_frameSlots.size(); ++i) {
        if (heldUnread(m_frameSlots.at(i)))
            m_frames.at(i)->showUnread(m_work->end()->version, m_work->end()->uploaded, m_work->end()->size);
        if (receives(m_frameSlots.at(i)))
            m_frames.at(i)->showReceiving(
                m_work->end()->version, m_work->run().upload().done, m_work->run().upload().total);
    }
}

void SlotsCard::refreshNotes()
{
    QString bootloader;
    if (m_work && m_work->state()) {
        bootloader = bootloaderText(*m_work->state());
        if (!m_work->connected())
            bootloader = tr("as read %1 ago")
                             .arg(duration(std::max<std::int64_t>(1'000'000'000,
                                 wholeSteps(m_work->readAt().secsTo(QDateTime::currentDateTime()) * 1'000'000'000))));
    }
    m_bootloader->setText(bootloader);
    m_bootloader->setVisible(!bootloader.isEmpty());
    m_powerCut->setText(m_work ? powerCutText(*m_work) : QString());
    QString up;
    if (m_kit && m_work && m_work->connected()) {
        const auto kitNow = m_kit->session()->clock().toKitNs(device_link::hostNowNs());
        if (kitNow && *kitNow > 0)
            up = duration(std::max<std::int64_t>(1'000'000'000, wholeSteps(*kitNow)));
    }
    for (qsizetype i = 0; m_work && i < m_frameSlots.size(); ++i) {
        const FirmwareSlot *running = m_work->running();
        if (running && running->slot == m_frameSlots.at(i))
            m_frames.at(i)->setRunningFor(up);
    }
}

void SlotsCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    refreshNotes(); // ages stood still meanwhile
}

void SlotsCard::askRestart()
{
    if (!m_work || !m_work->connected() || m_question || m_work->busy() != FirmwareWork::Busy::No)
        return;
    if (m_work->trial())
        return Q_EMIT trialEndAsked();
    const QStringList about{restartText(*m_work), tr("Whatever runs on the kit now is cut off."),
        tr("Its clock begins anew: what was measured so far leaves the graphs, recordings keep it.")};
    m_question = makeQuestion(this,
        {QStringLiteral("restartQuestion"), tr("Restart"), tr("Restart %1?").arg(m_kit->alias()),
            about.join(u'\n').trimmed(), tr("Restart kit"), QStringLiteral("restartNow"), tr("Do not restart")},
        [this] {
            if (m_work)
                m_work->restart();
        });
    m_question->open();
}

QString SlotsCard::powerCut() const { return m_powerCut->text(); }

} // namespace widgets
