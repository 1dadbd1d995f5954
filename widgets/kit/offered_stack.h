// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include <QStackedWidget>

#include <memory>

namespace widgets {

class EmptyState;

/// Shows its content while the kit offers a capability, and otherwise says what is missing and what would give it.
/// While no kit is connected it says that instead. The content stays reachable when the link is lost: its figures are
/// kept.
class OfferedStack : public QStackedWidget
{
    Q_OBJECT
public:
    OfferedStack(device_link::Capability capability, QWidget *content, QWidget *parent = nullptr);
    void setSession(std::shared_ptr<device_link::KitSession> session);
    /// Shows its content also where it is not offered: there is something of a recording in it.
    void setKept(bool kept);
    [[nodiscard]] bool offered() const { return currentIndex() == 0; }
    [[nodiscard]] QString sentence() const; ///< what the empty state says; empty when offered

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    device_link::Capability m_capability;
    bool m_kept = false;
    std::shared_ptr<device_link::KitSession> m_session;
    EmptyState *m_empty;
};

} // namespace widgets
