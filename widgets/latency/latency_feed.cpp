// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/latency_feed.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <algorithm>

namespace widgets {

using device_link::ComputeTier;
using device_link::Error;
using device_link::Fault;
using device_link::KitSession;
using device_link::LatencyProbe;
using device_link::ProbeResult;
using device_link::Result;

namespace {

constexpr int kStatsMs = 200;
constexpr int kAgainMs = 1000; ///< after a refusal, or while another run holds the probe

std::int64_t ns(int ms) { return static_cast<std::int64_t>(ms) * 1'000'000; }

QString figure(const std::optional<double> &value, int figures = 3)
{
    return value ? significant(*value, figures) : QString(kEmDash);
}

/// Faults that will not pass by themselves: probing ends with them.
bool isFinal(const Error &error) { return error.fault() != Fault::Refused && error.fault() != Fault::Busy; }

} // namespace

LatencyFeed::LatencyFeed(KitContext *kit)
    : QAbstractTableModel(kit)
    , m_kit(kit)
    , m_session(kit->session())
{
    m_next.setSingleShot(true);
    m_next.setTimerType(Qt::PreciseTimer);
    connect(&m_next, &QTimer::timeout, this, &LatencyFeed::next);
    m_statsTimer.setSingleShot(true);
    m_statsTimer.setInterval(kStatsMs);
    connect(&m_statsTimer, &QTimer::timeout, this, &LatencyFeed::refreshStats);
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, &LatencyFeed::bind);
    connect(m_session.get(), &KitSession::stateChanged, this, [this](device_link::SessionState state) {
        // A probe that waits for its turn would not notice that the kit is gone.
        if (state != device_link::SessionState::Connected && running() && !m_inFlight)
            end(m_session->lastError().value_or(Error(Fault::LinkLost, QStringLiteral("between two probes"))));
    });
    connect(m_kit->prompts(), &PromptHistory::runningChanged, this, [this] {
        Q_EMIT runningChanged();
        next();
    });
    m_pieces.setInterval(0);
    connect(&m_pieces, &QTimer::timeout, this, &LatencyFeed::takePiece);
    connect(m_session.get(), &KitSession::replayed, this, &LatencyFeed::takeRecording);
    bind();
    takeRecording();
}

LatencyFeed::~LatencyFeed() { m_stop.request_stop(); }

void LatencyFeed::bind()
{
    const auto probe = m_session->latencyProbe();
    if (!probe)
        return;
    probe->disconnect(this);
    connect(probe.get(), &LatencyProbe::result, this, &LatencyFeed::onResult);
}

int LatencyFeed::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LatencyFeed::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LatencyFeed::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return cell(index.row(), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() == Tier ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    return {};
}

QString LatencyFeed::cell(int tierRow, int column) const
{
    const Row &tier = m_rows.at(static_cast<std::size_t>(tierRow));
    const TierStats &stats = tier.stats;
    switch (column) {
    case Tier: return tierWord(kTiers.at(static_cast<std::size_t>(tierRow)));
    case P50: return figure(stats.p50);
    case P95: return figure(stats.p95);
    case P99: return figure(stats.p99);
    case Jitter: return figure(stats.jitter);
    case Sent: return integer(stats.sent);
    case Lost: return integer(stats.lost);
    case CoreP50: return figure(stats.coreP50);
    case InBand: return stats.inBandPercent ? fixed(*stats.inBandPercent, 1) : QString(kEmDash);
    case LastReply:
        return tier.history.lastReply() ? clockTime(axisTimeOfDayNs(*m_kit, tier.history.lastReply()->sentNs), 0)
                                        : QString(kEmDash);
    default: return {};
    }
}

QVariant LatencyFeed::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Tier: return tr("Tier");
    case P50: return tr("p50, ms");
    case P95: return tr("p95, ms");
    case P99: return tr("p99, ms");
    case Jitter: return tr("Jitter, ms");
    case Sent: return tr("Sent");
    case Lost: return tr("Lost");
    case CoreP50: return tr("Core leg p50, ms");
    case InBand: return tr("Core leg in band, %");
    case LastReply: return tr("Last reply");
    default: return {};
    }
}

QString LatencyFeed::plainText() const
{
    QStringList lines;
    for (int line = -1; line < rowCount(); ++line) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(
                line < 0 ? headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() : cell(line, column));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

void LatencyFeed::onResult(const ProbeResult &result)
{
    Row &tier = row(result.tier);
    tier.history.add(axisBoot(*m_kit), result);
    tier.stale = true;
    if (!m_statsTimer.isActive())
        m_statsTimer.start();
    setError(std::nullopt);
    m_kit->model<AxisClock>()->news();
    Q_EMIT probed(result.tier);
}

void LatencyFeed::setSpan(StatsSpan span)
{
    if (span == m_span)
        return;
    m_span = span;
    for (Row &each : m_rows)
        each.stale = true;
    refreshStats();
}

void LatencyFeed::refreshStats()
{
    for (const ComputeTier tier : kTiers) {
        Row &each = row(tier);
        if (!std::exchange(each.stale, false))
            continue;
        each.stats = tierStats(each.history, tier, m_span);
        const int line = static_cast<int>(tier);
        Q_EMIT dataChanged(index(line, 0), index(line, ColumnCount - 1));
    }
    Q_EMIT statsChanged();
}

bool LatencyFeed::running() const { return std::ranges::any_of(m_rows, &Row::running); }

bool LatencyFeed::paused() const { return m_kit->prompts()->running() != nullptr; }

void LatencyFeed::start(ComputeTier tier)
{
    if (row(tier).running)
        return;
    row(tier).running = true;
    row(tier).dueNs = device_link::hostNowNs();
    setError(std::nullopt);
    Q_EMIT runningChanged();
    next();
}

void LatencyFeed::startAll()
{
    for (const ComputeTier tier : kTiers)
        start(tier);
}

void LatencyFeed::stop(ComputeTier tier)
{
    if (!row(tier).running)
        return;
    row(tier).running = false;
    if (m_inFlight == tier)
        m_stop.request_stop();
    if (!running())
        setError(std::nullopt);
    Q_EMIT runningChanged();
}

void LatencyFeed::stopAll()
{
    for (const ComputeTier tier : kTiers)
        stop(tier);
}

void LatencyFeed::setIntervalMs(int ms)
{
    m_intervalMs = std::max(0, ms);
    const std::int64_t latest = device_link::hostNowNs() + ns(m_intervalMs);
    for (Row &each : m_rows)
        each.dueNs = std::min(each.dueNs, latest);
    next();
}

void LatencyFeed::next()
{
    if (m_inFlight || paused())
        return;
    const Row *first = nullptr;
    for (const Row &each : m_rows) {
        if (each.running && (!first || each.dueNs < first->dueNs))
            first = &each;
    }
    if (!first)
        return m_next.stop();
    const std::int64_t waitNs = first->dueNs - device_link::hostNowNs();
    if (waitNs > 0)
        return m_next.start(static_cast<int>(waitNs / 1'000'000) + 1);
    send(kTiers.at(static_cast<std::size_t>(first - m_rows.data())));
}

void LatencyFeed::send(ComputeTier tier)
{
    const auto probe = m_session->latencyProbe();
    if (!probe || m_session->state() != device_link::SessionState::Connected)
        return end(Error(Fault::LinkLost, QStringLiteral("probe")));
    constexpr int kOne = 1;
    constexpr int kApartMs = 1000; // of one probe: says nothing
    m_inFlight = tier;
    m_stop = std::stop_source();
    // Probes keep their rhythm, but never catch up in a burst.
    const std::int64_t now = device_link::hostNowNs();
    row(tier).dueNs = std::max(row(tier).dueNs + ns(m_intervalMs), now);
    QCoro::connect(probe->run(tier, kOne, kApartMs, m_stop.get_token()), this,
        [this, tier](const Result<QList<ProbeResult>> &result) { onEnded(tier, result); });
}

void LatencyFeed::onEnded(ComputeTier tier, const Result<QList<ProbeResult>> &result)
{
    m_inFlight.reset();
    if (!result && result.error().fault() != Fault::Cancelled) {
        if (isFinal(result.error()))
            return end(result.error());
        // Not registered now, or the Overview measures: the next try may succeed.
        row(tier).dueNs = device_link::hostNowNs() + ns(std::max(m_intervalMs, kAgainMs));
        if (result.error().fault() == Fault::Refused && row(tier).running)
            setError(result.error());
    }
    next();
}

void LatencyFeed::setError(std::optional<Error> error)
{
    if (!error && !m_error)
        return;
    m_error = std::move(error);
    Q_EMIT errorChanged();
}

void LatencyFeed::end(std::optional<Error> error)
{
    const bool wasRunning = running();
    for (Row &each : m_rows)
        each.running = false;
    m_next.stop();
    if (!wasRunning)
        return;
    setError(std::move(error));
    Q_EMIT runningChanged();
}

} // namespace widgets
