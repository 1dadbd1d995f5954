// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scripted_peer.h"
#include "session_fixture.h"

#include "device_link/protocols/at_client.h"
#include "device_link/protocols/smp_client.h"
#include "device_link/session/open_link.h"

#include <QCoroFuture>

namespace test_kit {

using namespace device_link;

/// Waits for a future as the product does; the event loop runs.
template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    return QCoro::waitFor(qCoro(future).waitForFinished());
}

/// An SMP client, a link and the peer it talks to.
struct SmpBench {
    explicit SmpBench(PortRole role = PortRole::Kit)
        : peer(role)
        , link(peer.url())
        , smp(std::make_shared<SmpClient>(&link))
    {
    }
    bool open() { return await(openLink(link, 5000, never)).has_value(); }
    ScriptedPeer peer;
    std::stop_token never;
    Link link;
    std::shared_ptr<SmpClient> smp;
};

/// An AT client, a link and the modem it talks to.
struct AtBench {
    AtBench()
        : peer(PortRole::At)
        , link(peer.url())
        , at(std::make_shared<AtClient>(&link))
    {
    }
    bool open() { return await(openLink(link, 5000, never)).has_value(); }
    Result<AtReply> run(const char *text, const char *prefix, bool bare = false, int timeoutMs = 5000)
    {
        AtCommand command;
        command.text = text;
        command.prefix = prefix;
        command.bare = bare;
        command.timeoutMs = timeoutMs;
        return await(at->command(command, never));
    }
    ScriptedPeer peer;
    std::stop_token never;
    Link link;
    std::shared_ptr<AtClient> at;
};

} // namespace test_kit
