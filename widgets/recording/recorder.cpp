// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recording/recorder.h"

#include "widgets/kit/kit_context.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

#include <QCoroFuture>

namespace widgets {

using device_link::KitSession;
using device_link::PowerSource;
using device_link::RecordingWriter;

namespace {

constexpr int kTickMs = 500;

/// Letters, digits and a few signs of a name, so that it can stand in a file name anywhere.
QString fileNameOf(const QString &name)
{
    QString safe;
    for (const QChar c : name)
        safe += c.isLetterOrNumber() || c == QLatin1Char('-') ? c : QLatin1Char('_');
    return safe.left(48);
}

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
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &Recorder::onTick);
    connect(kit, &KitContext::storeChanged, this, &Recorder::follow);
}

Recorder::~Recorder() = default; // the writer's own end writes what has arrived

QString Recorder::freshDirectory() const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss"));
    const QString name = QStringLiteral("AI-eSIM recordings/%1 %2").arg(time, fileNameOf(m_kit->serialOrPorts()));
    return QDir(documents.isEmpty() ? QDir::homePath() : documents).filePath(name);
}

void Recorder::start(const QString &directory)
{
    if (m_state != State::Idle)
        return;
    m_error.reset();
    m_totals = {};
    device_link::RecordingOptions options;
    options.directory = directory;
    options.kitSerial = m_kit->session()->identity().serial;
    options.simulated = m_kit->session()->identity().simulated.value_or(false);
    options.byMeter = m_kit->session()->powerMeter() != nullptr;
    auto started = RecordingWriter::start(options);
    if (!started) {
        m_error = started.error();
        Q_EMIT failed();
        return;
    }
    m_writer = std::move(*started);
    m_directory = directory;
    m_connections = std::make_unique<QObject>();
    connect(m_kit->session().get(), &KitSession::event, m_connections.get(),
        [writer = m_writer](const device_link::KitEvent &event) { writer->addEvent(event); });
    if (const auto store = m_kit->store())
        m_writer->addStream(store, store->endIndex());
    m_elapsed.start();
    m_state = State::Recording;
    m_tick.start();
    Q_EMIT changed();
}

void Recorder::toggle()
{
    if (m_state == State::Idle)
        start(freshDirectory());
    else
        stop();
}

void Recorder::follow()
{
    const auto store = m_kit->store();
    if (m_state == State::Recording && store)
        m_writer->addStream(store);
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

device_link::RecordingTotals Recorder::totals() const { return m_totals; }

} // namespace widgets
