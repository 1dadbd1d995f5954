// SPDX-License-Identifier: GPL-3.0-or-later
#include "truth_file.h"

#include <QByteArray>

#include <cstdio>
#include <utility>

namespace app {

TruthFile::TruthFile(const QString &path)
    : m_file(path)
{
}

bool TruthFile::open(QString &error)
{
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return true;
    error = QStringLiteral("cannot write %1: %2").arg(m_file.fileName(), m_file.errorString());
    return false;
}

void TruthFile::write(std::string_view jsonLine)
{
    QByteArray line(jsonLine.data(), static_cast<qsizetype>(jsonLine.size()));
    line.append('\n');
    if (m_file.write(line) == line.size() || std::exchange(m_failed, true))
        return;
    std::fprintf(stderr, "aiesim-virtual-kit: %s is incomplete from here on: %s\n", qPrintable(m_file.fileName()),
        qPrintable(m_file.errorString()));
}

} // namespace app
