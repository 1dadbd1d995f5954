// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include <deque>
#include <memory>
#include <stop_token>

namespace widgets {

class KitContext;

/// What happened to the connection of a kit in this session: registration, cells, signal, and the link to us; a table
/// of the changes, newest first. Bounded: the oldest go first. Times are of the kit's clock, or the host's where the
/// ports tell none (AT), and of one boot: a new boot starts the axis afresh, the table stays.
class ConnectivityLog : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, What, Details, Lasted, ColumnCount };
    enum Role { KindRole = Qt::UserRole, AxisRole }; ///< Kind as int; qint64 time on the axis, invalid: other boot
    enum class Kind : quint8 {
        FirstSeen,
        Registered,
        Lost,
        Searching,
        Idle,
        Denied,
        Cell,
        LinkLost,
        LinkBack,
        Restarted
    };
    static constexpr std::size_t kMaxChanges = 2000;
    static constexpr std::size_t kMaxSignals = 20'000;

    struct Change {
        std::uint32_t boot = 0;
        std::int64_t atNs = 0;
        Kind kind = Kind::FirstSeen;
        device_link::ModemState state; ///< after it
        QString cellBefore;
        std::optional<std::int64_t> untilNs; ///< until the next one of its sort; empty: goes on
    };
    /// From atNs until the next.
    struct Registration {
        std::int64_t atNs = 0;
        int stat = -1; ///< -1: not told
        [[nodiscard]] bool registered() const { return stat == 1 || stat == 5; }
    };
    /// A measurement of the modem; all empty: from here on it knows none.
    struct Signal {
        std::int64_t atNs = 0;
        std::optional<double> rsrpDbm, rsrqDb, sinrDb;
        friend bool operator==(const Signal &, const Signal &) = default;
    };
    /// How long the kit was registered, of what was seen of it in this boot.
    struct Uptime {
        std::int64_t seenNs = 0, registeredNs = 0, longestDropNs = 0;
        int drops = 0; ///< registered, then not
    };

    explicit ConnectivityLog(KitContext *kit);
    ~ConnectivityLog() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QString plainText() const; ///< the table, oldest first, tab separated
    void retranslate();

    [[nodiscard]] const std::deque<Change> &changes() const { return m_changes; }
    [[nodiscard]] const std::deque<Registration> &registrations() const { return m_registrations; }
    [[nodiscard]] const std::deque<Signal> &signalPoints() const { return m_signals; }
    /// The newest measurement; all empty: none is known now.
    [[nodiscard]] Signal signal() const { return m_signals.empty() ? Signal() : m_signals.back(); }
    /// Stretches in which the kit could not be heard; the last may still go on.
    struct Away {
        std::int64_t fromNs = 0;
        std::optional<std::int64_t> toNs;
    };
    [[nodiscard]] const std::deque<Away> &away() const { return m_away; }
    [[nodiscard]] const std::optional<device_link::ModemState> &state() const { return m_state; }
    /// The present registration; null before the modem told one.
    [[nodiscard]] const Registration *registration() const;
    /// Whether its beginning was seen; otherwise it is at least that old.
    [[nodiscard]] bool beginningSeen() const { return m_registrations.size() > 1; }
    /// The kit has restarted: what is counted here is counted since then.
    [[nodiscard]] bool sinceRestart() const { return m_restarted; }
    [[nodiscard]] int cellChanges() const { return m_cellChanges; }
    [[nodiscard]] int linkLosses() const { return m_linkLosses; }
    [[nodiscard]] Uptime uptime() const;
    /// The newest time anything is known of: now, or when the kit was last heard.
    [[nodiscard]] std::int64_t knownUntilNs() const;

Q_SIGNALS:
    void changed(); ///< anything but the table, which tells itself

private:
    void bind();
    void poll();
    void onModem(const device_link::ModemState &state);
    void onState(device_link::SessionState state);
    void onRestart(quint32 bootId);
    void takeRegistration(const device_link::ModemState &state, std::int64_t atNs);
    void takeSignal(const device_link::ModemState &state, std::int64_t atNs);
    void add(Change change);
    void close(const Change &next);
    [[nodiscard]] const Change &change(int row) const { return m_changes.at(m_changes.size() - 1 - std::size_t(row)); }
    [[nodiscard]] QString cell(const Change &change, int column) const;
    [[nodiscard]] QString clockOf(const Change &change) const;

    KitContext *m_kit; ///< the parent
    std::shared_ptr<device_link::KitSession> m_session;
    std::stop_source m_stop;
    std::optional<device_link::ModemState> m_state;
    std::deque<Change> m_changes;
    std::deque<Registration> m_registrations;
    std::deque<Signal> m_signals;
    std::deque<Away> m_away;
    QHash<std::uint32_t, std::int64_t> m_offsets; ///< time of day of a boot's zero
    int m_cellChanges = 0, m_linkLosses = 0;
    bool m_restarted = false;
    QTimer m_poll;
    bool m_polling = false;
};

/// What a change is called: "Registered", "Connection lost", ...
[[nodiscard]] QString changeWord(ConnectivityLog::Kind kind);
[[nodiscard]] bool isBad(ConnectivityLog::Kind kind);

} // namespace widgets
