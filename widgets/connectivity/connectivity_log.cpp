// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/connectivity_log.h"

#include "device_link/session/replay/recorded_modem_status.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <algorithm>

namespace widgets {

using device_link::KitSession;
using device_link::ModemState;
using device_link::ModemStatus;
using device_link::Result;
using device_link::SessionState;
using Kind = ConnectivityLog::Kind;

namespace {

constexpr int kPollMs = 10'000;
constexpr std::int64_t kSecond = 1'000'000'000;

bool isRegistered(int stat) { return stat == 1 || stat == 5; }

/// Which changes end each other: states of the registration, of the link, and cells.
int sortOf(Kind kind)
{
    switch (kind) {
    case Kind::LinkLost:
    case Kind::LinkBack: return 1;
    case Kind::Cell: return 2;
    default: return 0;
    }
}

Kind kindOf(int stat, bool wasRegistered)
{
    if (isRegistered(stat))
        return Kind::Registered;
    if (wasRegistered)
        return Kind::Lost;
    return stat == 2 ? Kind::Searching : stat == 3 ? Kind::Denied : Kind::Idle;
}

QString cellOf(const ModemState &state)
{
    return state.tac.isEmpty() || state.cell.isEmpty() ? state.cell : QString(state.tac + u'/' + state.cell);
}

QString networkOf(const ModemState &state) { return state.operatorName.isEmpty() ? state.plmn : state.operatorName; }

} // namespace

QString changeWord(Kind kind)
{
    switch (kind) {
    case Kind::FirstSeen: return ConnectivityLog::tr("First heard of the modem");
    case Kind::Registered: return ConnectivityLog::tr("Registered");
    case Kind::Lost: return ConnectivityLog::tr("Registration lost");
    case Kind::Searching: return ConnectivityLog::tr("Searching");
    case Kind::Idle: return ConnectivityLog::tr("Not registered");
    case Kind::Denied: return ConnectivityLog::tr("Registration denied");
    case Kind::Cell: return ConnectivityLog::tr("Cell changed");
    case Kind::LinkLost: return ConnectivityLog::tr("Kit not heard");
    case Kind::LinkBack: return ConnectivityLog::tr("Kit is back");
    case Kind::Restarted: return ConnectivityLog::tr("Kit restarted");
    }
    return {};
}

bool isBad(Kind kind) { return kind == Kind::Lost || kind == Kind::Denied || kind == Kind::LinkLost; }

ConnectivityLog::ConnectivityLog(KitContext *kit)
    : QAbstractTableModel(kit)
    , m_kit(kit)
    , m_session(kit->session())
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &ConnectivityLog::poll);
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, &ConnectivityLog::bind);
    connect(m_session.get(), &KitSession::stateChanged, this, &ConnectivityLog::onState);
    connect(m_session.get(), &KitSession::rebooted, this, &ConnectivityLog::onRestart);
    connect(m_kit, &KitContext::wallClockChanged, this, [this] {
        m_offsets.insert(m_session->clock().bootId(), m_kit->wallClock().offsetNs());
        retranslate();
    });
    if (m_kit->wallClock().known())
        m_offsets.insert(m_session->clock().bootId(), m_kit->wallClock().offsetNs());
    bind();
    if (const auto *recorded = dynamic_cast<const device_link::RecordedModemStatus *>(m_session->modemStatus().get())) {
        for (const ModemState &state : recorded->states()) // it was told to others before
            onModem(state);
    } else if (m_kit->facts()->modem()) {
        onModem(*m_kit->facts()->modem());
    }
    if (m_session->state() == SessionState::Connected)
        onState(SessionState::Connected);
}

ConnectivityLog::~ConnectivityLog() { m_stop.request_stop(); }

void ConnectivityLog::bind()
{
    if (const auto modem = m_session->modemStatus()) {
        modem->disconnect(this);
        connect(modem.get(), &ModemStatus::changed, this, &ConnectivityLog::onModem);
    }
}

void ConnectivityLog::poll()
{
    // A kit tells by itself; an AT port is asked.
    const auto modem = m_session->modemStatus();
    if (!modem || m_polling || m_session->clock().valid())
        return;
    m_polling = true;
    QCoro::connect(modem->read(m_stop.get_token()), this, [this](const Result<ModemState> &) { m_polling = false; });
}

void ConnectivityLog::onModem(const ModemState &state)
{
    const std::int64_t atNs = state.kitTimeNs > 0 ? state.kitTimeNs : axisNowNs(*m_kit);
    takeRegistration(state, atNs);
    takeSignal(state, atNs);
    m_state = state;
    m_kit->model<AxisClock>()->news();
    Q_EMIT changed();
}

void ConnectivityLog::takeRegistration(const ModemState &state, std::int64_t atNs)
{
    const int stat = state.registration.value_or(-1);
    const bool first = m_registrations.empty();
    if (first && !state.registration)
        return; // only its radio has told something
    const bool wasRegistered = !first && m_registrations.back().registered();
    if (!first && m_registrations.back().stat == stat) {
        if (isRegistered(stat) && m_state && cellOf(*m_state) != cellOf(state) && !cellOf(state).isEmpty()) {
            ++m_cellChanges;
            add({axisBoot(*m_kit), atNs, Kind::Cell, state, cellOf(*m_state), {}});
        }
        return;
    }
    m_registrations.push_back({first ? atNs : std::max(atNs, m_registrations.back().atNs), stat});
    if (m_registrations.size() > kMaxChanges)
        m_registrations.pop_front();
    add({axisBoot(*m_kit), atNs, first ? Kind::FirstSeen : kindOf(stat, wasRegistered), state, {}, {}});
}

void ConnectivityLog::takeSignal(const ModemState &state, std::int64_t atNs)
{
    Signal signal{atNs, {}, {}, {}};
    if (isRegistered(state.registration.value_or(-1)))
        signal = {atNs, state.rsrpDbm, state.rsrqDb, state.sinrDb};
    if (m_signals.empty() && !signal.rsrpDbm)
        return;
    if (!m_signals.empty()) {
        // Other news of the modem repeats the last measurement: that is no new point.
        Signal same = m_signals.back();
        same.atNs = atNs;
        if (same == signal || atNs < m_signals.back().atNs)
            return;
    }
    m_signals.push_back(signal);
    if (m_signals.size() > kMaxSignals)
        m_signals.pop_front();
}

void ConnectivityLog::onState(SessionState state)
{
    const std::int64_t now = axisNowNs(*m_kit);
    const bool gone = !m_away.empty() && !m_away.back().toNs;
    if (state == SessionState::Connected) {
        if (!m_session->isReplay())
            m_poll.start();
        if (gone) {
            m_away.back().toNs = now;
            add({axisBoot(*m_kit), now, Kind::LinkBack, m_state.value_or(ModemState()), {}, {}});
        }
    } else {
        m_poll.stop();
        if (!gone && state == SessionState::Lost) {
            m_away.push_back({now, {}});
            if (m_session->loss() != device_link::LinkLoss::Restarting) { // that is told when it has restarted
                ++m_linkLosses;
                add({axisBoot(*m_kit), now, Kind::LinkLost, m_state.value_or(ModemState()), {}, {}});
            }
        }
    }
    m_kit->model<AxisClock>()->news();
    Q_EMIT changed();
}

void ConnectivityLog::onRestart(quint32 bootId)
{
    // The clock of the new boot starts at 0 again: what was drawn is not on its axis.
    m_registrations.clear();
    m_signals.clear();
    m_away.clear();
    m_state.reset();
    m_cellChanges = m_linkLosses = 0;
    m_restarted = !m_session->isReplay(); // of a recording it only says which boot is shown
    for (Change &each : m_changes) {
        if (!each.untilNs && each.boot != bootId)
            each.untilNs = each.atNs; // nobody saw how it ended
    }
    if (m_restarted)
        add({bootId, 0, Kind::Restarted, {}, {}, {}});
    retranslate();
    Q_EMIT changed();
}

void ConnectivityLog::close(const Change &next)
{
    for (std::size_t i = m_changes.size(); i-- > 0;) {
        Change &each = m_changes[i];
        const bool ends = sortOf(each.kind) == sortOf(next.kind) || (each.kind == Kind::Cell && sortOf(next.kind) == 0);
        if (!ends || each.untilNs || each.boot != next.boot || each.atNs > next.atNs)
            continue;
        each.untilNs = next.atNs;
        const int row = static_cast<int>(m_changes.size() - 1 - i);
        Q_EMIT dataChanged(index(row, Lasted), index(row, Lasted));
        if (sortOf(each.kind) == sortOf(next.kind))
            return;
    }
}

void ConnectivityLog::add(Change change)
{
    close(change);
    // Where no kit clock gives the time of day (an AT port), it is taken once: asked again it would jitter by its
    // steps.
    if (!m_offsets.contains(change.boot) && change.boot == axisBoot(*m_kit)
        && change.boot == m_session->clock().bootId())
        m_offsets.insert(change.boot, axisTimeOfDayNs(*m_kit, change.atNs) - change.atNs);
    // What a kit tells after a return may have happened before it.
    std::size_t place = m_changes.size();
    while (place > 0 && m_changes[place - 1].boot == change.boot && m_changes[place - 1].atNs > change.atNs)
        --place;
    const int row = static_cast<int>(m_changes.size() - place);
    beginInsertRows({}, row, row);
    m_changes.insert(m_changes.begin() + static_cast<std::ptrdiff_t>(place), std::move(change));
    endInsertRows();
    if (m_changes.size() > kMaxChanges) {
        const int last = rowCount() - 1;
        beginRemoveRows({}, last, last);
        m_changes.pop_front();
        endRemoveRows();
    }
}

const ConnectivityLog::Registration *ConnectivityLog::registration() const
{
    return m_registrations.empty() ? nullptr : &m_registrations.back();
}

std::int64_t ConnectivityLog::knownUntilNs() const
{
    if (!m_away.empty() && !m_away.back().toNs)
        return m_away.back().fromNs;
    if (m_session->isReplay()) { // whose kit's clock goes on after its end
        const std::int64_t told = m_state ? m_state->kitTimeNs : 0;
        return std::max(m_kit->model<AxisClock>()->nowNs(), told);
    }
    return axisNowNs(*m_kit);
}

ConnectivityLog::Uptime ConnectivityLog::uptime() const
{
    Uptime uptime;
    if (m_registrations.empty())
        return uptime;
    const std::int64_t until = knownUntilNs();
    uptime.seenNs = std::max<std::int64_t>(0, until - m_registrations.front().atNs);
    std::optional<std::int64_t> droppedAt;
    for (std::size_t i = 0; i < m_registrations.size(); ++i) {
        const Registration &each = m_registrations[i];
        const bool last = i + 1 == m_registrations.size();
        const std::int64_t end = last ? std::max(until, each.atNs) : m_registrations[i + 1].atNs;
        if (each.registered()) {
            uptime.registeredNs += end - each.atNs;
            droppedAt.reset();
        } else if (i > 0 && m_registrations[i - 1].registered()) {
            ++uptime.drops;
            droppedAt = each.atNs;
        }
        if (droppedAt)
            uptime.longestDropNs = std::max(uptime.longestDropNs, end - *droppedAt);
    }
    return uptime;
}

int ConnectivityLog::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int ConnectivityLog::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString ConnectivityLog::clockOf(const Change &change) const
{
    const auto offset = m_offsets.constFind(change.boot);
    if (offset != m_offsets.cend())
        return clockTime(change.atNs + *offset);
    const bool present = change.boot == axisBoot(*m_kit) && change.boot == m_session->clock().bootId();
    return present ? clockTime(axisTimeOfDayNs(*m_kit, change.atNs)) : QString(kEmDash);
}

QString ConnectivityLog::cell(const Change &change, int column) const
{
    switch (column) {
    case Time: return clockOf(change);
    case What:
        return change.kind == Kind::FirstSeen
            ? tr("When first heard: %1").arg(registrationWord(change.state.registration.value_or(-1)))
            : changeWord(change.kind);
    case Details:
        if (change.kind == Kind::Cell)
            return tr("%1 to %2").arg(change.cellBefore, cellOf(change.state));
        if (change.kind == Kind::Lost)
            return registrationWord(change.state.registration.value_or(-1));
        if (isRegistered(change.state.registration.value_or(-1)) && sortOf(change.kind) == 0) {
            QStringList parts{networkOf(change.state), change.state.accessTechnology, cellOf(change.state)};
            parts.removeAll(QString());
            return parts.join(comma());
        }
        return {};
    case Lasted: {
        if (change.kind == Kind::LinkBack || change.kind == Kind::Restarted)
            return {};
        if (change.untilNs)
            return *change.untilNs > change.atNs ? duration(*change.untilNs - change.atNs) : QString(kEmDash);
        if (change.boot != axisBoot(*m_kit))
            return QString(kEmDash);
        const std::int64_t until = change.kind == Kind::LinkLost ? axisNowNs(*m_kit) : knownUntilNs();
        const QString lasted = duration(std::max<std::int64_t>(0, until - change.atNs) / kSecond * kSecond);
        return m_session->isReplay() ? tr("at least %1").arg(lasted) : tr("%1 so far").arg(lasted);
    }
    default: return {};
    }
}

QVariant ConnectivityLog::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Change &shown = change(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(shown, index.column());
    if (role == KindRole)
        return static_cast<int>(shown.kind);
    if (role == AxisRole && shown.boot == axisBoot(*m_kit))
        return qint64(shown.atNs);
    return {};
}

QVariant ConnectivityLog::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section == Lasted ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case What: return tr("Change");
    case Details: return tr("Details");
    case Lasted: return tr("Lasted");
    default: return {};
    }
}

QString ConnectivityLog::plainText() const
{
    QStringList lines;
    QStringList head;
    for (int column = 0; column < ColumnCount; ++column)
        head.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines.append(head.join(u'\t'));
    for (const Change &each : m_changes) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(cell(each, column));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

void ConnectivityLog::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace widgets
