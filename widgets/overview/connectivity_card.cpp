// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/connectivity_card.h"

#include "widgets/common/chip.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offers.h"
#include "widgets/overview/tier_bars.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/words.h"

#include <QPushButton>

namespace widgets {

ConnectivityCard::ConnectivityCard(QWidget *parent)
    : ConnectivityCard(new TierBars, parent)
{
}

ConnectivityCard::ConnectivityCard(TierBars *bars, QWidget *parent)
    : OverviewCard(QStringLiteral("mast"), bars, parent)
    , m_bars(bars)
    , m_probe(new QPushButton(this))
{
    m_probe->setProperty("compact", true);
    setAction(m_probe);
    connect(m_probe, &QPushButton::clicked, this, [this] {
        if (kit())
            kit()->facts()->probe();
    });
    ConnectivityCard::retranslate();
    ConnectivityCard::refresh();
}

void ConnectivityCard::retranslate()
{
    setTitle(tr("Connectivity"));
    factList()->setLabel(0, tr("Radio"));
    factList()->setLabel(1, tr("Operator"));
    factList()->setLabel(2, tr("Cell"));
}

void ConnectivityCard::bind()
{
    if (kit())
        connect(kit()->facts(), &KitFacts::latenciesChanged, this,
            [this] { m_bars->setLatencies(kit()->facts()->latencies()); });
}

void ConnectivityCard::refresh()
{
    refreshProbe();
    const auto &modem = kit() ? kit()->facts()->modem() : std::optional<device_link::ModemState>();
    if (!modem) {
        const bool connected = kit() && kit()->session()->state() == device_link::SessionState::Connected;
        const bool offered = kit() && offers(*kit()->session(), device_link::Capability::ModemStatus);
        numberLabel()->setQuantity(unknown());
        setLine(connected && !offered ? whatLacks(*kit()->session(), device_link::Capability::ModemStatus).what
                                      : QString());
        chip()->setState({}, ChipTone::Neutral);
        for (int row = 0; row < 3; ++row)
            factList()->setValue(row, {});
        return;
    }
    numberLabel()->setQuantity(modem->rsrpDbm ? Quantity{fixed(*modem->rsrpDbm, 0), QStringLiteral("dBm")} : unknown(),
        modem->rsrpDbm   ? QString()
            : isReplay() ? tr("The modem did not know its signal at the end of the recording")
                         : tr("The modem does not know its signal now"));
    QString line = QStringLiteral("RSRP");
    if (!modem->accessTechnology.isEmpty())
        line += comma() + modem->accessTechnology;
    if (modem->sinrDb)
        line += tr(", SINR %1").arg(text({fixed(*modem->sinrDb, 0), QStringLiteral("dB")}));
    setLine(isReplay() ? tr("%1, at the end of the recording").arg(line) : line);
    factList()->setValue(0, radioWord(modem->radio));
    factList()->setValue(1, modem->operatorName.isEmpty() ? modem->plmn : modem->operatorName);
    factList()->setValue(2, modem->cell);
    const int stat = modem->registration.value_or(-1);
    const bool registered = stat == 1 || stat == 5;
    chip()->setState(registrationWord(stat), registered ? ChipTone::Ok : stat == 3 ? ChipTone::Error : ChipTone::Warn);
}

void ConnectivityCard::refreshProbe()
{
    const bool offered = kit() && offers(*kit()->session(), device_link::Capability::LatencyProbe);
    m_probe->setVisible(offered);
    if (!offered) {
        m_bars->setLatencies({});
        return;
    }
    const KitFacts *facts = kit()->facts();
    m_probe->setText(facts->probing() ? tr("Measuring") : tr("Measure"));
    m_probe->setAccessibleName(tr("Measure the round trips to the tiers"));
    m_probe->setEnabled(!facts->probing() && kit()->session()->state() == device_link::SessionState::Connected);
    m_bars->setLatencies(facts->latencies());
    m_bars->setToolTip(facts->probeError() ? faultLine(*facts->probeError())
                                           : tr("Medians of a few probes, measured by the kit from its modem"));
}

} // namespace widgets
