// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QtConcurrentRun>

#include <functional>
#include <memory>

namespace app {

/// Told by work on files with bytes (or whatever it counts in) done and in all; false ends the work.
using FileProgress = std::function<bool(std::uint64_t done, std::uint64_t all)>;

/// The progress of work on a file on the terminal, renewed a few times a second: per cent, speed, time left.
class ProgressLine
{
public:
    ProgressLine(const CommandContext &context, QString doing);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    /// False when the user stopped the command.
    bool show(std::uint64_t done, std::uint64_t all);

private:
    const CommandContext &m_context;
    QString m_doing;
    QElapsedTimer m_since, m_shown;
};

/// Runs work on a thread of its own with a progress that shows per cent, speed and the time left on a terminal and
/// that Ctrl+C ends. work: Result(const FileProgress &).
template <typename Work>
[[nodiscard]] auto inBackground(const std::shared_ptr<CommandContext> &context, QString doing, Work work)
{
    return QtConcurrent::run([context, doing = std::move(doing), work = std::move(work)] {
        ProgressLine line(*context, doing);
        return work([&line](std::uint64_t done, std::uint64_t all) { return line.show(done, all); });
    });
}

} // namespace app
