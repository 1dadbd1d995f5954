// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/log_line.h"

#include <spdlog/sinks/base_sink.h>

#include <QList>

#include <memory>
#include <mutex>

namespace app {

/// Takes log lines from any thread and holds them until the GUI thread fetches them. Bounded: when nobody fetches, the
/// oldest are dropped.
class LogFeed : public spdlog::sinks::base_sink<std::mutex>
{
public:
    static constexpr qsizetype kLimit = 5'000;
    [[nodiscard]] QList<widgets::LogLine> take();

protected:
    void sink_it_(const spdlog::details::log_msg &message) override;
    void flush_() override { }

private:
    QList<widgets::LogLine> m_lines;
};

} // namespace app
