// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/error_banner.h"

#include "widgets/common/icons.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/text/fault_text.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace widgets {

ErrorBanner::ErrorBanner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(20, this))
    , m_what(new TextLabel(TextRole::BodyStrong, Tone::Error, this))
    , m_next(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_remedy(new TextLabel(TextRole::Mono, Tone::Text, this))
    , m_details(new TextLabel(TextRole::Mono, Tone::Text2, this))
    , m_action(new QPushButton(this))
    , m_detailsButton(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_copyRemedy(new QPushButton(this))
{
    setObjectName(QStringLiteral("banner"));
    m_icon->setIconName(QStringLiteral("alert"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    for (TextLabel *label : {m_what, m_next, m_remedy, m_details}) {
        label->setWordWrap(true);
        words->addWidget(label);
    }
    for (TextLabel *label : {m_remedy, m_details})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(m_copyRemedy, 0, Qt::AlignTop);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    layout->addWidget(m_detailsButton, 0, Qt::AlignTop);
    for (QPushButton *button : {m_detailsButton, m_copy})
        button->setProperty("kind", QStringLiteral("quiet"));
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &ErrorBanner::actionTriggered);
    connect(m_detailsButton, &QPushButton::clicked, this, [this] { setDetailsVisible(m_details->isHidden()); });
    connect(
        m_copyRemedy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_remedy->text()); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details->text()); });
    retranslate();
    clear();
}

void ErrorBanner::showError(const device_link::Error &error, const QString &action)
{
    const FaultText words = faultText(error);
    setRemedy(error.remedy());
    present(Severity::Error, words.what, words.next, faultDetails(error), action);
    m_error = error;
}

void ErrorBanner::setRemedy(const QString &command)
{
    m_remedy->setText(command);
    m_remedy->setVisible(!command.isEmpty());
    m_copyRemedy->setVisible(!command.isEmpty());
}

void ErrorBanner::showMessage(
    Severity severity, const QString &what, const QString &next, const QString &details, const QString &action)
{
    setRemedy({});
    present(severity, what, next, details, action);
}

void ErrorBanner::present(
    Severity severity, const QString &what, const QString &next, const QString &details, const QString &action)
{
    m_error.reset();
    const bool warning = severity == Severity::Warning;
    const bool notice = severity == Severity::Notice;
    const bool same = !isHidden() && what == m_what->text() && next == m_next->text();
    setProperty("severity",
        notice        ? QStringLiteral("notice")
            : warning ? QStringLiteral("warning")
                      : QStringLiteral("error"));
    style()->unpolish(this);
    style()->polish(this);
    m_icon->setIconName(notice ? QStringLiteral("plug") : QStringLiteral("alert"));
    m_icon->setColour(notice ? theme().accent : warning ? theme().warn : theme().error);
    m_what->setTone(notice ? Tone::Text : warning ? Tone::Warn : Tone::Error);
    m_what->setText(what);
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    m_details->setText(details);
    m_detailsButton->setVisible(!details.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    if (!same) // who reads the details is not interrupted by the next try
        setDetailsVisible(false);
    setAccessibleName(what + u' ' + next);
    show();
}

void ErrorBanner::clear()
{
    m_error.reset();
    hide();
}

QString ErrorBanner::what() const { return isHidden() ? QString() : m_what->text(); }

void ErrorBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_error) {
            const FaultText words = faultText(*m_error);
            m_what->setText(words.what);
            m_next->setText(words.next);
        }
    }
}

void ErrorBanner::retranslate()
{
    m_detailsButton->setText(tr("Details"));
    m_copy->setText(tr("Copy"));
    m_copyRemedy->setText(tr("Copy the command"));
}

void ErrorBanner::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
    m_copy->setVisible(visible);
}

} // namespace widgets
