// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_set.h"

#include "virtual_kit/ports/pty_port_linux.h"
#include "virtual_kit/ports/tcp_port.h"
#include "virtual_kit/usb/usb_port.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace app {

namespace {

constexpr std::array<const char *, 3> kRoles{"kit", "at", "console"};

QJsonObject addresses(const std::vector<std::pair<QString, const virtual_kit::BytePort *>> &ports)
{
    QJsonObject object;
    for (const auto &[role, port] : ports)
        object.insert(role, port->address());
    return object;
}

/// Makes the three pipes by `make(role index)` and notes them in `noted`.
template <typename Make>
virtual_kit::KitPipes makePipes(std::vector<std::pair<QString, const virtual_kit::BytePort *>> &noted, Make make)
{
    std::array<std::unique_ptr<virtual_kit::BytePort>, 3> ports;
    for (std::size_t role = 0; role < ports.size(); ++role) {
        ports[role] = make(role);
        noted.emplace_back(QLatin1String(kRoles[role]), ports[role].get());
    }
    return {std::move(ports[0]), std::move(ports[1]), std::move(ports[2])};
}

} // namespace

KitSet::KitSet(VirtualKitOptions options)
    : m_options(std::move(options))
{
}

KitSet::~KitSet()
{
    m_kits.clear(); // takes the links away
    m_usbip.reset();
    m_lock = DirectoryLock();
    for (auto path = m_made.crbegin(); path != m_made.crend(); ++path)
        QDir().rmdir(*path);
}

bool KitSet::start(QString &error)
{
    if (m_options.directory.isEmpty() && !m_options.hasPorts()) {
        removeAbandonedDirectories();
        m_private = std::make_unique<QTemporaryDir>(privateDirectoryTemplate());
        if (!m_private->isValid()) {
            error = QStringLiteral("cannot make a temporary folder: %1").arg(m_private->errorString());
            return false;
        }
        m_options.directory = m_private->path();
    }
    if (!m_options.directory.isEmpty()) {
        m_options.directory = QDir(m_options.directory).absolutePath();
        if (!makeDirectory(m_options.directory, error) || !m_lock.take(m_options.directory, error))
            return false;
    }
    if (m_options.usbip) {
        m_usbip = std::make_unique<virtual_kit::UsbipServer>(m_options.usbip->host, m_options.usbip->port);
        if (!m_usbip->listen(error))
            return false;
    }
    for (int index = 0; index < m_options.kits; ++index) {
        if (!startKit(index, error))
            return false;
    }
    return true;
}

bool KitSet::startKit(int index, QString &error)
{
    virtual_kit::KitRunnerConfig config = m_options.kit;
    const bool several = m_options.kits > 1;
    config.kit.seed += static_cast<std::uint64_t>(index);
    if (several && !config.kit.serial.empty())
        config.kit.serial += "-" + std::to_string(index + 1);

    m_kits.emplace_back();
    Entry &entry = m_kits.back();
    if (!m_options.truthPath.isEmpty()) {
        const QString suffix = several ? QStringLiteral(".%1").arg(index + 1) : QString();
        entry.truth = std::make_unique<TruthFile>(QString(m_options.truthPath % suffix));
        if (!entry.truth->open(error))
            return false;
        config.truth = [file = entry.truth.get()](std::string_view line) { file->write(line); };
    }
    entry.runner = std::make_unique<virtual_kit::KitRunner>(std::move(config));
    if (!m_options.directory.isEmpty() && !addPtys(index, entry, error))
        return false;
    if (m_options.tcp)
        addTcps(index, entry);
    if (m_options.usbip || m_options.usbAttach)
        addUsb(entry);
    if (m_options.meterTcp || !m_options.meterPty.isEmpty())
        addMeter(index, entry);
    if (!entry.runner->start(error))
        return false;
    if (!m_options.usbAttach)
        return true;
    // Once the kit is there; from now on it follows the kit by itself.
    entry.attach = std::make_unique<virtual_kit::VhciAttach>(*entry.usb, static_cast<std::uint32_t>(index + 1));
    return entry.attach->attach(error);
}

bool KitSet::addPtys(int index, Entry &entry, QString &error)
{
    QDir directory(m_options.directory);
    if (m_options.kits > 1)
        directory.setPath(directory.filePath(QStringLiteral("kit-%1").arg(index + 1)));
    if (!makeDirectory(directory.path(), error))
        return false;
    entry.runner->addPipes(makePipes(entry.ptys, [&directory](std::size_t role) {
        return std::make_unique<virtual_kit::PtyPort>(directory.filePath(QLatin1String(kRoles[role])));
    }));
    return true;
}

void KitSet::addTcps(int index, Entry &entry)
{
    const VirtualKitOptions::Tcp tcp = *m_options.tcp;
    entry.runner->addPipes(makePipes(entry.tcps, [&tcp, index](std::size_t role) {
        const int port = tcp.port == 0 ? 0 : tcp.port + index * VirtualKitOptions::kTcpStep + static_cast<int>(role);
        return std::make_unique<virtual_kit::TcpPort>(tcp.host, static_cast<quint16>(port));
    }));
}

void KitSet::addUsb(Entry &entry)
{
    // As identity of PROTOCOL.md §5.2 tells them.
    const QString serial = QString::fromStdString(entry.runner->serial());
    entry.usb = std::make_unique<virtual_kit::UsbDevice>(virtual_kit::UsbIdentity{
        QStringLiteral("AI-eSIM Workbench"), QStringLiteral("Virtual kit (simulated)"), serial});
    entry.usb->setAddress(QStringLiteral("usb:%1").arg(serial));
    if (m_usbip)
        entry.busid = m_usbip->add(*entry.usb);
    const auto port
        = [&entry](virtual_kit::usb::Role role) { return std::make_unique<virtual_kit::UsbPort>(*entry.usb, role); };
    using namespace virtual_kit::usb;
    entry.runner->addPipes({port(Kit), port(At), port(Console)});
}

void KitSet::addMeter(int index, Entry &entry)
{
    std::unique_ptr<virtual_kit::BytePort> pipe;
    if (m_options.meterTcp) {
        const VirtualKitOptions::Tcp tcp = *m_options.meterTcp;
        const int port = tcp.port == 0 ? 0 : tcp.port + index * VirtualKitOptions::kTcpStep;
        pipe = std::make_unique<virtual_kit::TcpPort>(tcp.host, static_cast<quint16>(port));
    } else {
        const QString suffix = m_options.kits > 1 ? QStringLiteral(".%1").arg(index + 1) : QString();
        pipe = std::make_unique<virtual_kit::PtyPort>(QString(m_options.meterPty % suffix));
    }
    entry.meter = pipe.get();
    entry.runner->addMeter(std::move(pipe));
}

QJsonObject KitSet::usbOf(const Entry &entry) const
{
    QJsonObject usb;
    if (m_usbip) {
        usb.insert(QStringLiteral("usbip"), m_usbip->address());
        usb.insert(QStringLiteral("busid"), entry.busid);
    }
    if (entry.attach)
        usb.insert(QStringLiteral("attached"), entry.attach->attached());
    return usb;
}

bool KitSet::makeDirectory(const QString &path, QString &error)
{
    // Parents first, so that each one made here can be removed at the end.
    QStringList missing;
    for (QString at = path; !QDir(at).exists(); at = QFileInfo(at).path())
        missing.prepend(at);
    for (const QString &folder : missing) {
        if (!QDir().mkdir(folder)) {
            error = QStringLiteral("cannot make the folder %1").arg(folder);
            return false;
        }
        m_made.append(folder);
    }
    return true;
}

QByteArray KitSet::readyLine() const
{
    QJsonArray kits;
    for (const Entry &entry : m_kits) {
        QJsonObject kit{{QStringLiteral("serial"), QString::fromStdString(entry.runner->serial())}};
        if (!entry.ptys.empty())
            kit.insert(QStringLiteral("ports"), addresses(entry.ptys));
        if (!entry.tcps.empty())
            kit.insert(QStringLiteral("tcp"), addresses(entry.tcps));
        if (entry.usb)
            kit.insert(QStringLiteral("usb"), usbOf(entry));
        if (entry.meter)
            kit.insert(QStringLiteral("ppk2"), entry.meter->address());
        kits.append(kit);
    }
    const QJsonObject ready{{QStringLiteral("ready"), true}, {QStringLiteral("kits"), kits}};
    return QJsonDocument(ready).toJson(QJsonDocument::Compact);
}

} // namespace app
