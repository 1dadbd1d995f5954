// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recording/parts_bar.h"

#include "device_link/session/replay/recorded_kit_session.h"
#include "widgets/common/menu_button.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace widgets {

using device_link::RecordedKitSession;
using device_link::RecordedPart;

namespace {

/// Null: it is no open recording, or has one part only.
const RecordedKitSession *recordingOfParts(const std::shared_ptr<KitContext> &kit)
{
    const auto *recording = kit ? dynamic_cast<const RecordedKitSession *>(kit->session().get()) : nullptr;
    const bool open = recording && recording->state() == device_link::SessionState::Connected;
    return open && recording->parts().size() > 1 ? recording : nullptr;
}

} // namespace

QString partWords(const RecordedPart &part)
{
    QString words = PartsBar::tr("%1 at %2, stream %3")
                        .arg(duration(part.endNs - part.beginNs), text(rate(part.rateHz)))
                        .arg(part.stream);
    if (part.beginUtcNs) {
        const QTime begun = QDateTime::fromMSecsSinceEpoch(*part.beginUtcNs / 1'000'000).time();
        words.prepend(clockTime(std::int64_t(begun.msecsSinceStartOfDay()) * 1'000'000, 0) + QStringLiteral(", "));
    }
    if (part.lostFrames > 0)
        words += QStringLiteral(", ") + PartsBar::tr("%1 samples damaged").arg(integer(qint64(part.lostFrames)));
    return words;
}

PartsBar::PartsBar(QWidget *parent)
    : QFrame(parent)
    , m_what(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_why(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_choose(new QPushButton(this))
{
    setObjectName(QStringLiteral("partsBar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(12);
    layout->addWidget(m_what);
    layout->addWidget(m_why, 1);
    layout->addWidget(m_choose);
    m_why->setWordWrap(true);
    m_choose->setObjectName(QStringLiteral("chooseRecordedPart"));
    m_choose->setMenu(new QMenu(m_choose));
    letGoWithMenu(m_choose, m_choose->menu());
    connect(m_choose->menu(), &QMenu::aboutToShow, this, &PartsBar::fillMenu);
    hide();
}

void PartsBar::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit)
        connect(m_kit.get(), &KitContext::stateChanged, this, &PartsBar::refresh);
    refresh();
}

void PartsBar::openMenu()
{
    if (isVisible())
        m_choose->showMenu();
}

void PartsBar::refresh()
{
    const RecordedKitSession *recording = recordingOfParts(m_kit);
    setVisible(recording != nullptr);
    if (!recording)
        return;
    const std::size_t shown = recording->shownPart();
    m_what->setText(tr("Part %1 of %2").arg(integer(qint64(shown) + 1), integer(qint64(recording->parts().size()))));
    m_why->setText(partWords(recording->parts().at(shown)));
    m_why->setToolTip(tr("A part ends where the kit restarted or its rate changed."));
    m_choose->setText(tr("Other parts"));
    m_choose->setAccessibleName(tr("Show another part of this recording"));
}

void PartsBar::fillMenu()
{
    QMenu *menu = m_choose->menu();
    menu->clear();
    const RecordedKitSession *recording = recordingOfParts(m_kit);
    if (!recording)
        return;
    const QString path = recording->ports().first().address;
    constexpr std::size_t kMost = 200; // more than any kit restarts; a file may say what it likes
    for (std::size_t i = 0; i < std::min(kMost, recording->parts().size()); ++i) {
        const RecordedPart &part = recording->parts().at(i);
        QAction *action = menu->addAction(tr("Part %1: %2").arg(integer(qint64(i) + 1), partWords(part)));
        action->setCheckable(true);
        action->setChecked(i == recording->shownPart());
        action->setEnabled(i != recording->shownPart());
        connect(
            action, &QAction::triggered, this, [this, path, stream = part.stream] { Q_EMIT partChosen(path, stream); });
    }
}

void PartsBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace widgets
