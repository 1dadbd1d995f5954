// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/battery/battery_card.h"

#include "widgets/battery/battery_bar.h"
#include "widgets/battery/battery_fields.h"
#include "widgets/common/badge.h"
#include "widgets/common/chip.h"
#include "widgets/common/icons.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace widgets {
namespace {
constexpr int kResultWidth = 250;
}

BatteryCard::BatteryCard(QWidget *parent)
    : Card(parent)
    , m_badge(new Badge(this))
    , m_name(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_life(new TextLabel(TextRole::CardNumber, Tone::Text, this))
    , m_detail(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_bar(new BatteryBar(this))
    , m_fields(new BatteryFields(this))
    , m_problems(new TextLabel(TextRole::Table, Tone::Warn, this))
    , m_notes(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_done(new TextLabel(TextRole::Table, Tone::Ok, this))
    , m_copy(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    m_life->setObjectName(QStringLiteral("batteryLife"));
    m_copy->setObjectName(QStringLiteral("batteryCopy"));
    m_close->setObjectName(QStringLiteral("batteryClose"));
    m_copy->setProperty("compact", true);
    for (TextLabel *label : {m_detail, m_problems, m_notes})
        label->setWordWrap(true);
    layOut();
    connect(m_copy, &QPushButton::clicked, this, &BatteryCard::copy);
    connect(m_close, &QToolButton::clicked, this, &BatteryCard::closeRequested);
    retranslate();
}

void BatteryCard::layOut()
{
    titleRow()->setSpacing(8);
    titleRow()->addWidget(m_badge);
    titleRow()->addWidget(m_done);
    titleRow()->addWidget(m_copy);
    titleRow()->addWidget(m_close);
    auto *result = new QVBoxLayout;
    result->setSpacing(4);
    result->addWidget(m_name);
    result->addWidget(m_life);
    result->addWidget(m_detail);
    result->addSpacing(6);
    result->addWidget(m_bar);
    result->addStretch();
    auto *left = new QWidget(this);
    left->setFixedWidth(kResultWidth);
    result->setContentsMargins(0, 0, 0, 0);
    left->setLayout(result);
    auto *both = new QHBoxLayout;
    both->setSpacing(32);
    both->addWidget(left);
    both->addWidget(m_fields, 1);
    body()->setSpacing(10);
    body()->addLayout(both);
    body()->addWidget(m_problems);
    body()->addWidget(m_notes);
}

void BatteryCard::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->model<BatteryPlan>()->disconnect(this);
    m_kit = std::move(kit);
    m_report.reset();
    m_fields->setKit(m_kit.get());
    if (m_kit)
        connect(m_kit->model<BatteryPlan>(), &BatteryPlan::changed, this, [this] {
            m_done->clear();
            refresh();
        });
    refresh();
}

void BatteryCard::setReport(const RegionReport *report)
{
    m_report = report ? std::optional(*report) : std::nullopt;
    if (isVisible())
        refresh();
}

void BatteryCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    refresh();
}

void BatteryCard::refresh()
{
    m_estimate = m_kit && m_report ? std::optional(batteryEstimate(*m_kit, *m_report)) : std::nullopt;
    m_badge->setOrigin(m_kit ? m_kit->origin() : std::nullopt);
    showResult();
    if (m_estimate)
        m_fields->show(*m_estimate);
    m_fields->setEnabled(m_kit != nullptr);
    m_copy->setEnabled(m_estimate.has_value());
}

QString BatteryCard::lifeText() const { return m_life->text(); }

QString BatteryCard::problems() const { return m_problems->text(); }

void BatteryCard::showResult()
{
    const auto set = [](TextLabel *label, const QString &words) {
        if (label->text() != words)
            label->setText(words);
    };
    const auto life = m_estimate ? m_estimate->life : std::nullopt;
    set(m_name,
        m_estimate ? tr("When region %1 repeats, a charge lasts").arg(m_estimate->letter) : tr("A charge lasts"));
    set(m_life, life ? lifeWords(life->hours) : QString(kEmDash));
    set(m_detail,
        life ? tr("%1 out of the cell on average, %2 activities on one charge")
                   .arg(text(si(life->averageA, QStringLiteral("A"), 3)), significant(life->activities, 3))
             : QString(kEmDash));
    m_bar->setLife(life);
    QStringList words;
    if (!m_estimate)
        words.append(tr("Select a region: drag over the graph, or choose one in the table."));
    else if (m_estimate->measured)
        for (const profiles::BatteryFault fault : m_estimate->faults)
            words.append(faultSentence(fault));
    const bool wrong = m_estimate && !m_estimate->faults.empty();
    if (m_estimate)
        words += batteryWarnings(*m_estimate);
    m_problems->setTone(wrong ? Tone::Error : m_estimate ? Tone::Warn : Tone::Text2);
    set(m_problems, words.join(u' '));
    m_problems->setVisible(!words.isEmpty());
    set(m_notes, m_estimate ? batteryNotes(*m_estimate).join(u' ') : QString());
}

void BatteryCard::focusFirst() { m_fields->focusFirst(); }

void BatteryCard::copy()
{
    if (!m_estimate)
        return;
    QGuiApplication::clipboard()->setText(batteryText(*m_estimate));
    m_done->setText(tr("Estimate copied"));
}

void BatteryCard::retranslate()
{
    setTitle(tr("Battery life"));
    chip()->setState(tr("ESTIMATE"), ChipTone::Warn);
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the estimate with all its assumptions as text"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_close->setIcon(icon(QStringLiteral("cross"), theme().text2));
    m_close->setToolTip(tr("Close the estimate"));
    m_close->setAccessibleName(tr("Close the estimate"));
    m_done->clear();
    m_bar->retranslate();
    m_fields->retranslate();
    refresh();
}

} // namespace widgets
