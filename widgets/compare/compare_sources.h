// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/region_context.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace widgets {

/// A stretch of samples that can be compared: a region of the kit, or a part of a recording that was opened beside it.
struct CompareSource {
    QString key;  ///< the same for as long as it is there
    QString name; ///< "Region B, sleep", "night.aer: prompt #2"
    std::shared_ptr<KitContext> kit;
    TimeRegion region;
    QString label; ///< short: "B", "#2", "REC"
};

/// Everything that can be compared now. One recording at a time is opened beside the kit, to be read alone: as a whole,
/// and each prompt in it.
class CompareSources : public QObject
{
    Q_OBJECT
public:
    explicit CompareSources(QObject *parent = nullptr);
    ~CompareSources() override;

    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] const std::shared_ptr<KitContext> &kit() const { return m_kit; }
    /// Regions in their order, then what the recording has.
    [[nodiscard]] QList<CompareSource> all() const;
    [[nodiscard]] std::optional<CompareSource> find(const QString &key) const;
    [[nodiscard]] QString selectedKey() const; ///< of the selected region; empty: none

    /// Reads it off this thread; opened() or failed() follows. Gives up the one before.
    void openRecording(const QString &path);
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed(); ///< another list, or a region moved
    void opened(const QString &firstKey);
    void failed(const device_link::Error &error);

private:
    void onRecordingState();
    void closeRecording();
    [[nodiscard]] QList<CompareSource> ofRecording() const;

    std::shared_ptr<KitContext> m_kit;
    std::shared_ptr<KitContext> m_recording;
    QString m_fileName;
    bool m_opening = false;
};

} // namespace widgets
