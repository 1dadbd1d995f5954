// SPDX-License-Identifier: GPL-3.0-or-later
#include "reboot_watch.h"

#include "image_verdict.h"

namespace profiles {

using device_link::FirmwareSlot;
using device_link::FirmwareState;
using device_link::FirmwareTarget;
using device_link::KitSession;
using device_link::SessionState;

namespace {

/// Servers reset about 250 ms after their answer; a board on a UART may do so without any sign on the port.
constexpr int kSignOfResetMs = 3000;
constexpr int kPollMs = 500;

bool stillWaits(const FirmwareState &state, int imageNumber, const QByteArray &hash)
{
    const FirmwareSlot *slot = slotWithHash(state, imageNumber, hash);
    return slot && slot->pending && !slot->active;
}

} // namespace

RebootWatch::RebootWatch(const KitSession &session)
{
    const auto notice = [seen = m_seen, event = m_event] {
        *seen = true;
        event->set();
    };
    QObject::connect(&session, &KitSession::rebooted, &m_guard, notice);
    QObject::connect(&session, &KitSession::stateChanged, &m_guard, [notice](SessionState state) {
        if (state != SessionState::Connected)
            notice();
    });
}

bool mayHaveReset(const Error &error) { return error.fault() == Fault::LinkLost || error.fault() == Fault::Timeout; }

QCoro::Task<Result<FirmwareState>> stateAfterReset(std::shared_ptr<KitSession> session,
    std::shared_ptr<RebootWatch> watch, int imageNumber, QByteArray hash, int timeoutMs, std::stop_token stop)
{
    QElapsedTimer clock;
    clock.start();
    if (!watch->seen()) {
        const WaitEnd ended = co_await waitFor(watch->event(), qMin(kSignOfResetMs, timeoutMs), stop);
        Q_UNUSED(ended)
    }
    const std::shared_ptr<FirmwareTarget> target = session->firmwareTarget();
    Error last(Fault::Timeout, QStringLiteral("the kit did not answer after the reset"));
    for (;;) {
        const int left = static_cast<int>(timeoutMs - clock.elapsed());
        if (stop.stop_requested())
            co_return fail(Fault::Cancelled, QStringLiteral("stopped while the kit was starting"));
        if (left <= 0 || !target)
            co_return tl::unexpected(last);
        const Result<void> connected = co_await session->waitConnected(left, stop);
        if (!connected && connected.error().fault() != Fault::Cancelled)
            co_return tl::unexpected(connected.error());
        const Result<FirmwareState> state = co_await target->state(stop);
        if (state && !stillWaits(*state, imageNumber, hash))
            co_return state;
        last = state
            ? Error(Fault::Timeout, QStringLiteral("the kit has not restarted: the image still waits for its boot"))
            : state.error();
        const WaitEnd ended = co_await pauseFor(kPollMs, stop);
        Q_UNUSED(ended)
    }
}

QCoro::Task<Result<FirmwareState>> resetAndRead(
    std::shared_ptr<KitSession> session, int imageNumber, QByteArray hash, int timeoutMs, std::stop_token stop)
{
    const std::shared_ptr<FirmwareTarget> target = session->firmwareTarget();
    if (!target)
        co_return fail(Fault::NotSupported, QStringLiteral("no open port of this kit takes a reset"));
    const auto watch = std::make_shared<RebootWatch>(*session);
    const Result<void> accepted = co_await target->reset(stop);
    if (!accepted && !mayHaveReset(accepted.error()))
        co_return tl::unexpected(accepted.error());
    const Result<FirmwareState> after = co_await stateAfterReset(session, watch, imageNumber, hash, timeoutMs, stop);
    if (after && !accepted && !watch->seen())
        co_return tl::unexpected(accepted.error());
    co_return after;
}

} // namespace profiles
