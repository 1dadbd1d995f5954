// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_server.h"

#include "smp_cbor.h"
#include "smp_enum_group.h"
#include "smp_image_group.h"
#include "smp_os_group.h"
#include "smp_settings_group.h"
#include "smp_stat_group.h"

#include <QCborValue>

#include <algorithm>

namespace virtual_kit {

namespace {

/// From the end of a packet to its handler, and what the answer takes (assumed: one wake-up of a small RTOS).
constexpr SimTime kWakeUp = 200 * kMicrosecond;
constexpr std::uint8_t kNewestVersion = 1; // SMP v2

framing::Bytes encodeAnswer(framing::SmpHeader header, const QCborMap &body)
{
    using framing::SmpOp;
    header.op = header.op == SmpOp::Read ? SmpOp::ReadResponse : SmpOp::WriteResponse;
    header.version = std::min(header.version, kNewestVersion);
    header.flags = 0;
    const QByteArray cbor = QCborValue(body).toCbor();
    const framing::ByteView view(
        reinterpret_cast<const std::uint8_t *>(cbor.constData()), static_cast<std::size_t>(cbor.size()));
    framing::Bytes packet;
    // The header counts the body in 16 bits; a longer one is refused by the buffer size anyway.
    framing::encodeSmpPacket(header, view.size() <= 0xFFFF ? view : framing::ByteView(), packet);
    if (view.size() > 0xFFFF)
        packet.resize(packet.size() + view.size());
    return packet;
}

QCborMap tooLarge() { return {{QLatin1String("rc"), static_cast<int>(SmpRc::TooLarge)}}; }

} // namespace

SmpServer::SmpServer(
    Simulation &simulation, FlashBank &flash, SettingsStore &settings, SmpServerConfig config, Output output)
    : m_simulation(simulation)
    , m_flash(flash)
    , m_settings(settings)
    , m_config(std::move(config))
    , m_output(std::move(output))
    , m_self(std::make_shared<SmpServer *>(this))
    , m_os(std::make_unique<SmpOsGroup>(simulation, m_config, m_counters))
    , m_image(std::make_unique<SmpImageGroup>(flash))
{
    registerStandardGroups();
}

SmpServer::~SmpServer()
{
    m_self.reset(); // first: what follows destroys replies
    m_simulation.cancel(m_planned);
}

void SmpServer::registerStandardGroups()
{
    registerGroup(m_os->group());
    registerGroup(m_image->group());
    registerGroup(makeSmpSettingsGroup(m_settings));
    registerGroup(makeSmpEnumGroup(m_groups));
    registerGroup(makeSmpBasicGroup(m_simulation, m_settings));
    registerGroup(makeSmpStatGroup({
        {"flash",
            [this] {
                return SmpStatistics{{"sectors_erased", m_flash.cells().sectorsErased()},
                    {"words_written", m_flash.cells().wordsWritten()}};
            }},
        {"smp",
            [this] {
                return SmpStatistics{{"smp_pkts", m_counters.packets}, {"smp_answers", m_counters.answers},
                    {"smp_errors", m_counters.errors}, {"smp_dropped", m_counters.dropped},
                    {"smp_malformed", m_counters.malformed}};
            }},
    }));
    m_os->onReset = [this](const ResetRequest &request) {
        if (onReset)
            onReset(request);
    };
}

void SmpServer::registerGroup(SmpGroup group) { m_groups[group.id] = std::move(group); }

void SmpServer::registerGroup(std::uint16_t id, std::string name, int handlerCount, SmpHandler handler)
{
    registerGroup({id, std::move(name), handlerCount, std::move(handler), {}});
}

void SmpServer::reset()
{
    ++m_ticket;
    m_busy = false;
    m_queue.clear();
    m_simulation.cancel(m_planned);
    m_planned = 0;
    m_os->reset();
    m_image->reset();
    m_settings.boot();
}

void SmpServer::receive(SmpPort port, framing::ByteView packet)
{
    if (!m_flash.running())
        return; // nobody listens
    ++m_counters.packets;
    if (packet.size() > m_config.bufferSize || m_queue.size() >= m_config.bufferCount) {
        ++m_counters.dropped;
        return;
    }
    const auto view = framing::parseSmpPacket(packet);
    if (!view || (view->header.op != framing::SmpOp::Read && view->header.op != framing::SmpOp::Write)) {
        ++m_counters.malformed;
        return;
    }
    m_queue.push_back({port, framing::Bytes(packet.begin(), packet.end())});
    plan();
}

void SmpServer::plan()
{
    if (m_busy || m_planned != 0 || m_queue.empty())
        return;
    m_planned = m_simulation.after(kWakeUp, [this] {
        m_planned = 0;
        process();
    });
}

void SmpServer::process()
{
    if (!m_flash.running() || m_queue.empty())
        return;
    m_busy = true;
    const std::uint64_t ticket = ++m_ticket;
    const SmpPort port = m_queue.front().port;
    const framing::Bytes packet = m_queue.front().packet;
    const framing::SmpPacketView view = framing::parseSmpPacket(packet).value();
    const auto group = m_groups.find(view.header.group);
    const std::weak_ptr<SmpServer *> self = m_self;
    const SmpReply reply(view.header.group, view.header.version,
        group == m_groups.end() ? SmpReply::Translate() : group->second.translate,
        [self, ticket](const QCborMap &body, bool isError) {
            if (const auto alive = self.lock())
                (*alive)->finish(ticket, body, isError);
        });
    if (view.header.version > kNewestVersion)
        return reply.sendError(SmpRc::TooNew);
    if (group == m_groups.end())
        return reply.sendNotSupported();
    auto body = decodeSmpBody(view.body);
    if (!body)
        return reply.sendError(SmpRc::BadArgument);
    const SmpRequest request{view.header.op, view.header.command, view.header.version, port, std::move(*body),
        m_config.bufferSize - std::min(m_config.bufferSize, framing::kSmpHeaderSize)};
    const SmpHandler handler = group->second.handler; // a handler may replace its group
    handler(request, reply);
}

void SmpServer::finish(std::uint64_t ticket, const QCborMap &body, bool isError)
{
    if (!m_busy || ticket != m_ticket || !m_flash.running())
        return;
    const Pending request = std::move(m_queue.front());
    m_queue.pop_front();
    m_busy = false;
    const framing::SmpHeader header = framing::parseSmpPacket(request.packet).value().header;
    framing::Bytes packet = encodeAnswer(header, body);
    if (packet.size() > m_config.bufferSize) {
        packet = encodeAnswer(header, tooLarge());
        isError = true;
    }
    ++m_counters.answers;
    if (isError)
        ++m_counters.errors;
    plan();
    m_output(request.port, packet);
}

} // namespace virtual_kit
