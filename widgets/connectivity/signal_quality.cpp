// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectivity/signal_quality.h"

#include "widgets/text/units.h"

#include <QCoreApplication>

namespace widgets {
namespace {

QString word(const char *source) { return QCoreApplication::translate("SignalQuality", source); }

QString meaning(SignalKind kind)
{
    switch (kind) {
    case SignalKind::Rsrp:
        return word(QT_TRANSLATE_NOOP("SignalQuality", "RSRP: power of the cell's reference signal at the antenna."));
    case SignalKind::Rsrq:
        return word(QT_TRANSLATE_NOOP(
            "SignalQuality", "RSRQ: the reference signal in relation to all that is received; falls with load."));
    case SignalKind::Sinr: return word(QT_TRANSLATE_NOOP("SignalQuality", "SINR: signal over interference and noise."));
    }
    return {};
}

} // namespace

std::array<double, 3> qualityBounds(SignalKind kind)
{
    switch (kind) {
    case SignalKind::Rsrp: return {-100, -90, -80};
    case SignalKind::Rsrq: return {-20, -15, -10};
    case SignalKind::Sinr: return {0, 13, 20};
    }
    return {};
}

SignalQuality qualityOf(SignalKind kind, double value)
{
    const std::array<double, 3> bounds = qualityBounds(kind);
    if (value >= bounds[2])
        return SignalQuality::Excellent;
    if (value >= bounds[1])
        return SignalQuality::Good;
    return value >= bounds[0] ? SignalQuality::Fair : SignalQuality::Poor;
}

QString qualityWord(SignalQuality quality)
{
    switch (quality) {
    case SignalQuality::Poor: return word(QT_TRANSLATE_NOOP("SignalQuality", "poor"));
    case SignalQuality::Fair: return word(QT_TRANSLATE_NOOP("SignalQuality", "fair"));
    case SignalQuality::Good: return word(QT_TRANSLATE_NOOP("SignalQuality", "good"));
    case SignalQuality::Excellent: return word(QT_TRANSLATE_NOOP("SignalQuality", "excellent"));
    }
    return {};
}

QString signalName(SignalKind kind)
{
    switch (kind) {
    case SignalKind::Rsrp: return QStringLiteral("RSRP");
    case SignalKind::Rsrq: return QStringLiteral("RSRQ");
    case SignalKind::Sinr: return QStringLiteral("SINR");
    }
    return {};
}

QString signalUnit(SignalKind kind) { return kind == SignalKind::Rsrp ? QStringLiteral("dBm") : QStringLiteral("dB"); }

QString qualityExplained(SignalKind kind)
{
    const std::array<double, 3> bounds = qualityBounds(kind);
    const auto figure = [kind](double value) { return text({fixed(value, 0), signalUnit(kind)}); };
    return meaning(kind) + u' '
        + word(QT_TRANSLATE_NOOP("SignalQuality",
                   "Excellent from %1, good from %2, fair from %3, poor below: a rule of thumb of modem makers, not a "
                   "limit of 3GPP."))
              .arg(figure(bounds[2]), figure(bounds[1]), figure(bounds[0]));
}

} // namespace widgets
