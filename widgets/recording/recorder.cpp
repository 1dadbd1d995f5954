// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recording/recorder.h"

#include "device_link/session/recording_feed.h"
#include "widgets/kit/kit_context.h"
#include "widgets/recording/mark_feed.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <QCoroFuture>

namespace widgets {

using device_link::RecordingWriter;

namespace {

constexpr int kTickMs = 500;

QCoro::Task<RecordingWriter::Outcome> closing(std::shared_ptr<RecordingWriter> writer)
{
    const QFuture<RecordingWriter::Outcome> finishing = writer->finish();
    const RecordingWriter::Outcome outcome = co_await finishing;
    co_return outcome;
}

} // namespace

Recorder::Recorder(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
    , m_marks(kit->model<MarkFeed>())
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &Recorder::onTick);
}

Recorder::~Recorder() = default; // the writer's own end writes what has arrived

QString Recorder::folder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents.isEmpty() ? QDir::homePath() : documents).filePath(QStringLiteral("AI-eSIM recordings"));
}

QString Recorder::freshPath() const
{
    const QDir dir(folder());
    const QString name = device_link::recordingFileName(m_kit->serialOrPorts());
    QString path = dir.filePath(name);
    for (int i = 2; QFileInfo::exists(path); ++i) // a second one within the second
        path = dir.filePath(QStringLiteral("%1 (%2).aer").arg(QFileInfo(name).completeBaseName()).arg(i));
    return path;
}

void Recorder::start(const QString &path)
{
    if (m_state != State::Idle)
        return;
    m_error.reset();
    m_totals = {};
    const auto session = m_kit->session();
    if (session->state() != device_link::SessionState::Connected || session->isReplay()) {
        m_error = device_link::Error(
            device_link::Fault::LinkLost, QStringLiteral("no kit is connected, so there is nothing to record"));
        Q_EMIT failed();
        return;
    }
    device_link::RecordingOptions options;
    options.path = path;
    options.info = device_link::recordingInfoOf(
        *session, QStringLiteral("AI-eSIM Workbench ") + QCoreApplication::applicationVersion(), m_kit->givenName());
    auto started = RecordingWriter::start(options);
    if (!started) {
        m_error = started.error();
        Q_EMIT failed();
        return;
    }
    m_writer = std::move(*started);
    m_path = path;
    m_connections = std::make_unique<QObject>();
    device_link::feedRecording(session, m_writer, m_connections.get());
    m_marks->begin(m_writer);
    m_elapsed.start();
    m_state = State::Recording;
    m_tick.start();
    Q_EMIT changed();
}

void Recorder::toggle()
{
    if (m_state == State::Idle)
        start(freshPath());
    else
        stop();
}

void Recorder::onTick()
{
    m_totals = m_writer->totals();
    if (m_state == State::Recording && m_writer->error())
        stop(); // a full disk: the end says so
    Q_EMIT changed();
}

void Recorder::stop()
{
    if (m_state != State::Recording)
        return;
    m_state = State::Ending;
    m_connections.reset();
    m_marks->end();
    Q_EMIT changed();
    QCoro::connect(closing(m_writer), this, [this](const RecordingWriter::Outcome &outcome) { end(outcome); });
}

void Recorder::end(const RecordingWriter::Outcome &outcome)
{
    m_tick.stop();
    m_writer.reset();
    m_state = State::Idle;
    if (outcome)
        m_totals = *outcome;
    else
        m_error = outcome.error();
    Q_EMIT changed();
    if (outcome)
        Q_EMIT finished(*outcome);
    else
        Q_EMIT failed();
}

bool Recorder::isPossible() const { return !m_kit->session()->isReplay(); }

device_link::RecordingTotals Recorder::totals() const { return m_totals; }

} // namespace widgets
