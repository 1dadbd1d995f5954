// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recording/record_button.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/recording/recorder.h"
#include "widgets/text/units.h"

#include <QEvent>
#include <QFileInfo>
#include <QPainter>

namespace widgets {

namespace {
constexpr int kPadding = 12;
constexpr int kDisc = 8;
} // namespace

RecordButton::RecordButton(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("record"));
    refresh();
}

void RecordButton::setRecorder(Recorder *recorder)
{
    if (m_recorder)
        m_recorder->disconnect(this);
    m_recorder = recorder;
    if (m_recorder)
        connect(m_recorder, &Recorder::changed, this, &RecordButton::refresh);
    refresh();
}

bool RecordButton::recording() const { return m_recorder && m_recorder->state() != Recorder::State::Idle; }

void RecordButton::refresh()
{
    setEnabled(m_recorder && m_recorder->isPossible() && m_recorder->state() != Recorder::State::Ending);
    const QString time = recording() ? stopwatch(m_recorder->elapsedMs() * 1'000'000) : QString();
    const QSize before = sizeHint();
    m_words = recording() ? tr("Stop") + QStringLiteral("  ") + time : tr("Record");
    setAccessibleName(recording() ? tr("Stop recording, %1").arg(time) : tr("Start recording"));
    setToolTip(recording() ? tr("Stop recording into %1 (Ctrl+R)").arg(QFileInfo(m_recorder->path()).fileName())
                           : tr("Record samples and events into a new file (Ctrl+R)"));
    if (sizeHint() != before)
        updateGeometry(); // not with each second
    update();
}

QSize RecordButton::sizeHint() const
{
    const double width = tabularWidth(roleFont(TextRole::Body), m_words);
    return {static_cast<int>(width + 0.5) + 2 * kPadding + kDisc + 8, 30};
}

void RecordButton::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event); // frame and states; the text is ours
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &t = theme();
    const QRectF disc(kPadding, (height() - kDisc) / 2.0, kDisc, kDisc);
    painter.setPen(recording() ? QPen(Qt::NoPen) : QPen(t.text2, 1.5));
    painter.setBrush(recording() ? QBrush(t.error) : QBrush(Qt::NoBrush));
    painter.drawEllipse(disc);
    const QFont font = roleFont(TextRole::Body);
    const QFontMetricsF metrics(font);
    painter.setPen(isEnabled() ? t.text : t.text3);
    drawTabular(
        painter, QPointF(disc.right() + 8, (height() + metrics.ascent() - metrics.descent()) / 2), font, m_words);
}

void RecordButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace widgets
