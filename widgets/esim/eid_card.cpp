// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/eid_card.h"

#include "widgets/common/icons.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/esim/euicc_facts.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace widgets {
namespace {

/// Why a figure is missing.
template <typename T>
QString reasonOf(const EuiccFacts::Read<T> &read, const QString &notYet)
{
    return read && !read->has_value() ? faultText(read->error()).what : notYet;
}

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedWidth(1);
    return line;
}

} // namespace

EidCard::EidCard(QWidget *parent)
    : Card(parent)
    , m_eidCaption(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_eid(new TextLabel(TextRole::MonoLarge, Tone::Text, this))
    , m_copy(new QPushButton(this))
    , m_tick(new IconLabel(14, this))
    , m_verdict(new TextLabel(TextRole::Caption, Tone::Ok, this))
    , m_versions(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_memoryCaption(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_memory(new NumberLabel(TextRole::BodyStrong, this))
    , m_ram(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_queueCaption(new TextLabel(TextRole::Caption, Tone::Text2, this))
    , m_queue(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_queueNote(new TextLabel(TextRole::Caption, Tone::Text2, this))
{
    layout()->setContentsMargins(15, 12, 15, 12);
    layout()->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(18);
    auto *sim = new IconLabel(20, this);
    sim->setIconName(QStringLiteral("sim"));
    row->addWidget(sim, 0, Qt::AlignVCenter);
    auto *column = new QVBoxLayout;
    column->setSpacing(3);
    auto *digits = new QHBoxLayout;
    digits->setSpacing(4);
    digits->addWidget(m_eid);
    digits->addWidget(m_copy);
    digits->addStretch();
    auto *notes = new QHBoxLayout;
    notes->setSpacing(4);
    notes->addWidget(m_tick);
    notes->addWidget(m_verdict);
    notes->addSpacing(8);
    notes->addWidget(m_versions);
    notes->addStretch();
    column->addWidget(m_eidCaption);
    column->addLayout(digits);
    column->addLayout(notes);
    row->addLayout(column, 1);
    addColumn(row, m_memoryCaption, m_memory, m_ram);
    addColumn(row, m_queueCaption, m_queue, m_queueNote);
    body()->addLayout(row);
    m_eid->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    m_copy->setProperty("compact", true);
    m_copy->setObjectName(QStringLiteral("copyEid"));
    connect(m_copy, &QPushButton::clicked, this, &EidCard::copyEid);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    retranslate();
}

QVBoxLayout *EidCard::addColumn(QHBoxLayout *row, TextLabel *caption, QWidget *value, TextLabel *note)
{
    row->addWidget(makeLine(this));
    auto *column = new QVBoxLayout;
    column->setSpacing(3);
    column->addWidget(caption);
    column->addWidget(value);
    column->addWidget(note);
    row->addLayout(column);
    return column;
}

void EidCard::setFacts(EuiccFacts *facts)
{
    if (m_facts)
        m_facts->disconnect(this);
    m_facts = facts;
    if (m_facts)
        connect(m_facts, &EuiccFacts::changed, this, &EidCard::refresh);
    refresh();
}

void EidCard::copyEid() const
{
    if (m_facts && m_facts->eid() && m_facts->eid()->has_value())
        QGuiApplication::clipboard()->setText((*m_facts->eid())->digits());
}

QString EidCard::eid() const { return m_eid->text(); }

QString EidCard::verdict() const { return m_verdict->text(); }

QString EidCard::notifications() const { return m_queue->text(); }

void EidCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void EidCard::retranslate()
{
    setAccessibleName(tr("Card"));
    m_eidCaption->setText(QStringLiteral("EID"));
    m_memoryCaption->setText(tr("Free memory"));
    m_queueCaption->setText(tr("Notifications"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_copy->setToolTip(tr("Copy the EID"));
    m_copy->setAccessibleName(tr("Copy the EID"));
    refresh();
}

void EidCard::refresh()
{
    refreshEid();
    refreshMemory();
    refreshNotifications();
}

void EidCard::refreshEid()
{
    const bool known = m_facts && m_facts->eid() && m_facts->eid()->has_value();
    m_eid->setText(known ? groupedDigits((*m_facts->eid())->digits()) : QString(kEmDash));
    m_eid->setToolTip(known || !m_facts ? QString() : reasonOf(m_facts->eid(), tr("The card was not read yet.")));
    m_eid->setAccessibleName(QStringLiteral("EID ") + m_eid->text());
    m_copy->setVisible(known);
    m_tick->setVisible(known);
    m_verdict->setVisible(known);
    if (known) {
        const bool right = (*m_facts->eid())->checkDigitsValid();
        m_verdict->setText(right ? tr("check digits right") : tr("check digits wrong"));
        m_verdict->setTone(right ? Tone::Ok : Tone::Error);
        m_verdict->setToolTip(tr("The whole number modulo 97 must be 1 (ISO/IEC 7064)."));
        m_tick->setIconName(right ? QStringLiteral("tick") : QStringLiteral("cross"));
        m_tick->setColour(right ? theme().ok : theme().error);
    }
    const bool told = m_facts && m_facts->info() && m_facts->info()->has_value();
    QStringList parts;
    if (told) {
        const profiles::EuiccInfo2 &info = **m_facts->info();
        if (!info.svn.isEmpty())
            parts.append(QStringLiteral("SGP.22 v") + info.svn);
        if (!info.iotVersions.isEmpty())
            parts.append(QStringLiteral("SGP.32 v") + info.iotVersions.last());
        if (!info.firmwareVersion.isEmpty())
            parts.append(tr("firmware %1").arg(info.firmwareVersion));
        if (!info.sasAccreditation.isEmpty())
            parts.append(QStringLiteral("SAS ") + info.sasAccreditation);
    }
    m_versions->setText(parts.join(comma()));
}

void EidCard::refreshMemory()
{
    const bool told = m_facts && m_facts->info() && m_facts->info()->has_value();
    const auto free = told ? (*m_facts->info())->freeNonVolatileMemory : std::nullopt;
    const auto ram = told ? (*m_facts->info())->freeVolatileMemory : std::nullopt;
    m_memory->setQuantity(free ? bytes(static_cast<qint64>(*free)) : unknown(),
        free || !m_facts
            ? QString()
            : reasonOf(m_facts->info(), told ? tr("The card does not tell.") : tr("The card was not read yet.")));
    m_memory->setAccessibleName(tr("Free memory") + QStringLiteral(": ") + text(m_memory->quantity()));
    m_ram->setText(ram ? tr("and %1 of RAM").arg(text(bytes(static_cast<qint64>(*ram)))) : QString());
}

void EidCard::refreshNotifications()
{
    const bool told = m_facts && m_facts->notifications() && m_facts->notifications()->has_value();
    if (!told) {
        m_queue->setText(QString(kEmDash));
        m_queue->setToolTip(m_facts ? reasonOf(m_facts->notifications(), tr("The card was not read yet.")) : QString());
        m_queueNote->setText({});
        return;
    }
    const QList<profiles::NotificationMetadata> &list = **m_facts->notifications();
    m_queue->setText(list.isEmpty() ? tr("none waiting")
            : list.size() == 1      ? tr("1 waiting")
                                    : tr("%1 waiting").arg(integer(list.size())));
    const QString events[] = {tr("installed"), tr("enabled"), tr("disabled"), tr("deleted")};
    std::array<qsizetype, 4> counts{};
    QStringList lines;
    for (const profiles::NotificationMetadata &each : list) {
        const auto event = static_cast<std::size_t>(each.event);
        ++counts.at(event);
        lines.append(QStringLiteral("#%1  %2  %3  %4")
                         .arg(QString::number(each.sequence), events[event],
                             each.iccid ? each.iccid->digits() : QString(kEmDash), each.address));
    }
    QStringList parts;
    for (std::size_t event = 0; event < counts.size(); ++event) {
        if (counts.at(event) > 0)
            parts.append(integer(counts.at(event)) + u' ' + events[event]);
    }
    m_queue->setToolTip(lines.join(u'\n'));
    m_queueNote->setText(list.isEmpty() ? tr("the card keeps none") : parts.join(comma()));
    m_queueNote->setToolTip(tr("The card keeps them until an LPA has delivered them to their servers."));
}

} // namespace widgets
