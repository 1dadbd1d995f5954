// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tour_record.h"

#include "widgets/text/fault_text.h"

#include <QDateTime>

#include <cstdio>

namespace app {

void TourRecord::begin(const QString &step)
{
    m_step = {{QStringLiteral("step"), step}};
    m_timer.start();
}

void TourRecord::note(const QString &key, const QJsonValue &value) { m_step.insert(key, value); }

void TourRecord::end(const QString &result)
{
    m_step.insert(QStringLiteral("result"), result);
    m_step.insert(QStringLiteral("ms"), m_timer.elapsed());
    std::printf("%-12s %s\n", qUtf8Printable(m_step.value(QStringLiteral("step")).toString()), qUtf8Printable(result));
    std::fflush(stdout);
    m_steps.append(m_step);
}

void TourRecord::succeeded() { end(QStringLiteral("done")); }

void TourRecord::skipped(const QString &why)
{
    note(QStringLiteral("why"), why);
    end(QStringLiteral("skipped"));
}

void TourRecord::failed(const device_link::Error &error)
{
    m_anyFailed = true;
    note(QStringLiteral("fault"), QLatin1String(device_link::faultName(error.fault())));
    note(QStringLiteral("detail"), error.detail());
    std::fprintf(stderr, "aiesim-workbench: %s\n", qUtf8Printable(widgets::faultLine(error)));
    end(QStringLiteral("failed"));
}

QJsonObject TourRecord::toJson() const
{
    return {{QStringLiteral("program"), QStringLiteral("aiesim-workbench")},
        {QStringLiteral("version"), QStringLiteral(AIESIM_VERSION)},
        {QStringLiteral("written"), QDateTime::currentDateTime().toString(Qt::ISODate)}, {QStringLiteral("kit"), m_kit},
        {QStringLiteral("steps"), m_steps}, {QStringLiteral("screenshots"), m_screenshots}};
}

} // namespace app
