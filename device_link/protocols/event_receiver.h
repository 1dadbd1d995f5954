// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/session/kit_event.h"

#include <QCoroTask>
#include <QObject>

#include <deque>
#include <memory>
#include <stop_token>

namespace device_link {

/// Puts a kit's events in order: each once, in sequence, what was missed fetched with events.get (PROTOCOL.md §6,
/// §5.9). Lives in the GUI thread.
class EventReceiver : public QObject, public std::enable_shared_from_this<EventReceiver>
{
    Q_OBJECT
public:
    explicit EventReceiver(std::shared_ptr<AiesimClient> client);

    /// A payload of the events channel.
    void take(const QByteArray &cbor, std::int64_t hostNs);
    /// Asks for what came since the last event: for ports on which the kit sends none (console).
    void poll();
    /// The link is down: what comes next is held back until synchronise().
    void suspend();

    [[nodiscard]] quint32 bootId() const { return m_bootId; }
    [[nodiscard]] quint64 missed() const { return m_missed; }
    [[nodiscard]] quint64 replayed() const { return m_replayed; }
    [[nodiscard]] quint64 malformed() const { return m_malformed; }
    [[nodiscard]] quint64 repeats() const { return m_repeats; }

    /// After hello: learns where the sequence stands (first time), or gives what was missed since. What an earlier
    /// boot still had comes first, then bootChanged(), then the new boot from its first event.
    [[nodiscard]] static QCoro::Task<Result<void>> synchronise(
        std::shared_ptr<EventReceiver> self, quint32 bootId, std::stop_token stop);

Q_SIGNALS:
    void event(const device_link::KitEvent &event);
    void bootChanged(quint32 bootId);
    /// An event of a boot we do not know arrived: the kit restarted without its port going away.
    void otherBootSeen(quint32 bootId);

private:
    enum class Mode : std::uint8_t { Suspended, Following, Fetching };
    static QCoro::Task<Result<void>> fetch(std::shared_ptr<EventReceiver> self, bool silent, std::stop_token stop);
    static QCoro::Task<void> fillGap(std::shared_ptr<EventReceiver> self);
    bool takePage(const QCborMap &page, bool silent, Result<void> &outcome);
    void accept(const KitEvent &event);
    void emitNext(KitEvent event);
    void drain();
    void giveUpGap();

    std::shared_ptr<AiesimClient> m_client;
    Mode m_mode = Mode::Suspended;
    bool m_synchronising = false; ///< another boot in an answer is no news then
    quint32 m_bootId = 0;         ///< 0: no kit seen yet
    quint32 m_last = 0;           ///< sequence of the last event given on
    quint32 m_announced = 0;      ///< highest sequence the kit has told of
    quint32 m_round = 0;          ///< a fetch of an earlier round has nothing to say any more
    std::deque<KitEvent> m_held;
    quint64 m_missed = 0, m_replayed = 0, m_malformed = 0, m_repeats = 0;
};

/// Parses one event map (§6).
[[nodiscard]] Result<KitEvent> parseKitEvent(QCborMap map);

} // namespace device_link
