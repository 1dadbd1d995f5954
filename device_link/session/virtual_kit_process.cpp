// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/virtual_kit_process.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>

namespace device_link {

namespace {

constexpr int kStartTimeoutMs = 15000;
constexpr int kEndTimeoutMs = 2000;
constexpr qsizetype kMaxErrorText = 2048;
const QString kProgram = QStringLiteral("aiesim-virtual-kit");

QString findProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QLatin1Char('/') + kProgram;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(kProgram);
}

/// The ports of the ready line's only kit.
QList<DeviceUrl> urlsOf(const QJsonObject &ready)
{
    const QJsonObject ports
        = ready.value(QLatin1String("kits")).toArray().at(0).toObject().value(QLatin1String("ports")).toObject();
    QList<DeviceUrl> list;
    for (const PortRole role : {PortRole::Kit, PortRole::At, PortRole::Console}) {
        DeviceUrl url;
        url.scheme = DeviceUrl::Scheme::Serial;
        url.address = ports.value(roleName(role)).toString();
        url.role = role;
        if (!url.address.isEmpty())
            list.append(url);
    }
    return list;
}

} // namespace

VirtualKitProcess::VirtualKitProcess(QString arguments)
    : m_arguments(std::move(arguments))
    , m_answer(std::make_shared<Answer<QList<DeviceUrl>>>())
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
        [this] { end(fail(Fault::Timeout, QStringLiteral("%1 did not get ready").arg(kProgram))); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &VirtualKitProcess::onOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_errorText.append(m_process.readAllStandardError());
        m_errorText = m_errorText.right(kMaxErrorText);
    });
    connect(&m_process, &QProcess::finished, this, &VirtualKitProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(fail(Fault::NotFound, QStringLiteral("%1: %2").arg(kProgram, m_process.errorString())));
    });
}

VirtualKitProcess::~VirtualKitProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    // It removes its links on SIGTERM within milliseconds; a kit that hangs is not waited for any longer.
    m_process.terminate();
    if (!m_process.waitForFinished(kEndTimeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(kEndTimeoutMs);
    }
}

Result<QStringList> VirtualKitProcess::optionsFrom(const QString &arguments)
{
    static const QRegularExpression name(QStringLiteral("^[a-z][a-z-]*$"));
    static const QStringList ours{QStringLiteral("dir"), QStringLiteral("tcp"), QStringLiteral("kits"),
        QStringLiteral("with-parent"), QStringLiteral("help"), QStringLiteral("version")};
    QStringList options;
    for (const QString &part : arguments.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const QString key = part.section(QLatin1Char('='), 0, 0).trimmed();
        if (!name.match(key).hasMatch() || ours.contains(key))
            return fail(Fault::BadArgument, QStringLiteral("virtual: takes no option \"%1\"").arg(key));
        options.append(QStringLiteral("--") + key);
        if (part.contains(QLatin1Char('=')))
            options.append(part.section(QLatin1Char('='), 1).trimmed());
    }
    return options;
}

QFuture<Result<QList<DeviceUrl>>> VirtualKitProcess::start(const std::stop_token &stop)
{
    const QFuture<Result<QList<DeviceUrl>>> future = m_answer->future();
    const Result<QStringList> options = optionsFrom(m_arguments);
    const QString program = findProgram();
    if (!options)
        end(tl::unexpected(options.error()));
    else if (program.isEmpty())
        end(fail(Fault::NotFound, QStringLiteral("%1 is neither beside this program nor in the PATH").arg(kProgram)));
    if (m_answer->finished())
        return future;
    m_watch
        = std::make_unique<StopWatch>(this, stop, [this] { end(fail(Fault::Cancelled, QStringLiteral("stopped"))); });
    m_deadline.start(kStartTimeoutMs);
    m_process.start(program, QStringList{QStringLiteral("--with-parent")} + *options);
    m_process.closeWriteChannel();
    return future;
}

void VirtualKitProcess::onOutput()
{
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine(64 * 1024);
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.value(QLatin1String("ready")).toBool())
            end(urlsOf(object));
    }
}

void VirtualKitProcess::onFinished()
{
    const QString text = QString::fromUtf8(m_errorText).trimmed();
    const Error error(
        Fault::LinkLost, QStringLiteral("%1 ended (code %2): %3").arg(kProgram).arg(m_process.exitCode()).arg(text));
    if (m_answer->finished())
        Q_EMIT died(error);
    else if (m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 2)
        end(fail(Fault::BadArgument, error.detail()));
    else
        end(fail(Fault::NotFound, error.detail()));
}

void VirtualKitProcess::end(Result<QList<DeviceUrl>> result)
{
    m_deadline.stop();
    m_answer->finish(std::move(result));
}

} // namespace device_link
