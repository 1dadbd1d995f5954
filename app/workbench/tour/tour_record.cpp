// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tour/tour_record.h"

#include "widgets/text/fault_text.h"
#include "widgets/tour/tour_step.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSaveFile>

#include <cstdio>

namespace app {

using device_link::Error;
using widgets::TourState;

namespace {

void noteError(QJsonObject &step, const Error &error)
{
    step.insert(QStringLiteral("fault"), QLatin1String(device_link::faultName(error.fault())));
    step.insert(QStringLiteral("detail"), error.detail());
    std::fprintf(stderr, "aiesim-workbench: %s\n", qUtf8Printable(widgets::faultLine(error)));
}

} // namespace

void TourRecord::append(QJsonObject step, const QString &result)
{
    step.insert(QStringLiteral("result"), result);
    std::printf("%-12s %s\n", qUtf8Printable(step.value(QStringLiteral("step")).toString()), qUtf8Printable(result));
    std::fflush(stdout);
    m_steps.append(step);
}

void TourRecord::add(const widgets::TourStep &step)
{
    QJsonObject object = step.figures();
    object.insert(QStringLiteral("step"), step.id());
    object.insert(QStringLiteral("ms"), step.tookMs());
    // Nobody is there to give the word: what asks for it is left out.
    const bool asking = step.state() == TourState::Asking;
    const TourState state = asking ? TourState::Skipped : step.state();
    if (state == TourState::Skipped)
        object.insert(QStringLiteral("why"), asking ? step.caution() : step.why());
    if (step.error()) {
        m_anyFailed = true;
        noteError(object, *step.error());
    }
    append(object, QLatin1String(widgets::tourStateName(state)));
}

void TourRecord::addFailure(const QString &step, const Error &error)
{
    m_anyFailed = true;
    QJsonObject object{{QStringLiteral("step"), step}};
    noteError(object, error);
    append(object, QLatin1String(widgets::tourStateName(TourState::Failed)));
}

void TourRecord::setKit(const device_link::KitIdentity &identity)
{
    m_kit = {{QStringLiteral("serial"), identity.serial}, {QStringLiteral("model"), identity.model},
        {QStringLiteral("firmware"), identity.firmware}, {QStringLiteral("eid"), identity.eid},
        {QStringLiteral("simulated"), identity.simulated ? QJsonValue(*identity.simulated) : QJsonValue()}};
}

bool TourRecord::write(const QString &path) const
{
    const QJsonObject whole{{QStringLiteral("program"), QStringLiteral("aiesim-workbench")},
        {QStringLiteral("version"), QStringLiteral(AIESIM_VERSION)},
        {QStringLiteral("written"), QDateTime::currentDateTime().toString(Qt::ISODate)}, {QStringLiteral("kit"), m_kit},
        {QStringLiteral("steps"), m_steps}, {QStringLiteral("screenshots"), m_screenshots}};
    QSaveFile file(path);
    const QByteArray bytes = QJsonDocument(whole).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        std::fprintf(stderr, "aiesim-workbench: cannot write %s: %s\n", qUtf8Printable(path),
            qUtf8Printable(file.errorString()));
        return false;
    }
    std::printf("record       %s\n", qUtf8Printable(path));
    return true;
}

} // namespace app
