// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppk2_minimap.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr double kNanoPerMicro = 1000;
constexpr double kFloorNa = 200;
constexpr double kNothing = std::numeric_limits<double>::max();

} // namespace

void Ppk2Minimap::add(double microAmperes, double timeUs)
{
    if (m_inLast == 0)
        m_parts.push_back({timeUs, kNothing, -kNothing});
    ++m_inLast;
    Part &part = m_parts.back();
    part.timeUs += (timeUs - part.timeUs) / double(m_inLast);
    if (!std::isnan(microAmperes)) {
        const double nanoAmperes = std::max(microAmperes * kNanoPerMicro, kFloorNa);
        part.min = std::min(part.min, nanoAmperes);
        part.max = std::max(part.max, nanoAmperes);
    }
    if (m_inLast == m_perPart)
        m_inLast = 0;
    if (m_parts.size() == kParts && m_inLast == 0)
        fold();
}

void Ppk2Minimap::fold()
{
    for (std::size_t i = 0; i < kParts / 2; ++i) {
        const Part &a = m_parts[2 * i];
        const Part &b = m_parts[2 * i + 1];
        m_parts[i] = {(a.timeUs + b.timeUs) / 2, std::min(a.min, b.min), std::max(a.max, b.max)};
    }
    m_parts.resize(kParts / 2);
    m_perPart *= 2;
}

QByteArray Ppk2Minimap::json() const
{
    QByteArray text;
    const auto number = [&text](const char *key, std::size_t value) {
        text.append(key).append(QByteArray::number(qulonglong(value)));
    };
    const auto list = [this, &text](const char *key, double Part::*value) {
        text.append(key);
        for (std::size_t i = 0; i < kParts; ++i) {
            if (i > 0)
                text.append(',');
            if (i >= m_parts.size()) {
                text.append("null");
                continue;
            }
            text.append("{\"x\":").append(QByteArray::number(m_parts[i].timeUs, 'g', 17));
            text.append(",\"y\":").append(QByteArray::number(m_parts[i].*value, 'g', 17)).append('}');
        }
        text.append(']');
    };
    number("{\"lastElementFoldCount\":", m_inLast);
    number(",\"data\":{\"length\":", m_parts.size());
    list(",\"min\":[", &Part::min);
    list(",\"max\":[", &Part::max);
    number("},\"maxNumberOfElements\":", kParts);
    number(",\"numberOfTimesToFold\":", m_perPart);
    return text.append('}');
}

} // namespace device_link
