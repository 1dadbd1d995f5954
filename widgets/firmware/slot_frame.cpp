// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/slot_frame.h"

#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/common/trough.h"
#include "widgets/firmware/hash_label.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QGridLayout>
#include <QPainter>

namespace widgets {
namespace {
enum Row { SizeRow, ReceivedRow, RunningRow, RowCount };
constexpr int kPadding = 14;
constexpr int kFlags = 4;
constexpr int kMaxHeight = 176; ///< beyond it a frame is only empty
constexpr int kEmptyHeight = 80;
} // namespace

SlotFrame::SlotFrame(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_chips(new QHBoxLayout)
    , m_version(new TextLabel(TextRole::CardNumber, Tone::Text, this))
    , m_hashTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_hash(new HashLabel(this))
    , m_trough(new Trough(this))
{
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_chips->setSpacing(6);
    m_chips->addWidget(m_title);
    m_chips->addStretch();
    for (int i = 0; i < kFlags; ++i) {
        m_flagChips.append(new Chip(this));
        m_chips->addWidget(m_flagChips.last());
    }
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_hashTitle, 0, 0);
    grid->addWidget(m_hash, 0, 1);
    for (int row = 0; row < RowCount; ++row) {
        m_labels.append(new TextLabel(TextRole::Table, Tone::Text2, this));
        m_values.append(new TextLabel(TextRole::Table, Tone::Text, this));
        m_values.last()->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_labels.last()->setMinimumHeight(20);
        grid->addWidget(m_labels.last(), row + 1, 0);
        grid->addWidget(m_values.last(), row + 1, 1);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPadding, 10, kPadding, kPadding);
    layout->setSpacing(6);
    layout->addLayout(m_chips);
    layout->addWidget(m_version);
    layout->addLayout(grid);
    layout->addWidget(m_trough);
    layout->addStretch();
    m_trough->hide();
    retranslate();
}

void SlotFrame::retranslate()
{
    m_hashTitle->setText(tr("Hash"));
    m_labels.at(SizeRow)->setText(tr("Slot size"));
    m_labels.at(ReceivedRow)->setText(tr("Received"));
    m_labels.at(RunningRow)->setText(tr("Running for"));
}

void SlotFrame::setTitle(int number, std::optional<int> image)
{
    const QString title = image ? tr("Image %1, slot %2").arg(*image).arg(number) : tr("Slot %1").arg(number);
    m_title->setText(title);
    setAccessibleName(title);
}

void SlotFrame::setFlags(const QList<SlotFlag> &flags)
{
    m_flagWords.clear();
    for (int i = 0; i < kFlags; ++i) {
        const bool used = i < flags.size();
        m_flagChips.at(i)->setState(used ? flags.at(i).word : QString(), used ? flags.at(i).tone : ChipTone::Neutral);
        if (used)
            m_flagWords.append(flags.at(i).word);
    }
    setAccessibleDescription(m_version->text() + comma() + m_flagWords.join(comma()));
}

void SlotFrame::setRow(int row, const QString &value)
{
    m_labels.at(row)->setVisible(!value.isEmpty());
    m_values.at(row)->setVisible(!value.isEmpty());
    m_values.at(row)->setText(value);
}

void SlotFrame::showSlot(const device_link::FirmwareSlot &slot, bool severalImages)
{
    m_receiving = false;
    setTitle(slot.slot, severalImages ? std::optional(slot.image) : std::nullopt);
    m_version->setText(slot.version.isEmpty() ? QString(kEmDash) : slot.version);
    m_version->setTone(slot.active ? Tone::Text : Tone::Text2);
    m_version->setRole(TextRole::CardNumber);
    setMaximumHeight(kMaxHeight);
    m_hashTitle->show();
    m_hash->show();
    m_hash->setHash(slot.hash, tr("The board does not tell the hash"));
    setRow(SizeRow, slot.size ? text(bytes(*slot.size)) : QString());
    setRow(ReceivedRow, {});
    setRow(RunningRow, {});
    m_trough->hide();
    setFlags(slotFlags(slot));
    update();
}

void SlotFrame::showEmpty(int number)
{
    m_receiving = false;
    setTitle(number, std::nullopt);
    m_version->setText(tr("no image"));
    m_version->setTone(Tone::Text3);
    m_version->setRole(TextRole::Body);
    setMaximumHeight(kEmptyHeight);
    m_hashTitle->hide();
    m_hash->hide();
    for (int row = 0; row < RowCount; ++row)
        setRow(row, {});
    m_trough->hide();
    setFlags({});
    update();
}

void SlotFrame::setRunningFor(const QString &duration) { setRow(RunningRow, duration); }

void SlotFrame::showReceiving(const QString &version, qint64 done, qint64 total)
{
    m_receiving = true;
    m_version->setText(version);
    m_version->setTone(Tone::Text);
    m_version->setRole(TextRole::CardNumber);
    setMaximumHeight(kMaxHeight);
    m_hashTitle->hide();
    m_hash->hide();
    setRow(ReceivedRow, tr("%1 of %2").arg(text(bytes(done)), text(bytes(total))));
    m_trough->show();
    m_trough->setShare(total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0);
    setFlags({{done < total ? tr("receiving") : tr("received"), ChipTone::Neutral}});
    update();
}

void SlotFrame::showUnread(const QString &version, qint64 done, qint64 total)
{
    showReceiving(version, done, total);
    m_receiving = false;
    m_version->setTone(Tone::Text2);
    setFlags(
        {{done < total ? tr("received in part, not read back") : tr("received, not read back"), ChipTone::Neutral}});
}

QString SlotFrame::version() const { return m_version->text(); }

QStringList SlotFrame::flags() const { return m_flagWords; }

void SlotFrame::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_receiving ? t.accent : t.line);
    painter.setBrush(m_receiving ? t.surface : t.sunken);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace widgets
