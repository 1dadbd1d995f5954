// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_progress_view.h"

#include "widgets/common/number_label.h"
#include "widgets/common/trough.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/firmware/push_text.h"
#include "widgets/firmware/speed_graph.h"
#include "widgets/text/words.h"

#include <QGridLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

using profiles::PushStep;

namespace {

/// "0.4 s", "2 min 5 s": no finer than it is known.
QString leftText(double seconds)
{
    constexpr double kMinute = 60;
    if (seconds < kMinute)
        return text({fixed(seconds, 1), QStringLiteral("s")});
    return duration(static_cast<std::int64_t>(seconds) * 1'000'000'000);
}

} // namespace

PushProgressView::PushProgressView(QWidget *parent)
    : QWidget(parent)
    , m_percent(new NumberLabel(TextRole::PanelNumber, this))
    , m_left(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_leftOf(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_trough(new Trough(this))
    , m_bytes(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_speed(new TextLabel(TextRole::Table, Tone::Text, this))
    , m_graph(new SpeedGraph(this))
{
    m_percent->setObjectName(QStringLiteral("pushPercent"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_percent, 0, 0, 2, 1);
    grid->addWidget(m_left, 0, 1, Qt::AlignRight | Qt::AlignBottom);
    grid->addWidget(m_leftOf, 1, 1, Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(m_trough, 2, 0, 1, 2);
    auto *row = new QHBoxLayout;
    row->addWidget(m_bytes);
    row->addStretch();
    row->addWidget(m_speed);
    grid->addLayout(row, 3, 0, 1, 2);
    grid->addWidget(m_graph, 4, 0, 1, 2);
}

QString PushProgressView::percentText() const { return text(m_percent->quantity()); }

void PushProgressView::refresh(const FirmwareWork &work)
{
    const PushRun &run = work.run();
    const device_link::UploadProgress &upload = run.upload();
    const double share = upload.total > 0 ? static_cast<double>(upload.done) / static_cast<double>(upload.total) : 0;
    // Rounded down: 100 % is said when the last byte was acknowledged.
    m_percent->setQuantity(percent(std::floor(share * 100)));
    m_percent->setAccessibleName(tr("%1 uploaded").arg(text(percent(std::floor(share * 100)))));
    m_trough->setShare(share);
    m_trough->setAccessibleName(m_percent->accessibleName());
    m_bytes->setText(upload.total > 0
            ? tr("%1 of %2 acknowledged").arg(text(bytes(upload.done)), text(bytes(upload.total)))
            : tr("nothing sent yet"));
    QString speed;
    if (upload.bytesPerSecond > 0)
        speed = text(si(upload.bytesPerSecond, QStringLiteral("B/s"), 3));
    if (upload.bytesPerSecond > 0 && upload.lineShare > 0)
        speed += comma() + tr("%1 of the line").arg(text(percent(upload.lineShare * 100)));
    m_speed->setText(speed);
    m_graph->setRun(run);
    if (run.last() == PushStep::Upload && run.etaSeconds() && upload.done < upload.total) {
        m_left->setText(tr("%1 left").arg(leftText(*run.etaSeconds())));
        m_leftOf->setText(tr("of the upload"));
    } else {
        m_left->setText(pushStepText(run.last(), run.how()));
        m_leftOf->setText(tr("%1 so far").arg(duration(run.tookMs() * 1'000'000)));
    }
}

} // namespace widgets
