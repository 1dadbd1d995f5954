// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_os_group.h"

#include "smp_cbor.h"

#include <array>
#include <utility>

namespace virtual_kit {

namespace {

constexpr SimTime kResetDelay = 250 * kMillisecond; // CONFIG_MCUMGR_GRP_OS_RESET_MS
constexpr int kSwapUsingMove = 3;                   // bootloader mode: swap without scratch

// Group errors.
constexpr std::uint16_t kInvalidFormat = 2;
constexpr std::uint16_t kQueryHasNoAnswer = 3;
constexpr std::uint16_t kClockNotSet = 4;

// Commands.
constexpr std::uint8_t kEcho = 0;
constexpr std::uint8_t kTaskStat = 2;
constexpr std::uint8_t kDateTime = 4;
constexpr std::uint8_t kReset = 5;
constexpr std::uint8_t kParameters = 6;
constexpr std::uint8_t kInfo = 7;
constexpr std::uint8_t kBootloader = 8;

SmpRc translate(std::uint16_t rc)
{
    if (rc == kInvalidFormat)
        return SmpRc::BadArgument;
    return rc == kQueryHasNoAnswer || rc == kClockNotSet ? SmpRc::NoEntry : SmpRc::Unknown;
}

} // namespace

SmpOsGroup::SmpOsGroup(Simulation &simulation, const SmpServerConfig &config, const SmpCounters &counters)
    : m_simulation(simulation)
    , m_config(config)
    , m_counters(counters)
{
}

SmpOsGroup::~SmpOsGroup() { m_simulation.cancel(m_plannedReset); }

SmpGroup SmpOsGroup::group()
{
    return {0, "os mgmt", kBootloader + 1,
        [this](const SmpRequest &request, const SmpReply &reply) { handle(request, reply); }, translate};
}

void SmpOsGroup::reset()
{
    m_simulation.cancel(m_plannedReset);
    m_plannedReset = 0;
}

void SmpOsGroup::handle(const SmpRequest &request, const SmpReply &reply)
{
    using framing::SmpOp;
    if (request.command == kEcho)
        echo(request, reply);
    else if (request.is(SmpOp::Read, kTaskStat))
        tasks(reply);
    else if (request.is(SmpOp::Read, kDateTime))
        readTime(reply);
    else if (request.is(SmpOp::Write, kDateTime))
        writeTime(request, reply);
    else if (request.is(SmpOp::Write, kReset))
        resetCommand(request, reply);
    else if (request.is(SmpOp::Read, kParameters))
        reply.send({{QLatin1String("buf_size"), static_cast<qint64>(m_config.bufferSize)},
            {QLatin1String("buf_count"), static_cast<qint64>(m_config.bufferCount)}});
    else if (request.is(SmpOp::Read, kInfo))
        info(request, reply);
    else if (request.is(SmpOp::Read, kBootloader))
        bootloader(request, reply);
    else
        reply.sendNotSupported();
}

void SmpOsGroup::echo(const SmpRequest &request, const SmpReply &reply) const
{
    SmpFields fields(request.body);
    const auto text = fields.text("d");
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    reply.send({{QLatin1String("r"), text.value_or(QString())}});
}

void SmpOsGroup::tasks(const SmpReply &reply) const
{
    // The simulation has one task that is true: this server, which is running as it answers. It has no stack of its
    // own and takes no time, so those are 0; its context switches are the requests it was woken for.
    const QCborMap smp{
        {QLatin1String("prio"), 0},
        {QLatin1String("tid"), 0},
        {QLatin1String("state"), 0},
        {QLatin1String("stksiz"), 0},
        {QLatin1String("stkuse"), 0},
        {QLatin1String("runtime"), 0},
        {QLatin1String("cswcnt"), static_cast<qint64>(m_counters.packets)},
        {QLatin1String("last_checkin"), 0},
        {QLatin1String("next_checkin"), 0},
    };
    reply.send({{QLatin1String("tasks"), QCborMap{{QLatin1String("mcumgr smp"), smp}}}});
}

void SmpOsGroup::readTime(const SmpReply &reply) const
{
    if (!m_clockSet)
        return reply.sendGroupError(kClockNotSet);
    const QDateTime now = m_clockSet->addMSecs((m_simulation.now() - m_clockSetAt) / kMillisecond);
    reply.send({{QLatin1String("datetime"), now.toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss"))}});
}

void SmpOsGroup::writeTime(const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    const QString text = fields.text("datetime").value_or(QString());
    // Seconds, and perhaps a fraction of up to 6 digits, which is kept to the millisecond.
    constexpr qsizetype kSeconds = 19;
    constexpr qsizetype kMicroseconds = 26;
    if (!fields.good() || text.size() < kSeconds || text.size() > kMicroseconds)
        return reply.sendError(SmpRc::BadArgument);
    const QDate date = QDate::fromString(text.first(10), QStringLiteral("yyyy-MM-dd"));
    const QTime time = QTime::fromString(text.sliced(11, 8), QStringLiteral("HH:mm:ss"));
    int milliseconds = 0;
    if (text.size() > kSeconds) {
        bool digits = false;
        const QString fraction = text.sliced(kSeconds + 1);
        milliseconds = fraction.leftJustified(6, QLatin1Char('0')).toInt(&digits) / 1000;
        if (text.at(kSeconds) != QLatin1Char('.') || !digits || milliseconds < 0)
            return reply.sendError(SmpRc::BadArgument);
    }
    if (!date.isValid() || !time.isValid() || text.at(10) != QLatin1Char('T'))
        return reply.sendError(SmpRc::BadArgument);
    m_clockSet = QDateTime(date, time, Qt::UTC).addMSecs(milliseconds);
    m_clockSetAt = m_simulation.now();
    reply.sendOk();
}

void SmpOsGroup::resetCommand(const SmpRequest &request, const SmpReply &reply)
{
    // Older clients send force as a number. A reset is never refused for a value it does not understand.
    ResetRequest wanted;
    const QCborValue force = request.body.value(QLatin1String("force"));
    wanted.force = force.toBool() || force.toInteger() != 0;
    SmpFields fields(request.body);
    if (const auto mode = fields.unsignedInt("boot_mode", 0xFF))
        wanted.bootMode = static_cast<std::uint8_t>(*mode);
    m_simulation.cancel(m_plannedReset);
    m_plannedReset = m_simulation.after(kResetDelay, [this, wanted] {
        m_plannedReset = 0;
        if (onReset)
            onReset(wanted);
    });
    reply.sendOk();
}

void SmpOsGroup::info(const SmpRequest &request, const SmpReply &reply) const
{
    SmpFields fields(request.body);
    const QString format = fields.text("format").value_or(QString());
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    const SmpIdentity &identity = m_config.identity;
    // Always printed in this order, whatever the order of the format.
    const std::array<std::pair<char, std::string>, 9> parts{{
        {'s', "Zephyr"},
        {'n', identity.nodeName},
        {'r', identity.kernelRelease},
        {'v', identity.kernelVersion},
        {'b', identity.buildTime},
        {'m', identity.machine},
        {'p', identity.processor},
        {'i', identity.board},
        {'o', "Zephyr"},
    }};
    for (const QChar letter : format) {
        if (!QLatin1String("asnrvbmpio").contains(letter))
            return reply.sendGroupError(kInvalidFormat);
    }
    const bool all = format.contains(QLatin1Char('a'));
    QStringList output;
    for (const auto &[letter, text] : parts) {
        if (all || format.contains(QLatin1Char(letter)) || (format.isEmpty() && letter == 's'))
            output.append(QString::fromStdString(text));
    }
    reply.send({{QLatin1String("output"), output.join(QLatin1Char(' '))}});
}

void SmpOsGroup::bootloader(const SmpRequest &request, const SmpReply &reply) const
{
    SmpFields fields(request.body);
    const auto query = fields.text("query");
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    if (!query)
        return reply.send({{QLatin1String("bootloader"), QLatin1String("MCUboot")}});
    if (*query != QLatin1String("mode"))
        return reply.sendGroupError(kQueryHasNoAnswer);
    reply.send({{QLatin1String("mode"), kSwapUsingMove}});
}

} // namespace virtual_kit
