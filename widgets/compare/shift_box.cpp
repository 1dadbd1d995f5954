// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/shift_box.h"

#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr int kMost = 1'800'000'000; ///< µs: half an hour

/// In ms, as it is typed: a point in every language, either minus.
double typed(QString text, bool *isNumber)
{
    text = text.simplified().remove(u' ').remove(kThinSpace).replace(kMinus, u'-');
    if (text.endsWith(QStringLiteral("ms")))
        text.chop(2);
    return text.toDouble(isNumber);
}

} // namespace

ShiftBox::ShiftBox(QWidget *parent)
    : QSpinBox(parent)
{
    setRange(-kMost, kMost);
    setSingleStep(1000);
    setKeyboardTracking(false); // a half typed number moves nothing
    setAlignment(Qt::AlignRight);
}

void ShiftBox::setShiftNs(std::int64_t ns)
{
    setValue(static_cast<int>(std::clamp<std::int64_t>(ns / 1000, -kMost, kMost)));
}

QString ShiftBox::textFromValue(int value) const
{
    const QString number = widgets::text({fixed(value / 1e3, 3), QStringLiteral("ms")});
    return value > 0 ? u'+' + number : number;
}

int ShiftBox::valueFromText(const QString &text) const
{
    bool isNumber = false;
    const double ms = typed(text, &isNumber);
    if (!isNumber || !std::isfinite(ms))
        return value();
    return static_cast<int>(std::lround(std::clamp(ms * 1e3, double(-kMost), double(kMost))));
}

QValidator::State ShiftBox::validate(QString &text, int &) const
{
    bool isNumber = false;
    const double ms = typed(text, &isNumber);
    if (isNumber)
        return std::abs(ms) * 1e3 <= kMost ? QValidator::Acceptable : QValidator::Invalid;
    const bool maybe = std::ranges::all_of(text, [](QChar c) {
        return c.isDigit() || c.isSpace() || c == u'.' || c == u'-' || c == u'+' || c == kMinus || c == u'm'
            || c == u's' || c == kThinSpace;
    });
    return maybe ? QValidator::Intermediate : QValidator::Invalid;
}

} // namespace widgets
