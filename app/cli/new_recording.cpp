// SPDX-License-Identifier: GPL-3.0-or-later
#include "new_recording.h"

#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace app {

using namespace device_link;

QString recordingPath(const std::string &out, const QString &serial)
{
    const QString given = QString::fromStdString(out);
    if (!given.endsWith(QLatin1Char('/')) && !QFileInfo(given).isDir())
        return given;
    return QDir(given).filePath(recordingFileName(serial));
}

NewRecording::NewRecording(QString path)
    : m_path(std::move(path))
    , m_replaced(m_path)
{
}

NewRecording::~NewRecording()
{
    if (!m_writer)
        return;
    m_connections.reset();
    m_writer.reset();
    QFile::remove(m_path);
}

QCoro::Task<Result<std::shared_ptr<NewRecording>>> NewRecording::start(
    std::shared_ptr<KitSession> session, QString path, std::stop_token stop)
{
    if (const auto account = session->tokenAccount())
        static_cast<void>(co_await account->read(stop)); // the price; without it the money is not known
    if (const auto modem = session->modemStatus())
        static_cast<void>(co_await modem->read(stop)); // else the radio is not known until it changes
    RecordingOptions options;
    options.path = path;
    options.info = recordingInfoOf(*session, QStringLiteral("AI-eSIM Workbench " AIESIM_VERSION));
    const std::shared_ptr<NewRecording> self(new NewRecording(path));
    auto started = RecordingWriter::start(options);
    if (!started)
        co_return tl::unexpected<Error>(started.error());
    self->m_writer = std::move(*started);
    self->m_connections = std::make_unique<QObject>();
    feedRecording(session, self->m_writer, self->m_connections.get());
    co_return self;
}

QCoro::Task<Result<RecordingTotals>> NewRecording::finish(std::shared_ptr<NewRecording> self)
{
    self->m_connections.reset(); // what came last is handed over
    const std::shared_ptr<RecordingWriter> writer = std::move(self->m_writer);
    Result<RecordingTotals> totals = co_await writer->finish();
    self->m_replaced.drop();
    co_return totals;
}

} // namespace app
