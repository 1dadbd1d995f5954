// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace device_link {
class RecordingWriter;
}

namespace widgets {

class KitContext;

/// The user's marks of a kit (regions and cursors with their notes) and recordings: while one is written they go into
/// it as they come, change and go; those of a recording that is shown come out of it.
class MarkFeed : public QObject
{
    Q_OBJECT
public:
    /// Of a recording at most so many are shown.
    static constexpr int kMost = 1000;

    explicit MarkFeed(KitContext *kit);
    ~MarkFeed() override;
    void begin(std::shared_ptr<device_link::RecordingWriter> writer);
    /// Writes what changed since the last second, and no more.
    void end();

private:
    using Place = std::pair<std::int64_t, std::int64_t>; ///< kit time, ns; a moment ends where it begins
    using Marks = std::map<Place, QString>;
    [[nodiscard]] Marks marks() const;
    void write();
    void showRecorded();

    KitContext *m_kit; ///< the parent
    std::shared_ptr<device_link::RecordingWriter> m_writer;
    Marks m_written;
    std::uint32_t m_boot = 0; ///< that these are of
    std::int64_t m_beganNs = 0; ///< on the axis of m_boot: the recording holds what comes after
    bool m_shown = false;     ///< those of the recording that is shown
    QTimer m_timer;
};

} // namespace widgets
