// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_facts.h"

#include "widgets/text/units.h"

#include <QGridLayout>

namespace widgets {

TourFacts::TourFacts(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(1, 1);
}

void TourFacts::addRow()
{
    const Row row{new TextLabel(TextRole::Table, Tone::Text2, this), new TextLabel(TextRole::Table, Tone::Text, this)};
    row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.value->setElided(true);
    for (TextLabel *label : {row.label, row.value})
        label->setMinimumHeight(17);
    const int line = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.label, line, 0);
    m_grid->addWidget(row.value, line, 1);
    m_rows.push_back(row);
}

void TourFacts::setFacts(const QList<TourFact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (m_rows.size() < static_cast<std::size_t>(facts.size()))
        addRow();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool used = i < static_cast<std::size_t>(facts.size());
        m_rows[i].label->setVisible(used);
        m_rows[i].value->setVisible(used);
        if (!used)
            continue;
        const TourFact &fact = facts.at(static_cast<qsizetype>(i));
        m_rows[i].label->setText(fact.label);
        m_rows[i].value->setText(fact.value.isEmpty() ? QString(kEmDash) : fact.value);
        m_rows[i].value->setTone(fact.value.isEmpty() ? Tone::Text3 : fact.tone);
        m_rows[i].value->setAccessibleName(fact.label + QStringLiteral(": ") + m_rows[i].value->text());
    }
    setVisible(!facts.isEmpty());
    updateGeometry();
}

QString TourFacts::words() const
{
    QStringList words;
    for (const TourFact &fact : m_facts) {
        if (!fact.value.isEmpty())
            words.append(fact.label + QStringLiteral(": ") + fact.value);
    }
    return words.join(QStringLiteral("; "));
}

} // namespace widgets
