// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/check_row.h"

#include "widgets/common/icons.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/firmware/check_text.h"
#include "widgets/text/words.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QPainter>

namespace widgets {

using profiles::CheckOutcome;

namespace {

constexpr int kLine = 17;

struct Look {
    const char *icon;
    QColor mark;
    Tone tone;
};

Look lookOf(const profiles::ImageCheck &check)
{
    const Theme &t = theme();
    if (check.id == profiles::ImageCheckId::NotRunning && check.outcome == CheckOutcome::Fail)
        return {"cross", t.text3, Tone::Text2}; // nothing is wrong, there is only nothing to do
    switch (check.outcome) {
    case CheckOutcome::Pass: return {"tick", t.ok, Tone::Text2};
    case CheckOutcome::Warn: return {"alert", t.warn, Tone::Warn};
    case CheckOutcome::Fail: return {"cross", t.error, Tone::Error};
    case CheckOutcome::NotChecked: break;
    }
    return {"minus", t.text3, Tone::Text3};
}

} // namespace

CheckRow::CheckRow(QWidget *parent)
    : QWidget(parent)
    , m_mark(new IconLabel(16, this))
    , m_title(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_words(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_next(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_accept(new QCheckBox(this))
{
    setProperty(kWholeLine, true);
    m_title->setMinimumWidth(kTitleWidth);
    for (TextLabel *label : {m_words, m_next})
        label->setWordWrap(true);
    m_accept->setObjectName(QStringLiteral("acceptCheck"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(14, 6, 14, 7);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(2, 1);
    m_words->setMinimumHeight(kLine);
    m_title->setMinimumHeight(kLine);
    grid->addWidget(m_mark, 0, 0, Qt::AlignTop);
    grid->addWidget(m_title, 0, 1, Qt::AlignTop);
    grid->addWidget(m_words, 0, 2);
    grid->addWidget(m_next, 1, 2);
    grid->addWidget(m_accept, 2, 2, Qt::AlignLeft);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    connect(m_accept, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT acceptedChanged(m_check.id, on); });
}

void CheckRow::setCheck(const profiles::ImageCheck &check, bool mayAccept, bool accepted)
{
    m_check = check;
    const CheckText words = checkText(check);
    const Look look = lookOf(check);
    m_mark->setIconName(QLatin1String(look.icon));
    m_mark->setColour(look.mark);
    m_title->setText(words.title);
    m_title->setTone(look.tone == Tone::Error ? Tone::Error : Tone::Text);
    m_words->setText(words.words);
    m_words->setTone(look.tone);
    m_next->setText(words.next);
    m_next->setVisible(!words.next.isEmpty());
    m_accept->setVisible(mayAccept && check.outcome == CheckOutcome::Fail);
    m_accept->setText(tr("Send it all the same"));
    m_accept->setAccessibleName(tr("%1: send it all the same").arg(words.title));
    m_accept->setChecked(accepted);
    setAccessibleName(words.title + QStringLiteral(": ") + checkOutcomeWord(check.outcome) + comma() + words.words
        + u' ' + words.next);
}

QString CheckRow::words() const { return m_words->text(); }

void CheckRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

} // namespace widgets
