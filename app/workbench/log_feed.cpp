// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/log_feed.h"

#include <utility>

namespace app {
namespace {

widgets::LogLevel levelOf(spdlog::level::level_enum level)
{
    switch (level) {
    case spdlog::level::trace: return widgets::LogLevel::Trace;
    case spdlog::level::debug: return widgets::LogLevel::Debug;
    case spdlog::level::warn: return widgets::LogLevel::Warning;
    case spdlog::level::err:
    case spdlog::level::critical: return widgets::LogLevel::Error;
    default: return widgets::LogLevel::Info;
    }
}

QString textOf(const spdlog::string_view_t &view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

QList<widgets::LogLine> LogFeed::take()
{
    const std::scoped_lock lock(mutex_);
    return std::exchange(m_lines, {});
}

void LogFeed::sink_it_(const spdlog::details::log_msg &message)
{
    // base_sink holds the mutex here.
    if (m_lines.size() >= kLimit)
        m_lines.remove(0, kLimit / 10);
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(message.time.time_since_epoch());
    m_lines.append({time.count(), levelOf(message.level), textOf(message.logger_name), textOf(message.payload)});
}

} // namespace app
