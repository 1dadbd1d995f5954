// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_options.h"

#include "widgets/common/text_label.h"
#include "widgets/firmware/push_text.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

namespace widgets {
namespace {
constexpr PushHow kWays[] = {PushHow::OnTrial, PushHow::TestAndConfirm, PushHow::ForGood};
constexpr int kIndent = 24; ///< the details stand under the words of their button
} // namespace

PushOptions::PushOptions(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const PushHow way : kWays) {
        auto *button = new QRadioButton(this);
        button->setObjectName(QStringLiteral("pushHow%1").arg(static_cast<int>(way)));
        button->setMinimumHeight(24);
        auto *detail = new TextLabel(TextRole::Table, Tone::Text2, this);
        detail->setWordWrap(true);
        m_group->addButton(button, static_cast<int>(way));
        m_details.append(detail);
        layout->addWidget(button);
        auto *indented = new QHBoxLayout;
        indented->setContentsMargins(kIndent, 0, 0, 4);
        indented->addWidget(detail);
        layout->addLayout(indented);
    }
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(static_cast<PushHow>(id)); });
    setHow(PushHow::OnTrial);
    retranslate();
}

void PushOptions::setHow(PushHow how) { button(how)->setChecked(true); }

QRadioButton *PushOptions::button(PushHow how) const
{
    return static_cast<QRadioButton *>(m_group->button(static_cast<int>(how)));
}

void PushOptions::retranslate()
{
    for (const PushHow way : kWays) {
        button(way)->setText(pushHowText(way));
        button(way)->setAccessibleDescription(pushHowDetail(way));
        m_details.at(static_cast<int>(way))->setText(pushHowDetail(way));
    }
}

} // namespace widgets
