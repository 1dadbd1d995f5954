// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/session/kit_session.h"
#include "device_link/transports/modem_manager_inhibition.h"
#include "widgets/text/fault_text.h"

#include <QCoroTask>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace app {

/// What every command shares: the chosen ports, how to print, and Ctrl+C.
class CommandContext
{
public:
    CommandContext(QList<device_link::DeviceUrl> devices, bool json, bool borrow = false)
        : m_devices(std::move(devices))
        , m_json(json)
        , m_borrow(borrow)
    {
    }

    [[nodiscard]] const QList<device_link::DeviceUrl> &devices() const { return m_devices; }
    [[nodiscard]] bool json() const { return m_json; }
    /// Ports that ModemManager drives are to be borrowed from it before they are opened.
    [[nodiscard]] bool borrow() const { return m_borrow; }
    /// Holds what was borrowed, and the session, until giveBack(), which is to come before the application object ends.
    void keep(std::vector<std::shared_ptr<device_link::ModemManagerInhibition>> borrowed)
    {
        m_borrowed = std::move(borrowed);
    }
    void keep(std::shared_ptr<device_link::KitSession> session) { m_session = std::move(session); }
    /// What the command works on: the advice of an error is of it.
    void setFile(widgets::FileKind kind) { m_file = kind; }
    /// The ports are being opened: what is not found now is one of them.
    void setOpening(bool opening) { m_opening = opening; }
    void giveBack()
    {
        m_session.reset(); // may take its time, see endInTime()
        m_borrowed.clear();
    }
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    void requestStop() { m_stop.request_stop(); }

    /// Prints a line of the human-readable result to stdout; nothing with --json.
    void print(const QString &line) const;
    /// Prints one JSON object on a line of stdout; nothing without --json.
    void printJson(const QJsonObject &object) const;
    /// Replaces the progress line on stderr when that is a terminal; an empty text ends it.
    void progress(const QString &text) const;
    /// Prints a line to stderr where progress() has no terminal: before a wait that may look like a hang.
    void announce(const QString &sentence) const;
    /// The sentences for an error; one at the opening of ports says how to look which there are.
    [[nodiscard]] widgets::FaultText wordsOf(const device_link::Error &error) const;
    /// Prints what happened and what to do about it to stderr (as JSON to stdout too with --json) and returns 1.
    [[nodiscard]] int failed(const device_link::Error &error) const;
    /// The same for a value that no kit could take: returns 2.
    [[nodiscard]] int wrongUsage(const device_link::Error &error) const;
    /// Prints one line to stderr, with --json too.
    void complain(const QString &sentence) const;

private:
    QList<device_link::DeviceUrl> m_devices;
    bool m_json;
    bool m_borrow;
    std::vector<std::shared_ptr<device_link::ModemManagerInhibition>> m_borrowed;
    std::shared_ptr<device_link::KitSession> m_session;
    std::stop_source m_stop;
    mutable bool m_progressShown = false;
    bool m_opening = false;
    widgets::FileKind m_file = widgets::FileKind::Any;
};

/// Opens a session on the chosen ports, with --borrow-from-modemmanager after ModemManager has let go of them.
[[nodiscard]] QCoro::Task<device_link::Result<std::shared_ptr<device_link::KitSession>>> openSession(
    std::shared_ptr<CommandContext> context);

/// Waits (15 s at most) until the kit is on the network, which a kit just started or switched is not yet. A kit that
/// does not get there is left to refuse what is asked of it, with its own reason.
[[nodiscard]] QCoro::Task<void> awaitNetwork(
    std::shared_ptr<device_link::KitSession> session, std::shared_ptr<CommandContext> context);

/// The capability or NotSupported with the roles that would give it.
template <typename T>
[[nodiscard]] device_link::Result<std::shared_ptr<T>> offered(
    std::shared_ptr<T> capability, device_link::Capability which);
[[nodiscard]] device_link::Error notOffered(device_link::Capability which);

template <typename T>
device_link::Result<std::shared_ptr<T>> offered(std::shared_ptr<T> capability, device_link::Capability which)
{
    if (!capability)
        return tl::unexpected<device_link::Error>(notOffered(which));
    return capability;
}

} // namespace app
