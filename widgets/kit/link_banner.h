// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "widgets/common/error_banner.h"

#include <memory>

class QPushButton;

namespace widgets {

class KitContext;
class TextLabel;

/// Says over every panel that the kit is away (unplugged, silent, restarting) or could not be opened. Solves itself
/// when the link returns. A port that ModemManager has can be borrowed from here.
class LinkBanner : public ErrorBanner
{
    Q_OBJECT
public:
    explicit LinkBanner(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);

Q_SIGNALS:
    /// The user wants ModemManager to lend the kit's ports. How that goes is told to the kit's ModemManagerLoan.
    void borrowRequested(const std::shared_ptr<widgets::KitContext> &kit);
    /// The user wants a file that did not open off the list.
    void removeRequested(const std::shared_ptr<widgets::KitContext> &kit);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showNotConnected();
    void showUnopened(const device_link::Error &error); ///< a file
    void showLoss(device_link::LinkLoss loss, const std::optional<device_link::Error> &error);

    void makeLoanControls();
    /// ModemManager has a port: what to do, the command that stops it, and the button that borrows.
    void showTaken(const device_link::Error &error, const QString &action);
    void showLoanControls(bool visible);
    void borrowOrStop();

    std::shared_ptr<KitContext> m_kit;
    TextLabel *m_command;
    QPushButton *m_borrow;
    QPushButton *m_copyCommand;
    QPushButton *m_remove;
};

} // namespace widgets
