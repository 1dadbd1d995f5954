// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/error_banner.h"

#include <memory>

namespace widgets {

class KitContext;

/// Says over every panel that the kit is unplugged or could not be opened. Solves itself when the link returns.
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

    std::shared_ptr<KitContext> m_kit;
};

} // namespace widgets
