// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "widgets/latency/tier_stats.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <array>
#include <memory>
#include <stop_token>

namespace device_link {
struct RecordedProbes;
}

namespace widgets {

class KitContext;

/// The round trips of a kit to the compute tiers, one row a tier: keeps every probe that is told, whoever asked for it,
/// and probes on and on while the user wants it. The kit runs one probe at a time, so tiers take turns; a lost one is
/// waited for (3 s of kit time) before the next. Probing ends with the link; what was measured stays. Of a recording it
/// takes the probes that are in it, a few at a time, so that the window stays quick.
class LatencyFeed : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Tier, P50, P95, P99, Jitter, Sent, Lost, CoreP50, InBand, LastReply, ColumnCount };
    static constexpr std::array kTiers{
        device_link::ComputeTier::Metro, device_link::ComputeTier::Province, device_link::ComputeTier::Nation};
    static constexpr int kDefaultIntervalMs = 500;
    static constexpr std::array kIntervalsMs{0, 500, 1000, 2000, 5000}; ///< that are offered

    explicit LatencyFeed(KitContext *kit);
    ~LatencyFeed() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The table as text, tab separated, with its header.
    [[nodiscard]] QString plainText() const;

    [[nodiscard]] const ProbeHistory &history(device_link::ComputeTier tier) const { return row(tier).history; }
    [[nodiscard]] const TierStats &stats(device_link::ComputeTier tier) const { return row(tier).stats; }
    [[nodiscard]] StatsSpan span() const { return m_span; }
    void setSpan(StatsSpan span);

    void start(device_link::ComputeTier tier);
    void startAll();
    void stop(device_link::ComputeTier tier);
    void stopAll();
    [[nodiscard]] bool running(device_link::ComputeTier tier) const { return row(tier).running; }
    [[nodiscard]] bool running() const;
    /// Probing waits while a prompt runs: it would keep the radio from its rest and be counted as the prompt's energy.
    [[nodiscard]] bool paused() const;
    /// Between two probes of a tier; 0: the next as soon as the one before has ended.
    void setIntervalMs(int ms);
    [[nodiscard]] int intervalMs() const { return m_intervalMs; }
    /// Why probing ended, or while it is running why it gets no answer now. Goes with the next answer or start.
    [[nodiscard]] const std::optional<device_link::Error> &error() const { return m_error; }

    /// The kit is a recording: nothing can be probed.
    [[nodiscard]] bool isReplay() const { return m_session->isReplay(); }
    /// All probes of the recording are taken.
    [[nodiscard]] bool replayed() const { return m_recorded && !m_pieces.isActive(); }
    [[nodiscard]] bool isEmpty() const; ///< no probe of any tier
    /// Probes that are in the recording and not shown.
    [[nodiscard]] quint64 leftOut() const;

Q_SIGNALS:
    void recordingTaken(); ///< replayed() is true now
    void probed(device_link::ComputeTier tier);
    void statsChanged(); ///< at most a few times a second
    void runningChanged();
    void errorChanged();

private:
    struct Row {
        ProbeHistory history;
        TierStats stats;
        bool running = false;
        bool stale = false; ///< stats are older than the history
        std::int64_t dueNs = 0;
    };
    [[nodiscard]] const Row &row(device_link::ComputeTier tier) const { return m_rows.at(std::size_t(tier)); }
    [[nodiscard]] Row &row(device_link::ComputeTier tier) { return m_rows.at(std::size_t(tier)); }
    [[nodiscard]] QString cell(int tierRow, int column) const;
    void bind();
    void takeRecording();
    void takePiece();
    void showRecording();
    void onResult(const device_link::ProbeResult &result);
    void refreshStats();
    void next();
    void send(device_link::ComputeTier tier);
    void onEnded(device_link::ComputeTier tier, const device_link::Result<QList<device_link::ProbeResult>> &result);
    void setError(std::optional<device_link::Error> error);
    void end(std::optional<device_link::Error> error);

    KitContext *m_kit; ///< the parent
    std::shared_ptr<device_link::KitSession> m_session;
    std::array<Row, kTiers.size()> m_rows;
    StatsSpan m_span = StatsSpan::All;
    int m_intervalMs = kDefaultIntervalMs;
    std::optional<device_link::ComputeTier> m_inFlight;
    std::stop_source m_stop; ///< of the probe in flight
    std::optional<device_link::Error> m_error;
    QTimer m_next, m_statsTimer;
    std::shared_ptr<const device_link::RecordedProbes> m_recorded; ///< null: no recording, or it is not open
    std::size_t m_taken = 0;                                       ///< of these
    QTimer m_pieces;
};

} // namespace widgets
