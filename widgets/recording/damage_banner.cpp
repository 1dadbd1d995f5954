// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recording/damage_banner.h"

#include "device_link/session/replay/recorded_kit_session.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"

#include <QEvent>

namespace widgets {

using device_link::RecordingRecovery;

namespace {

/// On the recording's context: what was put away stays away when another kit was shown in between.
constexpr const char *kPutAway = "damagePutAway";

QString detailsOf(const RecordingRecovery &recovery)
{
    QStringList lines = recovery.problems;
    if (!recovery.closed)
        lines.prepend(QStringLiteral("it was not ended in good order"));
    if (recovery.tornBytes > 0)
        lines.append(QStringLiteral("%1 bytes at its end are torn").arg(recovery.tornBytes));
    if (recovery.damagedBytes > 0)
        lines.append(QStringLiteral("%1 bytes are damaged").arg(recovery.damagedBytes));
    if (recovery.missingRecords > 0)
        lines.append(QStringLiteral("%1 records are missing").arg(recovery.missingRecords));
    return lines.join(u'\n');
}

} // namespace

QString damageWords(const RecordingRecovery &recovery)
{
    if (recovery.isWhole())
        return {};
    const bool damaged = recovery.damagedBytes + recovery.damagedRecords + recovery.missingRecords > 0
        || (recovery.closed && recovery.end != device_link::RecordingEnd::WriteFailed);
    if (damaged)
        return DamageBanner::tr("Parts of this recording are damaged.");
    if (recovery.closed)
        return DamageBanner::tr("This recording ends early: writing it failed.");
    return DamageBanner::tr("This recording was cut off: it has no end.");
}

DamageBanner::DamageBanner(QWidget *parent)
    : ErrorBanner(parent)
{
    clear();
    connect(this, &ErrorBanner::actionTriggered, this, [this] {
        if (m_kit)
            m_kit->setProperty(kPutAway, true);
        refresh();
    });
}

void DamageBanner::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit)
        connect(m_kit.get(), &KitContext::stateChanged, this, &DamageBanner::refresh);
    refresh();
}

void DamageBanner::refresh()
{
    const auto *recording
        = m_kit ? dynamic_cast<const device_link::RecordedKitSession *>(m_kit->session().get()) : nullptr;
    if (!recording || recording->state() != device_link::SessionState::Connected || m_kit->property(kPutAway).toBool())
        return clear();
    if (recording->recovery().isWhole())
        return clear();
    const RecordingRecovery &recovery = recording->recovery();
    const std::uint64_t lost = recovery.lostFrames;
    const QString shown = m_kit->store() ? tr("What is shown is sound.")
                                         : tr("No samples could be read from it. Look for a copy of the file.");
    const QString next
        = lost > 0 ? tr("At least %1 samples are lost.").arg(integer(qint64(lost))) + u' ' + shown : shown;
    showMessage(Severity::Warning, damageWords(recovery), next + u' ' + tr("“aiesim verify” lists every place."),
        detailsOf(recovery), tr("Put away"));
}

void DamageBanner::changeEvent(QEvent *event)
{
    ErrorBanner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace widgets
