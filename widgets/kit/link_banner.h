// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "widgets/common/error_banner.h"

#include <memory>

namespace widgets {

class KitContext;

/// Says over every panel that the kit is away (unplugged, silent, restarting) or could not be opened. Solves itself
/// when the link returns.
class LinkBanner : public ErrorBanner
{
    Q_OBJECT
public:
    explicit LinkBanner(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showNotConnected();
    void showLoss(device_link::LinkLoss loss, const std::optional<device_link::Error> &error);

    std::shared_ptr<KitContext> m_kit;
};

} // namespace widgets
