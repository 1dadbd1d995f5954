// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_sources.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"

#include <QFileInfo>

#include <cmath>
#include <utility>

namespace widgets {
namespace {

QString regionKey(quint64 id) { return QStringLiteral("region/%1").arg(id); }

} // namespace

CompareSources::CompareSources(QObject *parent)
    : QObject(parent)
{
}

CompareSources::~CompareSources() { closeRecording(); }

void CompareSources::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit)
        m_kit->model<RegionModel>()->disconnect(this);
    m_kit = std::move(kit);
    if (m_kit)
        connect(m_kit->model<RegionModel>(), &RegionModel::changed, this, &CompareSources::changed);
    Q_EMIT changed();
}

QString CompareSources::selectedKey() const
{
    const auto *regions = m_kit ? m_kit->model<RegionModel>() : nullptr;
    const int row = regions ? regions->selectedRow() : -1;
    return row < 0 ? QString() : regionKey(regions->id(row));
}

QList<CompareSource> CompareSources::all() const
{
    QList<CompareSource> found;
    const auto *regions = m_kit ? m_kit->model<RegionModel>() : nullptr;
    for (int row = 0; regions && row < regions->rowCount(); ++row) {
        const QString &note = regions->note(row);
        const QString letter = regions->letterOf(row);
        found.append({regionKey(regions->id(row)),
            note.isEmpty() ? tr("Region %1").arg(letter) : tr("Region %1, %2").arg(letter, note), m_kit,
            regions->region(row), letter});
    }
    return found + ofRecording();
}

QList<CompareSource> CompareSources::ofRecording() const
{
    const auto store = m_recording ? m_recording->store() : nullptr;
    const auto seconds = store ? profiles::sampleSeconds(*store) : std::nullopt;
    if (!seconds || store->endIndex() <= store->beginIndex())
        return {};
    const std::int64_t end = store->kitTimeOf(store->endIndex() - 1) + std::llround(*seconds * 1e9);
    QList<CompareSource> found{{QStringLiteral("file/all"), tr("%1: all").arg(m_fileName), m_recording,
        {store->kitTimeOf(store->beginIndex()), end}, QStringLiteral("REC")}};
    const PromptHistory *prompts = m_recording->prompts();
    for (int row = 0; row < prompts->rowCount(); ++row) {
        const profiles::PromptRun &run = prompts->at(row).run;
        if (!run.accepted || !run.done || run.bootId != axisBoot(*m_recording))
            continue;
        const int number = prompts->at(row).number;
        found.append({QStringLiteral("file/prompt%1").arg(number), tr("%1: prompt #%2").arg(m_fileName).arg(number),
            m_recording, {*run.accepted, run.quiet.value_or(*run.done)}, QStringLiteral("#%1").arg(number)});
    }
    return found;
}

std::optional<CompareSource> CompareSources::find(const QString &key) const
{
    for (const CompareSource &source : all()) {
        if (source.key == key)
            return source;
    }
    return std::nullopt;
}

void CompareSources::openRecording(const QString &path)
{
    closeRecording();
    device_link::DeviceUrl url;
    url.scheme = device_link::DeviceUrl::Scheme::File;
    url.address = QFileInfo(path).absoluteFilePath();
    m_fileName = QFileInfo(path).fileName();
    m_recording = std::make_shared<KitContext>(device_link::KitSession::create({url}));
    m_opening = true;
    connect(m_recording.get(), &KitContext::stateChanged, this, &CompareSources::onRecordingState);
    m_recording->open();
}

void CompareSources::onRecordingState()
{
    if (!m_recording || !m_opening)
        return;
    if (const auto error = m_recording->openError()) {
        // Not from within its own signal; another may have been opened until then.
        QMetaObject::invokeMethod(
            this,
            [this, broken = m_recording] {
                if (m_recording == broken)
                    closeRecording();
            },
            Qt::QueuedConnection);
        m_opening = false;
        Q_EMIT failed(*error);
    } else if (m_recording->session()->state() == device_link::SessionState::Connected) {
        m_opening = false;
        // The models of the recording take in what it holds with the same signal.
        QMetaObject::invokeMethod(
            this,
            [this] {
                const QList<CompareSource> found = ofRecording();
                Q_EMIT changed();
                if (found.isEmpty())
                    Q_EMIT failed(
                        device_link::Error(device_link::Fault::BadFile, QStringLiteral("no samples are in it")));
                else
                    Q_EMIT opened(found.first().key);
            },
            Qt::QueuedConnection);
    }
}

void CompareSources::closeRecording()
{
    if (!m_recording)
        return;
    m_recording->disconnect(this);
    m_recording->close();
    m_recording.reset();
    m_opening = false;
}

} // namespace widgets
