// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/connectivity_view.h"

#include "widgets/common/chip.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/connectivity/radio_share_view.h"
#include "widgets/connectivity/signal_quality.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/text/words.h"

#include <QHBoxLayout>

namespace widgets {
namespace {

constexpr int kFiguresWidth = 160; ///< "−140 dBm" and a line of words
constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t wholeSeconds(std::int64_t ns) { return std::max<std::int64_t>(0, ns) / kSecond * kSecond; }

QString withQuality(SignalKind kind, double value)
{
    return ConnectivityView::tr("%1, %2").arg(
        text({fixed(value, 1), signalUnit(kind)}), qualityWord(qualityOf(kind, value)));
}

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

void ConnectivityView::setKit(std::shared_ptr<KitContext> kit)
{
    m_kit = std::move(kit);
    m_log = m_kit ? m_kit->model<ConnectivityLog>() : nullptr;
    refresh();
}

QString ConnectivityView::age() const
{
    if (!m_kit || !m_log || m_log->away().empty() || m_log->away().back().toNs)
        return {};
    return tr("%1 ago").arg(duration(wholeSeconds(axisNowNs(*m_kit) - m_log->away().back().fromNs)));
}

RegistrationCard::RegistrationCard(QWidget *parent)
    : ConnectivityView(parent)
    , m_rsrp(new NumberLabel(TextRole::PanelNumber, this))
    , m_quality(new TextLabel(TextRole::BodyStrong, Tone::Text2, this))
    , m_registered(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_since(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_facts(new FactList(FactCount, this))
{
    setIcon(QStringLiteral("mast"));
    m_rsrp->setObjectName(QStringLiteral("rsrp"));
    m_facts->setObjectName(QStringLiteral("registrationFacts"));
    for (TextLabel *label : {m_registered, m_since})
        label->setWordWrap(true);
    auto *left = new QWidget(this);
    left->setFixedWidth(kFiguresWidth);
    auto *figures = new QVBoxLayout(left);
    figures->setContentsMargins(0, 0, 0, 0);
    figures->setSpacing(2);
    figures->addWidget(m_rsrp);
    figures->addWidget(m_quality);
    figures->addSpacing(10);
    figures->addWidget(m_registered);
    figures->addWidget(m_since);
    figures->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(left);
    auto *facts = new QVBoxLayout;
    facts->addWidget(m_facts);
    facts->addStretch();
    row->addLayout(facts, 1);
    body()->addLayout(row, 1);
    m_facts->setMono(Plmn);
    m_facts->setMono(Area);
    m_facts->setMono(Cell);
}

void RegistrationCard::retranslate()
{
    setTitle(tr("Registration"));
    m_facts->setLabel(Operator, tr("Operator"));
    m_facts->setLabel(Plmn, QStringLiteral("PLMN"));
    m_facts->setLabel(Technology, tr("Access technology"));
    m_facts->setLabel(Area, tr("Tracking area"));
    m_facts->setLabel(Cell, tr("Cell"));
    m_facts->setLabel(Rsrq, QStringLiteral("RSRQ"));
    m_facts->setLabel(Sinr, QStringLiteral("SINR"));
    m_facts->setLabel(Rssi, QStringLiteral("RSSI"));
    refresh();
}

void RegistrationCard::refresh()
{
    const ConnectivityLog::Registration *now = log() ? log()->registration() : nullptr;
    const QString away = age();
    setEnabled(away.isEmpty());
    const int stat = now ? now->stat : -1;
    const bool registered = now && now->registered();
    chip()->setState(!away.isEmpty() ? away
            : now                    ? registrationWord(stat)
                                     : QString(),
        !away.isEmpty()  ? ChipTone::Neutral
            : registered ? ChipTone::Ok
            : stat == 3  ? ChipTone::Error
                         : ChipTone::Warn);
    m_registered->setText(now ? sentenceCase(registrationWord(stat)) : tr("The modem has not told its state yet"));
    QString since;
    if (now) {
        const QString clock = clockTime(axisTimeOfDayNs(*kit(), now->atNs), 0);
        since
            = log()->beginningSeen() ? tr("since %1").arg(clock) : tr("at least since %1, when first heard").arg(clock);
    }
    m_since->setText(since);
    refreshSignal();
    refreshFacts();
}

void RegistrationCard::refreshSignal()
{
    const std::optional<double> rsrp = log() ? log()->signal().rsrpDbm : std::nullopt;
    const bool registered = log() && log()->registration() && log()->registration()->registered();
    const QString reason = rsrp ? qualityExplained(SignalKind::Rsrp)
        : registered            ? tr("The modem has not measured the signal yet")
                                : tr("Not registered: there is no cell to measure");
    m_rsrp->setQuantity(rsrp ? Quantity{fixed(*rsrp, 0), QStringLiteral("dBm")} : unknown(), reason);
    m_rsrp->setAccessibleName(QStringLiteral("RSRP: ") + text(m_rsrp->quantity()));
    m_quality->setText(rsrp
            ? QString(QStringLiteral("RSRP") + comma() + qualityWord(qualityOf(SignalKind::Rsrp, *rsrp)))
            : QStringLiteral("RSRP"));
    m_quality->setToolTip(reason);
}

void RegistrationCard::refreshFacts()
{
    const device_link::ModemState state = log() && log()->state() ? *log()->state() : device_link::ModemState();
    const bool registered = log() && log()->registration() && log()->registration()->registered();
    const ConnectivityLog::Signal signal = log() ? log()->signal() : ConnectivityLog::Signal();
    const QString none = registered ? tr("The modem does not tell") : tr("Not registered: there is no cell to measure");
    const auto show = [&](Fact fact, const QString &value) {
        const bool known = registered && !value.isEmpty();
        m_facts->setValue(fact, known ? value : QString(), known ? QString() : none);
    };
    show(Operator, state.operatorName);
    show(Plmn, state.plmn);
    show(Technology, state.accessTechnology);
    show(Area, state.tac);
    show(Cell, state.cell);
    m_facts->setValue(Rsrq, signal.rsrqDb ? withQuality(SignalKind::Rsrq, *signal.rsrqDb) : QString(),
        signal.rsrqDb ? qualityExplained(SignalKind::Rsrq) : none);
    m_facts->setValue(Sinr, signal.sinrDb ? withQuality(SignalKind::Sinr, *signal.sinrDb) : QString(),
        signal.sinrDb ? qualityExplained(SignalKind::Sinr) : none);
    const bool rssi = registered && state.rssiDbm;
    m_facts->setValue(Rssi, rssi ? text({fixed(*state.rssiDbm, 1), QStringLiteral("dBm")}) : QString(),
        rssi ? tr("All power received in the band, noise included: no measure of quality") : none);
}

UptimeCard::UptimeCard(QWidget *parent)
    : ConnectivityView(parent)
    , m_time(new NumberLabel(TextRole::CardNumber, this))
    , m_line(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_facts(new FactList(FactCount, this))
{
    m_time->setObjectName(QStringLiteral("uptime"));
    m_facts->setObjectName(QStringLiteral("uptimeFacts"));
    body()->setSpacing(2);
    body()->addWidget(m_time);
    body()->addWidget(m_line);
    body()->addSpacing(4);
    body()->addWidget(m_facts);
    body()->addStretch();
}

void UptimeCard::retranslate()
{
    m_facts->setLabel(Seen, tr("Watched for"));
    m_facts->setLabel(Share, tr("Registered"));
    m_facts->setLabel(Drops, tr("Drops"));
    m_facts->setLabel(Longest, tr("Longest drop"));
    m_facts->setLabel(Cells, tr("Cell changes"));
    m_facts->setLabel(Link, tr("Kit not heard"));
    refresh();
}

void UptimeCard::refresh()
{
    setEnabled(age().isEmpty());
    const bool replay = kit() && kit()->session()->isReplay();
    setTitle(replay                          ? tr("Connection in the recording")
            : log() && log()->sinceRestart() ? tr("Connection since the kit's restart")
                                             : tr("Connection in this session"));
    const ConnectivityLog::Registration *now = log() ? log()->registration() : nullptr;
    if (!now) {
        m_time->setQuantity(unknown(), tr("The modem has not told its state yet"));
        m_line->setText(tr("uptime of the connection"));
        for (int row = 0; row < FactCount; ++row)
            m_facts->setValue(row, {});
        return;
    }
    const bool registered = now->registered();
    m_time->setQuantity({stopwatch(log()->knownUntilNs() - now->atNs), {}},
        registered ? tr("Time since the modem registered, as far as it was seen") : tr("Time without a registration"));
    m_time->setTone(registered ? Tone::Text : Tone::Error);
    const ConnectivityLog::Uptime uptime = log()->uptime();
    m_line->setText(!registered       ? tr("without a connection")
            : uptime.drops > 0        ? tr("connected since the last drop")
            : log()->linkLosses() > 0 ? tr("connected, as far as it was heard")
                                      : tr("connected without a break"));
    m_time->setAccessibleName(m_line->text() + QStringLiteral(": ") + m_time->quantity().number);
    const double share
        = uptime.seenNs > 0 ? 100.0 * static_cast<double>(uptime.registeredNs) / static_cast<double>(uptime.seenNs) : 0;
    m_facts->setValue(Seen, duration(wholeSeconds(uptime.seenNs)));
    m_facts->setValue(Share, uptime.seenNs > 0 ? text(percent(share, 1)) : QString(),
        tr("Share of the watched time in which the modem was registered"));
    m_facts->setValue(Drops, integer(uptime.drops), tr("How often a registration was lost"));
    m_facts->setValue(Longest, uptime.drops > 0 ? duration(uptime.longestDropNs) : QString(),
        uptime.drops > 0 ? QString() : tr("There was no drop"));
    m_facts->setValue(Cells, integer(log()->cellChanges()));
    m_facts->setValue(Link, integer(log()->linkLosses()), tr("How often the kit could not be heard from here"));
}

RadioCard::RadioCard(QWidget *parent)
    : ConnectivityView(parent)
    , m_now(new TextLabel(TextRole::CardNumber, Tone::Text, this))
    , m_stretch(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_shares(new RadioShareView(this))
{
    m_now->setObjectName(QStringLiteral("radioNow"));
    m_shares->setObjectName(QStringLiteral("radioShares"));
    body()->setSpacing(2);
    body()->addWidget(m_now);
    body()->addWidget(m_stretch);
    body()->addSpacing(4);
    body()->addWidget(m_shares);
    body()->addStretch();
}

void RadioCard::retranslate()
{
    setTitle(tr("Radio"));
    refresh();
}

void RadioCard::refresh()
{
    setEnabled(age().isEmpty());
    const bool replay = kit() && kit()->session()->isReplay(); // whose modem tells of the network only
    const auto radio = replay     ? kit()->timeline()->radioAt(kit()->window()->latestNs())
        : log() && log()->state() ? log()->state()->radio
                                  : device_link::RadioState::Unknown;
    const bool known = radio != device_link::RadioState::Unknown;
    m_now->setText(radioWord(radio));
    m_now->setTone(known ? Tone::Text : Tone::Text3);
    m_now->setToolTip(known ? QString() : tr("The ports of this kit do not tell the state of its radio"));
    if (!kit()) {
        m_stretch->setText({});
        m_shares->setShares({});
        return;
    }
    const TimeWindow *window = kit()->window();
    const std::int64_t end = std::min(window->endNs(), log()->knownUntilNs());
    m_stretch->setText(window->following() ? tr("share of the last %1").arg(duration(window->spanNs()))
                                           : tr("share of the %1 shown").arg(duration(window->spanNs())));
    m_shares->setShares(
        end > window->beginNs() ? radioShares(*kit()->timeline(), window->beginNs(), end) : QList<RadioShare>());
}

} // namespace widgets
