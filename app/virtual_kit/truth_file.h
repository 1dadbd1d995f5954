// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <string_view>

namespace app {

/// The file of --truth: one JSON object a line, each visible to readers at once.
class TruthFile
{
public:
    explicit TruthFile(const QString &path);
    /// False with a sentence in error.
    [[nodiscard]] bool open(QString &error);
    /// What cannot be written is lost; stderr is told once.
    void write(std::string_view jsonLine);

private:
    QFile m_file;
    bool m_failed = false; ///< and said so
};

} // namespace app
