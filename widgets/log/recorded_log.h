// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/log_model.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace device_link {
struct RecordedLines;
}

namespace widgets {

class KitContext;

/// The log of a recording: what went over the ports while it was recorded. Lines are taken a few at a time, so that the
/// window stays quick while a long recording opens; of a very long one the first lines are shown.
class RecordedLog : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPiece = 1000; ///< lines a turn of the event loop

    explicit RecordedLog(KitContext *kit);
    ~RecordedLog() override;

    [[nodiscard]] LogModel *lines() { return &m_model; }
    [[nodiscard]] bool open() const { return m_lines != nullptr; }
    [[nodiscard]] bool complete() const { return m_lines && !m_timer.isActive(); }
    [[nodiscard]] std::uint64_t total() const; ///< lines in the recording, also those that are not shown
    /// Of the first line, milliseconds since the Unix epoch; empty: none.
    [[nodiscard]] std::optional<std::int64_t> beginMs() const;

Q_SIGNALS:
    void changed(); ///< another recording, or all of its lines are there

private:
    void load();
    void takePiece();

    KitContext *m_kit; ///< the parent
    LogModel m_model;
    std::shared_ptr<const device_link::RecordedLines> m_lines;
    std::size_t m_taken = 0;
    QTimer m_timer;
};

} // namespace widgets
