// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/identity_card.h"

#include "widgets/common/chip.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offers.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/words.h"

namespace widgets {

IdentityCard::IdentityCard(QWidget *parent)
    : IdentityCard(new ProfileRows, parent)
{
}

IdentityCard::IdentityCard(ProfileRows *profiles, QWidget *parent)
    : OverviewCard(QStringLiteral("sim"), profiles, parent)
    , m_profiles(profiles)
{
    factList()->setMono(0);
    IdentityCard::retranslate();
    IdentityCard::refresh();
}

void IdentityCard::retranslate()
{
    setTitle(tr("Card and board"));
    factList()->setLabel(0, QStringLiteral("EID"));
    factList()->setLabel(1, tr("Firmware"));
    factList()->setLabel(2, tr("Battery"));
}

void IdentityCard::refresh()
{
    refreshProfiles();
    if (!kit()) {
        for (int row = 0; row < 3; ++row)
            factList()->setValue(row, {});
        return;
    }
    const device_link::KitIdentity identity = kit()->session()->identity();
    const QString unknownReason = isReplay() ? tr("The recording does not tell") : tr("The kit did not tell");
    factList()->setValue(0, identity.eid, identity.eid.isEmpty() ? unknownReason : QString());
    factList()->setValue(1, identity.firmware, identity.firmware.isEmpty() ? unknownReason : QString());
    const auto &battery = kit()->facts()->battery();
    QString charge;
    if (battery)
        charge = text(percent(battery->percent)) + comma()
            + text({fixed(battery->millivolt / 1e3, 2), QStringLiteral("V")});
    factList()->setValue(2, charge,
        battery          ? QString()
            : isReplay() ? tr("The recording holds no battery report")
                         : tr("No battery report yet"));
}

void IdentityCard::refreshProfiles()
{
    const bool offered = kit() && offers(*kit()->session(), device_link::Capability::CardChannel);
    const auto list = offered ? kit()->facts()->profiles() : std::nullopt;
    const bool known = list && list->has_value();
    m_profiles->setProfiles(known ? **list : QList<profiles::ProfileInfo>());
    numberLabel()->setQuantity(known ? Quantity{QString::number((*list)->size()), QString()} : unknown());
    if (known) {
        const bool enabled = kit()->facts()->enabledProfile() != nullptr;
        setLine(enabled ? tr("profiles on the card, one enabled") : tr("profiles on the card, none enabled"));
        chip()->setState(enabled ? tr("enabled") : tr("none enabled"), enabled ? ChipTone::Ok : ChipTone::Warn);
    } else if (list) {
        setLine(faultText(list->error()).what);
        chip()->setState(tr("card not read"), ChipTone::Error);
    } else {
        const bool connected = kit() && kit()->session()->state() == device_link::SessionState::Connected;
        setLine(offered     ? tr("reading the card")
                : connected ? whatLacks(*kit()->session(), device_link::Capability::CardChannel).what
                            : QString());
        chip()->setState({}, ChipTone::Neutral);
    }
}

} // namespace widgets
