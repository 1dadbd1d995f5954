// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/error_banner.h"

#include <memory>

namespace device_link {
struct RecordingRecovery;
}

namespace widgets {

class KitContext;

/// Says over every panel that the recording is not whole: what is missing of it, and that what is shown is sound. Can
/// be put away for as long as the recording stays open.
class DamageBanner : public ErrorBanner
{
    Q_OBJECT
public:
    explicit DamageBanner(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit); ///< may be null

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    std::shared_ptr<KitContext> m_kit;
};

/// In what way a recording is not whole, in the language that is installed; empty: it is.
[[nodiscard]] QString damageWords(const device_link::RecordingRecovery &recovery);

} // namespace widgets
