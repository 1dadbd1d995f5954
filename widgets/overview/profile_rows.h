// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_profiles.h"

#include <QList>
#include <QWidget>

namespace widgets {

/// The profiles on a card, one short row each; the enabled one is marked by a disc and weight.
class ProfileRows : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileRows(QWidget *parent = nullptr);
    void setProfiles(QList<profiles::ProfileInfo> profiles);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<profiles::ProfileInfo> m_profiles;
};

/// Nickname, else name, else provider, else the ICCID.
[[nodiscard]] QString profileName(const profiles::ProfileInfo &profile);

} // namespace widgets
