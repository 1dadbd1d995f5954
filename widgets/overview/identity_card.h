// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/overview/overview_card.h"

namespace widgets {

class ProfileRows;

/// The card and the board: enabled profile, the others on the card, EID, firmware, battery.
class IdentityCard : public OverviewCard
{
    Q_OBJECT
public:
    explicit IdentityCard(QWidget *parent = nullptr);

protected:
    void retranslate() override;
    void refresh() override;

private:
    IdentityCard(ProfileRows *profiles, QWidget *parent);
    void refreshProfiles();

    ProfileRows *m_profiles;
};

} // namespace widgets
