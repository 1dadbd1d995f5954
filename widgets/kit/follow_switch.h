// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/segmented.h"

#include <QPointer>

namespace widgets {

class KitContext;

/// Hold | Follow: whether the shared axis of a kit goes on. On every panel that shows it, so that each says when it
/// is held and offers the way back. A recording neither goes on nor is held: not shown there.
class FollowSwitch : public Segmented
{
    Q_OBJECT
public:
    explicit FollowSwitch(QWidget *parent = nullptr);
    void setKit(KitContext *kit); ///< may be null

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();

    QPointer<KitContext> m_kit;
};

} // namespace widgets
