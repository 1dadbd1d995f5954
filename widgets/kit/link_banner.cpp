// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/link_banner.h"

#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/modem_manager_loan.h"
#include "widgets/text/fault_text.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPushButton>

namespace widgets {

using device_link::SessionState;

namespace {

/// What ModemManager's answer means for the kit, and the next step.
QString loanWords(const ModemManagerLoan &loan, const QString &kit)
{
    using device_link::Fault;
    if (loan.asking())
        return LinkBanner::tr("Asking ModemManager for it. The system may want a password.");
    if (!loan.refusal()) {
        return LinkBanner::tr("ModemManager, which drives the modems of this computer, can lend it for as long as %1 "
                              "is connected. Or stop ModemManager with the command.")
            .arg(kit);
    }
    switch (loan.refusal()->fault()) {
    case Fault::NoPermission:
        return LinkBanner::tr("ModemManager lends it only to root here. Start the command in a terminal, which borrows "
                              "it as root, and leave it running: %1 then connects by itself.")
            .arg(kit);
    case Fault::HeldByOther:
        return LinkBanner::tr("Another program has borrowed it from ModemManager. Close that program, then borrow it "
                              "again.");
    case Fault::Timeout:
        return LinkBanner::tr("ModemManager did not answer in time. Borrow again, or stop ModemManager with the "
                              "command.");
    default: break;
    }
    return LinkBanner::tr("ModemManager refused; its reason is in the details. Stop it with the command: %1 then "
                          "connects by itself.")
        .arg(kit);
}

} // namespace

LinkBanner::LinkBanner(QWidget *parent)
    : ErrorBanner(parent)
    , m_command(new TextLabel(TextRole::Mono, Tone::Text, this))
    , m_borrow(new QPushButton(this))
    , m_copyCommand(new QPushButton(this))
    , m_remove(new QPushButton(this))
{
    makeLoanControls();
    m_remove->setObjectName(QStringLiteral("removeFromList"));
    m_remove->hide();
    qobject_cast<QBoxLayout *>(layout())->addWidget(m_remove, 0, Qt::AlignTop);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const std::shared_ptr<KitContext> kit = m_kit)
            Q_EMIT removeRequested(kit);
    });
    connect(this, &ErrorBanner::actionTriggered, this, [this] {
        if (m_kit)
            m_kit->open();
    });
}

void LinkBanner::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->model<ModemManagerLoan>()->disconnect(this);
    }
    m_kit = std::move(kit);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::stateChanged, this, &LinkBanner::refresh);
        connect(m_kit->model<ModemManagerLoan>(), &ModemManagerLoan::changed, this, &LinkBanner::refresh);
    }
    refresh();
}

void LinkBanner::makeLoanControls()
{
    m_command->setWordWrap(true);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // The banner's row is an icon, the words and the buttons.
    auto *row = qobject_cast<QBoxLayout *>(layout());
    auto *words = qobject_cast<QBoxLayout *>(row->itemAt(1)->layout());
    constexpr int kAfterNext = 2, kFirstButton = 2;
    words->insertWidget(kAfterNext, m_command);
    row->insertWidget(kFirstButton, m_borrow, 0, Qt::AlignTop);
    row->insertWidget(kFirstButton + 1, m_copyCommand, 0, Qt::AlignTop);
    QWidget *before = m_borrow; // Tab goes through the buttons as they stand
    for (int i = kFirstButton + 1; i < row->count(); ++i) {
        setTabOrder(before, row->itemAt(i)->widget());
        before = row->itemAt(i)->widget();
    }
    connect(m_borrow, &QPushButton::clicked, this, &LinkBanner::borrowOrStop);
    connect(m_copyCommand, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    showLoanControls(false);
}

void LinkBanner::showLoanControls(bool visible)
{
    m_command->setVisible(visible);
    m_borrow->setVisible(visible);
    m_copyCommand->setVisible(visible);
}

void LinkBanner::borrowOrStop()
{
    if (!m_kit)
        return;
    auto *loan = m_kit->model<ModemManagerLoan>();
    if (loan->asking())
        loan->stopAsking();
    else
        Q_EMIT borrowRequested(m_kit);
}

void LinkBanner::showTaken(const device_link::Error &error, const QString &action)
{
    const auto *loan = m_kit->model<ModemManagerLoan>();
    const device_link::Error &newest = loan->refusal() ? *loan->refusal() : error;
    m_command->setText(newest.remedy().isEmpty() ? error.remedy() : newest.remedy());
    m_copyCommand->setText(tr("Copy the command"));
    m_borrow->setText(loan->asking() ? tr("Stop asking") : tr("Borrow from ModemManager"));
    showMessage(Severity::Error, tr("Another program has a port of %1 open.").arg(m_kit->alias()),
        loanWords(*loan, m_kit->alias()), faultDetails(newest), action);
}

void LinkBanner::changeEvent(QEvent *event)
{
    ErrorBanner::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void LinkBanner::showLoss(device_link::LinkLoss loss, const std::optional<device_link::Error> &error)
{
    using device_link::LinkLoss;
    const QString details = error ? faultDetails(*error) : QString();
    const QString kept
        = tr("The link joins up by itself when the kit is back. What is on screen stays, until a restart "
             "of the kit begins the graphs anew.");
    switch (loss) {
    case LinkLoss::Restarting:
        return showMessage(Severity::Warning, tr("%1 is restarting.").arg(m_kit->alias()),
            tr("The link joins up by itself; its clock and the graphs begin anew."));
    case LinkLoss::Silent:
        return showMessage(Severity::Error, tr("%1 does not answer.").arg(m_kit->alias()),
            tr("The port is there. Reset the kit if it stays silent.") + u' ' + kept, details);
    case LinkLoss::OtherKit:
        return showMessage(Severity::Error, tr("Another kit is where %1 was.").arg(m_kit->alias()),
            tr("Plug %1 in there again; the link joins up by itself.").arg(m_kit->alias()), details);
    case LinkLoss::Held:
        return showMessage(Severity::Error, tr("Another program has the port of %1 open.").arg(m_kit->alias()),
            tr("%1. Close that program; the link joins up by itself.").arg(error ? error->detail() : QString()));
    case LinkLoss::None:
    case LinkLoss::Gone: break;
    }
    showMessage(Severity::Error, tr("%1 is unplugged.").arg(m_kit->alias()), kept, details);
}

void LinkBanner::showNotConnected()
{
    const bool untouched = m_kit->session()->identity() == device_link::KitIdentity();
    const QString what = m_kit->usbSerial().isEmpty() ? tr("%1 is not connected.")
        : untouched                                   ? tr("%1 is plugged in and not connected.")
                                                      : tr("%1 is disconnected.");
    showMessage(Severity::Notice, what.arg(m_kit->alias()), untouched ? tr("Nothing was sent to it yet.") : QString(),
        {}, tr("Connect"));
}

void LinkBanner::showUnopened(const device_link::Error &error)
{
    const auto stream = m_kit->session()->ports().first().stream;
    const FaultText words = stream && error.fault() == device_link::Fault::BadArgument
        ? FaultText{tr("It has no samples of a stream %1.").arg(*stream),
            tr("Open it without a number: what other parts it has is offered over the panels.")}
        : faultText(error);
    const QString path = m_kit->session()->ports().first().address;
    showMessage(Severity::Error, tr("The file %1 did not open. %2").arg(QFileInfo(path).fileName(), words.what),
        words.next, path + u'\n' + faultDetails(error), tr("Try again"));
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Take it off the list; the file stays where it is"));
    m_remove->show();
}

void LinkBanner::refresh()
{
    m_remove->hide();
    if (!m_kit)
        return clear();
    const SessionState state = m_kit->session()->state();
    const bool lost = state == SessionState::Lost;
    std::optional<device_link::Error> error = m_kit->session()->lastError();
    if (!lost && (m_kit->openError() || state != SessionState::Failed))
        error = m_kit->openError();
    const bool taken
        = error && heldByModemManager(*error) && (!lost || m_kit->session()->loss() == device_link::LinkLoss::Held);
    showLoanControls(taken);
    if (taken)
        showTaken(*error, lost ? QString() : tr("Try again"));
    else if (lost)
        showLoss(m_kit->session()->loss(), error);
    else if (error && m_kit->session()->isReplay())
        showUnopened(*error);
    else if (error)
        showError(*error, tr("Try again"));
    else if (state == SessionState::Closed && !m_kit->wanted())
        showNotConnected();
    else
        clear();
}

} // namespace widgets
