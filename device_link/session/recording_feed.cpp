// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_feed.h"

#include "frame_tap.h"
#include "host_clock.h"
#include "power_source.h"

#include <QDateTime>
#include <QTimer>

#include <chrono>

namespace device_link {

namespace {

constexpr int kClockPointMs = 1000;
constexpr int kTakeLinesMs = 250;

void addClockPoint(const KitSession &session, RecordingWriter &writer)
{
    const ClockMap clock = session.clock();
    const std::int64_t hostNs = hostNowNs();
    const auto kitNs = clock.toKitNs(hostNs);
    if (!kitNs)
        return; // not known yet, or the link is away
    using namespace std::chrono;
    const std::int64_t utcNs = nanoseconds(system_clock::now().time_since_epoch()).count();
    writer.addClockPoint({clock.bootId(), *kitNs, hostNs, utcNs});
}

RecordedLine lineOf(const RawFrame &frame, const ClockMap &clock)
{
    RecordedLine line;
    line.kind = frame.kind == RawFrame::Kind::AtLine ? RecordedLine::Kind::AtLine
        : frame.kind == RawFrame::Kind::Text         ? RecordedLine::Kind::Text
                                                     : RecordedLine::Kind::Smp;
    line.toKit = frame.way == RawFrame::Way::ToKit;
    line.port = roleName(frame.port);
    line.bootId = clock.bootId();
    line.kitTimeNs = clock.toKitNs(frame.hostNs).value_or(0);
    line.hostTimeNs = frame.hostNs;
    line.bytes = frame.bytes.left(RecordedLine::kMaxBytes);
    line.size = static_cast<std::uint32_t>(frame.bytes.size());
    return line;
}

/// Lines of the ports, until the tap goes.
class LineFeed
{
public:
    LineFeed(const std::shared_ptr<KitSession> &session, std::shared_ptr<RecordingWriter> writer)
        : m_session(session)
        , m_taps(frameTapsOf(*session))
        , m_writer(std::move(writer))
    {
        if (m_taps)
            m_taps->recorded.setOn(true);
    }
    ~LineFeed()
    {
        take();
        if (m_taps)
            m_taps->recorded.setOn(false);
    }
    LineFeed(const LineFeed &) = delete;
    LineFeed &operator=(const LineFeed &) = delete;

    void take()
    {
        if (!m_taps)
            return;
        const ClockMap clock = m_session->clock();
        for (const RawFrame &frame : m_taps->recorded.take())
            m_writer->addLine(lineOf(frame, clock));
    }

private:
    std::shared_ptr<KitSession> m_session;
    std::shared_ptr<FrameTaps> m_taps;
    std::shared_ptr<RecordingWriter> m_writer;
};

/// The streams of a power source: the one that runs from now on, later ones whole.
void followStreams(
    const std::shared_ptr<PowerSource> &source, const std::shared_ptr<RecordingWriter> &writer, QObject *context)
{
    if (!source)
        return;
    // What is only replayed is in a recording already.
    const auto live = [](const PowerSource &of) { return std::dynamic_pointer_cast<const SampleStore>(of.store()); };
    if (const auto store = live(*source))
        writer->addStream(store, store->endIndex());
    QObject::connect(source.get(), &PowerSource::storeChanged, context, [live, writer, source = source.get()] {
        if (const auto store = live(*source))
            writer->addStream(store);
    });
}

} // namespace

namespace {

/// Nothing while the kit's clock is not known: then none of it has a place in time.
std::optional<RecordedKitState> stateOf(const KitSession &session)
{
    const ClockMap clock = session.clock();
    const auto now = clock.toKitNs(hostNowNs());
    if (!now || *now < 0)
        return std::nullopt;
    const KitIdentity identity = session.identity();
    RecordedKitState state;
    state.bootId = clock.bootId();
    state.kitTimeNs = *now;
    state.model = identity.model;
    state.hardware = identity.hardware;
    state.firmware = identity.firmware;
    state.batteryMah = identity.batteryMah;
    if (const auto modem = session.modemStatus(); modem && modem->last().radio != RadioState::Unknown)
        state.radio = radioStateName(modem->last().radio);
    if (const auto modem = session.modemStatus(); modem && modem->last().registration) {
        const ModemState last = modem->last();
        state.network = {*last.registration, last.operatorName, last.plmn, last.tac, last.cell, last.accessTechnology,
            last.rsrpDbm, last.rsrqDb, last.sinrDb, last.rssiDbm};
    }
    const auto account = session.tokenAccount();
    if (account && !account->last().unit.isEmpty()) { // it was read
        const AccountState last = account->last();
        state.account = {last.balanceMicro, last.reservedMicro, last.lastEntry};
    }
    return state;
}

} // namespace

RecordingFileInfo recordingInfoOf(const KitSession &session, const QString &product, const QString &alias)
{
    RecordingFileInfo info;
    info.product = product;
    info.kitSerial = session.identity().serial;
    info.alias = alias;
    info.simulated = session.identity().simulated.value_or(false);
    info.voltageIsSet = session.voltageIsSet();
    if (const auto account = session.tokenAccount()) {
        const AccountState state = account->last();
        info.price = {state.priceMicroPerMillionTokens, state.currency, state.priceVersion};
    }
    info.begin = stateOf(session);
    return info;
}

QString recordingFileName(const QString &kit)
{
    QString safe;
    for (const QChar c : kit.left(48))
        safe += c.isLetterOrNumber() || c == QLatin1Char('-') ? c : QLatin1Char('_');
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss"));
    return (safe.isEmpty() ? time : time + QLatin1Char(' ') + safe) + QStringLiteral(".aer");
}

void feedRecording(
    const std::shared_ptr<KitSession> &session, const std::shared_ptr<RecordingWriter> &writer, QObject *context)
{
    QObject::connect(
        session.get(), &KitSession::event, context, [writer](const KitEvent &event) { writer->addEvent(event); });
    // A source is there once the ports have answered; it stays the same object then.
    const auto followed = std::make_shared<const PowerSource *>(nullptr);
    const auto follow = [session = session.get(), writer, context, followed] {
        const std::shared_ptr<PowerSource> source = session->powerSource();
        if (std::exchange(*followed, source.get()) != source.get())
            followStreams(source, writer, context);
    };
    QObject::connect(session.get(), &KitSession::capabilitiesChanged, context, follow);
    follow();
    const auto lines = std::make_shared<LineFeed>(session, writer); // it lives in the timer's connection
    auto *often = new QTimer(context);
    QObject::connect(often, &QTimer::timeout, context, [lines] { lines->take(); });
    often->start(kTakeLinesMs);
    auto *timer = new QTimer(context);
    QObject::connect(
        timer, &QTimer::timeout, context, [session = session.get(), writer] { addClockPoint(*session, *writer); });
    timer->start(kClockPointMs);
    addClockPoint(*session, *writer);
}

} // namespace device_link
